"""The summary on the terminal: findings, sources and overlap, what is given differently."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from compare.reports.cards import Yardstick
from compare.reports.claims import SYMBOLS
from compare.reports.details import Version
from compare.reports.findings import Finding
from compare.reports.view import View
from compare.reports.wording import count, percent, shorten

if TYPE_CHECKING:
    from rich.text import Text

_MOST_COLUMNS = 12
_MOST_LINES = 5
_LONGEST_ID = 40


def print_view(view: View, written: Sequence[str] = ()) -> None:
    """Print the summary on stdout, with `rich` on a terminal, plain otherwise."""
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        _print_rich(view, written)
        return
    text = render_plain(view, written)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, errors="replace").decode(encoding))


def render_plain(view: View, written: Sequence[str] = ()) -> str:
    """Return the summary as plain text, one line a finding, a source, a claim."""
    return "\n".join(_plain(view, written)) + "\n"


def _plain(view: View, written: Sequence[str]) -> Iterator[str]:
    yield view.story
    yield f"{count(len(view.sources), 'article')}, {view.period}"
    if view.left_out:
        yield f"{view.left_out}."
    yield ""
    yield from (f"- {finding.text}" for finding in view.findings)
    yield ""
    rows = view.overlap[:_MOST_COLUMNS]
    labels = [_label(view, index) for index in range(len(rows))]
    width = max(map(len, labels))
    yield f"{view.overlap_title}."
    yield "Adjusted: without quotations and boilerplate."
    yield " ".join([" " * width, *(f"{row.source.key:>4}" for row in rows), "  any other  adjusted"])
    for label, row in zip(labels, rows, strict=True):
        shares = [*row.shares[: len(rows)], row.shares[-1]]
        cells = ["  · " if cell.share is None else f"{percent(cell.share):>4}" for cell in shares]
        yield " ".join([f"{label:<{width}}", *cells[:-1], f"{cells[-1]:>11}", f"{percent(shares[-1].adjusted or 0.0):>9}"])
    if len(rows) < len(view.sources):
        yield f"{len(rows)} of {len(view.sources)} sources shown."
    yield from (f"{pair.line}." for pair in view.pairs[:_MOST_LINES])
    if view.details:
        yield ""
        yield f"Details given differently ({view.n_details}):"
        for each in view.details[:_MOST_LINES]:
            yield f"≠ {each.values}{' (unsure)' if each.is_doubtful else ''}"
            yield from (
                f"    {' '.join(who.key for who in one.sources)}  {shorten(one.quote.text, 160)}" for one in each.versions
            )
        if view.n_details > _MOST_LINES:
            yield f"  {_MOST_LINES} of {view.n_details} shown."
    if view.yardstick:
        yield ""
        yield from yardstick_lines(view.yardstick)
    if view.n_rows:
        yield ""
        yield f"Claims ({view.n_rows}): " + ", ".join(
            f"{group.n_rows} {group.title[0].lower()}{group.title[1:]}" for group in view.groups
        )
        for card in view.cards[:_MOST_COLUMNS]:
            said = f"{card.n_rows} of {view.n_rows}, {card.n_alone} only here, {card.n_missing} in others and not found here"
            yield f"  {card.source.key} {card.source.name}: {said if card.is_compared else 'not compared'}"
    if written:
        yield ""
        yield _where(written)


def _label(view: View, index: int) -> str:
    source = view.overlap[index].source
    name = source.outlet or f"{shorten(source.id, _LONGEST_ID)}, outlet unknown"  # nothing else tells which file it is
    return f"{source.key} {name}, {source.short_day if source.iso else 'date unknown'}"


def yardstick_lines(yardstick: Yardstick) -> Iterator[str]:
    """Yield what each source made of the reference, a line a source."""
    yield f"Against {yardstick.source.name} ({count(yardstick.n_rows, 'claim')}):"
    for use in yardstick.uses:
        if not use.is_compared:
            continue  # the list of claims says so
        figures = (
            (len(use.kept), "kept"),
            (len(use.partly), "kept in part"),
            (len(use.changed), "changed"),
            (len(use.dropped), "not found"),
            (len(use.added), "added"),
        )
        yield f"  {use.source.key} {use.source.name}: {', '.join(f'{n} {what}' for n, what in figures)}"


def _where(written: Sequence[str]) -> str:
    """Return where the report is: `Written to reports/drills: report.html, report.md`."""
    folders = {os.path.dirname(path) for path in written}
    names = ", ".join(os.path.basename(path) if len(folders) == 1 else path for path in written)
    return f"Written to {folders.pop() or '.'}: {names}" if len(folders) == 1 else f"Written: {names}"


def _print_rich(view: View, written: Sequence[str]) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    console.print()
    console.print(Text(view.story, style="bold"))
    console.print(Text(f"{count(len(view.sources), 'article')}, {view.period}", style="dim"))
    if view.left_out:
        console.print(Text(f"{view.left_out}.", style="dim"))
    console.print()
    for finding in view.findings:
        bullet = Table.grid(padding=(0, 1))
        bullet.add_row("•", _rich_finding(finding))
        console.print(bullet)
    console.print()
    rows = view.overlap[:_MOST_COLUMNS]
    table = Table(
        box=None,
        pad_edge=False,
        title=f"{view.overlap_title}.\nAdjusted: without quotations and boilerplate.",
        title_justify="left",
        title_style="dim",
    )
    table.add_column("")
    for row in rows:
        table.add_column(row.source.key, justify="right")
    table.add_column("any other", justify="right", style="bold")
    table.add_column("adjusted", justify="right")
    for index, row in enumerate(rows):
        shares = [*row.shares[: len(rows)], row.shares[-1]]
        cells = [
            Text("·", style="dim") if cell.share is None else Text(percent(cell.share), style="" if cell.share else "dim")
            for cell in shares
        ]
        table.add_row(Text(_label(view, index)), *cells, Text(percent(shares[-1].adjusted or 0.0)))
    console.print(table)
    if len(rows) < len(view.sources):
        console.print(Text(f"{len(rows)} of {len(view.sources)} sources shown.", style="dim"))
    for pair in view.pairs[:_MOST_LINES]:
        console.print(Text(f"{pair.line}.", style="dim"))
    if view.details:
        console.print()
        console.print(Text(f"Details given differently ({view.n_details})", style="bold"))
        for each in view.details[:_MOST_LINES]:
            console.print(Text(f"{SYMBOLS['contradicts']} {each.values}{' (unsure)' if each.is_doubtful else ''}", style="red"))
            for one in each.versions:
                console.print(Padding(_rich_quote(one), (0, 0, 0, 4)))
        if view.n_details > _MOST_LINES:
            console.print(Text(f"  {_MOST_LINES} of {view.n_details} shown.", style="dim"))
    if view.yardstick:
        console.print()
        for number, line in enumerate(yardstick_lines(view.yardstick)):
            console.print(Text(line, style="" if number else "bold"))
    if view.n_rows:
        console.print()
        claims = Table(box=None, pad_edge=False, title=f"{view.n_rows} claims", title_justify="left", title_style="bold")
        for heading in ("", "has", "only here", "in others, not found here"):
            claims.add_column(heading, justify="left" if not heading else "right", header_style="dim")
        for card in view.cards[:_MOST_COLUMNS]:
            claims.add_row(
                Text(f"{card.source.key} {card.source.name}"),
                *(str(n) if card.is_compared else "–" for n in (card.n_rows, card.n_alone, card.n_missing)),
            )
        console.print(claims)
    if written:
        console.print()
        console.print(Text(_where(written), style="dim"))


def _rich_finding(finding: Finding) -> Text:
    from rich.text import Text

    styles = {"strong": "bold", "name": "", "quote": "italic", "plain": ""}
    text = Text()
    for part in finding.parts:
        text.append(f"“{part.text}”" if part.style == "quote" else part.text, style=styles[part.style])
    return text


def _rich_quote(version: Version) -> Text:
    from rich.text import Text

    text = Text(" ".join(source.key for source in version.sources) + "  ", style="bold")
    for words, differs in version.quote.pieces:
        text.append(words, style="bold underline" if differs else "not bold")
    return text
