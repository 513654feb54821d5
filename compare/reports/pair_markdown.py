"""Two articles side by side as Markdown: what they share, for a chat or a mail."""

from __future__ import annotations

from collections.abc import Iterator

from compare.reports.cells import Cell
from compare.reports.markdown import escape
from compare.reports.side_by_side import Mark, PairView, RowView
from compare.reports.sources import Source

_SIGNS: dict[tuple[Mark, int], tuple[str, str]] = {
    ("only", 0): ("~~−", "~~"),
    ("only", 1): ("**+", "**"),
    ("same", 0): ("*", "*"),
    ("same", 1): ("*", "*"),
}


def render_pair_markdown(view: PairView) -> str:
    """Return what both articles share as Markdown (CommonMark with the struck text of GitHub).

    Sentences without a counterpart are counted where they stand, not quoted.
    """
    return "\n".join(_lines(view)) + "\n"


def _lines(view: PairView) -> Iterator[str]:
    facts = view.facts
    yield f"# {escape(view.left.name)} against {escape(view.right.name)}"
    yield ""
    yield f"- Left: {_about(view.left)}"
    yield f"- Right: {_about(view.right)}"
    yield ""
    yield "Compared by newscompare."
    yield ""
    yield f"- {escape(facts.left.line)}."
    yield f"- {escape(facts.right.line)}."
    yield f"- {escape(facts.passages)}"
    if facts.quotations:
        yield f"- {escape(facts.quotations)}"
    if facts.run:
        yield f"- Longest run word for word: {facts.run_size}, “{escape(facts.run)}”"
    yield f"- {escape(facts.order)}"
    yield from (f"- {escape(hint)}" for hint in facts.hints)
    if facts.left_out:
        yield f"- {escape(facts.left_out)}"
    yield ""
    yield "## Row by row"
    yield ""
    yield "Marked are ~~−words only left~~ and **+words only right**; in reworded rows *the same words* instead."
    for row in view.rows:
        yield ""
        yield from _row(row)
    if len(view.rows) < view.n_rows:
        yield ""
        yield f"{len(view.rows):,} of {view.n_rows:,} rows shown."
    if view.notices:
        yield ""
        yield "## Notices"
        yield ""
        yield from (
            f"- {escape(source)}: {escape(message)}" if source else f"- {escape(message)}" for source, message in view.notices
        )


def _about(source: Source) -> str:
    about = [f"**{escape(source.name)}**", escape(source.title or ""), escape(source.day), source.size]
    return ", ".join(filter(None, about))


def _row(row: RowView) -> Iterator[str]:
    yield f"**{row.number}** {row.heading}"
    if row.kind in {"apart", "elsewhere"}:
        return
    yield ""
    if row.same_text:
        yield f"- Both: {escape(row.same_text)}"
        return
    for side, cell in enumerate((row.left, row.right)):
        if cell:
            yield f"- {('Left', 'Right')[side]}: {_cell(row, cell, side)}"


def _cell(row: RowView, cell: Cell, side: int) -> str:
    parts = []
    for words in cell.words:
        before, core, after = words.edges
        mark = row.mark(words)
        begin, end = (f"\\[{words.reason}, left out: ", "\\]") if mark == "left_out" else _SIGNS.get((mark, side), ("", ""))
        parts.append(f"{' ' if before else ''}{begin if core else ''}{escape(core)}{end if core else ''}{' ' if after else ''}")
    return "".join(parts).strip()
