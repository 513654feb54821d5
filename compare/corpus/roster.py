"""What a scan remembers of each document beside its words: its name, who published it, and when."""

from __future__ import annotations

import json
from array import array
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model.documents import Document


class Roster:
    """The documents of a corpus by their numbers.

    Attributes:
        ids: Id of each document.
        outlets: Number of each document's outlet in `names`, -1 where it is unknown.
        days: Day of publication of each document as a proleptic Gregorian ordinal, 0 where it is unknown.
        names: The outlets, in the order in which they were met.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.outlets = array("i")
        self.days = array("i")
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, ids: Sequence[str], outlets: Sequence[str | None], days: Sequence[int]) -> None:
        """Add documents at the end."""
        self.ids += ids
        self.days.extend(days)
        for outlet in outlets:
            number = -1 if outlet is None else self._numbers.setdefault(outlet, len(self._numbers))
            if number == len(self.names):
                self.names.append(outlet or "")
            self.outlets.append(number)

    def outlet(self, document: int) -> str | None:
        """Return who published a document."""
        number = self.outlets[document]
        return None if number < 0 else self.names[number]

    def day(self, document: int) -> date | None:
        """Return when a document was published."""
        ordinal = self.days[document]
        return date.fromordinal(ordinal) if ordinal else None


def describe_documents(documents: Sequence[Document]) -> tuple[list[str], list[str | None], list[int]]:
    """Return id, outlet and day of each document, as `Roster.add` takes them."""
    return (
        [each.id for each in documents],
        [each.outlet for each in documents],
        [0 if each.published is None else each.published.toordinal() for each in documents],
    )


def write_rows(described: tuple[Sequence[Any], ...]) -> bytes:
    """Return descriptions as a line of JSON."""
    return (json.dumps(described) + "\n").encode()


def read_rows(data: bytes) -> Roster:
    """Return the roster of all lines that `write_rows` made."""
    roster = Roster()
    for line in data.splitlines():
        roster.add(*json.loads(line))
    return roster
