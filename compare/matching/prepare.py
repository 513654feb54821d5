"""What is done once for each document: words, units, and both as arrays of numbers.

A unit is what TF-ISF counts as one text: a clause, from one `.`, `!`, `?`, `;` or `:` to the next, or a
paragraph; an agency in front of a story (`(NPA) -`) is no part of its first clause.  Sentences of `text/` were
refused here: matching wants the finer cut of clauses (+.005 plagdet on PAN 2013) and must not depend on how well
abbreviations are known.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.matching.rarity import stem_bits
from compare.text.paragraphs import split_paragraphs
from compare.text.quotations import find_quotations
from compare.text.words import Words, split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_CUT = re.compile(
    r"(?<![.!?;:…。！？；：؟۔।])[.!?;:…。！？；：؟۔।]++[\"'”’»)\]]*+(?=\s)|[。！？；：]"  # a stop, from its first sign on
    r"|\n[^\S\n]*\n|\r\n[^\S\n]*\r\n"  # a blank line
    r"|\(\w[^()\n]{0,30}\)\s?[-–—]+(?=\s)"  # an agency in front of a story
)
_LEAST_WORDS = 4
"""A unit of fewer words (a number of a list, an initial) joins the next one."""

_HEADLINE_SHARE = 0.85
_LONG_WORD = 4
"""In a headline nearly all words of four letters and more have a capital, so capitals tell no names there."""

_MOST_WORDS = 400
"""A unit is cut here at the latest, so that a text without any full stop is no single unit of 20 MB."""


class Vocabulary:
    """Numbers for the stems and forms of one story, given in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._bits: list[float] = []

    def __len__(self) -> int:
        return len(self._numbers)

    def number_forms(self, forms: Sequence[str]) -> Ints:
        """Return a number for each form, shape (n_words,)."""
        import numpy as np

        numbers = self._numbers
        return np.fromiter((numbers.setdefault(form, len(numbers)) for form in forms), dtype=np.int64, count=len(forms))

    def number_stems(self, stems: Sequence[str]) -> Ints:
        """Return a number for each stem, shape (n_words,), and remember how common it is."""
        numbers = self.number_forms(stems)
        self._bits += [stem_bits(stem) for stem in list(self._numbers)[len(self._bits) :]]
        return numbers

    @property
    def bits(self) -> Floats:
        """How rare each stem is in news at large (`stem_bits`), shape (n_stems,)."""
        import numpy as np

        return np.array(self._bits, dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """One document, ready to be aligned with any other of the same story.

    Args:
        text: The document's text.
        words: Its words with offsets.
        stems: Number of each word's stem, shape (n_words,).
        forms: Number of each word's normal form, shape (n_words,).
        bounds: First word of each unit and, at the end, n_words; shape (n_units + 1,).
        breaks: Words that begin a clause, of however few words, and n_words; ascending.
        edges: The breaks, and words at which a quotation begins or has ended; ascending.
        unit_of: Unit of each word, shape (n_words,).
        indptr: Where each unit's terms begin in `terms`, shape (n_units + 1,).
        terms: Distinct stems of each unit, ascending within the unit.
        counts: How often the unit has that stem.
        is_name: Whether a word is a number or has a capital inside its sentence, shape (n_words,).
        is_quoted: Whether a word stands between quotation marks, shape (n_words,).
    """

    text: str
    words: Words
    stems: Ints
    forms: Ints
    bounds: Ints
    breaks: Ints
    edges: Ints
    unit_of: Ints
    indptr: Ints
    terms: Ints
    counts: Floats
    is_name: Flags
    is_quoted: Flags

    @property
    def n_units(self) -> int:
        """Number of units."""
        return len(self.bounds) - 1

    def has_break(self, word: int) -> bool:
        """Return whether a clause begins at `word`; true for 0 and n_words, too."""
        at = bisect_left(self.breaks, word)
        return at < len(self.breaks) and bool(self.breaks[at] == word)

    def edges_in(self, first: int, last: int) -> list[int]:
        """Return the edges in `[first, last]`."""
        return self.edges[bisect_left(self.edges, first) : bisect_right(self.edges, last)].tolist()  # type: ignore[no-any-return]

    def breaks_in(self, first: int, last: int) -> list[int]:
        """Return the breaks in `[first, last]`."""
        return self.breaks[bisect_left(self.breaks, first) : bisect_right(self.breaks, last)].tolist()  # type: ignore[no-any-return]

    def is_quotation(self, first: int, last: int) -> bool:
        """Return whether words `[first, last)` are a quotation from its first to its last word."""
        quoted = self.is_quoted
        return bool(quoted[first:last].all()) and not (
            (first > 0 and bool(quoted[first - 1])) or (last < len(quoted) and bool(quoted[last]))
        )

    def count_chars(self, first: int, last: int) -> int:
        """Return how many code points words `[first, last)` take; 0 for none."""
        return self.words.ends[last - 1] - self.words.starts[first] if last > first else 0

    def unit_terms(self, unit: int) -> Ints:
        """Return the distinct stems of a unit."""
        return self.terms[self.indptr[unit] : self.indptr[unit + 1]]


class Preparer:
    """Prepares the documents of one story, which share their numbers for stems and forms."""

    def __init__(self) -> None:
        self.stems = Vocabulary()
        self.forms = Vocabulary()

    def prepare(self, text: str) -> Prepared:
        """Return `text` with its words and units; cost is linear."""
        import numpy as np

        words = split_words(text)
        stems, forms = self.stems.number_stems(words.stems), self.forms.number_forms(words.forms)
        breaks = _find_breaks(text, words)
        bounds = _bound_units(breaks)
        n_units = len(bounds) - 1
        unit_of = np.repeat(np.arange(n_units, dtype=np.int64), np.diff(bounds))
        keys, counts = np.unique((unit_of << 32) | stems, return_counts=True)
        is_quoted = _mark_quoted(text, words)
        return Prepared(
            text=text,
            words=words,
            stems=stems,
            forms=forms,
            bounds=bounds,
            breaks=breaks,
            edges=np.union1d(breaks, np.flatnonzero(is_quoted[1:] != is_quoted[:-1]) + 1),
            unit_of=unit_of,
            indptr=np.searchsorted(keys, np.arange(n_units + 1, dtype=np.int64) << 32),
            terms=keys & 0xFFFFFFFF,
            counts=counts.astype(np.float64),
            is_name=_mark_names(text, words, bounds),
            is_quoted=is_quoted,
        )


def _find_breaks(text: str, words: Words) -> Ints:
    """Return the words that begin a clause, with 0 and n_words."""
    import numpy as np

    ends = np.fromiter((found.end() for found in _CUT.finditer(text)), dtype=np.int64)
    breaks: Ints = np.unique(np.concatenate((np.searchsorted(np.array(words.starts, dtype=np.int64), ends), [0, len(words)])))
    return breaks


def _bound_units(breaks: Ints) -> Ints:
    """Return the first word of each unit and, at the end, n_words."""
    import numpy as np

    bounds, begin = [0], 0
    n_words = int(breaks[-1])
    for first in breaks[1:].tolist():
        while first - begin > _MOST_WORDS:
            begin += _MOST_WORDS
            bounds.append(begin)
        if first - begin >= _LEAST_WORDS:
            begin = first
            bounds.append(begin)
    if bounds[-1] != n_words:  # too few words are left: they belong to the last unit
        if len(bounds) > 1:
            bounds[-1] = n_words
        else:
            bounds.append(n_words)
    return np.array(bounds, dtype=np.int64)


def _mark_names(text: str, words: Words, bounds: Ints) -> Flags:
    """Return which words look like parts of names: a capital that neither begins a unit nor stands in a headline; or digits."""
    import numpy as np

    n_words = len(words)
    capital = np.fromiter((text[start].isupper() for start in words.starts), dtype=np.bool_, count=n_words)
    digit = np.fromiter((text[start].isdigit() for start in words.starts), dtype=np.bool_, count=n_words)
    if not n_words:
        return capital
    is_long = np.array(words.ends) - np.array(words.starts) >= _LONG_WORD
    n_long = np.add.reduceat(is_long, bounds[:-1], dtype=np.float64)
    n_capital = np.add.reduceat(is_long & capital, bounds[:-1], dtype=np.float64)
    capital[bounds[:-1]] = False
    flags: Flags = digit | (capital & ~np.repeat(n_capital > _HEADLINE_SHARE * n_long, np.diff(bounds)))
    return flags


def _mark_quoted(text: str, words: Words) -> Flags:
    import numpy as np

    flags = np.zeros(len(words) + 1, dtype=np.int64)
    starts = np.array(words.starts, dtype=np.int64)
    quotations = find_quotations(text, split_paragraphs(text))
    spans = np.array([(span.start, span.end) for span in quotations], dtype=np.int64).reshape(-1, 2)
    np.add.at(flags, np.searchsorted(starts, spans[:, 0]), 1)
    np.add.at(flags, np.searchsorted(starts, spans[:, 1]), -1)
    return np.cumsum(flags)[:-1] > 0
