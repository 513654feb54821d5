"""From seeds to places that may hold one passage: seeds that lie near each other in both documents.

Most seeds of real news are alone: four words that two articles share by chance.  They are dropped by one comparison of
neighbours in sorted order, before anything is asked about their documents.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

from compare.matching.fingerprints.grams import GRAM
from compare.matching.fingerprints.ranges import spread_ranges

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Ints = NDArray[np.int64]

LEFT_BITS: Final = 28
"""Bits of the left position in a packed seed, counted from the first position of its range."""
_BAND_BITS: Final = 3
"""Diagonals are sorted in bands of eight, so that seeds on both sides of a dropped or added word stay neighbours.  Documents
begin at positions divisible by eight (`grams.ALIGNMENT`), so the bands of two documents are the same wherever both stand."""
_BAND_MASK: Final = (1 << _BAND_BITS) - 1
MOST_GAP: Final = 16
"""Words that may lie between two seeds of one passage."""
_LEAST_COVERED: Final = 6
"""Words of a run that its seeds cover; shorter runs are phrases, and even in passages with a fifth of their words edited some
run is longer."""
_LEAST_STRETCH: Final = 12
"""Equal words in a row that are a place of their own, should the place around them be no passage."""
_MOST_OVERLAP: Final = 6
_MOST_DRIFT: Final = 8
"""Words by which two runs of one passage may overlap on one side, and by which their diagonals may differ."""


@dataclass(frozen=True, slots=True)
class Places:
    """Places in two documents each, ordered by both documents, then by place; all arrays have shape (n_places,).

    Args:
        left_document: Number of the earlier document.
        right_document: Number of the later one.
        left_start: Positions `[left_start, left_end)` in the one.
        left_end: See `left_start`.
        right_start: Positions `[right_start, right_end)` in the other.
        right_end: See `right_start`.
    """

    left_document: Ints
    right_document: Ints
    left_start: Ints
    left_end: Ints
    right_start: Ints
    right_end: Ints

    def __len__(self) -> int:
        return len(self.left_start)

    def chosen(self, which: NDArray[np.bool_] | Ints | slice) -> Places:
        """Return the places that a mask, a slice, or their numbers choose."""
        return Places(*(column[which] for column in self.columns()))

    def columns(self) -> list[Ints]:
        """Return the arrays in the order of the fields."""
        return [getattr(self, each.name) for each in fields(self)]


def join_places(one: Places, other: Places) -> Places:
    """Return the places of both, in no order."""
    import numpy as np

    return Places(*(np.concatenate(columns) for columns in zip(one.columns(), other.columns(), strict=True)))


def pack_seeds(left: Ints, right: Ints, first: int) -> Hashes:
    """Return seeds as numbers whose order is: band of diagonals, left position, diagonal.

    Args:
        left: Left positions, from `first` on, of a range of less than `2 ** LEFT_BITS`.
        right: Right positions.
        first: First position of the range.
    """
    import numpy as np

    diagonal = right - left
    packed = (diagonal >> _BAND_BITS) << LEFT_BITS
    packed |= left - first
    packed <<= _BAND_BITS
    packed |= diagonal & _BAND_MASK
    return packed.view(np.uint64)


def find_places(seeds: Hashes, first: int, firsts: Ints) -> tuple[Places, Places]:
    """Return where seeds lie together, and the stretches of equal words there; places inside one document are dropped.

    Args:
        seeds: Packed, of one range; they are sorted in place.
        first: First position of the range.
        firsts: Position of the first word of each document.
    """
    import numpy as np

    seeds.sort()
    at = seeds >> np.uint64(_BAND_BITS)
    is_near = (at[1:] - at[:-1]) <= np.uint64(MOST_GAP)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], is_near.view(np.int8), [0]))))
    del at
    firsts_of_runs, lasts_of_runs = edges[::2], edges[1::2]
    left, right = _unpack(seeds, firsts_of_runs, lasts_of_runs, first)
    last = np.cumsum(lasts_of_runs - firsts_of_runs + 1) - 1
    begin = last - (lasts_of_runs - firsts_of_runs)
    is_long = _count_covered(left, begin) >= _LEAST_COVERED
    follows = (left[1:] - left[:-1] == 1) & (right[1:] - right[:-1] == 1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], follows.view(np.int8), [0]))))
    is_stretch = edges[1::2] - edges[::2] + GRAM >= _LEAST_STRETCH
    runs = _make_places(left, right, begin[is_long], last[is_long], firsts)
    return _chain(runs), _make_places(left, right, edges[::2][is_stretch], edges[1::2][is_stretch], firsts)


def _make_places(left: Ints, right: Ints, begins: Ints, lasts: Ints, firsts: Ints) -> Places:
    """Return the places from one seed to another, in two documents."""
    import numpy as np

    places = Places(
        np.searchsorted(firsts, left[begins], side="right") - 1,
        np.searchsorted(firsts, right[begins], side="right") - 1,
        left[begins],
        left[lasts] + GRAM,
        right[begins],
        right[lasts] + GRAM,
    )
    return places.chosen(places.left_document != places.right_document)


def _unpack(seeds: Hashes, begins: Ints, ends: Ints, first: int) -> tuple[Ints, Ints]:
    """Return left and right position of the seeds of all runs, one run after the other."""
    import numpy as np

    chosen = seeds[spread_ranges(begins, ends - begins + 1)]
    band = (chosen >> np.uint64(LEFT_BITS + _BAND_BITS)).astype(np.int64)
    diagonal = (chosen & np.uint64(_BAND_MASK)).astype(np.int64)
    diagonal |= band << _BAND_BITS
    chosen >>= np.uint64(_BAND_BITS)
    chosen &= np.uint64((1 << LEFT_BITS) - 1)
    left = chosen.astype(np.int64)
    left += first
    diagonal += left
    return left, diagonal


def _count_covered(left: Ints, begins: Ints) -> Ints:
    """Return how many words of each run its grams cover."""
    import numpy as np

    step = np.full(len(left), GRAM)
    np.minimum(left[1:] - left[:-1], GRAM, out=step[:-1])
    step[begins[1:] - 1] = GRAM  # the last seed of each run
    return np.add.reduceat(step, begins) if len(begins) else begins


def _chain(runs: Places) -> Places:
    """Join the runs of two documents that follow one another on both sides."""
    import numpy as np

    n_documents = int(runs.right_document.max(initial=0)) + 1
    runs = runs.chosen(np.lexsort((runs.left_start, runs.left_document * n_documents + runs.right_document)))
    left_gap = runs.left_start[1:] - runs.left_end[:-1]
    right_gap = runs.right_start[1:] - runs.right_end[:-1]
    follows = (
        (runs.left_document[1:] == runs.left_document[:-1])
        & (runs.right_document[1:] == runs.right_document[:-1])
        & (np.maximum(left_gap, right_gap) <= MOST_GAP)
        & (np.minimum(left_gap, right_gap) >= -_MOST_OVERLAP)
        & (np.abs(left_gap - right_gap) <= _MOST_DRIFT)
    )
    begins = np.flatnonzero(np.concatenate(([True], ~follows))) if len(runs) else np.zeros(0, dtype=np.int64)
    lasts = np.append(begins[1:], len(runs))[: len(begins)] - 1
    return replace(runs.chosen(begins), left_end=runs.left_end[lasts], right_end=runs.right_end[lasts])
