"""From matches to clusters: pieces that correspond are one shared passage."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from compare.model.clusters import Cluster
from compare.model.spans import Passage
from compare.reuse.kinds import tell_kind
from compare.reuse.pieces import TOLERANCE, Side, find_cuts, pair_pieces, read_sides, read_whole
from compare.text.words import Words, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compare.model.matches import Match
    from compare.model.segments import SegmentedDocument
    from compare.options import ClusterOptions

_MOST_BETWEEN = 25
"""Words: about one sentence that only one of the documents has, or that was rewritten."""

Piece = tuple[str, int, int]
"""Document, first word, word after the last."""


def cluster_matches(
    matches: Sequence[Match], documents: Sequence[SegmentedDocument], options: ClusterOptions
) -> tuple[Cluster, ...]:
    """Return the shared passages of all documents, those in most documents first, then the longest, then by place.

    Every match lies in at least one cluster.

    Args:
        matches: Of every pair of documents.
        documents: In the order of the comparison.
        options: How the kind is told.
    """
    if not matches:
        return ()
    by_id = {each.document.id: each for each in documents}
    place = {id: k for k, id in enumerate(by_id)}
    touched = {passage.document for match in matches for passage in (match.left, match.right)}
    words = {id: split_words(by_id[id].document.text) for id in by_id if id in touched}
    wholes: dict[tuple[str, str], list[Side]] = {}
    for match in matches:
        side = read_whole(match, words[match.left.document].starts)
        wholes.setdefault((side.document, side.other), []).append(side)
    groups = _join_neighbours(_group_pieces(matches, by_id, words), place, wholes)
    members = [_cut_members(group, by_id, words) for group in groups]
    members += [(match.left, match.right) for match in _find_lost(matches, members)]
    clusters = []
    for passages in members:
        ordered = tuple(sorted(passages, key=lambda passage: (place[passage.document], passage.start, passage.end)))
        kind, reason = tell_kind(ordered, by_id, options)
        clusters.append(Cluster(id=ordered[0].id, passages=ordered, kind=kind, reason=reason))
    clusters.sort(
        key=lambda cluster: (
            -len(cluster.documents),
            -max(passage.length for passage in cluster.passages),
            place[cluster.passages[0].document],
            cluster.passages[0].start,
            cluster.passages[0].end,
        )
    )
    return tuple(clusters)


def _group_pieces(
    matches: Iterable[Match], documents: Mapping[str, SegmentedDocument], words: Mapping[str, Words]
) -> list[list[Piece]]:
    """Return the pieces that correspond to one another, each group of at least two documents."""
    starts = {id: each.starts for id, each in words.items()}
    sides = [side for match in matches for side in read_sides(match, starts)]
    begins = {
        id: [*(bisect_left(starts[id], sentence.start) for sentence in documents[id].sentences), len(starts[id])] for id in words
    }
    cuts = find_cuts(sides, begins)
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for side in sides:
        for k, other in pair_pieces(side, cuts):
            one, two = find((side.document, k)), find((side.other, other))
            if one != two:
                parent[max(one, two)] = min(one, two)
    groups: dict[tuple[str, int], list[Piece]] = {}
    for node in sorted(parent):
        document, k = node
        groups.setdefault(find(node), []).append((document, cuts[document][k], cuts[document][k + 1]))
    return [group for group in groups.values() if len({piece[0] for piece in group}) > 1]


def _join_neighbours(
    groups: Iterable[list[Piece]], place: Mapping[str, int], wholes: Mapping[tuple[str, str], list[Side]]
) -> list[list[Piece]]:
    """Join groups that follow one another in the same documents everywhere.

    Neither a paragraph break cuts a passage, nor a rewritten clause inside one match; text that other documents share, too, does.

    Args:
        groups: Pieces that correspond.
        place: Place of each document in the comparison.
        wholes: Left sides of all matches in words, for each pair of documents.
    """
    ordered = [sorted(group, key=lambda piece: (place[piece[0]], piece[1])) for group in groups]
    ordered.sort(key=lambda group: (place[group[0][0]], group[0][1]))
    pieces: dict[str, list[tuple[int, int]]] = {}
    for k, group in enumerate(ordered):
        for document, start, _ in group:
            pieces.setdefault(document, []).append((start, k))
    following = {document: {one: other[1] for one, other in pairwise(sorted(each))} for document, each in pieces.items()}
    root = list(range(len(ordered)))
    joined = [list(group) for group in ordered]
    for k, group in enumerate(ordered):
        followers = {following[document].get((start, k)) for document, start, _ in group}
        follower = followers.pop() if len(followers) == 1 else None
        if follower is None or follower <= k or not _continues(group, ordered[follower], wholes):
            continue
        root[follower] = root[k]
        whole = joined[root[k]]
        whole[:] = [(document, start, end) for (document, start, _), (_, _, end) in zip(whole, ordered[follower], strict=True)]
    return [joined[k] for k in range(len(ordered)) if root[k] == k]


def _continues(group: Sequence[Piece], follower: Sequence[Piece], wholes: Mapping[tuple[str, str], list[Side]]) -> bool:
    """Return whether a group goes on in another: in the same documents, without more than a few words between."""
    if len(group) != len(follower) or any(one[0] != other[0] for one, other in zip(group, follower, strict=True)):
        return False
    gap = max(other[1] - one[2] for one, other in zip(group, follower, strict=True))
    if gap <= TOLERANCE:
        return True
    first, second = group[0], next((piece for piece in group if piece[0] != group[0][0]), group[0])
    return gap <= _MOST_BETWEEN and any(
        side.start < first[2] and follower[0][1] < side.end for side in wholes.get((first[0], second[0]), [])
    )


_OPENING = "\"'“‘«„([「『¿¡"


def _cut_members(
    group: Iterable[Piece], documents: Mapping[str, SegmentedDocument], words: Mapping[str, Words]
) -> tuple[Passage, ...]:
    """Return the pieces of a group as passages, with the punctuation around them."""
    passages = []
    for document, first, last in group:
        text, starts, ends = documents[document].document.text, words[document].starts, words[document].ends
        start, end = starts[first], ends[last - 1]
        before = ends[first - 1] if first else 0
        after = starts[last] if last < len(starts) else len(text)
        while start > before and text[start - 1] in _OPENING:
            start -= 1
        while end < after and not text[end].isspace() and text[end] not in "([“‘«„":
            end += 1
        passages.append(Passage(document, start, end))
    return tuple(passages)


def _find_lost(matches: Iterable[Match], members: Iterable[Sequence[Passage]]) -> list[Match]:
    """Return the matches that clusters hold to less than half: there the wording was changed so much that no piece
    corresponds.
    """
    held: dict[frozenset[str], list[Sequence[Passage]]] = {}
    for passages in members:
        ids = sorted({passage.document for passage in passages})
        for k, one in enumerate(ids):
            for two in ids[k + 1 :]:
                held.setdefault(frozenset((one, two)), []).append(passages)
    return [
        match for match in matches if not _is_held(match, held.get(frozenset((match.left.document, match.right.document)), []))
    ]


def _is_held(match: Match, members: Sequence[Sequence[Passage]]) -> bool:
    """Return whether clusters hold at least half of a match on both sides."""
    return all(
        2 * sum(passage.span.overlap(side) for passages in members for passage in passages if passage.document == side.document)
        >= side.length
        for side in (match.left, match.right)
    )
