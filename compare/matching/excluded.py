"""The passages of a pair that count, and those that the options leave out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from compare.matching.align import align_prepared
from compare.matching.edits import align_words
from compare.matching.occupied import Closed, Occupied, false_stretches
from compare.matching.pairs import Fragment
from compare.options import MatchOptions
from compare.text.quotations import QUOTATION_WORDS

if TYPE_CHECKING:
    from compare.matching.cuts import Cut
    from compare.matching.prepare import Flags, Floats, Prepared
    from compare.model.exclusions import ExclusionReason

_LEAST_WORDS = MatchOptions().min_words
"""Passages of fewer words are looked for only where the options say that they count."""


class PairFragments(NamedTuple):
    """The reused passages of a pair.

    Args:
        kept: Those that count.
        excluded: Those that are left out, by reason.
        cuts: What was not looked for, since the documents were too long or repeat themselves too often.
    """

    kept: list[Fragment]
    excluded: dict[ExclusionReason, list[Fragment]]
    cuts: frozenset[Cut]


def align_pair(left: Prepared, right: Prepared, bits: Floats, options: MatchOptions, ignored: Closed | None) -> PairFragments:
    """Return the passages of a pair that count, and those that are left out.

    What is ignored or quoted is closed first, so that a passage ends where it begins, and is then aligned by itself.

    Args:
        left: One document.
        right: The other one.
        bits: How rare each stem is in news at large.
        options: What counts as a passage, and what is left out.
        ignored: Words that stand in a text to ignore; None for none.
    """
    wider = replace(options, min_words=min(options.min_words, _LEAST_WORDS))
    quoted = Closed(_find_quoted(left), _find_quoted(right)) if "quotations" in options.exclude else None
    closed = ignored.union(quoted) if ignored and quoted else ignored or quoted
    found = align_prepared(left, right, bits, wider, closed)
    kept = [each for each in found.fragments if not _is_short(each, options)]
    excluded: dict[ExclusionReason, list[Fragment]] = {"short": [each for each in found.fragments if _is_short(each, options)]}
    cuts = found.cuts
    if ignored:
        again = align_prepared(left, right, bits, wider, Closed(~ignored.left, ~ignored.right))
        excluded["ignored"] = again.fragments
        cuts |= again.cuts
    if quoted:
        taken = Occupied(len(left.words), len(right.words), ignored)
        taken.add(*found.fragments)
        again = align_prepared(left, right, bits, wider, taken.to_closed())
        cut = (_cut_to_quoted(left, right, each, quoted) for each in again.fragments)
        excluded["quotation"] = [each for each in cut if min(each.left_length, each.right_length) >= wider.min_words]
        cuts |= again.cuts
    return PairFragments(kept, excluded, cuts)


def _is_short(fragment: Fragment, options: MatchOptions) -> bool:
    return min(fragment.left_length, fragment.right_length) < options.min_words


def _cut_to_quoted(left: Prepared, right: Prepared, fragment: Fragment, quoted: Closed) -> Fragment:
    """Return the words of a fragment from the first to the last that is shared and quoted on either side; empty if none is."""
    i0, i1, j0, j1, cosine = fragment
    shared = [
        (i0 + a + k, j0 + c + k)
        for a, b, c, _ in align_words(left.forms[i0:i1].tolist(), right.forms[j0:j1].tolist())
        for k in range(b - a)
        if quoted.left[i0 + a + k] or quoted.right[j0 + c + k]
    ]
    if not shared:
        return Fragment(i0, i0, j0, j0, cosine)
    return Fragment(shared[0][0], shared[-1][0] + 1, shared[0][1], shared[-1][1] + 1, cosine)


def _find_quoted(side: Prepared) -> Flags:
    """Return which words belong to a quotation of at least `QUOTATION_WORDS`, shape (n_words,)."""
    import numpy as np

    flags: Flags = np.zeros(len(side.words), dtype=np.bool_)
    for start, end in false_stretches(~side.is_quoted):
        flags[start:end] = end - start >= QUOTATION_WORDS
    return flags
