"""What other documents say to a claim."""

import random

import pytest

from compare.claims.attestation import attest_claims, decide
from compare.claims.extraction import extract_claims
from compare.model.documents import Document
from compare.options import ClaimOptions
from compare.text.segments import segment_document

GAZETTE = """The ferry Alma sank off Port Alder on Monday, killing 43 people.

Divers from the coast guard recovered the captain's logbook on Tuesday. The harbour of Port Alder stays closed until Friday.

A retired schoolteacher reads the names of the victims in the market square every evening."""
HERALD = """Rain fell on the coast for most of the week.

The coast guard's divers have recovered the logbook of the captain. On Monday the ferry Alma sank off Port Alder.

The harbor of Port Alder stays closed until Friday. Mackerel prices rose by a tenth."""
COURIER = "Parliament debates the pension bill in its autumn session. Two amendments were tabled by the opposition."


def attest(*texts):
    """Return claims by text, read through the pipeline's own segments and extraction."""
    documents = [segment_document(Document(id=f"d{place}", text=text)) for place, text in enumerate(texts)]
    return documents, attest_claims(extract_claims(documents, ClaimOptions()), documents, ClaimOptions())


def find(claims, words):
    return next(claim for claim in claims if words in claim.text)


def shown(documents, attestation):
    """Return the words of the first passage of evidence."""
    passage = attestation.evidence[0]
    return next(each.document.quote(passage) for each in documents if each.document.id == passage.document)


def test_a_sentence_that_stands_there_word_for_word_is_stated_with_high_confidence():
    """Spelling (harbour, harbor) makes no difference, and the evidence is that very sentence."""
    documents, claims = attest(GAZETTE, HERALD, COURIER)
    found = find(claims, "harbour").attestations["d1"]
    assert found.relation == "states"
    assert found.confidence > 0.8
    assert found.similarity == pytest.approx(1)
    assert shown(documents, found) == "The harbor of Port Alder stays closed until Friday."


def test_a_reordered_sentence_points_to_its_evidence():
    """Order of words does not decide where a claim is found."""
    documents, claims = attest(GAZETTE, HERALD, COURIER)
    found = find(claims, "logbook").attestations["d1"]
    assert found.is_covered
    assert shown(documents, found).startswith("The coast guard's divers")


def test_a_claim_of_which_half_is_said_is_covered_and_the_reason_names_what_is_missing():
    """The herald names no victims, so it does not say all of it in our words."""
    documents, claims = attest(GAZETTE, HERALD, COURIER)
    found = find(claims, "ferry Alma").attestations["d1"]
    assert found.is_covered
    assert shown(documents, found).startswith("On Monday the ferry")
    assert "“43”" in found.reason


def test_a_stranger_is_silent_and_shows_its_nearest_sentence():
    """A document on another story says nothing; one sentence is shown all the same."""
    _, claims = attest(GAZETTE, HERALD, COURIER)
    for claim in claims:
        if claim.document != "d2":
            found = claim.attestations["d2"]
            assert found.relation == "silent"
            assert found.confidence > 0.8
            assert len(found.evidence) == 1
            assert found.reason.startswith("Nothing found")


def test_every_other_document_is_attested_in_the_order_of_the_documents():
    """No cell of the matrix is missing, and a document is never asked about itself."""
    _, claims = attest(GAZETTE, HERALD, COURIER)
    for claim in claims:
        assert list(claim.attestations) == [each for each in ("d0", "d1", "d2") if each != claim.document]


def test_evidence_cites_sentences_of_the_document_asked():
    """Passages lie inside the other document, best first, three at most, none twice."""
    documents, claims = attest(GAZETTE, HERALD, COURIER)
    spans = {each.document.id: {(s.start, s.end) for s in each.sentences} for each in documents}
    for claim in claims:
        for other, found in claim.attestations.items():
            assert 1 <= len(found.evidence) <= 3
            assert len(set(found.evidence)) == len(found.evidence)
            assert all(each.document == other and (each.start, each.end) in spans[other] for each in found.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word",
        "the of and",
        "!!! ...",
        "\x00\x00 a \x00",
        "\ud800 lone \udfff surrogate words",
        "أزمة سياسية جديدة في البلاد",
        "北京发生地震。三人死亡。",
    ],
)
def test_odd_documents_are_attested_without_a_fuss(text):
    """Whatever stands in a document, its neighbours get a relation, a reason and shares in [0, 1]."""
    _, claims = attest(GAZETTE, text)
    assert claims
    for claim in claims:
        for found in claim.attestations.values():
            assert found.reason
            assert 0 <= found.confidence <= 1
            assert 0 <= found.similarity <= 1
            assert found.evidence or not text.strip() or found.relation == "silent"


def test_no_claims_is_no_work():
    """An empty story stays empty."""
    assert attest_claims((), (), ClaimOptions()) == ()


def test_two_copies_state_each_other():
    """The same text twice has no omissions."""
    _, claims = attest(GAZETTE, GAZETTE)
    assert {found.relation for claim in claims for found in claim.attestations.values()} == {"states"}


def test_the_order_of_documents_changes_nothing():
    """Relations and confidence are the same, whoever comes first."""

    def relations(texts):
        documents = [segment_document(Document(id=id, text=text)) for id, text in texts]
        claims = attest_claims(extract_claims(documents, ClaimOptions()), documents, ClaimOptions())
        return {(c.id, o): (f.relation, round(f.confidence, 4), f.evidence) for c in claims for o, f in c.attestations.items()}

    texts = [("gazette", GAZETTE), ("herald", HERALD), ("courier", COURIER)]
    first = relations(texts)
    random.Random(4).shuffle(texts)
    assert relations(texts) == first


@pytest.mark.parametrize(
    ("covered", "whole", "relation", "confidence"),
    [(0.9, 0.8, "states", 0.72), (0.9, 0.2, "partly", 0.72), (0.3, 0.9, "silent", 0.7), (0.4, 0.5, "partly", 0.2)],
)
def test_confidence_is_the_probability_of_the_relation_chosen(covered, whole, relation, confidence):
    """A doubtful cell is shown as doubtful."""
    assert decide(covered, whole, 0.3, 0.4) == (relation, pytest.approx(confidence))
