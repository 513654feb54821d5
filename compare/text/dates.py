"""Dates as a journalist writes them, resolved against the day of publication.

A date is an interval of days: "10 November 2020" is one, "last November" thirty, "last year" a year.  A date without
a year is resolved but stays marked as such: "On June 15", reused word for word two years later, is stale, not wrong.
dateparser was tried on the sample articles and refused: searching, it reads "Nov. 10" as two dates and an acronym
as a Saturday; on strings that are already spotted it is right but costs 60 ms of import.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from compare.text.date_patterns import COUNTS, LOOKS_AHEAD, MONTH_NAMES, MONTHS, PATTERNS, SMALL, UNIT_DAYS, WEEKDAYS

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """One date in a text.

    Args:
        start: Where it begins.
        end: Where it ends.
        first: First day meant; None if neither the text nor the day of publication tells the year.
        last: Last day meant.
        precision: Whether a day, a month or a year (or a time of vague length) is named.
        month: Month as named in the text, 1 to 12; 0 if none is.
        monthday: Day of the month as named in the text; 0 if none is.
        weekday: Day of the week as named in the text, Monday 0; -1 if none is.
        is_absolute: Whether the text itself names the year.
        other: The other day that a bare weekday may mean: the next one instead of the last; None for all else.
        value: `"2020-11-10"`, `"2020-11"`, `"2020"`, `"--11-10"` (year unknown), `"monday"`.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: Precision
    month: int = 0
    monthday: int = 0
    weekday: int = -1
    is_absolute: bool = False
    other: date | None = None
    value: str

    def agrees(self, other: DateMention) -> bool:
        """Whether both can mean one day; symmetric; True when one of them is too vague to tell."""
        if self.monthday and other.monthday and not (self.is_absolute and other.is_absolute):
            return (self.month, self.monthday) == (other.month, other.monthday)
        if self.month and other.month and not (self.is_absolute and other.is_absolute) and self.first is None:
            return self.month == other.month
        if self.first is None or other.first is None or self.last is None or other.last is None:
            return not (self.weekday >= 0 and other.weekday >= 0 and self.weekday != other.weekday)
        return any(
            first <= other_last and other_first <= last
            for first, last in _readings(self.first, self.last, self.other)
            for other_first, other_last in _readings(other.first, other.last, other.other)
        )


def _readings(first: date, last: date, alternative: date | None) -> tuple[tuple[date, date], ...]:
    return ((first, last),) if alternative is None else ((first, last), (alternative, alternative))


def find_dates(text: str, start: int = 0, end: int | None = None, *, day: date | None = None) -> tuple[DateMention, ...]:
    """Return the dates of `text[start:end]` in text order; cost is linear.

    Args:
        text: Any text.
        start: Where to begin.
        end: Where to stop; None for the end of the text.
        day: Day of publication, that weekdays, "last year" and dates without a year are read against.

    >>> from datetime import date
    >>> [each.value for each in find_dates("A truce on Nov. 10 held until last Monday.", day=date(2021, 9, 22))]
    ['2020-11-10', '2021-09-20']
    """
    stop = len(text) if end is None else end
    found: list[DateMention] = []
    for name, pattern in PATTERNS:
        for match in pattern.finditer(text, start, stop):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            mention = _READERS[name](match, text, day)
            if mention:
                found.append(mention)
    return tuple(sorted(found, key=lambda each: each.start))


def _month_of(match: re.Match[str]) -> int:
    return MONTHS[match["month"][:3].lower()]


def _weekday_of(match: re.Match[str]) -> int:
    return WEEKDAYS[match["weekday"][:3].lower()] if match["weekday"] else -1


def _valid(year: int, month: int, monthday: int) -> date | None:
    try:
        return date(year, month, monthday)
    except ValueError:
        return None


def _last_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _is_future(match: re.Match[str], text: str) -> bool:
    return LOOKS_AHEAD.search(text, max(0, match.start() - 40), match.start()) is not None


