"""Which words of both documents already belong to a passage, so that none takes what another one holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compare.matching.pairs import Fragment
from compare.matching.verbatim import Run

if TYPE_CHECKING:
    from compare.matching.prepare import Flags


class Closed(NamedTuple):
    """Words that no passage may hold, since the user leaves them out.

    Args:
        left: Shape (n_words,).
        right: Shape (n_words,).
    """

    left: Flags
    right: Flags

    def mirror(self) -> Closed:
        """Return the same with its sides changed."""
        return Closed(self.right, self.left)

    def union(self, other: Closed) -> Closed:
        """Return what either of both closes."""
        return Closed(self.left | other.left, self.right | other.right)


class Occupied:
    """Words of the left and of the right document that passages hold, or may not hold.

    Args:
        n_left: Words on the left.
        n_right: Words on the right.
        closed: Words that are occupied from the beginning.
    """

    def __init__(self, n_left: int, n_right: int, closed: Closed | None = None) -> None:
        import numpy as np

        self._closed = closed
        self.left: Flags = closed.left.copy() if closed else np.zeros(n_left, dtype=np.bool_)
        self.right: Flags = closed.right.copy() if closed else np.zeros(n_right, dtype=np.bool_)

    def to_closed(self) -> Closed:
        """Return the words that are occupied."""
        return Closed(self.left, self.right)

    def find_closed(self) -> tuple[list[int], list[int]]:
        """Return the first word of each stretch of closed words, on the left and on the right."""
        if self._closed is None:
            return [], []
        left, right = self._closed
        return [start for start, _ in false_stretches(~left)], [start for start, _ in false_stretches(~right)]

    def is_parted(self, one: Fragment, other: Fragment) -> bool:
        """Return whether a closed word stands between a passage and a later one, on either side."""
        return self._closed is not None and bool(
            self._closed.left[one.left_end : other.left_start].any()
            or self._closed.right[one.right_end : other.right_start].any()
        )

    def add(self, *fragments: Fragment) -> None:
        """Mark the words of passages."""
        for each in fragments:
            self.left[each.left_start : each.left_end] = True
            self.right[each.right_start : each.right_end] = True

    def is_free(self, fragment: Fragment) -> bool:
        """Return whether no passage holds any word of this one."""
        return not (
            self.left[fragment.left_start : fragment.left_end].any()
            or self.right[fragment.right_start : fragment.right_end].any()
        )

    def free_parts(self, run: Run) -> list[Run]:
        """Return the stretches of a run that are free on both sides."""
        taken = self.left[run.left : run.left_end] | self.right[run.right : run.right_end]
        if not taken.any():
            return [run]
        if taken.all():
            return []
        return [Run(run.left + a, run.right + a, b - a) for a, b in false_stretches(taken)]

    def free_core(self, fragment: Fragment) -> Fragment | None:
        """Return a fragment cut to its longest free stretch on each side; None if less than half of a side is left."""
        if self.is_free(fragment):
            return fragment
        left = _longest_free(self.left, fragment.left_start, fragment.left_end)
        right = _longest_free(self.right, fragment.right_start, fragment.right_end)
        if 2 * (left[1] - left[0]) < fragment.left_length or 2 * (right[1] - right[0]) < fragment.right_length:
            return None
        return Fragment(*left, *right, fragment.cosine)


def _longest_free(taken: Flags, start: int, end: int) -> tuple[int, int]:
    stretches = false_stretches(taken[start:end])
    if not stretches:
        return start, start
    a, b = max(stretches, key=lambda stretch: (stretch[1] - stretch[0], -stretch[0]))
    return start + a, start + b


def false_stretches(taken: Flags) -> list[tuple[int, int]]:
    """Return the bounds `[start, end)` of each run of words that are not taken, in order."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([True], taken, [True])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
