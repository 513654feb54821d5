"""What part a number plays: the whole of something, a part of it, a difference or a rate, something foretold.

"Ten billion less than the Senate's bill" is not what a bill costs, "one of the three suspects" are not the suspects, and an
average is no month: such numbers stand in the same words as the whole, and contradict nothing.
"""

from __future__ import annotations

import re
from typing import Literal

from compare.claims.statements import Statement
from compare.text.quantities import Quantity

Role = Literal["whole", "part", "difference", "rate"]

_REACH = 30
"""Code points before and after a number in which a word tells its role."""
_FORETOLD_BEFORE, _FORETOLD_AFTER = 60, 25
"""The same for words that foretell: a verb stands farther from its object."""
_CHANGE = re.compile(
    r"(?:\b(?:another|additional|extra|further|by|gained|lost|up|down|rose|fell|grew|dropped|climbed|added|adding|increase of|"
    r"rise of|gain of|lead of|margin of|drop of|cut of|cuts of)(?: an?| some| about| nearly| almost| more than| over)?\s*)$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\W{0,2}(?:\w+ )?(?:(?:less|more|fewer|higher|lower|greater|smaller|larger)(?: than (?!\d|(?:an? )?(?:dozen|hundred|"
    r"thousand|million|billion|third|quarter|half|year|month|week|day|hour)|one\b|two\b|three\b)|[,.;]|$)"
    r"|(?:below|above|short of|ahead of|behind)\b)|\W{0,2}(?:percentage )?points?\b",
    re.IGNORECASE,
)
"""`$20 billion less than the other bill`, but `20 dead, more than 100 hurt`."""
_MORE = re.compile(r"\b(?:another|additional|further|more)\b(?! than)", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:average|averaged|averaging|median|mean)(?: of)?(?: about| nearly| almost| some)?\s*$", re.IGNORECASE)
_PER = re.compile(
    r"\W{0,2}(?:\w+ )?(?:a|per|each|every) (?:second|minute|hour|day|week|month|year|person|household|head)\b"
    r"(?! (?:ago|earlier|later|before|after))",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"\b(?:of (?:which|whom|them|those|these)|including|includes?|included|among them|among whom|only|just)"
    r"(?:,| at least| about| some| the)?\s*$",
    re.IGNORECASE,
)
_OF = re.compile(r"\bof (?:the|its|their|his|her|those|these|them|whom|which|more than|\d)\b", re.IGNORECASE)
_OF_THE = re.compile(r"\W{0,2}of (?:the|its|their|his|her|those|these|them)\b", re.IGNORECASE)
_FORETOLD = re.compile(r"\b(?:predict|expect|forecast|projected|projects|projection)", re.IGNORECASE)


def role_of(statement: Statement, quantity: Quantity, text: str) -> Role:
    """Return what part a number plays, as far as the words beside it tell.

    Args:
        statement: Where it stands.
        quantity: The number.
        text: Text of the document.
    """
    before = text[max(statement.claim.start, quantity.start - _REACH) : quantity.start]
    after = text[quantity.end : min(statement.claim.end, quantity.end + _REACH)]
    inside = text[quantity.start : quantity.end]
    if _MEAN.search(before) or _PER.match(after):
        return "rate"
    if _CHANGE.search(before) or _THAN.match(after) or _MORE.search(inside):
        return "difference"
    if _AMONG.search(before) or _OF.search(inside) or _OF_THE.match(after):
        return "part"
    return "whole"


def is_foretold(statement: Statement, quantity: Quantity, text: str) -> bool:
    """Whether a number is expected, asked for or promised: "polls predict 26 seats" is no result."""
    start = max(statement.claim.start, quantity.start - _FORETOLD_BEFORE)
    return _FORETOLD.search(text, start, min(statement.claim.end, quantity.end + _FORETOLD_AFTER)) is not None
