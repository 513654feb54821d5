"""A date in a text as a stretch of days, and whether two of them can be one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

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


def moved(day: date, days: int) -> date | None:
    """Return the day so many days later; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def valid_day(year: int, month: int, monthday: int) -> date | None:
    """Return that day; None if the calendar has none."""
    try:
        return date(year, month, monthday)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month before the year 9999's last."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def nearest_day(month: int, monthday: int, day: date | None, *, ahead: bool) -> date | None:
    """Return the latest such day until publication, or the next one if the sentence looks ahead."""
    if day is None:
        return None
    years = (day.year, day.year + 1) if ahead else (day.year, day.year - 1)
    for year in years:
        when = valid_day(year, month, monthday) if 1 <= year <= 9999 else None
        if when and ((when - day).days >= -1 if ahead else (when - day).days <= 1):
            return when
    return None
