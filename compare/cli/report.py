"""`newscompare report`: compare articles on one story and write a report."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import Any

import click

from compare.cli.shared import load_options, match_options, progress

_FORMATS = ("html", "md", "json", "csv")


def _split_formats(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    formats = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",") if part.strip()))
    unknown = [name for name in formats if name not in _FORMATS]
    if unknown or not formats:
        raise click.BadParameter(f"must be one or several of {', '.join(_FORMATS)}, with commas. Got {value!r} instead.")
    return formats


def _judge_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say who decides doubtful cells, under their names in `judge` with `judge_` before them."""
    for option in (
        click.option(
            "--judge-cache", metavar="DIR", help="Folder that remembers its verdicts.  [default: newscompare among your caches]"
        ),
        click.option(
            "--encoder", "judge_encoder", metavar="DIR", help="Let a sentence encoder in this folder decide them instead."
        ),
        click.option("--model", "judge_model", metavar="NAME", help="Model of --judge."),
        click.option(
            "--judge",
            "judge_url",
            metavar="URL",
            help="Send doubtful claims, and the articles they are held against, to this OpenAI-compatible server to decide.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", metavar="DIR", help="Folder for the report.  [default: reports/<name of the story>]")
@click.option(
    "--format",
    "formats",
    default=",".join(_FORMATS),
    show_default=True,
    callback=_split_formats,
    metavar="LIST",
    help="What to write, with commas: html, md, json, csv.",
)
@click.option("--reference", metavar="FILE", help="Hold all others against this one (a press release, the wire copy).")
@click.option("--sources", metavar="FILE", help="TOML or CSV file with outlet, date, title and url of the files.")
@click.option(
    "--options", "options_file", metavar="FILE", help="TOML file with options.  [default: newscompare.toml, if there is one]"
)
@match_options
@_judge_options
@click.option("-q", "--quiet", is_flag=True, help="No summary and no progress; notices still go to stderr.")
def report(
    paths: tuple[str, ...],
    output: str | None,
    formats: tuple[str, ...],
    reference: str | None,
    sources: str | None,
    options_file: str | None,
    quiet: bool,
    **stages: Any,
) -> None:
    """Compare articles on one story and write a report.

    PATH is a file (.txt, .md, .html, .jsonl, .csv, .parquet), a folder, a pattern, or - for standard input.

    \b
    newscompare report texts/drills
    newscompare report release.txt coverage/*.html --reference release.txt -o reports/release
    """  # noqa: D301 - click wants the character itself: it keeps the lines as they stand
    gc.set_threshold(1_000_000)  # what is imported stays, and results hold no cycles: collecting costs a tenth of a short run
    judge = {name: stages.pop(f"judge_{name}") for name in ("url", "model", "encoder", "cache")}
    options = load_options(options_file, {"match": stages, "judge": judge})
    from compare.pipeline import compare_files
    from compare.reports import print_summary, write_report
    from compare.reports.view import build_view

    with progress(quiet) as tell:
        comparison = compare_files(paths, sources=sources, reference=reference, options=options, progress=tell)
        tell("Writing the report")
        view = None if quiet else build_view(comparison)  # for summary and report alike
        written = write_report(comparison, output or _default_output(paths), formats, view)
    for notice in comparison.notices:
        click.echo(f"newscompare: {notice}", err=True)
    if not quiet and sys.stdout is not None:
        print_summary(comparison, written, view)


def _default_output(paths: tuple[str, ...]) -> str:
    """`reports/<story>`: named after the folder of the articles, or after the only file."""
    first = paths[0]
    if first == "-":
        name = "stdin"
    elif os.path.isdir(first) or len(paths) > 1:
        folder = os.path.abspath(first if os.path.isdir(first) else os.path.dirname(first) or ".")
        name = os.path.basename(folder) or "story"
    else:
        name = os.path.splitext(os.path.basename(first))[0]
    cleaned = "".join(c if c.isalnum() or c in "-_." else "-" for c in name).strip("-.") or "story"
    return os.path.join("reports", cleaned)
