"""`newscompare check`: ask an archive whether a draft has run before."""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from typing import Any

import click

from compare.cli.shared import OPTIONS_FILE, load_options, match_options, name_format, progress, read_share, refuse_inputs

_FORMATS = ("terminal", "json", "html", "md")


def _read_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value.strip())
    except ValueError:
        raise click.BadParameter(f"must be a day such as 2026-03-01. Got {value!r} instead.") from None


@click.command()
@click.argument("draft", metavar="DRAFT")
@click.option("--archive", "folder", required=True, metavar="ARCHIVE", help="Folder of the archive.")
@click.option(
    "--max-reuse", callback=read_share, metavar="SHARE", help="Exit with 1 if more of DRAFT stands in the archive: 30% or 0.3."
)
@click.option("--outlet", metavar="NAME", help="Outlet of DRAFT, if its file does not say: tells own text from that of others.")
@click.option("--exclude-outlet", "exclude_outlets", multiple=True, metavar="NAME", help="Look at none of its articles.")
@click.option("--since", callback=_read_day, metavar="DATE", help="Look at articles of this day and later only.")
@click.option(
    "--max-documents",
    type=click.IntRange(1),
    metavar="N",
    help="Articles that are compared word by word for each place of DRAFT; the others are counted.  [default: 10]",
)
@click.option(
    "--format",
    "name",
    type=click.Choice(_FORMATS),
    help="How to show it.  [default: terminal, or as the ending of -o says]",
)
@click.option("-o", "--output", metavar="FILE", help="Write to a file, whole or not at all.  [default: standard output]")
@click.option("--sources", metavar="FILE", help="TOML or CSV file with outlet, date, title and url of DRAFT.")
@click.option(
    "--options", "options_file", metavar="FILE", help="TOML file with options.  [default: newscompare.toml, if there is one]"
)
@match_options
@click.option("-q", "--quiet", is_flag=True, help="Nothing on standard output and no progress; notices still go to stderr.")
@click.pass_context
def check(
    ctx: click.Context,
    /,
    draft: str,
    folder: str,
    max_reuse: float | None,
    outlet: str | None,
    exclude_outlets: tuple[str, ...],
    since: date | None,
    max_documents: int | None,
    name: str | None,
    output: str | None,
    sources: str | None,
    options_file: str | None,
    quiet: bool,
    **match: Any,
) -> None:
    """Say what of DRAFT stands in an archive: where, in which outlet, since when, and how it differs.

    DRAFT is a file with one article, or - for standard input.

    \b
    newscompare check draft.txt --archive newsroom.archive
    newscompare check draft.txt --archive newsroom.archive --max-reuse 30% --exclude-outlet "Our Paper" -o check.html
    """  # noqa: D301 - click wants the character itself: it keeps the lines as they stand
    gc.set_threshold(1_000_000)
    options = load_options(options_file, {"match": match})
    writes = output is not None and output != "-"
    if writes:
        inside = [os.path.join(folder, each) for each in os.listdir(folder)] if os.path.isdir(folder) else []
        refuse_inputs(ctx, output or "", (draft, sources, options_file or OPTIONS_FILE, *options.match.ignore, *inside))
    name = name or name_format(ctx, output or "")
    from compare.pipeline import check_draft
    from compare.reports import describe_check_excess, render_check, write_file

    with progress(quiet) as tell:
        found = check_draft(
            draft,
            folder,
            outlet=outlet,
            exclude_outlets=exclude_outlets,
            since=since,
            max_documents=max_documents,
            sources=sources,
            options=options,
            progress=tell,
        )
    for notice in found.notices:
        click.echo(f"newscompare: {notice}", err=True)
    if writes or not quiet:
        content = render_check(found, name, max_rows=options.report.max_rows)
        if writes:
            write_file(output or "", content)
        elif sys.stdout is not None:
            encoding = sys.stdout.encoding or "utf-8"
            sys.stdout.write(content.decode().encode(encoding, "replace").decode(encoding))
    excess = None if max_reuse is None else describe_check_excess(found, max_reuse)
    if excess:
        if sys.stdout is not None:
            sys.stdout.flush()
        click.echo(f"newscompare: {excess}", err=True)
        ctx.exit(1)
