"""The fields of many records that have the same few sets of keys: what `read_fields` gives, in an eighth of its time.

Which key gives which field is found out once for each tuple of keys, and each date and outlet is read once.  A record
that this does not settle (a value of an unusual type, a second key for a field that the first leaves open) goes to
`read_fields` itself, which is the reference.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeAlias

from compare.readers.dates import UnreadableDateError, read_date
from compare.readers.fields import NAMES, WEB, alias_of, read_fields
from compare.readers.records import repair_characters

_MAX_KEPT = 10_000
"""Shapes, dates and outlets that are remembered at a time, so that memory does not grow with the corpus."""

Known: TypeAlias = (
    "tuple[str | None, str | None, str | None, str | None, date | datetime | None, str | None, tuple[str, ...], dict[str, Any]]"
)
"""What a record says: id, text, outlet, title, published, url; what cannot be used, a sentence each; and the rest."""
_Found: TypeAlias = "tuple[date | datetime | None, tuple[str, ...]]"
_WEB = ("https://", "http://")
_Shape: TypeAlias = "tuple[Any, ...]"
"""The keys that give id, text, outlet, title, published and url, the surest of each, None where no key does; and whether
it was the only one for all.  Empty if a key needs repair."""


class ShapeReader:
    """Reads the fields of records in whose values no character needs repair."""

    def __init__(self) -> None:
        self._shapes: dict[tuple[str, ...], _Shape] = {}
        self._dates: dict[str | int, _Found] = {}
        self._outlets: dict[str, str] = {}

    def read(self, values: dict[Any, Any]) -> Known:
        """Return what `read_fields(values)` returns."""
        keys = tuple(values)
        shape = self._shapes.get(keys)
        if shape is None:
            shape = self._learn(keys)
        if not shape:
            return _read_slowly(values)
        id_key, text_key, outlet_key, title_key, published_key, url_key, is_only = shape
        rest = values.copy()
        take = rest.pop
        problems: tuple[str, ...] = ()
        try:  # of the values that JSON knows only a string has `split`
            if (text := take(text_key, None)) and type(text) is not str:
                return _read_slowly(values)
            if (id := take(id_key, None)) is not None:
                id = " ".join(id.split()) if type(id) is not int else str(id)
            if (title := take(title_key, None)) is not None:
                title = " ".join(title.split())
            if (url := take(url_key, None)) is not None:
                url = url.strip()
                if url and not (url.startswith(_WEB) and url.isprintable() and " " not in url and len(url) > 8):
                    return _read_slowly(values)
            if (outlet := take(outlet_key, None)) is not None:
                outlet = self._outlets.get(outlet) or self._read_outlet(outlet)
            if (published := take(published_key, None)) is not None:
                published, problems = self._dates.get(published) or self._read_date(published)
        except (AttributeError, TypeError):
            return _read_slowly(values)
        if not (text and id and title and url and outlet and published):
            if not is_only:
                return _read_slowly(values)
            for key, found in zip(shape, (id, text, outlet, title, published, url), strict=False):
                if not found and key in values:
                    rest[key] = values[key]
        return id or None, text or None, outlet or None, title or None, published, url or None, problems, rest

    def _learn(self, keys: tuple[str, ...]) -> _Shape:
        """Find the keys that give each field."""
        by_alias: dict[str, str] = {}
        for key in keys:
            by_alias.setdefault(alias_of(key), key)
        found = [[by_alias[alias] for alias in aliases if alias in by_alias] for aliases in NAMES.values()]
        surest = [each[0] if each else None for each in found]
        is_fit = not any(repair_characters(key)[1] for key in keys)
        if len(self._shapes) >= _MAX_KEPT:
            self._shapes.clear()
        return self._shapes.setdefault(keys, (*surest, all(len(each) < 2 for each in found)) if is_fit else ())

    def _read_outlet(self, value: str) -> str:
        """Return the outlet that a value names; empty if it is an address, which names none."""
        outlet = " ".join(value.split())
        outlet = "" if WEB.match(outlet) else outlet
        if len(self._outlets) >= _MAX_KEPT:
            self._outlets.clear()
        self._outlets[value] = outlet
        return outlet

    def _read_date(self, value: Any) -> _Found:
        """Return the date that a value names, and why it names none.

        Raises:
            TypeError: It is no string; `True` and `1.0` would be found in the table under the number 1.
        """
        if type(value) is not str:
            raise TypeError
        found: _Found
        try:
            found = read_date(value), ()
        except UnreadableDateError as error:
            found = None, (f"the date of publication is left unknown: {error}",)
        if len(self._dates) >= _MAX_KEPT:
            self._dates.clear()
        return self._dates.setdefault(value, found)


def _read_slowly(values: dict[str, Any]) -> Known:
    known = read_fields({repair_characters(key)[0]: value for key, value in values.items()})
    return known.id, known.text, known.outlet, known.title, known.published, known.url, known.problems, dict(known.rest)
