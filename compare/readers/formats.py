"""Which reader a file gets: by its suffix, or by its first characters if that tells nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import chain

from compare.readers.chunks import read_chunks
from compare.readers.contents import looks_like_html, looks_like_json_lines, read_path, read_stream, refuse_binary
from compare.readers.encoding import decode_text
from compare.readers.fields import read_record
from compare.readers.front_matter import split_front_matter
from compare.readers.inputs import LINES, PAGES, PARQUET, PLAIN, SUFFIXES, TABLES, Input, size_of, suffix_of
from compare.readers.json_lines import read_json_lines, stream_json_lines
from compare.readers.lines import Lines
from compare.readers.parquet import is_parquet, stream_parquet
from compare.readers.records import EmptyRefusal, LostLine, Record, Row, repair_characters, repair_text
from compare.readers.tables import stream_table


def read_records(source: Input, max_bytes: int) -> tuple[Iterator[Record | LostLine], Sequence[str]]:
    """Return the records of one input, and what a reader must know about it.

    Raises:
        EmptyRefusal: Nothing but blanks is there.
        MissingExtraError: It is Parquet, and pyarrow is not installed.
        Refusal: It cannot be opened, is too large, or holds no article.
    """
    content = read_path(source.path, max_bytes) if source.path else read_stream(source.stream, max_bytes)
    suffix = suffix_of(source.name)
    if isinstance(content, bytes):
        if suffix in PARQUET or is_parquet(content):
            return _records(stream_parquet(replace(source, path="", stream=BytesIO(content)))), ()
        refuse_binary(content)
    if not content.strip():
        raise EmptyRefusal("is empty.")
    if suffix in LINES:
        return read_json_lines(content)
    if suffix in TABLES:
        data = content if isinstance(content, bytes) else repair_characters(content)[0].encode()
        lines = Lines(iter((data,)), max_bytes)
        return _records(stream_table(lines, max_bytes, suffix)), lines.problems
    if suffix in PAGES:
        return _one(_read_page(content))
    if suffix in PLAIN:
        return _one(read_plain(content))
    if looks_like_html(content):
        return _one(_read_page(content))
    text = content if isinstance(content, str) else decode_text(content)[0]
    return read_json_lines(content) if looks_like_json_lines(text) else _one(read_plain(content))


def stream_rows(
    source: Input, max_bytes: int, count: Callable[[int], None]
) -> tuple[Iterator[Row | Record | LostLine], Sequence[str]]:
    """Return the records of one input of whatever size, and what a reader must know about it, complete at their end.

    Args:
        source: A stream is JSON lines, unless its name says otherwise.
        max_bytes: Most that one record may have, or a file that is one article.
        count: Told how many bytes were read.

    Raises:
        MissingExtraError: It is Parquet, and pyarrow is not installed.
        Refusal: It cannot be opened, or holds no article.
    """
    suffix = suffix_of(source.name)
    if suffix not in SUFFIXES:
        suffix = _look_inside(source)
    if suffix in PARQUET:
        return stream_parquet(source, count), ()
    if suffix in (*PLAIN, *PAGES, ""):
        records, problems = read_records(source, max_bytes)
        count(size_of(source) or 0)
        return records, problems
    lines = Lines(read_chunks(source, count), max_bytes)
    return stream_json_lines(lines) if suffix in LINES else stream_table(lines, max_bytes, suffix), lines.problems


def _look_inside(source: Input) -> str:
    """Return the suffix that a file without one deserves; none if it is one article."""
    if size_of(source) is None or not source.path:
        return LINES[0]  # what was read from a pipe to look at it would be gone
    head = next(read_chunks(source, lambda _: None), b"")
    if head.startswith(b"PAR1"):
        return PARQUET[0]
    text = decode_text(head)[0].lstrip()
    is_lines = looks_like_json_lines(text) if "\n" in text else text.startswith("{")
    return LINES[0] if is_lines else ""


def read_plain(content: bytes | str) -> Record:
    """Return the article of a plain text or Markdown file: what follows its front matter, verbatim.

    Raises:
        EmptyRefusal: Nothing but front matter and blanks is there.
    """
    text, problems = (content.removeprefix("\ufeff"), ()) if isinstance(content, str) else decode_text(content)
    fields, body, more = split_front_matter(text)
    body, repaired = repair_text(body)
    if not body.strip():
        raise EmptyRefusal("holds front matter but no text." if fields else "is empty.")
    return Record(text=body, fields=fields, problems=problems + more + repaired)


def _read_page(content: bytes | str) -> Record:
    from compare.readers.html_pages import read_html

    return read_html(content)


def _records(rows: Iterator[Row | Record | LostLine]) -> Iterator[Record | LostLine]:
    """Return rows as records; the first is read at once, since only then a table without a column for texts is refused."""
    first = next(rows, None)
    rows = rows if first is None else chain((first,), rows)
    return (read_record(row[1], row[0], is_clean=True) if isinstance(row, tuple) else row for row in rows)


def _one(record: Record) -> tuple[Iterator[Record | LostLine], tuple[str, ...]]:
    return iter((record,)), ()
