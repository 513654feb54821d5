"""The files of an archive: written once, named by the manifest, mapped into memory, deleted when a merge has replaced them."""

from __future__ import annotations

import mmap
import os
import zlib
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from compare.archive.postings import Layout, Postings, choose_layout, sort_partitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from compare.archive.postings import Keys

BLOCK: Final = 1 << 20
"""Bytes of a file that have one checksum (CRC-32: it knows every error of up to 32 bits in a row)."""
_HEAD: Final = b"newscompare archive segment 1\n".ljust(64, b"\0")
_PREFIX, _SUFFIX = "segment-", ".grams"


class SegmentRow(NamedTuple):
    """What the manifest knows of a segment.

    Args:
        number: Its number, never given twice; 0 until it has one.
        n_documents: Documents in it, removed ones too.
        n_postings: Of each document and each of its grams.
        bucket_bits: Of its layout.
        posting_bytes: Of its layout.
        first: Smallest number of a document in it.
        last: Largest one.
        size: Of its file, in bytes.
        checksums: CRC-32 of each block of its file, four bytes each.
    """

    number: int
    n_documents: int
    n_postings: int
    bucket_bits: int
    posting_bytes: int
    first: int
    last: int
    size: int
    checksums: bytes


class Labels(NamedTuple):
    """What a segment knows of each of its documents, all of shape (n_documents,).

    Args:
        numbers: Number, ascending.
        days: Day of publication (`date.toordinal`); 0 if unknown.
        outlets: Number of the outlet; 0 if unknown.
    """

    numbers: NDArray[np.int64]
    days: NDArray[np.int32]
    outlets: NDArray[np.uint32]


class Segment(NamedTuple):
    """A segment that is open.

    Args:
        row: What the manifest says of it.
        labels: Of its documents.
        postings: Of their grams.
    """

    row: SegmentRow
    labels: Labels
    postings: Postings


def name_segment(number: int) -> str:
    """Return the name of a segment's file."""
    return f"{_PREFIX}{number:08d}{_SUFFIX}"


def write_segment(path: str, labels: Labels, partitions: Iterable[Keys], n_grams: int) -> SegmentRow:
    """Write a segment, and return what the manifest must say of it; when this returns, it is on the disk.

    Args:
        path: A file that the manifest does not name; what stands there is overwritten.
        labels: Of the documents, in the order of their slots.
        partitions: Keys of all their grams.
        n_grams: How many these are, at most.
    """
    import numpy as np

    layout = choose_layout(n_grams)
    counts = []
    n_postings = 0
    with open(path, "wb") as file:
        out = _Blocks(file)
        out.write(_HEAD)
        for each in labels:
            out.write(each.astype(each.dtype.newbyteorder("<")).tobytes())
        for keys, n_in_bucket in sort_partitions(partitions, layout):
            out.write(keys.astype(f"<u{layout.posting_bytes}").tobytes())
            counts.append(n_in_bucket)
            n_postings += len(keys)
        starts = np.concatenate(([0], np.cumsum(np.concatenate(counts))))
        out.write(starts.astype("<u4").tobytes())
        out.finish()
        file.flush()
        os.fsync(file.fileno())
    sync_folder(os.path.dirname(path))
    first, last = int(labels.numbers[0]), int(labels.numbers[-1])
    return SegmentRow(0, len(labels.numbers), n_postings, *layout, first, last, out.size, b"".join(out.checksums))


class _Blocks:
    """A file that is written with a checksum for each block."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._rest = b""
        self.size = 0
        self.checksums: list[bytes] = []

    def write(self, data: bytes) -> None:
        view = memoryview(data)
        self._file.write(view)
        self.size += len(view)
        if len(self._rest) + len(view) < BLOCK:
            self._rest += view
            return
        cut = BLOCK - len(self._rest)
        self._add(self._rest, view[:cut])
        while len(view) - cut >= BLOCK:
            self._add(view[cut : cut + BLOCK])
            cut += BLOCK
        self._rest = bytes(view[cut:])

    def finish(self) -> None:
        if self._rest:
            self._add(self._rest)

    def _add(self, *parts: bytes | memoryview) -> None:
        checksum = 0
        for part in parts:
            checksum = zlib.crc32(part, checksum)
        self.checksums.append(checksum.to_bytes(4, "little"))


def open_segment(folder: str, row: SegmentRow) -> Segment:
    """Map a segment into memory.

    Raises:
        FileNotFoundError: It is not there: a merge has replaced it, or it is lost.
        ValueError: Its file is no segment, or has not the size that the manifest says.
    """
    import numpy as np

    with open(os.path.join(folder, name_segment(row.number)), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size != row.size:
            raise ValueError(f"has {size:,} bytes and not {row.size:,}")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if mapped[: len(_HEAD)] != _HEAD:
        raise ValueError("does not begin as a segment does")
    layout = Layout(row.bucket_bits, row.posting_bytes)
    at = len(_HEAD)
    parts = []
    for kind, n in (
        ("<i8", row.n_documents),
        ("<i4", row.n_documents),
        ("<u4", row.n_documents),
        (f"<u{layout.posting_bytes}", row.n_postings),
        ("<u4", (1 << layout.bucket_bits) + 1),
    ):
        parts.append(np.frombuffer(mapped, dtype=kind, count=n, offset=at))
        at += parts[-1].nbytes
    if at != size:
        raise ValueError(f"has {size:,} bytes and not {at:,}")
    numbers, days, outlets, values, starts = parts
    return Segment(row, Labels(numbers, days, outlets), Postings(starts, values, layout))


def find_bad_blocks(folder: str, row: SegmentRow) -> list[int]:
    """Return the blocks of a segment's file whose checksum is not that of the manifest; a missing file is bad from 0 on."""
    n_blocks = len(row.checksums) // 4
    try:
        with open(os.path.join(folder, name_segment(row.number)), "rb") as file:
            found = [zlib.crc32(block).to_bytes(4, "little") for block in iter(lambda: file.read(BLOCK), b"")]
    except OSError:
        found = []
    known = [row.checksums[4 * k : 4 * k + 4] for k in range(n_blocks)]
    return [k for k in range(max(n_blocks, len(found))) if known[k : k + 1] != found[k : k + 1]]


def list_strays(folder: str, known: Sequence[int]) -> Iterator[str]:
    """Yield the segment files that the manifest does not name."""
    names = {name_segment(number) for number in known}
    for name in sorted(os.listdir(folder)):
        if name.startswith(_PREFIX) and name.endswith(_SUFFIX) and name not in names:
            yield os.path.join(folder, name)


def sync_folder(folder: str) -> None:
    """Make the names in a folder last; Windows has no such thing, and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder or ".", os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
