"""Many ranges as one array of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


def spread_ranges(firsts: Ints, sizes: Ints) -> Ints:
    """Return `first, first + 1, ...` for each range, `size` of them, one range after the other; shape (sizes.sum(),).

    >>> import numpy as np
    >>> spread_ranges(np.array([7, 0]), np.array([2, 3]))
    array([7, 8, 0, 1, 2])
    """
    import numpy as np

    ends = np.cumsum(sizes)
    return np.repeat(firsts - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)
