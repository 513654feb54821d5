"""What clusters promise, on hand-made matches of invented news."""

from datetime import date
from itertools import pairwise

import pytest

from compare.model.clusters import Cluster
from compare.model.comparison import Comparison
from compare.model.documents import Document
from compare.model.matches import Edit, Match
from compare.model.segments import Segment, SegmentedDocument
from compare.model.spans import Passage, Span
from compare.options import ClusterOptions
from compare.reuse import cluster_matches

SENTENCES = (
    "The ferry Alma capsized off Port Alder on Monday in heavy swell.",
    "Divers recovered eleven bodies from the flooded car deck before dusk.",
    "Its cargo of quarry stone had not been lashed to the deck.",
    "The vessel failed two inspections between March and June this year.",
    "Harbour records list nineteen defects that were never put right.",
    "The owner bought her from a Danish yard for two million crowns.",
    "Survivors were taken to the sports hall beside the fish market.",
    "Schools in the district will stay closed until the end of the week.",
    "A memorial service is planned for Sunday in the seamen's chapel.",
    "The coastguard has asked anyone with pictures to come forward.",
)


def build(id, text, quotations=(), **meta):
    """Return a document with a sentence for each line or full stop."""
    sentences, start = [], 0
    for part in text.replace("\n", " ").split(". "):
        end = min(start + len(part) + 1, len(text))
        if text[start:end].strip():
            sentences.append(Segment(start, end))
        start = end + 1
    spans = tuple(Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotations)
    document = Document(id=id, text=text, **meta)
    return SegmentedDocument(document=document, paragraphs=(), sentences=tuple(sentences), quotations=spans)


def link(left, right, shared, other=None):
    """Return the match of `shared` in the left document with `other` (or the same words) in the right one."""
    other = shared if other is None else other
    a, b = left.document.text.index(shared), right.document.text.index(other)
    whole = (a, a + len(shared), b, b + len(other))
    edits = (Edit("equal" if shared == other else "replace", *whole),)
    return Match(
        left=Passage(left.document.id, *whole[:2]),
        right=Passage(right.document.id, *whole[2:]),
        similarity=1.0 if shared == other else 0.4,
        edits=edits,
    )


def show(clusters, documents):
    texts = {each.document.id: each.document for each in documents}
    return {(each.documents, texts[each.passages[0].document].quote(each.passages[0])) for each in clusters}


def test_passages_are_cut_where_the_set_of_documents_changes():
    """Two share ten sentences, a third has the fourth and fifth of them: three clusters."""
    ten, two = " ".join(SENTENCES), " ".join(SENTENCES[3:5])
    a, b = build("a", ten), build("b", f"Rain fell. {ten}")
    c = build("c", f"Nothing moved. {two} Nobody was surprised.")
    clusters = cluster_matches([link(a, b, ten), link(a, c, two), link(b, c, two)], [a, b, c], ClusterOptions())
    assert show(clusters, [a, b, c]) == {
        (("a", "b", "c"), two),
        (("a", "b"), " ".join(SENTENCES[:3])),
        (("a", "b"), " ".join(SENTENCES[5:])),
    }
    assert clusters[0].documents == ("a", "b", "c")
    assert all(x.passages[0].length >= y.passages[0].length for x, y in pairwise(clusters[1:]))


def test_a_short_passage_of_many_is_not_swallowed_by_a_long_one_of_two():
    """What three documents share is found even if the third shares it with one of them only."""
    ten, one = " ".join(SENTENCES), SENTENCES[6]
    a, b, c = build("a", ten), build("b", ten), build("c", f"Rain fell. {one}")
    clusters = cluster_matches([link(a, b, ten), link(b, c, one)], [a, b, c], ClusterOptions())
    assert (("a", "b", "c"), one) in show(clusters, [a, b, c])


def test_two_passages_are_not_chained_by_a_document_that_has_both():
    """Sharing different sentences with one document does not make two others share anything."""
    a, b = build("a", SENTENCES[0]), build("b", f"{SENTENCES[0]} {SENTENCES[1]}")
    c = build("c", SENTENCES[1])
    clusters = cluster_matches([link(a, b, SENTENCES[0]), link(b, c, SENTENCES[1])], [a, b, c], ClusterOptions())
    assert show(clusters, [a, b, c]) == {(("a", "b"), SENTENCES[0]), (("b", "c"), SENTENCES[1])}


def test_a_paragraph_break_does_not_cut_a_passage():
    """Consecutive matches of the same documents are one cluster."""
    a = build("a", f"{SENTENCES[0]}\n\n{SENTENCES[1]}")
    b = build("b", f"Rain. {SENTENCES[0]}\n\n{SENTENCES[1]}")
    matches = [link(a, b, SENTENCES[0]), link(a, b, SENTENCES[1])]
    (cluster,) = cluster_matches(matches, [a, b], ClusterOptions())
    assert a.document.quote(cluster.passages[0]) == a.document.text


