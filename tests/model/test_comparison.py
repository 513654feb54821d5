"""The whole result, on one made by hand."""

import json
from dataclasses import replace
from datetime import date

import pytest

from compare.model.claims import Attestation, Cell, Claim, ClaimIndex, ClaimMatrix, ClaimRow
from compare.model.clusters import Cluster, Coverage
from compare.model.comparison import Comparison
from compare.model.documents import Document
from compare.model.matches import Edit, Match
from compare.model.spans import Passage

GAZETTE = Document(id="gazette", text="The ferry sank. 43 people died.", published=date(2021, 9, 7), outlet="Gazette")
HERALD = Document(id="herald", text="34 people died. The ferry sank. Rain fell.", published=date(2021, 9, 8), outlet="Herald")
UNDATED = Document(id="undated", text="The ferry sank.")


def attestation(relation, document, start, end):
    return Attestation(
        relation=relation, confidence=0.9, similarity=0.5, evidence=(Passage(document, start, end),), reason="43 here, 34 there."
    )


def cell(relation):
    return Cell(relation=relation, confidence=0.9, evidence=(), reason="")


@pytest.fixture
def comparison():
    sank = Match(
        left=Passage("gazette", 0, 15), right=Passage("herald", 16, 31), similarity=1.0, edits=(Edit("equal", 0, 15, 16, 31),)
    )
    claims = (
        Claim(id="gazette:0-15", document="gazette", start=0, end=15, text="The ferry sank.", group="gazette:0-15",
              attestations={"herald": attestation("states", "herald", 16, 31), "undated": attestation("states", "undated", 0, 15)}),
        Claim(id="gazette:16-31", document="gazette", start=16, end=31, text="43 people died.", group="gazette:16-31",
              attestations={"herald": attestation("contradicts", "herald", 0, 15), "undated": attestation("silent", "undated", 0, 15)}),
        Claim(id="herald:0-15", document="herald", start=0, end=15, text="34 people died.", group="herald:0-15",
              attestations={"gazette": attestation("contradicts", "gazette", 16, 31), "undated": attestation("silent", "undated", 0, 15)}),
        Claim(id="herald:32-42", document="herald", start=32, end=42, text="Rain fell.", group="herald:32-42",
              attestations={"gazette": attestation("silent", "gazette", 0, 15), "undated": attestation("silent", "undated", 0, 15)}),
    )  # fmt: skip
    rows = (
        ClaimRow(id="gazette:0-15", text="The ferry sank.", claims=("gazette:0-15",), weight=3.0),
        ClaimRow(id="gazette:16-31", text="43 people died.", claims=("gazette:16-31",), weight=1.0),
        ClaimRow(id="herald:32-42", text="Rain fell.", claims=("herald:32-42",), weight=2.0),
    )
    matrix = ClaimMatrix(
        rows=rows,
        documents=("gazette", "herald", "undated"),
        cells=(
            (cell("states"), cell("states"), cell("states")),
            (cell("states"), cell("contradicts"), cell("silent")),
            (cell("silent"), cell("states"), cell("silent")),
        ),
    )
    return Comparison(
        documents=(GAZETTE, HERALD, UNDATED),
        matches=(sank,),
        clusters=(
            Cluster(id="gazette:0-15", kind="wire", reason="Two outlets.", passages=(Passage("gazette", 0, 15), Passage("herald", 16, 31))),
        ),
        coverage=(Coverage(document="gazette", other="herald", share=15 / 31, adjusted_share=15 / 31), Coverage(document="gazette", other=None, share=15 / 31, adjusted_share=15 / 31)),
        claims=claims,
        matrix=matrix,
    )  # fmt: skip


def test_adds_are_claims_that_no_other_document_speaks_to(comparison):
    """What is contradicted elsewhere is spoken to, so it is no addition."""
    assert [claim.id for claim in comparison.adds("herald")] == ["herald:32-42"]
    assert comparison.adds("gazette") == ()


