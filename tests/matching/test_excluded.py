"""What the user leaves out: ignored text, quotations, short passages."""

import warnings

import pytest

from compare.matching import align_documents, match_documents
from compare.model.documents import Document
from compare.options import MatchOptions
from compare.text.segments import segment_document

MASTHEAD = (
    "The Alder Observer\n\nFounded by dock workers, the Observer reports from the harbours of the northern coast every morning."
)
NEWS = "Inspectors photographed rusted davits and a bilge pump without an impeller aboard the ferry Alma."
QUOTE = "Nobody aboard had practised launching the rafts since the skipper retired"
LEFT = f"Rain fell on the quay.\n\n{NEWS} “{QUOTE},” the engineer said.\n\n{MASTHEAD}"
RIGHT = f"{MASTHEAD}\n\nOrchards bloom early this year. {NEWS}\n\nThe mechanic, asked again, said: “{QUOTE}.” Cider is cheap."


def match(left=LEFT, right=RIGHT, template=None, **options):
    documents = [Document(id="left", text=left), Document(id="right", text=right)]
    templates = [Document(id="masthead", text=template)] if template is not None else []
    found = match_documents([segment_document(each) for each in documents], MatchOptions(**options), templates)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert align_documents(*documents, MatchOptions(**options), templates) == found.matches
    return found, lambda matches: [left[each.left.start : each.left.end] for each in matches]


def test_nothing_is_left_out_by_default():
    """Without options all three passages count."""
    found, quote = match()
    assert any(NEWS in each for each in quote(found.matches))
    assert any(QUOTE in each for each in quote(found.matches))
    assert any("Founded by dock workers" in each for each in quote(found.matches))
    assert not any(found.excluded.values())


def test_excluded_quotations_are_kept_apart():
    """The quotation is no match any more, its sentence's neighbours are, and it stands among what was left out."""
    found, quote = match(exclude=("quotations",))
    assert not any("practised" in each for each in quote(found.matches))
    assert any(NEWS in each for each in quote(found.matches))
    assert [each for each in quote(found.excluded["quotation"]) if QUOTE in each]


def test_a_quotation_counts_as_one_if_only_one_document_sets_it_in_marks():
    """Whoever takes the marks off still has the quotation."""
    found, quote = match(right=RIGHT.replace("“", "").replace("”", ""), exclude=("quotations",))
    assert not any("practised" in each for each in quote(found.matches))
    assert any("practised" in each for each in quote(found.excluded["quotation"]))


def test_only_the_words_in_the_marks_are_left_out():
    """Who said it is not part of the quotation."""
    said = f"“{QUOTE},” said Ines Corrall of the lifeboat station."
    left, right = f"Rain fell on the quay. {said} Cider is cheap.", f"Orchards bloom early this year. {said} The tide was low."
    found, quote = match(left=left, right=right, exclude=("quotations",))
    assert [each.strip("“”,") for each in quote(found.excluded["quotation"])] == [QUOTE]


def test_two_words_in_quotation_marks_do_not_cut_a_passage():
    """A title or a doubt in marks is part of its sentence."""
    left = "Inspectors photographed “rusted davits” and a bilge pump without an impeller aboard the ferry Alma."
    found, quote = match(left=left, exclude=("quotations",))
    assert quote(found.matches) == [left]


@pytest.mark.parametrize(
    "template",
    [
        MASTHEAD,
        MASTHEAD.replace("northern coast", "southern coast").replace("every morning", "daily"),
        MASTHEAD.upper(),
        MASTHEAD.replace("\n", "\r\n"),
    ],
)
def test_ignored_text_does_not_count_even_slightly_edited(template):
    """A template is found in both documents and its words belong to no match."""
    found, quote = match(template=template)
    assert not any("dock workers" in each for each in quote(found.matches))
    assert any(NEWS in each for each in quote(found.matches))
    assert any("dock workers" in each for each in quote(found.excluded["ignored"]))
    assert [(each.source, each.message) for each in found.notices] == [
        ("masthead", "This text is ignored; it was found in 2 of 2 articles (38 words).")
    ]


def test_a_passage_ends_where_ignored_text_begins():
    """Text around a standing paragraph is still found, on both sides of it."""
    after = "Divers recovered the anchor chain and two flooded generators from the hull."
    text = f"{NEWS}\n\n{MASTHEAD}\n\n{after}"
    found, quote = match(left=text, right=text, template=MASTHEAD)
    assert quote(found.matches) == [NEWS, after]


def test_a_template_that_is_nowhere_is_told():
    """Whoever mistypes a template must hear that it kept nothing out."""
    unseen = "Growers expect a late apple harvest because of scab."
    found, _ = match(template=unseen)
    with pytest.warns(UserWarning, match=r"masthead: .*found in none of the articles"):
        align_documents(*(Document(id=id, text=LEFT) for id in "ab"), MatchOptions(), [Document(id="masthead", text=unseen)])
    assert [each.message for each in found.notices] == ["This text is ignored; it was found in none of the articles."]


@pytest.mark.parametrize("template", ["", "\n \n", "!!!", "\u0301"])
def test_a_template_without_words_ignores_nothing(template):
    """An empty file is no reason to stop."""
    found, quote = match(template=template)
    assert any("Founded by dock workers" in each for each in quote(found.matches))


def test_short_passages_are_kept_apart_but_not_gone():
    """A passage under `min_words` is no match, and stands among what was left out."""
    right = f"Orchards bloom early this year, and cider is cheap. {QUOTE} in autumn, growers read with surprise."
    found, quote = match(right=right, min_words=14)
    assert quote(found.matches) == []
    assert [each.strip("“”,") for each in quote(found.excluded["short"])] == [QUOTE]
    assert quote(match(right=right)[0].matches) == quote(found.excluded["short"])
