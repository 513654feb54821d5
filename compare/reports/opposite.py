"""Which sentences of two articles stand opposite each other.

A sentence stands opposite the one that has most of its words, as the edits of the matches say it; what is left stands
opposite a sentence with the very same words.  No text is aligned anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal, NamedTuple

from compare.model.exclusions import Exclusion
from compare.model.matches import Match
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage, Span
from compare.text.words import split_words

PairKind = Literal["shared", "left_out"]
SingleKind = Literal["part", "again"]

_LEAST_SHARE = 0.2
"""Of the words of the shorter sentence: fewer in common are the edge of a passage that ends in the next sentence."""
_MOST_BETWEEN = 2
"""Sentences without a counterpart between two that stand opposite the same one: what an editor put into a sentence."""
_LEAST_WORDS = 6
"""Words of a sentence that is paired because it is the same, whatever the matches say: the shortest passage by default."""

_Links = Counter[tuple[int, int]]
"""Words that a left sentence and a right one have in common."""


class Pair(NamedTuple):
    """Sentences that stand opposite each other, by their indexes; `left_out` if no word of them counts as shared."""

    left: range
    right: range
    kind: PairKind


@dataclass(slots=True)
class Opposites:
    """What stands opposite what.

    Args:
        pairs: Disjoint on either side.
        singles: Sentences of the left and of the right text that go with a pair and stand away from it: `part` of what it
            says, or its words `again`.
    """

    pairs: list[Pair] = field(default_factory=list)
    singles: tuple[dict[range, tuple[SingleKind, Pair]], dict[range, tuple[SingleKind, Pair]]] = field(
        default_factory=lambda: ({}, {})
    )

    def held(self, side: Literal[0, 1]) -> set[int]:
        """Return the sentences of one side that are in any of these."""
        runs = [*((pair.left, pair.right)[side] for pair in self.pairs), *self.singles[side]]
        return {index for run in runs for index in run}


class _Side:
    """The words of one text, and which sentence each belongs to."""

    def __init__(self, cut: SegmentedDocument) -> None:
        self._words = split_words(cut.document.text)
        self._firsts = [*(self._words.within(each.span).start for each in cut.sentences), len(self._words)]
        self._sentence_of = [k for k in range(len(cut.sentences)) for _ in range(self._firsts[k], self._firsts[k + 1])]

    def __len__(self) -> int:
        return len(self._firsts) - 1

    def forms(self, sentence: int) -> tuple[str, ...]:
        return self._words.forms[self._firsts[sentence] : self._firsts[sentence + 1]]

    def sentences(self, place: Span | Passage) -> list[int]:
        """Return the sentence of each word of a place."""
        words = self._words.within(place)
        return self._sentence_of[words.start : words.stop]


def find_opposites(
    left: SegmentedDocument, right: SegmentedDocument, matches: Iterable[Match], excluded: Iterable[Exclusion]
) -> Opposites:
    """Return which sentences stand opposite each other; every match reaches into a pair, or a part of one.

    Args:
        left: One text.
        right: The other one.
        matches: Of these two, left and right as here.
        excluded: Passages that the options leave out.
    """
    sides = _Side(left), _Side(right)
    found = Opposites()
    links: _Links = Counter()
    edges: set[tuple[int, int]] = set()
    for match in matches:
        own: _Links = Counter()
        for edit in match.edits:
            if edit.operation == "equal":
                _link(sides, Span(edit.left_start, edit.left_end), Span(edit.right_start, edit.right_end), own)
        if not own:
            _link(sides, match.left, match.right, own)
        links.update(own)  # `+=` would look at every link again for each match
        if own:
            edges.add(max(own, key=lambda pair: (own[pair], -pair[0], -pair[1])))
    _add_pairs(edges | _choose(links, sides), links, "shared", found)
    outside: _Links = Counter()
    for here, there in pair_excluded(excluded, left.document.id):
        _link(sides, here, there, outside)
    held = found.held(0), found.held(1)
    outside = Counter({(i, j): n for (i, j), n in outside.items() if i not in held[0] and j not in held[1]})
    _add_pairs(_choose(outside, sides), outside, "left_out", found)
    _add_equal(sides, found)
    _add_repeated(sides, found)
    return found


def _link(sides: tuple[_Side, _Side], here: Span | Passage, there: Span | Passage, links: _Links) -> None:
    """Count words opposite each other; if one place has more of them, they are spread evenly over the other."""
    lefts, rights = sides[0].sentences(here), sides[1].sentences(there)
    if lefts and rights:
        n = max(len(lefts), len(rights))
        links.update((lefts[k * len(lefts) // n], rights[k * len(rights) // n]) for k in range(n))


def pair_excluded(excluded: Iterable[Exclusion], left: str) -> Iterator[tuple[Passage, Passage]]:
    """Yield what is left out as pairs of a passage in the document `left` and one in the other document."""
    for each in excluded:
        here = [passage for passage in each.passages if passage.document == left]
        there = [passage for passage in each.passages if passage.document != left]
        if here and there:
            yield from ((a or here[-1], b or there[-1]) for a, b in zip_longest(here, there))


def _choose(links: Mapping[tuple[int, int], int], sides: tuple[_Side, _Side]) -> set[tuple[int, int]]:
    """Return for each sentence of either side the one it stands opposite to."""
    best: tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]] = ({}, {})
    for pair in sorted(links):
        for side in (0, 1):
            known = best[side].get(pair[side])
            if known is None or links[pair] > links[known]:
                best[side][pair[side]] = pair
    chosen = {*best[0].values(), *best[1].values()}
    return {(i, j) for i, j in chosen if links[i, j] >= _LEAST_SHARE * min(len(sides[0].forms(i)), len(sides[1].forms(j)))}


def _add_pairs(edges: Iterable[tuple[int, int]], links: _Links, kind: PairKind, found: Opposites) -> None:
    """Add the groups of sentences that edges hold together: the stretches with most words in common are opposite each
    other, and what else belongs to a group is a part of that pair.
    """
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def root(node: tuple[int, int]) -> tuple[int, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, j in sorted(edges):
        a, b = root((0, i)), root((1, j))
        parent[max(a, b)] = min(a, b)
    nodes = sorted(parent)
    runs = tuple(
        _find_runs(
            [(index, root((side, index))) for place, index in nodes if place == side],
            {index for place, index in nodes if place == side} | found.held(side),
        )
        for side in (0, 1)
    )
    common: Counter[tuple[range, range]] = Counter()
    for i, j in sorted(links):
        if (0, i) in parent and (1, j) in parent and root((0, i)) == root((1, j)):
            common[runs[0][i], runs[1][j]] += links[i, j]
    pair_of: tuple[dict[range, Pair], dict[range, Pair]] = ({}, {})
    rest: list[tuple[range, range]] = []
    for left, right in sorted(common, key=lambda each: (-common[each], each[0].start, each[1].start)):
        if left not in pair_of[0] and right not in pair_of[1]:
            pair_of[0][left] = pair_of[1][right] = Pair(left, right, kind)
        else:
            rest.append((left, right))
    for left, right in rest:
        if left not in pair_of[0]:
            found.singles[0].setdefault(left, ("part", pair_of[1][right]))
        elif right not in pair_of[1]:
            found.singles[1].setdefault(right, ("part", pair_of[0][left]))
    found.pairs += pair_of[0].values()


def _find_runs(grouped: Iterable[tuple[int, tuple[int, int]]], taken: AbstractSet[int]) -> dict[int, range]:
    """Return for each sentence the stretch of its group that it stands in.

    The few sentences within a stretch that stand opposite nothing belong to it.
    """
    by_group: dict[tuple[int, int], list[range]] = {}
    for index, group in grouped:
        runs = by_group.setdefault(group, [])
        between = range(runs[-1].stop, index) if runs else range(0)
        if runs and len(between) <= _MOST_BETWEEN and taken.isdisjoint(between):
            runs[-1] = range(runs[-1].start, index + 1)
        else:
            runs.append(range(index, index + 1))
    return {index: run for runs in by_group.values() for run in runs for index in run}


def _add_equal(sides: tuple[_Side, _Side], found: Opposites) -> None:
    """Add pairs of sentences that are the same word for word and have no counterpart yet.

    The edits of a passage run in one direction, so a sentence that was moved inside it is dropped here and added there.
    """
    held = found.held(0), found.held(1)
    waiting: dict[tuple[str, ...], list[int]] = {}
    for index in range(len(sides[1]) - 1, -1, -1):
        if index not in held[1] and len(sides[1].forms(index)) >= _LEAST_WORDS:
            waiting.setdefault(sides[1].forms(index), []).append(index)
    for index in range(len(sides[0])):
        if index not in held[0] and (others := waiting.get(sides[0].forms(index))):
            other = others.pop()
            found.pairs.append(Pair(range(index, index + 1), range(other, other + 1), "shared"))


def _add_repeated(sides: tuple[_Side, _Side], found: Opposites) -> None:
    """Add sentences that have, word for word, what the other side has in a pair."""
    for here, there in ((0, 1), (1, 0)):
        spoken: dict[tuple[str, ...], Pair] = {}
        for pair in found.pairs:
            run = (pair.left, pair.right)[there]
            for index in run if pair.kind == "shared" else ():
                spoken.setdefault(sides[there].forms(index), pair)
        held = found.held(0 if here == 0 else 1)
        for index in range(len(sides[here])):
            forms = () if index in held else sides[here].forms(index)
            if len(forms) >= _LEAST_WORDS and forms in spoken:
                found.singles[here][range(index, index + 1)] = ("again", spoken[forms])
