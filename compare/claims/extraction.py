"""What each document asserts: the clauses of its body, its headline and its captions, attribution taken off.

A claim is what another source can state, leave out or give differently on its own: a sentence of one assertion, or a
clause of a longer one (`clauses.py`).  A clause keeps the speaker of its sentence unless it names another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.claims.attribution import Attributed, take_off_attribution
from compare.claims.clauses import Clause, find_subject, split_clauses
from compare.claims.facts import find_facts
from compare.claims.speakers import name_speakers
from compare.model.claims import Claim
from compare.model.segments import Role, Segment, SegmentedDocument
from compare.model.spans import Passage, Span, subtract_spans, touches
from compare.options import ClaimOptions
from compare.text.captions import read_caption
from compare.text.names import known_names
from compare.text.words import split_words

ASSERTING: frozenset[Role] = frozenset({"body", "headline", "kicker", "caption"})
"""What tells; all other furniture only names, dates, credits or leads elsewhere."""


def extract_claims(documents: Sequence[SegmentedDocument], options: ClaimOptions) -> tuple[Claim, ...]:
    """Return the claims of all documents, in their order, then by beginning; attestations are still empty.

    Other furniture is never a claim, nor is a sentence that only names who spoke, nor one of fewer than
    `options.min_words` words.
    """
    return tuple(claim for document in documents for claim in _claims_of(document, options))


def _claims_of(document: SegmentedDocument, options: ClaimOptions) -> Iterator[Claim]:
    text, day = document.document.text, document.document.day
    names = known_names(text, [sentence.span for sentence in document.body])
    read = [(found, sentence) for sentence in document.sentences for found in _propositions(text, sentence)]
    speakers = name_speakers(document, [found for found, _ in read], [sentence for _, sentence in read], names)
    for (found, _), speaker in zip(read, speakers, strict=True):
        if found.end <= found.start or len(split_words(found.text)) < options.min_words:
            continue
        facts = find_facts(text, found.start, found.end, day=day, names=names)
        yield Claim(
            id=Passage(document.document.id, found.start, found.end).id,
            document=document.document.id,
            start=found.start,
            end=found.end,
            text=" ".join(found.text.split()),
            speaker=speaker,
            facts=tuple(fact for fact in facts if not touches(fact.start, fact.end, found.gaps)),
            gaps=found.gaps,
        )


def _propositions(text: str, sentence: Segment) -> tuple[Attributed, ...]:
    """Return what a sentence asserts: one proposition a clause."""
    if sentence.role not in ASSERTING:
        return ()
    place = read_caption(text, sentence.start, sentence.end) if sentence.role == "caption" else sentence.span
    if place is None:
        return ()
    whole = take_off_attribution(text, place.start, place.end)
    clauses = split_clauses(text, whole.start, whole.end, whole.gaps) if whole.start < whole.end else ()
    if len(clauses) < 2:
        return (whole,)
    found = [_attribute(text, clause, whole) for clause in clauses]
    told, last = clauses[-2], clauses[-1]
    if found[-1].speaker is None and text[told.end : last.start].strip() == ":":  # a quotation behind a colon
        found[-1] = replace(found[-1], speaker=find_subject(text, told.start, told.end))
    return tuple(found)


def _attribute(text: str, clause: Clause, whole: Attributed) -> Attributed:
    """Return a clause without an attribution of its own; without one, it is its sentence's speaker who says it."""
    if clause.gaps:
        own = subtract_spans([Span(clause.start, clause.end)], clause.gaps)
        words = " ".join(text[piece.start : piece.end].strip() for piece in own)
        return replace(whole, start=clause.start, end=clause.end, text=words, gaps=clause.gaps)
    found = take_off_attribution(text, clause.start, clause.end)
    if found.speaker or found.is_attributed:
        return found
    return replace(found, speaker=whole.speaker, is_attributed=whole.is_attributed)
