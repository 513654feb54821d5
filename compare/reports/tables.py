"""The tables of a comparison as CSV files, and the comparison as JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from compare.model.comparison import Comparison
from compare.model.tables import COLUMNS, TABLES, matrix_columns

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_json(comparison: Comparison) -> bytes:
    """Return the published JSON in UTF-8, keys in the order of the schema; lone surrogates stand as escapes."""
    return (json.dumps(comparison.to_dict(), ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="backslashreplace")


def render_tables(comparison: Comparison) -> dict[str, bytes]:
    """Return every table by its file name."""
    return {f"{name}.csv": _render(name, build(comparison), comparison) for name, build in TABLES.items()}


def _render(name: str, rows: Sequence[Mapping[str, Any]], comparison: Comparison) -> bytes:
    columns = [*COLUMNS[name], *(matrix_columns(comparison) if name == "matrix" else ())]
    lines = [_line([guard_cell(column) for column in columns])]
    lines += [_line([guard_cell(row.get(column)) for column in columns]) for row in rows]
    return "".join(lines).encode("utf-8", errors="backslashreplace")


def _line(cells: list[Any]) -> str:
    """Return one row; the writer quotes only those line breaks that its own line end has, so it gets both."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"


def guard_cell(value: Any) -> Any:
    """Return a value as a cell that no spreadsheet takes for a formula.

    An apostrophe in front of the text is what spreadsheets themselves use to say "this is text".

    >>> guard_cell("=HYPERLINK(1)"), guard_cell("Ferry sank"), guard_cell(True), guard_cell(None), guard_cell(0.25)
    ("'=HYPERLINK(1)", 'Ferry sank', 'true', '', 0.25)
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.lstrip(" \n").startswith(_FORMULA):
        return f"'{value}"
    return value
