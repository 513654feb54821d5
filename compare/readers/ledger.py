"""What one file lost and what is doubtful in it: the first of each are named, the rest is counted."""

from __future__ import annotations

from collections.abc import Iterable

from compare.model.notices import Notice
from compare.readers.records import LostLine, count_of

_MAX_NAMED = 20
"""Broken lines, and doubtful records, of one file that are named each; the rest is counted in one notice."""


class Ledger:
    """The losses and doubts of one file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lost: list[LostLine] = []
        self._doubts: list[Notice] = []
        self._n_lost = self._n_doubts = self._n_empty = 0

    @property
    def first_lost(self) -> LostLine | None:
        """The first line that gives no article."""
        return self._lost[0] if self._lost else None

    def lose(self, line: LostLine) -> None:
        """Note a line that gives no article."""
        self._n_lost += 1
        if self._n_lost <= _MAX_NAMED:
            self._lost.append(line)

    def lose_empty(self) -> None:
        """Note a record whose text is empty."""
        self._n_empty += 1

    def doubt(self, problems: Iterable[str], place: str) -> None:
        """Note what is doubtful about the record that stands at `place`."""
        for problem in problems:
            self._n_doubts += 1
            if self._n_doubts <= _MAX_NAMED:
                self._doubts.append(Notice(message=problem, source=place))

    def notices(self) -> list[Notice]:
        """Return all of it."""
        told = [Notice(message=f"{each.reason} Left out.", source=f"{self._name}:{each.line}") for each in self._lost]
        if self._n_lost > _MAX_NAMED:
            message = f"{count_of(self._n_lost - _MAX_NAMED, 'further line')} without an article left out."
            told.append(Notice(message=message, source=self._name))
        if self._n_empty:
            message = f"{count_of(self._n_empty, 'record')} with an empty text left out."
            told.append(Notice(message=message, source=self._name))
        told += self._doubts
        if self._n_doubts > _MAX_NAMED:
            message = f"{count_of(self._n_doubts - _MAX_NAMED, 'further record')} with a doubtful field or character."
            told.append(Notice(message=message, source=self._name))
        return told
