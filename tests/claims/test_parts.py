"""Clauses share what is decided for their sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.claims.attestation import attest_claims, attest_sentences, weigh_story
from compare.claims.extraction import extract_claims
from compare.claims.features import read_story
from compare.claims.models import load_models
from compare.claims.parts import divide
from compare.claims.propositions import join_clauses
from compare.model.documents import Document
from compare.options import ClaimOptions
from compare.text.segments import segment_document

TEXTS = Path(__file__).parents[2] / "texts"


def segmented(*texts):
    return [segment_document(Document(id=f"d{place}", text=text)) for place, text in enumerate(texts)]


def attested(*texts):
    documents = segmented(*texts)
    return attest_claims(extract_claims(documents, ClaimOptions()), documents, ClaimOptions())


def together(relations):
    """Return what clauses say of their sentence, as the published score counts it."""
    if all(relation == "states" for relation in relations):
        return "states"
    return "silent" if all(relation == "silent" for relation in relations) else "partly"


@pytest.mark.parametrize("story", ["drills", "ferry", "reservoir"])
def test_clauses_say_together_what_was_decided_for_their_sentence(story):
    """Cutting a sentence makes a comparison finer, and never another one."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((TEXTS / story).glob("*-*.*"))]
    documents = segmented(*texts)
    claims = extract_claims(documents, ClaimOptions())
    sentences, groups = join_clauses(claims, documents)
    likelihoods = weigh_story(read_story(sentences, documents), documents, load_models())
    whole = attest_sentences(sentences, documents, likelihoods)
    parts = attest_claims(claims, documents, ClaimOptions())
    assert any(len(group) > 1 for group in groups)
    for sentence, group in zip(whole, groups, strict=True):
        for id, found in sentence.attestations.items():
            clauses = [parts[place].attestations[id] for place in group]
            assert together([each.relation for each in clauses]) == found.relation
            assert {each.is_doubtful for each in clauses} == {found.is_doubtful}


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=6))
def test_a_part_is_neither_all_nor_nothing(chances):
    """Of a sentence that is stated in part, one clause at least is covered, and one at least is not stated in full."""
    relations = divide([some for some, _ in chances], [all_ for _, all_ in chances])
    assert len(relations) == len(chances)
    assert together(relations) == "partly"


STORM = """A storm crossed Tarnholm county on Sunday night, and the Alder bridge was closed to all traffic.

The Alder bridge, which was built in 1931 by the Weller brothers, carries four thousand cars a day.

Schools in the county stayed shut on Monday. Crews cleared fallen trees from the coastal road."""
OTHER = """The Alder bridge carries four thousand cars a day, the county said.

A storm crossed Tarnholm county on Sunday night. Trees fell on the coastal road and crews cleared them.

Nobody was hurt. The county will count the damage this week."""


def test_the_clause_that_is_missing_is_told_from_the_one_that_is_there():
    """The other source says what the bridge carries and not who built it: each clause gets its own answer and reason."""
    claims = attested(STORM, OTHER)
    carries = next(claim for claim in claims if claim.document == "d0" and "carries four thousand" in claim.text)
    built = next(claim for claim in claims if claim.document == "d0" and "1931" in claim.text)
    assert carries.text == "The Alder bridge carries four thousand cars a day."
    assert carries.attestations["d1"].relation == "states"
    assert built.text == "The Alder bridge, which was built in 1931 by the Weller brothers"
    assert built.attestations["d1"].relation in ("partly", "silent")
    assert "1931" in built.attestations["d1"].reason or built.attestations["d1"].relation == "silent"


def test_clauses_stand_in_their_sentence_with_their_facts():
    """A gap belongs to another clause, and so do the facts in it."""
    claims = [claim for claim in extract_claims(segmented(STORM), ClaimOptions()) if "bridge" in claim.text.lower()]
    carries = next(claim for claim in claims if "carries" in claim.text)
    [gap] = carries.gaps
    assert STORM[gap.start : gap.end] == ", which was built in 1931 by the Weller brothers,"
    assert all(fact.value != "1931" for fact in carries.facts)
    assert any(fact.kind == "date" and fact.value == "1931" for claim in claims for fact in claim.facts)
    assert [STORM[piece.start : piece.end] for piece in carries.pieces] == [
        "The Alder bridge",
        " carries four thousand cars a day.",
    ]


def test_a_sentence_is_joined_from_its_clauses():
    """What is judged as a whole are the words of all clauses, each once."""
    documents = segmented(STORM)
    sentences, groups = join_clauses(extract_claims(documents, ClaimOptions()), documents)
    assert [len(group) for group in groups] == [2, 2, 1, 1]
    assert (
        sentences[1].text == "The Alder bridge, which was built in 1931 by the Weller brothers, carries four thousand cars a day."
    )
    assert sentences[1].gaps == ()


def test_a_clause_with_an_attribution_of_its_own_has_its_own_speaker():
    """Who says which half is kept apart."""
    [first, second] = extract_claims(
        segmented("The mayor said the bridge was safe, but the engineers said that two of its piers had moved."), ClaimOptions()
    )
    assert (first.speaker, second.speaker) == ("mayor", "engineers")
    assert second.text == "two of its piers had moved."


def test_a_quotation_behind_a_colon_is_its_speakers_claim():
    """Who is the subject of what was done says it."""
    [did, said] = extract_claims(
        segmented("On Friday, Mayor Olsen turned to the crowd on the quay: “We will rebuild every house of this street.”"),
        ClaimOptions(),
    )
    assert did.speaker is None
    assert (said.text, said.speaker) == ("We will rebuild every house of this street.", "Mayor Olsen")
