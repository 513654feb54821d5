"""Words that take from a sentence that it is simply so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.text.modality import find_hedges, find_negations


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She plans to resign.", ["planned"]),
        ("He vowed to fight on.", ["planned"]),
        ("They are considering selling the mine.", ["planned"]),
        ("It will open in May.", ["expected"]),
        ("It is expected to open.", ["expected"]),
        ("The court is to rule on Friday.", ["expected"]),
        ("It's very unlikely that he comes.", ["possible"]),
        ("The road may be closed.", ["possible"]),
        ("It could have been worse.", ["possible"]),
        ("They must pay.", ["required"]),
        ("He allegedly stole the silver.", ["alleged"]),
        ("She is accused of theft.", ["alleged"]),
        ("He is believed to have fled.", ["alleged"]),
        ("They tried to flee.", ["attempted"]),
        ("In May the will of the people met military might.", []),
        ("The train to Velden was late due to the rain.", []),
        ("She closed the road.", []),
        ("", []),
    ],
)
def test_hedges_are_found_and_sorted(text, wanted):
    """Every class of hedge has its word; months, testaments and powers are none."""
    assert [each.value for each in find_hedges(text, 0, len(text))] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They didn\u2019t pay.", ["didn\u2019t"]),
        ("They can't pay.", ["can't"]),
        ("He denied it and nobody was hurt.", ["denied", "nobody"]),
        ("He declined comment.", ["declined"]),
        ("not only here but there", []),
        ("no more than 10 and not fewer than 5, whether or not it rains", []),
        ("No. 5 is alive.", []),
        ("the accident", []),
    ],
)
def test_denials_are_found(text, wanted):
    """Contractions deny, too; "not only" and "no more than" do not."""
    assert [each.group() for each in find_negations(text, 0, len(text))] == wanted


@given(st.text(alphabet="planstowilmyb 'd\u2019n", max_size=80))
def test_any_text_gives_ordered_places_inside_it(text):
    """Nothing crashes and nothing overlaps."""
    for found in (find_hedges(text, 0, len(text)), find_negations(text, 0, len(text))):
        places = [each.span() if hasattr(each, "span") else (each.start, each.end) for each in found]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert places == sorted(places)


def test_a_long_text_is_read_in_time():
    """Cost grows with the length only."""
    assert len(find_hedges("may be " * 20_000, 0, 140_000)) == 20_000
    assert find_hedges("expected " * 20_000, 0, 180_000) == ()
