"""The last hand on what was found: neighbours joined, edges tightened, and what is too short or too little alike left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from compare.matching.edits import count_common
from compare.matching.pairs import Fragment, Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.matching.edits import Block
    from compare.matching.occupied import Occupied
    from compare.matching.prepare import Prepared
    from compare.options import MatchOptions

JOIN_WORDS = 8
"""An opening phrase of both, or a few names that differ (PAN 2013: 3 and 5 .950, 8 .951)."""
_TIGHT_WORDS = 8
"""An edge moves inwards by so many words at most (PAN 2013: 5 and 8 .953, 12 .952; on news 5 spoils a passage and mends none)."""
_OWN_WORDS = 12
"""Words of the sentences that are cut out (PAN 2013: 8 .952, 12 to 20 .953; short reuse: 12 parts one passage more than 16)."""
_OWN_SHARE = 0.25
"""Of the weight of a sentence's words, so little stands on the other side (PAN 2013: .2 and .25 .953, .3 .951; a draft with a
paragraph of its own between copied ones falls apart at each)."""
_SLIDING_WORDS = 2
"""A single word stands nearly anywhere (PAN 2013: 1 .952, 2 and 3 .953; news: 2 mends the most edges)."""


def join_fragments(fragments: Sequence[Fragment], occupied: Occupied) -> list[Fragment]:
    """Join passages that follow one another on both sides with at most `JOIN_WORDS` words between.

    None of these words may be closed or lie in another passage.
    """
    joined: list[Fragment] = []
    right_starts = sorted(fragment.right_start for fragment in fragments)
    for fragment in fragments:
        last = joined[-1] if joined else None
        if (
            last
            and bisect_left(right_starts, last.right_end) == bisect_left(right_starts, fragment.right_start)
            and 0 <= fragment.left_start - last.left_end <= JOIN_WORDS
            and 0 <= fragment.right_start - last.right_end <= JOIN_WORDS
            and not occupied.is_parted(last, fragment)
        ):
            joined[-1] = Fragment(
                last.left_start, fragment.left_end, last.right_start, fragment.right_end, max(last.cosine, fragment.cosine)
            )
        else:
            joined.append(fragment)
    return joined


def refine_fragment(pair: Pair, fragment: Fragment) -> list[Fragment]:
    """Return a fragment in parts, without sentences of somebody's own inside of it, each with its edges tightened."""
    blocks = pair.align_forms(fragment)
    parts = _split_own(pair, fragment, blocks)
    if len(parts) == 1:  # the whole fragment, which is aligned already
        return [_tighten_edges(pair, fragment, blocks)]
    return [_tighten_edges(pair, part, pair.align_forms(part)) for part in parts]


def _split_own(pair: Pair, fragment: Fragment, blocks: Sequence[Block]) -> list[Fragment]:
    """Return a fragment in parts, without the sentences inside of which the other side has next to nothing.

    A sentence between two blocks of equal words counts as somebody's own if it has none itself, and few of its stems stand on
    the other side.
    """
    i0, i1, j0, j1, cosine = fragment
    cuts = []
    for (_, b, _, d), (a, _, c, _) in pairwise(blocks):
        left = _find_own(pair.left, pair, fragment, i0 + b, i0 + a)
        right = _find_own(pair.right, pair, fragment, j0 + d, j0 + c)
        if left or right:
            cuts.append((left or (i0 + b, i0 + a), right or (j0 + d, j0 + c)))
    found = []
    for (left_end, left_start), (right_end, right_start) in cuts:
        found.append(Fragment(i0, left_end, j0, right_end, cosine))
        i0, j0 = left_start, right_start
    return [*found, Fragment(i0, i1, j0, j1, cosine)]


