"""The command: arguments -> options -> pipeline -> reports, and no logic of its own.

Results go to stdout, progress and notices to stderr.  Exit codes: 0 fine, 1 a limit that the user set was
exceeded, 2 usage, input or output error.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from compare import __version__
from compare.errors import CompareError, OptionsError

if TYPE_CHECKING:
    from compare.options import Options
    from compare.pipeline import Progress

_FORMATS = ("html", "md", "json", "csv")
_PAIR_FORMATS = ("terminal", "json", "html", "md")
_OPTIONS_FILE = "newscompare.toml"
_ENDINGS = {".html": "html", ".htm": "html", ".md": "md", ".json": "json"}


class _Command(click.Group):
    """A group whose commands turn every `CompareError` into one message and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
            return result
        except CompareError as error:
            for line in str(error).splitlines():
                click.echo(f"newscompare: {line}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            click.echo("newscompare: interrupted.", err=True)
            ctx.exit(130)
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left in the buffer would fail again at the end
            click.echo(f"newscompare: the result cannot be printed: {error.strerror or error}", err=True)
            ctx.exit(2)


@click.group(cls=_Command, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="newscompare")
def main() -> None:
    """Find what news articles share, and which claims each states, adds, leaves out or gives differently."""


def _split_formats(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    formats = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",") if part.strip()))
    unknown = [name for name in formats if name not in _FORMATS]
    if unknown or not formats:
        raise click.BadParameter(f"must be one or several of {', '.join(_FORMATS)}, with commas. Got {value!r} instead.")
    return formats


def _match_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say which shared passages count; they reach the command under their names in `match`."""
    for option in (
        click.option("--min-words", type=int, metavar="N", help="Shortest shared passage that counts, in words.  [default: 6]"),
        click.option(
            "--exclude",
            multiple=True,
            type=click.Choice(["quotations"]),
            help="Leave out what stands between quotation marks in one of the texts: shown greyed and not counted.",
        ),
        click.option(
            "--ignore",
            multiple=True,
            metavar="FILE",
            help="Leave out this text wherever it stands (a masthead, a template, a standing paragraph).  May be repeated.",
        ),
    ):
        command = option(command)
    return command


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


@main.command()
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
@_match_options
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

    PATH is a file (.txt, .md, .html, .jsonl), a folder, a pattern, or - for standard input.

    \b
    newscompare report texts/drills
    newscompare report release.txt coverage/*.html --reference release.txt -o reports/release
    """  # noqa: D301 - click wants the character itself: it keeps the lines as they stand
    gc.set_threshold(1_000_000)  # what is imported stays, and results hold no cycles: collecting costs a tenth of a short run
    judge = {name: stages.pop(f"judge_{name}") for name in ("url", "model", "encoder", "cache")}
    options = _load_options(options_file, {"match": stages, "judge": judge})
    from compare.pipeline import compare_files
    from compare.reports import print_summary, write_report
    from compare.reports.view import build_view

    with _progress(quiet) as progress:
        comparison = compare_files(paths, sources=sources, reference=reference, options=options, progress=progress)
        progress("Writing the report")
        view = None if quiet else build_view(comparison)  # for summary and report alike
        written = write_report(comparison, output or _default_output(paths), formats, view)
    for notice in comparison.notices:
        click.echo(f"newscompare: {notice}", err=True)
    if not quiet and sys.stdout is not None:
        print_summary(comparison, written, view)


def _read_share(ctx: click.Context, parameter: click.Parameter, value: str | None) -> float | None:
    """Return a share in [0, 1]; `30` is refused, since it could mean either."""
    if value is None:
        return None
    digits = value.strip()
    try:
        share = float(digits[:-1]) / 100 if digits.endswith("%") else float(digits)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise click.BadParameter(f"must be a percentage such as 30%, or a number in [0, 1] such as 0.3. Got {value!r} instead.")
    return share


@main.command()
@click.argument("left", metavar="LEFT")
@click.argument("right", metavar="RIGHT")
@click.option(
    "--format",
    "name",
    type=click.Choice(_PAIR_FORMATS),
    help="How to show it.  [default: terminal, or as the ending of -o says]",
)
@click.option("-o", "--output", metavar="FILE", help="Write to a file, whole or not at all.  [default: standard output]")
@click.option(
    "--max-reuse", callback=_read_share, metavar="SHARE", help="Exit with 1 if more of LEFT stands in RIGHT: 30% or 0.3."
)
@click.option("--all", "show_all", is_flag=True, help="Fold no long stretches without a counterpart on the terminal.")
@click.option("--sources", metavar="FILE", help="TOML or CSV file with outlet, date, title and url of the files.")
@click.option(
    "--options", "options_file", metavar="FILE", help="TOML file with options.  [default: newscompare.toml, if there is one]"
)
@_match_options
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
    options = _load_options(options_file, {"match": match})
    writes = output is not None and output != "-"
    if writes:
        _refuse_inputs(ctx, output or "", (left, right, sources, options_file or _OPTIONS_FILE, *options.match.ignore))
    name = name or _name_format(ctx, output or "")
    from compare.pipeline import compare_pair
    from compare.reports import describe_excess, print_pair, render_pair, write_file

    with _progress(quiet) as progress:
        comparison = compare_pair(left, right, sources=sources, options=options, progress=progress)
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


@main.command()
def schema() -> None:
    """Print the JSON Schema of comparison.json."""
    from compare.reports import read_schema

    click.echo(read_schema(), nl=False)


def _name_format(ctx: click.Context, output: str) -> str:
    """Return the format that the ending of a file says; plain text as on the terminal for `.txt` or none."""
    ending = os.path.splitext(output)[1].lower()
    if ending in ("", ".txt"):
        return "terminal"
    if ending not in _ENDINGS:
        raise click.UsageError(
            f"-o must end in {', '.join(_ENDINGS)} or .txt, or --format must say what to write. Got {output}.", ctx
        )
    return _ENDINGS[ending]


def _refuse_inputs(ctx: click.Context, output: str, inputs: Iterable[str | None]) -> None:
    """Refuse to write over what is read, or over what describes the files beside it."""
    from compare.readers.inputs import METADATA_FILES

    named = [each for each in inputs if each is not None]
    described = [os.path.join(os.path.dirname(each), name) for each in named for name in METADATA_FILES]
    for each in (*named, *described):
        try:
            is_input = os.path.samefile(output, each)
        except (OSError, ValueError):
            is_input = False
        if is_input:
            raise click.UsageError(f"-o must name no file that is read. Got {output}.", ctx)


def _load_options(path: str | None, given: dict[str, dict[str, Any]]) -> Options:
    """Command line before file before default; options that were not given stay out."""
    from compare.options import Options

    is_found = path is None and os.path.isfile(_OPTIONS_FILE)
    path = _OPTIONS_FILE if is_found else path
    options = Options.from_toml(path) if path else Options()
    if is_found and options.judge.is_asked:  # it may have come with the articles, and would be handed the key
        problem = f"must name no judge unless the file is named. Hint: --options {_OPTIONS_FILE}, or --judge URL --model NAME"
        raise OptionsError((f"{_OPTIONS_FILE}: [judge] {problem}",))
    stages = {
        stage: {name: value for name, value in values.items() if value is not None and value != ()}
        for stage, values in given.items()
    }
    return options.updated(stages, where="command line")


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


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """Show the stage at work on stderr while it lasts, on a terminal only: a log needs no spinner."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Reading") as status:
        yield status.update
