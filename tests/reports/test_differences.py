"""Word-level differences: right in both directions, readable, and bounded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.reports.differences import _leave_out, _tidy, compare_words

WORDS = st.lists(st.sampled_from(["the", "ferry", "sank", "off", "Port", "Alder,", "“on”", "Monday.", "\n\n"]), max_size=12).map(
    " ".join
)


def squeeze(text):
    return "".join(text.split())


@given(WORDS, WORDS)
@settings(max_examples=300, deadline=None)
def test_pieces_rebuild_both_versions(left, right):
    """Without what is inserted a variant is the shown version, without what is deleted it is the variant."""
    pieces = list(_tidy(compare_words(left, right)))
    assert squeeze("".join(piece.text for piece in pieces if piece.operation != "delete")) == squeeze(right)
    folded = squeeze("".join(piece.text for piece in pieces if piece.operation != "insert"))
    assert (
        folded.replace("“", "").casefold() == squeeze(left).replace("“", "").casefold()
        or "“" in left + right
        or "," in left + right
    )


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_marked_words_carry_no_white_space(left, right):
    """Struck and underlined words begin and end with a character that can be seen."""
    for piece in _tidy(compare_words(left, right)):
        if piece.operation != "equal":
            assert piece.text == piece.text.strip() != ""


def test_spelling_variants_are_equal():
    """Spelling, quotes and case are no change of words."""
    pieces = list(_tidy(compare_words("The Defence Ministry’s “aims”", 'the defense ministry\'s "aims"')))
    assert [piece.operation for piece in pieces] == ["equal"]


@pytest.mark.parametrize(("left", "right"), [("", "one"), ("one", ""), ("", ""), ("...", "one"), ("…", "!")])
def test_empty_sides_do_no_harm(left, right):
    """What has no words is deleted or inserted whole."""
    assert {piece.operation for piece in compare_words(left, right)} <= {"delete", "insert"}


def test_long_stretches_without_change_become_a_counted_gap():
    """One change in a long passage is shown with the words around it."""
    same = " ".join(f"w{n}" for n in range(100))
    pieces = list(_leave_out(_tidy(compare_words(f"{same} two {same}", f"{same} three {same}"))))
    assert [piece.operation for piece in pieces] == ["gap", "equal", "delete", "equal", "insert", "equal", "gap"]
    assert [piece.text for piece in pieces if piece.operation == "gap"] == ["91 words the same", "91 words the same"]


def test_very_long_texts_are_not_compared_word_by_word():
    """Two long different texts come back whole instead of filling the memory."""
    left, right = "a " * 6_000, "b " * 6_000
    assert [piece.operation for piece in compare_words(left, right)] == ["delete", "insert"]
