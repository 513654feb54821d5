"""A corpus as a stream: one document after the other, whatever number of files and millions of records hold them.

Memory holds one chunk of one file, and a hash of each id.  A record that cannot be read costs itself; a file whose
packing breaks costs what comes after the break.  What a text says about itself (its dateline, its first line as a
headline) is read in files of one article only: a corpus states its dates and headlines in fields.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from compare.errors import InputError
from compare.model.documents import Document
from compare.model.notices import Notice
from compare.options import ReadOptions
from compare.readers.fields import NAMES, alias_of, read_record, without_text
from compare.readers.formats import stream_rows
from compare.readers.identity import Ids, RepeatedIds
from compare.readers.inputs import Input, Source, changed_at, gather_inputs, size_of, stem_of
from compare.readers.ledger import Ledger
from compare.readers.records import LostLine, Record, Refusal, Row, count_of
from compare.readers.shapes import ShapeReader
from compare.readers.sources import SourceTables
from compare.readers.weighing import weigh_record

_MAX_NOTICES = 1_000
"""Notices that are kept of a whole corpus; of the rest only the number, since a million files can each have their trouble."""


def stream_documents(
    paths: Source | Iterable[Source],
    *,
    sources: str | os.PathLike[str] | None = None,
    options: ReadOptions | None = None,
) -> DocumentStream:
    """Open a corpus; iterating over what is returned reads it, once.

    Args:
        paths: One or several of: JSON lines, folder of corpus files or of articles, glob, `-` for JSON lines from
            stdin, open file; packed or not.
        sources: TOML or CSV file that says who published what, and when; those beside the files are found.
        options: Limits: `max_bytes` holds for a record, and for a file of one article; `max_documents` holds for none.

    Raises:
        InputError: Nothing is named, a path does not exist, or `sources` cannot be used.

    >>> import io
    >>> stream = stream_documents(io.BytesIO(b'{"text": "Ferries resumed."}'))
    >>> [document.text for document in stream], stream.n_documents
    (['Ferries resumed.'], 1)
    """
    limit = (options or ReadOptions()).max_bytes
    gathered = gather_inputs(paths)
    stream = DocumentStream(gathered.inputs, read_tables(sources, limit), limit, Ids())
    stream.tell(gathered.notices)
    stream.tell(_left_out(refusal) for refusal in gathered.refusals)
    return stream


def read_tables(sources: str | os.PathLike[str] | None, limit: int) -> SourceTables:
    """Return what the caller's file says about the files of a corpus; those beside the files are read when they are met.

    Raises:
        InputError: `sources` cannot be used.
    """
    try:
        return SourceTables(sources, limit)
    except Refusal as refusal:
        raise InputError(f"{os.fspath(sources or '')}: {refusal}") from refusal


class DocumentStream:
    """The documents of a corpus, read while they are taken.

    Args:
        inputs: The files, in order.
        tables: What others say about them.
        limit: Most bytes of a record, and of a file of one article.
        ids: Makes ids unique; None if that is done elsewhere, since these files are a part of the corpus: then it may hold
            nothing, too, and nothing is said of entries of `tables` that met no file.

    Attributes:
        notices: What was left out, repaired or could not be told, up to the file that was read last.
        n_documents: Documents given so far.
        n_bytes_read: Bytes of the files, packed as they are, that were read so far.
        n_bytes: Bytes of all files; None if a stream is among them.
    """

    def __init__(self, inputs: Sequence[Input], tables: SourceTables, limit: int, ids: Ids | None) -> None:
        self._inputs, self._tables, self._limit = inputs, tables, limit
        self._is_part = ids is None
        self._ids = ids or RepeatedIds()
        self._fields = ShapeReader()
        self._n_untold = 0
        self.notices: list[Notice] = []
        self.n_documents = 0
        self.n_bytes_read = 0
        sizes = [size_of(each) for each in self._inputs]
        self.n_bytes: int | None = None if None in sizes else sum(filter(None, sizes))
        self._documents = self._read_all()

    def describe_inputs(self) -> list[tuple[str, int | None, int | None]]:
        """Return name, size and time of change of each file, the last two None where it is a stream or cannot be looked at."""
        return [(each.name, size_of(each), changed_at(each)) for each in self._inputs]

    def __iter__(self) -> Iterator[Document]:
        """Return the one iterator of this stream.

        Raises:
            InputError: At the end, if no document was found.
        """
        return self._documents

    def _read_all(self) -> Iterator[Document]:
        n_done = 0
        for source in self._inputs:
            ledger = Ledger(source.name)
            n_before = self.n_documents
            try:
                yield from self._read_input(source, ledger)
            except Refusal as refusal:
                rest = " What follows is left out." if self.n_documents > n_before else " Left out."
                self.tell([Notice(message=f"{refusal}{rest}", source=source.name)])
            finally:
                self.tell(ledger.notices())
            n_done += size_of(source) or self.n_bytes_read - n_done
            self.n_bytes_read = n_done  # of a file that was refused, and of padding, not all was read
        if not self._is_part:
            self.tell(self._tables.notices())
        if self._n_untold:
            self.notices.append(Notice(message=f"{count_of(self._n_untold, 'further notice')} not shown."))
        if not self.n_documents and not self._is_part:
            reasons = " ".join(map(str, self.notices[:5]))
            raise InputError(f"At least one article must be there. Got none in {count_of(len(self._inputs), 'file')}. {reasons}")

    def tell(self, notices: Iterable[Notice]) -> None:
        """Add notices, up to the most that are kept."""
        for notice in notices:
            if len(self.notices) < _MAX_NOTICES:
                self.notices.append(notice)
            else:
                self._n_untold += 1

    def _count(self, n_bytes: int) -> None:
        self.n_bytes_read += n_bytes

    def _read_input(self, source: Input, ledger: Ledger) -> Iterator[Document]:
        """Yield the documents of one file, of whatever format."""
        rows, problems = stream_rows(source, self._limit, self._count)
        try:
            yield from self._take(rows, source, ledger)
        finally:
            self.tell(Notice(message=problem, source=source.name) for problem in problems)

    def _take(self, rows: Iterator[Row | Record | LostLine], source: Input, ledger: Ledger) -> Iterator[Document]:
        """Yield the documents of the records of one file."""
        stem, prefix = stem_of(source.name), f"{source.name}:"
        read, make = self._fields.read, Document.of_checked
        taken, add = self._ids.hashes, self._ids.hashes.add
        is_plain = not self._tables.bear_on(source)
        for row in rows:
            if type(row) is tuple and is_plain:
                line, values = row
                id, text, outlet, title, published, url, problems, rest = read(values)
                if text is None or text.isspace():
                    self._lose_textless(line, values, ledger)
                    continue
                place = f"{prefix}{line}"
                if id is None:
                    id = f"{stem}:{line}"
                if hash(id) in taken:
                    wanted, id = id, self._ids.take(id)
                    problems = (*problems, _renamed(wanted, id))
                else:
                    add(hash(id))
                if problems:
                    ledger.doubt(problems, place)
                self.n_documents += 1
                yield make(id, text, outlet, title, published, url, place, rest)
            else:
                document = self._weigh(row, source, ledger)
                if document:
                    self.n_documents += 1
                    yield document

    def _weigh(self, row: Row | Record | LostLine, source: Input, ledger: Ledger) -> Document | None:
        """Return the document of a record that is not simple."""
        if isinstance(row, tuple):
            line, values = row
            row = read_record(values, line, is_clean=True)
            if isinstance(row, LostLine):
                self._lose_textless(line, values, ledger)
                return None
        if isinstance(row, LostLine):
            ledger.lose(row)
            return None
        if row.text.isspace():
            ledger.lose_empty()
            return None
        document, problems = weigh_record(row, source, self._tables, reads_text=row.line is None)
        id = self._ids.take(document.id)
        if id != document.id:
            problems.append(_renamed(document.id, id))
            document = replace(document, id=id)
        ledger.doubt(problems, document.path or "")
        return document

    def _lose_textless(self, line: int, values: dict[str, Any], ledger: Ledger) -> None:
        if any((value is None or isinstance(value, str)) and alias_of(key) in NAMES["text"] for key, value in values.items()):
            ledger.lose_empty()
        else:
            ledger.lose(LostLine(line=line, reason=without_text(values)))


def _renamed(wanted: str, id: str) -> str:
    return f"has the id {wanted!r} like one before it; it is called {id!r} here."


def _left_out(refusal: Notice) -> Notice:
    return Notice(message=f"{refusal.message} Left out.", source=refusal.source)
