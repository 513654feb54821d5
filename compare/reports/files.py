"""Write a report: all of its files or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

from compare.errors import OutputError

Fill = Callable[[IO[bytes]], None]
"""Writes the content of a file that is too long to be held."""


def write_files(directory: str | Path, contents: Mapping[str, bytes | Fill], what: str = "report") -> tuple[Path, ...]:
    """Put files into a folder, made if missing; either all of them stand there afterwards, or everything is as before.

    The files are written into a temporary folder inside (one file system, so that moving cannot fail half way for
    want of space), then moved into place; what stood there is kept aside until all have been moved.

    Args:
        directory: Where to.
        contents: Of each file by its name.
        what: Named in messages.

    Returns:
        The paths, in the order of `contents`.

    Raises:
        OutputError: The folder cannot be made or written; names it and the reason.
    """
    folder = Path(directory)
    made: list[Path] = []
    scratch: Path | None = None
    try:
        for each in (*reversed(folder.parents), folder):
            if not each.is_dir():
                each.mkdir()
                made.append(each)
        scratch = Path(tempfile.mkdtemp(prefix=".newscompare-", dir=folder))
        for name, content in contents.items():
            _fill(scratch / name, content)
        _move(folder, scratch, list(contents))
    except OSError as error:
        _clear(scratch, made)
        where = error.filename2 or error.filename or folder
        reason = error.strerror or str(error)
        detail = f" ({where})" if str(where) != str(folder) and scratch is None else ""
        raise OutputError(f"The {what} cannot be written to {folder}: {reason}{detail}.") from error
    except BaseException:
        _clear(scratch, made)
        raise
    _clear(scratch, [])
    return tuple(folder / name for name in contents)


def write_file(path: str | Path, content: bytes) -> Path:
    """Write one file, whole or not at all; its folder is made if missing, and a link leads to the file that is written.

    What is no file (a device, a pipe) is written as it comes.

    Raises:
        OutputError: The file cannot be written; names it and the reason.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(content)  # moving a file there would take the device away
        else:
            write_files(target.parent, {target.name: content})
    except (OSError, ValueError) as error:
        raise OutputError(f"The result cannot be written to {path}: {getattr(error, 'strerror', None) or error}.") from error
    except OutputError as error:
        cause = error.__cause__
        reason = getattr(cause, "strerror", None) or cause or error
        raise OutputError(f"The result cannot be written to {path}: {reason}.") from error
    return Path(path)


def _fill(path: Path, content: bytes | Fill) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    with path.open("wb") as stream:
        content(stream)
        stream.flush()
        os.fsync(stream.fileno())  # what took long to make is on the disk before anything is put away


def _move(folder: Path, scratch: Path, names: list[str]) -> None:
    """Move files from `scratch` into `folder`; when one cannot be moved, bring all others back."""
    aside = scratch / "before"
    aside.mkdir()
    done: list[str] = []
    try:
        for name in names:
            done.append(name)
            if (folder / name).is_dir():
                raise IsADirectoryError(21, "a folder stands where a file must go", str(folder / name))
            if (folder / name).exists() or (folder / name).is_symlink():
                os.replace(folder / name, aside / name)
            os.replace(scratch / name, folder / name)
    except BaseException:
        for name in done:
            if (aside / name).exists() or (aside / name).is_symlink():
                os.replace(aside / name, folder / name)
            elif not (scratch / name).exists():
                (folder / name).unlink(missing_ok=True)
        raise


def _clear(scratch: Path | None, made: list[Path]) -> None:
    if scratch is not None:
        shutil.rmtree(scratch, ignore_errors=True)
    for folder in reversed(made):
        try:
            folder.rmdir()
        except OSError:
            return
