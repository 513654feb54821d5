"""How the right version of a passage differs from the left one, word by word.

The alignment is the longest common subsequence of normal forms (rapidfuzz).  Punctuation and white space after a
word belong to that word's edit, so that edits tile both passages.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from compare.matching.verbatim import hash_grams
from compare.model.matches import Edit, Operation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.matching.cuts import Cut
    from compare.matching.pairs import Fragment
    from compare.matching.prepare import Ints, Prepared

Block = tuple[int, int, int, int]
"""Words `[left_start, left_end)` and `[right_start, right_end)` that are the same."""

_MOST_CELLS = 40_000_000
"""Beyond this product of lengths (6,000 words on each side) the alignment is cut at grams that occur once."""
_GRAM = 4


def align_words(left: Sequence[int], right: Sequence[int], cuts: set[Cut] | None = None) -> list[Block]:
    """Return the blocks of equal numbers in both sequences, in order; cost is n_left * n_right / 64, bounded.

    Args:
        left: Numbers of the words on the left.
        right: Numbers of the words on the right.
        cuts: Takes "edits" if the alignment had to be cut at any place rather than where both sides are the same.
    """
    if len(left) * len(right) <= _MOST_CELLS:
        return _align_all(left, right, 0, 0)
    import numpy as np

    a, b = np.array(left, dtype=np.int64), np.array(right, dtype=np.int64)
    size = min(len(a), len(b))
    differs = np.flatnonzero(a[:size] != b[:size])
    head = int(differs[0]) if len(differs) else size
    blocks: list[Block] = [(0, head, 0, head)] if head else []
    i0, j0 = head, head
    for i, j, length in [*_find_anchors(a, b, head), (len(left), len(right), 0)]:
        if i > i0 and j > j0:
            if (i - i0) * (j - j0) > _MOST_CELLS and cuts is not None:
                cuts.add("edits")
            blocks += _align_parts(left[i0:i], right[j0:j], i0, j0)
        if length:
            blocks.append((i, i + length, j, j + length))
        i0, j0 = i + length, j + length
    return _join_blocks(blocks)


def _align_parts(left: Sequence[int], right: Sequence[int], i0: int, j0: int) -> list[Block]:
    """Align in as many parts of even length as bound the cost; blocks are counted from `i0` and `j0`."""
    n = max(1, math.ceil(math.sqrt(len(left) * len(right) / _MOST_CELLS)))
    blocks: list[Block] = []
    for k in range(n):
        i, i1, j, j1 = (m * len(side) // n for side in (left, right) for m in (k, k + 1))
        blocks += _align_all(left[i:i1], right[j:j1], i0 + i, j0 + j)
    return blocks


def _align_all(left: Sequence[int], right: Sequence[int], i0: int, j0: int) -> list[Block]:
    return [
        (i0 + step.src_start, i0 + step.src_end, j0 + step.dest_start, j0 + step.dest_end)
        for step in Indel.opcodes(left, right)
        if step.tag == "equal"
    ]


def _find_anchors(left: Ints, right: Ints, head: int) -> list[tuple[int, int, int]]:
    """Return runs of grams that occur once on each side, as places and length: longest increasing chain (patience sorting)."""
    from bisect import bisect_left

    import numpy as np

    def once(numbers: Ints) -> tuple[Ints, Ints]:
        grams, places, counts = np.unique(hash_grams(numbers[head:], _GRAM), return_index=True, return_counts=True)
        return grams[counts == 1], places[counts == 1] + head

    (ours, our_places), (theirs, their_places) = once(left), once(right)
    _, at_left, at_right = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    lefts, rights = our_places[at_left], their_places[at_right]
    is_same = np.logical_and.reduce([left[lefts + k] == right[rights + k] for k in range(_GRAM)])  # and no equal hash only
    lefts, rights = lefts[is_same], rights[is_same]
    order = np.argsort(lefts)
    lefts, rights = lefts[order], rights[order]
    tails: list[int] = []
    tail_index: list[int] = []
    back = array("q")
    for k, j in enumerate(rights.tolist()):
        at = bisect_left(tails, j)
        back.append(tail_index[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        tail_index[at : at + 1] = [k]
    chain = array("q")
    k = tail_index[-1] if tail_index else -1
    while k >= 0:
        chain.append(k)
        k = back[k]
    if not chain:
        return []
    kept = np.array(chain, dtype=np.int64)[::-1]
    lefts, rights = lefts[kept], rights[kept]
    breaks = np.flatnonzero((np.diff(lefts) != 1) | (np.diff(rights) != 1)) + 1
    firsts = np.concatenate(([0], breaks))
    lengths = np.diff(np.concatenate((firsts, [len(lefts)])))
    return list(zip(lefts[firsts].tolist(), rights[firsts].tolist(), lengths.tolist(), strict=True))


def _join_blocks(blocks: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in blocks:
        if joined and joined[-1][1] == block[0] and joined[-1][3] == block[2]:
            joined[-1] = (joined[-1][0], block[1], joined[-1][2], block[3])
        else:
            joined.append(block)
    return joined


def share_words(left: Sequence[int], right: Sequence[int], blocks: Sequence[Block]) -> float:
    """Return the share of words in common, symmetric, in [0, 1]: `(in order + moved / 2) * 2 / (n_left + n_right)`.

    Words that stand on both sides in the same order count in full, those that stand in another order half, so
    that 1.0 means word for word the same.  Two empty sequences have 0.0.
    """
    size = len(left) + len(right)
    if not size:
        return 0.0
    in_order = sum(block[1] - block[0] for block in blocks)
    return (in_order + count_common(left, right)) / size


def count_common(left: Sequence[int], right: Sequence[int]) -> int:
    """Return how many words stand on both sides, whatever their order; symmetric."""
    return (Counter(left) & Counter(right)).total()


def make_edits(
    left: Prepared,
    right: Prepared,
    fragment: Fragment,
    blocks: Sequence[Block],
    left_span: tuple[int, int],
    right_span: tuple[int, int],
) -> tuple[Edit, ...]:
    """Return the steps from the left passage to the right one, which tile both.

    Args:
        left: Document on the left.
        right: Document on the right.
        fragment: The words of the passages.
        blocks: Equal words, counted from the beginnings of the fragment.
        left_span: Code points of the left passage; they hold the fragment's words.
        right_span: Code points of the right passage.
    """
    pieces: list[tuple[Operation, int, int, int, int]] = []
    i = j = 0
    for a, b, c, d in [*blocks, (fragment.left_length, fragment.left_length, fragment.right_length, fragment.right_length)]:
        if a > i and c > j:
            pieces.append(("replace", i, a, j, c))
        elif a > i:
            pieces.append(("delete", i, a, j, c))
        elif c > j:
            pieces.append(("insert", i, a, j, c))
        if b > a:
            pieces.append(("equal", a, b, c, d))
        i, j = b, d

    def place(side: Prepared, first: int, word: int, length: int, span: tuple[int, int]) -> int:
        if word == 0:
            return span[0]
        return span[1] if word == length else side.words.starts[first + word]

    return tuple(
        Edit(
            operation,
            place(left, fragment.left_start, a, fragment.left_length, left_span),
            place(left, fragment.left_start, b, fragment.left_length, left_span),
            place(right, fragment.right_start, c, fragment.right_length, right_span),
            place(right, fragment.right_start, d, fragment.right_length, right_span),
        )
        for operation, a, b, c, d in pieces
    )
