r"""JSON lines: one article a line, under the field names of this program, of news services, or of passim.

A line that is broken costs that line alone.  The file is cut at `\n` only: JSON may hold U+2028 and its like
unescaped, where `str.splitlines` would cut an article in two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from compare.readers.encoding import decode_text
from compare.readers.fields import NAMES, read_fields, without_text
from compare.readers.lines import Lines
from compare.readers.records import LostLine, Record, repair_text, repair_values

_UNUSABLE = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")
"""Escapes that can make a lone surrogate or NUL; nothing else in a line of valid UTF-8 can."""


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
    fields = read_fields(values, without=[name for name in NAMES if name != "text"])
    if fields.text is None:
        return LostLine(line=number, reason=without_text(values))
    text, problems = repair_text(fields.text)
    rest = dict(fields.rest)
    if "\\u" in line:  # only an escape can make what cannot be written as UTF-8
        rest = {str(repair_values(key)): repair_values(value) for key, value in rest.items()}
    return Record(text=text, fields=rest, line=number, problems=problems)


def stream_json_lines(lines: Lines) -> Iterator[tuple[int, dict[str, Any]] | Record | LostLine]:
    """Yield for each line its number and values, if no character in it needs repair; else what `read_json_line` gives."""
    parse = json.JSONDecoder().raw_decode
    is_suspect = _UNUSABLE.search
    for first, batch in lines.batches():
        for number, line in enumerate(batch, first):
            if line is None:
                yield lines.too_long(number)
                continue
            try:
                text = line.decode()
                values, end = parse(text)
            except (ValueError, RecursionError):
                pass
            else:
                is_whole = end == len(text) or not text[end:].strip(" \t\r")
                if is_whole and type(values) is dict and (_is_plain(text, values) or not is_suspect(line)):
                    yield number, values
                    continue
            if line and not line.isspace():
                yield _read_doubtful(line, number, lines)


def _is_plain(line: str, values: dict[str, Any]) -> bool:
    """Whether a line and its values are ASCII without NUL, which is told in less time than to look for escapes."""
    if not line.isascii():
        return False
    try:
        joined = "".join(values.values())
    except TypeError:
        return False
    return joined.isascii() and "\0" not in joined


def _read_doubtful(line: bytes, number: int, lines: Lines) -> Record | LostLine:
    try:
        text, problems = line.decode(), ()
    except UnicodeDecodeError:
        text, problems = lines.decode(line)
    record = read_json_line(text, number)
    return replace(record, problems=problems + record.problems) if problems and isinstance(record, Record) else record
