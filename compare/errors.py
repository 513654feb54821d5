"""Everything that `newscompare` raises on purpose.

    CompareError
    ├── OptionsError     an option that cannot be used (all problems of one set are named together)
    ├── InputError       nothing to compare: a path that is missing, a folder without articles
    │   └── ReadError    one file or record that cannot be read; the others are still compared
    ├── OutputError      a report that cannot be written
    └── MissingExtraError    a feature whose optional dependency is not installed

A message says what must hold, what we got, where, and then a hint if we know one.  The command turns every
`CompareError` into one line on stderr and exit code 2.
"""

from __future__ import annotations


class CompareError(Exception):
    """Base of all errors that this package raises on purpose."""


class OptionsError(CompareError, ValueError):
    """An option has a value that cannot be used.

    Attributes:
        problems: One sentence for every bad option, in the order of the options.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class InputError(CompareError):
    """There is nothing that can be compared."""


class ReadError(InputError):
    """One file or record cannot be read; `str()` names it and the reason."""


class OutputError(CompareError):
    """A report cannot be written where it was asked for."""


class ArchiveError(CompareError):
    """An archive cannot be read or written; what was committed to it is as it was."""


class MissingExtraError(CompareError, ImportError):
    """A feature needs a package that is not installed; the message says what to install."""
