"""What every other document says to a claim: states, partly, or silent, with evidence, doubt and reason.

Three regressions on words decide (`pairing.py`, `cells.py`): which sentences are linked to the claim, whether the
document says any of it, and whether it says all.  Names and dates that exclude each other correct them (`vetoes.py`).
A contradiction is not looked for here: it needs values compared, and is laid over the result by `contradictions.py`.

Refused: one threshold on the likeness of two sentences.  In one story everything is alike, and the best of nine
such scores stays .03 of F1 behind (docs/claims-ablation.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from compare.claims.cells import cell_features
from compare.claims.features import Story, read_story
from compare.claims.lexicon import Ints
from compare.claims.models import Models, load_models
from compare.claims.naming import read_names
from compare.claims.pairing import Links, link_claims
from compare.claims.reasons import Reasons
from compare.claims.vetoes import find_vetoes
from compare.model.claims import Attestation, Claim, Relation
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage
from compare.options import ClaimOptions


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
    return attest_story(claims, documents, read_story(claims, documents), load_models())


def attest_story(
    claims: Sequence[Claim], documents: Sequence[SegmentedDocument], story: Story, models: Models
) -> tuple[Claim, ...]:
    """Do what `attest_claims` does with a story that is read already and models of the caller's choice."""
    links = link_claims(story, models.link)
    features = cell_features(story, links)
    names = read_names(story)
    held = features["evidence holds"]
    vetoes = find_vetoes(story, links, held, names, documents)
    covered, whole = vetoes.correct(models.covered.probability(features), models.whole.probability(features))
    reasons = Reasons(story, names, vetoes)
    attestations: list[dict[str, Attestation]] = [{} for _ in claims]
    for b, other in enumerate(documents):
        explain = reasons.for_document(b)
        for i, claim in enumerate(claims):
            if claim.document == other.document.id:
                continue
            relation, confidence = decide(float(covered[i, b]), float(whole[i, b]), float(held[i, b]), models.threshold)
            places = _evidence(links, i, b, relation)
            attestations[i][other.document.id] = Attestation(
                relation=relation,
                confidence=confidence,
                similarity=float(np.clip(links.containment[i, b], 0, 1)),
                evidence=tuple(_passage(story, documents, place) for place in places),
                reason=explain(i, relation, places),
                is_doubtful=bool(DOUBTFUL_FROM <= covered[i, b] < DOUBTFUL_BELOW),
            )
    return tuple(replace(claim, attestations=found) for claim, found in zip(claims, attestations, strict=True))


DOUBTFUL_FROM, DOUBTFUL_BELOW = 0.15, 0.45
"""Between these probabilities of `covered` a report shows doubt: below, "not found" is wrong too rarely to say so."""
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


def _evidence(links: Links, i: int, b: int, relation: Relation) -> tuple[int, ...]:
    """Return the sentences to show, likeliest first: for a silent document the nearest only."""
    places: Ints = links.sentence[i, b]
    chances = links.probability[i, b]
    shown = 1 if relation == "silent" else len(places)
    return tuple(
        int(place)
        for place, chance in zip(places[:shown], chances, strict=False)
        if place >= 0 and chance >= LEAST_EVIDENCE * chances[0]
    )


def _passage(story: Story, documents: Sequence[SegmentedDocument], place: int) -> Passage:
    document, segment = story.sentences[place]
    return Passage(documents[document].document.id, segment.start, segment.end)
