"""The local engine: every reused passage of a corpus, on one machine.

Five steps, each of them over pieces that do not depend on one another: documents are read and cut into grams; grams of one
partition are paired; places in many documents are linked; seeds of one range of documents become passages; and passages get
their offsets.  After each piece the store commits, so that a scan that was broken off goes on there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from compare.corpus.digesting import digest_batches
from compare.corpus.memory import keep_freed_memory
from compare.corpus.plan import BATCH_CHARACTERS, BATCH_DOCUMENTS
from compare.corpus.roster import Roster, read_rows
from compare.matching.fingerprints.grams import MARGIN
from compare.matching.fingerprints.passages import find_passages
from compare.matching.fingerprints.runs import Places, find_places, pack_seeds
from compare.matching.fingerprints.seeds import Seeds, link_crowded, pair_grams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compare.corpus.plan import Plan
    from compare.corpus.store import Store
    from compare.model.documents import Document

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

T = TypeVar("T")
R = TypeVar("R")
Tell = Callable[[str, float], None]
"""Told the name of a step and how much of it is done, in [0, 1]."""

_COMMIT_CHARACTERS = 256_000_000
"""Texts after which a commit is made while documents are read: what a broken-off scan must read again at most."""


class Found(NamedTuple):
    """What an engine finds.

    Args:
        roster: The documents.
        passages: Pairs of passages by the positions of their words, ordered by the left document, then by place.
        similarity: Of each, shape (n_passages,).
        firsts: Position of the first word of each document.
        n_words: Words of each document.
        note: What was noted when all documents were read.
    """

    roster: Roster
    passages: Places
    similarity: Floats
    firsts: Ints
    n_words: Ints
    note: bytes


def find_reuse(
    documents: Iterable[Document], store: Store, plan: Plan, min_words: int, tell: Tell, note: Callable[[], bytes] = bytes
) -> Found:
    """Return every passage of at least `min_words` words that two of the documents share.

    Args:
        documents: Read once, and again from the beginning if the store holds a scan that was broken off while reading.
        store: Where arrays lie; a scan that it holds is taken up.
        plan: How the work is cut.
        min_words: Words of the shorter side.
        tell: Told of progress.
        note: Called when all documents are read: what `Found.note` is to hold, also for a scan that is taken up later.
    """
    import numpy as np

    keep_freed_memory()
    with ThreadPoolExecutor(plan.n_threads) as pool:
        if store.state.get("step", "read") == "read":
            _read(documents, store, plan, note)
        n_partitions = store.state["n_partitions"]
        roster = read_rows(store.read("rows").tobytes())
        firsts = store.read("firsts")
        forms = store.read("forms")
        ranges = np.asarray(store.read("ranges"))
        if store.state["step"] == "pair":
            _pair(store, n_partitions, plan.n_threads, firsts, ranges, pool, tell)
        if store.state["step"] == "link":
            _link(store, forms, firsts, ranges)
        _match(store, forms, firsts, ranges, min_words, pool, tell)
    rows = np.asarray(store.read("passages")).reshape(-1, 6)
    similarity = np.asarray(store.read("similarity"))
    order = np.lexsort((rows[:, 5], rows[:, 4], rows[:, 1], rows[:, 3], rows[:, 2], rows[:, 0]))
    return Found(
        roster,
        Places(*np.ascontiguousarray(rows[order].T)),
        similarity[order],
        np.asarray(firsts),
        np.asarray(store.read("words")),
        store.read("note").tobytes(),
    )


def _read(documents: Iterable[Document], store: Store, plan: Plan, note: Callable[[], bytes]) -> None:
    """Append words, grams and texts of all documents to the store."""
    import numpy as np

    state: dict[str, Any] = {"step": "read", "n_documents": 0, "n_positions": 0, "partition_bits": plan.partition_bits}
    state |= store.state
    n_positions, n_documents, n_pending = state["n_positions"], state["n_documents"], 0
    partition_bits = state["partition_bits"]  # a scan that is taken up may have been planned otherwise

    remaining = islice(iter(documents), n_documents, None)
    for each in digest_batches(cut_batches(remaining), partition_bits, plan.n_threads):
        for number, grams in enumerate(each.placed.grams):
            store.append(f"grams-{number}", grams + np.uint64(n_positions))
        store.append("forms", each.placed.forms)
        store.append("firsts", each.placed.firsts + n_positions)
        store.append("words", each.placed.n_words)
        store.append("texts", np.frombuffer(each.texts, dtype=np.uint8))
        store.append("rows", np.frombuffer(each.rows, dtype=np.uint8))
        store.append("lengths", np.array(each.lengths))
        store.append("batches", np.array([len(each.lengths), len(each.texts)]))
        n_positions += each.placed.n_positions
        n_documents += len(each.lengths)
        n_pending += len(each.texts)
        if n_pending > _COMMIT_CHARACTERS:
            store.commit(state | {"n_documents": n_documents, "n_positions": n_positions})
            n_pending = 0
    store.append("forms", np.zeros(MARGIN, dtype=np.uint32))
    store.append("note", np.frombuffer(note(), dtype=np.uint8))
    store.append("ranges", plan.cut_ranges(np.asarray(store.read("firsts")), n_positions))
    store.commit({"step": "pair", "next": 0, "n_partitions": 1 << partition_bits})


def cut_batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield documents in batches of about `BATCH_CHARACTERS`, and of `BATCH_DOCUMENTS` at most."""
    batch: list[Document] = []
    n_characters = 0
    for document in documents:
        batch.append(document)
        n_characters += len(document.text)
        if n_characters >= BATCH_CHARACTERS or len(batch) == BATCH_DOCUMENTS:
            yield batch
            batch, n_characters = [], 0
    if batch:
        yield batch


