"""What the options leave out, over all documents."""

from compare.model.documents import Document
from compare.model.matches import Edit, Match
from compare.model.spans import Passage
from compare.reuse import group_excluded
from compare.text.segments import segment_document

TEXT = "Nobody aboard had practised launching the rafts. Rain fell on the quay all week, and no boat left before the wind had turned to the east at last. Divers recovered the anchor chain and two flooded generators."
SECOND = TEXT.index("Divers")
DOCUMENTS = [segment_document(Document(id=id, text=TEXT)) for id in "abc"]


def link(left, right, start, end):
    return Match(
        left=Passage(left, start, end),
        right=Passage(right, start, end),
        similarity=1.0,
        edits=(Edit("equal", start, end, start, end),),
    )


def test_a_passage_of_three_documents_is_named_once():
    """Three pairs, one passage, three members."""
    matches = [link("a", "b", 0, 48), link("a", "c", 0, 48), link("b", "c", 0, 48)]
    [found] = group_excluded({"ignored": matches}, DOCUMENTS)
    assert found.reason == "ignored"
    assert found.passages == tuple(Passage(id, 0, 48) for id in "abc")


def test_what_lies_inside_another_one_is_not_named_twice():
    """A short piece of a quotation that is left out anyway is no second exclusion; another passage is."""
    quotation, inside, other = link("a", "b", 0, 48), link("a", "b", 18, 48), link("a", "b", SECOND, len(TEXT))
    found = group_excluded({"quotation": [quotation], "short": [inside, other]}, DOCUMENTS)
    assert [(each.reason, each.passages[0].start) for each in found] == [("quotation", 0), ("short", SECOND)]


def test_nothing_left_out_is_nothing():
    """No matches, no exclusions."""
    assert group_excluded({}, DOCUMENTS) == ()
