"""What each document asserts: one claim for each sentence of its body, its headline and its captions.

A finer cut (relative clauses, coordinated predicates) has its seam in `_propositions`, which may return several
spans for a sentence; everything after it takes claims of any size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.claims.attribution import Attributed, take_off_attribution
from compare.claims.facts import find_facts
from compare.claims.speakers import name_speakers
from compare.model.claims import Claim
from compare.model.segments import Role, Segment, SegmentedDocument
from compare.model.spans import Passage
from compare.options import ClaimOptions
from compare.text.captions import read_caption
from compare.text.names import known_names
from compare.text.words import split_words

ASSERTING: frozenset[Role] = frozenset({"body", "headline", "kicker", "caption"})
"""What tells; all other furniture only names, dates, credits or leads elsewhere."""


def extract_claims(documents: Sequence[SegmentedDocument], options: ClaimOptions) -> tuple[Claim, ...]:
    """Return the claims of all documents, in their order, then by place; attestations are still empty.

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
        yield Claim(
            id=Passage(document.document.id, found.start, found.end).id,
            document=document.document.id,
            start=found.start,
            end=found.end,
            text=" ".join(found.text.split()),
            speaker=speaker,
            facts=find_facts(text, found.start, found.end, day=day, names=names),
        )


def _propositions(text: str, sentence: Segment) -> tuple[Attributed, ...]:
    if sentence.role == "caption":
        told = read_caption(text, sentence.start, sentence.end)
        return (take_off_attribution(text, told.start, told.end),) if told else ()
    if sentence.role in ASSERTING:
        return (take_off_attribution(text, sentence.start, sentence.end),)
    return ()
