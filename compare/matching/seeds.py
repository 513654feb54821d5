"""Pairs of units that are alike: TF-ISF cosine, shared stems, and each the best of the other.

Weights are term frequency times inverse sentence frequency over both documents (Salton and Buckley 1988, as
used for text alignment by Sanchez-Perez, Gelbukh and Sidorov 2014), with a prior: the pair counts as if
`_PRIOR_UNITS` sentences of news at large stood beside it.  Without the prior, two documents of one sentence
each have no weights at all; with it, long documents are weighed as before.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from compare.matching.vectors import FullRows, list_cells, make_rows

if TYPE_CHECKING:
    from compare.matching.prepare import Flags, Floats, Ints, Prepared

_PRIOR_UNITS = 20.0
_MIN_COSINE = 0.25
_MIN_DICE = 0.33
_BEST_SHARE = 0.85
"""A seed is at least this share of the best of its left and of its right unit (alpha; PAN 2013: .85 best, .7-.95 flat)."""
_BLOCK_CELLS = 1_000_000
"""Cells of the similarity matrix that are held at once: some 60 MB with all that is worked out from them."""
_MOST_SEEDS = 200_000
"""Beyond so many seeds (1,000 pairs of PAN 2013 have 56 at most, two ordinary texts of 2 MB 2,900; one sentence on each of
2,500 lines has 6 million) a unit keeps `_MOST_PARTNERS` of them, and a notice says so: a seed takes 200 bytes, and several
steps look at all of them."""
_MOST_PARTNERS = 8
_PAIRS_AT_ONCE = 200_000
_MOST_PRODUCTS = 300_000_000
"""Multiplications that a pair may cost: about a second, and what two ordinary documents of 700 KB need.  Beyond it
the stems that cost most, and say least, are left out of the comparison of units, and a notice says so."""
_STEPS = 1024.0
"""Weights are multiples of 1/1024, so that their sums and products are exact in any order: which numbers the stems of a
pair have depends on what other documents the story has, and its matches must not."""


class Seed(NamedTuple):
    """A left and a right unit that are alike."""

    left: int
    right: int
    cosine: float


class Weights(NamedTuple):
    """TF-ISF of both documents.

    Args:
        idf: Weight of each stem, shape (n_stems,).
        left: Weight of each of `left.terms`.
        right: Weight of each of `right.terms`.
        total_left: Summed weight of each stem over the left document, up to the last stem that occurs.
        total_right: The same on the right.
    """

    idf: Floats
    left: Floats
    right: Floats
    total_left: Floats
    total_right: Floats


def weigh_terms(left: Prepared, right: Prepared, bits: Floats) -> Weights:
    """Return the weights of all terms: log((n_units + prior) / (units with it + prior * its share in news))."""
    import numpy as np

    units_with = np.bincount(left.terms, minlength=len(bits)) + np.bincount(right.terms, minlength=len(bits))
    n_units = left.n_units + right.n_units
    idf = np.log((n_units + _PRIOR_UNITS) / np.maximum(units_with + _PRIOR_UNITS * np.exp2(-bits), 1e-9))
    idf = np.where(units_with > 0, np.maximum(np.rint(idf * _STEPS) / _STEPS, 0.0), 0.0)
    ours, theirs = left.counts * idf[left.terms], right.counts * idf[right.terms]
    return Weights(idf, ours, theirs, sum_terms(left.terms, ours), sum_terms(right.terms, theirs))


class Vectors(NamedTuple):
    """The units of both documents as vectors, one row each.

    Args:
        left: Rows of `make_rows`, shape (n_units, n_columns).
        right: The same on the right.
        left_norms: Length of each vector, 1 for one of length 0 (all its words are common to all units).
        right_norms: The same on the right.
        is_cut: Whether common stems had to be left out (`_MOST_PRODUCTS`).
    """

    left: Any
    right: Any
    left_norms: Floats
    right_norms: Floats
    is_cut: bool


def make_vectors(left: Prepared, right: Prepared, weights: Weights) -> Vectors:
    """Return the TF-ISF vectors of all units."""
    import numpy as np

    n_stems = len(weights.idf)
    a, b = weights.left, weights.right
    costs = np.bincount(left.terms, minlength=n_stems) * np.bincount(right.terms, minlength=n_stems)
    is_cut = int(costs.sum()) > _MOST_PRODUCTS
    if is_cut:
        ascending = np.sort(costs)
        left_out = costs >= ascending[np.cumsum(ascending) > _MOST_PRODUCTS][0]
        a, b = np.where(left_out[left.terms], 0.0, a), np.where(left_out[right.terms], 0.0, b)
    first, second = make_rows((a, left.terms, left.indptr), (b, right.terms, right.indptr), n_stems)
    return Vectors(first, second, _measure_units(left, weights.left), _measure_units(right, weights.right), is_cut)


def sum_terms(terms: Ints, weights: Floats) -> Floats:
    """Return the summed weight of each stem, up to the last stem that occurs."""
    import numpy as np

    sums: Floats = np.bincount(terms, weights=weights).astype(np.float64, copy=False)  # without terms NumPy returns integers
    return sums


class Seeds(NamedTuple):
    """The pairs of units that are alike.

    Args:
        seeds: Ordered by left, then right unit.
        is_cut: Whether units with many partners keep only some of them (`_MOST_SEEDS`).
    """

    seeds: list[Seed]
    is_cut: bool


def find_seeds(left: Prepared, right: Prepared, vectors: Vectors, taken: tuple[Flags, Flags]) -> Seeds:
    """Return the pairs of units that are alike, without those of which a unit is taken.

    A taken unit still has its say in what the best partner of another one is.  Cost grows with the pairs of units that
    share a word; memory is bounded by `_BLOCK_CELLS` and `_MOST_SEEDS`.

    Args:
        left: Document on the left.
        right: Document on the right.
        vectors: Of all their units.
        taken: Units on the left and on the right that other passages hold.
    """
    import numpy as np

    n_left, n_right = left.n_units, right.n_units
    if not n_left or not n_right:
        return Seeds([], is_cut=False)
    turned = vectors.right.T.tocsr()
    stems = _mark_stems(left, right)
    sizes = np.diff(left.indptr), np.diff(right.indptr)
    best_right = np.zeros(n_right)
    rows, columns, values = [], [], []
    n_found, is_cut = 0, False
    for begin, end in _cut_blocks(vectors):
        row, column, product = list_cells(vectors.left[begin:end] @ turned)
        cosine = product / (vectors.left_norms[begin + row] * vectors.right_norms[column])
        keep = cosine >= _MIN_COSINE
        row, column, value = row[keep].astype(np.int64), column[keep].astype(np.int64), cosine[keep]
        keep = _share_enough(stems, sizes, row + begin, column)
        row, column, value = row[keep], column[keep], value[keep]
        best_left = np.zeros(end - begin)
        np.maximum.at(best_left, row, value)
        np.maximum.at(best_right, column, value)
        keep = (value >= _BEST_SHARE * best_left[row]) & ~taken[0][row + begin] & ~taken[1][column]
        rows.append(row[keep] + begin)
        columns.append(column[keep])
        values.append(value[keep])
        n_found += len(rows[-1])
        if n_found > _MOST_SEEDS:  # the column's best is not known yet, so what is too many is told below
            row, column, value = np.concatenate(rows), np.concatenate(columns), np.concatenate(values)
            nearest = _keep_nearest(row, column, value, (n_left, n_right))
            is_cut = is_cut or len(nearest) < len(row)
            rows, columns, values = [row[nearest]], [column[nearest]], [value[nearest]]
            n_found = 0
    row, column, value = np.concatenate(rows), np.concatenate(columns), np.concatenate(values)
    keep = value >= _BEST_SHARE * best_right[column]
    row, column, value = row[keep], column[keep], value[keep]
    order = np.lexsort((column, row))
    return Seeds(list(map(Seed, row[order].tolist(), column[order].tolist(), value[order].tolist())), is_cut)


def _cut_blocks(vectors: Vectors) -> list[tuple[int, int]]:
    """Return ranges of units on the left that have at most `_BLOCK_CELLS` cells other than zero with all units on the right."""
    import numpy as np

    n_left, n_right = vectors.left.shape[0], vectors.right.shape[0]
    units_with = np.bincount(vectors.right.indices, minlength=vectors.right.shape[1])
    products = np.concatenate(([0], np.cumsum(units_with[vectors.left.indices])))[vectors.left.indptr]
    cells = np.cumsum(np.minimum(np.diff(products), n_right))
    cuts = [0]
    while cuts[-1] < n_left:
        done = int(cells[cuts[-1] - 1]) if cuts[-1] else 0
        cuts.append(max(int(np.searchsorted(cells, done + _BLOCK_CELLS, side="right")), cuts[-1] + 1))
    return list(pairwise(cuts))


def _keep_nearest(row: Ints, column: Ints, value: Floats, sizes: tuple[int, int]) -> Ints:
    """Return the `_MOST_PARTNERS` best pairs of each row; of equal ones, those nearest to the same share of both documents."""
    import numpy as np

    away = np.abs(row / sizes[0] - column / sizes[1])
    order = np.lexsort((column, away, -value, row))
    firsts = np.searchsorted(row[order], row[order], side="left")
    kept: Ints = np.sort(order[np.arange(len(order)) - firsts < _MOST_PARTNERS])
    return kept


def _measure_units(side: Prepared, weights: Floats) -> Floats:
    """Return the length of each unit's vector; 1 for one of length 0."""
    import numpy as np

    norms = np.sqrt(np.add.reduceat(weights**2, side.indptr[:-1]))
    lengths: Floats = np.where(norms > 0, norms, 1.0)
    return lengths


def _mark_stems(left: Prepared, right: Prepared) -> tuple[Any, Any]:
    """Return which of the shared stems each unit has, as rows of `make_rows`."""
    import numpy as np

    n_stems = int(max(left.terms.max(initial=0), right.terms.max(initial=0))) + 1
    sides = [(np.ones(len(side.terms)), side.terms, side.indptr) for side in (left, right)]
    return make_rows(sides[0], sides[1], n_stems)


def _share_enough(stems: tuple[Any, Any], sizes: tuple[Ints, Ints], row: Ints, column: Ints) -> Flags:
    """Return which pairs of units have at least `_MIN_DICE` of their stems in common, shape (n_pairs,)."""
    import numpy as np

    left, right = stems
    common = np.zeros(len(row), dtype=np.int64)
    at_once = _PAIRS_AT_ONCE // (left.shape[1] + 1) + 1 if isinstance(left, FullRows) else _PAIRS_AT_ONCE
    for begin in range(0, len(row), at_once):
        part = slice(begin, begin + at_once)
        common[part] = np.asarray(left[row[part]].multiply(right[column[part]]).sum(axis=1)).ravel()
    flags: Flags = 2 * common >= _MIN_DICE * (sizes[0][row] + sizes[1][column])
    return flags
