"""Memory as a scan needs it: arrays of a batch come and go without the system, what is kept lies apart from them."""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from numpy.typing import NDArray

_THRESHOLD: Final = 24 << 20
"""Bytes; the C library takes no more than 32 MB."""


def keep_freed_memory() -> None:
    """Make the C library keep what is freed for the next array, up to `_THRESHOLD`, and not give it back each time.

    GNU's library gives arrays above 128 kB back to the system at once, and asks for them again, page by page: 14 ns a character
    against 8.5 for the grams of a batch.  It raises that limit to the size of the largest array that was freed.
    """
    import numpy as np

    np.empty(_THRESHOLD, dtype=np.uint8)


def map_memory(size: int) -> NDArray[Any]:
    """Return bytes that take memory when they are first written, and go back to the system as soon as they are let go."""
    import numpy as np

    return np.frombuffer(mmap.mmap(-1, size), dtype=np.uint8)
