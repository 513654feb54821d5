"""`newscompare archive`: keep the articles that drafts are checked against."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from compare.cli.shared import load_options, progress, refuse_inputs

if TYPE_CHECKING:
    from compare.model.notices import Notice


@click.group()
def archive() -> None:
    """Keep the articles that drafts are checked against, in one folder."""


@archive.command()
@click.argument("folder", metavar="ARCHIVE")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--sources", metavar="FILE", help="TOML or CSV file with outlet, date, title and url of the files.")
@click.option(
    "--options", "options_file", metavar="FILE", help="TOML file with options.  [default: newscompare.toml, if there is one]"
)
@click.option("-q", "--quiet", is_flag=True, help="Nothing on standard output and no progress; notices still go to stderr.")
def add(folder: str, paths: tuple[str, ...], sources: str | None, options_file: str | None, quiet: bool) -> None:
    """Add articles; the archive is made if there is none.

    PATH is a file (.txt, .md, .html, .jsonl, .csv, .parquet, also packed), a folder, a pattern, or - for JSON lines from
    standard input.  An article whose id is there already replaces it, unless nothing differs.

    \b
    newscompare archive add newsroom.archive articles/2026-03-01
    newscompare archive add newsroom.archive news.jsonl.gz
    """  # noqa: D301 - click wants the character itself: it keeps the lines as they stand
    gc.set_threshold(1_000_000)  # documents hold no cycles: collecting costs a tenth of the work
    options = load_options(options_file, {})
    from compare.archive import Archive
    from compare.readers import stream_documents

    with progress(quiet) as tell:
        tell("Adding")
        stream = stream_documents(paths, sources=sources, options=options.read)
        added = Archive(folder).add(stream)
    _tell((*stream.notices, *added.notices))
    if not quiet:
        _write(f"{added.n_new:,} added, {added.n_replaced:,} replaced, {added.n_same:,} there as they are.\n")
    if not stream.n_documents:
        click.echo("newscompare: no article could be read.", err=True)
        sys.exit(2)


@archive.command()
@click.argument("folder", metavar="ARCHIVE")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("-q", "--quiet", is_flag=True, help="Nothing on standard output.")
def remove(folder: str, ids: tuple[str, ...], quiet: bool) -> None:
    """Remove articles by their ids: their texts at once, their fingerprints with a later merge.

    Exits with 2 if an id is in no article; the others are removed all the same.
    """
    from compare.archive import Archive

    removed = Archive(folder).remove(ids)
    if not quiet:
        _write(f"{removed.n_removed:,} removed.\n")
    for id in removed.unknown:
        click.echo(f"newscompare: no document has the id {id!r}.", err=True)
    if removed.unknown:
        sys.exit(2)


@archive.command("list")
@click.argument("folder", metavar="ARCHIVE")
@click.option("--documents", is_flag=True, help="List each article: id, outlet, day, headline and length, with tabs.")
def list_(folder: str, documents: bool) -> None:
    """Say what the archive holds, by outlets and days."""
    from compare.archive import Archive
    from compare.reports.archives import render_document_line, render_holdings

    if not documents:
        _write(render_holdings(Archive(folder).describe()))
        return
    damaged: list[Notice] = []
    for document in Archive(folder).read(damaged):
        _write(render_document_line(document))
    _fail_for(damaged)


@archive.command()
@click.argument("folder", metavar="ARCHIVE")
@click.option("--repair", is_flag=True, help="Make damaged and missing segments anew from the texts.")
@click.option("--all", "every", is_flag=True, help="Make the fingerprints of all articles anew to compare them, not of a sample.")
def verify(folder: str, repair: bool, every: bool) -> None:
    """Hold every article and every segment against its checksum; exits with 2 if something is damaged.

    The articles themselves cannot be made anew: what is damaged there is named, to be added again.
    """
    from compare.archive import Archive
    from compare.reports.archives import render_verification

    found = Archive(folder).verify(every=every, repair=repair)
    _write(render_verification(found))
    if not found.is_whole:
        sys.exit(2)


@archive.command()
@click.argument("folder", metavar="ARCHIVE")
@click.option("-o", "--output", metavar="FILE", help="Write to a file, whole or not at all.  [default: standard output]")
@click.pass_context
def export(ctx: click.Context, /, folder: str, output: str | None) -> None:
    """Write all articles as JSON lines, which `archive add` and `scan` read.

    Exits with 2 if an article is damaged; the others are written all the same.
    """
    from compare.archive import Archive
    from compare.reports.archives import render_record, write_records

    damaged: list[Notice] = []
    documents = Archive(folder).read(damaged)
    if output is not None and output != "-":
        inside = [os.path.join(folder, each) for each in os.listdir(folder)] if os.path.isdir(folder) else []
        refuse_inputs(ctx, output, inside)
        write_records(output, documents)
    else:
        for document in documents:
            sys.stdout.buffer.write(render_record(document))
        sys.stdout.buffer.flush()
    _fail_for(damaged)


def _write(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))


def _tell(notices: Iterable[Notice]) -> None:
    for notice in notices:
        click.echo(f"newscompare: {notice}", err=True)


def _fail_for(damaged: list[Notice]) -> None:
    """Exit with 2 if documents are damaged: they are missing in what was written."""
    _tell(damaged)
    if damaged:
        sys.stdout.flush()
        sys.exit(2)
