"""The words of a story and how much each tells.

A word tells much if few sentences of this story have it and few articles anywhere do: the country and the drill
that every sentence names weigh about nothing, and so do `the` and `said`.  The document counts that say how
common a word is anywhere are shipped in `background.json` (the commonest stems only; a rarer one counts as rarest).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.text.words import split_words

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

MAX_CHARACTERS = 4_000
"""What stands farther in a "sentence" is not read: no sentence is that long, but a table or a file without full stops is."""
LEAST_SENTENCES = 60
"""A shorter story is weighed as if it had this many sentences: in three sentences, rare and common look alike.
The gold stories have 52 to 106."""
PREFIX = 5
"""Letters of a stem that stand for its family: `investig-ation`, `investig-ator`."""
TELLING = 2.5
"""Background IDF from which a word is told to a reader as telling: rarer than one article in twelve."""

_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
        nineteen twenty
        """.split()  # noqa: SIM905
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}
_POWERS = {"k": 3, "m": 6, "b": 9, "t": 12}
"""Zeros that a word of magnitude stands for, by its first letter, `thousand` aside."""
_VALUE = re.compile(
    r"(?<![\d.,])(?P<amount>\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,6})?)"
    r"(?:[\s-]?(?P<power>thousand|million|mln|mn|billion|bn|trillion|tn)|(?P<letter>[mbk]))\b(?!['’])"
    r"|\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?|\b(?P<clock>[01]?\d|2[0-3]):(?P<past>[0-5]\d)\b"
    r"|(?P<percent>\s?%|\bper cent\b|\bpc\b)",
    re.IGNORECASE,
)
"""What is written in many ways: $1bn and 1,000 million, 6pm and 18:00, 20% and 20 per cent."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one claim or sentence, as parallel tuples.

    Args:
        stems: Their stems, number words as digits.
        forms: Their normal forms.
        surfaces: As they stand in the text.
    """

    stems: tuple[str, ...]
    forms: tuple[str, ...]
    surfaces: tuple[str, ...]


def read_words(text: str) -> Reading:
    """Return the words of a claim or sentence; cost is linear and bounded.

    >>> read_words("Three ferries, $1.2bn, at 6.30 p.m.").stems
    ('3', 'ferri', '1200000000', 'at', '18h30')
    """
    text = text[:MAX_CHARACTERS]
    if any(map(str.isdigit, text)):
        text = _VALUE.sub(_write_value, text)
    words = split_words(text)
    stems = tuple(_NUMBERS.get(form, stem) for form, stem in zip(words.forms, words.stems, strict=True))
    surfaces = tuple(text[start:end] for start, end in zip(words.starts, words.ends, strict=True))
    return Reading(stems, words.forms, surfaces)


def _write_value(found: re.Match[str]) -> str:
    """Return a value in the one way in which it is compared."""
    if found["percent"]:
        return " percent"
    if found["amount"]:
        power = (found["power"] or found["letter"]).lower()
        zeros = 3 if power.startswith("th") else _POWERS[power[0]]
        value = Decimal(found["amount"].replace(",", "")) * 10**zeros
        return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
    hour = int(found["clock"] or found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return f"{hour}h{found['past'] or found['minute'] or '00'}"


@lru_cache(maxsize=1)
def _background() -> tuple[dict[str, float], float]:
    table = json.loads(files("compare.claims").joinpath("background.json").read_text(encoding="utf-8"))
    return table["idf"], float(table["idf_of_others"])


def background_idf(stem: str) -> float:
    """Return log(articles / articles with the stem) over 20,000 news articles, at least 0; numbers at least 4.

    >>> background_idf("the") < 0.1 < background_idf("ferri")
    True
    """
    known, others = _background()
    idf = known.get(stem, others)
    return max(idf, 4.0) if stem[:1].isdigit() else idf


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All stems of a story, as arrays of shape (n_stems,).

    Args:
        index: Place of each stem.
        weight: How much it tells, >= 0, about 1 for a rare word.
        background: See `background_idf`.
        is_name: Whether it is mostly capitalised inside sentences.
        is_number: Whether it begins with a digit.
    """

    index: dict[str, int]
    weight: Floats
    background: Floats
    is_name: NDArray[np.bool_]
    is_number: NDArray[np.bool_]


def build_lexicon(sentences: Sequence[Reading], others: Sequence[Reading]) -> Lexicon:
    """Weigh the stems of `sentences`; stems that only `others` have count as standing in one sentence."""
    counts = Counter(stem for each in sentences for stem in dict.fromkeys(each.stems))
    for each in others:
        for stem in each.stems:
            counts.setdefault(stem, 1)
    capital, small = Counter[str](), Counter[str]()
    for each in sentences:
        for stem, surface in zip(each.stems[1:], each.surfaces[1:], strict=True):
            (capital if surface[:1].isupper() else small)[stem] += 1
    index = {stem: place for place, stem in enumerate(counts)}
    background = np.array([background_idf(stem) for stem in index], np.float32)
    return Lexicon(
        index=index,
        weight=weigh(np.array(list(counts.values()), np.float32), background, len(sentences)),
        background=background,
        is_name=np.array([capital[stem] > small[stem] for stem in index], bool),
        is_number=np.array([stem[:1].isdigit() for stem in index], bool),
    )


def weigh(counts: NDArray[Any], background: Floats, n_sentences: int) -> Floats:
    """Return how much stems tell: rarity in the story, in [0, 1], times the root of background IDF over 6.

    Args:
        counts: Sentences of the story with each stem, at least 1.
        background: See `background_idf`.
        n_sentences: Sentences of the story.
    """
    n = max(n_sentences, LEAST_SENTENCES) + 1
    rarity = np.log(n / counts) / math.log(n)
    return (np.maximum(rarity, 0) * np.sqrt(background / 6)).astype(np.float32)


def incidence(rows: Sequence[Sequence[int]], n_columns: int) -> Any:
    """Return the sparse 0/1 matrix of shape (len(rows), n_columns) with ones where `rows` say."""
    from scipy.sparse import csr_matrix

    unique = [sorted(set(row)) for row in rows]
    starts = np.cumsum([0, *map(len, unique)])
    columns = np.array([column for row in unique for column in row], np.int32)
    return csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=(len(rows), n_columns))
