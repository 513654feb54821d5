"""Documents cut into pieces: sentences, long quotations, and parts of a sentence where different sources share different parts.

Everything is counted in words.  A cut is the place before a word.  Cuts at the ends of matches were refused: where one
document was reworded from another, matching ends at whatever word both happen to have, and clusters began in mid-sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from itertools import accumulate
from typing import TYPE_CHECKING

from compare.text.quotations import QUOTATION_WORDS
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.model.segments import SegmentedDocument
    from compare.model.spans import Passage, Span

LEAST_PIECE = 4
"""Words: no shorter part is cut off a sentence."""
_LIGHT_LETTERS = 3
_LIGHT = frozenset(
    {"about", "after", "also", "been", "before", "being", "could", "from", "have", "here", "into", "more", "over", "said", "says"}
    | {"shall", "should", "than", "that", "their", "them", "then", "there", "these", "they", "this", "those", "under", "upon"}
    | {"were", "what", "when", "where", "which", "while", "whom", "whose", "will", "with", "would", "your"}
)
"""Common words of four letters and more; shorter ones say little in any language, figures and abbreviations apart."""
_CONJUNCTIONS = frozenset(("and", "but", "or", "nor", "yet", "while", "which", "who", "that", "as"))
_CLAUSE_MARKS = ",;:–—"


class Pieces:
    """One document in words, and where it is cut.

    Args:
        segmented: The document with its sentences and quotations.
    """

    def __init__(self, segmented: SegmentedDocument) -> None:
        self.document = segmented.document
        text = self.document.text
        words = split_words(text)
        self._words = words
        self.starts, self.ends, self.stems, self.forms = words.starts, words.ends, words.stems, words.forms
        self.is_heavy = [_is_heavy(text[a:b], form) for a, b, form in zip(words.starts, words.ends, words.forms, strict=True)]
        n_words = len(words)
        self.sentences = sorted({0, n_words, *(bisect_left(words.starts, each.start) for each in segmented.sentences)})
        self.cuts = list(self.sentences)
        quoted = [0] * n_words
        for span in segmented.quotations:
            first, last = self.word_range(span)
            quoted[first:last] = [1] * (last - first)
            if last - first >= QUOTATION_WORDS:
                for edge in (first, last):
                    self.add_cut(edge, least=LEAST_PIECE + 1)  # "she told the Observer" stays with what she told
        self._quoted_before = [0, *accumulate(quoted)]

    def word_range(self, place: Span | Passage) -> tuple[int, int]:
        """Return the words `[first, last)` that begin in a span."""
        words = self._words.within(place)
        return words.start, words.stop

    def add_cut(self, cut: int, least: int = LEAST_PIECE) -> bool:
        """Cut before a word, unless a piece of fewer than `least` words came about; return whether it was cut."""
        at = bisect_left(self.cuts, cut)
        if not 0 < at < len(self.cuts) or cut - self.cuts[at - 1] < least or self.cuts[at] - cut < least:
            return False
        insort(self.cuts, cut)
        return True

    def clips(self, first: int, last: int) -> list[tuple[int, int, int]]:
        """Return the pieces that hold words of `[first, last)` as `(first word of the piece, first, last)`, cut to the range."""
        at = max(bisect_right(self.cuts, first) - 1, 0)
        found = []
        while at < len(self.cuts) - 1 and self.cuts[at] < last:
            found.append((self.cuts[at], max(self.cuts[at], first), min(self.cuts[at + 1], last)))
            at += 1
        return found

    def is_whole(self, clip: tuple[int, int, int]) -> bool:
        """Return whether a clip holds all words of its piece."""
        return clip[1] == clip[0] and clip[2] == self.end_of(clip[0])

    def end_of(self, piece: int) -> int:
        """Return the word after the last of the piece that begins at `piece`."""
        return self.cuts[bisect_right(self.cuts, piece)]

    def sentence_of(self, word: int) -> tuple[int, int]:
        """Return the words `[first, last)` of the sentence that holds a word."""
        at = bisect_right(self.sentences, word)
        return self.sentences[at - 1], self.sentences[at]

    def begins_sentence(self, word: int) -> bool:
        """Return whether a sentence begins at `word`, or the text ends there."""
        at = bisect_left(self.sentences, word)
        return at < len(self.sentences) and self.sentences[at] == word

    def is_quote(self, word: int) -> bool:
        """Return whether at least half of the sentence that holds `word` stands between quotation marks."""
        first, last = self.sentence_of(word)
        return 2 * (self._quoted_before[last] - self._quoted_before[first]) >= last - first

    def find_clause(self, first: int, last: int) -> int:
        """Return where to cut between two parts of a sentence: before the first clause in `[first, last]`, if any."""
        text = self.document.text
        for word in range(first, last + 1):
            before = text[self.ends[word - 1] : self.starts[word]]
            if any(mark in before for mark in _CLAUSE_MARKS) or self.forms[word] in _CONJUNCTIONS:
                return word
        while last > first and not self.is_heavy[last - 1]:
            last -= 1
        return last

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Return a range of words without the loose words at an edge inside a sentence: no passage ends in "and" or ", the"."""
        begin, end = first, last
        if not self.begins_sentence(begin):
            while begin < end and self.forms[begin] in _CONJUNCTIONS:
                begin += 1
        if not self.begins_sentence(end) and self.document.text[self.ends[end - 1]].isspace():
            while end > begin and not self.is_heavy[end - 1]:
                end -= 1
        return (begin, end) if end - begin >= LEAST_PIECE else (first, last)

    def heavy_stems(self, first: int, last: int) -> list[str]:
        """Return the stems of the words that say something; of all words, if none does (in scripts without spaces)."""
        heavy = [self.stems[k] for k in range(first, last) if self.is_heavy[k]]
        return heavy or list(self.stems[first:last])

    def find_core(self, first: int, last: int, common: Iterable[str]) -> tuple[int, int]:
        """Return the run of words in which those of `common` are densest; empty if there is none."""
        wanted = set(common)
        best = (0.0, first, first)
        total, begin = 0.0, first
        for word in range(first, last):
            if total <= 0:
                total, begin = 0.0, word
            if self.stems[word] in wanted:
                total += 1
                best = max(best, (total, begin, word + 1), key=lambda each: each[0])
            elif self.is_heavy[word]:
                total -= 0.5
        return best[1], best[2]


def _is_heavy(word: str, form: str) -> bool:
    """Return whether a word says something: no short or common word, unless it is a figure or an abbreviation."""
    if form in _LIGHT:
        return False
    return len(form) > _LIGHT_LETTERS or form[:1].isdigit() or (len(word) > 1 and word.isupper()) or not form.isascii()
