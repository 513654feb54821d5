"""What a format gives: records, and the reason why something cannot be one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

_UNUSABLE = re.compile("[\x00\ud800-\udfff]")


class Refusal(Exception):  # noqa: N818 - a verdict on one file that never leaves this room
    """One file, line or folder cannot be read; `str()` is the reason without the name.

    `load_documents` turns it into a notice, or into a `ReadError` if nothing else can be read.
    """


class EmptyRefusal(Refusal):
    """A file that can be read and holds no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article as its format gives it, before its metadata is weighed.

    Args:
        text: The text of the article, verbatim.
        fields: What the record says about itself, under the names that it uses.
        line: Where it stands in a file of many records, counted from 1; None if it is the whole file.
        problems: What a reader must know about it, one sentence each.
    """

    text: str
    fields: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LostLine:
    """One line of a file of many records that gives no article."""

    line: int
    reason: str


Row: TypeAlias = tuple[int, dict[str, Any]]
"""One record of a file of many in which no character needs repair: where it stands, from 1, and its values.  A plain
tuple, since a corpus has millions."""


def repair_characters(text: str) -> tuple[str, int]:
    """Replace NUL and lone surrogates by U+FFFD, and count them; no offset moves.

    Neither can be written as UTF-8 or into most files, and JSON can carry both.

    >>> repair_characters("Ferries" + chr(0) + "resumed")
    ('Ferries\ufffdresumed', 1)
    """
    return (text, 0) if not _UNUSABLE.search(text) else _UNUSABLE.subn("\ufffd", text)


def repair_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Repair the text of an article as `repair_characters` does, and say so."""
    text, n_repaired = repair_characters(text)
    if not n_repaired:
        return text, ()
    repaired = count_of(n_repaired, "NUL or lone surrogate", "NULs or lone surrogates")
    return text, (f"{repaired} in the text cannot be kept; \ufffd stands in place of each.",)


def repair_values(value: object) -> object:
    """Replace NUL and lone surrogates in every string inside `value`."""
    if isinstance(value, str):
        return repair_characters(value)[0]
    if isinstance(value, Mapping):
        return {repair_values(key): repair_values(held) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [repair_values(held) for held in value]
    return value


def count_of(n: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> count_of(1, "file"), count_of(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def some_of(names: list[str], most: int = 3) -> str:
    """Return up to `most` names, and how many more there are.

    >>> some_of(["a.txt", "b.txt", "c.txt", "d.txt"])
    'a.txt, b.txt, c.txt and 1 more'
    """
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most:,} more"
