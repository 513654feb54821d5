"""`sources.toml` and `sources.csv`: what a user knows about files whose text does not say it.

    ["gazette-ferries.txt"]         file,outlet,published,title,url
    outlet = "Harbour Gazette"      gazette-ferries.txt,Harbour Gazette,2021-09-07,,
    published = 2021-09-07

An entry is named by file name, path, name without suffix, or the id of a record.
"""

from __future__ import annotations

import os
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from compare.model.notices import Notice
from compare.readers.contents import read_path, refuse_binary
from compare.readers.encoding import decode_text
from compare.readers.fields import Fields, merge_fields, read_fields
from compare.readers.inputs import METADATA_FILES, Input, stem_of
from compare.readers.records import Refusal, some_of
from compare.readers.tables import delimiter_of

_FILE_COLUMNS = ("file", "filename", "path", "document", "id")
_STATED = ("outlet", "title", "published", "url")


@dataclass(slots=True, kw_only=True)
class SourceTable:
    """The entries of one metadata file.

    Args:
        name: The file, as it is shown.
        folder: Where it lies.
        entries: What it says, by the name that it gives a file or record.
        problems: What could not be used, one sentence each.
        used: Names that met an input.
        is_complete: Whether it ought to name nothing but what is read: it was named by the caller, or its whole
            folder was.
    """

    name: str
    folder: str
    entries: dict[str, Fields]
    problems: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    is_complete: bool = False

    def match(self, names: list[str]) -> Fields:
        """Return what the entries of these names say, the first name strongest."""
        found = []
        for name in names:
            key = _key(name)
            if key in self.entries and self.entries[key] not in found:
                self.used.add(key)
                found.append(self.entries[key])
        return merge_fields(found)

    def notices(self) -> list[Notice]:
        """Return its problems, and which entries name nothing that was read."""
        notices = [Notice(message=problem, source=self.name) for problem in self.problems]
        unused = [name for name in self.entries if name not in self.used]
        if not self.is_complete:
            there = {_key(name) for name in _list_folder(self.folder)}
            unused = [name for name in unused if name not in there and name not in map(stem_of, there)]
        if unused:
            entries = "1 entry names" if len(unused) == 1 else f"{len(unused):,} entries name"
            notices.append(Notice(message=f"{entries} no file that was read: {some_of(unused)}.", source=self.name))
        return notices


