"""Names: capitalised words that are no titles, and when two of them are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.model.spans import Span
from compare.text.names import find_names, is_same_name, known_names


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Then President Recep Tayyip Erdoğan visited Azerbaijan.", ["recep tayyip erdogan", "azerbaijan"]),
        ("He met Turkish Trade Minister Kerem Ada.", ["kerem ada"]),
        ("She sued the Justice Department and the Roads Ministry.", ["justice department", "roads ministry"]),
        ("He met Maj-Gen Rahim Jafarov.", ["rahim jafarov"]),
        ("They left Azerbaijan's Lachin region.", ["azerbaijan", "lachin"]),
        ("The head of the Bank of Marland resigned.", ["bank marland"]),
        ("The U.S. Navy and the US Army sailed on Monday in May.", ["us navy", "us army"]),
        ("Ferries resumed.", []),
        ("Already Brandt and Weiss are trying.", ["brandt", "weiss"]),
        ("He met Secretary of State Anna Weiss and the Prime Minister.", ["anna weiss"]),
        ("He met Greg Moll of Ostavia.", ["greg moll", "ostavia"]),
        ("a Velden-based company, Short Brothers", ["velden", "short brothers"]),
        ("He met Kim Jong-un and Bashar al-Assad.", ["kim jong-un", "bashar al-assad"]),
        ("He met Mitch Olsen (R-Tarn).", ["mitch olsen"]),
        ("He met Dr. King.", ["king"]),
        ("He left Port\nAlder.", ["port alder"]),
        ("Ferry Sinks Off Gannet Head In Storm", []),
        ("the ferry sank at dawn.", []),
        ("", []),
    ],
)
def test_names_are_found_without_titles(text, wanted):
    """Titles, ranks, weekdays and months are no names; a possessive ends one."""
    assert [name.value for name in find_names(text)] == wanted


def test_the_first_word_of_a_sentence_is_a_name_only_if_the_document_says_so():
    """`Ferries` is no name; `Erdogan` is one, since it has its capital inside a sentence, too."""
    text = "Ferries stopped. Erdogan spoke. They praised Erdogan."
    sentences = [Span(0, 16), Span(17, 31), Span(32, 53)]
    known = known_names(text, sentences)
    assert known == {"erdogan"}
    assert [[name.value for name in find_names(text, each.start, each.end, known=known)] for each in sentences] == [
        [],
        ["erdogan"],
        ["erdogan"],
    ]


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("nakhchivan", "nakhichevan", True),
        ("erdogan", "recep tayyip erdogan", True),
        ("ilham aliyev", "heydar aliyev", False),
        ("niger", "nigeria", False),
        ("austria", "australia", False),
        ("anna", "anne", False),
        ("weiss", "anna brandt", False),
        ("cgs", "coast guard service", True),
        ("moj", "ministry justice", True),
        ("cgs", "coast rescue service", False),
        ("korea", "north korea", False),
        ("nagorno-karabakh", "nagorno karabakh", True),
        ("donald weiss", "donald j weiss", True),
        ("j weiss", "jonas weiss", True),
        ("karin weiss", "jonas weiss", False),
        ("", "", True),
        ("", "weiss", False),
    ],
)
def test_names_are_one_if_spelling_or_surname_says_so(left, right, wanted):
    """Symmetric; countries and short words are never merged by spelling."""
    assert is_same_name(left, right) is is_same_name(right, left) is wanted


@given(st.text(max_size=60))
def test_any_text_gives_names_inside_it(text):
    """Nothing crashes; offsets hold."""
    assert all(0 <= name.start < name.end <= len(text) and name.value for name in find_names(text))


def test_a_long_run_of_capitals_is_read_in_time():
    """Cost is linear in one line without a full stop."""
    assert len(find_names("A" * 100_000, begins=False)) == 1
    assert len(find_names("They met " + "Ab " * 30_000)) == 1