def test_omits_are_rows_with_a_silent_cell_heaviest_first(comparison):
    """An editor reads what matters most first."""
    assert [row.id for row in comparison.omits("undated")] == ["herald:32-42", "gazette:16-31"]


def test_a_contradiction_is_named_once_though_both_documents_claim_it(comparison):
    """43 against 34 is one finding, not two."""
    [found] = comparison.contradictions()
    assert (found.claim.id, found.other) == ("gazette:16-31", Passage("herald", 0, 15))


@pytest.mark.parametrize("method", ["adds", "omits", "document"])
def test_an_unknown_id_is_refused_with_those_there_are(comparison, method):
    """A typing error does not come back as an empty list."""
    with pytest.raises(KeyError, match=r"No document has the id 'gazete'\. Known are 'gazette', 'herald', 'undated'"):
        getattr(comparison, method)("gazete")


def test_earliest_names_the_first_dated_member(comparison):
    """Members without a date can be neither first nor later."""
    passages = (Passage("gazette", 0, 15), Passage("herald", 16, 31), Passage("undated", 0, 15))
    cluster = Cluster(id="x", kind="wire", reason="", passages=passages)
    assert comparison.earliest(cluster) == ("gazette",)
    assert comparison.earliest(Cluster(id="x", kind="wire", reason="", passages=passages[2:])) == ()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2021-09-07", "2021-09-07", ("a", "b")),
        ("2021-09-07T08:00:00+00:00", "2021-09-07T09:00:00+04:00", ("b",)),
        ("2021-09-07T08:00:00+00:00", "2021-09-07", ("a", "b")),
        ("2021-09-07T08:00:00", "2021-09-07T09:00:00+04:00", ("a", "b")),
    ],
)
def test_earliest_claims_no_order_that_the_dates_do_not_give(first, second, expected):
    """Hours decide only where both are known in comparable zones."""
    documents = (Document(id="a", text="x", published=first), Document(id="b", text="x", published=second))
    cluster = Cluster(id="x", kind="wire", reason="", passages=(Passage("a", 0, 1), Passage("b", 0, 1)))
    assert Comparison(documents=documents).earliest(cluster) == expected


def test_published_json_has_the_agreed_fields(comparison):
    """Other programs rely on these names."""
    result = json.loads(json.dumps(comparison.to_dict()))
    assert set(result) == {
        "documents", "matches", "clusters", "coverage", "excluded", "claims", "notices", "options", "schema_version",
    }  # fmt: skip
    assert result["documents"][0] == {
        "id": "gazette", "outlet": "Gazette", "title": None, "published": "2021-09-07", "length": 31,
    }  # fmt: skip
    assert result["matches"][0] == {
        "left": {"document": "gazette", "start": 0, "end": 15},
        "right": {"document": "herald", "start": 16, "end": 31},
        "similarity": 1.0,
        "kind": "wire",
    }
    assert set(result["claims"][0]) == {
        "id", "document", "start", "end", "gaps", "text", "speaker", "facts", "group", "attestations",
    }  # fmt: skip
    assert result["claims"][0]["attestations"]["herald"] == {
        "relation": "states", "confidence": 0.9, "similarity": 0.5, "evidence": [{"start": 16, "end": 31}], "reason": "43 here, 34 there.",
        "is_doubtful": False,
    }  # fmt: skip


def test_frames_have_the_same_rows_as_the_tables(comparison):
    """A notebook sees what the CSV files hold."""
    pytest.importorskip("pandas")
    frame = comparison.to_frame("matrix")
    assert list(frame.columns) == ["row", "claim", "weight", "gazette", "herald", "undated"]
    assert list(frame["herald"]) == ["states", "contradicts", "states"]
    assert list(comparison.to_frame("clusters")["is_earliest"]) == [True, False]
    with pytest.raises(ValueError, match="must be one of documents, matches"):
        comparison.to_frame("claim")


