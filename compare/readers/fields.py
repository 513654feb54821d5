"""From the names that files give their fields to the five that a document has.

Every format meets here, so that `headline` means the same in front matter, in JSON lines and in a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from compare.readers.dates import UnreadableDateError, read_date
from compare.readers.records import LostLine, Record, repair_characters, repair_text, repair_values

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "docid", "documentid", "articleid", "guid", "uuid"),
    "text": ("text", "body", "articlebody", "content", "fulltext", "maintext", "bodytext", "articletext", "article"),
    "outlet": ("outlet", "publisher", "source", "newspaper", "publication", "sitename", "sourcename", "outletname", "series"),
    "title": ("title", "headline", "heading"),
    "published": (
        "published", "datepublished", "publishedat", "publisheddate", "publishdate", "publicationdate", "pubdate", "date",
    ),
    "url": ("url", "link", "href", "uri", "canonicalurl", "sourceurl"),
}  # fmt: skip
"""For each field of a document the names it goes by, the surest first; case, `_`, `-` and spaces do not count."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
WEB = re.compile(r"https?://\S+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What one place says about one document; None where it says nothing usable.

    Args:
        rest: What is no field of a document, kept for `Document.meta`.
        problems: What could not be used, one sentence each.
    """

    id: str | None = None
    text: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: date | datetime | None = None
    url: str | None = None
    rest: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def read_fields(values: Mapping[str, object], *, without: Iterable[str] = ()) -> Fields:
    """Return the fields that `values` hold under any of their names.

    Args:
        values: As a file gives them.
        without: Fields that this place cannot give; what bears their names is kept in `rest`.

    >>> read_fields({"headline": "Ferries resume", "Date": "2021-09-07", "author": "B. Tide"}).published
    datetime.date(2021, 9, 7)
    """
    rest = {str(key): value for key, value in values.items()}
    keys: dict[str, str] = {}
    for key in rest:
        keys.setdefault(alias_of(key), key)
    found: dict[str, object] = {}
    problems: list[str] = []
    for name, aliases in NAMES.items():
        for alias in aliases if name not in without else ():
            if alias not in keys:
                continue
            key = keys[alias]
            value = _plain(name, rest[key])
            if value is None:
                continue
            if name == "outlet" and WEB.match(str(value)):
                continue  # an address names no outlet
            try:
                found[name] = read_date(value) if name == "published" else value
            except UnreadableDateError as error:
                problems.append(f"the date of publication is left unknown: {error}")
                continue
            if name == "url" and _is_other_scheme(str(value)):
                problems.append(f"the address {str(value)[:80]!r} is no web address and is left out.")
                del found[name]
                continue
            del rest[key]
            break
    return replace(Fields(**found), rest=rest, problems=tuple(problems))  # type: ignore[arg-type]


def alias_of(key: str) -> str:
    """Return a key as `NAMES` has it.

    >>> alias_of("Date_Published")
    'datepublished'
    """
    return re.sub(r"[\W_]+", "", key[:60].casefold())


def _plain(name: str, value: object) -> object:
    """Return a value as its field needs it; None if it is empty or of no use there."""
    if isinstance(value, Mapping):  # {"name": "Harbour Gazette"}, as news services and JSON-LD give an outlet
        value = value.get("name") if name == "outlet" else None
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if name == "published" and not isinstance(value, str):
        return None if isinstance(value, (bool, list)) else repair_values(value)
    if not isinstance(value, str):
        return None
    value = value if name == "text" else " ".join(repair_characters(value)[0].split())
    return value or None


def _is_other_scheme(address: str) -> bool:
    return _SCHEME.match(address) is not None and not WEB.match(address)


def without_text(values: Mapping[str, object]) -> str:
    """Say why values give no article."""
    have = ", ".join(map(repr, list(values)[:6])) or "none"
    return f"must have a 'text' that is a string and not empty. Its fields are {have}."


def read_record(values: Mapping[str, object], line: int, *, is_clean: bool = False) -> Record | LostLine:
    """Return the article that the values of one record hold, or why they hold none.

    Args:
        values: As a file gives them.
        line: Where they stand, from 1.
        is_clean: Whether no character of them needs repair.
    """
    fields = read_fields(values, without=[name for name in NAMES if name != "text"])
    if fields.text is None:
        return LostLine(line=line, reason=without_text(values))
    if is_clean:
        return Record(text=fields.text, fields=fields.rest, line=line)
    text, problems = repair_text(fields.text)
    rest = {str(repair_values(key)): repair_values(value) for key, value in fields.rest.items()}
    return Record(text=text, fields=rest, line=line, problems=problems)


def merge_fields(layers: Iterable[Fields]) -> Fields:
    """Return for each field the first layer's value that is known; problems of all layers, in order."""
    merged = Fields()
    for layer in layers:
        merged = Fields(
            id=merged.id or layer.id,
            text=merged.text or layer.text,
            outlet=merged.outlet or layer.outlet,
            title=merged.title or layer.title,
            published=merged.published or layer.published,
            url=merged.url or layer.url,
            rest={**layer.rest, **merged.rest},
            problems=merged.problems + layer.problems,
        )
    return merged
