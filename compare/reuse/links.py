"""Which piece of one document says the same as which piece of another, inside their matches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compare.model.matches import Match
    from compare.reuse.pieces import Pieces

_BEST_SHARE = 0.85
"""Pieces are linked if they are at least this share as alike as the best partner of one of them, or of both."""
_MUTUAL_SHARE = 0.35
_ONE_SIDED_SHARE = 0.5
"""Of the shorter piece's words that say something, so many stand in the other; more if the other has a better partner."""
_LEAST_COMMON = 2
_CORE_WORDS = 3
"""A part of a sentence is told from another by so many common words."""
_MOST_POSTINGS = 8
"""Words in more pieces of a match than that find no partner; there the order of the match does."""
_MOST_ROUNDS = 3
_MOST_CORE = 400
"""Words: longer pieces are no sentences, and are not cut."""

Clip = tuple[int, int, int]


class End(NamedTuple):
    """One end of a link.

    Args:
        document: Id.
        piece: First word of the piece.
        start: First of its words that lie in the match.
        end: Word after the last of them.
    """

    document: str
    piece: int
    start: int
    end: int


class Link(NamedTuple):
    """Two pieces that say the same, and what both have in common."""

    left: End
    right: End
    common: tuple[str, ...]


def link_pieces(matches: Sequence[Match], pieces: Mapping[str, Pieces]) -> list[list[Link]]:
    """Return the links of each match; sentences of which different sources share different parts are cut on the way."""
    links = [_link_match(match, pieces) for match in matches]
    for _ in range(_MOST_ROUNDS):
        changed = _cut_sentences([link for each in links for link in each], pieces)
        if not changed:
            break
        links = [
            _link_match(match, pieces) if {match.left.document, match.right.document} & changed else known
            for match, known in zip(matches, links, strict=True)
        ]
    return links


def _link_match(match: Match, pieces: Mapping[str, Pieces]) -> list[Link]:
    left, right = pieces[match.left.document], pieces[match.right.document]
    lefts, rights = left.clips(*left.word_range(match.left)), right.clips(*right.word_range(match.right))
    ours = [Counter(left.heavy_stems(start, end)) for _, start, end in lefts]
    theirs = [Counter(right.heavy_stems(start, end)) for _, start, end in rights]
    sizes = [bag.total() for bag in ours], [bag.total() for bag in theirs]
    found: dict[tuple[int, int], tuple[float, float, Counter[str]]] = {}
    for i, j in sorted(_find_candidates(ours, theirs) | _follow_edits(match, (left, right), (lefts, rights))):
        common = _intersect(ours[i], theirs[j])
        n_common, size, other = common.total(), sizes[0][i], sizes[1][j]
        dice = 2 * n_common / max(size + other, 1)
        if n_common >= _LEAST_COMMON or (dice == 1 and left.is_whole(lefts[i]) and right.is_whole(rights[j])):
            found[i, j] = dice, n_common / min(size, other), common
    best_left: dict[int, float] = {}
    best_right: dict[int, float] = {}
    for (i, j), (dice, _, _) in found.items():
        best_left[i] = max(best_left.get(i, 0.0), dice)
        best_right[j] = max(best_right.get(j, 0.0), dice)
    links = []
    for (i, j), (dice, share, common) in found.items():
        n_best = (dice >= _BEST_SHARE * best_left[i]) + (dice >= _BEST_SHARE * best_right[j])
        if (n_best == 2 and share >= _MUTUAL_SHARE) or (n_best == 1 and share >= _ONE_SIDED_SHARE):
            links.append(Link(End(match.left.document, *lefts[i]), End(match.right.document, *rights[j]), tuple(common)))
    return links


def _intersect(one: Counter[str], other: Counter[str]) -> Counter[str]:
    """Return what both have in common; cost goes by the smaller one, since a text without stops is a single piece."""
    return one & other if len(one) <= len(other) else other & one


def _find_candidates(ours: Sequence[Counter[str]], theirs: Sequence[Counter[str]]) -> set[tuple[int, int]]:
    """Return the pairs of pieces with words in common that few pieces have, wherever they stand."""
    postings: dict[str, list[int]] = {}
    for j, bag in enumerate(theirs):
        for stem in bag:
            postings.setdefault(stem, []).append(j)
    found: set[tuple[int, int]] = set()
    for i, bag in enumerate(ours):
        near = Counter(j for stem in bag if len(postings.get(stem, ())) <= _MOST_POSTINGS for j in postings.get(stem, ()))
        found.update((i, j) for j, n in near.items() if n >= _LEAST_COMMON)
    return found


def _follow_edits(
    match: Match, pieces: tuple[Pieces, Pieces], clips: tuple[Sequence[Clip], Sequence[Clip]]
) -> set[tuple[int, int]]:
    """Return the pairs of pieces that have equal words in the order of the match."""
    left, right = pieces
    lefts, rights = [clip[1] for clip in clips[0]], [clip[1] for clip in clips[1]]
    if not lefts or not rights:
        return set()
    found = set()
    for edit in match.edits:
        if edit.operation != "equal":
            continue
        first, last = bisect_left(left.starts, edit.left_start), bisect_left(left.starts, edit.left_end)
        shift = bisect_left(right.starts, edit.right_start) - first
        inside = {first, *lefts[bisect_left(lefts, first) : bisect_left(lefts, last)]}
        inside |= {each - shift for each in rights[bisect_left(rights, first + shift) : bisect_left(rights, last + shift)]}
        for word in inside:
            if first <= word < last:
                i, j = bisect_right(lefts, word) - 1, bisect_right(rights, word + shift) - 1
                if i >= 0 and j >= 0:
                    found.add((i, j))
    return found


def _cut_sentences(links: Iterable[Link], pieces: Mapping[str, Pieces]) -> set[str]:
    """Cut pieces of which links hold different parts; return the documents that were cut."""
    cores: dict[tuple[str, int], set[tuple[int, int]]] = {}
    for link in links:
        for end in (link.left, link.right):
            held = pieces[end.document]
            if end.end - end.start > _MOST_CORE:
                continue
            first, last = held.find_core(end.start, end.end, link.common)
            if sum(held.is_heavy[first:last]) >= _CORE_WORDS:
                cores.setdefault((end.document, end.piece), set()).add((first, last))
    changed = set()
    for (document, _), found in sorted(cores.items()):
        held, last_end = pieces[document], None
        for first, last in sorted(found, key=lambda core: (core[1], core[0])):
            if last_end is not None and first >= last_end:
                if held.add_cut(held.find_clause(last_end, first)):
                    changed.add(document)
                last_end = last
            elif last_end is None:
                last_end = last
    return changed
