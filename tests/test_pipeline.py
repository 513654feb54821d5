"""The whole job through the library."""

from pathlib import Path

import pytest

import compare
from compare.errors import InputError, OptionsError
from compare.model.notices import Notice
from compare.options import MatchOptions, Options
from compare.pipeline import compare_pair
from compare.readers import ReadWarning

GAZETTE = compare.Document(
    id="gazette", text="The ferry Alma sank off Port Alder on Monday evening. The coast guard rescued 43 passengers."
)
HERALD = compare.Document(
    id="herald", text="Rain fell.\n\nThe ferry Alma sank off Port Alder on Monday evening. The harbour stayed closed."
)
STRANGER = compare.Document(
    id="stranger", text="A choir of nine sang in the old granary, and the council repaired its roof before the winter."
)


def test_nothing_to_compare_is_refused():
    """An empty list is a mistake of the caller."""
    with pytest.raises(InputError, match="at least one document"):
        compare.compare_documents([])


def test_two_documents_with_one_id_are_refused():
    """Results name documents by id, so ids must differ."""
    with pytest.raises(InputError, match="'gazette' more than once"):
        compare.compare_documents([GAZETTE, HERALD, GAZETTE])


def test_one_document_is_compared_with_nothing_and_says_so():
    """A notebook may start with one; the result is empty, not wrong."""
    comparison = compare.compare_documents([GAZETTE])
    assert (comparison.matches, comparison.clusters, comparison.contradictions()) == ((), (), ())
    assert "nothing to compare it with" in str(comparison.notices[0])


def test_a_reference_must_be_one_of_the_documents():
    """A yardstick that is not there would silently measure nothing."""
    with pytest.raises(OptionsError, match=r"'report\.reference'.*known are gazette, herald"):
        compare.compare_documents([GAZETTE, HERALD], Options.from_dict({"report": {"reference": "release"}}))


def test_notices_of_reading_stay_with_the_comparison():
    """What was left out while reading is shown in the report."""
    notice = Notice(message="is empty", source="blank.txt")
    assert compare.compare_documents([GAZETTE, HERALD], notices=[notice]).notices == (notice,)


def test_a_pair_gives_the_same_matches_alone_and_in_a_story():
    """Adding a stranger removes no match and adds none to the pair."""
    alone = compare.align_documents(GAZETTE, HERALD)
    assert alone
    assert compare.compare_documents([GAZETTE, HERALD]).matches == alone
    assert compare.compare_documents([GAZETTE, HERALD, STRANGER]).matches == alone


def test_empty_documents_are_compared_without_a_result():
    """No text is no match, no claim and no crash."""
    comparison = compare.compare_documents(
        [GAZETTE, compare.Document(id="blank", text=""), compare.Document(id="space", text=" \n ")]
    )
    assert comparison.matches == ()
    assert {claim.document for claim in comparison.claims} == {"gazette"}
    assert all(found.evidence == () for claim in comparison.claims for found in claim.attestations.values())


def test_claims_point_at_their_own_words():
    """Every offset of the published JSON can be followed."""
    comparison = compare.compare_documents([GAZETTE, HERALD])
    assert comparison.claims
    for claim in comparison.claims:
        assert 0 <= claim.start < claim.end <= len(comparison.document(claim.document).text)
        for other, found in claim.attestations.items():
            assert other != claim.document
            assert all(comparison.quote(passage).strip() and passage.document == other for passage in found.evidence)


def test_progress_names_each_stage_once():
    """A long run says what it is doing."""
    stages: list[str] = []
    compare.compare_documents([GAZETTE, HERALD], progress=stages.append)
    assert len(stages) == len(set(stages)) >= 4


def test_one_document_or_a_word_is_no_list_of_documents():
    """A missing bracket gets a sentence, not an AttributeError."""
    for mistake in (GAZETTE, "texts"):
        with pytest.raises(InputError, match="must be several documents"):
            compare.compare_documents(mistake)


def test_a_document_is_not_aligned_with_one_of_its_own_id():
    """A match names its sides by id."""
    with pytest.raises(InputError, match="'gazette' twice"):
        compare.align_documents(GAZETTE, GAZETTE)


def test_all_options_or_those_of_matching_may_be_given_to_align():
    """Both ways to say it find the same."""
    options = Options.from_dict({"match": {"min_words": 9}})
    assert compare.align_documents(GAZETTE, HERALD, options) == compare.align_documents(GAZETTE, HERALD, options.match)


def test_claims_in_scripts_without_spaces_are_claims():
    """A Chinese sentence has many words, though no space."""
    text = "渡轮周一晚间在港口外沉没。海岸警卫队表示搜救工作仍在继续。"
    comparison = compare.compare_documents([compare.Document(id="a", text=text), compare.Document(id="b", text=text)])
    assert [found.relation for claim in comparison.claims for found in claim.attestations.values()] == ["states"] * 4


def test_no_row_is_missing_where_a_claim_of_its_wording_is_attested():
    """The matrix never says `not found` beside a claim of that wording that is probably stated."""
    for story in ("drills", "ferry", "reservoir"):
        comparison = compare.compare_documents(compare.read_documents(Path(__file__).parents[1] / "texts" / story))
        claims = {claim.id: claim for claim in comparison.claims}
        for row, cells in zip(comparison.matrix.rows, comparison.matrix.cells, strict=True):
            for document, cell in zip(comparison.matrix.documents, cells, strict=True):
                found = claims[row.id].attestations.get(document)
                assert cell.relation != "silent" or found is None or not found.is_covered or found.confidence < 0.5


def test_a_pair_of_files_has_the_passages_of_the_whole_comparison_and_no_claims(tmp_path):
    """The quick way finds the same."""
    for document in (GAZETTE, HERALD):
        (tmp_path / f"{document.id}.txt").write_text(document.text)
    pair = compare_pair(tmp_path / "gazette.txt", tmp_path / "herald.txt")
    whole = compare.compare_documents([GAZETTE, HERALD])
    assert (pair.matches, pair.clusters, pair.coverage) == (whole.matches, whole.clusters, whole.coverage)
    assert pair.matches
    assert (pair.claims, pair.matrix.rows, pair.matrix.documents) == ((), (), ())


def test_a_file_to_ignore_that_is_left_out_is_warned_of(tmp_path):
    """Aligning alone has no notices, so what is missing is a warning at the line of the caller."""
    (tmp_path / "masthead.txt").write_text(GAZETTE.text)
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    with pytest.warns(ReadWarning, match=r"picture\.txt: must be text") as told:
        compare.align_documents(GAZETTE, HERALD, MatchOptions(ignore=(str(tmp_path),)))
    assert {each.filename for each in told} == {__file__}


def test_aligning_texts_instead_of_documents_is_told():
    """The first thing that one tries in a notebook."""
    with pytest.raises(InputError, match=r"must be a Document with id and text\. Got str instead"):
        compare.align_documents("one text", "another text")
