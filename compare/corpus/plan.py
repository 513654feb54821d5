"""How the work is cut: partitions of grams, ranges of documents, batches of texts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

BATCH_CHARACTERS: Final = 1 << 19
"""Texts that are cut into words together; the arrays of larger batches leave the processor's cache."""
BATCH_DOCUMENTS: Final = 4096
_GRAM_BYTES: Final = 1.7
"""Grams of a byte of text, in bytes."""
_PACKED: Final = 4
"""Bytes of text in a byte of a packed file."""
_PARTITIONS_IN_MEMORY: Final = 32
"""A partition and what is made of it take so small a part of the memory together."""
_LEAST_BITS, _MOST_BITS = 5, 10
_LEAST_RANGE, _MOST_RANGE = 1 << 20, 1 << 24
"""Positions of a range of documents."""
_RANGE_BYTES: Final = 32
"""Bytes that a position of a range takes while its seeds become passages, about."""
_KEPT_SHARE: Final = 0.6
"""Of the memory; the rest is for what a step makes beside what it keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a scan is cut.  It changes the time and the memory that are needed, never the result.

    Args:
        partition_bits: Grams go to `2 ** partition_bits` partitions by their hash.
        memory: Bytes that arrays may take before they move to disk.
        n_threads: Batches, partitions and ranges in work at once.
    """

    partition_bits: int
    memory: int
    n_threads: int

    def cut_ranges(self, firsts: Ints, n_positions: int) -> Ints:
        """Return the first document of each range, and n_documents: ranges of about equal numbers of words."""
        import numpy as np

        most = min(_MOST_RANGE, self.memory // (_RANGE_BYTES * self.n_threads))
        size = max(min(n_positions // (2 * self.n_threads), most), _LEAST_RANGE)
        wanted = np.searchsorted(firsts, np.arange(0, max(n_positions, 1), size))
        return np.unique(np.append(wanted, [0, len(firsts)]))


def make_plan(n_bytes: int | None, memory: int, n_threads: int) -> Plan:
    """Return a plan for a corpus of `n_bytes` (None if nobody knows), packed or not.

    >>> make_plan(300_000_000, 8_000_000_000, 2)
    Plan(partition_bits=5, memory=4800000000, n_threads=2)
    """
    grams = _GRAM_BYTES * (n_bytes or 0)
    bits = _LEAST_BITS
    while bits < _MOST_BITS and grams / (1 << bits) > memory / _PARTITIONS_IN_MEMORY:
        bits += 1
    return Plan(partition_bits=bits, memory=int(memory * _KEPT_SHARE), n_threads=n_threads)


def default_memory() -> int:
    """Return half of this machine's memory, in bytes; 2 GB where it does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):
        return 2_000_000_000
