"""Is an archive whole?  Every text against its checksum, every block of every segment against its own, and the fingerprints of
some or all documents against those that their texts give.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from compare.archive.merging import rebuild_segments
from compare.archive.postings import Gatherer, keep_once
from compare.archive.records import Damage, read_all, read_documents
from compare.archive.schema import open_to_read
from compare.archive.segments import SegmentRow, find_bad_blocks, name_segment, open_segment
from compare.archive.writer import BATCH, list_segments, opened_writer
from compare.errors import ArchiveError
from compare.model.archives import Verification
from compare.model.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from compare.archive.segments import Segment
    from compare.model.documents import Document

    Ints = NDArray[np.int64]

_SAMPLE: Final = 200
"""Documents of a segment whose fingerprints are made anew, unless all are asked for."""
_MOST_LINES: Final = 20


def verify_archive(folder: str, *, every: bool, repair: bool) -> Verification:
    """Return what is damaged, and repair what can be made anew from the texts.

    Args:
        folder: Of the archive.
        every: Whether the fingerprints of all documents are made anew, and not of a sample.
        repair: Whether damaged segments are.
    """
    if repair:
        with opened_writer(folder):  # which brings an older format up to date
            pass
    connection = open_to_read(folder)
    try:
        connection.execute("BEGIN")
        survey = _Survey(folder, connection, every=every)
    finally:
        connection.close()
    problems = survey.problems
    repaired: list[Notice] = []
    if repair and survey.bad:
        with opened_writer(folder) as writer:
            for rows, notice in survey.bad:
                known = {row.number for row in writer.list_segments()}
                if all(row.number in known or not row.number for row in rows):
                    try:
                        rebuild_segments(writer, rows)
                    except ArchiveError as error:
                        problems.append(Notice(message=str(error)))
                        continue
                repaired.append(notice)
    else:
        problems += [notice for _, notice in survey.bad]
    return Verification(
        n_documents=survey.n_documents,
        n_segments=survey.n_segments,
        n_derived=survey.n_derived,
        problems=tuple(problems),
        repaired=tuple(repaired),
    )


class _Survey:
    """What one look at everything finds."""

    def __init__(self, folder: str, connection: sqlite3.Connection, *, every: bool) -> None:
        self._folder, self._connection, self._every = folder, connection, every
        self.problems: list[Notice] = []
        self.bad: list[tuple[list[SegmentRow], Notice]] = []
        self.n_documents = self.n_derived = 0
        self._read_manifest()
        documents = self._read_texts()
        removed = {number for (number,) in connection.execute("SELECT number FROM removed")}
        rows = list_segments(connection)
        self.n_segments = len(rows)
        for row in rows:
            reason = self._find_fault(row, documents, removed)
            if reason:
                self.bad.append(([row], Notice(message=f"The segment {reason}.", source=name_segment(row.number))))
        self._find_orphans(rows, documents)

    def _read_manifest(self) -> None:
        try:
            lines = [line for (line,) in self._connection.execute(f"PRAGMA integrity_check({_MOST_LINES})")]
        except sqlite3.DatabaseError as error:
            lines = [str(error)]
        if lines != ["ok"]:
            self.problems += [Notice(message=f"The manifest is damaged: {line}") for line in lines]

    def _read_texts(self) -> set[int]:
        """Return the numbers of all documents, and note those that cannot be read."""
        numbers = set()
        try:
            for number, found in read_all(self._connection):
                numbers.add(number)
                if isinstance(found, Damage):
                    hint = "Hint: add it again, or remove it."
                    message = f"The document is damaged ({found.reason}). {hint}"
                    self.problems.append(Notice(message=message, source=found.id or f"number {number}"))
        except sqlite3.DatabaseError as error:
            hint = f"Hint: newscompare archive export {self._folder} saves the others."
            self.problems.append(Notice(message=f"Some documents cannot be read: {error}. {hint}"))
        self.n_documents = len(numbers)
        return numbers

    def _find_fault(self, row: SegmentRow, documents: set[int], removed: set[int]) -> str:
        """Return what is wrong with a segment; empty if nothing is."""
        try:
            segment = open_segment(self._folder, row)
        except FileNotFoundError:
            return "is missing"
        except (OSError, ValueError) as error:
            return str(error)
        blocks = find_bad_blocks(self._folder, row)
        if blocks:
            return f"differs from its checksum in {len(blocks)} of {len(row.checksums) // 4} blocks"
        numbers = segment.labels.numbers.tolist()
        if not set(numbers) <= documents | removed or not {n for n in documents if row.first <= n <= row.last} <= set(numbers):
            return "does not have the documents that the manifest has"
        present = [slot for slot, number in enumerate(numbers) if number in documents]
        chosen = present if self._every else present[:: max(len(present) // _SAMPLE, 1)][:_SAMPLE]
        texts = (
            document for _, document in read_documents(self._connection, [numbers[slot] for slot in chosen])
        )  # fmt: skip
        self.n_derived += len(chosen)
        return "" if _agrees(segment, chosen, texts) else "has other fingerprints than its texts"

    def _find_orphans(self, rows: Sequence[SegmentRow], documents: set[int]) -> None:
        """Note documents that no segment has, those between two segments together."""
        import numpy as np

        alone = np.array(sorted(documents), dtype=np.int64)
        for row in rows:
            alone = alone[(alone < row.first) | (alone > row.last)]
        gaps = np.searchsorted([row.first for row in rows], alone)
        for gap in np.unique(gaps).tolist():
            numbers = alone[gaps == gap].tolist()
            row = _EMPTY._replace(first=numbers[0], last=numbers[-1])
            self.bad.append(([row], Notice(message=f"{len(numbers):,} documents stand in no segment.")))


_EMPTY = SegmentRow(0, 0, 0, 0, 0, 0, 0, 0, b"")


def _agrees(segment: Segment, chosen: Sequence[int], documents: Iterator[Document | Damage]) -> bool:
    """Return whether the postings of some documents are those that their texts give."""
    import numpy as np

    grams, batch, size = Gatherer(), [], 0
    slots = np.full(segment.row.n_documents, -1, dtype=np.int64)
    n_read = 0
    for slot, document in zip(chosen, documents, strict=True):
        if isinstance(document, Damage):
            continue  # told already
        slots[slot] = n_read
        n_read += 1
        batch.append(document.text)
        size += len(batch[-1])
        if size > BATCH:
            grams.add(batch)
            batch, size = [], 0
    if batch:
        grams.add(batch)
    pairs = zip(segment.postings.partitions(slots), grams.partitions(), strict=True)
    return all(np.array_equal(keep_once(stored), keep_once(fresh)) for stored, fresh in pairs)
