"""Details that sources give differently: one entry for each detail, with every value and all who give it.

Contradictions come in pairs of passages; four outlets with three death tolls make five of them.  An editor wants to
see one detail with three values, so pairs that share a value in one place are brought together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compare.model.claims import Claim, Contradiction
from compare.model.comparison import Comparison
from compare.model.spans import Passage, Span
from compare.reports.places import Segments
from compare.reports.quotes import DOUBTFUL, Quote, quote_sentences
from compare.reports.sources import Source, Sources
from compare.reports.wording import clean_label, join, shorten

_VALUES = re.compile(r"(.+?) here, (.+?) there\.?", re.DOTALL)
_AMOUNT = re.compile(r"(?:[a-z]+ )*\d[\d.,:]*")
_TOKEN = re.compile(r"\w+(?:[.,:]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One value.

    Args:
        value: As the first of its sources words it.
        sources: Who gives it.
        quote: The sentence of the first of them, the value marked.
    """

    value: str
    sources: tuple[Source, ...]
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One detail with two values or more.

    Args:
        number: From 1.
        versions: In the order of the first source that gives each.
        is_doubtful: Whether it may well be no contradiction.
    """

    number: int
    versions: tuple[Version, ...]
    is_doubtful: bool

    @property
    def values(self) -> str:
        """All values in words."""
        return join([version.value for version in self.versions], "or")

    @property
    def summary(self) -> str:
        """Who gives which value, in words."""
        return "; ".join(f"{each.value} in {join([source.name for source in each.sources])}" for each in self.versions)


@dataclass(frozen=True, slots=True)
class _Side:
    """One end of a contradiction: a value at a place."""

    document: str
    sentence: int
    key: str


def view_details(comparison: Comparison, sources: Sources, segments: Segments) -> tuple[Detail, ...]:
    """Return every detail that is given differently, surest first."""
    pairs = comparison.contradictions()
    amounts = _amounts(comparison.claims, comparison)
    joined: dict[_Side, _Side] = {}
    said: dict[_Side, tuple[str, Passage]] = {}
    sides = []
    for number, each in enumerate(pairs):
        left, right = _values(each)
        two = []
        for value, passage in ((left, each.claim.passage), (right, each.other)):
            key = amounts.get((passage.document, value.casefold()), value.casefold()) if value else f"#{number}"
            side = _Side(passage.document, segments.sentence(passage.document, passage.start, passage.end).start, key)
            joined.setdefault(side, side)
            said.setdefault(side, (value, passage))
            two.append(side)
        joined[_root(joined, two[1])] = _root(joined, two[0])
        sides.append((two[0], each))
    together: dict[_Side, list[Contradiction]] = {}
    for side, each in sides:
        together.setdefault(_root(joined, side), []).append(each)
    members: dict[_Side, dict[_Side, tuple[str, Passage]]] = {}
    for side, words in said.items():
        members.setdefault(_root(joined, side), {})[side] = words
    return tuple(
        _detail(number, found, members[root], sources, segments) for number, (root, found) in enumerate(together.items(), start=1)
    )


def _root(joined: Mapping[_Side, _Side], side: _Side) -> _Side:
    while joined[side] != side:
        side = joined[side]
    return side


def _values(found: Contradiction) -> tuple[str, str]:
    """Return both values, as the reason names them; empty if it does not."""
    named = _VALUES.fullmatch(found.reason.strip())
    return (_lower(clean_label(named[1])), _lower(clean_label(named[2]))) if named else ("", "")


def _lower(value: str) -> str:
    """Write a number or a plain word as it stands inside a sentence; names and weekdays keep their capital."""
    first = value.split(" ", 1)[0].casefold()
    return value[:1].lower() + value[1:] if first in _PLAIN else value


_PLAIN = frozenset(
    {
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
        *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty"),
        *("sixty", "seventy", "eighty", "ninety", "hundreds", "thousands", "dozens", "half", "both", "no", "none"),
        *("some", "about", "around", "nearly", "almost", "over", "under", "more", "less", "fewer", "at", "up", "roughly"),
        *("approximately", "asserted", "denied"),
    }
)


def _amounts(claims: Iterable[Claim], comparison: Comparison) -> dict[tuple[str, str], str]:
    """Return the bare amount of every quantity by document and words, so that "nine people" and "9" are one value."""
    amounts = {}
    for claim in claims:
        document = comparison.document(claim.document)
        for fact in claim.facts:
            amount = _AMOUNT.match(fact.value) if fact.kind == "quantity" else None
            if amount:
                amounts[claim.document, clean_label(document.text[fact.start : fact.end]).casefold()] = amount[0]
    return amounts


def _detail(
    number: int, found: list[Contradiction], said: Mapping[_Side, tuple[str, Passage]], sources: Sources, segments: Segments
) -> Detail:
    ordered = sorted(said, key=lambda side: (sources[side.document].index, side.sentence))
    keys = [side.key for side in ordered]
    if len(set(keys)) < 2 or not all(value for value, _ in said.values()):
        keys = [str(place) for place in range(len(ordered))]
    versions = []
    for key in dict.fromkeys(keys):
        mine = [side for side, own in zip(ordered, keys, strict=True) if own == key]
        value, passage = said[mine[0]]
        others = [said[side][1] for side in ordered if side not in mine]
        marks = _marks(value or found[0].reason, passage, others, sources, segments)
        versions.append(
            Version(
                value=shorten(value, 80) or sources[passage.document].name,
                sources=tuple({sources[side.document].index: sources[side.document] for side in mine}.values()),
                quote=quote_sentences(passage, sources, segments, marks),
            )
        )
    return Detail(number=number, versions=tuple(versions), is_doubtful=max(each.confidence for each in found) < DOUBTFUL)


def _marks(value: str, passage: Passage, others: list[Passage], sources: Sources, segments: Segments) -> list[Span]:
    """Return where a value stands in its sentence: its very words, or else those of its words that no other sentence has."""
    text = sources[passage.document].text
    place = segments.sentence(passage.document, passage.start, passage.end)
    for words in (value, *re.findall("“(.+?)”", value)):
        exact = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
        for start, end in ((passage.start, passage.end), (place.start, place.end)):
            found = exact.search(text, start, end)
            if found:
                return [Span(found.start(), found.end())]
    elsewhere = set()
    for other in others:
        around = segments.sentence(other.document, other.start, other.end)
        elsewhere.update(_TOKEN.findall(sources[other.document].text, around.start, around.end))
    named = set(_TOKEN.findall(value)) - elsewhere
    return [Span(each.start(), each.end()) for each in _TOKEN.finditer(text, place.start, place.end) if each.group() in named]
