"""How the right version of a passage differs from the left one, word by word.

The alignment is the longest common subsequence of normal forms (rapidfuzz).  Punctuation and white space after a
word belong to that word's edit, so that edits tile both passages.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from compare.model.matches import Edit, Operation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.matching.fragments import Fragment
    from compare.matching.prepare import Prepared

Block = tuple[int, int, int, int]
"""Words `[left_start, left_end)` and `[right_start, right_end)` that are the same."""

_MOST_CELLS = 40_000_000
"""Beyond this product of lengths (6,000 words on each side) the alignment is cut at words that occur once."""


def align_words(left: Sequence[int], right: Sequence[int]) -> list[Block]:
    """Return the blocks of equal numbers in both sequences, in order; cost is n_left * n_right / 64, bounded."""
    if len(left) * len(right) <= _MOST_CELLS:
        return [
            (step.src_start, step.src_end, step.dest_start, step.dest_end)
            for step in Indel.opcodes(left, right)
            if step.tag == "equal"
        ]
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    blocks: list[Block] = [(0, head, 0, head)] if head else []
    i0, j0 = head, head
    for i, j in [*_find_anchors(left, right, head), (len(left), len(right))]:
        if i < i0 or j < j0:
            continue
        if (i - i0) * (j - j0) <= _MOST_CELLS:  # a piece that is larger still counts as rewritten
            blocks += [(a + i0, b + i0, c + j0, d + j0) for a, b, c, d in align_words(left[i0:i], right[j0:j])]
        if i < len(left):
            blocks.append((i, i + 1, j, j + 1))
        i0, j0 = i + 1, j + 1
    return _join_blocks(blocks)


def _find_anchors(left: Sequence[int], right: Sequence[int], head: int) -> list[tuple[int, int]]:
    """Return places of 4-grams that occur once on each side, longest increasing chain (patience sorting)."""
    from bisect import bisect_left

    def once(numbers: Sequence[int]) -> dict[tuple[int, ...], int]:
        grams = [tuple(numbers[k : k + 4]) for k in range(head, len(numbers) - 3)]
        count = Counter(grams)
        return {gram: k for k, gram in enumerate(grams, head) if count[gram] == 1}

    ours, theirs = once(left), once(right)
    pairs = [(i, theirs[gram]) for gram, i in ours.items() if gram in theirs]
    tails: list[int] = []
    tail_index: list[int] = []
    back: list[int] = []
    for k, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        back.append(tail_index[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        tail_index[at : at + 1] = [k]
    chain: list[tuple[int, int]] = []
    k = tail_index[-1] if tail_index else -1
    while k >= 0:
        chain.append(pairs[k])
        k = back[k]
    return chain[::-1]


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
