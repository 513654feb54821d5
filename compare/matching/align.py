"""Two prepared documents -> every reused passage.

Passages are chosen from the surest to the least sure, and what is taken is never taken again: long verbatim runs,
condensed passages, fragments of several sentences, single sentences, and last the short wording that is left.
Only what repeats a passage word for word, in another place of one document, may share that passage (`repeats`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from compare.matching.chains import find_chains, find_neighbours
from compare.matching.condensed import find_condensed
from compare.matching.edges import cut_passage
from compare.matching.edits import Block, align_words, count_common, make_edits, share_words
from compare.matching.evidence import Evidence, measure_evidence, needed_bits, weigh_evidence
from compare.matching.fragments import (
    GAP_UNITS,
    MIN_FRAGMENT_COSINE,
    Fragment,
    Pair,
    group_seeds,
    trim_order,
    trim_words,
    widen_units,
)
from compare.matching.moved import Stretch, find_moved, find_stretches
from compare.matching.occupied import Closed, Occupied
from compare.matching.repeats import find_repeats
from compare.matching.seeds import Seed, find_seeds, make_vectors, weigh_terms
from compare.matching.verbatim import Run, find_runs
from compare.model.matches import Match
from compare.model.spans import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.matching.cuts import Cut
    from compare.matching.prepare import Flags, Floats, Ints, Prepared
    from compare.options import MatchOptions

_GRAM = 3
"""Words of the grams that runs are found by."""
_VERBATIM_CHARS = 256
"""A verbatim run so long is a passage of its own; shorter ones are parts of reworded passages (PAN 2013: 256 best, 200 -.003)."""
_LONG_CHARS = 230
_SHORT_CHARS = 150
"""A fragment of several units, with sides of at least 230 and 150 characters, counts by its likeness as a whole
(fitted to PAN 2013); any other needs evidence."""
_SHORT_SHARE = 0.5
_SENTENCE_SHARE = 0.4
_JOIN_WORDS = 8
"""An opening phrase of both, or a few names that differ (PAN 2013: 3 and 5 .950, 8 .951)."""
_CRUMB_WORDS = 3
"""Words of the next clause at the edge of a verbatim run: "The" also begins the sentence after it."""
_TIGHT_WORDS = 8

Walls = tuple[list[int], list[int]]
"""Words, ascending on the left and on the right, over which no fragment reaches."""


class Alignment(NamedTuple):
    """The reused passages of a pair.

    Args:
        fragments: As ranges of words, ordered by place on the left.  Two overlap only on one side, where the other
            document repeats the text.
        cuts: What was not looked for, since the documents were too long or repeat themselves too often.
    """

    fragments: list[Fragment]
    cuts: frozenset[Cut] = frozenset()


def align_prepared(
    left: Prepared, right: Prepared, bits: Floats, options: MatchOptions, closed: Closed | None = None
) -> Alignment:
    """Return the reused passages of a pair.

    Args:
        left: One document.
        right: The other one.
        bits: How rare each stem is in news at large.
        options: What counts as a passage.
        closed: Words that no passage may hold; None for none.
    """
    if not _is_in_order(left, right):
        found = _align_ordered(right, left, bits, options, closed.mirror() if closed else None)
        return Alignment(sorted(each.mirror() for each in found.fragments), found.cuts)
    return _align_ordered(left, right, bits, options, closed)


def _is_in_order(left: Prepared, right: Prepared) -> bool:
    """Return whether a pair is aligned as it stands; False if with its sides changed.

    Whatever falls by place on the left (which of two equal sentences, which of two common subsequences) must not depend on
    who stands first.  The longer document takes the left: on PAN 2013 this is .951, the shorter one there .950.
    """
    return (len(left.words), left.text) >= (len(right.words), right.text)


def _align_ordered(left: Prepared, right: Prepared, bits: Floats, options: MatchOptions, closed: Closed | None) -> Alignment:
    n_left, n_right = len(left.stems), len(right.stems)
    if min(n_left, n_right) < options.min_words:
        return Alignment([])
    if closed is None and n_left == n_right and bool((left.forms == right.forms).all()):
        return Alignment([Fragment(0, n_left, 0, n_right, 1.0)])
    weights = weigh_terms(left, right, bits)
    pair = Pair(left, right, weights, make_vectors(left, right, weights))
    evidence = weigh_evidence(pair, bits)
    occupied = Occupied(n_left, n_right, closed)
    copied, is_linked_less = find_runs(left.forms, right.forms, _GRAM)
    blocks = _choose_blocks(pair, copied, occupied)
    runs, is_chained_less = find_runs(left.stems, right.stems, _GRAM)
    taken = _find_taken(pair, occupied)
    is_all_found = bool(taken[0].all() or taken[1].all())
    seeds, is_seeded_less = find_seeds(left, right, pair.vectors, taken)
    condensed = []
    for fragment in find_condensed(pair, seeds):
        if occupied.is_free(fragment):
            occupied.add(fragment)
            condensed.append(fragment)
    found = _choose_fragments(pair, seeds, _find_walls(blocks, occupied), find_stretches(left, right, runs), evidence, occupied)
    found += find_chains(pair, copied, evidence, occupied, options.min_words)
    found += find_neighbours(copied, evidence, occupied, [*blocks, *found], _JOIN_WORDS)
    joined = _join(sorted([*blocks, *found]), occupied)
    joined = [_tighten(pair, each) for each in joined]
    wanted = [each for each in [*joined, *condensed] if _is_wanted(pair, each, options)]
    wanted += find_repeats(pair, runs, evidence, wanted, closed, options.min_words)
    told: dict[Cut, bool] = {
        "words": pair.vectors.is_cut and not is_all_found,
        "partners": is_seeded_less,
        "places": is_linked_less or is_chained_less,
    }
    return Alignment(sorted(wanted), frozenset(cut for cut, is_told in told.items() if is_told))


def make_match(left: Prepared, right: Prepared, ids: tuple[str, str], fragment: Fragment, cuts: set[Cut] | None = None) -> Match:
    """Return a passage with its offsets, likeness and edits; `cuts` takes what was cut short in the edits."""
    a = left.forms[fragment.left_start : fragment.left_end].tolist()
    b = right.forms[fragment.right_start : fragment.right_end].tolist()
    is_ordered = _is_in_order(left, right)
    blocks = align_words(a, b, cuts) if is_ordered else [(i, j, k, m) for k, m, i, j in align_words(b, a, cuts)]
    left_span = cut_passage(left, fragment.left_start, fragment.left_end)
    right_span = cut_passage(right, fragment.right_start, fragment.right_end)
    return Match(
        left=Passage(ids[0], *left_span),
        right=Passage(ids[1], *right_span),
        similarity=share_words(a, b, blocks),
        edits=make_edits(left, right, fragment, blocks, left_span, right_span),
    )


def _choose_blocks(pair: Pair, runs: Sequence[Run], occupied: Occupied) -> list[Fragment]:
    """Return the long verbatim runs, longest first, each cut to what is still free."""
    import heapq

    def is_long(run: Run) -> bool:
        chars = pair.left.count_chars(run.left, run.left + run.length), pair.right.count_chars(run.right, run.right + run.length)
        return min(chars) >= _VERBATIM_CHARS

    waiting = [(-run.length, run) for run in runs if is_long(run)]
    heapq.heapify(waiting)
    blocks = []
    while waiting:
        _, run = heapq.heappop(waiting)
        free = occupied.free_parts(run)
        if free == [run]:
            run = _drop_crumbs(pair, run)
            blocks.append(Fragment(run.left, run.left + run.length, run.right, run.right + run.length, 1.0))
            occupied.add(blocks[-1])
        else:
            for part in free:
                if is_long(part):
                    heapq.heappush(waiting, (-part.length, part))
    return blocks


def _drop_crumbs(pair: Pair, run: Run) -> Run:
    """Return a run without the few words by which it reaches into the next clause of both documents, at either edge."""

    def is_break(left: int, right: int) -> bool:
        return pair.left.has_break(left) and pair.right.has_break(right)

    def reaches_into(left: int, right: int) -> bool:
        return not (pair.left.has_break(left) or pair.right.has_break(right))

    first, last = 0, run.length
    if reaches_into(run.left, run.right):
        first = next((k for k in range(1, _CRUMB_WORDS + 1) if is_break(run.left + k, run.right + k)), 0)
    if reaches_into(run.left + last, run.right + last):
        last -= next((k for k in range(1, _CRUMB_WORDS + 1) if is_break(run.left + last - k, run.right + last - k)), 0)
    return Run(run.left + first, run.right + first, last - first)


def _find_taken(pair: Pair, occupied: Occupied) -> tuple[Flags, Flags]:
    """Return the units on the left and on the right that lie mostly in passages that were chosen."""
    import numpy as np

    def is_taken(taken: Flags, bounds: Ints) -> Flags:
        flags: Flags = 2 * np.add.reduceat(taken, bounds[:-1], dtype=np.float64) > np.diff(bounds)
        return flags

    return is_taken(occupied.left, pair.left.bounds), is_taken(occupied.right, pair.right.bounds)


def _leave_out(pair: Pair, seeds: Sequence[Seed], occupied: Occupied) -> list[Seed]:
    """Return the seeds of which neither unit lies mostly in a passage that was chosen."""
    left, right = _find_taken(pair, occupied)
    return [seed for seed in seeds if not left[seed.left] and not right[seed.right]]


def _choose_fragments(
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
                waiting += _part_at_walls(pair, _leave_out(pair, inside, occupied), _find_walls(moved, occupied))
            elif fragment.left_length and fragment.right_length:
                candidates.append(
                    (not _is_long(pair, fragment), -cosine * min(fragment.left_length, fragment.right_length), fragment)
                )
    for _, _, candidate in sorted(candidates):
        core = occupied.free_core(candidate)
        if core is not None and not (_is_long(pair, core) and _has_sentences(pair, core)):
            core = _judge_short(pair, core, evidence)
        if core is not None:
            occupied.add(core)
            chosen.append(core)
    return chosen


def _find_walls(blocks: Sequence[Fragment], occupied: Occupied) -> Walls:
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


def _is_long(pair: Pair, fragment: Fragment) -> bool:
    chars = (
        pair.left.count_chars(fragment.left_start, fragment.left_end),
        pair.right.count_chars(fragment.right_start, fragment.right_end),
    )
    return min(chars) >= _SHORT_CHARS and max(chars) >= _LONG_CHARS


def _has_sentences(pair: Pair, fragment: Fragment) -> bool:
    """Return whether a fragment reaches over more than one unit on either side."""
    left, right = pair.left.unit_of, pair.right.unit_of
    return bool(
        left[fragment.left_start] != left[fragment.left_end - 1] or right[fragment.right_start] != right[fragment.right_end - 1]
    )


def _judge_short(pair: Pair, fragment: Fragment, evidence: Evidence) -> Fragment | None:
    """Return a short fragment cut to what it shares in order; None if that is too little, or too common."""
    is_long = _is_long(pair, fragment)
    fragment = trim_order(pair, fragment, _align_stems(pair, fragment))
    blocks = _align_stems(pair, fragment)
    i0, i1, j0, j1, _ = fragment
    a, b = pair.left.stems[i0:i1].tolist(), pair.right.stems[j0:j1].tolist()
    if share_words(a, b, blocks) < (_SENTENCE_SHARE if is_long else _SHORT_SHARE):
        return None
    bits = measure_evidence(evidence, _align(pair, fragment), i0, j0)
    return fragment if bits >= needed_bits(pair, (i0, i1), (j0, j1)) else None


def _align(pair: Pair, fragment: Fragment) -> list[Block]:
    return align_words(
        pair.left.forms[fragment.left_start : fragment.left_end].tolist(),
        pair.right.forms[fragment.right_start : fragment.right_end].tolist(),
    )


def _align_stems(pair: Pair, fragment: Fragment) -> list[Block]:
    return align_words(
        pair.left.stems[fragment.left_start : fragment.left_end].tolist(),
        pair.right.stems[fragment.right_start : fragment.right_end].tolist(),
    )


def _tighten(pair: Pair, fragment: Fragment) -> Fragment:
    """Move edges inwards where words at the edge have no partner in order.

    A clause without any partner is left out.  The rest of a clause stays if the passage begins or ends with it, but for
    a short passage that is a part of its sentences: there the words before and after are somebody's own.
    """
    blocks = _align(pair, fragment)
    if not blocks:
        return fragment
    i0, i1, j0, j1, cosine = fragment
    sides = (
        (pair.left, i0, i1, i0 + blocks[0][0], i0 + blocks[-1][1]),
        (pair.right, j0, j1, j0 + blocks[0][2], j0 + blocks[-1][3]),
    )
    cut: list[int] = []
    for side, start, end, first, last in sides:
        begin = max((b for b in side.breaks_in(start, first)), default=start) if first - start <= _TIGHT_WORDS else start
        stop = min((b for b in side.breaks_in(last, end)), default=end) if end - last <= _TIGHT_WORDS else end
        cut += [begin, stop]
    holders = (pair.left, pair.left, pair.right, pair.right)
    keeps = [side.has_break(edge) for side, edge in zip(holders, cut, strict=True)]
    if not _is_long(pair, fragment):
        keeps = [all(keeps)] * 4
    inner = (sides[0][3], sides[0][4], sides[1][3], sides[1][4])
    i0, i1, j0, j1 = (
        edge if keep or abs(edge - word) > _TIGHT_WORDS else word for edge, word, keep in zip(cut, inner, keeps, strict=True)
    )
    return Fragment(i0, i1, j0, j1, cosine)


def _join(fragments: Sequence[Fragment], occupied: Occupied) -> list[Fragment]:
    """Join passages that follow one another on both sides with at most `_JOIN_WORDS` words between.

    None of these words may be closed or lie in another passage.
    """
    joined: list[Fragment] = []
    right_starts = sorted(fragment.right_start for fragment in fragments)
    for fragment in fragments:
        last = joined[-1] if joined else None
        if (
            last
            and bisect_left(right_starts, last.right_end) == bisect_left(right_starts, fragment.right_start)
            and 0 <= fragment.left_start - last.left_end <= _JOIN_WORDS
            and 0 <= fragment.right_start - last.right_end <= _JOIN_WORDS
            and not occupied.is_parted(last, fragment)
        ):
            joined[-1] = Fragment(
                last.left_start, fragment.left_end, last.right_start, fragment.right_end, max(last.cosine, fragment.cosine)
            )
        else:
            joined.append(fragment)
    return joined


def _is_wanted(pair: Pair, fragment: Fragment, options: MatchOptions) -> bool:
    """Return whether a passage is as long, and shares as many of its words, as the options ask for."""
    shorter = min(fragment.left_length, fragment.right_length)
    if shorter < options.min_words:
        return False
    a = pair.left.forms[fragment.left_start : fragment.left_end].tolist()
    b = pair.right.forms[fragment.right_start : fragment.right_end].tolist()
    return count_common(a, b) >= options.min_similarity * shorter
