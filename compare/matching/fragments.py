"""From seeds to fragments: ranges of words on both sides that say the same.

Seeds are grouped where they lie close on the left and on the right, whatever their order in between, so that
reordered sentences stay together.  A fragment is then widened by neighbour units whose words stand on the other
side, and its edges are moved inwards to the words both sides have in common.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from compare.matching.pairs import Fragment, Pair
from compare.matching.seeds import Seed, sum_terms

if TYPE_CHECKING:
    from compare.matching.prepare import Floats, Prepared

GAP_UNITS = (4, 4)
"""Units without a seed inside a fragment, on either side (PAN 2013: 2 .948, 3 .949, 4 .950)."""
_MOST_CROSSED_WORDS = 30
"""Words without a seed that a fragment may hold where the order of both sides changes: text moved over more than a sentence
of somebody's own is two passages (PAN 2013: 20 .949, 25 .950, 30 and 40 .950 to .951, no limit .950; summaries .63, .63, .64)."""
_HOLE_WORDS = 12
_HOLE_SHARE = 0.5
_HOLE_COSINE = 0.7
"""Where sentences are copied nearly as they are (their seeds are at least so alike in the mean), a sentence in between of
which the other side has next to nothing is somebody's own, and ends the passage (PAN 2013: words 8 and 10 .951, 12 and 16 .953;
share .4 and .5 .953, .6 .952; cosine .65 .950, .7 to .8 .953; on news .7 leaves the fewest of one's own sentences inside)."""
MIN_FRAGMENT_COSINE = 0.30
"""Flat from .25 to .34 on PAN 2013, since `_MIN_SUPPORT` decides."""
_MIN_SUPPORT = 0.38
"""Of fragments that are real on PAN 2013, 95 % have .40 (translated) or .44 (shuffled) and more; of those that two
articles on one event have by topic alone, read in 24 stories, nearly all have .34 and less.  It costs .004 of
plagdet."""
_MIN_CONTRAST = 0.25
"""Difference to the likeness of the rest that makes up for less support: three in four translated fragments have it,
none of those by topic (at most .24).  Gives .003 back."""
_MOST_CELLS = 4_000_000
_WIDEN_SHARE = 0.65
_WIDEN_ROUNDS = 6
_ALIEN_WEIGHT = 0.2
"""Against .8 for a word that the other side has: edges go where shared words make up a fifth of the weight."""
_LEAST_MOVE = 3
"""An edge stays where it is unless it moves by at least so many words."""


def group_seeds(
    pair: Pair, seeds: Sequence[Seed], gaps: tuple[int, int], min_cosine: float, *, is_supported: bool = True
) -> list[tuple[int, int, int, int, float]]:
    """Return groups of seeds as ranges of units with their cosine, ordered by place.

    Seeds are split wherever the next one lies more than `gaps` units on (or `_MOST_CROSSED_WORDS`, if the parts stand in
    another order on the other side), by turns on the left and on the right.
    A group whose sides are less alike than `min_cosine` is split again with a smaller gap, down to 0.
    """
    accepted: list[tuple[int, int, int, int, float]] = []
    waiting = [(list(seeds), max(gaps))]
    while waiting:
        members, allowed = waiting.pop()
        for group in _split(pair, members, (min(gaps[0], allowed), min(gaps[1], allowed)), is_crossed_cut=is_supported):
            i0, i1 = min(s.left for s in group), max(s.left for s in group) + 1
            j0, j1 = min(s.right for s in group), max(s.right for s in group) + 1
            cosine = compare_units(pair, i0, i1, j0, j1)
            if cosine >= min_cosine and (not is_supported or _stands_out(pair, i0, i1, j0, j1, cosine)):
                accepted.append((i0, i1, j0, j1, cosine))
            elif allowed > 0:
                waiting.append((group, allowed - 1))
    return sorted(accepted)


def _split(pair: Pair, seeds: list[Seed], gaps: tuple[int, int], *, is_crossed_cut: bool) -> list[list[Seed]]:
    """Split seeds at gaps on the left, then on the right, until no group falls apart any more."""
    bounds = pair.left.bounds, pair.right.bounds
    done: list[list[Seed]] = []
    waiting = [(seeds, 0, False)]
    while waiting:
        group, side, is_stable = waiting.pop()
        group.sort(key=lambda seed: seed[side])
        cuts, wide, holes = [], [], []
        is_near_copy = is_crossed_cut and sum(seed.cosine for seed in group) >= _HOLE_COSINE * len(group)
        for k in range(1, len(group)):
            last, unit = int(group[k - 1][side]), int(group[k][side])
            if unit - last > gaps[side] + 1:
                cuts.append(k)
            elif unit - last > 1 and is_crossed_cut and bounds[side][unit] - bounds[side][last + 1] > _MOST_CROSSED_WORDS:
                wide.append(k)
            if is_near_copy and 1 < unit - last <= gaps[side] + 1 and bounds[side][unit] - bounds[side][last + 1] >= _HOLE_WORDS:
                holes.append(k)
        if wide:
            cuts += _keep_crossed(group, wide, 1 - side)
        if holes:
            cuts += _keep_own(pair, group, holes, side)
        cuts = sorted(set(cuts))
        if not cuts and is_stable:
            done.append(group)
        else:
            waiting += [(group[i:j], 1 - side, not cuts) for i, j in pairwise([0, *cuts, len(group)]) if i < j]
    return done


