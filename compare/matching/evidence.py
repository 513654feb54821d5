"""How much it says that two passages share their words: rare words say much, names and dates little.

Two articles on one event share names, titles, weekdays and stock phrases without one having anything from the
other.  So a short passage counts only if the words it shares in order carry enough information, in bits: how
rare a word is in news at large (`rarity`), less `_COMMON_BITS`, and less where both documents use it all the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.matching.edits import Block
    from compare.matching.pairs import Pair
    from compare.matching.prepare import Flags, Floats, Ints

_COMMON_BITS = 3.0
"""Words in more than an eighth of all sentences (the, of, said) say nothing."""
_NAME_BITS = 1.0
_LONG_WORDS = 6
_LONG_BITS = 0.6
"""What each word beyond the sixth adds: nobody writes the same twelve words by chance, however common (PAN 2013 and short
reuse: .5 to .75 alike; .75 lets in names and a phrase of the topic, .5 misses half a sentence of ten common words)."""
_MIN_BITS = 12.0
"""Least information of a short passage.  Of 110 runs of five words and more that 3,000 pairs of unrelated articles
share, all that reach 14 are boilerplate of their sites.  On 82 pairs on one event 12 finds five more passages than 14, four
of them borrowed wording; 10.5 finds six more, three of which are names ("the 8th U.S. Circuit Court of Appeals")."""
_MIN_QUOTED_BITS = 9.0
"""The same for words between quotation marks, which are seldom shared by chance."""
_MIN_QUOTATION_BITS = 4.0
"""The same for a quotation that is the same from its first to its last word on both sides."""
_QUOTED_SHARE = 0.8
_BREAK_BITS = 2.0
"""What every interruption of the wording costs."""


class Evidence(NamedTuple):
    """Information of each word of both documents in this pair.

    Args:
        left: Bits of each word on the left, shape (n_words,).
        right: Bits of each word on the right, shape (n_words,).
    """

    left: Floats
    right: Floats


def weigh_evidence(pair: Pair, bits: Floats) -> Evidence:
    """Return how much each word says if it is shared."""
    import numpy as np

    idf = pair.weights.idf
    each = np.maximum(0.0, bits - _COMMON_BITS) * (idf / max(float(idf.max(initial=0.0)), 1e-9))

    def weigh(stems: Ints, is_name: Flags) -> Floats:
        weights = each[stems]
        return np.where(is_name, np.minimum(weights, _NAME_BITS), weights)

    return Evidence(weigh(pair.left.stems, pair.left.is_name), weigh(pair.right.stems, pair.right.is_name))


def measure_evidence(evidence: Evidence, blocks: Iterable[Block], left: int, right: int) -> float:
    """Return the bits that equal blocks carry together.

    Args:
        evidence: Bits of each word.
        blocks: Equal words, counted from `left` and `right`.
        left: First word on the left.
        right: First word on the right.
    """
    total, n_words, n_blocks = 0.0, 0, 0
    for a, b, c, d in blocks:
        ours = evidence.left[left + a : left + b]
        theirs = evidence.right[right + c : right + d]
        total += min(float(ours.sum()), float(theirs.sum()))
        n_words += b - a
        n_blocks += 1
    return total + _LONG_BITS * max(0, n_words - _LONG_WORDS) - _BREAK_BITS * max(0, n_blocks - 1)


def needed_bits(pair: Pair, left: tuple[int, int], right: tuple[int, int]) -> float:
    """Return how much evidence a short passage needs: less between quotation marks, least for a whole quotation on both sides."""
    if pair.left.is_quotation(*left) and pair.right.is_quotation(*right):
        return _MIN_QUOTATION_BITS
    quoted = max(float(pair.left.is_quoted[slice(*left)].mean()), float(pair.right.is_quoted[slice(*right)].mean()))
    return _MIN_QUOTED_BITS if quoted >= _QUOTED_SHARE else _MIN_BITS
