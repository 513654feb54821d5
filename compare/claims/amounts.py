"""Numbers that exclude each other and count the same thing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from compare.claims.conflicts import Conflict
from compare.claims.figures import Figure, read_figures
from compare.claims.occasions import firm_dates
from compare.claims.sameness import LARGE, weigh_sameness
from compare.claims.statements import Statement
from compare.claims.story import Story

LEAST = -0.2
"""Least weight of two figures that are taken to count one thing."""
FEW, CROWDED, MOST_CROWDED = 3, 0.3, 2.0
"""Different values for one noun in a document from which on each takes something from the weight, how much, and how much at most:
an article on a primary gives delegates of ten states."""
SUREST = 0.9
"""Of the twelve surest of 49 contradictions that were read in stories without labels, two were none."""
MOST_FIGURES = 24
"""Numbers of the longest list that is read: more in one claim are a table, and are compared with nothing.  Of 7,600 sentences of
samples and labelled stories none has more than 19."""
MOST_KNOWN, LEAST_KNOWN = 1_000, 20
"""Numbers of all documents, and least of one, that are compared for one noun, toll or size: the first of each document.
What has so many values for one noun has them of many things."""
_STEP = math.log(1.25)
"""Large figures are looked up by their size: what is close lies in the same step or the next."""


class Amounts:
    """Compares the numbers of a story's statements; each statement is read once."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._read: dict[str, tuple[Figure, ...]] = {}
        self._crowds: dict[tuple[str, str], int] = {}

    def figures(self, statement: Statement) -> tuple[Figure, ...]:
        """Return the numbers of a statement with their surroundings; none of a table."""
        if statement.claim.id not in self._read:
            is_table = len(statement.quantities) > MOST_FIGURES
            self._read[statement.claim.id] = () if is_table else read_figures(self._story, statement)
        return self._read[statement.claim.id]

    def compare(self, left: Statement, right: Statement) -> Conflict | None:
        """Return the surest two numbers of matched statements that exclude each other; None if there are none."""
        if not left.quantities or not right.quantities:
            return None
        found = (self._compare(a, b, is_matched=True) for a in self.figures(left) for b in self.figures(right) if a.excludes(b))
        return max((each for each in found if each), key=lambda each: each.confidence, default=None)

    def compare_known(self) -> Iterator[tuple[Statement, Statement, Conflict]]:
        """Yield statements, wherever they stand, with numbers that exclude each other and count the same thing.

        Their sentences may differ too much to match.  Each pair comes once, from the document that comes first.  Cost:
        pairs of numbers with the same noun or toll, or of nearly the same size, in different documents, of which a bounded number
        is looked at.
        """
        order = {document: n for n, document in enumerate(self._story.documents)}
        known: dict[tuple[object, ...], list[Figure]] = {}
        most = max(LEAST_KNOWN, MOST_KNOWN // max(1, len(self._story.documents)))
        for document in self._story.documents:
            counts = Counter[tuple[object, ...]]()
            for statement in self._story.statements(document):
                for figure in self.figures(statement) if statement.quantities else ():
                    for key in _keys(figure):
                        counts[key] += 1
                        if counts[key] <= most:
                            known.setdefault(key, []).append(figure)
        seen: set[tuple[int, int]] = set()
        for figures in known.values():
            for a, b in combinations(figures, 2):
                if a.statement.claim.document == b.statement.claim.document or not a.excludes(b):
                    continue
                if (id(a), id(b)) in seen or (id(b), id(a)) in seen:
                    continue
                seen.add((id(a), id(b)))
                left, right = sorted((a, b), key=lambda each: order[each.statement.claim.document])
                conflict = self._compare(left, right, is_matched=False)
                if conflict:
                    yield left.statement, right.statement, conflict

    def _compare(self, a: Figure, b: Figure, *, is_matched: bool) -> Conflict | None:
        """Return the conflict of two figures that exclude each other, None if they may count different things.

        A number is out if the other side knows it too: if any number of the other claim agrees with it or it is the sum of two
        there, or if the other document gives it elsewhere.
        """
        story = self._story
        score = weigh_sameness(story, a, b, is_matched=is_matched)
        if score >= LEAST:
            score -= min(MOST_CROWDED, CROWDED * max(0, max(self._crowd(a), self._crowd(b)) - FEW))
        if score < LEAST or self._is_known(a, b) or self._is_known(b, a) or _are_apart(story, a.statement, b.statement):
            return None
        if story.is_elsewhere(a.statement, a.quantity, b.statement.claim.document):
            return None
        if story.is_elsewhere(b.statement, b.quantity, a.statement.claim.document):
            return None
        return Conflict(
            left=story.words(a.statement, a.quantity), right=story.words(b.statement, b.quantity), confidence=confidence_of(score)
        )

    def _crowd(self, figure: Figure) -> int:
        """Return how many different values a document gives for one noun, or as shares."""
        document, noun = figure.statement.claim.document, _counted(figure)
        if not noun:
            return 0
        if (document, noun) not in self._crowds:
            values: list[Figure] = []
            for statement in self._story.statements(document):
                for each in self.figures(statement) if statement.quantities else ():
                    if _counted(each) == noun and len(values) <= MOST_CROWDED / CROWDED + FEW:
                        values += [each] if all(each.excludes(known) for known in values) else []
            self._crowds[document, noun] = len(values)
        return self._crowds[document, noun]

    def _is_known(self, figure: Figure, other: Figure) -> bool:
        """Whether the claim of `other` gives `figure`, too, or as a sum: 19 arrests are 15 here and four there."""
        beside = [each for each in self.figures(other.statement) if each is not other and _is_one_kind(each, figure)]
        return (
            any(not each.excludes(figure) for each in beside)
            or any(
                other.quantity.low + each.quantity.low <= figure.quantity.high
                and figure.quantity.low <= other.quantity.high + each.quantity.high
                for each in beside
                if not (each.is_hedged or figure.is_hedged) and _may_be_added(each, other)
            )
            or figure.is_written_in(other.statement)
        )


def confidence_of(score: float) -> float:
    """Return how many of the contradictions with such a weight were read as right, about.

    >>> [round(confidence_of(score), 2) for score in (0.0, 1.0, 5.0)]
    [0.48, 0.71, 0.9]
    """
    return min(SUREST, 1 / (1 + math.exp(0.1 - score)))


def _counted(figure: Figure) -> str:
    return "%" if figure.quantity.kind == "share" else figure.noun if figure.quantity.kind == "count" else ""


def _is_one_kind(a: Figure, b: Figure) -> bool:
    return a.quantity.kind == b.quantity.kind and a.quantity.unit == b.quantity.unit


def _may_be_added(a: Figure, b: Figure) -> bool:
    return not a.quantity.things or not b.quantity.things or a.noun == b.noun or (a.is_of_people and b.is_of_people)


def _keys(figure: Figure) -> Iterable[tuple[object, ...]]:
    """Return under what a figure is looked up: its noun, its toll, whose age it is, its size if that is large."""
    quantity = figure.quantity
    if quantity.kind == "count" and quantity.things:
        yield "noun", figure.noun or quantity.things[-1]
    if figure.toll:
        yield "toll", figure.toll
    if quantity.kind == "age" and figure.owner:
        yield "age", figure.owner
    if figure.is_exact and quantity.kind in ("count", "money") and figure.value >= LARGE:
        step = int(math.log(figure.value) / _STEP)
        yield "size", quantity.unit, step
        yield "size", quantity.unit, step + 1


def _are_apart(story: Story, left: Statement, right: Statement) -> bool:
    """Whether the statements may be about two events: dates that exclude each other, or articles long after one another."""
    agreeing = [(a, b) for a in left.dates for b in right.dates if a.agrees(b)]
    if any(a.is_absolute and b.is_absolute for a, b in agreeing):
        return False
    if firm_dates(left.dates) and firm_dates(right.dates) and not agreeing:
        return True
    return story.is_long_between(left, right)
