"""What changes an archive: each commit names new segments and drops old ones in one transaction.

A segment is on the disk before the transaction that names it, and is deleted after the one that no longer does.  So a crash at
any moment leaves the last commit, and at most a file that nobody names, which the next writer takes away.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.archive.locking import writing
from compare.archive.postings import MOST_DOCUMENTS, MOST_GRAMS, Gatherer
from compare.archive.records import AT_ONCE, Damage, from_cell, pack_document, pack_meta, read_documents, to_cell
from compare.archive.schema import check_scheme, explained, open_to_write, read_setting
from compare.archive.segments import Labels, SegmentRow, list_strays, name_segment, write_segment
from compare.errors import InputError
from compare.model.documents import Document
from compare.model.notices import Notice

if TYPE_CHECKING:
    import sqlite3

    from compare.archive.postings import Keys

BATCH: Final = 1 << 18
"""Characters of the documents whose words are hashed at once."""
_MOST_NOTICES: Final = 20
"""Replaced documents that are named each; of the rest a notice says the number."""


class Added(NamedTuple):
    """What came of an `add`.

    Args:
        n_new: Documents whose id was not in the archive.
        n_replaced: Documents whose id was, with another text or other metadata.
        n_same: Documents that were there as they are.
        notices: Which were replaced.
    """

    n_new: int
    n_replaced: int
    n_same: int
    notices: tuple[Notice, ...]


class Removed(NamedTuple):
    """What came of a `remove`.

    Args:
        n_removed: Documents that are gone.
        unknown: Ids that no document had.
    """

    n_removed: int
    unknown: tuple[str, ...]


@contextmanager
def opened_writer(folder: str) -> Iterator[Writer]:
    """Give the one who can write to an archive, made if missing; what it did not commit is as if it had never been.

    Raises:
        ArchiveError: Another process writes to it, it cannot be written, or it is of another version.
    """
    with explained(folder):
        os.makedirs(folder, exist_ok=True)
    with writing(folder):
        connection = open_to_write(folder)
        try:
            with explained(folder):
                check_scheme(connection, folder)
                writer = Writer(folder, connection)
                writer.sweep()
                yield writer
        finally:
            connection.close()


class Writer:
    """Adds and removes documents; there is one at a time."""

    def __init__(self, folder: str, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.connection = connection
        self._outlets: dict[str | bytes, int] = {}

    def sweep(self) -> None:
        """Delete segments that no commit names: a crash left them, or a reader on Windows had them open."""
        for path in list_strays(self.folder, [row.number for row in self.list_segments()]):
            _delete(path)

    def list_segments(self) -> list[SegmentRow]:
        """Return all segments, in the order of their documents."""
        return list_segments(self.connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit at the end, or change nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("UPDATE settings SET value = value + 1 WHERE name = 'generation'")
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.rollback()
            raise

    def add(self, documents: Iterable[Document]) -> Added:
        """Add documents; a commit is made for each full segment, and at the end."""
        report = _Report()
        source = iter(documents)
        self._outlets = {name: number for number, name in self.connection.execute("SELECT number, name FROM outlets")}
        is_more = True
        while is_more:
            with self.transaction():
                is_more = _Filling(self, report).fill(source)
        return report.added()

    def remove(self, ids: Iterable[str]) -> Removed:
        """Remove documents; all of them in one commit."""
        n_removed, unknown = 0, []
        with self.transaction():
            for id in dict.fromkeys(ids):
                found = self.connection.execute("SELECT number FROM documents WHERE id = ?", (to_cell(id),)).fetchone()
                if found:
                    self.drop(found[0])
                    n_removed += 1
                else:
                    unknown.append(id)
        return Removed(n_removed, tuple(unknown))

    def drop(self, number: int) -> None:
        """Take a document out; its grams stay in its segment until that is merged."""
        for table in ("texts", "documents"):
            self.connection.execute(f"DELETE FROM {table} WHERE number = ?", (number,))  # noqa: S608
        self.connection.execute("INSERT INTO removed VALUES (?)", (number,))

    def write(self, labels: Labels, partitions: Iterator[Keys], n_grams: int) -> SegmentRow:
        """Write a segment under a number that none has had; a transaction must name it."""
        (last,) = self.connection.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'segments'").fetchone()
        number = (last or 0) + 1
        row = write_segment(os.path.join(self.folder, name_segment(number)), labels, partitions, n_grams)
        return row._replace(number=number)

    def name(self, row: SegmentRow) -> None:
        """Name a segment in the manifest."""
        self.connection.execute("INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def replace(self, old: Sequence[SegmentRow], new: SegmentRow | None, dropped: Sequence[int]) -> None:
        """Put one segment in the place of others, commit, and delete their files.

        Args:
            old: Segments that go.
            new: The one that has their documents; None if none is left.
            dropped: Numbers of the removed documents that are in no segment any more.
        """
        with self.transaction():
            self.connection.executemany("DELETE FROM segments WHERE number = ?", [(row.number,) for row in old])
            self.connection.executemany("DELETE FROM removed WHERE number = ?", [(number,) for number in dropped])
            if new:
                self.name(new)
        for row in old:
            _delete(os.path.join(self.folder, name_segment(row.number)))

    def number_outlet(self, name: str | bytes) -> int:
        """Return the number of an outlet, given when it is first seen."""
        number = self._outlets.get(name)
        if number is None:
            number = self._outlets[name] = len(self._outlets)
            self.connection.execute("INSERT INTO outlets VALUES (?, ?)", (number, name))
        return number


class _Report:
    """Counts what is added over all segments."""

    def __init__(self) -> None:
        self.n_new = self.n_replaced = self.n_same = 0
        self.notices: list[Notice] = []

    def replaced(self, id: str) -> None:
        self.n_replaced += 1
        if self.n_replaced <= _MOST_NOTICES:
            self.notices.append(Notice(message="The document with this id differed; it is replaced.", source=id))

    def added(self) -> Added:
        more = self.n_replaced - _MOST_NOTICES
        if more > 0:
            self.notices.append(Notice(message=f"{more:,} further documents are replaced."))
        return Added(self.n_new, self.n_replaced, self.n_same, tuple(self.notices))


class _Filling:
    """One segment that is being filled, inside a transaction."""

    def __init__(self, writer: Writer, report: _Report) -> None:
        self._writer, self._report = writer, report
        self._connection = writer.connection
        self._next = int(read_setting(writer.connection, "next_document"))
        self._grams = Gatherer()
        self._labels: list[tuple[int, int, int]] = []

    def fill(self, documents: Iterator[Document]) -> bool:
        """Add documents until the segment is full, and return whether there may be more."""
        is_more = False
        batch: dict[str, Document] = {}
        size = 0
        for document in documents:
            if not isinstance(document, Document):
                raise InputError(f"What is added must be a Document with id and text. Got {type(document).__name__} instead.")
            if document.id in batch or size + len(document.text) > BATCH:
                self._add(list(batch.values()))
                batch, size = {}, 0
            batch[document.id] = document
            size += len(document.text)
            if len(self._labels) + len(batch) >= MOST_DOCUMENTS or self._grams.n_grams >= MOST_GRAMS:
                is_more = True
                break
        self._add(list(batch.values()))
        self._finish()
        return is_more

    def _add(self, documents: list[Document]) -> None:
        known = self._find([document.id for document in documents])
        rows, texts, kept = [], [], []
        for document in documents:
            if document.id in known:
                if self._is_same(known[document.id], document):
                    self._report.n_same += 1
                    continue
                self._writer.drop(known[document.id])
                self._report.replaced(document.id)
            else:
                self._report.n_new += 1
            record = pack_document(document)
            outlet = self._writer.number_outlet(record.outlet)
            rows.append((self._next, record.id, outlet, *record.rest, record.length, record.digest))
            texts.append((self._next, record.packed))
            day = document.day
            self._labels.append((self._next, day.toordinal() if day else 0, outlet))
            kept.append(document.text)
            self._next += 1
        if rows:
            self._connection.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            self._connection.executemany("INSERT INTO texts VALUES (?, ?)", texts)
            self._grams.add(kept)

    def _find(self, ids: list[str]) -> dict[str, int]:
        """Return the numbers of the documents with these ids that are there."""
        found: dict[str, int] = {}
        for begin in range(0, len(ids), AT_ONCE):
            cells = [to_cell(id) for id in ids[begin : begin + AT_ONCE]]
            marks = ",".join("?" * len(cells))
            rows = self._connection.execute(f"SELECT id, number FROM documents WHERE id IN ({marks})", cells)  # noqa: S608
            found |= {str(from_cell(id)): number for id, number in rows}
        return found

    def _is_same(self, number: int, document: Document) -> bool:
        """Return whether a document is there undamaged and the same."""
        for _, old in read_documents(self._connection, [number]):
            return not isinstance(old, Damage) and _facts(old) == _facts(document)
        return False

    def _finish(self) -> None:
        """Write the segment and name it."""
        import numpy as np

        if not self._labels:
            return
        numbers, days, outlets = zip(*self._labels, strict=True)
        labels = Labels(np.array(numbers, np.int64), np.array(days, np.int32), np.array(outlets, np.uint32))
        self._writer.name(self._writer.write(labels, self._grams.partitions(), self._grams.n_grams))
        self._connection.execute("UPDATE settings SET value = ? WHERE name = 'next_document'", (self._next,))


def _facts(document: Document) -> tuple[object, ...]:
    """Return all that makes a document what it is, but for the place where it was read."""
    published = document.published.isoformat() if document.published else None
    return document.id, document.text, document.outlet or "", document.title, published, document.url, pack_meta(document)


def list_segments(connection: sqlite3.Connection) -> list[SegmentRow]:
    """Return all segments, in the order of their documents."""
    columns = ", ".join(SegmentRow._fields)
    return [SegmentRow._make(row) for row in connection.execute(f"SELECT {columns} FROM segments ORDER BY first")]  # noqa: S608


def _delete(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return  # on Windows a reader has it open: the next writer takes it away
