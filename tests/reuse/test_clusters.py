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


STATEMENT = "The drill will sharpen the decisions of commanders and the handling of new rescue boats, the ministry noted."
REWORDED = "Both drills should sharpen decisions of commanders and the handling of rescue boats in swell."
FREER = "Rescue boats and their handling are the subject, and commanders sharpen their decisions."


def test_a_statement_reworded_twice_is_one_passage():
    """Two outlets that reword different halves of the same sentence stand beside it, though they never matched."""
    a, b = build("a", f"Rain fell. {STATEMENT}"), build("b", f"{REWORDED} Nothing moved.")
    c = build("c", f"Schools closed. {FREER}")
    matches = [link(a, b, STATEMENT, REWORDED), link(a, c, STATEMENT.split("will ")[1], FREER)]
    (cluster,) = cluster_matches(matches, [a, b, c], ClusterOptions())
    assert [each.document.quote(p) for each, p in zip((a, b, c), cluster.passages, strict=True)] == [STATEMENT, REWORDED, FREER]
    assert cluster.reason.startswith("The same content reworded in 3 articles")


def test_a_match_that_begins_in_mid_sentence_does_not_cut_another():
    """Cuts go to the ends of sentences."""
    a, b = build("a", " ".join(SENTENCES[:3])), build("b", " ".join(SENTENCES[:3]))
    part = "from the flooded car deck before dusk."
    c = build("c", f"Much was carried {part}")
    clusters = cluster_matches([link(a, b, a.document.text), link(a, c, part)], [a, b, c], ClusterOptions())
    assert show(clusters, [a, b, c]) == {(("a", "b", "c"), SENTENCES[1]), (("a", "b"), SENTENCES[0]), (("a", "b"), SENTENCES[2])}
    assert c.document.quote(clusters[0].passages[2]) in (part, c.document.text)


def test_a_sentence_of_two_sources_is_cut_between_them():
    """One sentence that was made of two is two passages, cut where the second clause begins."""
    a, b = build("a", f"{SENTENCES[1]} Rain fell. Nothing moved."), build("b", f"Schools closed. {SENTENCES[4]}")
    both = "Divers recovered eleven bodies from the flooded car deck, and harbour records list nineteen defects."
    c = build("c", both)
    matches = [
        link(a, c, SENTENCES[1][:57], "Divers recovered eleven bodies from the flooded car deck"),
        link(b, c, "Harbour records list nineteen defects", "harbour records list nineteen defects"),
    ]
    clusters = cluster_matches(matches, [a, b, c], ClusterOptions())
    assert {(each.documents, c.document.quote(each.passages[-1])) for each in clusters} == {
        (("a", "c"), "Divers recovered eleven bodies from the flooded car deck"),
        (("b", "c"), "harbour records list nineteen defects."),
    }


def test_a_quotation_that_one_source_shortened_is_one_passage():
    """Whoever quotes less of it is a variant of the same quotation."""
    words = '"We searched the flooded deck with every lamp, and then we cut the engines and listened," said the captain.'
    short = '"We searched the flooded deck with every lamp," said the captain.'
    whole = words[1 : words.index(',"')]
    a, b = build("a", words, quotations=[whole]), build("b", f"Rain fell. {words}", quotations=[whole])
    c = build("c", short, quotations=[short[1 : short.index(',"')]])
    clusters = cluster_matches(
        [link(a, b, words), link(a, c, words, short), link(b, c, words, short)], [a, b, c], ClusterOptions()
    )
    assert [(each.kind, each.documents) for each in clusters] == [("quotation", ("a", "b", "c"))]
    assert c.document.quote(clusters[0].passages[-1]) == short


def test_a_quotation_stands_apart_from_the_text_around_it():
    """In copy of many sentences a reader finds the quotation by itself."""
    quote = '"Nobody told us that the ferry had failed two inspections before the summer."'
    text = f"{SENTENCES[0]} {quote} {SENTENCES[2]}"
    a, b = (build(id, text.replace('." ', '". '), quotations=[quote[1:-2]]) for id in "ab")
    clusters = cluster_matches([link(a, b, a.document.text)], [a, b], ClusterOptions())
    assert sorted(each.kind for each in clusters) == ["background", "background", "quotation"]


