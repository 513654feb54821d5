r"""JSON lines: one article a line, under the field names of this program, of news services, or of passim.

A line that is broken costs that line alone.  The file is cut at `\n` only: JSON may hold U+2028 and its like
unescaped, where `str.splitlines` would cut an article in two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from compare.readers.encoding import decode_text
from compare.readers.fields import read_record
from compare.readers.lines import Lines
from compare.readers.records import LostLine, Record, Row

_UNUSABLE = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")
"""Escapes that can make a lone surrogate or NUL; nothing else in a line of valid UTF-8 can."""

_UNCLEAR = "\0"
"""Where the values cannot be joined to look at all of them at once; most lines of ASCII can, in a third of the time
that it takes to look for escapes."""


def read_json_lines(data: bytes | str) -> tuple[Iterator[Record | LostLine], tuple[str, ...]]:
    """Return the records of a file, one at a time, and what a reader must know about the file."""
    text, problems = (data.removeprefix("\ufeff"), ()) if isinstance(data, str) else decode_text(data)
    return _read_lines(text), problems


def _read_lines(text: str) -> Iterator[Record | LostLine]:
    newline = "\n" if "\n" in text else "\r"
    start, number = 0, 0
    while start < len(text):
        end = text.find(newline, start)
        end = len(text) if end < 0 else end
        number += 1
        line = text[start:end]
        start = end + 1
        if line and not line.isspace():
            yield read_json_line(line, number)


def read_json_line(line: str, number: int) -> Record | LostLine:
    """Return the article of one line, or why it gives none."""
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        got = f"Got {line.strip()[:40]!r}: {error.msg} at column {error.colno}."
        return LostLine(line=number, reason=f"must hold one JSON object. {got}")
    except (ValueError, RecursionError) as error:
        return LostLine(line=number, reason=f"holds JSON that cannot be read: {error}.")
    if not isinstance(values, dict):
        return LostLine(line=number, reason=f"must hold one JSON object. Got {line.strip()[:40]!r} instead.")
    # Only an escape can make what cannot be written as UTF-8.
    return read_record(values, number, is_clean="\\u" not in line and "\0" not in line)


def stream_json_lines(lines: Lines) -> Iterator[Row | Record | LostLine]:
    """Yield for each line its number and values, if no character in it needs repair; else what `read_json_line` gives."""
    # What `json.loads` calls in the end.
    parse = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
    is_suspect = _UNUSABLE.search
    for first, batch in lines.batches():
        for number, line in enumerate(batch, first):
            if line is None:
                yield lines.too_long(number)
                continue
            try:
                text = line.decode()
                values, end = parse(text, 0)
            except (ValueError, RecursionError, StopIteration):
                values = None
            if type(values) is dict and (end == len(text) or not text[end:].strip(" \t\r")):
                try:
                    joined = "".join(values.values()) if text.isascii() else _UNCLEAR
                except TypeError:
                    joined = _UNCLEAR
                if ("\0" not in joined and joined.isascii()) or not is_suspect(line):
                    yield number, values
                    continue
            if line and not line.isspace():
                yield _read_doubtful(line, number, lines)


def _read_doubtful(line: bytes, number: int, lines: Lines) -> Record | LostLine:
    problems: tuple[str, ...] = ()
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text, problems = lines.decode(line)
    record = read_json_line(text, number)
    return replace(record, problems=problems + record.problems) if problems and isinstance(record, Record) else record
