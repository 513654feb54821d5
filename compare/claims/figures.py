"""Numbers that exclude each other and count the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from compare.claims.conflicts import Conflict
from compare.claims.occasions import firm_dates
from compare.claims.statements import Statement
from compare.claims.story import Story
from compare.claims.tolls import TOLLS
from compare.text.quantities import Quantity

REACH = 4
"""Meaningful words before and after a number that count as its surroundings."""
MIN_SHARED = 2
"""Meaningful words that two claims share, if they give close figures without a common noun."""
LARGE, CLOSE = 1_000, 0.8
"""From which value on, and up to which ratio, two exact figures hardly measure different things (143 and 145.5 million).

On 24 hand-labelled stories these and the tolls name 4 cells without the claims having to match, all of them right."""
GENERIC = frozenset(("peopl", "person", "victim", "casualti"))
"""Nouns that may stand for whoever else is counted."""
SOLDIERS = frozenset(("soldier", "troop", "servicemen", "personnel", "militari", "trooper"))


def compare_figures(story: Story, left: Statement, right: Statement, *, is_matched: bool = True) -> Conflict | None:
    """Return the surest pair of numbers that exclude each other; None if there is none.

    A number is out if any of its type on the other side agrees with it, or if the other document gives it elsewhere: then both
    know it.

    Args:
        story: The statements of all documents.
        left: One statement.
        right: A statement of another document.
        is_matched: Whether both are known to say the same otherwise.  If not, only tolls and large close figures count.
    """
    if not left.quantities or not right.quantities or _are_apart(story, left, right):
        return None
    best: tuple[float, Quantity, Quantity] | None = None
    for a in left.quantities:
        for b in right.quantities:
            if a.kind != b.kind or a.unit != b.unit or a.overlaps(b):
                continue
            if any(a.overlaps(each) for each in right.quantities) or any(b.overlaps(each) for each in left.quantities):
                continue
            score = _same_thing(story, left, a, right, b, is_matched=is_matched)
            if score <= (best[0] if best else 0.0):
                continue
            if not (story.is_elsewhere(left, a, right.claim.document) or story.is_elsewhere(right, b, left.claim.document)):
                best = (score, a, b)
    if best is None:
        return None
    score, a, b = best
    return Conflict(left=story.words(left, a), right=story.words(right, b), confidence=score)


def compare_known_figures(story: Story) -> Iterator[tuple[Statement, Statement, Conflict]]:
    """Yield pairs of statements, wherever they stand, that give another toll or another value for one large figure.

    Each pair comes once, from the document that comes first.  Cost: number pairs of all pairs of documents.
    """
    holders = {document: _known_figures(story, document) for document in story.documents}
    for n, document in enumerate(story.documents):
        for other in story.documents[n + 1 :]:
            for left in holders[document]:
                for right in holders[other]:
                    conflict = compare_figures(story, left, right, is_matched=False)
                    if conflict is not None:
                        yield left, right, conflict


def _known_figures(story: Story, document: str) -> list[Statement]:
    """Return the statements with a large figure, or with a toll of which the document gives no others."""
    confused = {toll for toll in TOLLS if story.has_many(toll, document)}
    return [
        statement
        for statement in story.statements(document)
        if any(
            each.high >= LARGE or ((toll := story.toll(statement, each)) and toll not in confused)
            for each in statement.quantities
        )
    ]


def _are_apart(story: Story, left: Statement, right: Statement) -> bool:
    """Whether the statements may be about two events: dates that exclude each other, or articles long after one another."""
    agreeing = [(a, b) for a in left.dates for b in right.dates if a.agrees(b)]
    if any(a.is_absolute and b.is_absolute for a, b in agreeing):
        return False
    if firm_dates(left) and firm_dates(right) and not agreeing:
        return True
    return story.is_long_between(left, right)


def _same_thing(story: Story, left: Statement, a: Quantity, right: Statement, b: Quantity, *, is_matched: bool) -> float:
    """Return how surely two quantities measure one thing, in [0, 1]; 0.0 if nothing speaks for it."""
    toll, other = story.toll(left, a), story.toll(right, b)
    if toll and other:
        if toll != other or not _is_one_scene(story, left, right):
            return 0.0
        if not is_matched and any(story.has_many(toll, each.claim.document) for each in (left, right)):
            return 0.0
        return 0.75 if is_matched else 0.65
    if _is_near_miss(a, b) and len(story.content(left) & story.content(right)) >= MIN_SHARED:
        return 0.6
    if not is_matched:
        return 0.0
    heads = frozenset((*a.things[-1:], *b.things[-1:]))
    near_left = left.around(a.start, a.end, reach=REACH, ignored=story.common) - heads
    near_right = right.around(b.start, b.end, reach=REACH, ignored=story.common) - heads
    shared, union = near_left & near_right, near_left | near_right
    likeness = len(shared) / len(union) if union else 0.0
    if a.kind == "age":  # a story has several people, and each his age
        return 0.6 if likeness >= 0.5 else 0.0
    if _is_one_noun(a, b) and len(shared) >= 2:
        return min(0.9, 0.6 + likeness)
    if len(shared) >= 3 and (a.kind != "count" or _may_count_one_thing(a, b)):
        return min(0.8, 0.4 + likeness)
    return 0.0


def _is_one_scene(story: Story, left: Statement, right: Statement) -> bool:
    """Whether two tolls may be of one event: not if each claim names a place or person that the other document never does."""
    strange_left = any(not set(name.words) & story.forms(right.claim.document) for name in left.names)
    strange_right = any(not set(name.words) & story.forms(left.claim.document) for name in right.names)
    return not (strange_left and strange_right)


def _is_one_noun(a: Quantity, b: Quantity) -> bool:
    if not a.things or not b.things:
        return False
    return a.things[-1] == b.things[-1] or {a.things[-1], b.things[-1]} <= SOLDIERS


def _may_count_one_thing(a: Quantity, b: Quantity) -> bool:
    """Whether two counts with different nouns may be of the same: one of them says only "people", or nothing."""
    return not a.things or not b.things or a.things[-1] in GENERIC or b.things[-1] in GENERIC


def _is_near_miss(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are large, exact, and close."""
    small, large = sorted(((a.low + a.high) / 2, (b.low + b.high) / 2))
    is_exact = all(each.high - each.low <= 0.05 * each.high for each in (a, b))
    return is_exact and small >= LARGE and small >= CLOSE * large
