"""Dates as a journalist writes them, resolved against the day of publication.

A date is an interval of days: "10 November 2020" is one, "last November" thirty, "last year" a year.  A date without
a year is resolved but stays marked as such: "On June 15", reused word for word two years later, is stale, not wrong.
dateparser was tried on the sample articles and refused: searching, it reads "Nov. 10" as two dates and an acronym
as a Saturday; on strings that are already spotted it is right but costs 60 ms of import.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from compare.text.date_mentions import DateMention, last_of_month, moved, nearest_day, valid_day
from compare.text.date_patterns import (
    COUNTS,
    GOES_AHEAD,
    LOOKS_AHEAD,
    LOOKS_BACK,
    MONTH_NAMES,
    MONTHS,
    NEEDED,
    PATTERNS,
    SENTENCE_END,
    WEEKDAYS,
)
from compare.text.relative_dates import (
    anchored,
    read_ago,
    read_beside,
    read_holiday,
    read_period,
    read_season,
    read_weekend,
    read_word,
)

__all__ = ["DateMention", "find_dates"]


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
    words = text[start:stop].lower()
    has_figures = any(map(str.isdigit, words))
    for name, pattern in PATTERNS:
        needed = NEEDED.get(name)
        if not (has_figures if needed is None else any(map(words.__contains__, needed))):
            continue
        for match in pattern.finditer(text, start, stop):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            mention = _READERS[name](match, text, day)
            if mention:
                found.append(anchored(mention, match, found) if name == "beside" else mention)
    return tuple(sorted(found, key=lambda each: each.start))


def _month_of(match: re.Match[str]) -> int:
    return MONTHS[match["month"][:3].lower()]


def _weekday_of(match: re.Match[str]) -> int:
    return WEEKDAYS[match["weekday"][:3].lower()] if match["weekday"] else -1


def _is_future(match: re.Match[str], text: str) -> bool:
    before, after = max(0, match.start() - 60), min(len(text), match.end() + 50)
    for end in SENTENCE_END.finditer(text, before, match.start()):
        before = end.end()
    if LOOKS_BACK.search(text, before, match.start()):
        return False
    return LOOKS_AHEAD.search(text, before, match.start()) is not None or GOES_AHEAD.match(text, match.end(), after) is not None


def _read_iso(match: re.Match[str], _text: str, _day: date | None) -> DateMention | None:
    when = valid_day(int(match["year"]), int(match["mm"]), int(match["dd"]))
    if when is None:
        return None
    return DateMention(start=match.start(), end=match.end(), first=when, last=when, precision="day", month=when.month,
                       monthday=when.day, is_absolute=True, value=when.isoformat())  # fmt: skip


def _read_full(match: re.Match[str], text: str, day: date | None) -> DateMention | None:
    month, monthday = _month_of(match), int(match["dd"])
    when: date | None
    if match["year"]:
        when = valid_day(int(match["year"]), month, monthday)
        if when is None:
            return None
    else:
        if valid_day(2000, month, monthday) is None:
            return None
        when = nearest_day(month, monthday, day, ahead=_is_future(match, text))
    return DateMention(
        start=match.start(), end=match.end(), first=when, last=when, precision="day", month=month, monthday=monthday,
        weekday=_weekday_of(match), is_absolute=bool(match["year"]),
        value=when.isoformat() if when else f"--{month:02}-{monthday:02}",
    )  # fmt: skip


def _read_range(match: re.Match[str], text: str, day: date | None) -> DateMention | None:
    """Read "18 to 29 March" as one stretch of days; without a year and a day of publication it stays vague."""
    month, begin, stop = _month_of(match), int(match["dd"]), int(match["dd2"])
    if begin >= stop or valid_day(2000, month, stop) is None or valid_day(2000, month, begin) is None:
        return None
    year = int(match["year"]) if match["year"] else None
    last = valid_day(year, month, stop) if year else nearest_day(month, stop, day, ahead=_is_future(match, text))
    first = last.replace(day=begin) if last else None
    value = f"{first}/{last}" if last else f"--{month:02}-{begin:02}/{stop:02}"
    return DateMention(start=match.start(), end=match.end(), first=first, last=last, precision="day", month=month,
                       is_absolute=bool(year), value=value)  # fmt: skip


def _read_month(match: re.Match[str], text: str, day: date | None) -> DateMention | None:
    month = _month_of(match)
    groups = match.groupdict()
    start = match.start() if groups.get("shift") else match.start("month")
    if groups.get("cue"):
        # "May and July", but not "they march and May sings".
        if groups["cue"] == "and" and not re.search(rf"(?:{MONTH_NAMES})\s$", text[max(0, start - 12) : start]):
            return None
        start = match.start("month")
    year: int | None = int(groups["year"]) if groups.get("year") else None
    if year is None and day is not None:
        shift = (groups.get("shift") or "").lower()
        if shift in ("next", "coming") or (_is_future(match, text) and not shift):
            year = day.year if month >= day.month else day.year + 1
        else:
            year = day.year if month <= day.month and not (shift == "last" and month == day.month) else day.year - 1
    if year is not None and not 1 <= year < 9999:
        return None
    first, last = (date(year, month, 1), last_of_month(year, month)) if year else (None, None)
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
            when = moved(day, ((weekday - day.weekday()) % 7) or 7)
            other = moved(when, -7) if when and not shift else None
        else:
            when = moved(day, -back)
            other = moved(when, 7) if when and not shift else None
        if match["dd"] and when is not None:
            named = nearest_day(when.month, int(match["dd"]), day, ahead=False) if 1 <= int(match["dd"]) <= 31 else None
            when = named if named is not None and named.weekday() == weekday else when
    return DateMention(start=match.start(), end=match.end(), first=when, last=when, precision="day", weekday=weekday,
                       other=None if match["dd"] else other,
                       value=when.isoformat() if when else match["weekday"].lower().rstrip("."))  # fmt: skip


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


def _read_years(match: re.Match[str], _text: str, _day: date | None) -> DateMention | None:
    """Read "1939-45" and "the 2014-15 season"."""
    first = int(match["year"])
    last = int(match["year2"]) if len(match["year2"]) == 4 else first - first % 100 + int(match["year2"])
    if not first < last <= first + 100:
        return None
    return DateMention(start=match.start(), end=match.end(), first=date(first, 1, 1), last=date(last, 12, 31),
                       precision="year", is_absolute=True, value=f"{first}/{last}")  # fmt: skip


def _read_century(match: re.Match[str], _text: str, _day: date | None) -> DateMention | None:
    last = 100 * int(match["century"])
    if not 100 < last <= 2100:
        return None
    return DateMention(start=match.start(), end=match.end(), first=date(last - 99, 1, 1), last=date(last, 12, 31),
                       precision="year", is_absolute=True, value=f"century {last // 100}")  # fmt: skip


def _read_figures(match: re.Match[str], _text: str, _day: date | None) -> DateMention | None:
    """Read "20/09/2021" and "20.9.2021"; "07/09/2021" names two days, so none."""
    one, two = int(match["one"]), int(match["two"])
    if match["mark"] == "/" and one <= 12 and two <= 12 and one != two:
        return None
    month, monthday = (one, two) if two > 12 and match["mark"] == "/" else (two, one)
    when = valid_day(int(match["year"]), month, monthday) if 1 <= month <= 12 else None
    if when is None:
        return None
    return DateMention(start=match.start(), end=match.end(), first=when, last=when, precision="day", month=month,
                       monthday=monthday, is_absolute=True, value=when.isoformat())  # fmt: skip


_READERS: dict[str, Callable[[re.Match[str], str, date | None], DateMention | None]] = {
    "iso": _read_iso, "figures": _read_figures, "range": _read_range, "full": _read_full, "month": _read_month,
    "weekday": _read_weekday, "word": read_word, "holiday": read_holiday, "season": read_season, "weekend": read_weekend,
    "period": read_period, "ago": read_ago, "beside": read_beside, "decade": _read_decade, "years": _read_years,
    "century": _read_century, "year": _read_year,
}  # fmt: skip