class SourceTables:
    """All metadata files that bear on a set of inputs: the one that was named, and those beside the files."""

    def __init__(self, named: str | os.PathLike[str] | None, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._named = None if named is None else read_sources(os.fspath(named), max_bytes)
        if self._named is not None:
            self._named.is_complete = True
        self._beside: dict[str, list[SourceTable]] = {}
        self._lost: list[Notice] = []

    def layers(self, source: Input, record_id: str | None = None, line: int | None = None) -> list[Fields]:
        """Return what these files say about an input or one record of it, strongest first."""
        own = [record_id] if record_id else []
        own += [f"{source.name}:{line}"] if line else []
        parts = source.name.split("/")
        paths = ["/".join(parts[start:]) for start in range(len(parts))]
        found = []
        if self._named is not None:
            found.append(self._named.match([*own, *paths, stem_of(source.name)]))
        for folder in _folders(source):
            for table in self._tables_in(folder):
                table.is_complete |= source.is_found
                inside = os.path.relpath(source.path, folder or ".").replace(os.sep, "/")
                found.append(table.match([*own, inside, parts[-1], stem_of(source.name)]))
        return found

    def bear_on(self, source: Input) -> bool:
        """Whether any of these files can say something about an input."""
        return self._named is not None or any(self._tables_in(folder) for folder in _folders(source))

    def notices(self) -> list[Notice]:
        """Return the notices of all files that were consulted."""
        tables = [self._named] if self._named is not None else []
        tables += [table for beside in self._beside.values() for table in beside if not self._is_named(table)]
        return self._lost + [notice for table in tables for notice in table.notices()]

    def consulted(self) -> set[str]:
        """Return the names of all files that were consulted."""
        return {table.name for beside in self._beside.values() for table in beside}

    def _is_named(self, table: SourceTable) -> bool:
        return self._named is not None and os.path.realpath(self._named.name) == os.path.realpath(table.name)

    def _tables_in(self, folder: str) -> list[SourceTable]:
        if folder not in self._beside:
            self._beside[folder] = []
            for name in METADATA_FILES:
                path = os.path.join(folder, name)
                if os.path.isfile(path):
                    try:
                        self._beside[folder].append(read_sources(path, self._max_bytes))
                    except Refusal as refusal:
                        message = f"{refusal} Its metadata are not used."
                        self._lost.append(Notice(message=message, source=path.replace(os.sep, "/")))
        return self._beside[folder]


def _folders(source: Input) -> Iterator[str]:
    """Yield the folders whose metadata bear on a file: its own, then those above it up to the one that was named."""
    if not source.path:
        return
    folder = os.path.dirname(source.path)
    yield folder
    while source.is_found and len(folder) > len(source.root.rstrip(os.sep)) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
        yield folder


def read_sources(path: str, max_bytes: int) -> SourceTable:
    """Return the entries of a `.toml` or `.csv` file.

    Raises:
        Refusal: It cannot be opened or is neither.
    """
    data = read_path(path, max_bytes)
    refuse_binary(data)
    text, problems = decode_text(data)
    table = SourceTable(name=path.replace(os.sep, "/"), folder=os.path.dirname(path), entries={}, problems=list(problems))
    if path.lower().endswith(".toml"):
        try:
            values = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            raise Refusal(f"must be TOML with one table for each file. It cannot be read: {error}.") from error
        pairs = _toml_pairs(values, table.problems)
    else:
        pairs = _csv_pairs(text, table.problems)
    for name, entry in pairs:
        fields = read_fields(entry, without=("id", "text"))
        table.problems += [f"{name!r}: {problem}" for problem in fields.problems]
        if not fields.problems and not any(getattr(fields, stated) for stated in _STATED):
            table.problems.append(f"{name!r} must state outlet, title, published or url. It has {', '.join(entry) or 'nothing'}.")
        if _key(name) in table.entries:
            table.problems.append(f"{name!r} is named twice; the first entry counts.")
        else:
            table.entries[_key(name)] = Fields(
                outlet=fields.outlet, title=fields.title, published=fields.published, url=fields.url, rest=fields.rest
            )
    return table


def _toml_pairs(values: Mapping[str, object], problems: list[str]) -> Iterator[tuple[str, Mapping[str, object]]]:
    for name, entry in values.items():
        if not isinstance(entry, Mapping):
            problems.append(f"{name!r} must be a table named like a file. Got {entry!r:.80} instead.")
            continue
        # `[gazette.txt]` without quotes is TOML for a table `txt` inside `gazette`; its meaning is plain.
        parts, held = [name], entry
        while len(held) == 1 and isinstance(inner := next(iter(held.values())), Mapping):
            parts.append(str(next(iter(held))))
            held = inner
        yield ".".join(parts), held


def _csv_pairs(text: str, problems: list[str]) -> Iterator[tuple[str, Mapping[str, object]]]:
    import csv

    lines = text.splitlines()
    delimiter = delimiter_of(lines[0]) if lines else ","
    try:
        rows = csv.DictReader(lines, delimiter=delimiter)
        columns = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
        column = next((columns[name] for name in _FILE_COLUMNS if name in columns), None)
        if column is None:
            raise Refusal(f"must have a column 'file'. Its columns are {', '.join(columns) or 'none'}.")
        for number, row in enumerate(rows, start=2):
            name = (row.pop(column) or "").strip()
            values = {key: value.strip() for key, value in row.items() if key and isinstance(value, str) and value.strip()}
            if name:
                yield name, values
            elif values:
                problems.append(f"row {number} names no file.")
    except csv.Error as error:
        raise Refusal(f"must be a CSV table. It cannot be read: {error}.") from error


def _key(name: str) -> str:
    """Composed and decomposed accents name one file, whatever the file system stores."""
    name = name if "\\" not in name or "/" in name else name.replace("\\", "/")
    return unicodedata.normalize("NFC", name.removeprefix("./"))


def _list_folder(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")
    except OSError:
        return []
