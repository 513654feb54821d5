"""`newscompare pair`: show two articles side by side."""

from __future__ import annotations

import gc
import sys
from typing import Any

import click

from compare.cli.shared import OPTIONS_FILE, load_options, match_options, name_format, progress, read_share, refuse_inputs

_FORMATS = ("terminal", "json", "html", "md")


@click.command()
@click.argument("left", metavar="LEFT")
@click.argument("right", metavar="RIGHT")
@click.option(
    "--format",
    "name",
    type=click.Choice(_FORMATS),
    help="How to show it.  [default: terminal, or as the ending of -o says]",
)
@click.option("-o", "--output", metavar="FILE", help="Write to a file, whole or not at all.  [default: standard output]")
@click.option(
    "--max-reuse", callback=read_share, metavar="SHARE", help="Exit with 1 if more of LEFT stands in RIGHT: 30% or 0.3."
)
@click.option("--all", "show_all", is_flag=True, help="Fold no long stretches without a counterpart on the terminal.")
@click.option("--sources", metavar="FILE", help="TOML or CSV file with outlet, date, title and url of the files.")
@click.option(
    "--options", "options_file", metavar="FILE", help="TOML file with options.  [default: newscompare.toml, if there is one]"
)
@match_options
@click.option("-q", "--quiet", is_flag=True, help="Nothing on standard output and no progress; notices still go to stderr.")
@click.pass_context
def pair(
    ctx: click.Context,
    /,
    left: str,
    right: str,
    name: str | None,
    output: str | None,
    max_reuse: float | None,
    show_all: bool,
    sources: str | None,
    options_file: str | None,
    quiet: bool,
    **match: Any,
) -> None:
    """Show two articles side by side: what LEFT shares with RIGHT, word by word.

    LEFT is the text that is checked, e.g. a draft; each is a file with one article, or - for standard input.

    \b
    newscompare pair draft.txt wire.txt
    newscompare pair draft.txt release.txt --max-reuse 30% --exclude quotations -o pair.html
    """  # noqa: D301 - click wants the character itself: it keeps the lines as they stand
    gc.set_threshold(1_000_000)
    options = load_options(options_file, {"match": match})
    writes = output is not None and output != "-"
    if writes:
        refuse_inputs(ctx, output or "", (left, right, sources, options_file or OPTIONS_FILE, *options.match.ignore))
    name = name or name_format(ctx, output or "")
    from compare.pipeline import compare_pair
    from compare.reports import describe_excess, print_pair, render_pair, write_file

    with progress(quiet) as tell:
        comparison = compare_pair(left, right, sources=sources, options=options, progress=tell)
    for notice in comparison.notices:
        click.echo(f"newscompare: {notice}", err=True)
    if writes:
        write_file(output or "", render_pair(comparison, name, show_all=show_all))
    elif quiet or sys.stdout is None:
        pass
    elif name == "terminal":
        print_pair(comparison, show_all=show_all)
    else:
        click.echo(render_pair(comparison, name), nl=False)
    excess = None if max_reuse is None else describe_excess(comparison, max_reuse)
    if excess:
        sys.stdout.flush()  # a result that cannot be printed is worse than one that exceeds a limit
        click.echo(f"newscompare: {excess}", err=True)
        ctx.exit(1)
