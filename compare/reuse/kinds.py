"""Why several documents share a passage, and the same in words.

What is unknown is said to be unknown: without dates nothing is called wire copy, and documents whose outlets are
unknown are never called one house.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.text.normal import fold_word
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.model.clusters import Kind
    from compare.model.documents import Document
    from compare.model.segments import SegmentedDocument
    from compare.model.spans import Passage
    from compare.options import ClusterOptions

QUOTED_SHARE = 0.8
"""A passage is a quotation if at least so many of its words stand between quotation marks: an attribution of a few
words ("the minister said") may come with it."""


def tell_kind(
    passages: Sequence[Passage], documents: Mapping[str, SegmentedDocument], options: ClusterOptions
) -> tuple[Kind, str]:
    """Return the kind of a shared passage and the reason for a reader.

    Args:
        passages: Its members, in the order of the documents.
        documents: By id.
        options: What counts as wire copy.
    """
    members = [documents[id].document for id in dict.fromkeys(passage.document for passage in passages)]
    quoting = [p.document for p in passages if _quoted_share(p, documents[p.document]) >= QUOTED_SHARE]
    if quoting:
        n_quoting = len(set(quoting))
        where = "both sources" if n_quoting == len(members) == 2 else f"{n_quoting} of {len(members)} sources"
        return "quotation", f"The words stand inside quotation marks in {where}."
    outlets, n_unknown = _name_outlets(members)
    days = sorted(member.day for member in members if member.day is not None)
    n_dateless = len(members) - len(days)
    spread = (days[-1] - days[0]).days if days else 0
    if len(outlets) == 1 and not n_unknown:
        return "house", f"{outlets[0]} uses the same text in {len(members)} articles{_tell_when(members)}."
    who = _tell_outlets(outlets, n_unknown)
    if spread > options.wire_days:
        return "background", f"The same text {who}{_tell_when(members)}: more than {_count(options.wire_days, 'day')} apart."
    if n_dateless:
        known = "no date is known" if not days else f"{_count(n_dateless, 'date')} of {len(members)} unknown"
        return "background", f"The same text {who}; {known}, so it cannot be told from wire copy."
    return "wire", f"The same text {who}{_tell_when(members)}."


def _quoted_share(passage: Passage, document: SegmentedDocument) -> float:
    """Return the share of the passage's words between quotation marks; 0.0 for a passage without words."""
    words = split_words(document.document.text, passage.start, passage.end)
    near = [span for span in document.quotations if span.overlap(passage)]
    if not near or not len(words):
        return 0.0
    inside = sum(any(span.start <= start < span.end for span in near) for start in words.starts)
    return inside / len(words)


def _name_outlets(members: Sequence[Document]) -> tuple[list[str], int]:
    """Return the outlets that are known, each once, and how many members have none."""
    names: dict[str, str] = {}
    unknown = 0
    for member in members:
        name = (member.outlet or "").strip()
        if name:
            names.setdefault(" ".join(fold_word(word) for word in name.split()).removeprefix("the "), name)
        else:
            unknown += 1
    return list(names.values()), unknown


def _tell_outlets(outlets: Sequence[str], n_unknown: int) -> str:
    if not outlets:
        return f"in {_count(n_unknown, 'article')} (outlets unknown)"
    known = f"in {_count(len(outlets), 'outlet')}"
    return f"{known} and {_count(n_unknown, 'article')} of unknown outlet" if n_unknown else known


def _tell_when(members: Sequence[Document]) -> str:
    """Return over which time, as the end of a sentence; "" if no date is known."""
    days = sorted(member.day for member in members if member.day is not None)
    if not days:
        return " (dates unknown)"
    n_dateless = len(members) - len(days)
    unknown = f"; {_count(n_dateless, 'date')} unknown" if n_dateless else ""
    if days[0] == days[-1]:
        if len(days) == 1:
            return f" (one is of {days[0].isoformat()}{unknown})"
        return f" on one day ({days[0].isoformat()}{unknown})"
    length = (days[-1] - days[0]).days
    told = _count(length, "day") if length < 61 else _count(round(length / 30.44), "month")
    return f" within {told} ({days[0].isoformat()} to {days[-1].isoformat()}{unknown})"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
