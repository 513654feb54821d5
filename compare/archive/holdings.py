"""What an archive holds, counted."""

from __future__ import annotations

import os
from datetime import date

from compare.archive.records import from_cell
from compare.archive.schema import FORMAT, open_to_read, read_setting
from compare.model.archives import Holdings, OutletCount

_QUERY = (
    "SELECT o.name, count(*), min(substr(d.published, 1, 10)), max(substr(d.published, 1, 10)), sum(d.published IS NULL), "
    "sum(d.length) FROM documents d JOIN outlets o ON o.number = d.outlet GROUP BY o.number ORDER BY count(*) DESC, o.name"
)


def describe_archive(folder: str) -> Holdings:
    """Return what an archive holds.

    Raises:
        ArchiveError: There is none.
    """
    connection = open_to_read(folder)
    try:
        connection.execute("BEGIN")
        rows = connection.execute(_QUERY).fetchall()
        (n_segments,) = connection.execute("SELECT count(*) FROM segments").fetchone()
        (n_removed,) = connection.execute("SELECT count(*) FROM removed").fetchone()
        scheme = str(read_setting(connection, "scheme"))
    finally:
        connection.close()
    outlets = tuple(
        OutletCount(outlet=from_cell(name) or None, n_documents=n, first=_to_day(first), last=_to_day(last), n_undated=undated)
        for name, n, first, last, undated, _ in rows
    )
    return Holdings(
        path=folder,
        outlets=outlets,
        n_documents=sum(each.n_documents for each in outlets),
        n_characters=sum(row[-1] for row in rows),
        n_segments=n_segments,
        n_removed=n_removed,
        n_bytes=sum(entry.stat().st_size for entry in os.scandir(folder) if entry.is_file()),
        scheme=scheme,
        format=FORMAT,
    )


def _to_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
