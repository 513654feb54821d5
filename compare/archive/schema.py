"""The manifest of an archive: its tables, how they are opened, and how those of an older version are brought up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from compare.archive.postings import SCHEME
from compare.errors import ArchiveError

MANIFEST: Final = "archive.sqlite"
FORMAT: Final = 1
"""Number of the newest migration; stands in the file as `user_version`."""
_APPLICATION: Final = 0x6E637761
"""`application_id` of our files, by which a file of another program is refused."""
_PATIENCE: Final = 30.0
"""Seconds to wait for another process that is just committing."""

_PAGE: Final = 16_384
"""Bytes of a page: a packed article takes 1.5 KB, of which 4 KB hold two."""

_FIRST: Final = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE outlets (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    outlet INTEGER NOT NULL REFERENCES outlets,
    title TEXT,
    published TEXT,
    url TEXT,
    path TEXT,
    meta TEXT NOT NULL,
    length INTEGER NOT NULL,
    digest BLOB NOT NULL
);
CREATE TABLE texts (number INTEGER PRIMARY KEY REFERENCES documents, packed BLOB NOT NULL);
CREATE TABLE removed (number INTEGER PRIMARY KEY);
CREATE TABLE segments (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    n_documents INTEGER NOT NULL,
    n_postings INTEGER NOT NULL,
    bucket_bits INTEGER NOT NULL,
    posting_bytes INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    size INTEGER NOT NULL,
    checksums BLOB NOT NULL
);
"""


def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in _FIRST.split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute("INSERT INTO outlets VALUES (0, '')")
    settings = {"scheme": SCHEME, "generation": 0, "next_document": 1}
    connection.executemany("INSERT INTO settings VALUES (?, ?)", settings.items())


MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (_make_tables,)
"""In order; the first makes an archive, each later one brings the format before it up to date, in one transaction."""


def open_to_read(folder: str) -> sqlite3.Connection:
    """Return a connection that changes nothing.

    Raises:
        ArchiveError: There is no archive, or none that this version reads.
    """
    path = os.path.join(folder, MANIFEST)
    if not os.path.isfile(path):
        hint = f"Hint: newscompare archive add {folder} PATH... makes one."
        raise ArchiveError(f"An archive must be a folder with a file {MANIFEST}. {folder} has none. {hint}")
    with explained(folder):
        try:
            connection = _connect(os.fsencode(path))
            connection.execute("PRAGMA query_only = 1")
            _check(connection, folder)
        except sqlite3.OperationalError:
            if os.access(folder, os.W_OK):
                raise
            if os.path.isfile(f"{path}-wal") and os.path.getsize(f"{path}-wal"):
                hint = "Hint: newscompare archive list, by somebody who can write there, brings it to its end."
                raise ArchiveError(
                    f"The archive {folder} was left in the middle of writing, and cannot be written. {hint}"
                ) from None
            escaped = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
            connection = _connect(f"file:{escaped}?immutable=1", uri=True)  # nobody can write to a folder such as this one
            _check(connection, folder)
    return connection


def open_to_write(folder: str) -> sqlite3.Connection:
    """Return a connection to the manifest, made or brought up to date where needed.

    Raises:
        ArchiveError: It cannot be written, or is of a newer version.
    """
    with explained(folder):
        connection = _connect(os.fsencode(os.path.join(folder, MANIFEST)))
        try:
            connection.execute(f"PRAGMA page_size = {_PAGE}")  # of a new file only
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")  # what is committed must be there before old segments go
            connection.execute("PRAGMA cache_size = -32768")
            _migrate(connection, folder)
            _check(connection, folder)
        except BaseException:
            connection.close()
            raise
    return connection


def _connect(path: str | bytes, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, uri=uri)


def _migrate(connection: sqlite3.Connection, folder: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if not version and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise ArchiveError(f"An archive must be made by newscompare. {os.path.join(folder, MANIFEST)} is of another program.")
        for migrate in MIGRATIONS[version:]:
            migrate(connection)
        if version < FORMAT:
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _check(connection: sqlite3.Connection, folder: str) -> None:
    """Refuse what this version cannot read, with what can be done about it."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != _APPLICATION:
        raise ArchiveError(f"An archive must be made by newscompare. {os.path.join(folder, MANIFEST)} is of another program.")
    if version > FORMAT:
        raise ArchiveError(
            f"The archive must have format {FORMAT} or an older one. {folder} has format {version}. "
            "Hint: a newer newscompare reads it."
        )
    if version < FORMAT:
        hint = f"Hint: newscompare archive verify {folder} --repair brings it up to date."
        raise ArchiveError(f"The archive must have format {FORMAT}. {folder} has format {version}. {hint}")


def check_scheme(connection: sqlite3.Connection, folder: str) -> None:
    """Refuse an archive whose fingerprints are not those of this version; its documents can be read all the same."""
    scheme = read_setting(connection, "scheme")
    if scheme != SCHEME:
        raise ArchiveError(
            f"The archive must have fingerprints {SCHEME!r}. {folder} has {scheme!r}. "
            f"Hint: newscompare archive export {folder} -o all.jsonl, then newscompare archive add NEW all.jsonl."
        )


def read_setting(connection: sqlite3.Connection, name: str) -> str | int:
    """Return a setting."""
    (value,) = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return value  # type: ignore[no-any-return]


@contextmanager
def explained(folder: str) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into an `ArchiveError` that says what can be done."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            reason = "another process is writing to it. Hint: try again when it is done"
        elif "full" in said:
            reason = "the disk is full; what was committed before is as it was"
        elif "readonly" in said or "unable to open" in said or "disk I/O" in said:
            reason = f"{said}; what was committed before is as it was"
        else:
            reason = f"it is damaged ({said}). Hint: newscompare archive verify {folder} tells what can be saved"
        raise ArchiveError(f"The archive {folder} cannot be used: {reason}.") from error
    except OSError as error:
        raise ArchiveError(f"The archive {folder} cannot be used: {error.strerror or error}.") from error
