"""What every other document says to a claim: states, partly, or silent, with evidence, doubt and reason.

Three regressions on words decide about each sentence (`pairing.py`, `cells.py`): which sentences are linked to it, whether
the document says any of it, and whether it says all.  Names and dates that exclude each other correct them (`vetoes.py`),
and its clauses share what was decided (`parts.py`).
A contradiction is not looked for here: it needs values compared, and is laid over the result by `contradictions.py`.

Refused: one threshold on the likeness of two sentences.  In one story everything is alike, and the best of nine
such scores stays .03 of F1 behind (docs/claims-ablation.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from compare.claims.cells import Cells, cell_features
from compare.claims.features import Story, read_story
from compare.claims.lexicon import Ints, Reading, read_words
from compare.claims.models import Models, load_models
from compare.claims.naming import Names, read_names
from compare.claims.pairing import Links, link_claims
from compare.claims.parts import Parts, divide, weigh_parts
from compare.claims.propositions import join_clauses
from compare.claims.reasons import Reasons
from compare.claims.vetoes import FIGURE_MISSING, find_vetoes, lacks_figure
from compare.model.claims import Attestation, Claim, Relation
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage
from compare.options import ClaimOptions

DOUBTFUL_FROM, DOUBTFUL_BELOW = 0.13, 0.41
"""Between these probabilities that a document says any of a sentence a report shows doubt, whatever the relation.
Cross-validated by story: 25 % of all cells; below it 93 % say nothing indeed, and 2.6 % of all stated sentences are there."""


def attest_claims(claims: Sequence[Claim], documents: Sequence[SegmentedDocument], options: ClaimOptions) -> tuple[Claim, ...]:
    """Return the claims with an attestation for every other document, in the order of the documents.

    Args:
        claims: In the order of the documents, then of place.
        documents: All documents of the comparison.
        options: Of this stage.

    Returns:
        The same claims in the same order; relations are `states`, `partly` or `silent`.  Cost grows with the square
        of the number of sentences, memory with that number.
    """
    if not claims:
        return ()
    models = load_models()
    sentences, groups = join_clauses(claims, documents)
    story = read_story(sentences, documents)
    likelihoods = weigh_story(story, documents, models)
    attested = attest_sentences(sentences, documents, likelihoods)
    several = [n for n, group in enumerate(groups) if len(group) > 1]
    found = {groups[n][0]: attested[n].attestations for n in range(len(groups)) if len(groups[n]) == 1}
    if several:
        clauses = [place for n in several for place in groups[n]]
        sentence = np.array([n for n in several for _ in groups[n]], np.int64)
        readings = [read_words(claims[place].text) for place in clauses]
        parts = weigh_parts(readings, sentence, story, likelihoods.links, likelihoods.names, models)
        first = 0
        for n in several:
            rows = range(first, first + len(groups[n]))
            of_each = _attest_clauses(attested[n], n, rows, readings, parts, documents, likelihoods)
            found.update(zip(groups[n], of_each, strict=True))
            first = rows.stop
    return tuple(replace(claim, attestations=found[n]) for n, claim in enumerate(claims))


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihoods:
    """What is decided about the sentences of a story, arrays of shape (n_sentences, n_documents).

    Args:
        story: The words; its claims are sentences without their attributions.
        links: The evidence.
        covered: Probability that the document says any of the sentence.
        whole: The same, given that it does, of all of it.
        held: Share of the weight of the sentence's words that stands in the evidence.
        numbers_missing: Figures of the sentence that do not stand in the evidence, counted as they are written.
        threshold: Least `covered` of a sentence that is not called silent.
        names: Of the story.
        reasons: Explains a cell.
    """

    story: Story
    links: Links
    covered: Cells
    whole: Cells
    held: Cells
    numbers_missing: Cells
    threshold: float
    names: Names
    reasons: Reasons


def weigh_story(story: Story, documents: Sequence[SegmentedDocument], models: Models) -> Likelihoods:
    """Decide about all sentences of a story that is read already, with models of the caller's choice."""
    links = link_claims(story, models.link)
    features = cell_features(story, links)
    names = read_names(story)
    held = features["evidence holds"]
    vetoes = find_vetoes(story, links, held, names, documents)
    covered, whole = vetoes.correct(models.covered.probability(features), models.whole.probability(features))
    return Likelihoods(
        story=story, links=links, covered=covered, whole=whole, held=held, numbers_missing=features["missing numbers"],
        threshold=models.threshold, names=names, reasons=Reasons(story, names, vetoes),
    )  # fmt: skip


def attest_sentences(
    sentences: Sequence[Claim], documents: Sequence[SegmentedDocument], likelihoods: Likelihoods
) -> tuple[Claim, ...]:
    """Return the sentences of a story with their attestations."""
    return tuple(
        replace(
            sentence,
            attestations={
                other.document.id: _attest(sentence, i, b, documents, likelihoods)
                for b, other in enumerate(documents)
                if other.document.id != sentence.document
            },
        )
        for i, sentence in enumerate(sentences)
    )


