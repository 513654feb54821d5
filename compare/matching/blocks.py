"""Long verbatim runs: passages of their own, whatever stands around them."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from compare.matching.pairs import Fragment, Pair
from compare.matching.verbatim import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.matching.occupied import Occupied

_VERBATIM_CHARS = 256
"""A verbatim run so long is a passage of its own; shorter ones are parts of reworded passages (PAN 2013: 256 best, 200 -.003)."""
_CRUMB_WORDS = 3
"""Words of the next clause at the edge of a verbatim run: "The" also begins the sentence after it."""


def choose_blocks(pair: Pair, runs: Sequence[Run], occupied: Occupied) -> list[Fragment]:
    """Return the long verbatim runs, longest first, each cut to what is still free."""

    def is_long(run: Run) -> bool:
        return min(pair.count_chars(_as_fragment(run))) >= _VERBATIM_CHARS

    waiting = [(-run.length, run) for run in runs if is_long(run)]
    heapq.heapify(waiting)
    blocks = []
    while waiting:
        _, run = heapq.heappop(waiting)
        free = occupied.free_parts(run)
        if free == [run]:
            run = drop_crumbs(pair, run)
            blocks.append(_as_fragment(run))
            occupied.add(blocks[-1])
        else:
            for part in free:
                if is_long(part):
                    heapq.heappush(waiting, (-part.length, part))
    return blocks


def _as_fragment(run: Run) -> Fragment:
    return Fragment(run.left, run.left + run.length, run.right, run.right + run.length, 1.0)


def drop_crumbs(pair: Pair, run: Run) -> Run:
    """Return a run without the few words by which it reaches into the next clause of both documents, at either edge.

    A run of so few words that little else would be left stays as it is.
    """
    if run.length <= 2 * _CRUMB_WORDS:
        return run

    def is_break(left: int, right: int) -> bool:
        return pair.left.has_break(left) and pair.right.has_break(right)

    def reaches_into(left: int, right: int) -> bool:
        return not (pair.left.has_break(left) or pair.right.has_break(right))

    first, last = 0, run.length
    if reaches_into(run.left, run.right):
        first = next((k for k in range(1, _CRUMB_WORDS + 1) if is_break(run.left + k, run.right + k)), 0)
    if reaches_into(run.left + last, run.right + last):
        last -= next((k for k in range(1, _CRUMB_WORDS + 1) if is_break(run.left + last - k, run.right + last - k)), 0)
    return Run(run.left + first, run.right + first, last - first)
