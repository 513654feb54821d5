r"""JSON lines: one article a line, under the field names of this program, of news services, or of passim.

A line that is broken costs that line alone.  The file is cut at `\n` only: JSON may hold U+2028 and its like
unescaped, where `str.splitlines` would cut an article in two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from compare.readers.encoding import decode_text
from compare.readers.fields import NAMES, read_fields
from compare.readers.records import LostLine, Record, repair_text, repair_values


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
            yield _read_line(line, number)


def _read_line(line: str, number: int) -> Record | LostLine:
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
        have = ", ".join(map(repr, list(values)[:6])) or "none"
        return LostLine(line=number, reason=f"must have a 'text' that is a string and not empty. Its fields are {have}.")
    text, problems = repair_text(fields.text)
    rest = dict(fields.rest)
    if "\\u" in line:  # only an escape can make what cannot be written as UTF-8
        rest = {str(repair_values(key)): repair_values(value) for key, value in rest.items()}
    return Record(text=text, fields=rest, line=number, problems=problems)
