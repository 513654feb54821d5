"""A document as rows of the manifest, and back; what comes back is what went in, or is known to be damaged."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.errors import ArchiveError
from compare.model.documents import Document

if TYPE_CHECKING:
    import sqlite3

_DIGEST_BYTES: Final = 16
AT_ONCE: Final = 500
"""Documents of one query: SQLite allows 999 parameters everywhere."""
_COLUMNS: Final = (
    "d.number, d.id, o.name, d.title, d.published, d.url, d.path, d.meta, d.digest, t.packed "
    "FROM documents d JOIN outlets o ON o.number = d.outlet LEFT JOIN texts t ON t.number = d.number"
)

Cell = str | bytes | None


class Record(NamedTuple):
    """A document as it is stored.

    Args:
        id: Its id.
        outlet: Name of its outlet; empty if unknown.
        rest: Title, published, url, path and meta.
        length: Code points of its text.
        digest: Of everything.
        packed: The text, compressed.
    """

    id: str | bytes
    outlet: str | bytes
    rest: tuple[Cell, Cell, Cell, Cell, Cell]
    length: int
    digest: bytes
    packed: bytes


class Damage(NamedTuple):
    """A document that cannot be read.

    Args:
        number: Its number.
        id: Its id, if that can be read.
        reason: Why not, for a reader.
    """

    number: int
    id: str
    reason: str


def pack_document(document: Document) -> Record:
    """Return a document as it is stored; what JSON does not know in its further fields becomes a string."""
    published = None if document.published is None else document.published.isoformat()
    fields = (document.title, published, document.url, document.path, pack_meta(document))
    encoded = document.text.encode("utf-8", "surrogatepass")
    packer = zlib.compressobj(1, zlib.DEFLATED, strategy=zlib.Z_HUFFMAN_ONLY)
    return Record(
        to_cell(document.id),
        to_cell(document.outlet or ""),
        tuple(None if value is None else to_cell(value) for value in fields),  # type: ignore[arg-type]
        len(document.text),
        _digest(document.id, document.outlet or "", fields, encoded),
        packer.compress(encoded) + packer.flush(),
    )


def pack_meta(document: Document) -> str:
    """Return further fields of a document as JSON."""
    return json.dumps(dict(document.meta), default=str) if document.meta else "{}"


def to_cell(value: str) -> str | bytes:
    """Return a string as SQLite can hold it: one with half a surrogate pair as bytes."""
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")
    return value


def from_cell(value: Cell) -> str | None:
    """Return the string that `to_cell` was given."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def _digest(id: str, outlet: str, fields: tuple[str | None, ...], text: bytes) -> bytes:
    head = json.dumps([id, outlet, *fields])
    return blake2b(head.encode() + b"\0" + text, digest_size=_DIGEST_BYTES).digest()


def read_documents(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, Document | Damage]]:
    """Yield documents with their numbers, those that are missing left out, in ascending order of their numbers."""
    wanted = sorted(numbers)
    for begin in range(0, len(wanted), AT_ONCE):
        part = wanted[begin : begin + AT_ONCE]
        marks = ",".join("?" * len(part))
        for row in connection.execute(f"SELECT {_COLUMNS} WHERE d.number IN ({marks}) ORDER BY d.number", part):
            yield row[0], _unpack(row)


def read_all(connection: sqlite3.Connection) -> Iterator[tuple[int, Document | Damage]]:
    """Yield all documents with their numbers, in the order in which they were added."""
    for row in connection.execute(f"SELECT {_COLUMNS} ORDER BY d.number"):
        yield row[0], _unpack(row)


def _unpack(row: tuple[object, ...]) -> Document | Damage:
    """Return the document of a row, if it is the one that was stored."""
    number, *cells, digest, packed = row
    shown = ""
    try:
        id, outlet, *fields = (from_cell(cell) for cell in cells)  # type: ignore[arg-type]
        shown = str(id)
        encoded = zlib.decompress(packed)  # type: ignore[arg-type]
        if _digest(shown, outlet or "", tuple(fields), encoded) != digest:
            raise ValueError("its checksum differs")
        title, published, url, path, meta = fields
        return Document(
            id=shown,
            text=encoded.decode("utf-8", "surrogatepass"),
            outlet=outlet or None,
            title=title,
            published=published,  # type: ignore[arg-type]  # a string is converted
            url=url,
            path=path,
            meta=json.loads(meta or "{}"),
        )
    except (ValueError, TypeError, AttributeError, zlib.error) as error:
        reason = "its text is missing" if packed is None else str(error)
        return Damage(int(str(number)), shown, reason)


def refuse_damage(found: Document | Damage, folder: str) -> Document:
    """Return the document.

    Raises:
        ArchiveError: It is damaged.
    """
    if isinstance(found, Damage):
        raise ArchiveError(
            f"The archive {folder} is damaged: document {found.id!r} cannot be read ({found.reason}). "
            f"Hint: newscompare archive verify {folder} names all such documents; add them again."
        )
    return found