def _keep_own(pair: Pair, seeds: Sequence[Seed], places: Iterable[int], side: int) -> list[int]:
    """Return the places before which `_HOLE_WORDS` stand, since the last seed, of which the other side has next to nothing."""
    ours, theirs = (pair.left, pair.right) if side == 0 else (pair.right, pair.left)
    partners = [int(seed[1 - side]) for seed in seeds]
    inside = _terms_of(theirs, min(partners), max(partners) + 1)

    def count_own(first: int, last: int) -> int:
        own = [unit for unit in range(first, last) if _share_inside(ours, unit, inside, pair.weights.idf) < _HOLE_SHARE]
        return sum(int(ours.bounds[unit + 1] - ours.bounds[unit]) for unit in own)

    return [k for k in places if count_own(int(seeds[k - 1][side]) + 1, int(seeds[k][side])) >= _HOLE_WORDS]


def _keep_crossed(seeds: Sequence[Seed], places: Iterable[int], side: int) -> list[int]:
    """Return the places before which seeds go beyond those from there on, on the given side."""
    units = [int(seed[side]) for seed in seeds]
    highest, lowest = list(accumulate(units, max)), list(accumulate(reversed(units), min))[::-1]
    return [k for k in places if highest[k - 1] > lowest[k]]


def compare_units(pair: Pair, i0: int, i1: int, j0: int, j1: int) -> float:
    """Return the cosine of the summed TF-ISF vectors of units `[i0, i1)` left and `[j0, j1)` right; symmetric, in [0, 1]."""
    a, b = sum_units(pair.left, pair.weights.left, i0, i1), sum_units(pair.right, pair.weights.right, j0, j1)
    size = min(len(a), len(b))
    return _cosine(_dot(a[:size], b[:size]), _dot(a, a), _dot(b, b))


def _dot(a: Floats, b: Floats) -> float:
    """Return the inner product; without BLAS, whose threads cost more than they save at this size and may round differently."""
    return float((a * b).sum())


def _cosine(product: float, square: float, other_square: float) -> float:
    return product / math.sqrt(square * other_square) if square > 0 and other_square > 0 else 0.0


def _stands_out(pair: Pair, i0: int, i1: int, j0: int, j1: int, cosine: float) -> bool:
    """Return whether two ranges of units are alike beyond the topic that both documents have in common."""
    return support_units(pair, i0, i1, j0, j1) >= _MIN_SUPPORT or cosine - compare_rest(pair, i0, i1, j0, j1) >= _MIN_CONTRAST


def compare_rest(pair: Pair, i0: int, i1: int, j0: int, j1: int) -> float:
    """Return how alike each range is to what is left of the other document: the greater cosine; symmetric, in [0, 1].

    1.0 if too little is left to tell.
    """
    left, right = pair.left.bounds, pair.right.bounds
    n_left, n_right = int(left[i1] - left[i0]), int(right[j1] - right[j0])
    if int(left[-1]) - n_left < n_left or int(right[-1]) - n_right < n_right:
        return 1.0
    a, b = sum_units(pair.left, pair.weights.left, i0, i1), sum_units(pair.right, pair.weights.right, j0, j1)
    all_a, all_b = pair.weights.total_left, pair.weights.total_right
    common = min(len(a), len(b))
    a_b, a_a, b_b = _dot(a[:common], b[:common]), _dot(a, a), _dot(b, b)

    def compare(part: Floats, own: float, total: Floats, square: float, total_of_rest: Floats) -> float:
        """Return the cosine of `part` and `total - other part`, from products with the totals alone."""
        size = min(len(part), len(total))
        inside = _dot(total_of_rest, total[: len(total_of_rest)])
        rest = _dot(total, total) - 2 * inside + square
        return _cosine(_dot(part[:size], total[:size]) - a_b, own, rest)

    return max(compare(a, a_a, all_b, b_b, b), compare(b, b_b, all_a, a_a, a))


def support_units(pair: Pair, i0: int, i1: int, j0: int, j1: int) -> float:
    """Return how well each unit is matched by one unit of the other side, symmetric, in [0, 1].

    The mean over units of the cosine of the best partner, weighted by words; the lower of both sides.  Summed vectors are alike
    wherever two articles are on one event; single sentences are alike only where one was reworded from the other.
    """
    import numpy as np

    if (i1 - i0) * (j1 - j0) > _MOST_CELLS:
        return 1.0
    vectors = pair.vectors
    cosines = (vectors.left[i0:i1] @ vectors.right[j0:j1].T).toarray()
    cosines /= vectors.left_norms[i0:i1, None] * vectors.right_norms[j0:j1]
    ours = np.diff(pair.left.bounds[i0 : i1 + 1])
    theirs = np.diff(pair.right.bounds[j0 : j1 + 1])
    return min(
        _dot(cosines.max(axis=1), ours.astype(np.float64)) / int(ours.sum()),
        _dot(cosines.max(axis=0), theirs.astype(np.float64)) / int(theirs.sum()),
    )


