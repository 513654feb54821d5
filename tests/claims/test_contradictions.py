"""Contradictions: the same thing with another value, and nothing that is only vaguer."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from compare.claims.contradictions import find_contradictions
from compare.claims.extraction import extract_claims
from compare.model.claims import Attestation
from compare.model.documents import Document
from compare.model.segments import Segment, SegmentedDocument
from compare.options import ClaimOptions

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "claims" / "contradictions.toml").read_text(encoding="utf-8"))[
    "case"
]


def one_sentence(id, text, published=None):
    segment = Segment(0, len(text))
    return SegmentedDocument(
        document=Document(id=id, text=text, published=published), paragraphs=(segment,), sentences=(segment,)
    )


def attested(documents, relation="states", confidence=0.9):
    """Claims of documents of one sentence, each attested by the sentence of each other document."""
    claims = extract_claims(documents, ClaimOptions())
    return tuple(
        replace(
            claim,
            attestations={
                other.document: Attestation(
                    relation=relation, confidence=confidence, similarity=confidence, evidence=(other.passage,), reason="By hand."
                )
                for other in claims
                if other.document != claim.document
            },
        )
        for claim in claims
    )


def reasons(documents, **given):
    claims = find_contradictions(attested(documents, **given), documents)
    return [found.reason for claim in claims for found in claim.attestations.values() if found.relation == "contradicts"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_contradiction_is_told_from_compatible_details(case):
    """Every case of the file comes out as written there."""
    documents = (one_sentence("here", case["here"], case.get("on")), one_sentence("there", case["there"], case.get("there_on")))
    found = reasons(documents)
    assert found[:1] == ([case["reason"]] if "reason" in case else [])


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_contradiction_holds_in_both_directions(case):
    """Whoever comes first, both claims say so or none."""
    documents = (one_sentence("there", case["there"], case.get("there_on")), one_sentence("here", case["here"], case.get("on")))
    assert len(reasons(documents)) == (2 if "reason" in case else 0)
