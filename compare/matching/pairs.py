"""The nouns of alignment: two prepared documents as a pair, and a fragment, a range of words on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compare.matching.edits import Block, align_words
from compare.matching.seeds import Vectors, Weights

if TYPE_CHECKING:
    from compare.matching.prepare import Prepared
    from compare.matching.verbatim import Run

_LONG_CHARS = 230
_SHORT_CHARS = 150
"""A fragment of several units, with sides of at least 230 and 150 characters, counts by its likeness as a whole
(fitted to PAN 2013); any other needs evidence."""


class Fragment(NamedTuple):
    """Ranges of words: `[left_start, left_end)` and `[right_start, right_end)`."""

    left_start: int
    left_end: int
    right_start: int
    right_end: int
    cosine: float

    @classmethod
    def of_units(cls, pair: Pair, i0: int, i1: int, j0: int, j1: int, cosine: float) -> Fragment:
        """Return the words of units `[i0, i1)` on the left and `[j0, j1)` on the right."""
        left, right = pair.left.bounds, pair.right.bounds
        return cls(int(left[i0]), int(left[i1]), int(right[j0]), int(right[j1]), cosine)

    @classmethod
    def of_runs(cls, first: Run, last: Run) -> Fragment:
        """Return the words from the beginning of one run to the end of another, which may be the same."""
        return cls(first.left, last.left_end, first.right, last.right_end, 1.0)

    def mirror(self) -> Fragment:
        """Return the same with its sides changed."""
        return Fragment(self.right_start, self.right_end, self.left_start, self.left_end, self.cosine)

    @property
    def left_length(self) -> int:
        """Words on the left."""
        return self.left_end - self.left_start

    @property
    def right_length(self) -> int:
        """Words on the right."""
        return self.right_end - self.right_start


class Pair(NamedTuple):
    """Two prepared documents with the weights of their words."""

    left: Prepared
    right: Prepared
    weights: Weights
    vectors: Vectors

    def count_chars(self, fragment: Fragment) -> tuple[int, int]:
        """Return the code points of both sides."""
        return (
            self.left.count_chars(fragment.left_start, fragment.left_end),
            self.right.count_chars(fragment.right_start, fragment.right_end),
        )

    def is_long(self, fragment: Fragment) -> bool:
        """Return whether a fragment is so long that its likeness says enough."""
        chars = self.count_chars(fragment)
        return min(chars) >= _SHORT_CHARS and max(chars) >= _LONG_CHARS

    def has_sentences(self, fragment: Fragment) -> bool:
        """Return whether a fragment reaches over more than one unit on either side."""
        left, right = self.left.unit_of, self.right.unit_of
        return bool(
            left[fragment.left_start] != left[fragment.left_end - 1]
            or right[fragment.right_start] != right[fragment.right_end - 1]
        )

    def list_forms(self, fragment: Fragment) -> tuple[list[int], list[int]]:
        """Return the numbers of the normal forms on both sides."""
        left, right = self.left.forms, self.right.forms
        return left[fragment.left_start : fragment.left_end].tolist(), right[fragment.right_start : fragment.right_end].tolist()

    def list_stems(self, fragment: Fragment) -> tuple[list[int], list[int]]:
        """Return the numbers of the stems on both sides."""
        left, right = self.left.stems, self.right.stems
        return left[fragment.left_start : fragment.left_end].tolist(), right[fragment.right_start : fragment.right_end].tolist()

    def align_forms(self, fragment: Fragment) -> list[Block]:
        """Return the blocks of equal words, counted from the beginnings of the fragment."""
        return align_words(*self.list_forms(fragment))
