"""From a file to chunks of its bytes, unpacked on the way: memory stays at one chunk, however large the file.

What comes out before packed data break is kept; the `Refusal` that ends the chunks tells the rest.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from compare.readers.inputs import Input
from compare.readers.records import Refusal, repair_characters

CHUNK = 1 << 18
"""Bytes of a chunk: lines cut from 256 kB are still in the cache when they are parsed (1 MB and 64 kB cost 3 % more)."""


class _Gunzip:
    """zlib with the face of `bz2.BZ2Decompressor` and the others: it keeps what it has not yet looked at."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)
        self._broken: zlib.error | None = None
        self.eof = False
        self.needs_input = True
        self.unused_data = b""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        if self._broken:
            raise self._broken
        data = self._inner.unconsumed_tail + data
        before = self._inner.copy()
        try:
            out = self._inner.decompress(data, max_length)
        except zlib.error as error:
            self._broken, self.needs_input = error, False
            return _rescue(before, data)
        self.eof, self.unused_data = self._inner.eof, self._inner.unused_data
        self.needs_input = not self.eof and len(out) < max_length
        return out


def _rescue(inner: Any, data: bytes) -> bytes:
    """Return what comes out before the break, which zlib drops with the error."""
    pieces = []
    try:
        while data:
            pieces.append(inner.decompress(data, 256))
            data = inner.unconsumed_tail
    except zlib.error:
        pass
    return b"".join(pieces)


def read_chunks(source: Input, count: Callable[[int], None]) -> Iterator[bytes]:
    """Yield the bytes of a file or stream, unpacked if they are gzip, bzip2, xz or zstd.

    Args:
        source: What is read; a stream of text gives UTF-8.
        count: Told how many bytes of the file, packed as they lie there, were taken.

    Raises:
        Refusal: It cannot be opened or read on, or its packing is broken; what came before is good.
    """
    return unpacked(_read_packed(source, count))


def unpacked(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Yield bytes in pieces, unpacked if they are gzip, bzip2, xz or zstd.

    Raises:
        Refusal: The packing is broken; what came before is good.
    """
    head = next(packed, b"")
    made = _unpacker(head)
    if made is None:
        yield head
        yield from packed
        return
    kind, make, more = made
    failures: tuple[type[Exception], ...] = (OSError, EOFError, ValueError, zlib.error, *more)
    try:
        yield from _unpack(head, packed, make)
    except failures as error:
        raise Refusal(f"is {kind} that cannot be unpacked to its end: {error}.") from error


def _read_packed(source: Input, count: Callable[[int], None]) -> Iterator[bytes]:
    try:
        stream: Any = open(source.path, "rb", buffering=0) if source.path else source.stream  # noqa: SIM115 - closed below
        if stream is None:
            raise Refusal("is not open.")
        try:
            while piece := stream.read(CHUNK):
                data = repair_characters(piece)[0].encode() if isinstance(piece, str) else bytes(piece)
                count(len(data))
                yield data
        finally:
            if source.path:
                stream.close()
    except (OSError, ValueError, TypeError) as error:
        raise Refusal(f"cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def _unpacker(head: bytes) -> tuple[str, Callable[[], Any], tuple[type[Exception], ...]] | None:
    """Return the kind of packing that the first bytes tell, what unpacks it, and what that raises; None if it is none."""
    if head.startswith(b"\x1f\x8b"):
        return "gzip", _Gunzip, ()
    if head.startswith(b"BZh") and head[4:10] == b"1AY&SY":
        import bz2

        return "bzip2", bz2.BZ2Decompressor, ()
    if head.startswith(b"\xfd7zXZ\x00"):
        import lzma

        return "xz", lzma.LZMADecompressor, (lzma.LZMAError,)
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        try:
            zstd = import_module("compression.zstd")
        except ImportError as error:
            raise Refusal("is zstd, which Python reads from 3.14 on. Hint: unpack it, or pack it as gzip.") from error
        return "zstd", zstd.ZstdDecompressor, (zstd.ZstdError,)
    return None


def _unpack(head: bytes, packed: Iterator[bytes], make: Callable[[], Any]) -> Iterator[bytes]:
    """Yield pieces of at most a chunk, through all members that were written one behind the other."""
    data, unpacker = head, make()
    while True:
        out = unpacker.decompress(data, CHUNK)
        data = b""
        if out:
            yield out
        if unpacker.eof:
            data = unpacker.unused_data.lstrip(b"\0") or next(packed, b"").lstrip(b"\0")  # gzip may be padded
            if not data:
                return
            unpacker = make()
        elif unpacker.needs_input:
            data = next(packed, b"")
            if not data:
                raise EOFError("it ends too early")
