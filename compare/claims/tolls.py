"""Tolls: what a count of people in an accident, an attack or an operation counts - the dead, the missing, those on board.

Every outlet words a toll differently ("killing 43", "43 people died", "the number of dead rose to 43"), so surroundings do not
show that two of them count the same; a short list of words does.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

from compare.claims.statements import Statement
from compare.text.quantities import Quantity

Toll = Literal["dead", "missing", "hurt", "badly hurt", "aboard", "saved", "arrested"]
TOLLS: tuple[Toll, ...] = get_args(Toll)

_WORDS: dict[Toll, str] = {
    "missing": r"missing|unaccounted for|not (?:yet )?been found|still not been found",
    "dead": r"dead|died|die|killed|killing|kills|kill|deaths?|lost their lives|fatalities|bodies|perished|drowned|claimed|fatal",
    "hurt": r"injured|injuring|injuries|wounded|wounding|hurt|hospitali[sz]ed|taken to (?:\w+ ){0,2}hospitals?|treated",
    "aboard": r"on board|aboard|passengers and crew",
    "saved": r"rescued|saved|pulled (?:alive )?(?:from|out)|brought (?:\d+ people )?ashore|survived|survivors|ashore",
    "arrested": r"arrested|detained|in custody|arrests|detaining|arresting",
}


def _any_of(words: dict[Toll, str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?P<{toll}>\b(?:{pattern})\b)" for toll, pattern in words.items()), re.IGNORECASE)


_ANY = _any_of(_WORDS)
_BEFORE: dict[Toll, str] = {
    "missing": r"missing",
    "dead": r"killed|killing|kills|kill|dead|deaths?|death toll|lives|bodies of|claimed",
    "hurt": r"injured|injuring|wounded|wounding|hurting|hospitali[sz]ing",
    "aboard": r"aboard|on board",
    "saved": r"rescued|rescuing|saved|saving|pulled",
    "arrested": r"arrested|arresting|detained|detaining",
}
"""In front of a number only what governs it: "injuring 12", not "in hospital, eight of them children"."""
_ANY_BEFORE = _any_of(_BEFORE)
_BREAK = re.compile(
    r"[;:]|,? (?:and|while|but) (?=(?:at least |about |more than |nearly )?(?:\d|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|another|dozens|hundreds))"
)
_PEOPLE = frozenset(
    """
    peopl person men women man woman children child sailor soldier passeng villag resid civilian student worker member
    crew troop fighter schoolgirl girl boy other victim islander fishermen miner polic offic them
    custom consum user voter patient driver resid immigr migrant refuge employe teacher deleg nurs doctor
    """.split()  # noqa: SIM905
)
_BADLY = re.compile(r"(?i)\b(?:serious|critical|grave|severe|bad)(?:ly)?\b|\blife-threatening\b")
LONGEST_ACRONYM = 4
"""Letters up to which a capitalised word with an s counts things: `12 SUVs`."""
AFTER, BEFORE = 60, 70
"""Code points after and before a number in which its toll is looked for."""


def are_people(quantity: Quantity, text: str) -> bool:
    """Whether people are counted: a noun for them, or a name in the plural (400,000 Americans)."""
    noun = text[quantity.start : quantity.end].split()[-1]
    return quantity.things[-1] in _PEOPLE or (noun[0].isupper() and noun.endswith("s") and len(noun) > LONGEST_ACRONYM)


def toll_of(statement: Statement, quantity: Quantity, text: str) -> Toll | None:
    """Return what a count of people counts, None if nothing near tells; the words after the number decide first."""
    if quantity.kind != "count" or (quantity.things and not are_people(quantity, text)):
        return None
    others = [each for each in statement.quantities if each is not quantity]
    stop = min([statement.claim.end, quantity.end + AFTER, *(each.start for each in others if each.start >= quantity.end)])
    if found := _BREAK.search(text, quantity.end, stop):
        stop = found.start()
    if found := _ANY.search(text, quantity.end, stop):
        return _graded(found, text, quantity.end, stop)
    start = max([statement.claim.start, quantity.start - BEFORE, *(each.end for each in others if each.end <= quantity.start)])
    last: re.Match[str] | None = None
    for found in _ANY_BEFORE.finditer(text, start, quantity.start):
        last = found
    return _graded(last, text, last.start(), quantity.start) if last else None


def _graded(found: re.Match[str], text: str, start: int, stop: int) -> Toll:
    """Return the toll of a word; of the hurt those who are badly hurt are apart, for they are a part of them."""
    toll: Toll = found.lastgroup  # type: ignore[assignment]
    return "badly hurt" if toll == "hurt" and _BADLY.search(text, start, stop) else toll
