"""Rows of weights that are multiplied with one another: sparse for long documents, by SciPy; full for short ones, without it.

Importing SciPy takes longer than comparing two articles of ordinary length, whose units share so few stems that full rows over
these alone are multiplied faster, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

MOST_CELLS: Final = 200_000
"""Cells of full rows, and of their product: two articles of some 2,500 words have as many."""


class FullRows:
    """Full rows that answer to what is asked of SciPy's sparse ones here."""

    def __init__(self, cells: Floats) -> None:
        self.cells = cells

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of rows and columns."""
        return self.cells.shape

    @property
    def T(self) -> FullRows:  # noqa: N802 - the name that NumPy and SciPy give it
        """Columns as rows."""
        return FullRows(self.cells.T)

    @property
    def indices(self) -> Ints:
        """Column of each cell that is not zero, row by row."""
        return self.cells.nonzero()[1]

    @property
    def indptr(self) -> Ints:
        """Where each row begins in `indices`, shape (n_rows + 1,)."""
        import numpy as np

        return np.concatenate(([0], np.cumsum(np.count_nonzero(self.cells, axis=1))))

    def __getitem__(self, rows: slice | Ints) -> FullRows:
        return FullRows(self.cells[rows])

    def __matmul__(self, other: FullRows) -> FullRows:
        return FullRows(self.cells @ other.cells)

    def tocsr(self) -> FullRows:
        """Return these rows: they need no other form."""
        return self

    def multiply(self, other: FullRows) -> FullRows:
        """Return the product of each cell with the one at its place."""
        return FullRows(self.cells * other.cells)

    def sum(self, axis: int) -> Floats:
        """Return the sums along an axis."""
        return self.cells.sum(axis=axis)  # type: ignore[no-any-return]

    def toarray(self) -> Floats:
        """Return the cells."""
        return self.cells


def make_rows(left: tuple[Floats, Ints, Ints], right: tuple[Floats, Ints, Ints], n_stems: int) -> tuple[Any, Any]:
    """Return the rows of two documents; columns may be left out that one of them has alone, as they add nothing to a product.

    Args:
        left: Weights, their stems, and where each row begins among both.
        right: The same on the right.
        n_stems: Number of stems.
    """
    import numpy as np

    is_shared = np.zeros(n_stems, dtype=np.bool_)
    is_shared[left[1]] = True
    is_right = np.zeros(n_stems, dtype=np.bool_)
    is_right[right[1]] = True
    is_shared &= is_right
    n_shared = int(is_shared.sum())
    n_left, n_right = len(left[2]) - 1, len(right[2]) - 1
    if (n_left + n_right) * n_shared <= MOST_CELLS and n_left * n_right <= MOST_CELLS:
        column = np.cumsum(is_shared) - 1
        return tuple(_fill(*side, is_shared, column, n_shared) for side in (left, right))  # type: ignore[return-value]
    from scipy.sparse import csr_matrix

    rows = tuple(csr_matrix((each, terms, indptr), shape=(len(indptr) - 1, n_stems)) for each, terms, indptr in (left, right))
    for each in rows:
        each.eliminate_zeros()
    return rows


def _fill(weights: Floats, terms: Ints, indptr: Ints, is_shared: NDArray[np.bool_], column: Ints, n_shared: int) -> FullRows:
    import numpy as np

    cells = np.zeros((len(indptr) - 1, n_shared), dtype=weights.dtype)
    row = np.repeat(np.arange(len(indptr) - 1), np.diff(indptr))
    chosen = is_shared[terms]
    cells[row[chosen], column[terms[chosen]]] = weights[chosen]
    return FullRows(cells)


def list_cells(product: Any) -> tuple[Ints, Ints, Floats]:
    """Return row, column and value of each cell of a product that is not zero."""
    if isinstance(product, FullRows):
        row, column = product.cells.nonzero()
        return row, column, product.cells[row, column]
    cells = product.tocoo()
    return cells.row, cells.col, cells.data