def _find_own(side: Prepared, pair: Pair, fragment: Fragment, start: int, end: int) -> tuple[int, int] | None:
    """Return the whole units in words `[start, end)` if they are somebody's own; None if they are few, or shared."""
    import numpy as np

    if end - start < _OWN_WORDS:
        return None
    bounds = side.bounds
    first, last = bisect_left(bounds, start), bisect_right(bounds, end) - 1
    if last <= first or int(bounds[last] - bounds[first]) < _OWN_WORDS:
        return None
    if side is pair.left:
        theirs = pair.right.stems[fragment.right_start : fragment.right_end]
    else:
        theirs = pair.left.stems[fragment.left_start : fragment.left_end]
    ours = side.stems[bounds[first] : bounds[last]]
    weights = pair.weights.idf[ours]
    if float(weights[np.isin(ours, theirs)].sum()) >= _OWN_SHARE * float(weights.sum()):
        return None
    return int(bounds[first]), int(bounds[last])


def _tighten_edges(pair: Pair, fragment: Fragment, blocks: Sequence[Block]) -> Fragment:
    """Move edges inwards where words at the edge have no partner in order.

    A clause, or what leads to or from a quotation, without any partner is left out.  The rest of a clause stays if the
    passage begins or ends with it, but for a short passage that is a part of its sentences: there the words before and
    after are somebody's own.
    """
    if not blocks:
        return fragment
    i0, i1, j0, j1, cosine = fragment
    sides = (
        (pair.left, i0, i1, i0 + blocks[0][0], i0 + blocks[-1][1]),
        (pair.right, j0, j1, j0 + blocks[0][2], j0 + blocks[-1][3]),
    )
    cut: list[int] = []
    for side, start, end, first, last in sides:
        begin = max(side.edges_in(start, first), default=start) if first - start <= _TIGHT_WORDS else start
        stop = min(side.edges_in(last, end), default=end) if end - last <= _TIGHT_WORDS else end
        cut += [begin, stop]
    holders = (pair.left, pair.left, pair.right, pair.right)
    keeps = [side.has_break(edge) for side, edge in zip(holders, cut, strict=True)]
    if not pair.is_long(fragment):
        keeps = [all(keeps)] * 4
    inner = (sides[0][3], sides[0][4], sides[1][3], sides[1][4])
    i0, i1, j0, j1 = (
        edge if keep or abs(edge - word) > _TIGHT_WORDS else word for edge, word, keep in zip(cut, inner, keeps, strict=True)
    )
    return Fragment(i0, i1, j0, j1, cosine)


def slide_edges(pair: Pair, fragment: Fragment) -> Fragment:
    """Leave out what stands between the two outermost blocks of equal words if the outer one also stands right beside the other.

    Of two places where the same words stand, the alignment takes any: a passage would begin at the headline whose words
    the lead repeats.
    """
    left, right = pair.list_forms(fragment)
    blocks = pair.align_forms(fragment)
    if not blocks:
        return fragment
    begin, other_begin, end, other_end = 0, 0, len(left), len(right)
    first, last = 0, len(blocks) - 1
    a, b, c, d = blocks[0]
    while first < last:
        a2, b2, c2, d2 = blocks[first + 1]
        if b - a < _SLIDING_WORDS or not _stand_at(left, a, b, a2 - b + a) or not _stand_at(right, c, d, c2 - d + c):
            break
        begin, other_begin = a2 - b + a, c2 - d + c
        a, b, c, d = begin, b2, other_begin, d2
        first += 1
    a, b, c, d = blocks[last]
    while last > first:
        a2, b2, c2, d2 = blocks[last - 1]
        if b - a < _SLIDING_WORDS or not _stand_at(left, a, b, b2) or not _stand_at(right, c, d, d2):
            break
        end, other_end = b2 + b - a, d2 + d - c
        a, b, c, d = a2, end, c2, other_end
        last -= 1
    i0, _, j0, _, cosine = fragment
    return Fragment(i0 + begin, i0 + end, j0 + other_begin, j0 + other_end, cosine)


def _stand_at(words: Sequence[int], start: int, end: int, place: int) -> bool:
    """Return whether words `[start, end)` stand at `place`, too."""
    return list(words[start:end]) == list(words[place : place + end - start])


def is_wanted(pair: Pair, fragment: Fragment, options: MatchOptions) -> bool:
    """Return whether a passage is as long, and shares as many of its words, as the options ask for."""
    shorter = min(fragment.left_length, fragment.right_length)
    if shorter < options.min_words:
        return False
    return count_common(*pair.list_forms(fragment)) >= options.min_similarity * shorter
