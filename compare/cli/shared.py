"""What several commands have in common: options, where they come from, and progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from compare.errors import OptionsError

if TYPE_CHECKING:
    from compare.options import Options
    from compare.pipeline import Progress

OPTIONS_FILE = "newscompare.toml"
_ENDINGS = {".html": "html", ".htm": "html", ".md": "md", ".json": "json"}


def match_options(command: Callable[..., None]) -> Callable[..., None]:
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


def read_share(ctx: click.Context, parameter: click.Parameter, value: str | None) -> float | None:
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


def name_format(ctx: click.Context, output: str) -> str:
    """Return the format that the ending of a file says; plain text as on the terminal for `.txt` or none."""
    ending = os.path.splitext(output)[1].lower()
    if ending in ("", ".txt"):
        return "terminal"
    if ending not in _ENDINGS:
        raise click.UsageError(
            f"-o must end in {', '.join(_ENDINGS)} or .txt, or --format must say what to write. Got {output}.", ctx
        )
    return _ENDINGS[ending]


def refuse_inputs(ctx: click.Context, output: str, inputs: Iterable[str | None]) -> None:
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


def load_options(path: str | None, given: dict[str, dict[str, Any]]) -> Options:
    """Command line before file before default; options that were not given stay out."""
    from compare.options import Options

    is_found = path is None and os.path.isfile(OPTIONS_FILE)
    path = OPTIONS_FILE if is_found else path
    options = Options.from_toml(path) if path else Options()
    if is_found and options.judge.is_asked:  # it may have come with the articles, and would be handed the key
        problem = f"must name no judge unless the file is named. Hint: --options {OPTIONS_FILE}, or --judge URL --model NAME"
        raise OptionsError((f"{OPTIONS_FILE}: [judge] {problem}",))
    stages = {
        stage: {name: value for name, value in values.items() if value is not None and value != ()}
        for stage, values in given.items()
    }
    return options.updated(stages, where="command line")


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """Show the stage at work on stderr while it lasts, on a terminal only: a log needs no spinner."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Reading") as status:
        yield status.update
