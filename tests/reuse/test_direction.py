"""Hints of who had a shared passage first."""

import pytest

from compare.model.documents import Document
from compare.model.spans import Passage
from compare.reuse.direction import Directions
from compare.text.segments import segment_document

LONG = "The ferry Alma sank off Port Alder on Monday evening in heavy swell, killing three of its crew."
SHORT = "The ferry Alma sank off Port Alder on Monday evening."


def hints(*documents):
    cut = {each.id: segment_document(each) for each in documents}
    passages = [
        Passage(each.id, each.text.index("The ferry"), each.text.index(".", each.text.index("The ferry")) + 1)
        for each in documents
    ]
    return [(hint.document, hint.reason) for hint in Directions(cut).find_hints(passages)]


def make(id, text, outlet=None, published=None):
    return Document(id=id, text=text, outlet=outlet, published=published)


def test_where_the_dates_tell_no_hint_is_given():
    """A date is better than any sign in the text."""
    assert hints(make("a", SHORT, published="2021-09-08"), make("b", LONG, published="2021-09-07")) == []


@pytest.mark.parametrize("dates", [(None, None), ("2021-09-07", "2021-09-07"), ("2021-09-07", None)])
def test_the_fuller_version_is_a_hint_where_dates_are_missing_or_equal(dates):
    """Without an order of dates, who has more words of it is said, with the numbers."""
    found = hints(make("a", SHORT, published=dates[0]), make("b", LONG, published=dates[1]))
    assert found == [("b", "Its version is the fullest: 18 words; the others have 10 or fewer.")]


def test_nearly_equal_versions_give_no_hint():
    """One word more is how editors differ."""
    assert hints(make("a", SHORT), make("b", SHORT.replace("evening", "evening again"))) == []


def test_who_names_another_outlet_has_probably_read_it():
    """The outlet's name in the story is a hint; in a byline or a caption it is none."""
    observer = make("a", SHORT, outlet="The Alder Observer")
    herald = make("b", SHORT + " Nobody was hurt, a diver told the Alder Observer on Tuesday.", outlet="Herald")
    assert hints(observer, herald) == [("a", "Herald names The Alder Observer in its story.")]
    byline = make("b", "By Ann Poole, Alder Observer\n\n" + SHORT + " Nobody was hurt.", outlet="Herald")
    assert hints(observer, byline) == []
    assert hints(observer, make("b", SHORT + " The Alder Observers sang.", outlet="Herald")) == []


def test_a_later_document_is_never_hinted_at():
    """Of three, two on the first day: the third may have the fullest version and is still later."""
    first, second = make("a", SHORT, published="2021-09-07"), make("b", SHORT, published="2021-09-07")
    assert hints(first, second, make("c", LONG, published="2021-09-09")) == []