def test_ends_that_differ_by_a_word_leave_no_crumbs():
    """A match that begins a word later does not cut another one."""
    sentence = SENTENCES[3]
    a, b, c = build("a", sentence), build("b", sentence), build("c", sentence)
    matches = [link(a, b, sentence), link(a, c, sentence.removeprefix("The "))]
    (cluster,) = cluster_matches(matches, [a, b, c], ClusterOptions())
    assert [p.length for p in cluster.passages] == [len(sentence)] * 3


def test_no_match_is_lost():
    """A match that was reworded so much that no words correspond keeps a cluster of its own."""
    a, b = build("a", SENTENCES[0]), build("b", SENTENCES[1])
    match = link(a, b, SENTENCES[0], SENTENCES[1])
    clusters = cluster_matches([match], [a, b], ClusterOptions())
    assert [each.passages for each in clusters] == [(match.left, match.right)]
    comparison = Comparison(documents=(a.document, b.document), matches=(match,), clusters=clusters)
    assert comparison.kind_of(match) == clusters[0].kind


def test_no_matches_are_no_clusters():
    """Nothing shared, nothing clustered."""
    assert cluster_matches([], [build("a", SENTENCES[0])], ClusterOptions()) == ()


def test_ids_are_those_of_the_first_passages():
    """A cluster is named by content's place, never by a counter."""
    a, b = build("a", SENTENCES[0]), build("b", SENTENCES[0])
    (cluster,) = cluster_matches([link(a, b, SENTENCES[0])], [a, b], ClusterOptions())
    assert isinstance(cluster, Cluster)
    assert cluster.id == cluster.passages[0].id == f"a:0-{len(SENTENCES[0])}"


def kind_of(*members, quotations=(), wire_days=3):
    """Return kind and reason of a sentence that documents with these outlets and dates share."""
    documents = [
        build(f"d{k}", SENTENCES[1], quotations=quotations if k == 0 else (), outlet=outlet, published=published)
        for k, (outlet, published) in enumerate(members)
    ]
    matches = [link(documents[0], other, SENTENCES[1]) for other in documents[1:]]
    (cluster,) = cluster_matches(matches, documents, ClusterOptions(wire_days=wire_days))
    return cluster.kind, cluster.reason


@pytest.mark.parametrize(
    ("members", "kind", "reason"),
    [
        (
            [("Gazette", "2021-09-06"), ("Herald", "2021-09-07"), ("Courier", "2021-09-07")],
            "wire",
            "The same text in 3 outlets within 1 day (2021-09-06 to 2021-09-07).",
        ),
        (
            [("Gazette", "2021-09-06"), ("Herald", "2021-09-06")],
            "wire",
            "The same text in 2 outlets on one day (2021-09-06).",
        ),
        (
            [(None, "2021-09-06"), (None, "2021-09-07")],
            "wire",
            "The same text in 2 articles (outlets unknown) within 1 day (2021-09-06 to 2021-09-07).",
        ),
        (
            [("The Gazette", "2021-09-06"), ("gazette", "2023-04-18")],
            "house",
            "The Gazette uses the same text in 2 articles within 19 months (2021-09-06 to 2023-04-18).",
        ),
        (
            [("Gazette", None), ("Gazette", None)],
            "house",
            "Gazette uses the same text in 2 articles (dates unknown).",
        ),
        (
            [("Gazette", "2021-09-06"), ("Herald", "2021-09-16")],
            "background",
            "The same text in 2 outlets within 10 days (2021-09-06 to 2021-09-16): more than 3 days apart.",
        ),
        (
            [(None, "2021-09-06"), (None, "2021-12-06")],
            "background",
            "The same text in 2 articles (outlets unknown) within 3 months (2021-09-06 to 2021-12-06): more than 3 days apart.",
        ),
        (
            [("Gazette", None), ("Herald", None)],
            "background",
            "The same text in 2 outlets; no date is known, so it cannot be told from wire copy.",
        ),
        (
            [("Gazette", "2021-09-06"), (None, None)],
            "background",
            (
                "The same text in 1 outlet and 1 article of unknown outlet; 1 date of 2 unknown, "
                "so it cannot be told from wire copy."
            ),
        ),
    ],
)
def test_kind_and_reason_say_what_is_known(members, kind, reason):
    """Outlets and dates decide the kind; what is unknown is said to be unknown."""
    assert kind_of(*members) == (kind, reason)


def test_words_between_quotation_marks_are_a_quotation():
    """Marks in one member are enough, if they hold most of the words."""
    members = [("Gazette", "2021-09-06"), ("Herald", "2023-09-07")]
    assert kind_of(*members, quotations=[SENTENCES[1]]) == (
        "quotation",
        "The words stand inside quotation marks in 1 of 2 sources.",
    )
    assert kind_of(*members, quotations=["eleven bodies"])[0] == "background"


def test_wire_days_decide_what_is_wire():
    """The user says within how many days the same text is wire copy."""
    members = [("Gazette", date(2021, 9, 6)), ("Herald", date(2021, 9, 16))]
    assert kind_of(*members, wire_days=10)[0] == "wire"
    assert kind_of(*members, wire_days=9)[0] == "background"
