"""From places to passages: both ends are moved out as far as the words still agree, a few of them edited.

All places are extended together.  Equal words are skipped sixteen at a time; where they end, the next words are aligned in a
narrow band around the diagonal, so that dropped and added words are bridged.  An end stays where no bridge is found
(X-drop with a bounded look-ahead: Altschul and others, 1997).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from compare.matching.fingerprints.grams import MARGIN, WORD

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compare.matching.fingerprints.runs import Places

    Forms = NDArray[np.uint32]
    Ints = NDArray[np.int64]

_BLOCK: Final = 16
"""Words compared at once."""
_SIGHT: Final = 8
"""Words within which a bridge must have gained: more of them equal than edited (made-up news with a fifth of the words edited: 6
cover .976 of a passage, 8, 10 and 14 .978)."""
_REACH: Final = 3
"""Words that may be dropped or added on one side more than on the other, within one bridge."""
_BAND: Final = 2 * _REACH + 1
_NEVER: Final = -100
_TAG_BITS: Final = 3
"""A score carries the number of its diagonal below, so that one maximum gives both."""

assert MARGIN >= _BLOCK + _SIGHT + _REACH  # what is read beyond the first and the last word of all


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

    n_left, n_right = np.zeros(len(left), dtype=np.int64), np.zeros(len(left), dtype=np.int64)
    moving = np.arange(len(left))
    while len(moving):
        at_left, at_right = left[moving] + direction * n_left[moving], right[moving] + direction * n_right[moving]
        equal = _count_equal(forms, at_left, at_right, direction)
        more_left, more_right = _bridge(forms, at_left + direction * equal, at_right + direction * equal, direction)
        n_left[moving] += equal + more_left
        n_right[moving] += equal + more_right
        moving = moving[more_left > 0]
    return n_left, n_right


def _count_equal(forms: Forms, left: Ints, right: Ints, direction: int) -> Ints:
    """Return how many words from `left` and `right` on are equal."""
    import numpy as np

    blocks = np.lib.stride_tricks.sliding_window_view(forms, _BLOCK)
    count = np.zeros(len(left), dtype=np.int64)
    going = np.arange(len(left))
    back = 0 if direction > 0 else _BLOCK - 1
    while len(going):
        shift = direction * count[going] - back
        is_other = ((blocks[left[going] + shift] | WORD) != blocks[right[going] + shift])[:, ::direction]
        first = is_other.argmax(axis=1)
        is_all = ~is_other[np.arange(len(going)), first]
        count[going] += np.where(is_all, _BLOCK, first)
        going = going[is_all]
    return count


def _bridge(forms: Forms, left: Ints, right: Ints, direction: int) -> tuple[Ints, Ints]:
    """Return after how many words, left and right, the best score is reached: an equal word is 1, an edited one -1.

    0 where no score is above 0.
    """
    import numpy as np

    n = len(left)
    scores = np.full((_BAND, n), _NEVER, dtype=np.int16)  # by diagonal; the middle one has dropped nothing
    for k in range(_REACH + 1):
        scores[_REACH + k] = -k
    tags = np.arange(_BAND, dtype=np.int16)[:, None]
    best, best_left = np.full(n, (1 << _TAG_BITS) - 1, dtype=np.int16), np.zeros(n, dtype=np.int64)
    bands = np.lib.stride_tricks.sliding_window_view(forms, _BAND)
    for step in range(_SIGHT):
        words = forms[left + direction * step] | WORD  # where there is none, nothing is equal
        is_equal = np.ascontiguousarray((bands[right + (direction * step - _REACH)] == words[:, None]).T[::direction])
        dropped = scores[1:] - np.int16(1)  # the word on the left has no counterpart
        gains = is_equal.view(np.int8) * np.int8(2)
        gains -= np.int8(1)
        scores += gains
        np.maximum(scores[:-1], dropped, out=scores[:-1])
        for k in range(1, _BAND):  # the word on the right has none
            np.maximum(scores[k], scores[k - 1] - np.int16(1), out=scores[k])
        ends = np.where(is_equal, (scores << _TAG_BITS) | tags, np.int16(_NEVER << _TAG_BITS)).max(axis=0)
        better = (ends >> _TAG_BITS) > (best >> _TAG_BITS)
        best[better] = ends[better]
        best_left[better] = step + 1
    best_right = best_left + ((best & (1 << _TAG_BITS) - 1) - _REACH)
    return best_left, np.where(best_left > 0, best_right, 0)
