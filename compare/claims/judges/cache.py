"""Verdicts that were given before, so that the same comparison gives the same bytes and is not paid for twice.

A file of SQLite in a folder of the user's; it holds digests and verdicts, and no word of an article.  Trouble with it
costs the memory of verdicts and nothing else.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

FILE = "verdicts.sqlite"
_LONGEST_WAIT = 5.0
"""Seconds to wait for another process that writes."""
_MOST_ASKED = 500
"""Keys in one query; SQLite takes 999 at least."""


def default_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the program's folder among the user's caches, by the XDG base directory specification.

    >>> default_folder({"XDG_CACHE_HOME": "/var/caches"}).as_posix()
    '/var/caches/newscompare'
    """
    home = environment.get("XDG_CACHE_HOME", "")
    return (Path(home) if os.path.isabs(home) else Path("~/.cache").expanduser()) / "newscompare"


class Cache:
    """Verdicts by key; `trouble` says what went wrong last, empty if nothing did."""

    def __init__(self, folder: str | Path) -> None:
        self._path = Path(folder) / FILE
        self.trouble = ""

    def recall(self, keys: list[str]) -> dict[str, Any]:
        """Return what is known of the keys; values are as they were kept, and to be checked like any answer."""
        if not self._path.is_file():
            return {}
        found: dict[str, Any] = {}
        try:
            with closing(self._open()) as connection:
                for at in range(0, len(keys), _MOST_ASKED):
                    some = keys[at : at + _MOST_ASKED]
                    marks = ",".join("?" * len(some))
                    rows = connection.execute(f"SELECT key, verdict FROM verdicts WHERE key IN ({marks})", some)  # noqa: S608 - marks only
                    found.update((key, json.loads(verdict)) for key, verdict in rows)
        except (sqlite3.Error, OSError, ValueError, TypeError, RecursionError) as error:
            self.trouble = str(error)
        return found

    def keep(self, verdicts: Mapping[str, Any]) -> None:
        """Write verdicts, all or none."""
        if not verdicts:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as connection, connection:
                rows = [(key, json.dumps(verdict)) for key, verdict in verdicts.items()]
                connection.executemany("INSERT OR REPLACE INTO verdicts VALUES (?, ?)", rows)
        except (sqlite3.Error, OSError) as error:
            self.trouble = str(error)

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_LONGEST_WAIT)
        connection.execute("CREATE TABLE IF NOT EXISTS verdicts (key TEXT PRIMARY KEY, verdict TEXT NOT NULL)")
        return connection
