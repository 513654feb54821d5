"""What a source asserts, and what the other sources say to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal, get_args

from compare.model.spans import Passage, Span, subtract_spans

Relation = Literal["states", "partly", "contradicts", "silent"]
"""What another document says to a claim.

states: all of it · partly: some of it · contradicts: the same thing with another value ·
silent: no statement found, which is not denial.
"""

RELATIONS: tuple[Relation, ...] = get_args(Relation)

FactKind = Literal["quantity", "date", "time", "name", "quotation", "negation", "modality"]
"""negation: a word that denies something · modality: words by which it is planned, expected, possible, alleged, not simply so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One checkable detail inside a claim.

    Args:
        kind: What sort of detail.
        start: Where it begins in the document.
        end: Where it ends.
        value: Its normal form, comparable between sources: `"300 settlement"`, `"2020-11-10"`, `"44 day"`,
            `"planned"`.
    """

    kind: FactKind
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """What one other document says to a claim.

    Args:
        relation: See `Relation`.
        confidence: How likely the relation is right, in [0, 1], calibrated.
        similarity: Likeness of the claim to its evidence (for `silent`: to the nearest sentence), in [0, 1].
        evidence: Passages of the other document that bear on the claim, best first; for `silent` the nearest
            sentence, which is shown but states nothing.  Empty only if the other document has no sentence.
        reason: The same in words, for a reader.
        is_doubtful: Whether it is open if the document says anything to the claim at all: then `silent` accuses nobody.
    """

    relation: Relation
    confidence: float
    similarity: float
    evidence: tuple[Passage, ...]
    reason: str
    is_doubtful: bool = False

    @property
    def is_covered(self) -> bool:
        """Whether the other document says anything to the claim."""
        return self.relation != "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable proposition where it stands.

    Args:
        id: Document and place: `"gazette-2021:130-307"`.
        document: Id of the document that states it.
        start: Where it begins, attribution excluded.
        end: Where it ends.
        text: Its words, attribution taken off.
        speaker: Whom the document attributes it to, as named there; None if it speaks for itself.
        facts: Details inside it, in text order.
        group: Id of its row in the matrix.
        gaps: What lies between `start` and `end` and belongs to no claim, or to another one: an attribution, a clause.
        attestations: For the id of each other document, what that document says to it; in the order of the documents.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    speaker: str | None = None
    facts: tuple[Fact, ...] = ()
    group: str = ""
    attestations: Mapping[str, Attestation] = field(default_factory=dict, hash=False)
    gaps: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "attestations", dict(self.attestations))

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def pieces(self) -> tuple[Span, ...]:
        """Where its own words stand: its span without the gaps."""
        return subtract_spans([self.span], self.gaps) if self.gaps else (self.span,)

    @property
    def passage(self) -> Passage:
        """Where it stands, with the document."""
        return Passage(self.document, self.start, self.end)


class ClaimIndex:
    """Claims by document and place, so that what stands at a passage is found without looking at all of them."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        by_document: dict[str, list[Claim]] = {}
        for claim in claims:
            by_document.setdefault(claim.document, []).append(claim)
        self._claims = {id: sorted(each, key=lambda claim: claim.start) for id, each in by_document.items()}
        self._starts = {id: [claim.start for claim in each] for id, each in self._claims.items()}
        self._reach = {id: list(accumulate((claim.end for claim in each), max)) for id, each in self._claims.items()}

    def overlapping(self, place: Passage) -> list[Claim]:
        """Return the claims that share a character with `place`, in text order."""
        claims, reach = self._claims.get(place.document, []), self._reach.get(place.document, [])
        at = bisect_left(self._starts.get(place.document, []), place.end) - 1
        found: list[Claim] = []
        while at >= 0 and reach[at] > place.start:  # no claim before this one reaches farther than `reach` says
            if claims[at].span.overlap(place):
                found.append(claims[at])
            at -= 1
        return found[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """Claims of several sources that state the same thing.

    Args:
        id: Id of the claim whose wording stands for the row (the fullest).
        text: Its words.
        claims: Ids of all claims in the row, in the order of documents, then of place.
        weight: How much an editor would want to know that a source leaves it out, >= 0: grows with the
            number of sources that state it, with a place in a lead, a number, a quotation, a name.
    """

    id: str
    text: str
    claims: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one document says to a row.

    Args:
        relation: See `Relation`; a document whose own claim is in the row states it.
        confidence: How likely the relation is right, in [0, 1].
        evidence: Passages of the document that bear on the row, best first; for `silent` the nearest sentence.
        reason: The same in words.
        is_doubtful: Whether it is open if the document says anything to the row at all.
    """

    relation: Relation
    confidence: float
    evidence: tuple[Passage, ...]
    reason: str
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMatrix:
    """Claims by sources.

    Args:
        rows: Consensus first (stated by most sources), then contested, then single-source; heavier rows first.
        documents: Ids of the columns, in the order of the comparison.
        cells: One tuple for each row, one cell for each document: shape (n_rows, n_documents).
    """

    rows: tuple[ClaimRow, ...]
    documents: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two sources that give the same thing with different values.

    Args:
        claim: The claim.
        other: The passage of another document that gives it differently.
        reason: Both values, in words.
        confidence: How likely it is a real contradiction, in [0, 1].
    """

    claim: Claim
    other: Passage
    reason: str
    confidence: float