def _attest(sentence: Claim, i: int, b: int, documents: Sequence[SegmentedDocument], likelihoods: Likelihoods) -> Attestation:
    """Return what document `b` says to sentence `i`."""
    covered, whole, held = (float(each[i, b]) for each in (likelihoods.covered, likelihoods.whole, likelihoods.held))
    relation, confidence = decide(covered, whole, held, likelihoods.threshold)
    places = _evidence(likelihoods, i, b, relation)
    if relation == "states" and likelihoods.numbers_missing[i, b]:
        shown = [documents[d].document.quote(segment.span) for d, segment in map(likelihoods.story.sentences.__getitem__, places)]
        if lacks_figure(sentence.text, shown):
            relation, confidence = decide(covered, FIGURE_MISSING * whole, held, likelihoods.threshold)
    return Attestation(
        relation=relation,
        confidence=confidence,
        similarity=float(np.clip(likelihoods.links.containment[i, b], 0, 1)),
        evidence=tuple(_passage(likelihoods.story, documents, place) for place in places),
        reason=likelihoods.reasons.explain(likelihoods.story.claims.readings[i], i, b, relation, places),
        is_doubtful=DOUBTFUL_FROM <= covered < DOUBTFUL_BELOW,
    )


def _attest_clauses(
    sentence: Claim,
    i: int,
    rows: range,
    readings: Sequence[Reading],
    parts: Parts,
    documents: Sequence[SegmentedDocument],
    likelihoods: Likelihoods,
) -> list[dict[str, Attestation]]:
    """Return what each document says to each clause of sentence `i`: the rows of `readings` and `parts`."""
    found: list[dict[str, Attestation]] = [{} for _ in rows]
    for b, other in enumerate(documents):
        if other.document.id == sentence.document:
            continue
        of_all = sentence.attestations[other.document.id]
        relations = [of_all.relation] * len(rows)
        if of_all.relation == "partly":
            relations = list(divide(parts.covered[rows, b].tolist(), parts.whole[rows, b].tolist()))
        places = _evidence(likelihoods, i, b, "partly")
        likeliest = float(parts.covered[rows, b].max())  # if the sentence is covered at all, one of its clauses is
        for row, relation, attestations in zip(rows, relations, found, strict=True):
            best = _nearest(readings[row], places, likelihoods.story)
            shown = best[:1] if relation == "silent" else best
            some, all_ = float(likelihoods.covered[i, b] * parts.covered[row, b] / likeliest), float(parts.whole[row, b])
            decided = {"silent": 1 - some, "states": some * all_, "partly": some * (1 - all_)}
            attestations[other.document.id] = replace(
                of_all,
                relation=relation,
                confidence=decided[relation] if of_all.relation == "partly" else of_all.confidence,
                similarity=float(np.clip(parts.held[row, b], 0, 1)),
                evidence=tuple(_passage(likelihoods.story, documents, place) for place in shown),
                reason=likelihoods.reasons.explain(readings[row], i, b, relation, shown),
            )
    return found


def _nearest(clause: Reading, places: tuple[int, ...], story: Story) -> tuple[int, ...]:
    """Return the evidence of a sentence in the order in which it holds the words of one of its clauses."""
    if len(places) < 2:
        return places
    lexicon, own = story.lexicon, set(clause.stems)

    def weight(place: int) -> float:
        shared = own.intersection(story.sentence_units.readings[place].stems)
        return sum(float(lexicon.weight[lexicon.index[stem]]) for stem in shared)

    return tuple(sorted(places, key=lambda place: -weight(place)))


LIKELY, HELD = 0.5, 0.5
"""All of a claim counts as stated only if that is likelier than not, or if half the weight of its words stands in the evidence.
Of 47 cells that are neither, 17 are stated, 6 in part, 23 not at all (cross-validated): label accuracy falls by .002, but
a wrong "states" is what an editor sees first."""


def decide(covered: float, whole: float, held: float, threshold: float) -> tuple[Relation, float]:
    """Return the relation and the probability that it is the right one.

    Args:
        covered: Probability that the document says any of the claim.
        whole: Probability that it says all of it, given that it says any.
        held: Share of the weight of the claim's words that stands in the evidence.
        threshold: Least `covered` of a claim that is not called silent.

    >>> decide(0.9, 0.8, 0.3, 0.4)[0], decide(0.9, 0.2, 0.3, 0.4)[0], decide(0.1, 0.8, 0.3, 0.4)
    ('states', 'partly', ('silent', 0.9))
    >>> decide(0.6, 0.6, 0.7, 0.4)[0], decide(0.6, 0.6, 0.3, 0.4)[0]
    ('states', 'partly')
    """
    if covered < threshold:
        return "silent", 1 - covered
    if whole >= 0.5 and (covered * whole >= LIKELY or held >= HELD):
        return "states", covered * whole
    return "partly", covered * (1 - whole)


LEAST_EVIDENCE = 0.2
"""A further sentence is shown if its link is at least this likely, as a share of the likeliest one's: 2.4 sentences instead
of 3 are shown a cell, and one of them is right in 95.0 % instead of 95.4 % (cross-validated by story)."""


def _evidence(likelihoods: Likelihoods, i: int, b: int, relation: Relation) -> tuple[int, ...]:
    """Return the sentences to show, likeliest first, those of another place last: for a silent document the nearest only."""
    places: Ints = likelihoods.links.sentence[i, b]
    chances = likelihoods.links.probability[i, b]
    found = [
        int(place) for place, chance in zip(places, chances, strict=True) if place >= 0 and chance >= LEAST_EVIDENCE * chances[0]
    ]
    if len(found) > 1:
        found.sort(key=lambda place: likelihoods.names.is_elsewhere(i, place))
    return tuple(found[:1] if relation == "silent" else found)


def _passage(story: Story, documents: Sequence[SegmentedDocument], place: int) -> Passage:
    document, segment = story.sentences[place]
    return Passage(documents[document].document.id, segment.start, segment.end)
