"""From matches to clusters: pieces that say the same are one shared passage."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from compare.model.clusters import Cluster
from compare.model.spans import Passage
from compare.reuse.direction import Directions
from compare.reuse.kinds import tell_kind
from compare.reuse.links import link_pieces
from compare.reuse.pieces import LEAST_PIECE, Pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compare.model.matches import Match
    from compare.model.segments import SegmentedDocument
    from compare.options import ClusterOptions
    from compare.reuse.links import Link

_MOST_BETWEEN = 12
"""Words that only one of the documents has, inside one passage."""
_LEAST_HELD = 0.25
"""Of the shorter side of a match, so much is linked piece by piece; else the match is a passage as it is."""


class Member(NamedTuple):
    """Words `[start, end)` of a document that belong to a group."""

    document: str
    start: int
    end: int


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
    by_id = {each.document.id: each for each in documents}
    directions = Directions(by_id)
    clusters = []
    for passages in group_matches(matches, documents):
        kind, reason = tell_kind(passages, by_id, options)
        clusters.append(
            Cluster(id=passages[0].id, passages=passages, kind=kind, reason=reason, hints=directions.find_hints(passages))
        )
    return tuple(clusters)


def group_matches(matches: Sequence[Match], documents: Sequence[SegmentedDocument]) -> list[tuple[Passage, ...]]:
    """Return the members of each shared passage, ordered by document, then by place.

    Those in most documents come first, then the longest, then by place.
    """
    if not matches:
        return []
    by_id = {each.document.id: each for each in documents}
    place = {id: k for k, id in enumerate(by_id)}
    touched = {passage.document for match in matches for passage in (match.left, match.right)}
    pieces = {id: Pieces(by_id[id]) for id in by_id if id in touched}
    links = link_pieces(matches, pieces)
    groups = _join_neighbours(_group_pieces([link for each in links for link in each], pieces, place), pieces, place)
    members = [tuple(_make_passage(member, pieces[member.document]) for member in group) for group in groups]
    members += [
        tuple(
            _make_passage(Member(side.document, *pieces[side.document].word_range(side)), pieces[side.document])
            for side in (match.left, match.right)
        )
        for match, held in zip(matches, links, strict=True)
        if not _is_held(match, held, pieces)
    ]
    ordered = [tuple(sorted(each, key=lambda passage: (place[passage.document], passage.start, passage.end))) for each in members]
    ordered.sort(
        key=lambda passages: (
            -len({passage.document for passage in passages}),
            -max(passage.length for passage in passages),
            place[passages[0].document],
            passages[0].start,
            passages[0].end,
        )
    )
    return ordered


def _group_pieces(links: Iterable[Link], pieces: Mapping[str, Pieces], place: Mapping[str, int]) -> list[list[Member]]:
    """Return the pieces that links hold together, each group ordered by place; neighbours in one document are one member."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}
    extents: dict[tuple[str, int], tuple[int, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for link in links:
        for end in (link.left, link.right):
            first, last = extents.get((end.document, end.piece), (end.start, end.end))
            extents[end.document, end.piece] = min(first, end.start), max(last, end.end)
        one, two = find(link.left[:2]), find(link.right[:2])
        if one != two:
            parent[max(one, two)] = min(one, two)
    groups: dict[tuple[str, int], list[Member]] = {}
    for document, piece in sorted(parent, key=lambda node: (place[node[0]], node[1])):
        start, stop = _widen(pieces[document], piece, *extents[document, piece])
        group = groups.setdefault(find((document, piece)), [])
        if group and group[-1].document == document and start <= group[-1].end:
            group[-1] = group[-1]._replace(end=stop)
        else:
            group.append(Member(document, start, stop))
    return list(groups.values())


def _widen(pieces: Pieces, piece: int, start: int, end: int) -> tuple[int, int]:
    """Return the words of a piece that a passage holds: all of them, if it leaves out a few only."""
    last = pieces.end_of(piece)
    most = min(LEAST_PIECE, (last - piece) // 4)
    return (piece if start - piece <= most else start), (last if last - end <= most else end)


def _join_neighbours(
    groups: Iterable[list[Member]], pieces: Mapping[str, Pieces], place: Mapping[str, int]
) -> list[list[Member]]:
    """Join groups that follow one another in the same documents everywhere.

    A paragraph break does not cut a passage; text that other documents share, too, does, and so does a quotation.
    """
    ordered = sorted(groups, key=lambda group: (place[group[0].document], group[0].start))
    found: dict[str, list[tuple[int, int]]] = {}
    for k, group in enumerate(ordered):
        for member in group:
            found.setdefault(member.document, []).append((member.start, k))
    following = {document: {one: other[1] for one, other in pairwise(sorted(each))} for document, each in found.items()}
    root = list(range(len(ordered)))
    joined = [list(group) for group in ordered]
    for k, group in enumerate(ordered):
        followers = {following[member.document].get((member.start, k)) for member in group}
        follower = followers.pop() if len(followers) == 1 else None
        if follower is None or follower <= k or not _continues(group, ordered[follower], pieces):
            continue
        root[follower] = root[k]
        whole = joined[root[k]]
        whole[:] = [one._replace(end=other.end) for one, other in zip(whole, ordered[follower], strict=True)]
    return [joined[k] for k in range(len(ordered)) if root[k] == k]


def _continues(group: Sequence[Member], follower: Sequence[Member], pieces: Mapping[str, Pieces]) -> bool:
    """Return whether a group goes on in another: in the same documents, with few words between.

    Nothing goes on from or to a sentence that is a quotation, but for the rest of that sentence.
    """
    if len(group) != len(follower) or any(one.document != other.document for one, other in zip(group, follower, strict=True)):
        return False
    if max(other.start - one.end for one, other in zip(group, follower, strict=True)) > _MOST_BETWEEN:
        return False
    if any(not pieces[other.document].begins_sentence(other.start) for other in follower):
        return True
    return _is_quote(group, pieces) == _is_quote(follower, pieces)


def _is_quote(group: Iterable[Member], pieces: Mapping[str, Pieces]) -> bool:
    return any(pieces[member.document].is_quote(member.start) for member in group)


_OPENING = "\"'“‘«„([「『¿¡"
_LOOSE = ",;:–—-"


def _make_passage(member: Member, pieces: Pieces) -> Passage:
    """Return the words of a member as a passage, with the punctuation around them."""
    first, last = pieces.trim(member.start, member.end)
    text, starts, ends = pieces.document.text, pieces.starts, pieces.ends
    start, end = starts[first], ends[last - 1]
    before = ends[first - 1] if first else 0
    after = starts[last] if last < len(starts) else len(text)
    while start > before and text[start - 1] in _OPENING:
        start -= 1
    while end < after and not text[end].isspace() and text[end] not in "([“‘«„":
        end += 1
    while end > ends[last - 1] and text[end - 1] in _LOOSE:
        end -= 1
    return Passage(member.document, start, end)


def _is_held(match: Match, links: Iterable[Link], pieces: Mapping[str, Pieces]) -> bool:
    """Return whether links hold enough of a match: not where the wording was changed so much that no pieces correspond."""
    lefts, rights = {link.left for link in links}, {link.right for link in links}
    first, last = pieces[match.left.document].word_range(match.left)
    begin, stop = pieces[match.right.document].word_range(match.right)
    held = min(sum(end.end - end.start for end in lefts), sum(end.end - end.start for end in rights))
    return bool(lefts) and held >= _LEAST_HELD * min(last - first, stop - begin)
