"""What a scan remembers of each document beside its words: its name, who published it, and when."""

from __future__ import annotations

import json
from array import array
from datetime import date
from typing import TYPE_CHECKING, Any

from compare.text.outlets import fold_outlet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model.documents import Document


class Roster:
    """The documents of a corpus by their numbers.

    Attributes:
        ids: Id of each document.
        outlets: Number of each document's outlet in `names`, -1 where it is unknown.
        spellings: Number of its name as the document has it in `spelt`, -1 where it is unknown.
        days: Day of publication of each document as a proleptic Gregorian ordinal, 0 where it is unknown.
        names: The outlets, in the order in which they were met; two spellings of one are one outlet, under the first.
        spelt: Their names in every spelling.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.outlets = array("i")
        self.days = array("i")
        self.spellings = array("i")
        self.names: list[str] = []
        self.spelt: list[str] = []
        self._numbers: dict[str, int] = {}
        self._known: dict[str | None, tuple[int, int]] = {None: (-1, -1)}

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, ids: Sequence[str], outlets: Sequence[str | None], days: Sequence[int]) -> None:
        """Add documents at the end."""
        self.ids += ids
        self.days.extend(days)
        for outlet in outlets:
            known = self._known.get(outlet)
            if known is None:
                known = self._known[outlet] = self._learn(outlet or "")
            self.outlets.append(known[0])
            self.spellings.append(known[1])

    def _learn(self, outlet: str) -> tuple[int, int]:
        number = self._numbers.setdefault(fold_outlet(outlet), len(self.names))
        if number == len(self.names):
            self.names.append(outlet)
        self.spelt.append(outlet)
        return number, len(self.spelt) - 1

    def outlet(self, document: int) -> str | None:
        """Return who published a document, as it says itself."""
        number = self.spellings[document]
        return None if number < 0 else self.spelt[number]

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
