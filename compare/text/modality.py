"""How firmly a sentence asserts: what it denies, and what it only plans, expects, thinks possible or passes on.

Words decide, not a parser: "plans to open" is planned, "may close" is possible, "will meet" and "is due to" lie ahead,
"allegedly" is alleged.  "The month of May", "military might" and "the will of the people" are none of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Modality = Literal["planned", "expected", "possible", "required", "alleged", "attempted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """Words that take from an assertion that it is simply so."""

    start: int
    end: int
    value: Modality


_NOT_NOUN = r"(?<!the )(?<!free )(?<!a )(?<!his )(?<!her )(?<!their )"
"""Before "will": a testament or a wish."""
_FORMS: dict[Modality, tuple[str, ...]] = {
    "planned": (
        r"(?:plan|intend|want|wish|hop|aim|vow|pledg|promis|threaten|offer|propos|seek|prepar)[a-z]{0,4} to\b",
        r"consider\w{0,3} \w+ing\b|plans? for\b",
    ),
    "expected": (
        (
            r"(?:expected|due|set|scheduled|slated|forecast|predicted|projected|going|poised|about|bound|(?:un)?likely) to"
            r"(?= (?!(?:the|an?|its|his|her|their) )\w)"
        ),
        rf"{_NOT_NOUN}will(?! of\b)|won['’]t|(?<=\w['’])ll\b|would(?:n['’]t)?",
        r"(?:is|are|was|were) to(?= (?!(?:date|blame|the|a)\b)\w)|(?:is|are) forecast",
        r"expects? to|expect(?:s|ed)? (?:[\w.]+ ){1,5}?to(?= \w)",
    ),
    "possible": (
        r"(?<![\w-])may(?! \d)(?=\W)|(?<=\w )might(?= \w)(?<!military might)(?<!its might)|could(?:n['’]t)?",
        r"(?:possib|presumab|probab|potential)ly|perhaps",
        r"(?:is|are|was|were|very|most|more|less|highly) (?:un)?likely(?! to\b)|(?<=['’]s )(?:un)?likely(?! to\b)",
    ),
    "required": (r"must(?!-)|should(?:n['’]t)?|(?:ought|needs?|ha(?:s|ve)|required|obliged|ordered|forced) to(?= \w)",),
    "alleged": (
        r"alleg(?:ed|es?|ing)(?:ly)?|(?:reported|supposed|purported)ly|supposed|purported|(?<!heir )apparent(?:ly)?|unconfirmed",
        r"(?:appear|seem)(?:s|ed)? to\b|accus(?:es?|ed|ing)|suspect(?:s|ed)",
        r"(?:believed|thought|said|reported|understood|feared|presumed|rumou?red) to(?= (?:be|have)\b)",
    ),
    "attempted": (r"(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?) to(?= (?!the )\w)",),
}
_HEDGE = re.compile(r"\b(?:" + "|".join(rf"(?P<{kind}>(?:{'|'.join(forms)}))(?!\w)" for kind, forms in _FORMS.items()) + ")")
NEGATION = re.compile(
    r"(?i)\b(?:[a-z]{2,7}n['’]t\b|(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot)\b"
    r"|den(?:y|ies|ied|ying|ial)\b|reject(?:s|ed|ing)?\b|refus(?:e|es|ed|ing|al)\b|refut(?:e|es|ed|ing)\b"
    r"|fail(?:s|ed|ing|ure)?\b(?= to)|unable\b|declin(?:e|es|ed|ing)\b(?= to| comment)|rul(?:es|ed|ing|e) out\b"
    r"|dismiss(?:es|ed)?\b|(?:un|dis)(?:true|founded|proven|proved)\b|(?:is|are|was|were|as) (?:false|baseless)\b"
    r"|lack(?:s|ed|ing)?\b)"
)
_NO_DENIAL = re.compile(
    r"(?i)\b(?:not only|no longer than|no (?:more|less|fewer|later) than|not (?:more|less|fewer) than|no\. ?\d|not just|not least"
    r"|no doubt|no wonder|nothing but|whether or not|or not|if not|not to mention)\b"
)


def find_hedges(text: str, start: int, end: int) -> tuple[Hedge, ...]:
    """Return the words of `text[start:end]` by which something is not simply so, in text order; cost is linear.

    >>> text = "She plans to resign and may be charged, reportedly."
    >>> [found.value for found in find_hedges(text, 0, len(text))]
    ['planned', 'possible', 'alleged']
    """
    return tuple(
        Hedge(start=match.start(), end=match.end(), value=match.lastgroup)  # type: ignore[arg-type]
        for match in _HEDGE.finditer(text, start, end)
    )


def find_negations(text: str, start: int, end: int) -> tuple[re.Match[str], ...]:
    """Return the words of `text[start:end]` that deny something; "not only" and "no more than" deny nothing."""
    idle = [each.span() for each in _NO_DENIAL.finditer(text, start, end)]
    return tuple(each for each in NEGATION.finditer(text, start, end) if not any(a <= each.start() < b for a, b in idle))