def _read_iso(match: re.Match[str], _text: str, _day: date | None) -> DateMention | None:
    when = _valid(int(match["year"]), int(match["mm"]), int(match["dd"]))
    if when is None:
        return None
    return DateMention(start=match.start(), end=match.end(), first=when, last=when, precision="day", month=when.month,
                       monthday=when.day, is_absolute=True, value=when.isoformat())  # fmt: skip


def _read_full(match: re.Match[str], text: str, day: date | None) -> DateMention | None:
    month, monthday = _month_of(match), int(match["dd"])
    when: date | None
    if match["year"]:
        when = _valid(int(match["year"]), month, monthday)
        if when is None:
            return None
    else:
        if _valid(2000, month, monthday) is None:
            return None
        when = _nearest(month, monthday, day, ahead=_is_future(match, text))
    return DateMention(
        start=match.start(), end=match.end(), first=when, last=when, precision="day", month=month, monthday=monthday,
        weekday=_weekday_of(match), is_absolute=bool(match["year"]),
        value=when.isoformat() if when else f"--{month:02}-{monthday:02}",
    )  # fmt: skip


def _read_range(match: re.Match[str], text: str, day: date | None) -> DateMention | None:
    """Read "18 to 29 March" as one stretch of days; without a year and a day of publication it stays vague."""
    month, begin, stop = _month_of(match), int(match["dd"]), int(match["dd2"])
    if begin >= stop or _valid(2000, month, stop) is None or _valid(2000, month, begin) is None:
        return None
    year = int(match["year"]) if match["year"] else None
    last = _valid(year, month, stop) if year else _nearest(month, stop, day, ahead=_is_future(match, text))
    first = last.replace(day=begin) if last else None
    value = f"{first}/{last}" if last else f"--{month:02}-{begin:02}/{stop:02}"
    return DateMention(start=match.start(), end=match.end(), first=first, last=last, precision="day", month=month,
                       is_absolute=bool(year), value=value)  # fmt: skip


def _nearest(month: int, monthday: int, day: date | None, *, ahead: bool) -> date | None:
    """Return the latest such day until publication, or the next one if the sentence looks ahead."""
    if day is None:
        return None
    years = (day.year, day.year + 1) if ahead else (day.year, day.year - 1)
    for year in years:
        when = _valid(year, month, monthday) if 1 <= year <= 9999 else None
        if when and ((when - day).days >= -1 if ahead else (when - day).days <= 1):
            return when
    return None


def _read_month(match: re.Match[str], text: str, day: date | None) -> DateMention | None:
    month = _month_of(match)
    groups = match.groupdict()
    start = match.start()
    if groups.get("cue"):
        # "May and July", but not "they march and May sings".
        if groups["cue"] == "and" and not re.search(rf"(?:{MONTH_NAMES})\s$", text[max(0, start - 12) : start]):
            return None
        start = match.start("month")
    year: int | None = int(groups["year"]) if groups.get("year") else None
    if year is None and day is not None:
        shift = (match["shift"] or "").lower()
        if shift in ("next", "coming") or (_is_future(match, text) and not shift):
            year = day.year if month >= day.month else day.year + 1
        else:
            year = day.year if month <= day.month and not (shift == "last" and month == day.month) else day.year - 1
    if year is not None and not 1 <= year < 9999:
        return None
    first, last = (date(year, month, 1), _last_of_month(year, month)) if year else (None, None)
    return DateMention(start=start, end=match.end(), first=first, last=last, precision="month", month=month,
                       is_absolute=bool(groups.get("year")), value=f"{year}-{month:02}" if year else f"--{month:02}")  # fmt: skip


