"""Two articles side by side: what stands opposite what, and what is said about it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import compare
from compare.model.clusters import Cluster
from compare.model.comparison import Comparison
from compare.model.documents import Document
from compare.model.exclusions import Exclusion
from compare.model.matches import Edit, Match
from compare.model.spans import Passage
from compare.options import Options
from compare.reports.opposite import find_opposites
from compare.reports.rows import order_rows
from compare.reports.side_by_side import view_pair
from compare.text.segments import segment_document
from compare.text.words import split_words

CLOSED = "The harbour bridge at Selby will close to all traffic on Monday for nine months."
CLOSED_TOO = "The harbour bridge at Selby will shut to all traffic on Monday for at least nine months."
CRACKS = "Engineers found cracks in eleven of the forty hangers that carry the deck."
FERRY = "A ferry for foot passengers will run every twenty minutes from the old customs quay."
OWN = "Shopkeepers on the east bank fear for their trade."
THEIRS = "Six other bridges of the same type are to be inspected."
SLEEP = '"We could not sleep knowing that lorries of forty tonnes were crossing it every two minutes," Oda Brandt said.'


def compared(left, right, options=None, **fields):
    """The comparison of two texts, without claims."""
    import compare.pipeline as pipeline

    documents = [Document(id="draft", text=left, **fields), Document(id="wire", text=right, **fields)]
    segmented = [segment_document(each) for each in documents]
    return pipeline._compare_wording(segmented, Options.from_dict(options or {}), (), lambda stage: None)


def lines(view):
    """Each row as kind, left and right text."""
    return [(row.kind, *(" ".join(cell.text.split()) if cell else "" for cell in (row.left, row.right))) for row in view.rows]


def made(left, right, matches, excluded=()):
    """A comparison made by hand: matches as pairs of equal words."""
    documents = Document(id="draft", text=left), Document(id="wire", text=right)
    found = []
    for here, there in matches:
        i, j = left.index(here) if isinstance(here, str) else here[0], right.index(there) if isinstance(there, str) else there[0]
        m, n = (len(each) if isinstance(each, str) else each[1] - each[0] for each in (here, there))
        edits = (Edit("equal", i, i + m, j, j + n),)
        found.append(Match(left=Passage("draft", i, i + m), right=Passage("wire", j, j + n), similarity=1.0, edits=edits))
    return Comparison(documents=documents, matches=tuple(found), excluded=tuple(excluded))


def test_rows_follow_the_left_text_and_each_own_sentence_keeps_its_place():
    """A reader can read either column from top to bottom."""
    view = view_pair(compared(f"{CLOSED} {OWN} {CRACKS}", f"{CLOSED} {CRACKS} {THEIRS}"))
    assert lines(view) == [
        ("shared", CLOSED, CLOSED),
        ("apart", OWN, ""),
        ("shared", CRACKS, CRACKS),
        ("apart", "", THEIRS),
    ]
    assert view.n_apart == (1, 1)
    assert view.n_shared == 2


def test_marks_are_the_edits_of_the_match():
    """What is shown as changed is what the comparison holds, word for word."""
    comparison = compared(f"{CLOSED} {OWN}", f"{THEIRS} {CLOSED_TOO}")
    [match] = comparison.matches
    left, right = comparison.documents
    [row] = [row for row in view_pair(comparison).rows if row.kind == "shared"]
    for cell, document, spans in (
        (row.left, left, [(edit.left_start, edit.left_end, edit.operation) for edit in match.edits]),
        (row.right, right, [(edit.right_start, edit.right_end, edit.operation) for edit in match.edits]),
    ):
        same = [w for start, end, how in spans if how == "equal" for w in split_words(document.text, start, end).forms]
        changed = [w for start, end, how in spans if how != "equal" for w in split_words(document.text, start, end).forms]
        assert [w for each in cell.words if each.status == "same" for w in split_words(each.text).forms] == same
        assert [w for each in cell.words if each.status == "only" for w in split_words(each.text).forms] == changed
        assert changed
    assert row.label.startswith("edited")


def test_cells_give_both_texts_back():
    """Nothing of either text is lost between the rows."""
    comparison = compared(f"{OWN} {FERRY}\n\n{CLOSED}\n\n{CRACKS} {FERRY}", f"{CRACKS}\n\n{CLOSED_TOO} {THEIRS} {FERRY}")
    view = view_pair(comparison, most_sentences=None)
    left, right = comparison.documents
    assert " ".join(" ".join(row.left.text.split()) for row in view.rows if row.left) == " ".join(left.text.split())
    assert sorted(split_words(" ".join(row.right.text for row in view.rows if row.right)).forms) == sorted(
        split_words(right.text).forms
    )


def test_moved_text_says_where_it_stands_and_its_place_says_where_it_is_shown():
    """Order is news, too, and nobody looks for a sentence in vain."""
    view = view_pair(made(f"{CLOSED} {CRACKS} {FERRY}", f"{FERRY} {CLOSED} {CRACKS}", [(s, s) for s in (CLOSED, CRACKS, FERRY)]))
    assert lines(view) == [
        ("elsewhere", "", ""),
        ("shared", CLOSED, CLOSED),
        ("shared", CRACKS, CRACKS),
        ("shared", FERRY, FERRY),
    ]
    assert view.rows[3].note == "moved: on the right it stands at row 1"
    assert view.rows[0].note == "on the right, the text of row 4 stands here"
    assert not view.rows[1].note


def test_a_sentence_moved_inside_a_passage_is_the_same_and_moved():
    """The edits of a passage run one way: a moved sentence is dropped and added there, and that is not what happened."""
    left, right = f"{CLOSED} {FERRY} {CRACKS}", f"{CLOSED} {CRACKS} {FERRY}"
    i = len(CLOSED) + 1
    j, k = i + len(FERRY) + 1, i + len(CRACKS) + 1
    edits = (
        Edit("equal", 0, i, 0, i),
        Edit("delete", i, j, i, i),
        Edit("equal", j, len(left), i, k),
        Edit("insert", len(left), len(left), k, len(right)),
    )
    match = Match(left=Passage("draft", 0, len(left)), right=Passage("wire", 0, len(right)), similarity=0.8, edits=edits)
    view = view_pair(Comparison(documents=(Document(id="draft", text=left), Document(id="wire", text=right)), matches=(match,)))
    [moved] = [row for row in view.rows if row.left and row.left.text.strip() == FERRY]
    assert moved.right
    assert moved.is_verbatim
    assert {each.status for each in moved.left.words} == {"same"}


def test_a_text_that_comes_twice_is_named_at_its_second_place():
    """A repeated sentence is not without a counterpart."""
    view = view_pair(compared(f"{FERRY} {CLOSED} {OWN}", f"{FERRY} {CLOSED} {THEIRS} {FERRY}"))
    [again] = [row for row in view.rows if row.kind == "again"]
    assert again.left is None
    assert again.note == "the same words as in row 1"
    assert view.n_apart == (1, 1)


def test_a_passage_that_two_matches_hold_is_shown_once_and_refers():
    """One side may match two places of the other."""
    right = f"{FERRY} {THEIRS} {OWN} {CRACKS} {FERRY}"
    last = right.rindex(FERRY)
    view = view_pair(made(FERRY, right, [(FERRY, FERRY), (FERRY, (last, last + len(FERRY)))]))
    assert [row.kind for row in view.rows] == ["shared", "apart", "part"]
    assert view.rows[2].note == "goes with row 1"


def test_a_sentence_that_was_cut_in_two_stands_opposite_both_halves():
    """Editors split sentences; the row holds all of it."""
    right = "Engineers found cracks in eleven hangers. The forty hangers carry the deck of the bridge."
    left = "Engineers found cracks in eleven hangers and the forty hangers carry the deck of the bridge."
    view = view_pair(made(left, right, [("Engineers found cracks in eleven hangers", "Engineers found cracks in eleven hangers"),
                                        ("forty hangers carry the deck of the bridge", "forty hangers carry the deck of the bridge")]))  # fmt: skip
    assert lines(view) == [("shared", left, right)]


def test_what_the_options_leave_out_stands_opposite_greyed_and_counted():
    """Nothing vanishes: it is shown with its reason and counted apart."""
    comparison = compared(f"{CLOSED} {SLEEP} {OWN}", f"{CLOSED} {THEIRS} {SLEEP}", {"match": {"exclude": ["quotations"]}})
    view = view_pair(comparison)
    [row] = [row for row in view.rows if row.kind == "left_out"]
    assert row.left
    assert row.right
    assert row.label == "left out: quotation"
    assert all(row.mark(each) == "left_out" for each in row.left.words if each.status == "left_out")
    assert view.facts.left_out.startswith("Left out at your request: 1 quotation (")
    assert view.facts.left.share == comparison.coverage[0].share < 0.7


def test_left_out_passages_of_several_reasons_are_told_apart():
    """Each reason is named with its figures."""
    left = right = f"{CLOSED} {CRACKS} {FERRY}"
    spans = [(0, len(CLOSED)), (left.index(CRACKS), left.index(CRACKS) + len(CRACKS))]
    excluded = [
        Exclusion(reason=reason, passages=(Passage("draft", *span), Passage("wire", *span)))
        for reason, span in zip(("ignored", "short"), spans, strict=True)
    ]
    view = view_pair(made(left, right, [(FERRY, FERRY)], excluded))
    assert [row.label for row in view.rows] == ["left out: ignored", "left out: short", "word for word"]
    assert view.facts.left_out == (
        "Left out at your request: 1 ignored passage (15 words) and 1 passage shorter than 6 words (13 words). None of it counts in any figure."
    )


def test_figures_have_both_directions():
    """A short item can stand whole in a long one."""
    view = view_pair(compared(CLOSED, f"{CLOSED}\n\n{THEIRS} {OWN} {FERRY}"))
    assert view.facts.left.line == "100% of draft stands in wire (100% without quotations and boilerplate)"
    assert view.facts.right.share < 0.5
    assert view.facts.passages == "1 shared passage with 15 of the 15 words of draft."
    assert view.facts.run_size == "15 words"
    assert view.left.size == "15 words"
    assert view.facts.run == CLOSED


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("2024-05-14", "2024-05-13", "Earliest in this set: Wire, 13 May 2024 (Star: 14 May 2024)."),
        ("2024-05-13", "2024-05-14", "Earliest in this set: Star, 13 May 2024 (Wire: 14 May 2024)."),
        ("2024-05-13", "2024-05-13", "Both are of 13 May 2024: the dates do not tell which is the earliest in this set."),
        (None, "2024-05-13", "The date of Star is not known, so neither can be called the earliest in this set."),
        (None, None, "No date is known, so neither can be called the earliest in this set."),
    ],
)
def test_the_earliest_goes_by_dates_alone(left, right, said):
    """No date, no claim of priority."""
    documents = (
        Document(id="a", text=CLOSED, outlet="Star", published=left),
        Document(id="b", text=CLOSED, outlet="Wire", published=right),
    )
    assert view_pair(compare.compare_documents(documents)).facts.order == said


def test_hints_are_said_as_hints_where_dates_do_not_tell():
    """A sign in the text is no proof."""
    fuller = CLOSED.replace("for nine months", "for at least nine long and dreary months, as was feared since the last winter")
    documents = Document(id="a", text=CLOSED), Document(id="b", text=fuller)
    [hint] = view_pair(compare.compare_documents(documents)).facts.hints
    assert hint.startswith("Hint, no proof: b first? Its version is the fullest")


def test_a_quotation_without_marks_in_the_draft_is_named_above_and_in_its_row():
    """The words of a quotation without its marks are what an editor must not overlook."""
    bare = SLEEP.replace('"', "")
    view = view_pair(compared(f"{OWN} {bare}\n\n{CLOSED}", f"{CLOSED}\n\n{SLEEP}"))
    assert view.facts.quotations == "1 shared quotation, without quotation marks in draft."
    [label] = [row.label for row in view.rows if row.left and bare in row.left.text and row.right]
    assert label.endswith("quotation, no quotation marks on the left")
    view = view_pair(compared(f"{OWN} {SLEEP}", f"{THEIRS} {bare}"))
    assert view.facts.quotations == "1 shared quotation, without quotation marks in wire."


def test_quotations_with_and_without_marks_are_counted_apart():
    """One that has its marks on both sides is no reason to look."""
    told = f'"{CRACKS}"'
    view = view_pair(compared(f"{SLEEP} {OWN}\n\n{CRACKS}", f"{SLEEP} {THEIRS}\n\n{told}"))
    assert view.facts.quotations == "2 shared quotations: 1 with quotation marks in both and 1 without quotation marks in draft."
    view = view_pair(compared(f"{SLEEP} {OWN}", f"{SLEEP} {THEIRS}"))
    assert view.facts.quotations == "1 shared quotation, with quotation marks in both."
    assert not any("quotation marks" in row.label for row in view.rows)
    assert not view_pair(compared(CLOSED, CLOSED)).facts.quotations


def test_a_quotation_that_is_left_out_still_says_where_it_has_no_marks():
    """Who leaves quotations out must see that the draft does not give one as such."""
    bare = SLEEP.replace('"', "")
    view = view_pair(compared(f"{CLOSED} {bare}", f"{CLOSED} {SLEEP}", {"match": {"exclude": ["quotations"]}}))
    assert view.facts.quotations == "1 shared quotation, without quotation marks in draft."
    assert "left out: quotation, no quotation marks on the left" in [row.label for row in view.rows]


def test_the_longest_run_keeps_no_half_of_a_pair_of_marks():
    """It is shown between marks of its own."""
    assert view_pair(compared(SLEEP, f"{THEIRS} {SLEEP}")).facts.run == SLEEP
    assert view_pair(compared(f'{OWN} "{CLOSED}"', f'{THEIRS} "{CLOSED}"')).facts.run == CLOSED


def test_a_passage_is_called_background_only_if_dates_show_it():
    """Two files without dates are the common case, and nothing is known of them."""
    assert [row.label for row in view_pair(compared(CLOSED, CLOSED)).rows] == ["word for word"]
    documents = (
        Document(id="a", text=CLOSED, outlet="Star", published="2024-05-14"),
        Document(id="b", text=CLOSED, outlet="Wire", published="2023-01-14"),
    )
    assert [row.label for row in view_pair(compare.compare_documents(documents)).rows] == ["word for word, background"]


def test_a_hint_names_the_passage_it_speaks_of():
    """Several passages, several hints: a reader must know which is meant."""
    fuller = CLOSED.replace("for nine months", "for at least nine long and dreary months, as was feared since the last winter")
    left, right = f"{CRACKS} {OWN}\n\n{CLOSED}", f"{fuller}\n\n{THEIRS} {CRACKS}"
    documents = Document(id="a", text=left), Document(id="b", text=right)
    [hint] = view_pair(compare.compare_documents(documents)).facts.hints
    assert hint.startswith("Hint, no proof: b first? “The harbour bridge at Selby will close…”: Its version is the fullest")


def test_what_was_put_into_a_shared_passage_is_named_since_the_share_counts_it():
    """The figure above and the rows below must not contradict each other."""
    left, right = f"{CLOSED} {OWN} {CRACKS}", f"{CLOSED} {CRACKS}"
    i, j = len(CLOSED) + 1, len(CLOSED) + len(OWN) + 2
    edits = (
        Edit("equal", 0, i, 0, i),
        Edit("delete", i, j, i, i),
        Edit("equal", j, len(left), i, len(right)),
    )
    match = Match(left=Passage("draft", 0, len(left)), right=Passage("wire", 0, len(right)), similarity=0.8, edits=edits)
    documents = Document(id="draft", text=left), Document(id="wire", text=right)
    view = view_pair(Comparison(documents=documents, matches=(match,)))
    assert [row.label for row in view.rows] == ["word for word", "no counterpart, inside a shared passage", "word for word"]
    clusters = (Cluster(id="c", passages=(match.left, match.right), kind="wire", reason="r"),)
    view = view_pair(Comparison(documents=documents, matches=(match,), clusters=clusters))
    assert view.facts.passages == (
        "1 shared passage with 37 of the 37 words of draft; 9 of these stand between shared sentences and have no counterpart."
    )
    view = view_pair(compared(f"{CLOSED} {CRACKS} {OWN}", f"{CLOSED} {CRACKS}"))
    assert view.rows[-1].label == "no counterpart"


def test_two_articles_of_one_outlet_are_told_apart():
    """Names are unlike, or the sentences say nothing."""
    view = view_pair(compared(CLOSED, CLOSED, outlet="Star"))
    assert (view.left.name, view.right.name) == ("Star (draft)", "Star (wire)")


def test_long_lists_of_rows_are_cut_and_counted():
    """The option holds here as in the report."""
    left = " ".join(f"{sentence} {OWN}" for sentence in (CLOSED, CRACKS, FERRY))
    view = view_pair(compared(left, f"{CLOSED} {CRACKS} {FERRY}", {"report": {"max_rows": 2}}))
    assert (len(view.rows), view.n_rows) == (2, 6)


def test_a_long_stretch_without_counterpart_is_cut_and_counted():
    """A book against a note makes no page of a book."""
    left = " ".join(f"Sentence number {n} is about something else altogether." for n in range(100))
    [row] = view_pair(compared(left, CLOSED)).rows
    assert (row.left.n_sentences, row.left.n_hidden) == (100, 60)
    [row] = view_pair(compared(left, CLOSED), most_sentences=None).rows
    assert row.left.n_hidden == 0


def test_a_view_side_by_side_needs_two_documents():
    """Three are a report."""
    with pytest.raises(ValueError, match="needs two documents"):
        view_pair(compare.compare_documents([Document(id="a", text=CLOSED)]))


SENTENCES = st.lists(st.sampled_from([CLOSED, CLOSED_TOO, CRACKS, FERRY, OWN, THEIRS, SLEEP, "Yes.", "---"]), max_size=7)


@settings(max_examples=40, deadline=None)
@given(SENTENCES, SENTENCES)
def test_every_sentence_stands_in_one_row(left, right):
    """No text is lost and none is shown twice, however it was shuffled."""
    comparison = compared("\n\n".join(left), "\n\n".join(right), {"match": {"exclude": ["quotations"]}})
    one, other = map(segment_document, comparison.documents)
    rows = order_rows(
        find_opposites(one, other, comparison.matches, comparison.excluded), len(one.sentences), len(other.sentences)
    )
    assert [k for row in rows for k in row.left] == list(range(len(one.sentences)))
    assert sorted(k for row in rows if row.kind != "elsewhere" for k in row.right) == list(range(len(other.sentences)))
    assert [k for row in rows if not row.is_moved for k in row.right] == list(range(len(other.sentences)))
    assert all(row.refers is None or 0 <= row.refers < len(rows) for row in rows)
    assert all((row.refers is not None) for row in rows if row.kind in {"again", "part", "elsewhere"})
