"""From a file to its bytes: bounded, unpacked, and refused if they are no text."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from typing import Any

from compare.readers.chunks import unpacked
from compare.readers.records import Refusal

_CHUNK = 1 << 20

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (docx)"),
    (b"xl/", "an Excel workbook (xlsx)"),
    (b"ppt/", "a PowerPoint presentation (pptx)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub+zip", "an e-book (epub)"),
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b"))
"""Control characters that no text holds; escape is kept, since ISO-2022-JP shifts with it."""
_MAX_CONTROL_SHARE = 0.02
"""Random bytes are 10 % such characters; text has none, but for a few that a bad export left in."""
_SIGHTED = 4_096
"""Bytes looked at for a signature and for a kind of markup."""


def read_path(path: str, limit: int) -> bytes:
    """Return the bytes of a file, unpacked if they are gzip.

    Args:
        path: The file; a pipe or device is read until the limit.
        limit: Most bytes that are taken, packed and unpacked alike.

    Raises:
        Refusal: The file cannot be opened, is larger than `limit`, or is broken gzip.
    """
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size > limit:
                raise _too_large(limit, f"It has {status.st_size:,}")
            return unpack(_read_bytes(stream.read, limit), limit)
    except OSError as error:
        raise Refusal(f"cannot be opened: {error.strerror or error}.") from error


def read_stream(stream: Any, limit: int) -> bytes | str:
    """Return what a file object of bytes or of text holds.

    Raises:
        Refusal: It cannot be read, or holds more than `limit` bytes or characters.
    """
    if stream is None:
        raise Refusal("is not open.")
    try:
        first = stream.read(_CHUNK)
        if isinstance(first, str):
            return _read_text(stream.read, limit, first)
        if first is None or isinstance(first, (bytes, bytearray, memoryview)):
            return unpack(_read_bytes(stream.read, limit, bytes(first or b"")), limit)
    except UnicodeDecodeError as error:
        hint = "Hint: open it as bytes, then the encoding is found out."
        raise Refusal(f"cannot be decoded as {error.encoding}: {error.reason}. {hint}") from error
    except (OSError, ValueError, TypeError) as error:
        raise Refusal(f"cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    raise Refusal(f"must hold bytes or text. Got {type(first).__name__} instead.")


def _read_bytes(read: Callable[[int], bytes], limit: int, first: bytes = b"") -> bytes:
    """Read in pieces: one `read(limit)` would reserve the whole limit for each small file."""
    pieces, size = [first], len(first)
    while size <= limit:
        piece = read(min(_CHUNK, limit + 1 - size))
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size += len(piece)
    raise _too_large(limit)


def _read_text(read: Callable[[int], str], limit: int, first: str) -> str:
    pieces, size = [first], len(first)
    while size <= limit:
        piece = read(min(_CHUNK, limit + 1 - size))
        if not piece:
            return "".join(pieces)
        pieces.append(piece)
        size += len(piece)
    raise _too_large(limit, unit="characters")


def _too_large(limit: int, got: str = "It has more", unit: str = "bytes") -> Refusal:
    return Refusal(f"must have at most {limit:,} {unit}. {got}. Hint: raise the 'read.max_bytes' option.")


def unpack(data: bytes, limit: int) -> bytes:
    """Return `data`, unpacked if it is packed; never more than `limit` bytes, whatever a packed bomb promises.

    Raises:
        Refusal: More than `limit` bytes come out, or the packing is broken.
    """
    pieces = unpacked(iter((data,)))
    return _read_bytes(lambda _: next(pieces, b""), limit)


def refuse_binary(data: bytes) -> None:
    """Raise if bytes are no text, and say what they look like; text in UTF-16 or UTF-32 with a BOM passes.

    Raises:
        Refusal: The bytes bear the signature of another kind of file, hold NUL, or many control characters.
    """
    looks = _look_at(data)
    if looks:
        raise Refusal(f"must be text. It looks like {looks}. Hint: export it as text or save it as HTML.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return
    nul = data.find(b"\x00")
    if nul >= 0:
        n_nul = data.count(b"\x00")
        wide = n_nul * 3 > len(data)
        hint = " Hint: if it is UTF-16 without a byte order mark, save it as UTF-8." if wide else ""
        found = f"It holds NUL bytes ({n_nul:,}, the first at byte {nul:,}), so it looks like binary data."
        raise Refusal(f"must be text. {found}{hint}")
    n_controls = len(data) - len(data.translate(None, _CONTROLS))
    if n_controls > _MAX_CONTROL_SHARE * len(data):
        raise Refusal(f"must be text. {n_controls / len(data):.0%} of it are control characters, so it looks like binary data.")


def _look_at(data: bytes) -> str | None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name if _is_binary_start(signature, data) else None
    if data.startswith(b"PK\x03\x04"):
        return next((name for sign, name in _ZIPPED if sign in data), "a zip archive")
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "a WebP image", b"WAVE": "a sound file"}.get(data[8:12], "a film")
    return "a film" if data[4:8] == b"ftyp" and b"\x00" in data[:4] else None


def _is_binary_start(signature: bytes, data: bytes) -> bool:
    """A signature of plain letters could begin an article (`GIF8`, `PAR1`, `ID3`): then only bytes that no text holds decide."""
    return not signature.isalnum() or b"\x00" in data[:_SIGHTED] or data[len(signature) : len(signature) + 1] >= b"\x80"


def looks_like_html(text: str | bytes) -> bool:
    """Whether content begins as an HTML page does.

    >>> looks_like_html("<!DOCTYPE html><title>Ferries</title>"), looks_like_html("<3 the ferries")
    (True, False)
    """
    head = text[:_SIGHTED].decode("latin-1") if isinstance(text, bytes) else text[:_SIGHTED]
    head = re.sub(r"^(?:[\s\ufeff]|ï»¿|<\?xml[^>]*>|<!--(?:[^-]|-(?!->))*-->)*", "", head)
    return re.match(r"<(?:!doctype\s+html|html|head|body)\b", head, re.IGNORECASE) is not None


def looks_like_json_lines(text: str) -> bool:
    """Whether the first line that is not blank holds one JSON object.

    >>> looks_like_json_lines('{"text": "Ferries resumed."}')
    True
    """
    import json

    start = len(text) - len(text.lstrip())
    if not text.startswith("{", start):
        return False
    end = text.find("\n", start)
    try:
        return isinstance(json.loads(text[start : end if end >= 0 else len(text)]), dict)
    except (ValueError, RecursionError):
        return False
