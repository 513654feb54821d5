"""Rows: claims that state the same thing, and what every document says to them."""

import pytest

from compare.claims import compare_claims
from compare.claims.matrix import build_matrix
from compare.model.claims import Attestation, Claim, ClaimMatrix, Fact
from compare.model.documents import Document
from compare.model.segments import Segment, SegmentedDocument
from compare.model.spans import Passage
from compare.options import ClaimOptions


def document(id, *sentences):
    text, segments = "", []
    for sentence in sentences:
        segments.append(Segment(len(text), len(text) + len(sentence)))
        text += sentence + "\n"
    return SegmentedDocument(document=Document(id=id, text=text), paragraphs=tuple(segments), sentences=tuple(segments))


def claim(document, start, *, facts=(), length=10, **attestations):
    """A claim of `length` code points; each attestation is (relation, confidence, similarity, start of the evidence)."""
    return Claim(
        id=f"{document}:{start}-{start + length}",
        document=document,
        start=start,
        end=start + length,
        text="x" * length,
        facts=facts,
        attestations={
            other: Attestation(
                relation=relation,
                confidence=confidence,
                similarity=similarity,
                evidence=(Passage(other, at, at + 10),),
                reason=relation,
            )
            for other, (relation, confidence, similarity, at) in attestations.items()
        },
    )


A, B, C = (document(id, "Ten chars.", "Ten chars.", "Ten chars.") for id in "abc")
STATES = ("states", 0.9, 0.9)
SILENT = ("silent", 0.9, 0.1)


def rows(claims, documents=(A, B)):
    _, matrix = build_matrix(claims, documents)
    return [
        (row.claims, "".join(cell.relation[0] for cell in cells)) for row, cells in zip(matrix.rows, matrix.cells, strict=True)
    ]


def test_claims_that_state_each_other_share_a_row():
    """Both directions name the other's place."""
    assert rows([claim("a", 0, b=(*STATES, 0)), claim("b", 0, a=(*STATES, 0))]) == [(("a:0-10", "b:0-10"), "ss")]


def test_claims_that_name_other_places_do_not_share_a_row():
    """The other document states it elsewhere: both claims stand alone, and both cells say so."""
    found = rows([claim("a", 0, b=(*STATES, 11)), claim("b", 0, a=(*STATES, 11))])
    assert [ids for ids, _ in found] == [("a:0-10",), ("b:0-10",)]


@pytest.mark.parametrize(("similarity", "n_rows"), [(0.7, 1), (0.2, 2)])
def test_a_short_claim_joins_a_longer_one_only_if_that_adds_little(similarity, n_rows):
    """All of the short claim is in the long one; the row must not put the rest into the short one's mouth."""
    found = rows([claim("a", 0, b=("partly", 0.6, similarity, 0)), claim("b", 0, a=(*STATES, 0))])
    assert len(found) == n_rows


def test_a_chain_is_no_row():
    """A is like B and B like C, but A is not like C: the weaker link is dropped."""
    claims = [
        claim("a", 0, b=(*STATES, 0), c=(*SILENT, 0)),
        claim("b", 0, a=(*STATES, 0), c=("states", 0.6, 0.6, 0)),
        claim("c", 0, a=(*SILENT, 0), b=("states", 0.6, 0.6, 0)),
    ]
    assert [ids for ids, _ in rows(claims, (A, B, C))] == [("a:0-10", "b:0-10"), ("c:0-10",)]


def test_the_fullest_claim_is_the_wording():
    """Most facts first, then length; the row is named after it and every claim of the row carries its id."""
    fact = Fact(kind="quantity", start=0, end=2, value="2 boat")
    claims, matrix = build_matrix([claim("a", 0, b=(*STATES, 0)), claim("b", 0, facts=(fact,), a=(*STATES, 0))], (A, B))
    assert [row.id for row in matrix.rows] == ["b:0-10"]
    assert {each.group for each in claims} == {"b:0-10"}