def test_a_match_without_a_cluster_is_an_error(comparison):
    """No match may get lost between matching and clustering."""
    with pytest.raises(KeyError, match="lies in no cluster"):
        Comparison(documents=comparison.documents, matches=comparison.matches).kinds()


def test_contradictions_are_those_of_a_search_through_all_claims(comparison):
    """The index finds what looking at every claim finds: it is only faster."""
    claims = [
        Claim(id=f"{id}:{start}-{end}", document=id, start=start, end=end, text="")
        for id in ("gazette", "herald")
        for start, end in ((0, 4), (2, 20), (4, 6), (6, 6), (6, 9), (21, 30))
    ]
    index = ClaimIndex(claims)
    for id in ("gazette", "herald", "unknown"):
        for start in range(32):
            for end in range(start, 32):
                place = Passage(id, start, end)
                slow = sorted(
                    (each for each in claims if each.document == id and each.span.overlap(place)), key=lambda each: each.start
                )
                assert index.overlapping(place) == slow
    assert [(each.claim.id, each.other.id) for each in comparison.contradictions()] == [("gazette:16-31", "herald:0-15")]


def test_a_document_named_like_a_column_keeps_its_cells():
    """No id overwrites what a row of the matrix says about itself, or another document's cells."""
    ids = ("row", "claim", "document:row", "herald")
    matrix = ClaimMatrix(
        rows=(ClaimRow(id="herald:0-15", text="The ferry sank.", claims=(), weight=1.0),),
        documents=ids,
        cells=((cell("silent"), cell("partly"), cell("contradicts"), cell("states")),),
    )
    comparison = Comparison(documents=tuple(Document(id=id, text="") for id in ids), matrix=matrix)
    assert comparison.to_frame("matrix").to_dict("records") == [
        {"row": "herald:0-15", "claim": "The ferry sank.", "weight": 1.0, "document:document:row": "silent", "document:claim": "partly",
         "document:row": "contradicts", "herald": "states"}
    ]  # fmt: skip


def test_tables_without_rows_have_their_columns():
    """A notebook can select a column before it knows whether anything was found."""
    pytest.importorskip("pandas")
    empty = Comparison(documents=(GAZETTE, HERALD))
    assert "similarity" in empty.to_frame("matches").columns
    assert list(empty.to_frame("coverage").columns) == ["document", "other", "share", "adjusted_share"]


def test_claims_of_a_single_document_stay_in_the_table():
    """Nothing vanishes because there is nothing to compare with."""
    claim = Claim(id="gazette:0-15", document="gazette", start=0, end=15, text="The ferry sank.", group="gazette:0-15")
    [row] = Comparison(documents=(GAZETTE,), claims=(claim,)).to_frame("claims").to_dict("records")
    assert (row["id"], row["other"]) == ("gazette:0-15", None)


def test_a_match_far_into_a_long_passage_is_of_its_kind():
    """Kinds are looked up by place: a passage that began long before a match, and others within it, are not overlooked."""
    text = "The ferry sank. " * 60
    one, two = Document(id="one", text=text), Document(id="two", text=text)
    clusters = [Cluster(id="one:0-900", passages=(Passage("one", 0, 900), Passage("two", 0, 900)), kind="wire", reason="")]
    for start in range(10, 800, 40):
        places = Passage("one", start, start + 5), Passage("two", start, start + 5)
        clusters.append(Cluster(id=places[0].id, passages=places, kind="quotation", reason=""))
    matches = tuple(
        Match(
            left=Passage("one", start, start + length), right=Passage("two", start, start + length), similarity=1.0,
            edits=(Edit("equal", start, start + length, start, start + length),),
        )
        for start, length in ((0, 900), (700, 30), (811, 4), (890, 40))
    )  # fmt: skip
    comparison = Comparison(documents=(one, two), matches=matches, clusters=tuple(clusters))
    assert set(comparison.kinds().values()) == {"wire"}
    with pytest.raises(KeyError, match="lies in no cluster"):
        replace(comparison, clusters=tuple(clusters[1:])).kinds()
