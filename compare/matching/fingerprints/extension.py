"""From places to passages: both ends are moved out as far as the words still agree, a few of them edited.

All places are extended together, a word at a time, in a narrow band around the diagonal, so that a dropped or added word
does not end a passage (X-drop: Altschul and others, 1997).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from compare.matching.fingerprints.grams import MARGIN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compare.matching.fingerprints.runs import Places

    Forms = NDArray[np.uint32]
    Ints = NDArray[np.int64]

_REACH: Final = 3
"""Words that may be dropped or added on one side more than on the other."""
_BAND: Final = 2 * _REACH + 1
_MOST_DROP: Final = 6
"""An end is final when the words beyond lost so much against its score: an equal word is 1, an edited one -1."""
_NEVER: Final = -1000
_MOST_STEPS: Final = 5_000
"""Words that one end is moved at most; further on, what is equal has seeds of its own."""

assert MARGIN > _MOST_DROP + 2 * _REACH  # an end never moves into the document beyond


def extend_places(places: Places, forms: Forms) -> Places:
    """Return places with their ends moved out.

    Args:
        places: With words on both sides of equal grams at both ends.
        forms: Of all words, by position, with a margin at both ends; 0 where there is no word.
    """
    left_after, right_after = _extend(forms, places.left_end, places.right_end, 1)
    left_before, right_before = _extend(forms, places.left_start - 1, places.right_start - 1, -1)
    return replace(
        places,
        left_start=places.left_start - left_before,
        left_end=places.left_end + left_after,
        right_start=places.right_start - right_before,
        right_end=places.right_end + right_after,
    )


def _extend(forms: Forms, left: Ints, right: Ints, direction: int) -> tuple[Ints, Ints]:
    """Return by how many words each end can move, left and right, from the words `left` and `right` on."""
    import numpy as np

    n = len(left)
    best_left, best_right = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    alive = np.arange(n)
    best = np.zeros(n, dtype=np.int16)
    scores = np.full((_BAND, n), _NEVER, dtype=np.int16)  # by diagonal; the middle one has dropped nothing
    for k in range(_REACH + 1):
        scores[_REACH + k] = -k
    windows = np.lib.stride_tricks.sliding_window_view(forms, _BAND)
    for step in range(_MOST_STEPS):
        if not len(alive):
            break
        words = forms[left + direction * step]
        around = windows[right + (direction * step - _REACH)].T[::direction]
        is_equal = (around == words) & (words != 0)
        dropped = scores[1:] - 1  # the word on the left has no counterpart
        scores += np.where(is_equal, np.int16(1), np.int16(-1))
        np.maximum(scores[:-1], dropped, out=scores[:-1])
        for k in range(1, _BAND):  # the word on the right has none
            np.maximum(scores[k], scores[k - 1] - 1, out=scores[k])
        ends = np.where(is_equal, scores, np.int16(_NEVER))
        diagonal = ends.argmax(axis=0)
        reached = ends.max(axis=0)
        better = np.flatnonzero(reached > best)
        best[better] = reached[better]
        best_left[alive[better]] = step + 1
        best_right[alive[better]] = step + 1 + diagonal[better] - _REACH
        going = scores.max(axis=0) >= best - _MOST_DROP
        if not going.all():
            alive, left, right, best, scores = alive[going], left[going], right[going], best[going], scores[:, going]
    return best_left, best_right
