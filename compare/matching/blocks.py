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
        return min(pair.count_chars(Fragment.of_runs(run, run))) >= _VERBATIM_CHARS

    waiting = [(-run.length, run) for run in runs if is_long(run)]
    heapq.heapify(waiting)
    blocks = []
    while waiting:
        _, run = heapq.heappop(waiting)
        free = occupied.free_parts(run)
        if free == [run]:
            run = run.cut(*count_crumbs(pair, run))
            blocks.append(Fragment.of_runs(run, run))
            occupied.add(blocks[-1])
        else:
            for part in free:
                if is_long(part):
                    heapq.heappush(waiting, (-part.length, part))
    return blocks


def count_crumbs(pair: Pair, run: Run) -> tuple[int, int]:
    """Return with how many words a run reaches into another clause of both documents: in front, and at its end.

    A run of so few words that little else would be left has none.
    """
    if run.length <= 2 * _CRUMB_WORDS:
        return 0, 0

    def is_break(left: int, right: int) -> bool:
        return pair.left.has_break(left) and pair.right.has_break(right)

    def reaches_into(left: int, right: int) -> bool:
        return not (pair.left.has_break(left) or pair.right.has_break(right))

    n_first = n_last = 0
    if reaches_into(run.left, run.right):
        n_first = next((k for k in range(1, _CRUMB_WORDS + 1) if is_break(run.left + k, run.right + k)), 0)
    if reaches_into(run.left_end, run.right_end):
        n_last = next((k for k in range(1, _CRUMB_WORDS + 1) if is_break(run.left_end - k, run.right_end - k)), 0)
    return n_first, n_last
