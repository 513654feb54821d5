"""Text of made-up news: words, stock phrases, sentences and paragraphs, drawn by the million with NumPy.

No word is of any language.  Their frequency is Zipf's, an article has a subject with words of its own, and stock phrases,
numbers and names recur everywhere.  Of the different word 3-grams of 10,000 articles, 7 % stand in more than one article
and 0.40 % in more than 16; of 10,000 real ones, cut to the same length, 12 % and 0.36 %.  A text is an array of numbers
until it is printed, so that a program can edit it by the word and know where everything comes to stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

N_WORDS, N_NUMBERS, N_PHRASES, N_SUBJECTS = 60_000, 3_000, 60_000, 500
WORDS_OF_SUBJECT = 150
MARKS = (
    ('"', ("", ",", ".", "?", ',"', '."', " -", "'s")),
    ("“", ("", ",", ".", "?", ",”", ".”", " –", "’s")),
)
"""Opening mark, and what may follow a word: at a plain and at a typographic outlet."""
CAPITAL, OPENING, AFTER = 1, 2, 4
"""Bits of a word's marks: a capital, an opening quotation mark, and from here on the number of what follows it."""
COMMA, STOP, QUESTION, COMMA_CLOSE, STOP_CLOSE, DASH, OWNER = (AFTER * each for each in range(1, 8))
N_MARKS = AFTER * len(MARKS[0][1])
BATCH = 10_000
"""Articles drawn at a time; bounds the memory of the draws."""

Codes = NDArray[np.uint32]
"""Words of a text: number of the word times `N_MARKS`, plus its marks."""


