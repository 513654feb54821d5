"""Claims by sources, and what contradicts what, as a report shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from compare.model.claims import Cell, Claim, ClaimRow, Contradiction, Fact, Relation
from compare.model.comparison import Comparison
from compare.model.spans import Passage, Span, merge_spans
from compare.reports.places import Segments
from compare.reports.sources import Source, Sources
from compare.reports.wording import clean_label, clean_text, join, shorten

Group = Literal["several", "contested", "single"]
SYMBOLS: dict[Relation, str] = {"states": "✓", "partly": "~", "contradicts": "≠", "silent": "–"}
WORDS: dict[Relation, str] = {"states": "states", "partly": "partly", "contradicts": "differs", "silent": "not found"}
GROUP_WORDS: dict[Group, str] = {
    "several": "In several sources",
    "contested": "Given differently",
    "single": "In one source only",
}
_TOKEN = re.compile(r"\w+(?:[.,:]\w+)*")
_DOUBTFUL = 0.6
"""Confidence is calibrated: below this, more than two in five such cells are wrong, and the cell says so."""
_SENTENCE_LIMIT = 600
"""Evidence is a sentence or two; the longest of the gold stories has 480 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a source, and where they stand.

    Args:
        source: Whose.
        anchor: The paragraph of the annotated article.
        pieces: The words in order; True for those that differ from the other side of a contradiction.
    """

    source: Source
    anchor: str
    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """All words."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """What one source says to a row."""

    source: Source
    relation: Relation
    symbol: str
    word: str
    is_doubtful: bool
    confidence: float
    evidence: tuple[Quote, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of the claims table.

    Args:
        number: Its number in this report, from 1.
        text: The claim, in the wording of its fullest statement.
        wording_of: Whose wording that is.
        speakers: Whom sources attribute it to, each once.
        group: Where it belongs.
        cells: One for each source.
    """

    number: int
    text: str
    wording_of: Source
    speakers: tuple[str, ...]
    group: Group
    cells: tuple[CellView, ...]

    @property
    def by_relation(self) -> dict[Relation, tuple[Source, ...]]:
        """Who says what to it."""
        return {relation: tuple(each.source for each in self.cells if each.relation == relation) for relation in SYMBOLS}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionView:
    """Two sources that give the same thing differently.

    Args:
        number: From 1.
        left: One sentence, the differing words marked.
        right: The other.
        left_sources: Who gives it as the left one does.
        right_sources: Who gives it as the right one does.
        reason: Both values, in words, with the names of the sources.
        is_doubtful: Whether it may well be none.
    """

    number: int
    left: Quote
    right: Quote
    left_sources: tuple[Source, ...]
    right_sources: tuple[Source, ...]
    reason: str
    is_doubtful: bool


def view_rows(comparison: Comparison, sources: Sources, segments: Segments) -> tuple[RowView, ...]:
    """Return the whole matrix, in its order, ready to be shown."""
    claims = {claim.id: claim for claim in comparison.claims}
    columns = tuple(sources[id] for id in comparison.matrix.documents)
    return tuple(
        _row(number, row, cells, columns, claims, sources, segments)
        for number, (row, cells) in enumerate(zip(comparison.matrix.rows, comparison.matrix.cells, strict=True), start=1)
    )


def _row(
    number: int,
    row: ClaimRow,
    cells: tuple[Cell, ...],
    columns: tuple[Source, ...],
    claims: dict[str, Claim],
    sources: Sources,
    segments: Segments,
) -> RowView:
    own = [claims[id] for id in row.claims if id in claims]
    full = claims.get(row.id) or next(iter(own), None)
    n_covering = sum(cell.relation != "silent" for cell in cells)
    contested = any(cell.relation == "contradicts" for cell in cells)
    speakers = dict.fromkeys(shorten(clean_label(claim.speaker), 60) for claim in own if claim.speaker)
    here = sources[full.document] if full else columns[0]
    return RowView(
        number=number,
        text=shorten(clean_text(row.text), _SENTENCE_LIMIT),
        wording_of=here,
        speakers=tuple(speakers),
        group="contested" if contested else "several" if n_covering > 1 else "single",
        cells=tuple(_cell(cell, source, here, sources, segments) for cell, source in zip(cells, columns, strict=True)),
    )


def _cell(cell: Cell, source: Source, here: Source, sources: Sources, segments: Segments) -> CellView:
    return CellView(
        source=source,
        relation=cell.relation,
        symbol=SYMBOLS[cell.relation],
        word=WORDS[cell.relation],
        is_doubtful=cell.confidence < _DOUBTFUL,
        confidence=cell.confidence,
        evidence=tuple(_quote(passage, sources, segments) for passage in cell.evidence[:3]),
        reason=name_places(clean_label(cell.reason), here.name, source.name),
    )


