"""Short wording that both documents share: runs of the same words, chained over small edits.

This is what finds a borrowed half sentence, a headline or a quotation; whole sentences and longer passages come
from `fragments`.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from compare.matching.blocks import count_crumbs
from compare.matching.evidence import Evidence, measure_evidence, needed_bits
from compare.matching.pairs import Fragment, Pair
from compare.matching.verbatim import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.matching.occupied import Occupied

_MOST_GAP = 4
"""Words that may be changed, dropped or added between two runs."""
_LEAST_RUN = 3
_NEIGHBOUR_WORDS = 4
_NEIGHBOUR_BITS = 4.0
"""What a run beside a passage needs (PAN 2013: without such runs .950, with them .951; translated .949 and .951)."""
_MOST_OPEN = 64
"""Chains that a run is tried against, the latest first: bounds the cost where a phrase repeats without end."""


def find_chains(pair: Pair, runs: Sequence[Run], evidence: Evidence, occupied: Occupied, min_words: int) -> list[Fragment]:
    """Return the chains of runs with enough evidence in what is not yet occupied, best first; they are marked as occupied.

    Args:
        pair: Both documents.
        runs: Runs of equal words, ordered by place.
        evidence: Bits of each word.
        occupied: What other passages hold.
        min_words: Least number of equal words.
    """
    waiting: list[tuple[float, list[Run]]] = []

    def trim(chain: list[Run]) -> list[Run]:
        n_first, n_last = count_crumbs(pair, chain[0])[0], count_crumbs(pair, chain[-1])[1]
        chain[0] = chain[0].cut(n_first, 0)
        chain[-1] = chain[-1].cut(0, n_last)
        return chain

    def offer(free: list[Run]) -> None:
        for chain in map(trim, chain_runs(free)):
            bits = _chain_bits(evidence, chain)
            if sum(run.length for run in chain) >= min_words and bits >= _needed(pair, chain):
                heapq.heappush(waiting, (-bits, chain))

    offer([part for run in runs for part in occupied.free_parts(run)])
    found = []
    while waiting:
        _, chain = heapq.heappop(waiting)
        free = [part for run in chain for part in occupied.free_parts(run)]
        if free != chain:
            offer(free)
            continue
        fragment = Fragment.of_runs(chain[0], chain[-1])
        if not occupied.is_free(fragment):  # the words between the runs are taken: each run stands for itself
            for run in chain:
                if len(chain) > 1:
                    offer([run])
            continue
        occupied.add(fragment)
        found.append(fragment)
    return found


def chain_runs(runs: Sequence[Run]) -> list[list[Run]]:
    """Link each run to the latest chain that it continues on both sides within `_MOST_GAP` words."""
    done: list[list[Run]] = []
    live: list[list[Run]] = []
    for run in runs:
        if run.length < _LEAST_RUN:
            continue
        live = [chain for chain in live if run.left - chain[-1].left_end <= _MOST_GAP][-_MOST_OPEN:]
        for chain in reversed(live):
            last = chain[-1]
            if run.left >= last.left_end and 0 <= run.right - last.right_end <= _MOST_GAP:
                chain.append(run)
                break
        else:
            live.append([run])
            done.append(live[-1])
    return done


def _chain_bits(evidence: Evidence, chain: Sequence[Run]) -> float:
    return measure_evidence(evidence, ((run.left, run.left_end, run.right, run.right_end) for run in chain), 0, 0)


def _needed(pair: Pair, chain: Sequence[Run]) -> float:
    i0, i1, j0, j1, _ = Fragment.of_runs(chain[0], chain[-1])
    return needed_bits(pair, (i0, i1), (j0, j1))


def find_neighbours(
    runs: Sequence[Run], evidence: Evidence, occupied: Occupied, passages: Iterable[Fragment], gap: int
) -> list[Fragment]:
    """Return the free runs that go on where a passage ends, or lead to where it begins; they are marked as occupied.

    Beside a passage that is sure, a few words in order need little evidence.

    Args:
        runs: Runs of equal words, ordered by place.
        evidence: Bits of each word.
        occupied: What passages hold.
        passages: Those found.
        gap: Words that may lie between a run and its passage, on either side.
    """
    ends, starts = {}, {}
    for passage in passages:
        ends[passage.left_end], starts[passage.left_start] = passage.right_end, passage.right_start
    found = []
    for run in runs:
        if run.length < _NEIGHBOUR_WORDS:
            continue
        before, after = range(run.left - gap, run.left + 1), range(run.left_end, run.left_end + gap + 1)
        follows = any(0 <= run.right - ends[word] <= gap for word in before if word in ends)
        if not follows and not any(0 <= starts[word] - run.right_end <= gap for word in after if word in starts):
            continue
        fragment = Fragment.of_runs(run, run)
        if _chain_bits(evidence, [run]) >= _NEIGHBOUR_BITS and occupied.is_free(fragment):
            occupied.add(fragment)
            found.append(fragment)
    return found
