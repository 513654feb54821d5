"""Whether two numbers that exclude each other count one thing: weighed, for no single sign decides it.

The same noun, the same toll, the same words around, figures that are close though exact, the same day speak for it; another
place, another time, a part beside the whole, a forecast beside a result speak against it.  In a news story most numbers
with the same noun count different things, so the weights were set on 212 pairs of real articles without labels whose
every contradiction was read, and then read again on others (docs/claims-ablation.md).
"""

from __future__ import annotations

import math

from compare.claims.figures import Figure, content_of
from compare.claims.occasions import firm_dates
from compare.claims.statements import Statement
from compare.claims.story import MOST_TOLLS, Story

LARGE = 1_000
"""From this value on two close exact figures hardly measure different things (143 and 145.5 million)."""
CLOSE, VERY_CLOSE, FAR, VERY_FAR = 0.8, 0.9, 0.5, 0.1
"""Ratios of the smaller to the larger: outlets that differ about one thing are rarely far apart, tolls that rise excepted."""
LONG_AGO, ANOTHER_YEAR = 20, 365
"""Days before publication from which a date means that another event is told, probably and surely, if the other claim has no
such date."""
SHORTEST = 3
"""Telling words of the shorter claim from which it says something that the longer one holds."""
NEVER = -math.inf


def weigh_sameness(story: Story, a: Figure, b: Figure, *, is_matched: bool) -> float:
    """Return how much speaks for two figures of different documents counting one thing; symmetric.

    Args:
        story: The statements of all documents.
        a: A figure.
        b: Another that excludes it.
        is_matched: Whether their claims are known to say the same otherwise.

    Returns:
        Log-odds, roughly; `NEVER` if it cannot be.
    """
    is_count = a.quantity.kind == "count"
    is_toll = a.toll is not None and a.toll == b.toll
    is_noun = a.noun == b.noun != ""
    if (a.toll and b.toll and not is_toll) or (is_count and not is_noun and not is_toll and _are_strange(a, b)):
        return NEVER
    shared = a.near & b.near
    if not (shared or is_matched or is_toll) or (a.order and b.order and a.order.isdisjoint(b.order)):
        return NEVER
    if "rate" in (a.role, b.role) and a.role != b.role:
        return NEVER
    if a.is_foretold != b.is_foretold or (abs(a.value - b.value) < 1 and a.value >= LARGE):  # 25,628 for 25,628.90
        return NEVER
    if "difference" in (a.role, b.role) and (a.role != b.role or len(shared) < 2):
        return NEVER
    score = -2.4 + 1.2 * is_noun + 1.2 * is_toll + 0.6 * (not a.noun and () != a.quantity.things[-1:] == b.quantity.things[-1:])
    score += 0.6 * (not is_count and len(shared) > 1)
    score += _weigh_values(a, b, is_toll=is_toll)
    score += 0.5 * min(3, len(shared)) + 2 * _share(shared, a.near | b.near) - 0.7 * (not shared)
    score += _weigh_claims(story, a, b) + 0.3 * is_matched
    age = max(_days_ago(story, a.statement, b.statement), _days_ago(story, b.statement, a.statement))
    if age > ANOTHER_YEAR:
        return NEVER
    is_past = age > LONG_AGO
    if is_toll and not is_past:
        score += _weigh_tolls(story, a, b, is_matched=is_matched)
    score -= (0.6 if len(shared) > 1 and not is_toll else 1.2) * ((a.role == "part") != (b.role == "part"))
    score += 0.7 * _have_one_day(a.statement, b.statement) - 1.5 * is_past
    return score + _weigh_places(a, b)


def _are_strange(a: Figure, b: Figure) -> bool:
    """Whether two counts with different nouns are of different things: neither says only "people", or one counts no people."""
    is_bare = not a.quantity.things or not b.quantity.things
    return not is_bare and (bool(a.noun and b.noun) or not (a.is_of_people and b.is_of_people))


def _weigh_values(a: Figure, b: Figure, *, is_toll: bool) -> float:
    small, large = sorted((a.value, b.value))
    ratio = small / large if large > 0 else 1.0
    is_exact = a.is_exact and b.is_exact
    is_close = ratio >= CLOSE and is_exact and small >= 10 and a.quantity.kind not in ("share", "duration", "age")
    score = 1.0 * is_close + 0.8 * (is_close and small >= LARGE and ratio >= VERY_CLOSE)
    score -= 0.3 * (not is_exact) + 0.6 * (large < 10)
    score -= 0.7 * (a.quantity.kind in ("duration", "share"))
    if ratio < FAR:
        score -= 0.4 if is_toll else 1.2
    elif ratio < 0.65 and not is_toll:
        score -= 0.5
    return score - 2.5 * (ratio < VERY_FAR)


def _weigh_tolls(story: Story, a: Figure, b: Figure, *, is_matched: bool) -> float:
    """Weigh how many such tolls each document gives: one is the event's, three are of several events."""
    if a.toll is None:
        return 0.0
    counts = [story.n_tolls(a.toll, each.statement.claim.document) for each in (a, b)]
    if max(counts) >= MOST_TOLLS:
        return -0.5 if is_matched else NEVER
    return 2.2 if max(counts) == 1 and a.role == b.role == "whole" else 0.0


def _weigh_claims(story: Story, a: Figure, b: Figure) -> float:
    """Weigh what the two claims share as wholes, and whose ages they give."""
    left, right = content_of(story, a.statement), content_of(story, b.statement)
    heads = {*a.quantity.things, *b.quantity.things}
    smaller = min(len(left), len(right))
    score = 2 * _share((left & right) - heads, left | right)
    if smaller >= SHORTEST:
        score += len(left & right) / smaller - 0.3
    if a.quantity.kind == "age":  # a story has several people, and each his age
        if a.owner and b.owner:
            return score + 3 if a.owner == b.owner else NEVER
        return score - 2 * (len(a.near & b.near) < 3)
    return score


def _weigh_places(a: Figure, b: Figure) -> float:
    """Weigh names around each number that the other claim lacks: Germany expels four, Australia two."""
    is_apart = all(any(not place <= other.said for place in one.places) for one, other in ((a, b), (b, a)))
    return 0.0 if not is_apart else -0.3 if set(a.places) & set(b.places) else -2.2


def _have_one_day(left: Statement, right: Statement) -> bool:
    """Whether both statements name the same day."""
    return any(
        one.agrees(other) and one.precision == other.precision == "day"
        for one in firm_dates(left.dates)
        for other in firm_dates(right.dates)
    )


def _days_ago(story: Story, statement: Statement, other: Statement) -> int:
    """Return by how many days the dates of a statement precede its article, those left out that agree with the other's.

    Without a day of publication a date that names its year counts as just long ago.
    """
    day = story.day(statement)
    return max(
        (
            LONG_AGO + each.is_absolute if day is None else (day - each.last).days
            for each in firm_dates(story.dates(statement))
            if each.last is not None and not any(each.agrees(known) for known in story.dates(other))
        ),
        default=0,
    )


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part) / max(1, len(whole))