def sum_units(side: Prepared, weights: Floats, start: int, end: int) -> Floats:
    """Return the summed weight of each stem over units `[start, end)`, up to the last stem that occurs."""
    where = slice(int(side.indptr[start]), int(side.indptr[end]))
    return sum_terms(side.terms[where], weights[where])


def widen_units(pair: Pair, i0: int, i1: int, j0: int, j1: int) -> tuple[int, int, int, int]:
    """Take in neighbour units of which at least `_WIDEN_SHARE` of the weight stands on the other side."""
    left, right, idf = pair.left, pair.right, pair.weights.idf
    for _ in range(_WIDEN_ROUNDS):
        before = (i0, i1, j0, j1)
        has_right = _terms_of(right, j0, j1)
        has_left = _terms_of(left, i0, i1)
        if i0 > 0 and _share_inside(left, i0 - 1, has_right, idf) >= _WIDEN_SHARE:
            i0 -= 1
        if i1 < left.n_units and _share_inside(left, i1, has_right, idf) >= _WIDEN_SHARE:
            i1 += 1
        if j0 > 0 and _share_inside(right, j0 - 1, has_left, idf) >= _WIDEN_SHARE:
            j0 -= 1
        if j1 < right.n_units and _share_inside(right, j1, has_left, idf) >= _WIDEN_SHARE:
            j1 += 1
        if before == (i0, i1, j0, j1):
            break
    return i0, i1, j0, j1


def _terms_of(side: Prepared, start: int, end: int) -> set[int]:
    return set(side.terms[side.indptr[start] : side.indptr[end]].tolist())


def _share_inside(side: Prepared, unit: int, inside: set[int], idf: Floats) -> float:
    terms = side.unit_terms(unit)
    weights = idf[terms].tolist()
    total = sum(weights)
    return sum(w for term, w in zip(terms.tolist(), weights, strict=True) if term in inside) / total if total > 0 else 0.0


def trim_words(pair: Pair, fragment: Fragment) -> Fragment:
    """Move the edges inwards, so that each side is the run of words with the greatest sum of weights.

    A word that the other side has counts .8 of its weight, any other -.2 of it.
    """
    import numpy as np

    i0, i1, j0, j1, cosine = fragment
    idf = pair.weights.idf
    for _ in range(2):
        a, b = pair.left.stems[i0:i1], pair.right.stems[j0:j1]
        begin, end = _best_run(np.where(np.isin(a, b), 1 - _ALIEN_WEIGHT, -_ALIEN_WEIGHT) * idf[a])
        i0, i1 = (i0 + begin if begin >= _LEAST_MOVE else i0), (i0 + end if i1 - i0 - end >= _LEAST_MOVE else i1)
        a = pair.left.stems[i0:i1]
        begin, end = _best_run(np.where(np.isin(b, a), 1 - _ALIEN_WEIGHT, -_ALIEN_WEIGHT) * idf[b])
        j0, j1 = (j0 + begin if begin >= _LEAST_MOVE else j0), (j0 + end if j1 - j0 - end >= _LEAST_MOVE else j1)
        if i0 >= i1 or j0 >= j1:
            break
    return Fragment(i0, i1, j0, j1, cosine)


def trim_order(pair: Pair, fragment: Fragment, blocks: Sequence[tuple[int, int, int, int]]) -> Fragment:
    """Move the edges inwards as `trim_words` does, but count only words that both sides have in the same order."""
    import numpy as np

    i0, i1, j0, j1, cosine = fragment
    idf = pair.weights.idf
    ours, theirs = np.zeros(i1 - i0, dtype=np.bool_), np.zeros(j1 - j0, dtype=np.bool_)
    for a, b, c, d in blocks:
        ours[a:b], theirs[c:d] = True, True
    begin, end = _best_run(np.where(ours, 1 - _ALIEN_WEIGHT, -_ALIEN_WEIGHT) * idf[pair.left.stems[i0:i1]])
    first, last = (i0 + begin if begin >= _LEAST_MOVE else i0), (i0 + end if i1 - i0 - end >= _LEAST_MOVE else i1)
    begin, end = _best_run(np.where(theirs, 1 - _ALIEN_WEIGHT, -_ALIEN_WEIGHT) * idf[pair.right.stems[j0:j1]])
    return Fragment(
        first, last, (j0 + begin if begin >= _LEAST_MOVE else j0), (j0 + end if j1 - j0 - end >= _LEAST_MOVE else j1), cosine
    )


def _best_run(weights: Floats) -> tuple[int, int]:
    """Return the half-open run of greatest sum; `(0, len(weights))` if nothing is positive."""
    import numpy as np

    sums = np.concatenate(([0.0], np.cumsum(weights)))
    gains = sums - np.minimum.accumulate(sums)
    end = int(np.argmax(gains))
    if gains[end] <= 0:
        return 0, len(weights)
    begin = end - int(np.argmin(sums[: end + 1][::-1]))
    return begin, end
