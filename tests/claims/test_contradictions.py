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


def test_a_toll_is_compared_wherever_it_stands():
    """The sentences share too few words to match, and no attestation joins them."""
    documents = (
        one_sentence("here", "Nine people died when two trains met head-on in the tunnel."),
        one_sentence("there", "The number of dead in the accident rose to 11."),
    )
    assert reasons(documents, relation="silent") == ["Nine people here, 11 there.", "11 here, Nine people there."]


def test_tolls_of_several_events_are_not_confused():
    """A document with three different numbers of dead tells of three events: only matched claims are compared."""
    text = "One raid killed 12 people. Another killed 30 people. A third killed 51 people."
    ends = [match + 1 for match in range(len(text)) if text[match] == "."]
    starts = [0, ends[0] + 1, ends[1] + 1]
    segments = tuple(Segment(start, end) for start, end in zip(starts, ends, strict=True))
    roundup = SegmentedDocument(document=Document(id="roundup", text=text), paragraphs=segments, sentences=segments)
    documents = (roundup, one_sentence("there", "A raid killed seven people."))
    assert reasons(documents, relation="silent") == []


def test_a_silent_cell_is_left_alone_without_a_toll():
    """What does not match and counts no people is not compared."""
    documents = (one_sentence("here", "The mayor bought 14 boats."), one_sentence("there", "The mayor sold 12 horses."))
    assert reasons(documents, relation="silent") == []


def test_a_doubtful_match_is_not_compared():
    """Below an even chance that the claims match, a differing date is no contradiction."""
    case = next(case for case in CASES if case["why"] == "dates of one event")
    documents = (one_sentence("here", case["here"]), one_sentence("there", case["there"]))
    assert reasons(documents, relation="partly", confidence=0.4) == []
    assert len(reasons(documents, relation="partly", confidence=0.6)) == 2


def test_the_conflicting_sentence_is_the_first_evidence():
    """A report shows both sentences side by side."""
    documents = (one_sentence("here", CASES[0]["here"]), one_sentence("there", CASES[0]["there"]))
    claims = find_contradictions(attested(documents), documents)
    assert [claims[0].attestations["there"].evidence[0]] == [claims[1].passage]
    assert 0 < claims[0].attestations["there"].confidence <= 1