def _read_weekday(match: re.Match[str], text: str, day: date | None) -> DateMention | None:
    weekday = _weekday_of(match)
    when: date | None = None
    other: date | None = None
    if day is not None:
        shift = (match["shift"] or "").lower()
        back = (day.weekday() - weekday) % 7
        if shift in ("next", "coming") or (not shift and _is_future(match, text)):
            when = _moved(day, ((weekday - day.weekday()) % 7) or 7)
            other = _moved(when, -7) if when and not shift else None
        else:
            when = _moved(day, -back)
            other = _moved(when, 7) if when and not shift else None
        if match["dd"] and when is not None:
            named = _nearest(when.month, int(match["dd"]), day, ahead=False) if 1 <= int(match["dd"]) <= 31 else None
            when = named if named is not None and named.weekday() == weekday else when
    return DateMention(start=match.start(), end=match.end(), first=when, last=when, precision="day", weekday=weekday,
                       other=None if match["dd"] else other,
                       value=when.isoformat() if when else match["weekday"].lower().rstrip("."))  # fmt: skip


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _read_word(match: re.Match[str], _text: str, day: date | None) -> DateMention | None:
    word = match["word"].lower()
    when = _moved(day, {"yesterday": -1, "tomorrow": 1}.get(word, 0)) if day else None
    return DateMention(start=match.start(), end=match.end(), first=when, last=when, precision="day",
                       value=when.isoformat() if when else word)  # fmt: skip


def _read_period(match: re.Match[str], _text: str, day: date | None) -> DateMention | None:
    shift, unit = match["shift"].lower(), match["unit"].lower()
    words = " ".join(match.group().lower().split())
    first = last = None
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(shift, 0)
    if day is not None and 1 < day.year < 9_990:
        if unit == "year":
            first, last = date(day.year + step, 1, 1), date(day.year + step, 12, 31)
        elif unit == "month":
            months = day.year * 12 + day.month - 1 + step
            first, last = date(months // 12, months % 12 + 1, 1), _last_of_month(months // 12, months % 12 + 1)
        elif unit == "week":
            monday = _moved(day, -day.weekday() + 7 * step)
            first, last = monday, _moved(monday, 6) if monday else None
    value = (
        words
        if first is None or last is None
        else str(first.year)
        if unit == "year"
        else f"{first:%Y-%m}"
        if unit == "month"
        else f"{first}/{last}"
    )
    precision: Precision = "year" if unit in ("year", "decade") else "month"
    return DateMention(start=match.start(), end=match.end(), first=first, last=last, precision=precision, value=value)


def _read_ago(match: re.Match[str], _text: str, day: date | None) -> DateMention | None:
    words, unit = match["n"].lower(), match["unit"].lower()
    low, high = {"few": (2, 6), "several": (2, 9), "couple of": (2, 3)}.get(words, (0, 0))
    if not high:
        low = high = int(words) if words.isdigit() else SMALL[words]
    shown = " ".join(match.group().lower().split())
    first = last = None
    if day is not None:
        slack = UNIT_DAYS[unit] // 2
        first, last = _moved(day, -high * UNIT_DAYS[unit] - slack), _moved(day, -low * UNIT_DAYS[unit] + slack)
        if match["hedge"] and match["hedge"].lower() == "less than":
            last = day
        middle = _moved(day, -(low + high) * UNIT_DAYS[unit] // 2)
        if middle is not None:
            shown = (
                f"about {middle:%Y}"
                if unit in ("year", "decade")
                else f"about {middle:%Y-%m}"
                if unit == "month"
                else f"about {middle}"
            )
    return DateMention(start=match.start(), end=match.end(), first=first, last=last, value=shown,
                       precision="year" if unit in ("year", "decade") else "month" if unit == "month" else "day")  # fmt: skip


def _read_decade(match: re.Match[str], _text: str, _day: date | None) -> DateMention | None:
    year = int(match["year"])
    return DateMention(start=match.start(), end=match.end(), first=date(year, 1, 1), last=date(year + 9, 12, 31),
                       precision="year", is_absolute=True, value=f"{year}s")  # fmt: skip


def _read_year(match: re.Match[str], text: str, _day: date | None) -> DateMention | None:
    if COUNTS.match(text, match.end()):
        return None
    year = int(match["year"])
    return DateMention(start=match.start("year"), end=match.end(), first=date(year, 1, 1), last=date(year, 12, 31),
                       precision="year", is_absolute=True, value=str(year))  # fmt: skip


_READERS: dict[str, Callable[[re.Match[str], str, date | None], DateMention | None]] = {
    "iso": _read_iso, "range": _read_range, "full": _read_full, "month": _read_month, "weekday": _read_weekday,
    "word": _read_word, "period": _read_period, "ago": _read_ago, "decade": _read_decade, "year": _read_year,
}  # fmt: skip
