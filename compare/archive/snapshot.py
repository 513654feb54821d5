"""An archive at one moment: the segments of one commit, open, and which of their documents are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.archive.candidates import find_runs
from compare.archive.choice import choose_documents
from compare.archive.postings import MOST_DOCUMENTS, SLOT_BITS
from compare.archive.records import read_documents, to_cell
from compare.archive.schema import check_scheme, open_to_read, read_setting
from compare.archive.segments import open_segment
from compare.archive.writer import list_segments
from compare.errors import ArchiveError
from compare.text.outlets import fold_outlet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from compare.archive.candidates import DraftGrams
    from compare.archive.choice import Crowd
    from compare.archive.records import Damage
    from compare.archive.segments import Segment
    from compare.model.documents import Document

    Flags = NDArray[np.bool_]

_MOST_TRIES: Final = 5
"""A merge may delete a segment between the moment when its name is read and the moment when it is opened."""


class Reader:
    """Reads an archive; each `renew` brings it to the newest commit."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.connection = open_to_read(folder)
        self.segments: list[Segment] = []
        self._generation: str | int | None = None
        self._present: list[Flags | None] = []
        try:
            check_scheme(self.connection, folder)
        except ArchiveError:
            self.connection.close()
            raise

    def close(self) -> None:
        """Let go of everything."""
        self.segments, self._present = [], []
        self.connection.close()

    def renew(self) -> None:
        """Begin a transaction, and open the segments of its commit; the caller ends it with `finish`.

        Raises:
            ArchiveError: A segment is missing or cut short.
        """
        for _ in range(_MOST_TRIES):
            self.connection.execute("BEGIN")
            try:
                self._open()
            except (OSError, ValueError) as error:
                self.finish()
                reason = error
            except BaseException:
                self.finish()
                raise
            else:
                return
        raise ArchiveError(
            f"The archive {self.folder} is damaged: a segment cannot be read ({reason}). "
            f"Hint: newscompare archive verify {self.folder} --repair"
        ) from reason

    def finish(self) -> None:
        """End the transaction."""
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")

    def _open(self) -> None:
        generation = read_setting(self.connection, "generation")
        if generation == self._generation:
            return
        import numpy as np

        have = {segment.row: segment for segment in self.segments}
        self.segments = [have.get(row) or open_segment(self.folder, row) for row in list_segments(self.connection)]
        removed = np.array([n for (n,) in self.connection.execute("SELECT number FROM removed ORDER BY number")], dtype=np.int64)
        self._present = []
        for segment in self.segments:
            numbers = segment.labels.numbers
            near = removed[np.searchsorted(removed, segment.row.first) : np.searchsorted(removed, segment.row.last, side="right")]
            self._present.append(~np.isin(numbers, near) if len(near) else None)
        self._generation = generation

    def find_number(self, id: str) -> int | None:
        """Return the number of the document with this id; None if none has it."""
        row = self.connection.execute("SELECT number FROM documents WHERE id = ?", (to_cell(id),)).fetchone()
        return row[0] if row else None

    def allow(self, id: str, exclude_outlets: Sequence[str], since: date | None) -> list[Flags | None]:
        """Return which documents of each segment are looked at; None for all.

        Args:
            id: Of the draft; the document that has it is an earlier state of the draft, and no source of it.
            exclude_outlets: Names of outlets, in any case.
            since: First day; documents without a date are left out then.
        """
        number = self.find_number(id)
        if not exclude_outlets and since is None and number is None:
            return self._present
        import numpy as np

        unwanted = {fold_outlet(name) for name in exclude_outlets}
        names = self.connection.execute("SELECT number, name FROM outlets WHERE number > 0")
        excluded = np.array([number for number, name in names if fold_outlet(_shown(name)) in unwanted], dtype=np.int64)
        allowed: list[Flags | None] = []
        for segment, present in zip(self.segments, self._present, strict=True):
            flags = np.ones(segment.row.n_documents, dtype=np.bool_) if present is None else present.copy()
            if len(excluded):
                flags &= ~np.isin(segment.labels.outlets, excluded)
            if since is not None:
                flags &= segment.labels.days >= since.toordinal()
            if number is not None and segment.row.first <= number <= segment.row.last:
                flags &= segment.labels.numbers != number
            allowed.append(flags)
        return allowed

    def fold_outlets(self) -> set[str]:
        """Return the folded names of all outlets."""
        return {fold_outlet(_shown(name)) for (name,) in self.connection.execute("SELECT name FROM outlets WHERE number > 0")}

    def count_undated(self) -> int:
        """Return how many documents have no date."""
        pairs = zip(self.segments, self._present, strict=True)
        return sum(int(((each.labels.days == 0) & (True if here is None else here)).sum()) for each, here in pairs)

    def count(self, allowed: Sequence[Flags | None]) -> int:
        """Return how many documents are looked at."""
        return sum(
            segment.row.n_documents if flags is None else int(flags.sum())
            for segment, flags in zip(self.segments, allowed, strict=True)
        )

    def find_candidates(
        self, grams: DraftGrams, allowed: Sequence[Flags | None], min_words: int, most: int
    ) -> tuple[list[Document | Damage], list[Crowd]]:
        """Return the documents that may share a passage with a draft, best first, and what is only counted.

        Raises:
            ArchiveError: A document that a segment names is not there.
        """
        import numpy as np

        runs, crowding = find_runs(grams, self.segments, allowed, min_words)
        days = np.zeros(len(runs.document), dtype=np.int64)
        which = runs.document >> SLOT_BITS
        for k in np.unique(which).tolist():
            days[which == k] = self.segments[k].labels.days[runs.document[which == k] & (MOST_DOCUMENTS - 1)]
        chosen = choose_documents(runs, days, most, crowding)
        numbers = [int(self.segments[each >> SLOT_BITS].labels.numbers[each & (MOST_DOCUMENTS - 1)]) for each in chosen.documents]
        found = dict(read_documents(self.connection, numbers))
        if len(found) < len(numbers):
            missing = len(numbers) - len(found)
            raise ArchiveError(
                f"The archive {self.folder} is damaged: {missing} documents that a segment names are not there. "
                f"Hint: newscompare archive verify {self.folder} --repair"
            )
        return [found[number] for number in numbers], chosen.crowds


def _shown(name: str | bytes) -> str:
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else name
