"""From what the caller names to the files that are read: paths, folders, globs, stdin, file objects."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, TypeAlias

from compare.errors import InputError
from compare.model.notices import Notice
from compare.readers.records import count_of, some_of

Source: TypeAlias = "str | os.PathLike[str] | IO[str] | IO[bytes]"
"""A file, a folder, a glob, `-` for stdin, or an open file."""

PLAIN = (".txt", ".text", ".md", ".markdown")
PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv")
PARQUET = (".parquet", ".pq")
SUFFIXES = (*PLAIN, *PAGES, *LINES, *TABLES, *PARQUET)
PACKED = (".gz", ".bz2", ".xz", ".zst")
METADATA_FILES = ("sources.toml", "sources.csv")
_SILENT = (*METADATA_FILES, "gold.toml", "newscompare.toml", "pyproject.toml")
"""Files that belong to a story or a project without being articles."""
_OWN_REPORTS = {
    "report.html": b'name="generator" content="newscompare"',
    "report.md": b"Compared by newscompare.",
    "claims.csv": b"id,document,start,end,text,speaker,",
    "clusters.csv": b"cluster,kind,reason,document,start,end,",
    "coverage.csv": b"document,other,share,",
    "documents.csv": b"id,outlet,title,published,url,length",
    "excluded.csv": b"exclusion,reason,document,start,end,text",
    "matches.csv": b"left,left_start,left_end,right,",
    "matrix.csv": b"row,claim,weight,",
}
"""Files that this program writes, and what each has in its head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing to read.

    Args:
        name: As the caller named it, in POSIX form; `-` for stdin.
        path: File to open; empty for a stream.
        stream: Open file.
        root: Folder that was named, if the file was found in it; else the file's own folder.
        is_found: Whether it was found in a folder, and not named itself.
    """

    name: str
    path: str = ""
    stream: Any = None
    root: str = ""
    is_found: bool = False


@dataclass(slots=True)
class Gathered:
    """Inputs in order, and what was found on the way to them."""

    inputs: list[Input] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    refusals: list[Notice] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def gather_inputs(sources: Source | Iterable[Source]) -> Gathered:
    """Return what is to be read, in the order in which it was named; folders by name.

    Hidden files, links to folders and files of other kinds are left out of folders.

    Raises:
        InputError: Nothing is named, or a path does not exist; names all such paths.
    """
    named: list[Any] = [sources] if isinstance(sources, (str, os.PathLike)) or hasattr(sources, "read") else list(sources)
    if not named:
        raise InputError("At least one article must be named. Got none. Hint: name files, a folder, or - for stdin.")
    gathered = Gathered()
    missing: list[str] = []
    for source in named:
        if hasattr(source, "read"):
            gathered.inputs.append(Input(name=_stream_name(source), stream=source))
        elif not isinstance(source, (str, os.PathLike)):
            raise InputError(f"A source must be a path or an open file. Got {source!r:.80} instead.")
        elif source == "-":
            gathered.inputs.append(Input(name="-", stream=getattr(sys.stdin, "buffer", sys.stdin)))
        else:
            missing += _gather_path(os.fsdecode(source), gathered)
    if missing:
        raise InputError(" ".join(missing))
    _drop_repeated(gathered)
    return gathered


def _gather_path(path: str, gathered: Gathered) -> list[str]:
    """Add the files of one path or glob; return what is wrong with it."""
    if _exists(path):
        _gather_existing(path, gathered)
        return []
    if any(sign in path for sign in "*?["):
        from glob import glob

        try:
            found = sorted(glob(path, recursive=True), key=lambda name: name.split(os.sep))  # as the files of a folder
        except ValueError:  # NUL in the pattern
            found = []
        for each in found:
            if not (os.path.isdir(each) and "**" in path):
                _gather_existing(each, gathered, is_glob=True)
        if found:
            return []
        return [f"{_posix(path)!r:.200} matches no file."]
    return [f"{_posix(path)!r:.200} does not exist.{_hint(path)}"]


def _exists(path: str) -> bool:
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        return error.errno not in (errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)  # else reading it tells what is wrong
    return True


def _hint(path: str) -> str:
    if path.startswith(("http://", "https://")):
        return " Hint: nothing is fetched from the web; save the page and name the file."
    from difflib import get_close_matches

    try:
        beside = sorted(os.listdir(os.path.dirname(path) or "."))[:5_000]
    except (OSError, ValueError):
        return ""
    close = get_close_matches(os.path.basename(path)[:255], beside, n=1)
    return f" Did you mean {_posix(os.path.join(os.path.dirname(path), close[0]))!r}?" if close else ""


def _gather_existing(path: str, gathered: Gathered, *, is_glob: bool = False) -> None:
    if os.path.isdir(path):
        _gather_folder(path, gathered)
        return
    if os.path.basename(path) in _SILENT:
        if not is_glob and os.path.basename(path) not in METADATA_FILES:
            gathered.notices.append(Notice(message="holds settings, not an article; left out.", source=_posix(path)))
        gathered.skipped.append(_posix(path))
        return
    gathered.inputs.append(Input(name=_posix(path), path=path, root=os.path.dirname(path)))


def _gather_folder(folder: str, gathered: Gathered) -> None:
    others: Counter[str] = Counter()
    own: list[str] = []
    before = len(gathered.inputs)
    for path in _walk(folder, gathered):
        name = os.path.basename(path)
        if name in _OWN_REPORTS and _is_own_report(path):
            own.append(path)
        elif name in _SILENT:
            continue
        elif suffix_of(name) in SUFFIXES:
            gathered.inputs.append(Input(name=_posix(path), path=path, root=folder, is_found=True))
        else:
            others[os.path.splitext(name)[1].lower() or "no suffix"] += 1
    gathered.notices += [
        Notice(message="is a report of newscompare, not an article; left out.", source=_posix(path)) for path in own
    ]
    n_others = sum(others.values())
    kinds = ", ".join(f"{_posix(kind)} {n}" for kind, n in sorted(others.items(), key=lambda each: (-each[1], each[0]))[:5])
    if len(gathered.inputs) == before and not any(refusal.source == _posix(folder) for refusal in gathered.refusals):
        held = f"It holds {count_of(n_others, 'file')} of other kinds ({kinds})" if n_others else "It holds no file"
        reason = f"must hold articles. {held}. Hint: .txt, .md, .html, .jsonl, .csv and .parquet are read."
        gathered.refusals.append(Notice(message=reason, source=_posix(folder)))
    elif n_others:
        message = f"{count_of(n_others, 'file')} of other kinds {'is' if n_others == 1 else 'are'} left out ({kinds})."
        gathered.notices.append(Notice(message=message, source=_posix(folder)))


def _is_own_report(path: str) -> bool:
    """Whether a file says in its head that this program wrote it."""
    try:
        with open(path, "rb") as file:
            head = file.read(2_000)
    except OSError:
        return False
    return _OWN_REPORTS[os.path.basename(path)] in head


def _walk(folder: str, gathered: Gathered) -> Iterator[str]:
    """Yield the regular files below a folder, by name; an own stack, since folders can be nested deeper than calls."""
    stack: list[tuple[str, bool]] = [(folder, True)]
    while stack:
        path, is_folder = stack.pop()
        if not is_folder:
            yield path
            continue
        try:
            with os.scandir(path) as entries:
                listed = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            message = f"is a folder that cannot be opened: {error.strerror or error}."
            gathered.refusals.append(Notice(message=message, source=_posix(path)))
            continue
        for entry in listed:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                stack.append((entry.path, True))
            elif entry.is_symlink() and entry.is_dir():
                message = "is a link to a folder and is not followed. Hint: name that folder itself."
                gathered.notices.append(Notice(message=message, source=_posix(entry.path)))
            elif entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path)):
                stack.append((entry.path, False))


def _drop_repeated(gathered: Gathered) -> None:
    """Keep the first of several inputs that are one file."""
    seen: dict[object, str] = {}
    kept, repeated = [], []
    for each in gathered.inputs:
        key: object = os.path.realpath(each.path) if each.path else id(each.stream)
        if key in seen:
            repeated.append((each.name, seen[key]))
        else:
            seen[key] = each.name
            kept.append(each)
    gathered.inputs = kept
    if len(repeated) == 1:
        name, first = repeated[0]
        same = "is named twice" if name == first else f"is the same file as {first}"
        gathered.notices.append(Notice(message=f"{same} and is read once.", source=name))
    elif repeated:
        message = f"{len(repeated):,} files are named more than once and read once: {some_of([name for name, _ in repeated])}."
        gathered.notices.append(Notice(message=message))


def suffix_of(name: str) -> str:
    """Return the suffix that tells the format, without that of a packing.

    >>> suffix_of("news.JSONL.gz"), suffix_of("notes")
    ('.jsonl', '')
    """
    stem, suffix = os.path.splitext(name.lower())
    return os.path.splitext(stem)[1] if suffix in PACKED else suffix


def stem_of(name: str) -> str:
    """Return a file's name without folder and suffix.

    >>> stem_of("texts/drills/gazette.html"), stem_of("news.jsonl.gz"), stem_of("-")
    ('gazette', 'news', 'stdin')
    """
    if name == "-":
        return "stdin"
    base = name.rsplit("/", 1)[-1]
    stem, suffix = os.path.splitext(base)
    return (os.path.splitext(stem)[0] if suffix.lower() in PACKED else stem).strip() or "document"


def size_of(source: Input) -> int | None:
    """Return the size of a file in bytes, or of the file behind a stream; None if there is none."""
    status = _look_up(source)
    return None if status is None else status.st_size


def changed_at(source: Input) -> int | None:
    """Return when a file was changed last, in nanoseconds since 1970; None for a stream."""
    status = _look_up(source) if source.path else None
    return None if status is None else status.st_mtime_ns


def _look_up(source: Input) -> os.stat_result | None:
    try:
        status = os.stat(source.path) if source.path else os.fstat(source.stream.fileno())
    except (OSError, AttributeError, ValueError):
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def _stream_name(stream: Any) -> str:
    name = getattr(stream, "name", None)
    return _posix(name) if isinstance(name, str) and name not in ("<stdin>", "") else "-" if name == "<stdin>" else "input"


def _posix(path: str) -> str:
    """Return a path as it is shown: forward slashes, and no characters that cannot be written."""
    return Path(path).as_posix().encode("utf-8", errors="replace").decode("utf-8") if path else path
