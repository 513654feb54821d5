"""Ids that are unique in a comparison, and texts that stand in it twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from compare.model.documents import Document
from compare.model.notices import Notice


def unique_ids(wanted: Sequence[tuple[str, str, bool]]) -> tuple[list[str], list[Notice]]:
    """Return one id for each document, and a notice for each that differs from what was wanted.

    Args:
        wanted: For each document its id, where it was read from, and whether the id is only a file's name.

    >>> unique_ids([("ferries", "gazette/ferries.txt", True), ("ferries", "courier/ferries.txt", True)])[0]
    ['gazette-ferries', 'courier-ferries']
    """
    claims = Counter(id for id, _, _ in wanted)
    taken = set(claims)
    first: dict[str, str] = {}
    ids: list[str] = []
    notices: list[Notice] = []
    for id, path, is_file in wanted:
        new = id
        if claims[id] > 1:
            folder = path.rsplit("/", 2)[-2] if is_file and path.count("/") else ""
            if folder not in ("", ".", "..") and f"{folder}-{id}" not in taken:
                new = f"{folder}-{id}"
            elif id in first:
                number = 2
                while f"{id}-{number}" in taken:
                    number += 1
                new = f"{id}-{number}"
            if id in first:
                notices.append(Notice(message=f"has the id {id!r} like {first[id]}; it is called {new!r} here.", source=path))
            elif new != id:
                notices.append(Notice(message=f"shares the id {id!r} with others; it is called {new!r} here.", source=path))
            first.setdefault(id, path)
            taken.add(new)
        ids.append(new)
    return ids, notices


class Ids:
    """The ids of a stream, of which only a hash each is held: about 80 bytes.

    Two ids share a hash of 64 bits once in a million corpora of a million records; the later one then gets a suffix
    that it does not need, which harms nobody.

    Attributes:
        hashes: Of all ids that were taken.
    """

    def __init__(self) -> None:
        self.hashes: set[int] = set()
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return `wanted`, or the first of `wanted-2`, `wanted-3` and so on that no document has.

        >>> ids = Ids()
        >>> ids.take("ferries"), ids.take("ferries"), ids.take("ferries")
        ('ferries', 'ferries-2', 'ferries-3')
        """
        taken = self.hashes
        key = hash(wanted)
        if key not in taken:
            taken.add(key)
            return wanted
        number = self._next.get(wanted, 2)
        while hash(id := f"{wanted}-{number}") in taken:
            number += 1
        if number > 2:
            self._next[wanted] = number + 1
        taken.add(hash(id))
        return id


class RepeatedIds(Ids):
    """Ids as they are wanted, also those that were taken before."""

    def __init__(self) -> None:
        super().__init__()
        self.hashes = _NoHashes()

    def take(self, wanted: str) -> str:
        """Return `wanted`."""
        return wanted


class _NoHashes(set[int]):
    """Holds nothing, whatever is added."""

    def add(self, element: int) -> None:
        pass


def note_equal_texts(documents: Sequence[Document]) -> list[Notice]:
    """Return a notice for each text that several documents have word for word."""
    by_text: dict[str, list[str]] = {}
    for document in documents:
        by_text.setdefault(document.text, []).append(document.id)
    return [Notice(message=f"{_named(ids)} have the same text; all are kept.") for ids in by_text.values() if len(ids) > 1]


def _named(ids: list[str]) -> str:
    shown = [repr(id) for id in ids[:5]]
    if len(ids) > 5:
        shown.append(f"{len(ids) - 5:,} more")
    return f"{', '.join(shown[:-1])} and {shown[-1]}"