def _quote(passage: Passage, sources: Sources, segments: Segments, marked: Iterable[Span] = ()) -> Quote:
    """Return whole sentences around a passage, with some of their words marked."""
    place = segments.sentence(passage.document, passage.start, passage.end)
    text = sources[passage.document].text
    pieces: list[tuple[str, bool]] = []
    at = place.start
    for span in merge_spans(span for span in marked if place.start <= span.start and span.end <= place.end):
        pieces += [(text[at : span.start], False), (text[span.start : span.end], True)]
        at = span.end
    pieces.append((text[at : place.end], False))
    if place.length > _SENTENCE_LIMIT:
        pieces = [(shorten(text[place.start : place.end], _SENTENCE_LIMIT), False)]
    kept = tuple((re.sub(r"\s+", " ", words), differs) for words, differs in pieces if words)
    return Quote(source=sources[passage.document], anchor=segments.anchor(passage.document, passage.start), pieces=kept)


def view_contradictions(comparison: Comparison, sources: Sources, segments: Segments) -> tuple[ContradictionView, ...]:
    """Return all contradictions, surest first; the same two values of one row are one, with all who give them."""
    claims = {claim.id: claim for claim in comparison.claims}
    merged: dict[tuple[str, str, str], list[Contradiction]] = {}
    for each in comparison.contradictions():
        there = next(
            (
                claim.group
                for claim in claims.values()
                if claim.document == each.other.document and claim.span.overlap(each.other)
            ),
            each.other.id,
        )
        merged.setdefault((each.claim.group or each.claim.id, there, each.reason), []).append(each)
    return tuple(
        _contradiction(number, each, comparison, sources, segments) for number, each in enumerate(merged.values(), start=1)
    )


def _contradiction(
    number: int, found: list[Contradiction], comparison: Comparison, sources: Sources, segments: Segments
) -> ContradictionView:
    claim, other = found[0].claim, found[0].other
    there = [
        fact for each in comparison.claims if each.document == other.document and each.span.overlap(other) for fact in each.facts
    ]
    left, right = _differing(claim.facts, there)
    if not left or not right:
        named = set(_TOKEN.findall(found[0].reason)) - {"here", "there"}
        one, two = (segments.sentence(each.document, each.start, each.end) for each in (claim.passage, other))
        left = _named(named, sources[claim.document].text, one, sources[other.document].text[two.start : two.end])
        right = _named(named, sources[other.document].text, two, sources[claim.document].text[one.start : one.end])
    lefts = tuple(sources[id] for id in sources.ids if id in {each.claim.document for each in found})
    rights = tuple(sources[id] for id in sources.ids if id in {each.other.document for each in found})
    return ContradictionView(
        number=number,
        left=_quote(claim.passage, sources, segments, left),
        right=_quote(other, sources, segments, right),
        left_sources=lefts,
        right_sources=rights,
        reason=name_places(
            clean_label(found[0].reason), join([each.name for each in lefts]), join([each.name for each in rights])
        ),
        is_doubtful=max(each.confidence for each in found) < _DOUBTFUL,
    )


def _differing(here: Iterable[Fact], there: Iterable[Fact]) -> tuple[list[Span], list[Span]]:
    """Return the facts on each side whose value the other side lacks, of kinds that both sides have."""
    here, there = list(here), list(there)
    sides = []
    for own, others in ((here, there), (there, here)):
        values, kinds = {(fact.kind, fact.value) for fact in others}, {fact.kind for fact in others}
        sides.append([Span(fact.start, fact.end) for fact in own if fact.kind in kinds and (fact.kind, fact.value) not in values])
    return sides[0], sides[1]


def _named(words: set[str], text: str, place: Span, other: str) -> list[Span]:
    """Return the words of a sentence that the reason names and the other sentence lacks."""
    others = set(_TOKEN.findall(other))
    return [
        Span(found.start(), found.end())
        for found in _TOKEN.finditer(text, place.start, place.end)
        if found.group() in words and found.group() not in others
    ]


def name_places(reason: str, here: str, there: str) -> str:
    """Put names for the words "here" and "there" that reasons use.

    >>> name_places("43 people here, 34 people there.", "Gazette", "Herald")
    '43 people in Gazette, 34 people in Herald.'
    """
    found = re.fullmatch(r"(.+) here, (.+) there(.*)", reason, flags=re.DOTALL)
    return f"{found[1]} in {here}, {found[2]} in {there}{found[3]}" if found else reason
