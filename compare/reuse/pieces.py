"""Cut the documents of a story where the set of documents that share the text may change.

Everything is counted in words.  A cut is the place before a word.  The ends of all matches are cuts; a cut inside a match is carried
over to its other side, through the edits, until nothing new appears.  Cuts of one document lie more than
`TOLERANCE` words apart, so this ends, and matches whose ends differ by a word or two do not leave crumbs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compare.model.matches import Match

TOLERANCE = 4
"""Words: shorter stretches are never cut off, the shortest passage that matching reports by default has six."""

Step = tuple[int, int, int, int, bool]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a match as ranges of words, with the steps to the other side.

    Args:
        document: Id of the document.
        start: First word.
        end: Word after the last.
        other: Id of the other document.
        steps: `(start, end, other_start, other_end, is_equal)` for each edit, in order.
    """

    document: str
    start: int
    end: int
    other: str
    steps: tuple[Step, ...]

    def carry(self, cut: int) -> int:
        """Return the cut of the other document that corresponds to `cut`, which lies in `[start, end]`."""
        at = bisect_right(self.steps, cut, key=lambda step: step[0]) - 1
        start, end, other_start, other_end, is_equal = self.steps[max(at, 0)]
        if is_equal:
            return min(other_start + cut - start, other_end)
        return other_start if cut - start <= end - cut else other_end


def read_sides(match: Match, starts: Mapping[str, Sequence[int]]) -> tuple[Side, Side]:
    """Return both sides of a match in words.

    Args:
        match: The match.
        starts: First code point of each word, for each document.
    """
    lefts, rights = starts[match.left.document], starts[match.right.document]
    steps = [
        (
            bisect_left(lefts, edit.left_start),
            bisect_left(lefts, edit.left_end),
            bisect_left(rights, edit.right_start),
            bisect_left(rights, edit.right_end),
            edit.operation == "equal",
        )
        for edit in match.edits
    ]
    mirrored = [(c, d, a, b, is_equal) for a, b, c, d, is_equal in steps]
    left, right = match.left.document, match.right.document
    return (
        Side(left, steps[0][0], steps[-1][1], right, tuple(steps)),
        Side(right, mirrored[0][0], mirrored[-1][1], left, tuple(mirrored)),
    )


def find_cuts(sides: Sequence[Side], preferred: Mapping[str, Iterable[int]]) -> dict[str, list[int]]:
    """Return the cuts of each document, ascending, more than `TOLERANCE` words apart.

    Args:
        sides: Both sides of all matches.
        preferred: For each document the words that begin a sentence: a cut near one goes there.
    """
    of_document: dict[str, list[Side]] = {}
    ends: dict[str, dict[int, int]] = {}
    for side in sides:
        of_document.setdefault(side.document, []).append(side)
        votes = ends.setdefault(side.document, {})
        for end in (side.start, side.end):
            votes[end] = votes.get(end, 0) + 1
    cuts: dict[str, list[int]] = {document: [] for document in of_document}
    waiting: deque[tuple[str, int]] = deque()

    def add(document: str, cut: int) -> None:
        if not _has_near(cuts[document], cut):
            cuts[document].insert(bisect_left(cuts[document], cut), cut)
            waiting.append((document, cut))

    for document, votes in ends.items():
        begins = set(preferred[document])
        for cut in sorted(votes, key=lambda cut: (cut not in begins, -votes[cut], cut)):
            add(document, cut)
    sentence_starts = {document: sorted(set(preferred[document])) for document in cuts}
    while waiting:
        document, cut = waiting.popleft()
        for side in of_document[document]:
            if side.start + TOLERANCE < cut < side.end - TOLERANCE:
                add(side.other, _snap(side.carry(cut), sentence_starts[side.other]))
    return cuts


def _has_near(cuts: Sequence[int], cut: int) -> bool:
    at = bisect_left(cuts, cut)
    return any(abs(cuts[k] - cut) <= TOLERANCE for k in (at - 1, at) if 0 <= k < len(cuts))


def _snap(cut: int, begins: Sequence[int]) -> int:
    at = bisect_left(begins, cut)
    near = [begins[k] for k in (at - 1, at) if 0 <= k < len(begins) and abs(begins[k] - cut) <= TOLERANCE // 2]
    return min(near, key=lambda begin: (abs(begin - cut), begin), default=cut)


def pair_pieces(side: Side, cuts: Mapping[str, Sequence[int]]) -> list[tuple[int, int]]:
    """Return which pieces of this side stand in which pieces of the other: `(k, l)`, piece `k` being `[cuts[k], cuts[k + 1])`."""
    ours, theirs = cuts[side.document], cuts[side.other]
    pairs = []
    for k in _pieces_in(ours, side.start, side.end):
        start, end = max(ours[k], side.start), min(ours[k + 1], side.end)
        first, last = side.carry(start), side.carry(end)
        pairs += [(k, piece) for piece in _pieces_in(theirs, first, last)]
    return pairs


def _pieces_in(cuts: Sequence[int], start: int, end: int) -> list[int]:
    """Return the pieces of which `[start, end)` holds at least half, or which hold most of `[start, end)`."""
    found = []
    for k in range(max(bisect_right(cuts, start) - 1, 0), min(bisect_left(cuts, end), len(cuts) - 1)):
        common = min(cuts[k + 1], end) - max(cuts[k], start)
        if 2 * common >= cuts[k + 1] - cuts[k] or 2 * common > end - start:
            found.append(k)
    return found
