"""Merging: many small segments become few large ones, so that a query looks into few, and removed documents go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from compare.archive.postings import MOST_DOCUMENTS, MOST_GRAMS, N_PARTITIONS, Gatherer
from compare.archive.records import Damage, read_documents
from compare.archive.segments import Labels, find_bad_blocks, open_segment
from compare.archive.writer import BATCH
from compare.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.archive.postings import Ints, Keys
    from compare.archive.segments import Segment, SegmentRow
    from compare.archive.writer import Writer

FACTOR: Final = 8
"""So many segments of one size become one: a document is merged five times at most, and there are at most some forty segments
of less than 65,536 documents."""
_MOST_REMOVED: Final = 0.25
"""A segment with a larger share of removed documents is written anew."""


class Size(NamedTuple):
    """How large a segment is.

    Args:
        n_documents: Documents in it, removed ones too.
        n_removed: Removed ones.
        n_postings: Its postings.
    """

    n_documents: int
    n_removed: int
    n_postings: int


def merge_segments(writer: Writer) -> int:
    """Merge what should be merged, each time with a commit of its own, and return how many segments were written."""
    n_merged = 0
    while True:
        rows = writer.list_segments()
        chosen = plan_merge([_measure(writer, row) for row in rows])
        if chosen is None:
            return n_merged
        _merge(writer, rows[chosen])
        n_merged += 1


def plan_merge(sizes: Sequence[Size]) -> slice | None:
    """Return which neighbours are to be merged next; None if none are.

    >>> plan_merge([Size(5000, 0, 0), *[Size(1, 0, 0)] * 8])
    slice(1, 9, None)
    >>> plan_merge([Size(5000, 0, 0), *[Size(1, 0, 0)] * 7])
    """
    for k, each in enumerate(sizes):
        if each.n_removed > _MOST_REMOVED * each.n_documents:
            return slice(k, k + 1)
    limit = FACTOR
    while limit <= FACTOR * MOST_DOCUMENTS:
        first = len(sizes)
        while first and sizes[first - 1].n_documents < limit:
            first -= 1
        if sum(each.n_documents >= limit // FACTOR for each in sizes[first:]) >= FACTOR:
            for begin in range(first, len(sizes) - 1):
                end = _reach(sizes, begin)
                if end - begin > 1:
                    return slice(begin, end)
        limit *= FACTOR
    return None


def _reach(sizes: Sequence[Size], begin: int) -> int:
    """Return how far the segments from `begin` on fit into one."""
    n_documents = n_postings = 0
    for end in range(begin, len(sizes)):
        n_documents += sizes[end].n_documents
        n_postings += sizes[end].n_postings
        if n_documents > MOST_DOCUMENTS or n_postings > MOST_GRAMS:
            return end
    return len(sizes)


def _measure(writer: Writer, row: SegmentRow) -> Size:
    query = "SELECT count(*) FROM removed WHERE number BETWEEN ? AND ?"
    (n_removed,) = writer.connection.execute(query, (row.first, row.last)).fetchone()
    return Size(row.n_documents, n_removed, row.n_postings)


def _merge(writer: Writer, rows: Sequence[SegmentRow]) -> None:
    """Merge neighbours; if one is damaged, all are made anew from the texts."""
    import numpy as np

    if any(find_bad_blocks(writer.folder, row) for row in rows):
        rebuild_segments(writer, rows)
        return
    segments = [open_segment(writer.folder, row) for row in rows]
    removed = np.array(_list_removed(writer, rows), dtype=np.int64)
    numbers = np.concatenate([each.labels.numbers for each in segments])
    is_kept = ~np.isin(numbers, removed)
    labels = Labels(*(np.concatenate(each)[is_kept] for each in zip(*(each.labels for each in segments), strict=True)))
    new = None
    if len(labels.numbers):
        slots = np.where(is_kept, np.cumsum(is_kept) - 1, -1)
        n_postings = sum(row.n_postings for row in rows)
        new = writer.write(labels, _join_partitions(segments, slots), n_postings)
    writer.replace(rows, new, removed.tolist())


def _join_partitions(segments: Sequence[Segment], slots: Ints) -> Iterator[Keys]:
    import numpy as np

    each, begin = [], 0
    for segment in segments:
        end = begin + segment.row.n_documents
        each.append(segment.postings.partitions(slots[begin:end]))
        begin = end
    for _ in range(N_PARTITIONS):
        yield np.concatenate([next(partitions) for partitions in each])


def rebuild_segments(writer: Writer, rows: Sequence[SegmentRow]) -> None:
    """Make neighbours anew as one segment, from the texts of their documents.

    Raises:
        ArchiveError: A text is damaged, too.
    """
    import numpy as np

    query = "SELECT number, outlet FROM documents WHERE number BETWEEN ? AND ? ORDER BY number"
    outlets = dict(writer.connection.execute(query, (rows[0].first, rows[-1].last)))
    grams, days, batch, size = Gatherer(), [], [], 0
    for _, document in read_documents(writer.connection, outlets):
        if isinstance(document, Damage):
            raise ArchiveError(
                f"The archive {writer.folder} is damaged: a segment cannot be made anew, since document {document.id!r} cannot "
                f"be read ({document.reason}). Hint: newscompare archive remove {writer.folder} {document.id}"
            )
        batch.append(document.text)
        size += len(document.text)
        days.append(document.day.toordinal() if document.day else 0)
        if size > BATCH:
            grams.add(batch)
            batch, size = [], 0
    if batch:
        grams.add(batch)
    new = None
    if outlets:
        labels = Labels(
            np.array(list(outlets), np.int64), np.array(days, np.int32), np.array(list(outlets.values()), np.uint32)
        )  # fmt: skip
        new = writer.write(labels, grams.partitions(), grams.n_grams)
    writer.replace(rows, new, _list_removed(writer, rows))


def _list_removed(writer: Writer, rows: Sequence[SegmentRow]) -> list[int]:
    query = "SELECT number FROM removed WHERE number BETWEEN ? AND ? ORDER BY number"
    return [number for (number,) in writer.connection.execute(query, (rows[0].first, rows[-1].last))]
