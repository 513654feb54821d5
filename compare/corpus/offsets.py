"""From positions of words to code points, and to the words themselves: only batches with a passage are read again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from compare.corpus.digesting import split_texts
from compare.corpus.processes import map_forked
from compare.matching.fingerprints.words import cut_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from compare.corpus.store import Store

    Ints = NDArray[np.int64]

R = TypeVar("R")


class Texts:
    """The texts of a corpus, as a store holds them batch by batch.

    Args:
        store: In which all documents are.
        firsts: Position of the first word of each document.
    """

    def __init__(self, store: Store, firsts: Ints) -> None:
        import numpy as np

        self._store, self._firsts = store, firsts
        sizes = np.asarray(store.read("batches")).reshape(-1, 2)
        self._lengths = np.asarray(store.read("lengths"))
        self._documents, self._bytes = (np.concatenate(([0], np.cumsum(column))) for column in sizes.T)

    @property
    def n_characters(self) -> int:
        """Code points of all texts."""
        return int(self._lengths.sum())

    def _batches(self, documents: Ints) -> Iterator[tuple[int, Ints]]:
        """Yield each batch that holds any of `documents`, which are ascending, with the slice of those in it."""
        import numpy as np

        cuts = np.searchsorted(documents, self._documents)
        for number in np.flatnonzero(np.diff(cuts)).tolist():
            yield number, np.arange(cuts[number], cuts[number + 1])

    def _read(self, batch: int, documents: Ints) -> list[str]:
        """Return the texts of some documents of a batch."""
        begin, end = self._bytes[batch : batch + 2].tolist()
        first, last = self._documents[batch : batch + 2].tolist()
        texts = split_texts(self._store.read("texts", begin, end).tobytes(), self._lengths[first:last].tolist())
        return [texts[number] for number in (documents - first).tolist()]

    def locate(self, document: Ints, start: Ints, end: Ints, n_processes: int) -> tuple[Ints, Ints]:
        """Return first code point and code point after the last of places that are given by positions of words.

        Args:
            document: Of each place, shape (n_places,), in any order.
            start: Position of its first word.
            end: Position after its last word.
            n_processes: As for `map_forked`.
        """
        import numpy as np

        order = np.argsort(document, kind="stable")
        sorted_documents = document[order]

        def locate(batch: tuple[int, Ints]) -> tuple[Ints, Ints, Ints]:
            chosen = order[batch[1]]
            documents, number = np.unique(document[chosen], return_inverse=True)
            words = cut_words(self._read(batch[0], documents))
            shift = words.bounds[number] - self._firsts[document[chosen]]
            return chosen, words.locate(start[chosen] + shift)[0], words.locate(end[chosen] - 1 + shift)[1]

        first, last = np.zeros(len(document), dtype=np.int64), np.zeros(len(document), dtype=np.int64)
        for chosen, begins, ends in map_forked(locate, list(self._batches(sorted_documents)), n_processes):
            first[chosen], last[chosen] = begins, ends
        return first, last

    def look_at(self, documents: Ints, look: Callable[[int, str], R], n_processes: int) -> list[R]:
        """Return what `look` returns for the number and the text of each of some documents, which are ascending, each once."""

        def read(batch: tuple[int, Ints]) -> list[R]:
            numbers = documents[batch[1]]
            return [look(*each) for each in zip(numbers.tolist(), self._read(batch[0], numbers), strict=True)]

        return [each for found in map_forked(read, list(self._batches(documents)), n_processes) for each in found]