class Language:
    """Words, stock phrases and subjects."""

    def __init__(self, chance: np.random.Generator) -> None:
        self.chance = chance
        self.words = _make_words(chance)
        frequency = 1 / (np.arange(N_WORDS) + 2.7)
        places = (np.arange(1 << 22) + 0.5) / (1 << 22)
        self._by_chance = np.searchsorted(np.cumsum(frequency / frequency.sum()), places).clip(0, N_WORDS - 1).astype(np.uint32)
        self.phrases = self._by_chance[chance.integers(0, 3 << 20, (N_PHRASES, 5))]  # of words that are not rare
        self.phrase_lengths = chance.integers(3, 6, N_PHRASES)
        likely = (np.arange(N_PHRASES) + 20) ** -0.8
        self.phrase_chances = np.cumsum(likely / likely.sum())
        self.subjects = chance.integers(1_000, N_WORDS, (N_SUBJECTS, WORDS_OF_SUBJECT), dtype=np.uint32)

    def draw_words(self, n: int) -> Codes:
        """Return n words by Zipf's law, without marks."""
        return self._by_chance[self.chance.integers(0, 1 << 22, n, dtype=np.uint32)]

    def draw_numbers(self, n: int) -> Codes:
        """Return n numbers, without marks."""
        return self.chance.integers(N_WORDS, N_WORDS + N_NUMBERS, n, dtype=np.uint32)

    def draw_phrases(self, words: Codes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
        """Write a stock phrase over the words from each start, if it ends before the end given."""
        which = np.searchsorted(self.phrase_chances, self.chance.random(len(starts))).clip(0, N_PHRASES - 1)
        fits = starts + self.phrase_lengths[which] <= ends
        starts, which = starts[fits], which[fits]
        for k in range(self.phrases.shape[1]):
            has = self.phrase_lengths[which] > k
            words[starts[has] + k] = self.phrases[which[has], k]


def _make_words(chance: np.random.Generator) -> list[str]:
    """Return words, the frequent ones short, then numbers."""
    onsets = (*"bdfgklmnprstvz", "br", "dr", "fl", "gr", "kl", "pl", "sh", "st", "th", "tr")
    vowels, codas = "aeiou", ("", "", *"lnrsm")
    found: dict[str, None] = {}
    while len(found) < N_WORDS:
        draws = chance.integers(0, [[[len(onsets), len(vowels), len(codas)]]], (N_WORDS, 4, 3)).tolist()
        for syllables, n in zip(draws, chance.integers(1, 5, N_WORDS).tolist(), strict=True):
            found["".join(onsets[a] + vowels[b] + codas[c] for a, b, c in syllables[:n])] = None
    length = np.fromiter(map(len, found), float, len(found)) + chance.normal(0, 2.0, len(found))
    spelled = list(found)
    words = [spelled[k] for k in np.argsort(length, kind="stable")[:N_WORDS].tolist()]
    accents = str.maketrans("aeiou", "áéîöü")
    for k in (chance.permutation(N_WORDS - 5_000)[:90] + 5_000).tolist():
        words[k] = words[k].translate(accents)
    for k in (chance.permutation(N_WORDS - 500)[:5_000] + 500).tolist():
        words[k] = words[k].capitalize()  # a name
    values = (10 ** chance.uniform(0, 6, N_NUMBERS)).tolist()
    return words + [f"{each:,.0f}" if k % 3 else f"{each:,.1f}" for k, each in enumerate(values)]


@dataclass(frozen=True, slots=True)
class Bodies:
    """Articles as they are before anything is planted.

    Args:
        codes: The words of all, `(n_words,)`.
        paragraphs: Where each paragraph starts in `codes`, and the end of the last, `(n_paragraphs + 1,)`.
        articles: Where each article starts in `paragraphs`, and the end of the last, `(n_articles + 1,)`.
    """

    codes: Codes
    paragraphs: NDArray[np.int64]
    articles: NDArray[np.int64]

    def cut(self, article: int) -> list[Codes]:
        """Return the paragraphs of an article."""
        at = self.paragraphs[self.articles[article] : self.articles[article + 1] + 1].tolist()
        return [self.codes[a:b] for a, b in pairwise(at)]


def starts(counts: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where each part of a sequence starts, given how long each is, and where the last ends."""
    return np.concatenate(([0], np.cumsum(counts)))


def draw_bodies(language: Language, n: int) -> Bodies:
    """Return n articles of about 2,600 characters, in sentences and paragraphs."""
    return _join_batches([_draw_batch(language, min(BATCH, n - at)) for at in range(0, n, BATCH)])


def _draw_batch(language: Language, n: int) -> Bodies:
    chance = language.chance
    n_paragraphs = chance.lognormal(np.log(10.5), 0.45, n).round().clip(4, 40).astype(np.int64)
    n_sentences = chance.integers(1, 4, n_paragraphs.sum())
    n_words = chance.integers(8, 27, n_sentences.sum())
    articles, sentences, words_at = starts(n_paragraphs), starts(n_sentences), starts(n_words)
    paragraphs = words_at[sentences]
    first, last = words_at[:-1], words_at[1:] - 1

    total = int(words_at[-1])
    words, luck = language.draw_words(total), chance.random(total, dtype=np.float32)
    at = np.flatnonzero(luck < 0.10)
    subject = np.repeat(chance.integers(0, N_SUBJECTS, n, dtype=np.uint16), np.diff(paragraphs[articles]))[at]
    words[at] = language.subjects[subject, (WORDS_OF_SUBJECT * chance.random(len(at)) ** 2).astype(np.int64)]
    at = np.flatnonzero((luck >= 0.10) & (luck < 0.115))
    words[at] = language.draw_numbers(len(at))
    at = np.flatnonzero(luck >= 0.86)
    language.draw_phrases(words, at, np.repeat(words_at[1:], n_words)[at])

    luck = chance.random(total, dtype=np.float32)
    marks = np.select([luck < 0.05, luck < 0.054, luck < 0.061], [COMMA, DASH, OWNER], 0).astype(np.uint32)
    luck = chance.random(len(first), dtype=np.float32)
    marks[last] = np.select([luck < 0.04, luck < 0.08], [STOP_CLOSE, QUESTION], STOP)
    is_attributed = luck >= 0.94
    marks[(first + n_words * 2 // 3)[is_attributed]] = COMMA_CLOSE
    marks[first] |= CAPITAL
    marks[first[is_attributed | (luck < 0.04)]] |= OPENING
    return Bodies(words * N_MARKS + marks, paragraphs, articles)


def _join_batches(batches: Sequence[Bodies]) -> Bodies:
    n_words = starts([len(each.codes) for each in batches])
    n_paragraphs = starts([len(each.paragraphs) - 1 for each in batches])
    return Bodies(
        np.concatenate([each.codes for each in batches]),
        np.concatenate([[0], *(each.paragraphs[1:] + n for each, n in zip(batches, n_words, strict=False))]),
        np.concatenate([[0], *(each.articles[1:] + n for each, n in zip(batches, n_paragraphs, strict=False))]),
    )


class Surfaces(dict[int, str]):
    """How words are printed at a plain or at a typographic outlet; filled as they are met."""

    def __init__(self, words: Sequence[str], is_typographic: bool) -> None:
        super().__init__()
        self.words = words
        self.opening, self.after = MARKS[is_typographic]

    def __missing__(self, code: int) -> str:
        number, marks = divmod(code, N_MARKS)
        word = self.words[number]
        word = word[0].upper() + word[1:] if marks & CAPITAL else word
        self[code] = word = (self.opening if marks & OPENING else "") + word + self.after[marks // AFTER]
        return word
