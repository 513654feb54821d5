"""All claims of a story, each read closely once."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from compare.claims.facts import MAX_LENGTH
from compare.claims.statements import Statement, read_statement
from compare.claims.tolls import Toll, toll_of
from compare.model.claims import Claim, ClaimIndex
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage
from compare.text.dates import DateMention, find_dates
from compare.text.names import known_names
from compare.text.quantities import Quantity

UBIQUITOUS = 0.3
"""A stem in more than this share of a story's claims (the ferry, the drill) tells nothing about what a number counts."""
SAME_STORY = 30
"""Days between two articles after which a detail without a date is taken to be of another event: this year's drill has other
troops than last year's."""

MOST_TOLLS = 3
"""Tolls of one kind from which on more tell of several events; two are one that rose."""


class Placed(Protocol):
    """Anything with a place in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Story:
    """The statements of all documents; `Statement`s are read when first asked for."""

    def __init__(self, claims: Sequence[Claim], documents: Sequence[SegmentedDocument]) -> None:
        self._documents = {each.document.id: each for each in documents}
        self._claims: dict[str, list[Claim]] = {each.document.id: [] for each in documents}
        for claim in claims:
            self._claims[claim.document].append(claim)
        self._places = ClaimIndex(claims)
        self._names: dict[str, frozenset[str]] = {}
        self._read: dict[str, Statement] = {}
        self._dates: dict[str, tuple[DateMention, ...]] = {}
        self._forms: dict[str, frozenset[str]] = {}
        self._content: dict[str, frozenset[str]] = {}
        self._common: frozenset[str] | None = None
        self._tolls: dict[tuple[str, int], Toll | None] = {}
        self._tolls_of: dict[tuple[Toll, str], int] = {}
        self._elsewhere: dict[tuple[str, int, str], bool] = {}

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids, in the order of the comparison."""
        return tuple(self._documents)

    def text(self, statement: Statement) -> str:
        """Return the text of the document that a statement is from."""
        return self._documents[statement.claim.document].document.text

    def day(self, statement: Statement) -> date | None:
        """Return the day of publication of the document that a statement is from."""
        return self._documents[statement.claim.document].document.day

    def dates(self, statement: Statement) -> tuple[DateMention, ...]:
        """Return the dates of the whole sentence of a statement: "In January 2008 a jet came down, and 47 people were hurt"."""
        if statement.claim.id not in self._dates:
            document, claim = self._documents[statement.claim.document], statement.claim
            at = max(0, bisect_right(document.sentences, claim.start, key=lambda each: each.start) - 1)
            sentence = document.sentences[at] if document.sentences else claim
            is_clause = sentence.start <= claim.start and claim.end <= sentence.end
            span = (sentence.start, min(sentence.end, sentence.start + MAX_LENGTH)) if is_clause else (claim.start, claim.end)
            self._dates[claim.id] = find_dates(document.document.text, *span, day=document.document.day)
        return self._dates[statement.claim.id]

    def words(self, statement: Statement, detail: Placed) -> str:
        """Return a detail as it is written."""
        return " ".join(self.text(statement)[detail.start : detail.end].split())

    def claims_at(self, place: Passage) -> Iterator[Claim]:
        """Yield the claims of which most lies in `place`."""
        for claim in self._places.overlapping(place):
            if 2 * claim.span.overlap(place) > claim.end - claim.start:
                yield claim

    def statement(self, claim: Claim) -> Statement:
        """Return the close reading of a claim."""
        if claim.id not in self._read:
            segmented = self._documents[claim.document]
            document = segmented.document
            if document.id not in self._names:
                self._names[document.id] = known_names(document.text, [sentence.span for sentence in segmented.body])
            self._read[claim.id] = read_statement(claim, document.text, document.day, self._names[document.id])
        return self._read[claim.id]

    def statements(self, document: str) -> tuple[Statement, ...]:
        """Return all statements of a document, in text order."""
        return tuple(self.statement(claim) for claim in self._claims[document])

    def forms(self, document: str) -> frozenset[str]:
        """Return the normal forms of all words that a document's claims use."""
        if document not in self._forms:
            self._forms[document] = frozenset(form for statement in self.statements(document) for form in statement.words.forms)
        return self._forms[document]

    def toll(self, statement: Statement, quantity: Quantity) -> Toll | None:
        """Return what a count of people counts (`toll_of`)."""
        key = (statement.claim.id, quantity.start)
        if key not in self._tolls:
            self._tolls[key] = toll_of(statement, quantity, self.text(statement))
        return self._tolls[key]

    def is_elsewhere(self, statement: Statement, quantity: Quantity, document: str) -> bool:
        """Whether another document gives that value, too, for what may be the same thing."""
        key = (statement.claim.id, quantity.start, document)
        if key not in self._elsewhere:
            toll = self.toll(statement, quantity)
            self._elsewhere[key] = any(
                quantity.overlaps(each)
                and (not quantity.things or not each.things or bool(set(quantity.things) & set(each.things)))
                and (toll is None or (counted := self.toll(other, each)) is None or toll == counted)
                for other in self.statements(document)
                for each in other.quantities
            )
        return self._elsewhere[key]

    def n_tolls(self, toll: Toll, document: str) -> int:
        """Return how many different values of one toll a document gives, `MOST_TOLLS` at most."""
        key = (toll, document)
        if key not in self._tolls_of:
            values: list[Quantity] = []
            for statement in self.statements(document):
                for each in statement.quantities:
                    if len(values) < MOST_TOLLS and self.toll(statement, each) == toll:
                        values += [] if any(each.overlaps(known) for known in values) else [each]
            self._tolls_of[key] = len(values)
        return self._tolls_of[key]

    @property
    def common(self) -> frozenset[str]:
        """Stems that are in so many claims of the story that sharing them tells nothing."""
        if self._common is None:
            everything = [statement for document in self._claims for statement in self.statements(document)]
            counts = Counter(stem for statement in everything for stem in set(statement.words.stems))
            # At least five claims: in a set of three sentences nothing is common.
            limit = max(4.0, UBIQUITOUS * len(everything))
            self._common = frozenset(stem for stem, n in counts.items() if n > limit)
        return self._common

    def content(self, statement: Statement) -> frozenset[str]:
        """Return the stems of a statement that tell something in this story."""
        claim = statement.claim
        if claim.id not in self._content:
            self._content[claim.id] = statement.content(claim.start, claim.end, ignored=self.common)
        return self._content[claim.id]

    def is_long_between(self, left: Statement, right: Statement) -> bool:
        """Whether the articles were published so long after one another that equal words may mean another event."""
        one, other = (self._documents[each.claim.document].document.day for each in (left, right))
        return one is not None and other is not None and abs((one - other).days) > SAME_STORY
