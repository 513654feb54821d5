"""How much of a story is read for claims: nothing is left out without a notice."""

import pytest

from compare.claims import compare_claims
from compare.claims.limits import MOST_SENTENCES, limit_story
from compare.model.documents import Document
from compare.options import ClaimOptions
from compare.text.segments import segment_document

SANK = "The ferry Alma sank off Port Alder on Monday."


def segmented(*texts):
    return [segment_document(Document(id=f"outlet-{n}", text=text)) for n, text in enumerate(texts)]


def test_a_story_within_the_limits_is_read_whole():
    """The same documents, and nothing to say."""
    documents = segmented(SANK, f"{SANK} Rain fell all night.")
    assert limit_story(documents, ClaimOptions()) == (tuple(documents), ())


def test_a_story_of_the_greatest_size_is_read_whole():
    """A limit is what may be reached."""
    documents = segmented("Rain fell all night. " * 3, SANK)
    kept, notices = limit_story(documents, ClaimOptions(max_documents=2, max_sentences=3))
    assert kept == tuple(documents)
    assert not notices


def test_a_long_document_is_cut_to_its_first_sentences_and_named():
    """The notice counts what was read and what there is."""
    documents = segmented(SANK, "Rain fell all night. " * 7)
    kept, (notice,) = limit_story(documents, ClaimOptions(max_sentences=3))
    assert [len(each.body) for each in kept] == [1, 3]
    assert notice.source == "outlet-1"
    assert "first 3 of 7 sentences" in notice.message


def test_quotations_beyond_the_cut_are_left_out_with_their_sentences():
    """No stage meets a quotation without its sentence."""
    documents = segmented('"We saw it sink," she said. Rain fell all night. "We went home," she said.')
    (kept,), _ = limit_story(documents, ClaimOptions(max_sentences=1))
    assert len(documents[0].quotations) == 2
    assert len(kept.quotations) == 1


def test_long_documents_share_what_short_ones_leave():
    """All together stay below the limit of a story, and no short article pays for a long one."""
    documents = segmented(*["Rain fell all night. " * MOST_SENTENCES] * 3, SANK)
    kept, notices = limit_story(documents, ClaimOptions(max_sentences=MOST_SENTENCES))
    assert kept[3] == documents[3]
    assert sum(len(each.body) for each in kept) in range(MOST_SENTENCES - 3, MOST_SENTENCES + 1)
    assert {notice.source for notice in notices} == {"outlet-0", "outlet-1", "outlet-2"}


def test_a_document_without_full_stops_is_bounded_by_characters():
    """Endless sentences count for what they hold, not as one each."""
    documents = segmented(SANK, "rain " * 400_000)
    kept, (notice,) = limit_story(documents, ClaimOptions(max_sentences=50))
    assert 0 < sum(each.end - each.start for each in kept[1].body) <= 50 * 200
    assert notice.source == "outlet-1"


def test_captions_count_like_sentences():
    """A gallery of pictures is no way around the limit: each caption is a claim and is held against every sentence."""
    captions = "\n\n".join(f"FILE PHOTO: A ferry leaves Port Alder for island {n} at dawn" for n in range(40))
    documents = segmented(SANK, f"{SANK} Rain fell all night.\n\n{captions}")
    claims, _, (notice,) = compare_claims(documents, ClaimOptions(max_sentences=10))
    assert sum(claim.document == "outlet-1" for claim in claims) == 10
    assert "first 10 of 42 sentences" in notice.message


def test_documents_beyond_the_limit_have_no_claims_and_a_notice_says_how_to_have_them():
    """The first are compared with each other; the others are in no cell."""
    claims, matrix, (notice,) = compare_claims(segmented(*[SANK] * 5), ClaimOptions(max_documents=3))
    assert matrix.documents == ("outlet-0", "outlet-1", "outlet-2")
    assert {claim.document for claim in claims} == set(matrix.documents)
    assert all(set(claim.attestations) == set(matrix.documents) - {claim.document} for claim in claims)
    assert "outlet-3, outlet-4" in notice.message
    assert "claims.max_documents" in notice.message


@pytest.mark.parametrize(
    ("most", "expected"),
    [(2, ("outlet-0", "outlet-4")), (1, ("outlet-4",)), (4, ("outlet-0", "outlet-1", "outlet-2", "outlet-4"))],
)
def test_the_reference_is_always_compared(most, expected):
    """Whatever all others are held against cannot be left out."""
    _, matrix, _ = compare_claims(segmented(*[SANK] * 5), ClaimOptions(max_documents=most), reference="outlet-4")
    assert matrix.documents == expected
