"""Dates in metadata: ISO 8601, then mail dates, then words in any language; never a guess.

A date without a year, a relative date (`yesterday`) and one that reads differently in two countries
(`03/11/2026`) are unreadable here: a wrong date turns a report around, an unknown one only thins it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timezone

from compare.model.documents import MONTHS, parse_iso

_MAX_LENGTH = 100
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$")
_BEFORE_1 = re.compile(r"[-\u2212]\d")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2}[ -][A-Za-z]{3}[ -]\d{4}\s+\d{1,2}:\d{2}")
_ZONE = re.compile(r"[+-]\d{1,2}:?\d{2}\b|\bUTC\b|\bGMT\b|\dZ\b")


class UnreadableDateError(ValueError):
    """A value is no date that can be read without guessing; `str()` says why."""


def read_date(value: object) -> date | datetime | None:
    """Return the day or moment that a metadata value names; None for an empty value.

    Args:
        value: A string, a date, or a number such as 20210907.

    Raises:
        UnreadableDateError: It is no date, lacks day, month or year, or is ambiguous.

    >>> read_date("2021-09-07"), read_date("Sept. 7, 2021")
    (datetime.date(2021, 9, 7), datetime.date(2021, 9, 7))
    >>> read_date("03/11/2026")
    Traceback (most recent call last):
    ...
    compare.readers.dates.UnreadableDateError: '03/11/2026' can be 3 November or 11 March. Hint: write 2026-11-03 or 2026-03-11.
    """
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 10_000_000 < value < 100_000_000:
        value = str(value)
    if not isinstance(value, str):
        raise _unreadable(value)
    text = " ".join(value.split())
    if not text:
        return None
    if len(text) > _MAX_LENGTH:
        raise _unreadable(text[:40] + "…")
    if (text.isdigit() and len(text) != 8) or _BEFORE_1.match(text):
        raise _unreadable(value)  # a year, seconds since 1970 (Python 3.11 reads their first eight digits), a year before 1
    try:
        return parse_iso(text)
    except ValueError:
        pass
    try:
        return _read_numbers(text) or _read_mail(text) or _read_words(text)
    except (ValueError, OverflowError) as error:
        if isinstance(error, UnreadableDateError):
            raise
        raise _unreadable(value) from error


def _read_numbers(text: str) -> date | None:
    """Read a date of three numbers alone; refuse one inside other words that could be read in two ways."""
    found = _YEAR_FIRST.match(text)
    if found:
        return date(int(found[1]), int(found[3]), int(found[4]))
    found = _NUMBERS.search(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if len(found[4]) == 2:
        raise UnreadableDateError(f"{text!r} has a year of two digits. Hint: write it as 2021-09-07.")
    if first <= 12 and second <= 12 and first != second:
        either, other = date(year, second, first), date(year, first, second)
        readings = " or ".join(f"{day.day} {MONTHS[day.month - 1]}" for day in (either, other))
        raise UnreadableDateError(f"{text!r} can be {readings}. Hint: write {either} or {other}.")
    day = date(year, second, first) if second <= 12 else date(year, first, second)
    return day if found.group() == text else None


def _read_mail(text: str) -> datetime | None:
    if not _MAIL.match(text):
        return None
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(text)


def _read_words(text: str) -> date | datetime:
    """Read month names in any language; strict, and without the clock.

    dateparser costs 0.1 s to import, and up to a second on a text that is no date; so it comes last and sees
    nothing without a year.
    """
    if not (re.search(r"\d{4}", text) and re.search(r"\d\D+\d|[^\W\d]", text)):
        raise _unreadable(text)
    import dateparser

    # "absolute-time" alone: the other parsers read relative dates and bare time stamps, which need a clock or a guess.
    found = dateparser.parse(
        text,
        settings={"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]},
    )
    if found is None:
        raise _unreadable(text)
    moment: datetime = found
    if not re.search(r"\d[:.h]\d\d|\d\s*[ap]\.?m", text, re.IGNORECASE):
        return moment.date()
    offset = moment.utcoffset()
    if offset is None or not _ZONE.search(text):
        return moment.replace(tzinfo=None)  # letters such as CST or IST name several zones
    return moment.replace(tzinfo=timezone(offset))


def _unreadable(value: object) -> UnreadableDateError:
    return UnreadableDateError(f"{value!r} is no date with day, month and year. Hint: write it as 2021-09-07.")
