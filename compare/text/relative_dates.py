"""Dates that are told from another day: from the day of publication ("yesterday"), or from a date before ("the day after")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from compare.text.date_mentions import DateMention, Precision, last_of_month, moved, nearest_day
from compare.text.date_patterns import FEW, HOLIDAYS, SMALL, UNIT_DAYS

_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "": 0}
_SEASON_REACH = 460
"""Days in which "last winter" lies before publication, "next winter" after."""


def read_word(match: re.Match[str], _text: str, day: date | None) -> DateMention | None:
    """Read "yesterday", "last night", "this morning"."""
    word = " ".join(match["word"].lower().split())
    when = moved(day, {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)) if day else None
    return DateMention(start=match.start(), end=match.end(), first=when, last=when, precision="day",
                       value=when.isoformat() if when else word)  # fmt: skip


def read_holiday(match: re.Match[str], _text: str, day: date | None) -> DateMention | None:
    """Read "Christmas Eve" as the last one until publication, or the one of the year it names."""
    name = match["holiday"].lower().replace("’", "'")
    month, monthday = HOLIDAYS.get(name, (12, 25))
    when = date(int(match["year"]), month, monthday) if match["year"] else nearest_day(month, monthday, day, ahead=False)
    return DateMention(
        start=match.start(), end=match.end(), first=when, last=when, precision="day", month=month, monthday=monthday,
        is_absolute=bool(match["year"]), value=when.isoformat() if when else f"--{month:02}-{monthday:02}",
    )  # fmt: skip


def read_season(match: re.Match[str], _text: str, day: date | None) -> DateMention | None:
    """Read "last summer" and "winter 2019" as vague as they are: the south has its seasons at other times."""
    first = last = None
    shown = " ".join(match.group().lower().split())
    if match["year"]:
        first, last = date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)
        shown = f"{match['season2'].lower()} {match['year']}"
    elif day is not None:
        step = _STEPS.get(match["shift"].lower(), 0)
        first = moved(day, -_SEASON_REACH) if step < 0 else day if step else date(day.year, 1, 1)
        last = moved(day, _SEASON_REACH) if step > 0 else day if step else date(day.year, 12, 31)
    return DateMention(start=match.start(), end=match.end(), first=first, last=last, precision="year", value=shown)


def read_weekend(match: re.Match[str], _text: str, day: date | None) -> DateMention | None:
    """Read "over the weekend" as the last one that began, "this weekend" as the one of that week."""
    first = last = None
    if day is not None:
        back = (day.weekday() - 5) % 7
        shift = (match["shift"] or "").lower()
        days = 7 - back if shift in ("this", "next", "coming") and back > 1 else -back - 7 * (shift == "last" and back < 2)
        first = moved(day, days + 7 * (shift == "next" and back < 2))
        last = moved(first, 1) if first else None
    known = first is not None and last is not None
    return DateMention(start=match.start(), end=match.end(), first=first if known else None, last=last, precision="month",
                       value=f"{first}/{last}" if known else "weekend")  # fmt: skip


def read_period(match: re.Match[str], _text: str, day: date | None) -> DateMention | None:
    """Read "last year" as the year of the calendar, "the past year" as the twelve months until publication."""
    shift, unit = match["shift"].lower(), match["unit"].lower()
    words = " ".join(match.group().lower().split())
    first = last = None
    step = _STEPS.get(shift, 0)
    if day is not None and shift == "past":
        first, last = moved(day, -UNIT_DAYS.get(unit, 0)), day
    elif day is not None and 1 < day.year < 9_990:
        if unit == "year":
            first, last = date(day.year + step, 1, 1), date(day.year + step, 12, 31)
        elif unit == "month":
            months = day.year * 12 + day.month - 1 + step
            first, last = date(months // 12, months % 12 + 1, 1), last_of_month(months // 12, months % 12 + 1)
        elif unit == "week":
            monday = moved(day, -day.weekday() + 7 * step)
            first, last = monday, moved(monday, 6) if monday else None
    value = (
        words
        if first is None or last is None
        else f"{first}/{last}"
        if unit == "week" or shift == "past"
        else str(first.year)
        if unit == "year"
        else f"{first:%Y-%m}"
    )
    precision: Precision = "year" if unit in ("year", "decade") else "month"
    return DateMention(start=match.start(), end=match.end(), first=first, last=last, precision=precision, value=value)


def read_ago(match: re.Match[str], _text: str, day: date | None) -> DateMention | None:
    """Read "three weeks ago" as wide as half of its unit allows; "years ago" says no more than that."""
    unit = _unit(match["unit"])
    shown = " ".join(match.group().lower().split())
    first = last = None
    if day is not None and match["n"]:
        low, high = _amounts(match)
        slack = UNIT_DAYS[unit] // 2
        first, last = moved(day, -int(high * UNIT_DAYS[unit]) - (slack or 1)), moved(day, -int(low * UNIT_DAYS[unit]) + slack)
        if match["hedge"] and match["hedge"].lower() == "less than":
            last = day
        middle = moved(day, -int((low + high) * UNIT_DAYS[unit]) // 2)
        if middle is not None:
            shown = f"about {middle:%Y-%m}" if unit == "month" else f"about {middle}"
            shown = f"about {middle:%Y}" if _precision(unit) == "year" else shown
    if unit in ("minute", "hour"):
        shown = f"about {day}" if day else shown
    return DateMention(start=match.start(), end=match.end(), first=first, last=last, precision=_precision(unit), value=shown)


def read_beside(match: re.Match[str], _text: str, _day: date | None) -> DateMention | None:
    """Read "the day before" and "two weeks later", as yet from no date (`anchored`)."""
    unit = _unit(match["unit"] or match["unit2"] or match["unit3"])
    return DateMention(start=match.start(), end=match.end(), first=None, last=None, precision=_precision(unit),
                       value=" ".join(match.group().lower().split()))  # fmt: skip


def anchored(mention: DateMention, match: re.Match[str], before: Sequence[DateMention]) -> DateMention:
    """Return what `read_beside` read, told from the last day that the sentence names before it; as it is if it names none."""
    days = [each for each in before if each.end <= mention.start and each.precision == "day" and each.first == each.last]
    anchor = max(days, key=lambda each: each.start).first if days else None
    if anchor is None or mention.precision != "day":
        return mention
    low, high = _amounts(match) if match["n"] else (1.0, 1.0)
    side = (match["side"] or match["side2"] or match["side3"]).lower()
    sign = -1 if side in ("earlier", "before", "previous", "preceding") else 1
    unit = UNIT_DAYS[_unit(match["unit"] or match["unit2"] or match["unit3"])]
    ends = [moved(anchor, int(sign * each * unit)) for each in (low, high)]
    if ends[0] is None or ends[1] is None:
        return mention
    first, last = min(ends[0], ends[1]), max(ends[0], ends[1])
    slack = 0 if unit == 1 else unit // 2
    value = first.isoformat() if first == last and not slack else f"about {first}"
    return replace(mention, first=moved(first, -slack), last=moved(last, slack), value=value)


def _amounts(match: re.Match[str]) -> tuple[float, float]:
    words = " ".join(match["n"].lower().split())
    low, high = FEW.get(words, (0.0, 0.0))
    if not high:
        low = high = float(words) if words.isdigit() else SMALL.get(words, 1.0)
    half = 0.5 if match["half"] else 0.0
    return low + half, high + half


def _unit(word: str) -> str:
    unit = {"centurie": "century", "morning": "day", "afternoon": "day", "evening": "day"}.get(word.lower(), word.lower())
    return unit if unit in UNIT_DAYS else "day"


def _precision(unit: str) -> Precision:
    return "year" if unit in ("year", "decade", "century") else "month" if unit == "month" else "day"
