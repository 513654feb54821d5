"""Batches of documents cut into words and grams, in processes beside the one that reads.

Reading records is Python, and cutting words is a hundred short steps a batch: with threads, two processors read a corpus no
faster than one (100,000 articles: 3.6 s; with a process 2.5 s).  Texts and arrays go through memory that the processes share.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from compare.corpus.memory import map_memory
from compare.corpus.processes import CAN_FORK, Helper, explain_loss
from compare.corpus.roster import describe_documents, write_rows
from compare.matching.fingerprints.grams import Placed, place_texts

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    import numpy as np
    from numpy.typing import NDArray

    from compare.model.documents import Document

_MOST_PROCESSES: Final = 8
"""One process reads no more than so many can cut."""
_SLOTS: Final = 2
"""Batches that a process has at once: one in work, and one that waits."""
_SLOT_BYTES: Final = 1 << 24
_BYTES_EACH: Final = 12
_BYTES_MARGIN: Final = 200
"""Bytes of what is made of a character, at most (without spaces, a form and a gram for each), and of a document's margin."""


class Digest(NamedTuple):
    """What a store takes of a batch; arrays are good until the next one is asked for.

    Args:
        placed: Its words and grams.
        texts: Its texts in UTF-8, one after the other.
        lengths: Code points of each.
        rows: What the roster says of its documents, as `write_rows` gives it.
    """

    placed: Placed
    texts: bytes
    lengths: list[int]
    rows: bytes


def digest_batches(batches: Iterable[list[Document]], partition_bits: int, n_threads: int) -> Iterator[Digest]:
    """Yield the digest of each batch, in order.

    Args:
        batches: As `cut_batches` gives them.
        partition_bits: As for `place_texts`.
        n_threads: Processors that may be used; with one, or where processes cannot be forked, everything is done here.

    Raises:
        OutputError: A process ended unexpectedly.
    """
    encoded = map(_encode, batches)
    if n_threads < 2 or not CAN_FORK:
        for batch in encoded:
            yield batch.digest(place_texts(batch.strings, partition_bits))
        return
    yield from _digest_elsewhere(encoded, partition_bits, min(n_threads - 1, _MOST_PROCESSES))


class _Batch(NamedTuple):
    """A batch before its words are cut; fields as of a digest, and the texts as strings."""

    strings: list[str]
    texts: bytes
    lengths: list[int]
    rows: bytes

    def digest(self, placed: Placed) -> Digest:
        return Digest(placed, self.texts, self.lengths, self.rows)


def _encode(documents: Sequence[Document]) -> _Batch:
    texts = [document.text for document in documents]
    return _Batch(
        texts, "".join(texts).encode("utf-8", "surrogatepass"), list(map(len, texts)), write_rows(describe_documents(documents))
    )  # fmt: skip


def split_texts(data: bytes, lengths: Sequence[int]) -> list[str]:
    """Return texts that were joined and encoded, by their numbers of code points."""
    text, begin, texts = data.decode("utf-8", "surrogatepass"), 0, []
    for length in lengths:
        texts.append(text[begin : begin + length])
        begin += length
    return texts


def _digest_elsewhere(batches: Iterator[_Batch], partition_bits: int, n_processes: int) -> Iterator[Digest]:
    """Hand batches to processes in turn, and yield what they make in the same order."""
    cutters: list[_Cutter] = []
    waiting: deque[tuple[_Batch, _Cutter | None, int]] = deque()
    try:
        for _ in range(n_processes):
            cutters.append(_Cutter(partition_bits, cutters))
        for number, batch in enumerate(batches):
            cutter, slot = cutters[number % n_processes], number // n_processes % _SLOTS
            if len(waiting) == _SLOTS * n_processes:
                yield _receive(*waiting.popleft(), partition_bits)
            n_bytes = _BYTES_EACH * sum(batch.lengths) + _BYTES_MARGIN * len(batch.lengths)
            is_large = max(n_bytes, len(batch.texts)) > _SLOT_BYTES
            if not is_large:
                cutter.send(batch, slot)
            waiting.append((batch, None if is_large else cutter, slot))
        while waiting:
            yield _receive(*waiting.popleft(), partition_bits)
    finally:
        for each in cutters:
            each.helper.close()


def _receive(batch: _Batch, cutter: _Cutter | None, slot: int, partition_bits: int) -> Digest:
    return batch.digest(cutter.receive(slot) if cutter else place_texts(batch.strings, partition_bits))


class _Cutter:
    """A process that cuts words, and the memory that it shares with this one."""

    def __init__(self, partition_bits: int, others: Sequence[_Cutter]) -> None:
        self._slots = [map_memory(_SLOT_BYTES) for _ in range(_SLOTS)]
        self.helper: Helper = Helper(partial(_serve, self._slots, partition_bits), [each.helper for each in others])

    def send(self, batch: _Batch, slot: int) -> None:
        import numpy as np

        self._slots[slot][: len(batch.texts)] = np.frombuffer(batch.texts, dtype=np.uint8)
        try:
            self.helper.connection.send((slot, len(batch.texts), batch.lengths))
        except OSError as error:
            raise explain_loss() from error

    def receive(self, slot: int) -> Placed:
        """Return what was made of the batch in a slot; its arrays lie there."""
        import numpy as np

        firsts, n_words, n_positions, sizes = self.helper.receive()
        end = 4 * n_positions  # divisible by eight, as positions are (`grams.ALIGNMENT`)
        forms = self._slots[slot][:end].view(np.uint32)
        grams = self._slots[slot][end : end + 8 * sum(sizes)].view(np.uint64)
        bounds = np.concatenate(([0], np.cumsum(sizes))).tolist()
        return Placed(forms, firsts, n_words, [grams[a:b] for a, b in pairwise(bounds)])


def _serve(slots: Sequence[NDArray[np.uint8]], partition_bits: int, connection: Connection) -> None:
    """Cut what is sent, until nobody sends any more."""
    import numpy as np

    while True:
        try:
            slot, n_bytes, lengths = connection.recv()
        except (EOFError, OSError):
            return
        answer: Any
        try:
            placed = place_texts(split_texts(slots[slot][:n_bytes].tobytes(), lengths), partition_bits)
            begin = 0
            for made in [placed.forms.view(np.uint8), *(grams.view(np.uint8) for grams in placed.grams)]:
                slots[slot][begin : begin + len(made)] = made
                begin += len(made)
            answer = placed.firsts, placed.n_words, placed.n_positions, list(map(len, placed.grams))
        except Exception as error:
            answer = error
        try:
            connection.send(answer)
        except OSError:
            return
