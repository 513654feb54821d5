"""What coverage promises, on hand-made matches."""

import pytest

from compare.model.clusters import Cluster, Coverage
from compare.model.documents import Document
from compare.model.matches import Edit, Match
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage
from compare.options import ClusterOptions
from compare.reuse import measure_coverage


def build(id, length, before="", after="", published=None):
    document = Document(id=id, text=before + "x" * length + after, published=published)
    return SegmentedDocument(document=document, paragraphs=(), sentences=())


def link(left, a, b, right, c, d):
    return Match(left=Passage(left, a, b), right=Passage(right, c, d), similarity=1.0, edits=(Edit("equal", a, b, c, d),))


def measure(matches, clusters, documents):
    return measure_coverage(matches, clusters, documents, ClusterOptions())


def test_overlaps_count_once_and_all_others_are_a_union():
    """Ten characters shared with two documents are ten characters, not twenty."""
    documents = [build("a", 100), build("b", 50), build("c", 20)]
    matches = [link("a", 0, 40, "b", 0, 40), link("a", 30, 50, "b", 20, 40), link("a", 40, 60, "c", 0, 20)]
    assert measure(matches, [], documents) == (
        Coverage(document="a", other="b", share=0.5, adjusted_share=0.5),
        Coverage(document="a", other="c", share=0.2, adjusted_share=0.2),
        Coverage(document="a", other=None, share=0.6, adjusted_share=0.6),
        Coverage(document="b", other="a", share=0.8, adjusted_share=0.8),
        Coverage(document="b", other="c", share=0.0, adjusted_share=0.0),
        Coverage(document="b", other=None, share=0.8, adjusted_share=0.8),
        Coverage(document="c", other="a", share=1.0, adjusted_share=1.0),
        Coverage(document="c", other="b", share=0.0, adjusted_share=0.0),
        Coverage(document="c", other=None, share=1.0, adjusted_share=1.0),
    )


def test_white_space_around_the_text_does_not_count():
    """A document that is wholly shared has share 1, however many empty lines end it."""
    documents = [build("a", 10, before="\n\n", after="\n \n"), build("b", 10)]
    shares = {(each.document, each.other): each.share for each in measure([link("a", 2, 12, "b", 0, 10)], [], documents)}
    assert shares["a", "b"] == shares["a", None] == 1.0


def test_an_empty_document_has_nothing_shared():
    """Of nothing, nothing is shared."""
    documents = [build("a", 0, before="\n"), build("b", 3)]
    assert {each.share for each in measure([], [], documents)} == {0.0}


def test_quotations_and_boilerplate_are_adjusted_for_pair_by_pair():
    """What is a quotation between two documents may be wire copy between two others, and then counts."""
    documents = [build("a", 100), build("b", 50), build("c", 40)]
    matches = [link("a", 0, 40, "b", 0, 40), link("a", 0, 20, "c", 0, 20)]
    clusters = [
        Cluster(id="a:0-10", passages=(Passage("a", 0, 10), Passage("b", 0, 10)), kind="quotation", reason=""),
        Cluster(id="a:10-40", passages=(Passage("a", 10, 40), Passage("b", 10, 40)), kind="wire", reason=""),
        Cluster(id="a:5-20", passages=(Passage("a", 5, 20), Passage("c", 5, 20)), kind="house", reason=""),
    ]
    shares = {(each.document, each.other): (each.share, each.adjusted_share) for each in measure(matches, clusters, documents)}
    assert shares["a", "b"] == (0.4, 0.3)
    assert shares["a", "c"] == (0.2, 0.05)
    assert shares["a", None] == (0.4, 0.35)
    assert shares["c", "b"] == (0.0, 0.0)


@pytest.mark.parametrize(
    ("dates", "adjusted"),
    [((None, None), 0.4), (("2021-09-07", None), 0.4), (("2021-09-07", "2021-09-08"), 0.4), (("2021-09-07", "2022-01-01"), 0.0)],
)
def test_background_is_adjusted_for_only_if_dates_show_it(dates, adjusted):
    """Without dates wire copy is called background too, and an undated copy must not look like nobody's text."""
    documents = [build("a", 100, published=dates[0]), build("b", 50, published=dates[1])]
    clusters = [Cluster(id="a:0-40", passages=(Passage("a", 0, 40), Passage("b", 0, 40)), kind="background", reason="")]
    first, *_ = measure([link("a", 0, 40, "b", 0, 40)], clusters, documents)
    assert (first.share, first.adjusted_share) == (0.4, adjusted)


def test_spaces_and_stops_between_quotations_are_no_shared_text():
    """Two quotations that follow one another leave nothing but a space."""
    text = "x" * 20 + ". " + "x" * 20
    documents = [SegmentedDocument(document=Document(id=id, text=text), paragraphs=(), sentences=()) for id in "ab"]
    clusters = [
        Cluster(id=f"a:{i}-{j}", passages=(Passage("a", i, j), Passage("b", i, j)), kind="quotation", reason="")
        for i, j in ((0, 20), (22, 42))
    ]
    assert {each.adjusted_share for each in measure([link("a", 0, 42, "b", 0, 42)], clusters, documents)} == {0.0}
