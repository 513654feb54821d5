"""The command: arguments -> options -> pipeline -> reports, and no logic of its own.

Results go to stdout, progress and notices to stderr.  Exit codes: 0 fine, 1 a limit that the user set was
exceeded, 2 usage, input or output error.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from compare import __version__
from compare.cli.archive import archive
from compare.cli.check import check
from compare.cli.pair import pair
from compare.cli.report import report
from compare.cli.scan import scan
from compare.errors import CompareError


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


main.add_command(report)
main.add_command(pair)
main.add_command(scan)
main.add_command(check)
main.add_command(archive)


@main.command()
def schema() -> None:
    """Print the JSON Schema of comparison.json."""
    from compare.reports import read_schema

    click.echo(read_schema(), nl=False)
