"""Which shared quotations have quotation marks in both texts, and which in one of them only.

A passage is called a quotation if one text has it between marks; whether the other one has them, too, is what an editor asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from compare.model.exclusions import Exclusion
from compare.model.matches import Match
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage, Span
from compare.reports.opposite import pair_excluded
from compare.text.quotations import QUOTATION_WORDS
from compare.text.words import split_words

_MARKED_SHARE = 0.5
"""Of the words of a quotation, so many stand between marks in the other text for it to be a quotation there, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedQuotations:
    """Quotations that two texts share.

    Args:
        n_both: How many have quotation marks in both texts.
        unmarked: In the left and in the right text, the words that only the other one has between quotation marks.
    """

    n_both: int
    unmarked: tuple[tuple[Span, ...], tuple[Span, ...]]


class _Side:
    """The words of one text, and which quotation each stands in."""

    def __init__(self, cut: SegmentedDocument) -> None:
        self.words = split_words(cut.document.text)
        self.quotation_of: list[int | None] = [None] * len(self.words)
        for number, span in enumerate(cut.quotations):
            for word in self.words.within(span):
                self.quotation_of[word] = number

    def span(self, words: Iterable[int]) -> Span:
        held = sorted(words)
        return Span(self.words.starts[held[0]], self.words.ends[held[-1]])


def find_shared_quotations(
    left: SegmentedDocument, right: SegmentedDocument, matches: Iterable[Match], excluded: Iterable[Exclusion]
) -> SharedQuotations:
    """Return the quotations that two texts share word for word, those that the options leave out counted too.

    Args:
        left: One text.
        right: The other one.
        matches: Of these two, left and right as here.
        excluded: Passages that the options leave out.
    """
    sides = _Side(left), _Side(right)
    opposed = list(_oppose(sides, left.document.id, matches, excluded))
    n_both = 0
    unmarked: tuple[list[Span], list[Span]] = ([], [])
    for here, there in ((0, 1), (1, 0)):
        held: dict[tuple[int, int], set[int]] = {}
        for match, *pair in opposed:
            quotation = sides[here].quotation_of[pair[here]]
            if quotation is not None:
                held.setdefault((match, quotation), set()).add(pair[there])
        for words in held.values():
            if len(words) < QUOTATION_WORDS:
                continue
            n_marked = sum(sides[there].quotation_of[word] is not None for word in words)
            if n_marked < _MARKED_SHARE * len(words):
                unmarked[there].append(sides[there].span(words))
            elif here == 0:
                n_both += 1
    return SharedQuotations(n_both=n_both, unmarked=(tuple(sorted(unmarked[0])), tuple(sorted(unmarked[1]))))


def _oppose(
    sides: tuple[_Side, _Side], left: str, matches: Iterable[Match], excluded: Iterable[Exclusion]
) -> Iterator[tuple[int, int, int]]:
    """Yield the number of a passage, and a word of the left text with the word of the right one that stands opposite."""
    quotations = (each for each in excluded if each.reason == "quotation")
    pieces: list[list[tuple[Span | Passage, Span | Passage]]] = [
        [
            (Span(edit.left_start, edit.left_end), Span(edit.right_start, edit.right_end))
            for edit in match.edits
            if edit.operation == "equal"
        ]
        for match in matches
    ]
    pieces += [[pair] for pair in pair_excluded(quotations, left)]
    for number, pairs in enumerate(pieces):
        for here, there in pairs:
            lefts, rights = sides[0].words.within(here), sides[1].words.within(there)
            n = max(len(lefts), len(rights)) if lefts and rights else 0
            for k in range(n):  # what is left out has no edits: its words are spread evenly
                yield number, lefts[k * len(lefts) // n], rights[k * len(rights) // n]
