"""The passages that a draft shares with a few texts, on arrays: the fingerprint engine for one against many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.matching.fingerprints.batch import Reuse, locate_passages
from compare.matching.fingerprints.grams import MARGIN, POSITION_BITS, POSITION_MASK, place_texts
from compare.matching.fingerprints.passages import find_passages
from compare.matching.fingerprints.ranges import spread_ranges
from compare.matching.fingerprints.runs import find_places, pack_seeds

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

_MOST_REPEATED: Final = 16
"""Places of one gram in the draft, and in each text, that are paired: a phrase repeated without end costs no more."""


def find_shared(draft: str, texts: Sequence[str], min_words: int) -> list[Reuse]:
    """Return every passage of at least `min_words` that the draft (number 0) shares with a text (from number 1 on).

    Ordered by text, then by place.

    >>> find_shared("Rain. The ferry sank off Port Alder, they said.", ["The ferry sank off Port Alder."], 6)
    [Reuse(left=0, left_start=6, left_end=35, right=1, right_start=0, right_end=29, similarity=1.0)]
    """
    import numpy as np

    each = [draft, *texts]
    placed = place_texts(each, 0)
    if len(each) < 2 or not len(placed.grams[0]):
        return []
    forms = np.concatenate((placed.forms, np.zeros(MARGIN, dtype=placed.forms.dtype)))
    left, right = _pair_grams(placed.grams[0], placed.firsts)
    places, stretches = find_places(pack_seeds(left, right, 0), 0, placed.firsts)
    passages, similarity = find_passages(places, stretches, forms, min_words)
    columns = locate_passages(passages, placed.firsts, each)
    return [Reuse._make((*row, likeness)) for row, likeness in zip(columns.T.tolist(), similarity.tolist(), strict=True)]


def _pair_grams(grams: Hashes, firsts: Ints) -> tuple[Ints, Ints]:
    """Return each position of the draft with each one behind it that has the same gram, of every text a few at most."""
    import numpy as np

    grams.sort()
    hashes = grams >> np.uint64(POSITION_BITS)
    positions = (grams & np.uint64(POSITION_MASK)).view(np.int64)
    begins = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    ends = np.append(begins[1:], len(grams))
    n_first = np.add.reduceat(positions < firsts[1], begins, dtype=np.int64)
    is_shared = (n_first > 0) & (n_first < ends - begins)
    begins, ends, n_first = begins[is_shared], ends[is_shared], n_first[is_shared]
    theirs = spread_ranges(begins + n_first, ends - begins - n_first)
    group = np.repeat(np.arange(len(begins)), ends - begins - n_first)
    kept = _count_before(group, np.searchsorted(firsts, positions[theirs], side="right")) < _MOST_REPEATED
    theirs, group = theirs[kept], group[kept]
    times = np.minimum(n_first, _MOST_REPEATED)[group]
    return positions[spread_ranges(begins[group], times)], np.repeat(positions[theirs], times)


def _count_before(group: Ints, document: Ints) -> Ints:
    """Return how many places before each one, of those in order, are of the same gram and text."""
    import numpy as np

    numbers = np.arange(len(group))
    is_new = np.diff(group, prepend=-1).astype(bool) | np.diff(document, prepend=-1).astype(bool)
    return numbers - np.maximum.accumulate(np.where(is_new, numbers, 0))
