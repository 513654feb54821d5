"""One article, as it was read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from compare.model.spans import Passage, Span

_ISO_DAY = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{8})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article: its text exactly as read, and what is known about it.

    Args:
        id: Name that is unique in a comparison, e.g. `"gazette-2021"`.
        text: The text, verbatim.  Offsets everywhere count its code points.
        outlet: Who published it; None if unknown.
        title: Its headline; None if unknown.
        published: Day or moment of publication; an ISO 8601 string is converted.  None if unknown.
        url: Where it was published.
        path: File (and record) it was read from, as the caller named it.
        meta: Further fields of the source, kept as read.

    Raises:
        TypeError: `id` or `text` is no string.
        ValueError: `id` is empty, or `published` is no ISO 8601 date.

    >>> Document(id="gazette-2021", text="Ferries resumed.", published="2021-09-07").published
    datetime.date(2021, 9, 7)
    """

    id: str
    text: str
    outlet: str | None = None
    title: str | None = None
    published: date | datetime | None = None
    url: str | None = None
    path: str | None = None
    meta: Mapping[str, object] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for name in ("id", "text"):
            value = getattr(self, name)
            if not isinstance(value, str):
                raise TypeError(f"A document's {name!r} must be a string. Got {value!r} instead.")
        for name in ("outlet", "title", "url", "path"):
            value = getattr(self, name)
            if value is not None and value != value:
                object.__setattr__(self, name, None)
            elif value is not None and not isinstance(value, str):
                raise TypeError(f"A document's {name!r} must be a string or None. Got {value!r} instead.")
        if not self.id:
            raise ValueError("A document's 'id' must not be empty. Got '' instead.")
        object.__setattr__(self, "published", parse_iso(self.published))
        object.__setattr__(self, "meta", dict(self.meta or {}))

    @classmethod
    def of_checked(
        cls,
        id: str,
        text: str,
        outlet: str | None,
        title: str | None,
        published: date | datetime | None,
        url: str | None,
        path: str | None,
        meta: dict[str, object],
    ) -> Document:
        """Return a document without the checks and conversions of the constructor, in half its time: for a corpus of millions.

        Every value must be what the constructor would leave of it, `id` not empty, and `meta` nobody else's.
        """
        document = object.__new__(cls)
        _put_id(document, id)
        _put_text(document, text)
        _put_outlet(document, outlet)
        _put_title(document, title)
        _put_published(document, published)
        _put_url(document, url)
        _put_path(document, path)
        _put_meta(document, meta)
        return document

    def quote(self, span: Span | Passage) -> str:
        """Return the words at `span`.

        >>> Document(id="a", text="Ferries resumed.").quote(Span(0, 7))
        'Ferries'
        """
        return self.text[span.start : span.end]

    @property
    def day(self) -> date | None:
        """Day of publication in the outlet's own time zone; None if unknown."""
        return self.published.date() if isinstance(self.published, datetime) else self.published


_put_id, _put_text, _put_outlet, _put_title, _put_published, _put_url, _put_path, _put_meta = (
    getattr(Document, name).__set__ for name in Document.__dataclass_fields__
)


def is_before(one: Document, other: Document) -> bool:
    """Return whether `one` was published before `other` for certain, as far as both dates tell."""
    first, second = one.published, other.published
    if isinstance(first, datetime) and isinstance(second, datetime) and (first.tzinfo is None) == (second.tzinfo is None):
        return first < second
    return one.day is not None and other.day is not None and one.day < other.day


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Not from `calendar`, whose names follow the locale: the same input must give the same words everywhere."""
_SHORT_MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def write_day(day: date, *, with_year: bool = True) -> str:
    """Return a day as a reader sees it in a sentence or a narrow column.

    >>> write_day(date(2021, 9, 7)), write_day(date(2021, 9, 7), with_year=False)
    ('7 Sept 2021', '7 Sept')
    """
    return f"{day.day} {_SHORT_MONTHS[day.month - 1]}" + (f" {day.year}" if with_year else "")


def parse_iso(value: object) -> date | datetime | None:
    """Return an ISO 8601 string as a date or datetime; dates and datetimes pass through, None and NaN are None.

    Raises:
        ValueError: The string is no ISO 8601 date, or `value` is of another type.

    >>> parse_iso("2021-09-07T10:30:00+04:00").hour
    10
    """
    if value is None or value != value:
        return None
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        text = value.strip()
        if _ISO_DAY.match(text):  # `fromisoformat` takes more: a Unix time stamp becomes a day of the year 1631
            try:
                return date.fromisoformat(text) if len(text) in (8, 10) else datetime.fromisoformat(text)
            except ValueError:
                pass
    raise ValueError(f"A document's 'published' must be a date or an ISO 8601 string. Got {value!r} instead.")
