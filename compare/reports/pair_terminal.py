"""Two articles side by side on the terminal: two columns where there is room, plain lines in a pipe."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compare.reports.cells import Cell
from compare.reports.side_by_side import Mark, PairView, RowView
from compare.reports.sources import Source
from compare.reports.wording import clean_label, count, shorten

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_LEAST_WIDTH = 80
"""Columns of a terminal that has room for two texts; on a narrower one they stand one under the other."""
_SHOWN = 2
"""Sentences without a counterpart that are shown; more are folded to how the first begins."""
_BEGINNING = 90
_STOPS = (".", "!", "?", '"', "”")
_PARAGRAPHS = re.compile(r"\s*\n\s*\n\s*")
_SIDES = ("<", ">")
_SIGNS: dict[tuple[Mark, int], tuple[str, str]] = {
    ("only", 0): ("[-", "-]"),
    ("only", 1): ("{+", "+}"),
    ("same", 0): ("{=", "=}"),
    ("same", 1): ("{=", "=}"),
}
_STYLES: dict[tuple[Mark, int], str] = {
    ("only", 0): "red strike",
    ("only", 1): "green bold underline",
    ("same", 0): "bold underline",
    ("same", 1): "bold underline",
    ("left_out", 0): "dim italic",
    ("left_out", 1): "dim italic",
}


def print_pair(view: PairView, *, show_all: bool = False) -> None:
    """Print both articles on stdout, with `rich` on a terminal, plain otherwise.

    Args:
        view: What is printed.
        show_all: Whether sentences without a counterpart are shown however many there are.
    """
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        from rich.console import Console

        print_rich(view, Console(highlight=False), show_all=show_all)
        return
    text = render_pair_plain(view, show_all=show_all)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, errors="replace").decode(encoding))


def render_pair_plain(view: PairView, *, show_all: bool = False) -> str:
    """Return both articles as plain text: a line a row and side, `12 < ` for the left and `12 > ` for the right one."""
    return "\n".join(_plain(view, show_all=show_all)) + "\n"


def _plain(view: PairView, *, show_all: bool) -> Iterator[str]:
    yield f"{view.left.name} against {view.right.name}"
    yield ""
    yield f"Left:  {_about(view.left)}"
    yield f"Right: {_about(view.right)}"
    yield ""
    yield from _facts(view)
    if view.rows:
        yield ""
        yield f"< left, > right, = both the same; {_signs()}"
    for row in view.rows:
        yield ""
        yield f"{row.number} {row.heading}"
        if row.same_text:
            yield f"{row.number} = {_flat(row.same_text)}"
            continue
        for side, cell in enumerate((row.left, row.right)):
            if cell:
                pieces = _pieces(row, cell, side, signs=True, show_all=show_all)
                yield f"{row.number} {_SIDES[side]} {''.join(text for text, _ in pieces).strip()}"
    closing = _closing(view, show_all=show_all)
    if closing:
        yield ""
        yield from closing


def _closing(view: PairView, *, show_all: bool) -> list[str]:
    """Return what a reader must know who sees no more rows."""
    said = [f"{len(view.rows):,} of {view.n_rows:,} rows shown."] if len(view.rows) < view.n_rows else []
    if any(_is_folded(row, cell, show_all=show_all) for row in view.rows for cell in (row.left, row.right)):
        said.append("Long stretches without a counterpart are folded; --all shows them.")
    return said


def _is_folded(row: RowView, cell: Cell | None, *, show_all: bool) -> bool:
    return not show_all and row.kind == "apart" and cell is not None and cell.n_sentences > _SHOWN


def _about(source: Source) -> str:
    parts = [source.name, source.title, source.day, source.size]
    return ", ".join(each for each in parts if each)


def _facts(view: PairView) -> Iterator[str]:
    facts = view.facts
    yield f"{facts.left.line}."
    yield f"{facts.right.line}."
    yield facts.passages
    if facts.quotations:
        yield facts.quotations
    if facts.run:
        yield f"Longest run word for word: {facts.run_size}, “{facts.run}”"
    yield facts.order
    yield from facts.hints
    if facts.left_out:
        yield facts.left_out


def _signs() -> str:
    return "[-only left-], {+only right+}, in reworded rows {=the same=}"


def _pieces(row: RowView, cell: Cell, side: int, *, signs: bool, show_all: bool) -> Iterator[tuple[str, str]]:
    """Yield the text of a cell in pieces, each with its style."""
    if _is_folded(row, cell, show_all=show_all):
        yield f"{_beginning(cell)} ({cell.n_sentences:,} sentences)", "dim"
        return
    rest = "dim" if row.kind not in {"shared", "part"} else ""
    for words in cell.words:
        before, core, after = words.edges
        mark = row.mark(words)
        style = _STYLES.get((mark, side), rest)
        begin, end = (f"[{words.reason}, left out: ", "]") if mark == "left_out" else _SIGNS.get((mark, side), ("", ""))
        if not signs and mark != "left_out":
            begin = end = ""
        yield _flat(before), ""
        yield f"{begin}{_flat(core)}{end}", style
        yield _flat(after), ""
    if cell.n_hidden:
        yield f" … and {count(cell.n_hidden, 'more sentence')}", "dim"


def _beginning(cell: Cell) -> str:
    """Return how a cell begins; the sign of a paragraph says nothing where the text breaks off."""
    text = shorten(_flat(cell.text), _BEGINNING)
    if not text.endswith("…"):
        return text
    begun = text[:-1].rstrip(" ¶")
    return f"{begun}{' ' if begun.endswith(_STOPS) else ''}…"


def _flat(text: str) -> str:
    """Return text on one line, fit for a terminal, a space kept at each end that has one."""
    if not text.strip():
        return (" ¶ " if _PARAGRAPHS.fullmatch(text) else " ") if text else ""
    parts = [clean_label(part) for part in _PARAGRAPHS.split(text)]
    return f"{' ' if text[0].isspace() else ''}{' ¶ '.join(parts).strip()}{' ' if text[-1].isspace() else ''}"


def print_rich(view: PairView, console: Console, *, show_all: bool = False) -> None:
    """Print both articles on a console of `rich`."""
    from rich.box import MINIMAL
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    signs = console.no_color or console.color_system is None
    is_wide = console.width >= _LEAST_WIDTH
    width = len(str(len(view.rows))) + 1
    half = (console.width - width - 3) // 2
    console.print()
    console.print(Text(f"{view.left.name} against {view.right.name}", style="bold"))
    console.print()
    sources = Table.grid(padding=(0, 2))
    sources.add_row(Text("Left", style="bold"), _about(view.left))
    sources.add_row(Text("Right", style="bold"), _about(view.right))
    console.print(sources)
    console.print()
    for line in _facts(view):
        console.print(Text(line))
    if view.rows:
        console.print()
        console.print(_legend(signs=signs))
    for row in view.rows:
        console.print()
        heading = Text(f"{row.number:>{width - 1}} ", style="bold")
        heading.append(row.heading, style="bold" if row.kind == "shared" else "not bold dim")
        console.print(heading)
        cells = [_rich_cell(row, cell, side, signs=signs, show_all=show_all) for side, cell in enumerate((row.left, row.right))]
        if not any(cell.plain for cell in cells):
            continue
        if is_wide:
            table = Table(box=MINIMAL, show_header=False, show_edge=False, pad_edge=False, border_style="dim")
            for _ in cells:
                table.add_column(width=half)
            table.add_row(*cells)
            console.print(Padding(table, (0, 0, 0, width)))
            continue
        stacked = Table.grid(padding=(0, 1))
        for sign, cell in [("=", cells[0])] if row.same_text else zip(_SIDES, cells, strict=True):
            if cell.plain:
                stacked.add_row(Text(sign, style="bold"), cell)
        console.print(stacked)
    closing = _closing(view, show_all=show_all)
    if closing:
        console.print()
        for line in closing:
            console.print(Text(line, style="dim"))


def _legend(*, signs: bool) -> Text:
    from rich.text import Text

    if signs:
        return Text(_signs())
    text = Text("", style="dim")
    for words, style in (("only left", _STYLES["only", 0]), ("only right", _STYLES["only", 1])):
        text.append(words, style=f"not dim {style}")
        text.append(" · ")
    text.append("in reworded rows ")
    text.append("the same", style="not dim bold underline")
    return text


def _rich_cell(row: RowView, cell: Cell | None, side: int, *, signs: bool, show_all: bool) -> Text:
    from rich.text import Text

    text = Text()
    for words, style in _pieces(row, cell, side, signs=signs, show_all=show_all) if cell else ():
        text.append(words, style=style)
    text.rstrip()
    return text
