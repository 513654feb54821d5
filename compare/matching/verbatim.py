"""Runs of the same words in both documents, found by hashing n-grams."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from compare.matching.prepare import Ints

_COMMON = 16
"""A gram that one side has more often is linked occurrence by occurrence, first with first, second with second:
so a sentence that is repeated ten thousand times costs ten thousand links and not a hundred million."""


class Run(NamedTuple):
    """The same words `[left, left + length)` and `[right, right + length)`; counted in words."""

    left: int
    right: int
    length: int


def find_runs(left: Ints, right: Ints, n: int) -> list[Run]:
    """Return all maximal runs of at least `n` equal words, ordered by place left, then right.

    Cost is n_words * log(n_words), whatever repeats.

    Args:
        left: Number of each word's normal form, or stem, shape (n_words,).
        right: The same on the right.
        n: Words of the shortest run.
    """
    import numpy as np

    a, b = _hash_grams(left, n), _hash_grams(right, n)
    if not len(a) or not len(b):
        return []
    lefts, rights = _link_grams(a, b)
    if not len(lefts):
        return []
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
        if last and last.right - last.left == second - first and first < last.left + last.length:
            continue  # widened over it already: links of common grams are not complete, so a run may begin late
        runs.append(_widen(left, right, first, second, length))
    return sorted(runs)


def _widen(a: Ints, b: Ints, left: int, right: int, length: int) -> Run:
    """Grow a run to both sides as far as the words are the same."""
    while left and right and a[left - 1] == b[right - 1]:
        left, right, length = left - 1, right - 1, length + 1
    while left + length < len(a) and right + length < len(b) and a[left + length] == b[right + length]:
        length += 1
    return Run(left, right, length)


def _hash_grams(numbers: Ints, n: int) -> Ints:
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


def _link_grams(a: Ints, b: Ints) -> tuple[Ints, Ints]:
    """Return the places (left, right) of equal grams; of those that are common, only equal occurrences."""
    import numpy as np

    order_a, order_b = np.argsort(a, kind="stable"), np.argsort(b, kind="stable")
    sorted_a, sorted_b = a[order_a], b[order_b]
    rank_a, rank_b = _rank_equal(sorted_a), _rank_equal(sorted_b)
    begin = np.searchsorted(sorted_b, sorted_a, side="left")
    count = np.searchsorted(sorted_b, sorted_a, side="right") - begin
    own = np.searchsorted(sorted_a, sorted_a, side="right") - np.searchsorted(sorted_a, sorted_a, side="left")
    is_common = (count > _COMMON) | (own > _COMMON)
    few = np.flatnonzero((count > 0) & ~is_common)
    repeat = count[few]
    lefts = np.repeat(order_a[few], repeat)
    offset = np.arange(len(lefts)) - np.repeat(np.cumsum(repeat) - repeat, repeat)
    rights = order_b[np.repeat(begin[few], repeat) + offset]
    many = np.flatnonzero(is_common & (count > rank_a))
    partner = begin[many] + rank_a[many]
    assert bool(np.all(rank_b[partner] == rank_a[many]))
    return np.concatenate((lefts, order_a[many])), np.concatenate((rights, order_b[partner]))


def _rank_equal(values: Ints) -> Ints:
    """Return for sorted `values` how many equal ones stand before each."""
    import numpy as np

    if not len(values):
        return values
    firsts = np.concatenate(([0], np.flatnonzero(np.diff(values)) + 1))
    ranks: Ints = np.arange(len(values)) - np.repeat(firsts, np.diff(np.concatenate((firsts, [len(values)]))))
    return ranks
