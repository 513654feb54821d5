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
_BIG = {"hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12}
_MAGNITUDES = _BIG | {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}
FRACTIONS = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "seventh": 1 / 7, "eighth": 1 / 8,
    "ninth": 1 / 9, "tenth": 1 / 10,
}  # fmt: skip
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}

_UNDER_TEN = "one|two|three|four|five|six|seven|eight|nine"
_UNDER_HUNDRED = (
    rf"(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ](?:{_UNDER_TEN}))?|(?:thir|four|fif|six|seven|eigh|nine)teen"
    rf"|ten|eleven|twelve|{_UNDER_TEN})\b"
)
_BIG_WORD = "hundred|thousand|lakh|million|crore|billion|trillion"
_HALVED = (
    rf"(?=(?:{_BIG_WORD}|dozen|second|minute|hour|day|month|year|decade|century|mile|kilomet|tonn?e?|acre|degree|point)s?\b)"
)
"""What "half a" and "a quarter of a" are said of: half an hour, a quarter of a million."""
SMALL_WORDS = rf"(?:(?:an?|half[ -]a|half|{_UNDER_TEN}|ten)[ -]dozen\b|{_UNDER_HUNDRED})"
"""Number words below a hundred, which may begin a range."""
NUMBER_WORDS = (
    rf"(?:(?:{SMALL_WORDS}(?: and a half\b)?|(?:half an?|(?:a )?quarter of an?) {_HALVED}|half-{_HALVED}"
    rf"|an? (?=(?:{_BIG_WORD})\b))"
    rf"(?:[-\s]?(?:{_BIG_WORD})\b(?:,? (?:and )?{_UNDER_HUNDRED})?){{0,5}})"
)
DIGITS = (
    r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?(?!\d)|\d{0,4}[½¼¾⅓⅔]|\d{1,4}[ -](?:1/2|1/4|3/4)(?!\d)|\d{1,15}(?:\.\d{1,9})?(?!\d)"
)
MAGNITUDE = rf"(?:[\s-]?(?:{_BIG_WORD})\b|\s?(?:bn|bln|mn|mln|tn|trn|m|b|k)\b)"

HEDGES: dict[Sense, str] = {
    "over": r"over|more than|greater than|above|upwards? of|in excess of|exceeding|at least|at minimum|a minimum of"
    r"|(?:no|not) (?:fewer|less) than",
    "nearly": r"nearly|almost|close to|just under|just short of|just shy of|approaching|not quite",
    "up to": r"up to|as many as|as much as|fewer than|less than|under|below|at most|(?:no|not) more than|a maximum of",
    "about": r"about|around|some|approximately|roughly|an estimated|estimated|circa|in the region of|more or less",
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
    if not number[0].isnumeric():
        value = _value_of_words(number)
        is_round = factor > 1 or (value >= 100 and value % 50 == 0)
        return value * factor, 0.05 * value * factor if is_round else 0.0
    figure = number.replace(",", "")
    for sign, part in _SIGNS.items():
        if figure.endswith(sign):
            whole = figure.removesuffix(sign).strip(" -")
            value = (float(whole) if whole else 0.0) + part
            return value * factor, 0.05 * value * factor
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
    words = re.split(r"[\s,-]+", number.lower())
    total = current = 0.0
    for n, word in enumerate(words):
        if word in ("a", "an"):
            current = current or 1.0
        elif word == "half":
            current = current + 0.5 if words[n - 2 : n] == ["and", "a"] else 0.5
        elif word == "quarter":
            current = 0.25
        elif word == "dozen":
            current = 12 * (current or 1.0)
        elif word == "hundred":
            current = 100 * (current or 1.0)
        elif word in _BIG:
            total, current = total + (current or 1.0) * _BIG[word], 0.0
        else:
            current += _SMALL.get(word, _TENS.get(word, 0.0))
    return total + current
