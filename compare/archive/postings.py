"""Which documents of a segment have which gram: sorted numbers under a table of buckets, four bytes for each.

A hash is kept by its 32 highest bits, so a gram that is not there is found in one of 150 cases in a segment of 65,536 articles;
several such near each other in one document are not.  The highest bits say its bucket; the rest, with the number of the
document in its segment (its slot), is a posting.  Storing whole hashes with positions was refused: it takes 1.9 times the text,
and where a passage stands is found faster in the text of the few documents that have one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from compare.matching.fingerprints import words
from compare.matching.fingerprints.grams import GRAM, POSITION_BITS, POSITION_MASK, place_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]
    Ints = NDArray[np.int64]

SCHEME: Final = f"{words.SCHEME} {GRAM}-grams"
"""Name of the fingerprints in an archive; another name cannot be searched with these."""
SLOT_BITS: Final = 16
MOST_DOCUMENTS: Final = 1 << SLOT_BITS
"""Documents of a segment."""
MOST_GRAMS: Final = 1 << 26
"""Grams of a segment, so that building one takes half a gigabyte (an article has some 400)."""

PARTITION_BITS: Final = 4
N_PARTITIONS: Final = 1 << PARTITION_BITS
_KEPT_BITS: Final = 64 - POSITION_BITS
"""Bits of the hash below those of its partition that a packed gram holds."""
HASH_BITS: Final = PARTITION_BITS + _KEPT_BITS
_LEAST_BITS, _MOST_BITS = HASH_BITS - 16, 21
"""Bits of a bucket in a segment of four bytes a posting.  The most make 14 postings in each bucket of a full segment."""
_TINY: Final = 1 << 14
"""Postings up to which a segment takes eight bytes for each, since a table of `_LEAST_BITS` would be most of it."""


class Layout(NamedTuple):
    """How the postings of a segment are laid out.

    Args:
        bucket_bits: High bits of a hash that say its bucket.
        posting_bytes: 4 or 8.
    """

    bucket_bits: int
    posting_bytes: int

    @property
    def residual_bits(self) -> int:
        """Bits of a hash that stand in a posting."""
        return HASH_BITS - self.bucket_bits


def choose_layout(n_postings: int) -> Layout:
    """Return the layout for so many postings: some sixteen in a bucket, and no residual longer than there is room for."""
    bits = n_postings.bit_length() - 4
    if n_postings > _TINY:
        return Layout(min(max(bits, _LEAST_BITS), _MOST_BITS), 4)
    return Layout(max(bits, PARTITION_BITS), 8)


class Gatherer:
    """Gathers the grams of the documents of a segment, in the order of their slots."""

    def __init__(self) -> None:
        self.n_documents = 0
        self.n_grams = 0
        self._batches: list[tuple[Keys, Ints]] = []

    def add(self, texts: Sequence[str]) -> None:
        """Add the next documents, about a quarter of a megabyte together."""
        import numpy as np

        placed = place_texts(texts, PARTITION_BITS)
        packed = np.concatenate(placed.grams)
        cuts = np.cumsum([0, *map(len, placed.grams)])
        ends = np.append(placed.firsts[1:], placed.n_positions)
        slots = np.zeros(placed.n_positions, dtype=np.uint16)
        numbers = np.arange(self.n_documents, self.n_documents + len(texts)).astype(np.uint16)
        slots[placed.firsts[0] if len(texts) else 0 :] = np.repeat(numbers, ends - placed.firsts)
        keys = packed >> np.uint64(POSITION_BITS)
        keys <<= np.uint64(SLOT_BITS)
        packed &= np.uint64(POSITION_MASK)
        keys |= slots[packed.view(np.int64)]
        self._batches.append((keys, cuts))
        self.n_documents += len(texts)
        self.n_grams += len(keys)

    def partitions(self) -> Iterator[Keys]:
        """Yield the keys of each partition, a hash without the bits of its partition above a slot; not ordered."""
        import numpy as np

        for k in range(N_PARTITIONS):
            parts = [keys[cuts[k] : cuts[k + 1]] for keys, cuts in self._batches]
            yield np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint64)


class Postings(NamedTuple):
    """The postings of a segment.

    Args:
        starts: First posting of each bucket and, at the end, n_postings; shape (n_buckets + 1,).
        values: The postings: residual of the hash above the slot, ascending in each bucket; shape (n_postings,).
        layout: How they are laid out.
    """

    starts: NDArray[np.uint32]
    values: NDArray[np.unsignedinteger]
    layout: Layout

    def partitions(self, slots: Ints) -> Iterator[Keys]:
        """Yield the keys of each partition, as `Gatherer.partitions`.

        Args:
            slots: New slot of each document, -1 for those that are left out; shape (n_documents,).
        """
        import numpy as np

        buckets = 1 << self.layout.bucket_bits - PARTITION_BITS
        for k in range(N_PARTITIONS):
            starts = self.starts[k * buckets : (k + 1) * buckets + 1].astype(np.int64)
            values = self.values[starts[0] : starts[-1]].astype(np.uint64)
            slot = slots[(values & np.uint64(MOST_DOCUMENTS - 1)).view(np.int64)]
            keys = np.repeat(np.arange(buckets, dtype=np.uint64) << np.uint64(self.layout.residual_bits), np.diff(starts))
            keys |= values >> np.uint64(SLOT_BITS)
            keys <<= np.uint64(SLOT_BITS)
            is_kept = slot >= 0
            keys |= np.where(is_kept, slot, 0).astype(np.uint64)
            yield keys if is_kept.all() else keys[is_kept]


def keep_once(keys: Keys) -> Keys:
    """Return keys ascending and each once (`np.unique` hashes them, at ten times the cost); they are sorted in place."""
    import numpy as np

    keys.sort()
    is_new = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=is_new[1:])
    return keys[is_new]


def sort_partitions(partitions: Iterable[Keys], layout: Layout) -> Iterator[tuple[Keys, Ints]]:
    """Yield the postings of each partition, ascending and each once, and how many each of its buckets has."""
    import numpy as np

    bits = np.uint64(layout.residual_bits + SLOT_BITS)
    n_buckets = 1 << layout.bucket_bits - PARTITION_BITS
    for keys in partitions:
        postings = keep_once(keys)
        counts = np.bincount((postings >> bits).view(np.int64), minlength=n_buckets)
        postings &= np.uint64((1 << int(bits)) - 1)
        yield postings, counts
