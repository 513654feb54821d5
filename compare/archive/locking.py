"""One writer at a time."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from compare.archive.schema import explained
from compare.errors import ArchiveError

LOCK: Final = "archive.lock"
"""File that is locked while somebody writes; the lock goes with its process, the file stays."""


@contextmanager
def writing(folder: str) -> Iterator[None]:
    """Be the one who writes to an archive.

    Raises:
        ArchiveError: Another one is, or the folder cannot be written.
    """
    with explained(folder):
        handle = os.open(os.path.join(folder, LOCK), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        with explained(folder):
            try:
                _lock(handle)
            except OSError as error:
                if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                    raise
                hint = "Hint: try again when it is done; reading works meanwhile."
                raise ArchiveError(
                    f"One process at a time can write to an archive. Another one writes to {folder}. {hint}"
                ) from error
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
