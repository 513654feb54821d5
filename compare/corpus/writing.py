"""Matches and clusters as files: JSON lines, CSV or Parquet, whole or not at all.

In JSON lines a cluster is one line with its passages; in tables each passage is a row.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Literal, get_args

from compare.errors import MissingExtraError, OutputError
from compare.reports.files import Fill, write_files

if TYPE_CHECKING:
    from compare.corpus.result import Result

Format = Literal["parquet", "jsonl", "csv"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

MATCH_COLUMNS: Final = (
    "left", "left_outlet", "left_published", "left_start", "left_end",
    "right", "right_outlet", "right_published", "right_start", "right_end",
    "similarity", "kind", "cluster",
)  # fmt: skip
CLUSTER_COLUMNS: Final = ("cluster", "kind", "document", "outlet", "published", "start", "end", "n_documents", "text")
_NUMBERS: Final = ("left_start", "left_end", "right_start", "right_end", "start", "end", "n_documents")
_ROWS: Final = 50_000
"""Rows that are held at once."""

Columns = dict[str, list[Any]]


def check_output(path: Path) -> None:
    """Make sure, before the long work, that a result can be written.

    Raises:
        OutputError: The format is unknown, or nothing can be written there.
        MissingExtraError: Parquet is asked for, and PyArrow is not installed.
    """
    if _format_of(path) == "parquet":
        _import_parquet()
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "a folder stands where the file must go")
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise OutputError(f"{path}: the result cannot be written: {error.strerror or error}.") from error


def _format_of(path: Path) -> Format:
    """Return the format that the ending of a file says.

    Raises:
        OutputError: It says none that is known.
    """
    ending = path.suffix.removeprefix(".").lower()
    for each in FORMATS:
        if ending == each:
            return each
    raise OutputError(f"{path}: the result must end in {', '.join(f'.{each}' for each in FORMATS)}.")


def write_result(result: Result, matches: Path, clusters: Path) -> None:
    """Write both tables; either both stand there afterwards, or everything is as before.

    Raises:
        OutputError: A file cannot be written.
    """
    write = {"parquet": _write_parquet, "csv": _write_csv, "jsonl": _write_lines}[_format_of(matches)]
    contents: dict[str, bytes | Fill] = {
        matches.name: partial(write, _match_batches(result), is_match=True),
        clusters.name: partial(write, _cluster_batches(result), is_match=False),
    }
    write_files(matches.parent, contents, "result")


def _match_batches(result: Result) -> Iterator[Columns]:
    """Yield matches as columns, `_ROWS` at a time."""
    describe = _Describer(result)
    cluster_ids = list(map(result.name_cluster, range(result.groups.n_clusters)))
    for begin in range(0, max(len(result.passages), 1), _ROWS):
        chosen = slice(begin, begin + _ROWS)
        columns: Columns = {}
        for side in ("left", "right"):
            documents = getattr(result.passages, f"{side}_document")[chosen].tolist()
            columns |= describe.documents(documents, side, f"{side}_outlet", f"{side}_published")
            columns[f"{side}_start"] = getattr(result.passages, f"{side}_start")[chosen].tolist()
            columns[f"{side}_end"] = getattr(result.passages, f"{side}_end")[chosen].tolist()
        numbers = result.groups.cluster_of[chosen].tolist()
        columns["similarity"] = result.similarity[chosen].round(4).tolist()
        columns["kind"] = [result.kinds[number] for number in numbers]
        columns["cluster"] = [cluster_ids[number] for number in numbers]
        yield {name: columns[name] for name in MATCH_COLUMNS}


def _cluster_batches(result: Result) -> Iterator[Columns]:
    """Yield the passages of clusters as columns, about `_ROWS` at a time, the clusters whole."""
    import numpy as np

    describe, groups = _Describer(result), result.groups
    bounds, n_documents = groups.bounds, groups.count_documents().tolist()
    begin = 0
    while True:
        end = min(max(int(np.searchsorted(bounds, bounds[begin] + _ROWS)), begin + 1), groups.n_clusters)
        members = slice(int(bounds[begin]), int(bounds[end]))
        numbers = np.repeat(np.arange(begin, end), np.diff(bounds[begin : end + 1])).tolist()
        names = {number: result.name_cluster(number) for number in range(begin, end)}
        columns = describe.documents(groups.document[members].tolist(), "document", "outlet", "published")
        columns |= {
            "cluster": [names[number] for number in numbers],
            "kind": [result.kinds[number] for number in numbers],
            "start": groups.start[members].tolist(),
            "end": groups.end[members].tolist(),
            "n_documents": [n_documents[number] for number in numbers],
            "text": [result.texts[number] for number in numbers],
        }
        yield {name: columns[name] for name in CLUSTER_COLUMNS}
        begin = end
        if begin >= groups.n_clusters:
            return


class _Describer:
    """Looks up what rows say about documents."""

    def __init__(self, result: Result) -> None:
        self._roster = result.roster
        self._days: dict[int, str | None] = {0: None}

    def documents(self, numbers: list[int], *names: str) -> Columns:
        """Return columns with id, outlet and day of documents, under these names."""
        roster = self._roster
        outlets = [*roster.spelt, None]  # -1 is unknown
        return {
            names[0]: [roster.ids[number] for number in numbers],
            names[1]: [outlets[roster.spellings[number]] for number in numbers],
            names[2]: [self._day(number) for number in numbers],
        }

    def _day(self, number: int) -> str | None:
        ordinal = self._roster.days[number]
        if ordinal not in self._days:
            self._days[ordinal] = str(self._roster.day(number))
        return self._days[ordinal]


def _write_lines(table: Iterator[Columns], stream: IO[bytes], *, is_match: bool) -> None:
    write = json.JSONEncoder(ensure_ascii=False).encode
    for columns in table:
        lines = _match_lines(columns, write) if is_match else _cluster_lines(columns, write)
        stream.write("".join(lines).encode("utf-8", "replace"))


def _match_lines(columns: Columns, write: Callable[[Any], str]) -> Iterator[str]:
    heads: dict[tuple[Any, ...], str] = {}

    def place(document: str, outlet: str | None, published: str | None, start: int, end: int) -> str:
        key = (document, outlet, published)
        if key not in heads:
            known = {"document": document, "outlet": outlet, "published": published}
            heads[key] = write(known)[:-1]
        return f'{heads[key]}, "start": {start}, "end": {end}}}'

    for a, b, c, d, e, f, g, h, i, j, similarity, kind, cluster in zip(*columns.values(), strict=True):
        left, right = place(a, b, c, d, e), place(f, g, h, i, j)
        tail = f'"similarity": {similarity}, "kind": "{kind}", "cluster": {write(cluster)}'
        yield f'{{"left": {left}, "right": {right}, {tail}}}\n'


def _cluster_lines(columns: Columns, write: Callable[[Any], str]) -> Iterator[str]:
    passages: list[dict[str, Any]] = []
    last: tuple[Any, ...] | None = None

    def line() -> str:
        assert last is not None
        cluster, kind, n_documents, text = last
        return write({"id": cluster, "kind": kind, "n_documents": n_documents, "text": text, "passages": passages}) + "\n"

    for cluster, kind, document, outlet, published, start, end, n_documents, text in zip(*columns.values(), strict=True):
        head = (cluster, kind, n_documents, text)
        if last is not None and head != last:
            yield line()
            passages = []
        last = head
        passages.append({"document": document, "outlet": outlet, "published": published, "start": start, "end": end})
    if last is not None:
        yield line()


def _write_csv(table: Iterator[Columns], stream: IO[bytes], *, is_match: bool) -> None:
    import io

    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(MATCH_COLUMNS if is_match else CLUSTER_COLUMNS)
    for columns in table:
        writer.writerows(zip(*columns.values(), strict=True))
    text.detach()


def _write_parquet(table: Iterator[Columns], stream: IO[bytes], *, is_match: bool) -> None:
    pa, pq = _import_parquet()
    kinds = {name: pa.int64() for name in _NUMBERS} | {"similarity": pa.float64()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in (MATCH_COLUMNS if is_match else CLUSTER_COLUMNS)])
    with pq.ParquetWriter(stream, schema) as writer:
        for columns in table:
            writer.write_table(pa.table(columns, schema=schema))


def _import_parquet() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        message = "Parquet needs the package pyarrow. Hint: pip install 'newscompare[parquet]', or name a .jsonl or .csv file."
        raise MissingExtraError(message) from error
    return pa, pq
