"""`newscompare scan`: find all reuse in a corpus."""

from __future__ import annotations

import sys
from typing import Any

import click

from compare.cli.shared import load_options, progress


def _read_memory(ctx: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """Return megabytes; `8` alone is refused, since it could mean either."""
    if value is None:
        return None
    units = {"M": 1, "G": 1_000, "T": 1_000_000}
    size = value.strip().upper().removesuffix("B")
    number, unit = size[:-1], size[-1:]
    try:
        megabytes = int(float(number) * units.get(unit, 0))
    except (ValueError, OverflowError):
        megabytes = 0
    if megabytes < 1:
        raise click.BadParameter(f"must be a size such as 800MB or 4GB. Got {value!r} instead.")
    return megabytes


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="CORPUS...")
@click.option("-o", "--output", required=True, metavar="OUT", help="Table of the matches; ends in .parquet, .jsonl or .csv.")
@click.option("--min-words", type=int, metavar="N", help="Shortest shared passage that counts, in words.  [default: 15]")
@click.option(
    "--memory",
    "memory_mb",
    callback=_read_memory,
    metavar="SIZE",
    help="What a scan may take, e.g. 4GB; what is more goes through files beside OUT.  [default: half of the machine's]",
)
@click.option("--threads", type=int, metavar="N", help="Pieces of work done at once.  [default: one on each processor]")
@click.option("--sources", metavar="FILE", help="TOML or CSV file with outlet, date, title and url of the files.")
@click.option(
    "--options", "options_file", metavar="FILE", help="TOML file with options.  [default: newscompare.toml, if there is one]"
)
@click.option("-q", "--quiet", is_flag=True, help="No summary and no progress; notices still go to stderr.")
def scan(paths: tuple[str, ...], output: str, sources: str | None, options_file: str | None, quiet: bool, **scan: Any) -> None:
    """Find every passage that two articles of a corpus share.

    CORPUS is JSON lines, CSV or Parquet, also packed (.jsonl.gz), a folder of them or of articles, or - for JSON lines from
    standard input.  The clusters are written beside OUT, and a page with the summary.

    \b
    newscompare scan news.jsonl.gz -o reuse.parquet
    newscompare scan 2026-*.jsonl -o reuse.jsonl --memory 4GB
    """  # noqa: D301 - click wants the character itself: it keeps the lines as they stand
    options = load_options(options_file, {"scan": scan})
    from compare.pipeline import scan_corpus
    from compare.reports import render_scan

    with progress(quiet) as tell:
        result = scan_corpus(paths, output, sources=sources, options=options, progress=tell)
    for notice in result.notices:
        click.echo(f"newscompare: {notice}", err=True)
    if not quiet and sys.stdout is not None:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(render_scan(result, "terminal").decode().encode(encoding, "replace").decode(encoding))
