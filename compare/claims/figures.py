"""The numbers of a claim with what surrounds them: all that is asked when two of them may exclude each other."""

from __future__ import annotations

import math
from dataclasses import dataclass

from compare.claims.occasions import ORDER_REACH
from compare.claims.roles import Role, is_foretold, role_of
from compare.claims.statements import Statement
from compare.claims.story import Story
from compare.claims.tolls import Toll, are_people
from compare.text.normal import stem_word
from compare.text.quantities import Quantity

REACH = 5
"""Meaningful words before and after a number that count as its surroundings."""
NAME_REACH, OWNER_REACH = 60, 30
"""Code points around a number in which a name tells where it was counted, and behind an age whose it is."""
WIDTH = 0.1
"""Share of a number by which it may be rounded and still counts as one value."""
_GENERIC = frozenset(("peopl", "person", "victim", "casualti", "other", "man", "men", "individu"))
"""Nouns that may stand for whoever else is counted."""
_SOLDIERS = frozenset(("soldier", "troop", "servicemen", "personnel", "militari", "trooper"))
_MEASURES = frozenset(
    """
    percent per cent year month week day hour minut second mile kilomet km metr meter feet foot billion million trillion thousand
    hundr dozen dollar euro pound total number least old
    """.split()  # noqa: SIM905
)
"""Stems that stand beside numbers of any kind, and tell nothing about what they count."""
_AMERICA = frozenset(("us", "america", "american", "americans", "united"))
_ROOT = 4
"""Letters that a country and its people share: `Russia`, `Russian`."""
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_AT_LEAST = ("at least", "no fewer", "no less", "not fewer", "not less", "a minimum")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number in its surroundings.

    Args:
        statement: The claim it stands in.
        quantity: What was read.
        low: Smallest value meant.
        high: Largest value meant; "at least four" has none.
        noun: Stem of what is counted, empty if it is not said or says only "people".
        is_of_people: Whether people are counted, or nothing is said.
        toll: What a count of people counts, None if that is not said.
        role: What part it plays.
        is_foretold: Whether it is expected or promised.
        near: Telling stems around it, its own noun and units left out.
        places: Roots of names around it and of the first in its claim, each as the roots of its words.
        order: Words like "first" around it.
        said: Roots of all words of the claim.
        owner: Last word of the name behind an age.
    """

    statement: Statement
    quantity: Quantity
    low: float
    high: float
    noun: str
    is_of_people: bool
    toll: Toll | None
    role: Role
    is_foretold: bool
    near: frozenset[str]
    places: tuple[frozenset[str], ...]
    order: frozenset[str]
    said: frozenset[str]
    owner: str

    @property
    def value(self) -> float:
        """The number as it is written: that of "over 100" is 100; of a range the middle."""
        sense = self.quantity.value.split()[0]
        if sense == "over":
            return self.quantity.low
        if sense in ("nearly", "up"):
            return self.quantity.high
        return (self.quantity.low + self.quantity.high) / 2

    @property
    def is_exact(self) -> bool:
        """Whether it is given as one value, rounding aside: no "dozens", no range."""
        return self.is_hedged or self.quantity.high - self.quantity.low <= WIDTH * self.quantity.high

    @property
    def is_hedged(self) -> bool:
        """Whether the source says that it is no exact value."""
        return self.quantity.value.split()[0] in ("over", "nearly", "up", "about")

    def excludes(self, other: Figure) -> bool:
        """Whether no value can be meant by both, of one kind and unit; symmetric."""
        a, b = self.quantity, other.quantity
        return a.kind == b.kind and a.unit == b.unit and (self.low > other.high or other.low > self.high)

    def is_written_in(self, statement: Statement) -> bool:
        """Whether the very figure stands in a statement, perhaps not read as a number there: "Washington with 101"."""
        if self.value != int(self.value):
            return False
        value = int(self.value)
        written = {str(value), _WORDS[value]} if value < len(_WORDS) else {str(value)}
        return not written.isdisjoint(statement.words.forms)


def read_figures(story: Story, statement: Statement) -> tuple[Figure, ...]:
    """Return the numbers of a statement, in text order."""
    return tuple(_read(story, statement, each) for each in statement.quantities)


def content_of(story: Story, statement: Statement) -> frozenset[str]:
    """Return the stems of a statement that tell something in this story, units left out."""
    return _telling(story.content(statement))


def roots(words: tuple[str, ...]) -> frozenset[str]:
    """Return how words begin, so that a country and its people are one.

    >>> roots(("russia",)) == roots(("russian",)), roots(("us",)) == roots(("americans",))
    (True, True)
    """
    return frozenset("america" if word in _AMERICA else word[:_ROOT] for word in words)


def _read(story: Story, statement: Statement, quantity: Quantity) -> Figure:
    text = story.text(statement)
    noun = quantity.things[-1] if quantity.things else ""
    names = [
        name
        for name in statement.names
        if name.start < quantity.end + NAME_REACH
        and (name.end > quantity.start - NAME_REACH or name is statement.names[0])
        and not (quantity.start <= name.start < quantity.end)
        and not all(stem_word(word) in story.common for word in name.words)
    ]  # fmt: skip
    is_open = text[quantity.start : quantity.end].lower().startswith(_AT_LEAST)
    return Figure(
        statement=statement,
        quantity=quantity,
        low=quantity.low,
        high=math.inf if is_open else quantity.high,
        noun="" if noun in _GENERIC else "soldier" if noun in _SOLDIERS else noun,
        is_of_people=not noun or are_people(quantity, text),
        toll=story.toll(statement, quantity),
        role=role_of(statement, quantity, text),
        is_foretold=is_foretold(statement, quantity, text),
        near=_telling(statement.around(quantity.start, quantity.end, reach=REACH, ignored=story.common)) - {*quantity.things},
        places=tuple(roots(name.words) for name in names),
        order=statement.order(quantity.start, quantity.end, reach=ORDER_REACH),
        said=roots(statement.words.forms).union(*(roots(name.words) for name in statement.names)),
        owner=next((name.words[-1] for name in statement.names if 0 <= name.start - quantity.end <= OWNER_REACH), ""),
    )


def _telling(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems - _MEASURES if len(stem) > 1)
