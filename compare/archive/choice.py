"""Which candidates are worth aligning: for each place of the draft the best few, and the earliest one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from compare.archive.candidates import Runs

    Ints = NDArray[np.int64]


class Chosen(NamedTuple):
    """What is aligned, and what is only counted.

    Args:
        documents: Those that are aligned, best first.
        crowds: Places of the draft that further documents have.
    """

    documents: list[int]
    crowds: list[Crowd]


class Crowd(NamedTuple):
    """A place of the draft that more documents have than are aligned.

    Args:
        start: First word.
        end: Word after the last.
        n_more: Documents that have it, or most of it, and are not aligned; where these are hundreds, about so many.
    """

    start: int
    end: int
    n_more: int


def choose_documents(runs: Runs, days: Ints, most: int, crowding: Mapping[int, int]) -> Chosen:
    """Return the documents to align.

    Going from the document with most covered words to that with fewest, each is taken that has a run of which some word is in
    fewer than `most` taken documents.  Of what is not taken, the earliest document of each place is taken, too.

    Args:
        runs: Of all candidates.
        days: Day of publication of the document of each run; 0 if unknown; shape (n_runs,).
        most: Documents for each place of the draft.
        crowding: In how many documents a crowded gram stands, by the word at which it begins.
    """
    import numpy as np

    if not len(runs.document):
        return Chosen([], [])
    ids, member = np.unique(runs.document, return_inverse=True)
    covered = np.bincount(member, weights=runs.n_covered)
    rank = np.empty(len(ids), dtype=np.int64)
    rank[np.lexsort((ids, -covered))] = np.arange(len(ids))
    order = np.argsort(rank[member], kind="stable")
    start, end, rank_of, day = runs.start[order], runs.end[order], rank[member][order], days[order]
    by_rank = np.empty(len(ids), dtype=np.int64)
    by_rank[rank] = ids
    depth = np.zeros(int(end.max()) + 1, dtype=np.int64)
    taken: list[int] = []
    waiting = np.arange(len(start))
    n_full = 0
    while len(waiting):
        best = rank_of[waiting[0]]
        mine = waiting[: np.searchsorted(rank_of[waiting], best, side="right")]
        for s, e in zip(start[mine].tolist(), end[mine].tolist(), strict=True):
            depth[s:e] += 1
        taken.append(int(best))
        waiting = waiting[len(mine) :]
        is_full = depth >= most
        if is_full.sum() > n_full:
            n_full = int(is_full.sum())
            n_open = np.concatenate(([0], np.cumsum(~is_full)))
            has_room = n_open[end[waiting]] > n_open[start[waiting]]
            waiting = waiting[np.isin(rank_of[waiting], rank_of[waiting[has_room]])]
    is_left = ~np.isin(rank_of, taken)
    crowds, earliest = _group_left(start[is_left], end[is_left], rank_of[is_left], day[is_left])
    return Chosen(by_rank[[*taken, *earliest]].tolist(), [_count_crowd(each, crowding, most) for each in crowds])


def _count_crowd(crowd: Crowd, crowding: Mapping[int, int], most: int) -> Crowd:
    """Return a crowd with the number of documents that have its grams, since not all of these were looked up."""
    counts = sorted(n for word, n in crowding.items() if crowd.start <= word < crowd.end)
    n_all = counts[len(counts) // 2] if counts else 0
    return crowd._replace(n_more=max(crowd.n_more, n_all - most - 1))


def _group_left(start: Ints, end: Ints, rank: Ints, day: Ints) -> tuple[list[Crowd], list[int]]:
    """Return the places that what is left over has, those that overlap as one, and the earliest document of each."""
    import numpy as np

    if not len(start):
        return [], []
    order = np.argsort(start, kind="stable")
    start, end, rank, day = start[order], end[order], rank[order], day[order]
    reach = np.maximum.accumulate(end)
    begins = np.flatnonzero(np.concatenate(([True], start[1:] >= reach[:-1])))
    crowds, earliest = [], []
    for first, after in zip(begins.tolist(), [*begins[1:].tolist(), len(start)], strict=True):
        known = np.where(day[first:after] > 0, day[first:after], np.iinfo(np.int64).max)
        oldest = int(rank[first:after][np.lexsort((rank[first:after], known))[0]])
        n_more = len(np.unique(rank[first:after])) - 1
        if oldest not in earliest:
            earliest.append(oldest)
        if n_more:
            crowds.append(Crowd(int(start[first]), int(reach[after - 1]), n_more))
    return crowds, earliest
