"""Pairs of units that are alike: TF-ISF cosine, shared stems, and each the best of the other.

Weights are term frequency times inverse sentence frequency over both documents (Salton and Buckley 1988, as
used for text alignment by Sanchez-Perez, Gelbukh and Sidorov 2014), with a prior: the pair counts as if
`PRIOR_UNITS` sentences of news at large stood beside it.  Without the prior, two documents of one sentence
each have no weights at all; with it, long documents are weighed as before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from compare.matching.prepare import Floats, Ints, Prepared

PRIOR_UNITS = 20.0
MIN_COSINE = 0.25
MIN_DICE = 0.33
BEST_SHARE = 0.85
"""A seed is at least this share of the best of its left and of its right unit (alpha; PAN 2013: .85 best, .7-.95 flat)."""
_BLOCK_CELLS = 4_000_000
"""Cells of the similarity matrix that are held at once: 48 MB."""
MOST_PRODUCTS = 300_000_000
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
    idf = np.log((n_units + PRIOR_UNITS) / np.maximum(units_with + PRIOR_UNITS * np.exp2(-bits), 1e-9))
    idf = np.where(units_with > 0, np.maximum(np.rint(idf * _STEPS) / _STEPS, 0.0), 0.0)
    ours, theirs = left.counts * idf[left.terms], right.counts * idf[right.terms]
    return Weights(idf, ours, theirs, sum_terms(left.terms, ours), sum_terms(right.terms, theirs))


class Vectors(NamedTuple):
    """The units of both documents as vectors, one row each.

    Args:
        left: Sparse, shape (n_units, n_stems).
        right: Sparse, shape (n_units, n_stems).
        left_norms: Length of each vector, 1 for one of length 0 (all its words are common to all units).
        right_norms: The same on the right.
        is_cut: Whether common stems had to be left out (`MOST_PRODUCTS`).
    """

    left: Any
    right: Any
    left_norms: Floats
    right_norms: Floats
    is_cut: bool


def make_vectors(left: Prepared, right: Prepared, weights: Weights) -> Vectors:
    """Return the TF-ISF vectors of all units."""
    import numpy as np
    from scipy.sparse import csr_matrix

    n_stems = len(weights.idf)
    a, b = weights.left, weights.right
    costs = np.bincount(left.terms, minlength=n_stems) * np.bincount(right.terms, minlength=n_stems)
    is_cut = int(costs.sum()) > MOST_PRODUCTS
    if is_cut:
        ascending = np.sort(costs)
        left_out = costs >= ascending[np.cumsum(ascending) > MOST_PRODUCTS][0]
        a, b = np.where(left_out[left.terms], 0.0, a), np.where(left_out[right.terms], 0.0, b)
    first = csr_matrix((a, left.terms, left.indptr), shape=(left.n_units, n_stems))
    second = csr_matrix((b, right.terms, right.indptr), shape=(right.n_units, n_stems))
    first.eliminate_zeros()
    second.eliminate_zeros()
    return Vectors(first, second, _measure_units(left, weights.left), _measure_units(right, weights.right), is_cut)


def sum_terms(terms: Ints, weights: Floats) -> Floats:
    """Return the summed weight of each stem, up to the last stem that occurs."""
    import numpy as np

    sums: Floats = np.bincount(terms, weights=weights).astype(np.float64, copy=False)  # without terms NumPy returns integers
    return sums


def find_seeds(left: Prepared, right: Prepared, vectors: Vectors) -> list[Seed]:
    """Return the pairs of units that are alike, ordered by left, then right unit.

    Cost grows with the pairs of units that share a word; memory is bounded by `_BLOCK_CELLS`.
    """
    import numpy as np

    n_left, n_right = left.n_units, right.n_units
    if not n_left or not n_right:
        return []
    turned = vectors.right.T.tocsr()
    rows, columns, values = [], [], []
    step = max(1, _BLOCK_CELLS // n_right)
    for begin in range(0, n_left, step):
        block = (vectors.left[begin : begin + step] @ turned).tocoo()
        cosines = block.data / (vectors.left_norms[begin + block.row] * vectors.right_norms[block.col])
        keep = cosines >= MIN_COSINE
        rows.append(block.row[keep].astype(np.int64) + begin)
        columns.append(block.col[keep].astype(np.int64))
        values.append(cosines[keep])
    row, column, value = np.concatenate(rows), np.concatenate(columns), np.concatenate(values)
    keep = _share_enough(left, right, row, column)
    row, column, value = row[keep], column[keep], value[keep]
    best_left, best_right = np.zeros(n_left), np.zeros(n_right)
    np.maximum.at(best_left, row, value)
    np.maximum.at(best_right, column, value)
    keep = (value >= BEST_SHARE * best_left[row]) & (value >= BEST_SHARE * best_right[column])
    row, column, value = row[keep], column[keep], value[keep]
    order = np.lexsort((column, row))
    return list(map(Seed, row[order].tolist(), column[order].tolist(), value[order].tolist()))


def _measure_units(side: Prepared, weights: Floats) -> Floats:
    """Return the length of each unit's vector; 1 for one of length 0."""
    import numpy as np

    norms = np.sqrt(np.add.reduceat(weights**2, side.indptr[:-1]))
    lengths: Floats = np.where(norms > 0, norms, 1.0)
    return lengths


def _share_enough(left: Prepared, right: Prepared, row: Ints, column: Ints) -> Ints:
    """Return which pairs have at least `MIN_DICE` of their stems in common."""
    import numpy as np

    sets_left = {unit: set(left.unit_terms(unit).tolist()) for unit in np.unique(row).tolist()}
    sets_right = {unit: set(right.unit_terms(unit).tolist()) for unit in np.unique(column).tolist()}
    return np.array(
        [
            k
            for k, (i, j) in enumerate(zip(row.tolist(), column.tolist(), strict=True))
            if 2 * len(sets_left[i] & sets_right[j]) >= MIN_DICE * (len(sets_left[i]) + len(sets_right[j]))
        ],
        dtype=np.int64,
    )
