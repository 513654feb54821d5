"""Dates and times of day that exclude each other and tell when the same thing happened."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compare.claims.conflicts import Conflict
from compare.claims.statements import Statement
from compare.claims.story import Placed, Story
from compare.text.dates import DateMention

REACH = 4
"""Meaningful words before and after a date that count as its surroundings."""
MIN_SHARED, MIN_SHARE = 2, 0.2
"""Meaningful words, and share of all of them, that the surroundings of two days or times have in common."""
MIN_SHARED_YEARS, MIN_SHARE_YEARS = 3, 0.3
"""The same for months and years: background names many, and in the same words a man is sentenced in one, jailed in the next."""
BESIDE = 2
"""The nearest of them, of which two dates of one event have one in common: when did he go, and when did he return?"""
_ATTRIBUTE = re.compile(r"(?i)\b(?:the|an?|this|that|his|her|its|their|our|\w+['’]s)\s$")
ORDER_REACH = 8
"""Words before and after a date or a number among which "first" or "last" belongs to it."""
ROUND_TIME = 15
"""Minutes by which a time of day may have been rounded."""


def firm_dates(dates: Iterable[DateMention]) -> tuple[DateMention, ...]:
    """Return the dates that the text names itself: no "last year", no "three weeks ago"."""
    return tuple(each for each in dates if each.monthday or each.weekday >= 0 or each.is_absolute)


def compare_dates(story: Story, left: Statement, right: Statement) -> Conflict | None:
    """Return two dates of one event that exclude each other; None if any two agree, or the other document has one of them."""
    if any(a.agrees(b) for a in left.dates for b in right.dates):
        return None
    for a in firm_dates(left.dates):
        for b in firm_dates(right.dates):
            is_one_kind = a.precision == b.precision and (a.weekday >= 0) == (b.weekday >= 0)
            # A weekday against a date of the month: a night at sea or a time zone may be between them.
            if not is_one_kind and (a.precision != b.precision or _days_between(a, b) < 2):
                continue
            if any(story.words(*each).lower().startswith("next") for each in ((left, a), (right, b))):
                continue  # this week's or the next one's: writers differ
            if not (a.is_absolute and b.is_absolute) and story.is_long_between(left, right):
                continue
            score = _same_event(story, left, a, right, b)
            if score and not _has_date(story, a, right.claim.document) and not _has_date(story, b, left.claim.document):
                return Conflict(left=story.words(left, a), right=story.words(right, b), confidence=score)
    return None


def compare_times(story: Story, left: Statement, right: Statement) -> Conflict | None:
    """Return two times of day of one event that exclude each other; zones must be the same, or both unnamed."""
    if story.is_long_between(left, right):
        return None
    for a in left.times:
        for b in right.times:
            if a.zone != b.zone or abs(a.minute - b.minute) <= ROUND_TIME:
                continue
            is_known_there = any(abs(a.minute - each.minute) <= ROUND_TIME for each in right.times)
            is_known_here = any(abs(b.minute - each.minute) <= ROUND_TIME for each in left.times)
            if not is_known_there and not is_known_here and (score := _same_event(story, left, a, right, b)):
                return Conflict(left=story.words(left, a), right=story.words(right, b), confidence=score)
    return None


def _same_event(story: Story, left: Statement, a: Placed, right: Statement, b: Placed) -> float:
    """Return how surely two dates or times tell when one thing happened, in [0, 1]; 0.0 if too little is shared."""
    if _is_attribute(story.text(left), a) != _is_attribute(story.text(right), b):
        return 0.0  # "the 2014 assault", of which he was "convicted in 2016"
    one, other = left.order(a.start, a.end, reach=ORDER_REACH), right.order(b.start, b.end, reach=ORDER_REACH)
    if one and other and one.isdisjoint(other):
        return 0.0
    beside_left = left.around(a.start, a.end, reach=BESIDE, ignored=story.common) - left.content(a.start, a.end)
    beside_right = right.around(b.start, b.end, reach=BESIDE, ignored=story.common) - right.content(b.start, b.end)
    if beside_left.isdisjoint(beside_right):
        return 0.0
    near_left = left.around(a.start, a.end, reach=REACH, ignored=story.common) - left.content(a.start, a.end)
    near_right = right.around(b.start, b.end, reach=REACH, ignored=story.common) - right.content(b.start, b.end)
    shared, union = near_left & near_right, near_left | near_right
    is_day = not isinstance(a, DateMention) or a.precision == "day"
    least, least_share = (MIN_SHARED, MIN_SHARE) if is_day else (MIN_SHARED_YEARS, MIN_SHARE_YEARS)
    if len(shared) < least or len(shared) < least_share * len(union):
        return 0.0
    return min(0.85, 0.5 + len(shared) / len(union))


def _is_attribute(text: str, date: Placed) -> bool:
    """Whether a date only tells which one is meant: "the 2014 assault", "Tuesday's vote"."""
    return (
        text[date.end : date.end + 2] in ("'s", "’s") or _ATTRIBUTE.search(text, max(0, date.start - 20), date.start) is not None
    )


def _has_date(story: Story, mention: DateMention, document: str) -> bool:
    return any(
        mention.agrees(each) and mention.precision == each.precision
        for statement in story.statements(document)
        for each in statement.dates
    )


def _days_between(a: DateMention, b: DateMention) -> int:
    if a.first is None or b.first is None:
        return 0
    return abs((a.first - b.first).days)