def test_one_lenient_attestation_does_not_outvote_silence():
    """Two claims of a row are not found in C, one is found with little confidence: C is silent."""
    claims = [
        claim("a", 0, b=(*STATES, 0), c=("states", 0.3, 0.3, 0)),
        claim("b", 0, a=(*STATES, 0), c=(*SILENT, 0)),
    ]
    _, matrix = build_matrix(claims, (A, B, C))
    assert matrix.cells[0][2].relation == "silent"


def test_a_contradiction_of_any_claim_is_one_of_the_row():
    """Doubt about a value outranks agreement."""
    claims = [
        claim("a", 0, b=(*STATES, 0), c=("contradicts", 0.7, 0.7, 0)),
        claim("b", 0, a=(*STATES, 0), c=(*STATES, 0)),
    ]
    _, matrix = build_matrix(claims, (A, B, C))
    assert matrix.cells[0][2].relation == "contradicts"


def test_consensus_comes_first_then_contested_then_single():
    """Among equals the heavier row is first: a place in the lead and a fact weigh."""
    fact = Fact(kind="quantity", start=22, end=24, value="2 boat")
    claims = [
        claim("a", 0, b=(*SILENT, 0)),
        claim("a", 11, b=("contradicts", 0.7, 0.7, 11)),
        claim("a", 22, b=(*STATES, 22)),
        claim("b", 0, facts=(fact,), a=(*SILENT, 0)),
        claim("b", 11, a=("contradicts", 0.7, 0.7, 11)),
        claim("b", 22, a=(*STATES, 22)),
    ]
    _, matrix = build_matrix(claims, (A, B))
    assert [row.id for row in matrix.rows] == ["a:22-32", "a:11-21", "b:11-21", "b:0-10", "a:0-10"]
    assert [row.weight for row in matrix.rows] == [2.0, 2.0, 2.0, 2.5, 2.0]


def test_a_document_alone_has_rows_of_its_own():
    """Nothing to compare with is no error."""
    claims, matrix, _ = compare_claims([document("a", "The ferry Alma sank off Port Alder on Monday.")], ClaimOptions())
    assert len(claims) == len(matrix.rows) == 1
    assert matrix.documents == ("a",)


def test_no_document_has_an_empty_matrix():
    """Nothing in, nothing out."""
    assert compare_claims([], ClaimOptions()) == ((), ClaimMatrix(rows=(), documents=(), cells=()), ())


def test_every_claim_is_in_one_row_and_every_row_has_a_cell_for_each_document():
    """The whole stage keeps its promises on a small story."""
    documents = [
        document("a", "The ferry Alma sank off Port Alder on Monday, killing 43 people.", "The coast guard searched all night."),
        document("b", "Rain fell on the whole coast.", "The ferry Alma sank off Port Alder on Monday, killing 34 people."),
        document("c", "The coast guard searched all night, the mayor said."),
    ]
    claims, matrix, _ = compare_claims(documents, ClaimOptions())
    assert sorted(id for row in matrix.rows for id in row.claims) == sorted(each.id for each in claims)
    assert {each.group for each in claims} == {row.id for row in matrix.rows}
    assert all(len(cells) == 3 for cells in matrix.cells)
    reasons = {found.reason for each in claims for found in each.attestations.values() if found.relation == "contradicts"}
    assert reasons == {"43 people here, 34 people there.", "34 people here, 43 people there."}


def test_the_order_of_documents_changes_no_relation():
    """Shuffling the documents shuffles the result, nothing else."""
    documents = [
        document("a", "The ferry Alma sank off Port Alder on Monday, killing 43 people.", "The coast guard searched all night."),
        document("b", "Rain fell on the whole coast.", "The ferry Alma sank off Port Alder on Monday, killing 34 people."),
    ]

    def relations(order):
        claims, _, _ = compare_claims(order, ClaimOptions())
        return {(each.id, other): found.relation for each in claims for other, found in each.attestations.items()}

    assert relations(documents) == relations(documents[::-1])
