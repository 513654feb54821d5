"""Which fragments stand up: several sentences by their likeness, a single one by the information of what it shares."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from compare.matching.edits import align_words, share_words
from compare.matching.evidence import Evidence, measure_evidence, needed_bits
from compare.matching.finish import slide_edges
from compare.matching.fragments import GAP_UNITS, MIN_FRAGMENT_COSINE, group_seeds, trim_order, trim_words, widen_units
from compare.matching.moved import Stretch, find_moved
from compare.matching.pairs import Fragment, Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.matching.occupied import Occupied
    from compare.matching.prepare import Flags, Ints
    from compare.matching.seeds import Seed

_SHORT_SHARE = 0.5
_SENTENCE_SHARE = 0.4
"""Likeness of a short fragment, and of a long single sentence (PAN 2013: .4 to .6 and .3 to .5 alike, .952 to .953)."""

Walls = tuple[list[int], list[int]]
"""Words, ascending on the left and on the right, over which no fragment reaches."""


def find_taken(pair: Pair, occupied: Occupied) -> tuple[Flags, Flags]:
    """Return the units on the left and on the right that lie mostly in passages that were chosen."""
    import numpy as np

    def is_taken(taken: Flags, bounds: Ints) -> Flags:
        flags: Flags = 2 * np.add.reduceat(taken, bounds[:-1], dtype=np.float64) > np.diff(bounds)
        return flags

    return is_taken(occupied.left, pair.left.bounds), is_taken(occupied.right, pair.right.bounds)


def _leave_out(pair: Pair, seeds: Sequence[Seed], occupied: Occupied) -> list[Seed]:
    """Return the seeds of which neither unit lies mostly in a passage that was chosen."""
    left, right = find_taken(pair, occupied)
    return [seed for seed in seeds if not left[seed.left] and not right[seed.right]]


def choose_fragments(
    pair: Pair, seeds: Sequence[Seed], walls: Walls, stretches: Sequence[Stretch], evidence: Evidence, occupied: Occupied
) -> list[Fragment]:
    """Return the fragments that stand up, long ones first; none reaches over a wall, or holds text that was moved inside it."""
    chosen: list[Fragment] = []
    candidates = []
    waiting = _part_at_walls(pair, seeds, walls)
    while waiting:
        group = waiting.pop()
        for i0, i1, j0, j1, cosine in group_seeds(pair, group, GAP_UNITS, MIN_FRAGMENT_COSINE):
            fragment = Fragment.of_units(pair, *widen_units(pair, i0, i1, j0, j1), cosine)
            fragment = trim_words(pair, fragment)
            moved = [each for each in find_moved(stretches, fragment) if occupied.is_free(each)]
            if moved:
                for each in moved:
                    occupied.add(each)
                chosen += moved
                inside = [seed for seed in group if i0 <= seed.left < i1 and j0 <= seed.right < j1]
                waiting += _part_at_walls(pair, _leave_out(pair, inside, occupied), find_walls(moved, occupied))
            elif fragment.left_length and fragment.right_length:
                candidates.append(
                    (not pair.is_long(fragment), -cosine * min(fragment.left_length, fragment.right_length), fragment)
                )
    for _, _, candidate in sorted(candidates):
        core = occupied.free_core(candidate)
        core = slide_edges(pair, core) if core else None
        if core is not None and not (pair.is_long(core) and pair.has_sentences(core)):
            core = _judge_short(pair, core, evidence)
        if core is not None:
            occupied.add(core)
            chosen.append(core)
    return chosen


def find_walls(blocks: Sequence[Fragment], occupied: Occupied) -> Walls:
    """Return where verbatim blocks and stretches of closed words begin, on each side."""
    left, right = occupied.find_closed()
    return sorted([*left, *(b.left_start for b in blocks)]), sorted([*right, *(b.right_start for b in blocks)])


def _part_at_walls(pair: Pair, seeds: Sequence[Seed], walls: Walls) -> list[list[Seed]]:
    """Part seeds by the walls that they stand between, on the left and on the right."""
    lefts, rights = walls
    if not lefts and not rights:
        return [list(seeds)]
    parts: dict[tuple[int, int], list[Seed]] = {}
    for seed in seeds:
        place = bisect_right(lefts, pair.left.bounds[seed.left]), bisect_right(rights, pair.right.bounds[seed.right])
        parts.setdefault(place, []).append(seed)
    return list(parts.values())


def _judge_short(pair: Pair, fragment: Fragment, evidence: Evidence) -> Fragment | None:
    """Return a short fragment cut to what it shares in order; None if that is too little, or too common."""
    least = _SENTENCE_SHARE if pair.is_long(fragment) else _SHORT_SHARE
    fragment = trim_order(pair, fragment, align_words(*pair.list_stems(fragment)))
    left, right = pair.list_stems(fragment)
    if share_words(left, right, align_words(left, right)) < least:
        return None
    bits = measure_evidence(evidence, pair.align_forms(fragment), fragment.left_start, fragment.right_start)
    i0, i1, j0, j1, _ = fragment
    return fragment if bits >= needed_bits(pair, (i0, i1), (j0, j1)) else None
