"""Numerals: figures and number words as values, with how exactly they are meant."""

from __future__ import annotations

import re
from typing import Literal

Sense = Literal["exact", "over", "nearly", "about"]

_SMALL = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {"dozen": 12}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_BIG = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12} | _BIG
FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5}
_ONES = "|".join(word for word in _SMALL if word not in ("zero", "dozen"))
NUMBER_WORDS = (
    rf"(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|half a) dozen"
    rf"|(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_ONES}))?|{_ONES}|an? (?=hundred|thousand|million|billion))"
    rf"(?:[- ](?:hundred|thousand|million|billion|trillion)(?:,? (?:and )?(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_ONES}))?|{_ONES}))?)*)"
)
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
MAGNITUDE = r"(?:[ -]?(?:hundred|thousand|million|billion|trillion)\b|\s?(?:bn|mn|mln|tn|trn|m|b|k|bln)\b)"
OVER = r"over|more than|above|upwards? of|in excess of|at least|no fewer than|no less than|a minimum of|not less than"
UNDER = r"nearly|almost|close to|just under|up to|as many as|as much as|fewer than|less than|under|below|at most|no more than|a maximum of|just short of"
ABOUT = r"about|around|some|approximately|roughly|an estimated|circa|c\.|estimated|~|more or less"


def parse_numeral(number: str, magnitude: str | None) -> tuple[float, float]:
    """Return the value, and the half unit of its last digit that was given."""
    factor = _SHORT.get(magnitude.strip(" -").lower().replace("bln", "bn"), 1.0) if magnitude else 1.0
    if number[0].isdigit():
        digits = number.replace(",", "")
        decimals = len(digits.partition(".")[2])
        value = float(digits[:300])
        zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits else 0
        if magnitude:
            place = 0.5 * 10.0**-decimals if decimals or not zeros else 0.5
        else:
            place = 0.5 * 10.0**-decimals if decimals else 0.5 * 10.0**zeros if value >= 100 and zeros else 0.0
        return value * factor, place * factor
    words = re.split(r"[\s-]+", number.lower().replace(",", ""))
    total, current = 0.0, 0.0
    for word in words:
        if word in ("a", "an", "and"):
            current = current or (1.0 if word != "and" else 0.0)
        elif word == "half":
            current = 0.5
        elif word == "dozen":
            current = (current or 1.0) * 12
        elif word in _SMALL:
            current += _SMALL[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = (current or 1.0) * 100
        elif word in _BIG:
            total, current = total + (current or 1.0) * _BIG[word], 0.0
    value = (total + current) * factor
    return value, 0.25 * factor if factor > 1 else 0.05 * value if value >= 100 else 0.0


def sense_of(hedge: str) -> str:
    if not hedge:
        return "exact"
    if re.fullmatch(OVER, hedge):
        return "over"
    return "nearly" if re.fullmatch(UNDER, hedge) else "about"


