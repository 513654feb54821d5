"""Runs of the same words in both documents, found by hashing n-grams."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from compare.matching.prepare import Ints

_COMMON = 16
"""A gram that one side has more often is linked occurrence by occurrence, first with first, second with second:
so a sentence that is repeated ten thousand times costs ten thousand links and not a hundred million."""
_MOST_LINKS = 2_000_000
"""Beyond so many links (150 bytes each) fewer repetitions make a gram common, and a notice says so: 1 MB of phrases that are
all repeated 16 times would have 3 million, two ordinary documents of 2 MB have 147,000."""


class Run(NamedTuple):
    """The same words `[left, left + length)` and `[right, right + length)`; counted in words."""

    left: int
    right: int
    length: int

    @property
    def left_end(self) -> int:
        """The word after the last on the left."""
        return self.left + self.length

    @property
    def right_end(self) -> int:
        """The word after the last on the right."""
        return self.right + self.length

    def cut(self, n_first: int, n_last: int) -> Run:
        """Return the run without its first and last words, as many as given."""
        return Run(self.left + n_first, self.right + n_first, self.length - n_first - n_last)


class Runs(NamedTuple):
    """The runs of a pair.

    Args:
        runs: Ordered by place left, then right.
        is_cut: Whether repeated phrases were linked to fewer places than usual (`_MOST_LINKS`).
    """

    runs: list[Run]
    is_cut: bool


def find_runs(left: Ints, right: Ints, n: int) -> Runs:
    """Return all maximal runs of at least `n` equal words, ordered by place left, then right.

    Cost is n_words * log(n_words), whatever repeats.

    Args:
        left: Number of each word's normal form, or stem, shape (n_words,).
        right: The same on the right.
        n: Words of the shortest run.
    """
    import numpy as np

    a, b = hash_grams(left, n), hash_grams(right, n)
    if not len(a) or not len(b):
        return Runs([], is_cut=False)
    lefts, rights, is_cut = _link_grams(a, b)
    if not len(lefts):
        return Runs([], is_cut)
    order = np.lexsort((lefts, rights - lefts))
    lefts, rights = lefts[order], rights[order]
    drift = rights - lefts
    breaks = np.flatnonzero((np.diff(drift) != 0) | (np.diff(lefts) != 1)) + 1
    firsts = np.concatenate(([0], breaks))
    lasts = np.concatenate((breaks, [len(lefts)])) - 1
    runs: list[Run] = []
    for first, second, length in zip(
        lefts[firsts].tolist(), rights[firsts].tolist(), (lefts[lasts] - lefts[firsts] + n).tolist(), strict=True
    ):
        last = runs[-1] if runs else None
        if last and last.right - last.left == second - first and first < last.left_end:
            continue  # widened over it already: links of common grams are not complete, so a run may begin late
        runs.append(_widen(left, right, first, second, length))
    runs.sort()
    return Runs(runs, is_cut)


def _widen(a: Ints, b: Ints, left: int, right: int, length: int) -> Run:
    """Grow a run to both sides as far as the words are the same."""
    end, other = left + length, right + length
    n_after = _count_equal(a[end:], b[other:]) if end < len(a) and other < len(b) and a[end] == b[other] else 0
    n_before = _count_equal(a[:left][::-1], b[:right][::-1]) if left and right and a[left - 1] == b[right - 1] else 0
    return Run(left - n_before, right - n_before, length + n_before + n_after)


def _count_equal(a: Ints, b: Ints) -> int:
    """Return how many numbers are the same at the beginning of both; compared in steps that grow, since most differ soon."""
    n, step, size = 0, 1, min(len(a), len(b))
    while n < size:
        is_other = a[n : min(n + step, size)] != b[n : min(n + step, size)]
        if is_other.any():
            return n + int(is_other.argmax())
        n, step = n + step, 4 * step
    return size


def hash_grams(numbers: Ints, n: int) -> Ints:
    """Return a 64-bit hash for each n-gram, shape (n_words - n + 1,); a fixed hash, the same on every machine."""
    import numpy as np

    size = len(numbers) - n + 1
    if size <= 0:
        return np.zeros(0, dtype=np.int64)
    grams = np.zeros(size, dtype=np.uint64)
    values = numbers.astype(np.uint64) + np.uint64(1)
    for k in range(n):
        grams = (grams ^ values[k : k + size]) * np.uint64(0x9E3779B97F4A7C15)
        grams ^= grams >> np.uint64(29)
    return grams.view(np.int64)


def _link_grams(a: Ints, b: Ints) -> tuple[Ints, Ints, bool]:
    """Return the places (left, right) of equal grams, of common ones equal occurrences only; and whether more count as common."""
    import numpy as np

    order_a, order_b = np.argsort(a, kind="stable"), np.argsort(b, kind="stable")
    sorted_a, sorted_b = a[order_a], b[order_b]
    rank_a, rank_b = _rank_equal(sorted_a), _rank_equal(sorted_b)
    begin = np.searchsorted(sorted_b, sorted_a, side="left")
    count = np.searchsorted(sorted_b, sorted_a, side="right") - begin
    own = np.searchsorted(sorted_a, sorted_a, side="right") - np.searchsorted(sorted_a, sorted_a, side="left")
    most = _COMMON
    while True:
        is_common = (count > most) | (own > most)
        if most == 1 or int(count[~is_common].sum()) <= _MOST_LINKS:
            break
        most //= 2
    few = np.flatnonzero((count > 0) & ~is_common)
    repeat = count[few]
    lefts = np.repeat(order_a[few], repeat)
    offset = np.arange(len(lefts)) - np.repeat(np.cumsum(repeat) - repeat, repeat)
    rights = order_b[np.repeat(begin[few], repeat) + offset]
    many = np.flatnonzero(is_common & (count > rank_a))
    partner = begin[many] + rank_a[many]
    assert bool(np.all(rank_b[partner] == rank_a[many]))
    return np.concatenate((lefts, order_a[many])), np.concatenate((rights, order_b[partner])), most < _COMMON


def _rank_equal(values: Ints) -> Ints:
    """Return for sorted `values` how many equal ones stand before each."""
    import numpy as np

    if not len(values):
        return values
    firsts = np.concatenate(([0], np.flatnonzero(np.diff(values)) + 1))
    ranks: Ints = np.arange(len(values)) - np.repeat(firsts, np.diff(np.concatenate((firsts, [len(values)]))))
    return ranks
