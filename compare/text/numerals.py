"""Numerals: figures and number words as values, and how exactly they are meant."""

from __future__ import annotations

import re
from typing import Literal

Sense = Literal["exact", "over", "nearly", "up to", "about"]
"""exact: the figure, or what rounds to it · over: at least that · nearly: a little less · up to: at most that ·
about: somewhat less or more."""

_SMALL = {
    word: float(n)
    for n, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
    )
}  # fmt: skip
_TENS = {
    word: 10.0 * n for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_BIG = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_MAGNITUDES = _BIG | {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}
FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5}

_UNDER_TWENTY = "|".join(word for word in _SMALL if word != "zero")
_UNDER_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_UNDER_TWENTY}))?|{_UNDER_TWENTY})"
NUMBER_WORDS = (
    r"(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|half a) dozen\b"
    rf"|(?:{_UNDER_HUNDRED}\b|an? (?=hundred|thousand|million|billion))"
    rf"(?:[- ]?(?:hundred|thousand|million|billion|trillion)\b(?:,? (?:and )?{_UNDER_HUNDRED}\b)?){{0,5}})"
)
DIGITS = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?(?!\d)|\d{1,15}(?:\.\d{1,9})?(?!\d)"
MAGNITUDE = r"(?:[ -]?(?:hundred|thousand|million|billion|trillion)\b|\s?(?:bn|bln|mn|mln|tn|trn|m|b|k)\b)"

HEDGES: dict[Sense, str] = {
    "over": r"over|more than|above|upwards? of|in excess of|at least|(?:no|not) (?:fewer|less) than|a minimum of",
    "nearly": r"nearly|almost|close to|just under|just short of",
    "up to": r"up to|as many as|as much as|fewer than|less than|under|below|at most|no more than|a maximum of",
    "about": r"about|around|some|approximately|roughly|an estimated|estimated|circa",
}
HEDGE = "|".join(HEDGES.values())


def sense_of(hedge: str | None) -> Sense:
    """Return how a number is meant after the words `hedge`.

    >>> sense_of("more than"), sense_of(None)
    ('over', 'exact')
    """
    if hedge:
        words = " ".join(hedge.lower().split())
        for sense, pattern in HEDGES.items():
            if re.fullmatch(pattern, words):
                return sense
    return "exact"


def parse_numeral(number: str, magnitude: str | None = None) -> tuple[float, float]:
    """Return the value of a numeral, and by how much it may have been rounded (half of its last digit that counts).

    Trailing zeros of a figure from 100 on may be rounding (by a tenth at most), and so may number words; a figure below
    100 is exact.

    >>> parse_numeral("145.5", " million")
    (145500000.0, 50000.0)
    >>> parse_numeral("two hundred and six"), parse_numeral("43")
    ((206.0, 0.0), (43.0, 0.0))
    """
    # `\s?` may be a line break, and case-blind patterns take `ſ` for an `s`, `ı` for an `i`: no lookup may fail.
    factor = _MAGNITUDES.get(magnitude.strip().strip("-").casefold(), 1.0) if magnitude else 1.0
    if not number[0].isdigit():
        value = _value_of_words(number)
        is_round = factor > 1 or (value >= 100 and value % 50 == 0)
        return value * factor, 0.05 * value * factor if is_round else 0.0
    figure = number.replace(",", "")
    value = float(figure)
    decimals = len(figure.partition(".")[2])
    if decimals:
        rounding = 0.5 * 10.0**-decimals
    elif magnitude:
        rounding = 0.5
    else:
        zeros = len(figure) - len(figure.rstrip("0"))
        rounding = 0.5 * 10.0**zeros if zeros and value >= 100 else 0.0
    return value * factor, min(rounding, 0.1 * value) * factor


def _value_of_words(number: str) -> float:
    total = current = 0.0
    for word in re.split(r"[\s,-]+", number.lower()):
        if word in ("a", "an"):
            current = current or 1.0
        elif word == "half":
            current = 0.5
        elif word == "dozen":
            current = 12 * (current or 1.0)
        elif word == "hundred":
            current = 100 * (current or 1.0)
        elif word in _BIG:
            total, current = total + (current or 1.0) * _BIG[word], 0.0
        else:
            current += _SMALL.get(word, _TENS.get(word, 0.0))
    return total + current
