"""Text that stands in another order on the other side: a passage of its own, not a change inside a passage.

The words of a passage are aligned in order, so a sentence that was moved would be shown as dropped here and as new there.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from compare.matching.chains import chain_runs
from compare.matching.pairs import Fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.matching.prepare import Prepared
    from compare.matching.verbatim import Run

_MOVED_WORDS = 10
"""Equal words of the shortest stretch that is looked for: no name or phrase is shown as moved (8 to 12 are alike)."""
_QUOTED_WORDS = 6
"""The same for a whole quotation."""
_EQUAL_SHARE = 0.8
"""Of the longer side's words (PAN 2013: .7 .951, .8 and .9 .952, none .950)."""
_EDGE_WORDS = 5
"""Words by which a moved stretch may miss the edge of its clause (3 to 5 are alike on PAN 2013, .950; without edges, where
machines shuffled the words, passages fall to pieces, .946)."""
_MOST_STRETCHES = 300
"""Of one fragment, the longest: the search for the order that most words keep is quadratic."""


class Stretch(NamedTuple):
    """Nearly the same words in the same order on both sides.

    Args:
        left_start: Words `[left_start, left_end)` on the left.
        left_end: See `left_start`.
        right_start: Words `[right_start, right_end)` on the right.
        right_end: See `right_start`.
        n_equal: How many of them are equal.
        is_whole: Whether it is a clause, a sentence or a quotation on both sides, so that it can be moved as a whole.
    """

    left_start: int
    left_end: int
    right_start: int
    right_end: int
    n_equal: int
    is_whole: bool


def find_stretches(left: Prepared, right: Prepared, runs: Sequence[Run]) -> list[Stretch]:
    """Return the chains of runs with some length, ordered by place left; those that are whole reach to their edges."""
    found = []
    for chain in chain_runs(runs):
        i0, i1, j0, j1, _ = Fragment.of_runs(chain[0], chain[-1])
        n_equal = sum(run.length for run in chain)
        if n_equal < _QUOTED_WORDS:
            continue
        is_whole = left.is_quotation(i0, i1) and right.is_quotation(j0, j1)
        if n_equal >= _MOVED_WORDS and not is_whole:
            edges = _find_edge(left, i0, -1), _find_edge(left, i1, 1), _find_edge(right, j0, -1), _find_edge(right, j1, 1)
            first, end, other_first, other_end = (-1 if edge is None else edge for edge in edges)
            if min(first, end, other_first, other_end) >= 0 and n_equal >= _EQUAL_SHARE * max(
                end - first, other_end - other_first
            ):
                i0, i1, j0, j1, is_whole = first, end, other_first, other_end, True
        found.append(Stretch(i0, i1, j0, j1, n_equal, is_whole))
    return sorted(found)


def _find_edge(side: Prepared, word: int, step: int) -> int | None:
    """Return where the clause or quotation begins (`step` -1) or ends (1) in which a stretch reaches up to `word`.

    None if that is more than `_EDGE_WORDS` away; `word` itself if it lies a few words beyond such an edge.
    """
    before, after = side.edges_in(word - _EDGE_WORDS, word), side.edges_in(word, word + _EDGE_WORDS)
    if step < 0:
        return before[-1] if before else (word if after else None)
    return after[0] if after else (word if before else None)


def find_moved(stretches: Sequence[Stretch], fragment: Fragment) -> list[Fragment]:
    """Return the stretches inside a fragment that do not keep the order that most of its words keep.

    What repeats a stretch that keeps the order was not moved.

    Args:
        stretches: Of the pair, ordered by place left.
        fragment: Words of both sides.
    """
    first, last = (bisect_left(stretches, (word,)) for word in (fragment.left_start, fragment.left_end))
    inside = [
        stretch
        for stretch in stretches[first:last]
        if stretch.left_end <= fragment.left_end
        and fragment.right_start <= stretch.right_start
        and stretch.right_end <= fragment.right_end
    ]
    if len(inside) < 2:
        return []
    inside = sorted(sorted(inside, key=lambda stretch: -stretch.n_equal)[:_MOST_STRETCHES])
    kept = _keep_order(inside)
    moved: list[Stretch] = []
    for stretch in sorted(inside, key=lambda stretch: -stretch.n_equal):
        if stretch.is_whole and not any(_overlaps(stretch, other) for other in (*kept, *moved)):
            moved.append(stretch)
    return [Fragment(*stretch[:4], 1.0) for stretch in sorted(moved)]


def _keep_order(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches, each after the one before it on both sides, that have the most equal words together."""
    best: list[tuple[int, int]] = []
    for k, stretch in enumerate(stretches):
        before = max(
            (
                (best[i][0], i)
                for i in range(k)
                if stretches[i].left_end <= stretch.left_start and stretches[i].right_end <= stretch.right_start
            ),
            default=(0, -1),
        )
        best.append((before[0] + stretch.n_equal, before[1]))
    at = max(range(len(best)), key=lambda k: best[k][0])
    kept = []
    while at >= 0:
        kept.append(stretches[at])
        at = best[at][1]
    return kept


def _overlaps(one: Stretch, other: Stretch) -> bool:
    return (one.left_start < other.left_end and other.left_start < one.left_end) or (
        one.right_start < other.right_end and other.right_start < one.right_end
    )
