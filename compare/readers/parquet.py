"""Parquet: one article a row, of which only the columns that can give a field are read, some rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from compare.errors import MissingExtraError
from compare.readers.encoding import decode_text
from compare.readers.fields import NAMES, alias_of, read_record
from compare.readers.inputs import Input, size_of
from compare.readers.records import LostLine, Record, Refusal, Row

_BATCH = 512
"""Rows that are held at a time: about 1 MB of text; 4,096 are no faster."""
_BUFFER = 1 << 20
"""Bytes of a column that are read at a time, so that a row group of gigabytes is not held whole."""


def is_parquet(data: bytes) -> bool:
    """Whether the whole content of a file is Parquet."""
    return data.startswith(b"PAR1") and data.endswith(b"PAR1") and len(data) > 8


def stream_parquet(source: Input, count: Callable[[int], None] = lambda _: None) -> Iterator[Row | Record | LostLine]:
    """Yield for each row its number, from 1, and its values by column, nulls left out; or a record that needed repair.

    Args:
        source: A file, or a stream in which one can move about.
        count: Told how many bytes were read, as far as the rows tell.

    Raises:
        MissingExtraError: pyarrow is not installed, and the file was named.
        Refusal: The same of a file that was found in a folder; or it is no Parquet, or has no column for the text.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        message = "Parquet needs pyarrow, which is not installed. Hint: pip install 'newscompare[parquet]'"
        raise Refusal(message) if source.is_found else MissingExtraError(f"{source.name}: {message}") from error
    failures = (pa.ArrowException, OSError, ValueError)
    try:
        file = pq.ParquetFile(
            source.path or source.stream, buffer_size=_BUFFER, pre_buffer=False, page_checksum_verification=True
        )
    except (*failures, TypeError, AttributeError) as error:
        raise Refusal(f"is a Parquet file that cannot be opened: {_first_line(error)}.") from error
    with file:
        names = file.schema_arrow.names
        texts = [name for name in names if alias_of(name) in NAMES["text"]]
        if not texts:
            raise Refusal(f"must have a column 'text'. Its columns are {', '.join(map(repr, names[:10]))}.")
        known = {alias for aliases in NAMES.values() for alias in aliases}
        columns = [name for name in dict.fromkeys(names) if alias_of(name) in known]
        per_row = (size_of(source) or 0) / max(file.metadata.num_rows, 1)
        first, n_counted = 1, 0
        for group in range(file.num_row_groups):
            number = first
            first += file.metadata.row_group(group).num_rows
            try:
                for batch in file.iter_batches(_BATCH, row_groups=[group], columns=columns, use_threads=False):
                    for row in zip(*map(_cells, batch.columns), strict=True):
                        values = {name: cell for name, cell in zip(batch.schema.names, row, strict=True) if cell is not None}
                        yield _row(values, number)
                        number += 1
                    n_bytes = int((number - 1) * per_row)
                    count(n_bytes - n_counted)
                    n_counted = n_bytes
            except failures as error:
                reason = f"begins {first - number:,} rows of a row group that cannot be read: {_first_line(error)}."
                yield LostLine(line=number, reason=reason)
        count((size_of(source) or 0) - n_counted)


def _row(values: dict[str, Any], number: int) -> Row | Record | LostLine:
    if any(isinstance(cell, str) and "\0" in cell for cell in values.values()):
        return read_record(values, number)
    return number, values


def _cells(column: Any) -> list[Any]:
    """Return the values of a column as JSON would give them, dates as dates."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_timestamp(kind):
        if kind.unit == "ns":  # Python has microseconds; coarser times have room for more years and would wrap round
            column = column.cast(pa.timestamp("us", kind.tz), safe=False)
        return [_day_or_moment(each) for each in _values(column)]
    if pa.types.is_floating(kind):  # what pandas makes of whole numbers where some are missing
        return [int(each) if each is not None and each == each and each.is_integer() else None for each in column.to_pylist()]
    try:
        cells = _values(column)
    except UnicodeDecodeError:
        cells = column.cast(pa.binary()).to_pylist()
    return [decode_text(each)[0] if isinstance(each, bytes) else each for each in cells]


def _values(column: Any) -> list[Any]:
    """Return the values of a column; a bare number, which is no date, for days and moments that Python does not know."""
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except UnicodeDecodeError:
        raise
    except (OverflowError, ValueError, KeyError):  # after the year 9999, or in a zone that is not known here
        return [_value(each) for each in column]


def _value(cell: Any) -> Any:
    try:
        return cell.as_py()
    except (OverflowError, ValueError, KeyError):
        number = getattr(cell, "value", None)
        return float(number) if isinstance(number, int) else None


def _day_or_moment(moment: Any) -> Any:
    """Midnight without a zone is how tables without a type for days write a day."""
    if not isinstance(moment, datetime) or moment.tzinfo:
        return moment
    if (moment.hour, moment.minute, moment.second, moment.microsecond) != (0, 0, 0, 0):
        return moment
    return moment.date()


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