def _pair(
    store: Store, n_partitions: int, n_threads: int, firsts: Ints, ranges: Ints, pool: ThreadPoolExecutor, tell: Tell
) -> None:
    """Turn the grams of each partition into seeds, and hand them to the ranges of their left documents."""
    state = store.state
    begin = state["next"]

    def pair(number: int) -> tuple[list[Any], Seeds]:
        seeds = pair_grams(store.load(f"grams-{number}"))
        return _hand_out(seeds, firsts, ranges), seeds

    for number, (parts, seeds) in enumerate(_work(pool, n_threads, pair, range(begin, n_partitions)), begin):
        _append_seeds(store, parts)
        store.append("crowded", seeds.crowded)
        store.drop(f"grams-{number}")
        store.commit(state | {"next": number + 1})
        tell("Pairing", (number + 1) / n_partitions)
    store.commit(state | {"step": "link"})


def _link(store: Store, forms: NDArray[np.uint32], firsts: Ints, ranges: Ints) -> None:
    """Link what stands in many documents."""
    seeds = link_crowded(store.read("crowded"), forms, firsts)
    _append_seeds(store, _hand_out(seeds, firsts, ranges))
    store.drop("crowded")
    store.commit(store.state | {"step": "match", "next": 0})


def _hand_out(seeds: Seeds, firsts: Ints, ranges: Ints) -> list[NDArray[np.uint64]]:
    """Return the packed seeds of each range."""
    import numpy as np

    begins = np.append(firsts[ranges[:-1]] - MARGIN, np.iinfo(np.int64).max)
    if len(ranges) == 2:
        return [pack_seeds(seeds.left, seeds.right, int(begins[0]))]
    number = np.searchsorted(begins, seeds.left, side="right") - 1
    order = np.argsort(number.astype(np.uint16), kind="stable")
    cuts = np.searchsorted(number[order], np.arange(len(ranges)))
    left, right = seeds.left[order], seeds.right[order]
    return [
        pack_seeds(left[a:b], right[a:b], int(begin)) for (a, b), begin in zip(pairwise(cuts.tolist()), begins[:-1], strict=True)
    ]


def _append_seeds(store: Store, parts: list[NDArray[np.uint64]]) -> None:
    for number, packed in enumerate(parts):
        store.append(f"seeds-{number}", packed)


def _match(
    store: Store, forms: NDArray[np.uint32], firsts: Ints, ranges: Ints, min_words: int, pool: ThreadPoolExecutor, tell: Tell
) -> None:
    """Turn the seeds of each range into passages."""
    import numpy as np

    state = store.state
    begin, n_ranges = state["next"], len(ranges) - 1

    def match(number: int) -> tuple[Places, Floats]:
        first = int(firsts[ranges[number]]) - MARGIN
        places, stretches = find_places(store.load(f"seeds-{number}"), first, firsts)
        return find_passages(places, stretches, forms, min_words)

    for number, (passages, similarity) in enumerate(_work(pool, 2, match, range(begin, n_ranges)), begin):
        store.append("passages", np.stack(passages.columns(), axis=1).ravel())
        store.append("similarity", similarity)
        store.drop(f"seeds-{number}")
        store.commit(state | {"next": number + 1})
        tell("Aligning", (number + 1) / n_ranges)


def _work(pool: ThreadPoolExecutor, n_ahead: int, work: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
    """Yield the result for each piece, in order, with `n_ahead` more of them in work."""
    waiting: deque[Future[R]] = deque()
    for piece in pieces:
        waiting.append(pool.submit(work, piece))
        if len(waiting) > n_ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
