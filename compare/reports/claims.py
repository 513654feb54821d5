"""Claims by sources, as a report shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from compare.model.claims import Cell, Claim, ClaimRow, Relation
from compare.model.comparison import Comparison
from compare.model.spans import Passage
from compare.reports.places import Segments
from compare.reports.quotes import DOUBTFUL, SENTENCE_LIMIT, Quote, quote_sentences
from compare.reports.sources import Source, Sources
from compare.reports.wording import clean_label, clean_text, shorten

Group = Literal["several", "contested", "single"]
SYMBOLS: dict[Relation, str] = {"states": "✓", "partly": "~", "contradicts": "≠", "silent": "–"}
WORDS: dict[Relation, str] = {"states": "states", "partly": "partly", "contradicts": "differs", "silent": "not found"}
GROUP_WORDS: dict[Group, str] = {
    "several": "In several sources",
    "contested": "With a detail given differently",
    "single": "In one source only",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """What one source says to a row."""

    source: Source
    relation: Relation
    symbol: str
    word: str
    is_doubtful: bool
    confidence: float
    similarity: float
    evidence: tuple[Quote, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of the claims table.

    Args:
        number: Its number in this report, from 1.
        text: The claim, in the wording of its fullest statement.
        speakers: Whom sources attribute it to, each once.
        group: Where it belongs.
        cells: One for each source.
    """

    number: int
    text: str
    speakers: tuple[str, ...]
    group: Group
    cells: tuple[CellView, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether it is open for one source at least if it says anything to it."""
        return any(cell.is_doubtful for cell in self.cells)

    @property
    def by_relation(self) -> dict[Relation, tuple[Source, ...]]:
        """Who says what to it."""
        return {relation: tuple(each.source for each in self.cells if each.relation == relation) for relation in SYMBOLS}

    @property
    def evidence(self) -> tuple[tuple[CellView, ...], ...]:
        """Cells of those who say anything to it, those that rest on the same words together."""
        together: dict[tuple[Relation, bool, tuple[str, ...]], list[CellView]] = {}
        for cell in self.cells:
            if cell.evidence and cell.relation != "silent":
                together.setdefault((cell.relation, cell.is_doubtful, tuple(each.text for each in cell.evidence)), []).append(
                    cell
                )
        return tuple(map(tuple, together.values()))

    @property
    def silent(self) -> tuple[CellView, ...]:
        """Cells of those who say nothing to it but have a closest sentence, the closest first."""
        return tuple(
            sorted(
                (each for each in self.cells if each.relation == "silent" and each.evidence), key=lambda each: -each.similarity
            )
        )


def view_rows(comparison: Comparison, sources: Sources, segments: Segments) -> tuple[RowView, ...]:
    """Return the whole matrix, in its order, ready to be shown."""
    claims = {claim.id: claim for claim in comparison.claims}
    documents = comparison.matrix.documents
    quotes: dict[Passage, Quote] = {}

    def quote(passage: Passage) -> Quote:
        """Quote each place once: in a table of 60 sources most cells show a sentence that another one shows, too."""
        if passage not in quotes:
            quotes[passage] = quote_sentences(passage, sources, segments)
        return quotes[passage]

    return tuple(
        _row(number, row, cells, documents, claims, sources, quote)
        for number, (row, cells) in enumerate(zip(comparison.matrix.rows, comparison.matrix.cells, strict=True), start=1)
    )


def _row(
    number: int,
    row: ClaimRow,
    cells: tuple[Cell, ...],
    documents: tuple[str, ...],
    claims: dict[str, Claim],
    sources: Sources,
    quote: Callable[[Passage], Quote],
) -> RowView:
    columns = tuple(sources[id] for id in documents)
    own = [claims[id] for id in row.claims if id in claims]
    full = claims.get(row.id) or next(iter(own), None)
    n_covering = sum(cell.relation != "silent" for cell in cells)
    contested = any(cell.relation == "contradicts" for cell in cells)
    speakers = dict.fromkeys(shorten(clean_label(claim.speaker), 60) for claim in own if claim.speaker)
    here = sources[full.document] if full else columns[0]
    return RowView(
        number=number,
        text=shorten(clean_text(row.text), SENTENCE_LIMIT),
        speakers=tuple(speakers),
        group="contested" if contested else "several" if n_covering > 1 else "single",
        cells=tuple(
            _cell(cell, source, _similarity(own, id), here, quote)
            for cell, source, id in zip(cells, columns, documents, strict=True)
        ),
    )


def _similarity(own: list[Claim], document: str) -> float:
    """Return how close a document comes to any claim of a row."""
    return max((claim.attestations[document].similarity for claim in own if document in claim.attestations), default=0.0)


def _cell(cell: Cell, source: Source, similarity: float, here: Source, quote: Callable[[Passage], Quote]) -> CellView:
    return CellView(
        source=source,
        relation=cell.relation,
        symbol=SYMBOLS[cell.relation],
        word=WORDS[cell.relation],
        is_doubtful=cell.confidence < DOUBTFUL if cell.relation == "contradicts" else cell.is_doubtful,
        confidence=cell.confidence,
        similarity=similarity,
        evidence=tuple(quote(passage) for passage in cell.evidence[:3]),
        reason=name_places(clean_label(cell.reason), here.name, source.name),
    )


def name_places(reason: str, here: str, there: str) -> str:
    """Put names for the words "here" and "there" that reasons use.

    >>> name_places("43 people here, 34 people there.", "Gazette", "Herald")
    '43 people in Gazette, 34 people in Herald.'
    """
    found = re.fullmatch(r"(.+) here, (.+) there(.*)", reason, flags=re.DOTALL)
    return f"{found[1]} in {here}, {found[2]} in {there}{found[3]}" if found else reason
