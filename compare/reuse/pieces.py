"""Cut the documents of a story where the set of documents that share the text may change.

Everything is counted in words.  A cut is the place before a word.  What two documents share is taken in stretches of
(nearly) the same wording: where a match was rewritten or reordered, no word on one side corresponds to one on the
other.  The ends of all stretches are cuts; a cut inside a stretch is carried over to its other side until nothing new
appears.  Cuts of one document lie more than `TOLERANCE` words apart, so this ends, and matches whose ends differ by a
word or two do not leave crumbs.
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

MOST_REWRITTEN = 6
"""Words that may be changed in a row within a stretch."""
LEAST_EQUAL = 8
"""Equal words of a stretch that is part of a longer match: a common phrase must not cut a sentence that two share."""
LEAST_EQUAL_SHARE = 0.5

Step = tuple[int, int, int, int, bool]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a stretch of (nearly) the same wording as a range of words, with the steps to the other side.

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


def read_sides(match: Match, starts: Mapping[str, Sequence[int]]) -> list[Side]:
    """Return both sides of every stretch of a match: the left ones and, each after its left one, the right ones.

    Args:
        match: The match.
        starts: First code point of each word, for each document.
    """
    left, right = match.left.document, match.right.document
    lefts, rights = starts[left], starts[right]
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
    sides = []
    for stretch in _find_stretches(steps):
        mirrored = [(c, d, a, b, is_equal) for a, b, c, d, is_equal in stretch]
        sides.append(Side(left, stretch[0][0], stretch[-1][1], right, tuple(stretch)))
        sides.append(Side(right, mirrored[0][0], mirrored[-1][1], left, tuple(mirrored)))
    return sides


def read_whole(match: Match, starts: Sequence[int]) -> Side:
    """Return the left side of a whole match in words, without steps.

    Args:
        match: The match.
        starts: First code point of each word of the left document.
    """
    start, end = bisect_left(starts, match.left.start), bisect_left(starts, match.left.end)
    return Side(match.left.document, start, end, match.right.document, ())


def _find_stretches(steps: Sequence[Step]) -> list[list[Step]]:
    """Part the steps of a match where much was rewritten; what has too few equal words is left out."""
    parts: list[list[Step]] = [[]]
    for step in steps:
        a, b, c, d, is_equal = step
        if not is_equal and max(b - a, d - c) > MOST_REWRITTEN:
            parts.append([])
        else:
            parts[-1].append(step)
    kept = []
    for part in map(_strip_steps, parts):
        equal = sum(step[1] - step[0] for step in part if step[4])
        longer = max(part[-1][1] - part[0][0], part[-1][3] - part[0][2]) if part else 0
        is_whole = 2 * longer > max(steps[-1][1] - steps[0][0], steps[-1][3] - steps[0][2])
        if (equal >= LEAST_EQUAL or is_whole) and equal and equal >= LEAST_EQUAL_SHARE * longer:
            kept.append(part)
    return kept


def _strip_steps(steps: list[Step]) -> list[Step]:
    """Return the steps from the first to the last that is equal."""
    equal = [k for k, step in enumerate(steps) if step[4]]
    return steps[equal[0] : equal[-1] + 1] if equal else []


def find_cuts(sides: Sequence[Side], preferred: Mapping[str, Iterable[int]]) -> dict[str, list[int]]:
    """Return the cuts of each document, ascending, more than `TOLERANCE` words apart.

    Args:
        sides: Both sides of all stretches.
        preferred: For each document the words that begin a sentence, and n_words: a cut near one goes there.
    """
    of_document: dict[str, list[Side]] = {}
    ends: dict[str, dict[int, int]] = {}
    sentence_starts = {document: sorted(set(begins)) for document, begins in preferred.items()}
    for side in sides:
        of_document.setdefault(side.document, []).append(side)
        votes = ends.setdefault(side.document, {})
        for end in (side.start, side.end):
            cut = _snap(end, sentence_starts[side.document])
            votes[cut] = votes.get(cut, 0) + 1
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
    near = [begins[k] for k in (at - 1, at) if 0 <= k < len(begins) and abs(begins[k] - cut) <= TOLERANCE]
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