def test_no_passage_ends_in_a_loose_word():
    """Function words at an edge inside a sentence are left out, and so are commas."""
    shared = "and survivors were taken to the sports hall beside the fish market, said"
    a = build("a", f"Eleven bodies were found at last by divers, {shared} the mayor of Port Alder on Monday.")
    b = build("b", f"Rain was falling when the ferry capsized off the town, {shared} an officer of the coastguard in a call.")
    (cluster,) = cluster_matches([link(a, b, shared)], [a, b], ClusterOptions())
    assert {each.document.quote(p) for each, p in zip((a, b), cluster.passages, strict=True)} == {
        "survivors were taken to the sports hall beside the fish market"
    }


def test_passages_of_clusters_do_not_overlap():
    """Nothing is told twice, however matches overlap."""
    texts = {"a": SENTENCES, "b": SENTENCES[2:9], "c": (*SENTENCES[5:], *SENTENCES[:3]), "d": SENTENCES[4:6]}
    documents = [build(id, " ".join(sentences)) for id, sentences in texts.items()]
    matches = [
        link(one, other, " ".join(SENTENCES[k : k + size]))
        for i, one in enumerate(documents)
        for other in documents[i + 1 :]
        for size in (3, 2, 1)
        for k in range(len(SENTENCES) - size + 1)
        if all(" ".join(SENTENCES[k : k + size]) in each.document.text for each in (one, other))
    ]
    clusters = cluster_matches(matches, documents, ClusterOptions())
    spans = sorted(passage for each in clusters for passage in each.passages)
    assert all(one.document != other.document or one.end <= other.start for one, other in pairwise(spans))
    comparison = Comparison(documents=tuple(d.document for d in documents), matches=tuple(matches), clusters=clusters)
    assert len(comparison.kinds()) == len(matches)
    assert cluster_matches(matches[::-1], documents, ClusterOptions()) == clusters


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
            "The same text word for word in 3 outlets within 1 day.",
        ),
        (
            [("Gazette", "2021-09-06"), ("Herald", "2021-09-06")],
            "wire",
            "The same text word for word in 2 outlets on one day (6 Sept 2021).",
        ),
        (
            [(None, "2021-09-06"), (None, "2021-09-07")],
            "wire",
            "The same text word for word in 2 articles (outlets unknown) within 1 day.",
        ),
        (
            [("The Gazette", "2021-09-06"), ("gazette", "2023-04-18")],
            "house",
            "The same text word for word in 2 articles of The Gazette over 19 months: standing text of the house.",
        ),
        (
            [("Gazette", None), ("Gazette", None)],
            "house",
            "The same text word for word in 2 articles of Gazette: standing text of the house.",
        ),
        (
            [("Gazette", "2021-09-06"), ("Gazette", "2021-09-07"), ("Herald", "2021-09-07")],
            "wire",
            "The same text word for word in 2 outlets within 1 day.",
        ),
        (
            [("Gazette", "2021-09-06"), ("Herald", "2021-09-16")],
            "background",
            "The same text word for word in 2 outlets, 10 days apart (6 Sept 2021 and 16 Sept 2021): too long for wire copy.",
        ),
        (
            [(None, "2021-09-06"), (None, "2021-12-06")],
            "background",
            (
                "The same text word for word in 2 articles (outlets unknown), 3 months apart (6 Sept 2021 and 6 Dec 2021): "
                "too long for wire copy."
            ),
        ),
        (
            [("Gazette", None), ("Herald", None)],
            "background",
            "The same text word for word in 2 outlets, all undated: it cannot be told from wire copy.",
        ),
        (
            [("Gazette", "2021-09-06"), (None, None)],
            "background",
            (
                "The same text word for word in 1 outlet and 1 article of unknown outlet, 1 article undated: "
                "it cannot be told from wire copy."
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
