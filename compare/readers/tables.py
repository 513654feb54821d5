"""CSV and TSV: one article a row, under the same names as the fields of JSON lines.

A row that is no CSV, or has not as many cells as the header, costs itself: read on by guess it would give an article
that ends at some comma.  A quotation mark that nothing closes costs its line, not all that follows.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from compare.readers.fields import NAMES, alias_of, read_record
from compare.readers.lines import Lines
from compare.readers.records import LostLine, Record, Refusal, Row, count_of

_LONGEST = 2**31 - 1
"""What the `csv` module is told to take as a cell; its own limit of 131,072 characters is shorter than some articles.  It
is one for the whole process, so it is put back after each row."""
_MAX_REREAD = 1 << 20
"""Characters behind an open quotation mark that are read once more, as lines of their own.  Texts of articles are
shorter, so an open one is nearly always found out before."""


class _TooLongError(Exception):
    """A row, or a line of it, has more characters than it may have."""


class _Feed(Iterator[str]):
    """The lines of a table as the `csv` module wants them, of which those of the row being read are kept."""

    def __init__(self, lines: Lines, limit: int) -> None:
        self.number = 0
        self.problems: tuple[str, ...] = ()
        self._lines = lines
        self._limit = limit
        self._numbered = ((number, line) for first, batch in lines.batches() for number, line in enumerate(batch, first))
        self._again: deque[str] = deque()
        self._held: list[str] = []
        self._size = 0

    def __next__(self) -> str:
        if self._again:
            self.number += 1
            text = self._again.popleft()
        else:
            self.number, line = next(self._numbered)
            if line is None:
                self._held.append("")
                raise _TooLongError
            try:
                text = line.decode() + self._lines.newline
            except UnicodeDecodeError:
                text, problems = self._lines.decode(line)
                text += self._lines.newline
                self.problems += problems
        self._held.append(text)
        self._size += len(text)
        if self._size > self._limit:
            raise _TooLongError
        return text

    def peek(self) -> str:
        """Return the first line that is not blank, without taking it."""
        line = next((line for line in self if not line.isspace()), "")
        self._again.append(line)
        self.number -= 1
        return line

    def begin_row(self) -> int:
        """Forget the lines of the row before; return the number of the next."""
        self._held, self._size, self.problems = [], 0, ()
        return self.number + 1

    def give_back(self) -> None:
        """Offer all lines but the first of a row that cannot be read once more, unless they are too many."""
        if self._size <= _MAX_REREAD:
            self._again.extendleft(reversed(self._held[1:]))
            self.number -= len(self._held[1:])


def stream_table(lines: Lines, limit: int, suffix: str) -> Iterator[Row | Record | LostLine]:
    """Yield for each row the line it begins at and its cells by column, empty ones left out; or a record that needed repair.

    Args:
        lines: Of the file, its header first.
        limit: Most characters of a row.
        suffix: `.tsv` has tabs between its cells; else the header tells.

    Raises:
        Refusal: The header has no column for the text.
    """
    feed = _Feed(lines, limit)
    try:
        header = feed.peek()
    except _TooLongError:
        raise Refusal(f"must have a header of at most {limit:,} bytes. It has more.") from None
    rows = csv.reader(feed, delimiter="\t" if suffix == ".tsv" else delimiter_of(header), strict=True)
    columns: list[str] = []
    texts: set[str] = set()
    while True:
        number = feed.begin_row()
        try:
            own_limit = csv.field_size_limit(_LONGEST)
            try:
                cells = next(rows, None)
            finally:
                csv.field_size_limit(own_limit)
        except _TooLongError:
            yield lines.too_long(number)
            feed.give_back()
            continue
        except csv.Error as error:
            yield LostLine(line=number, reason=f"must be a row of a table. It cannot be read: {error}.")
            feed.give_back()
            continue
        if cells is None:
            return
        if not cells:
            continue
        if not columns:
            columns = [cell.strip() for cell in cells]
            texts = {column for column in columns if alias_of(column) in NAMES["text"]}
            if not texts:
                raise Refusal(f"must have a column 'text'. Its columns are {', '.join(map(repr, columns[:10]))}.")
            continue
        if len(cells) != len(columns) and (len(cells) < len(columns) or any(cells[len(columns) :])):
            reason = f"must have {count_of(len(columns), 'cell')}, as the header has. It has {len(cells):,}."
            yield LostLine(line=number, reason=reason)
            continue
        values = {column: cell for column, cell in zip(columns, cells, strict=False) if cell or column in texts}
        values.pop("", None)
        if feed.problems or "\0" in "".join(cells):
            record = read_record(values, number)
            yield replace(record, problems=feed.problems + record.problems) if isinstance(record, Record) else record
        else:
            yield number, values


def delimiter_of(header: str) -> str:
    """Return what stands between the cells of a table: the most frequent of comma, semicolon, tab and bar.

    >>> delimiter_of("id;title, in short;text")
    ';'
    """
    return max(",;\t|", key=header.count)
