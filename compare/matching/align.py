"""Two prepared documents -> every reused passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compare.matching.edges import cut_passage
from compare.matching.edits import align_words, count_common, make_edits, share_words
from compare.matching.fragments import (
    GAP_UNITS,
    MIN_FRAGMENT_COSINE,
    Fragment,
    Pair,
    group_seeds,
    trim_words,
    widen_units,
)
from compare.matching.seeds import find_seeds, weigh_terms
from compare.matching.verbatim import Run, find_runs
from compare.model.matches import Match
from compare.model.spans import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.matching.prepare import Floats, Prepared
    from compare.options import MatchOptions

VERBATIM_CHARS = 256
LONG_CHARS = 230
SHORT_CHARS = 150
CONDENSED_GAP = 24
CONDENSED_COSINE = 0.20
CONDENSED_SEED = 0.30
CONDENSED_RATIO = 4.0


def align_prepared(left: Prepared, right: Prepared, bits: Floats, options: MatchOptions) -> list[tuple]:
    if not len(left.stems) or not len(right.stems):
        return []
    pair = Pair(left, right, weigh_terms(left, right, bits))
    runs = find_runs(left, right, 8)
    blocks = []
    for r in sorted(runs, key=lambda r: (-r.length, r.left, r.right)):
        f = Fragment(r.left, r.left + r.length, r.right, r.right + r.length, 1.0)
        if min(chars(left, f.left_start, f.left_end), chars(right, f.right_start, f.right_end)) < VERBATIM_CHARS:
            continue
        if not any(overlap_left(f, g) for g in blocks):
            blocks.append(f)
    seeds = find_seeds(left, right, pair.weights)
    frags = []
    for i0, i1, j0, j1, cos in group_seeds(pair, seeds, GAP_UNITS, MIN_FRAGMENT_COSINE):
        i0, i1, j0, j1 = widen_units(pair, i0, i1, j0, j1)
        f = to_words(pair, i0, i1, j0, j1, cos)
        f = trim_words(pair, f)
        if f.left_length and f.right_length and long_enough(pair, f): frags.append(f)
    strong = [s for s in seeds if s.cosine >= CONDENSED_SEED]
    cond = []
    for i0, i1, j0, j1, cos in group_seeds(pair, strong, CONDENSED_GAP, CONDENSED_COSINE):
        f = to_words(pair, i0, i1, j0, j1, cos)
        ll, rl = chars(left, f.left_start, f.left_end), chars(right, f.right_start, f.right_end)
        if long_enough(pair, f) and (rl >= CONDENSED_RATIO * ll or ll >= CONDENSED_RATIO * rl): cond.append(f)
    chosen = list(blocks)
    cond=[c for c in cond if not any(overlap_left(c, g) for g in blocks)]
    chosen += cond
    for f in sorted(frags, key=lambda f: (-f.cosine * min(f.left_length, f.right_length), f)):
        if not any(overlap_left(f, g) for g in chosen):
            chosen.append(f)
    return sorted(chosen)

def overlap_left(f, g):
    return f.left_start < g.left_end and g.left_start < f.left_end

def to_words(pair, i0, i1, j0, j1, cos):
    return Fragment(int(pair.left.bounds[i0]), int(pair.left.bounds[i1]), int(pair.right.bounds[j0]), int(pair.right.bounds[j1]), cos)

def long_enough(pair, f):
    ll, rl = chars(pair.left, f.left_start, f.left_end), chars(pair.right, f.right_start, f.right_end)
    return min(ll, rl) >= SHORT_CHARS and max(ll, rl) >= LONG_CHARS

def chars(side, first, last):
    return side.words.ends[last - 1] - side.words.starts[first]
def make_match(left, right, lid, rid, f):
    a, b = left.forms[f.left_start:f.left_end].tolist(), right.forms[f.right_start:f.right_end].tolist()
    bl = align_words(a, b)
    ls, rs = cut_passage(left, f.left_start, f.left_end), cut_passage(right, f.right_start, f.right_end)
    return Match(left=Passage(lid, *ls), right=Passage(rid, *rs), similarity=share_words(a, b, bl), edits=make_edits(left, right, f, bl, ls, rs))
