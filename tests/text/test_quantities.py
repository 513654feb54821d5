"""Quantities: intervals with a unit, and nothing that only looks like a count."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.model.spans import Span
from compare.text.numerals import parse_numeral
from compare.text.quantities import find_quantities

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "claims" / "quantities.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_quantity_is_read_as_its_interval(case):
    """Every case of the file comes out as written there."""
    found = [
        (each.kind, each.unit, pytest.approx(each.low, rel=1e-3), pytest.approx(each.high, rel=1e-3), each.value)
        for each in find_quantities(case["text"])
    ]
    wanted = [(case["kind"], case.get("unit", ""), case["low"], case["high"], case["value"])] if "kind" in case else []
    assert found == wanted


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("the 44-day war", "six weeks of war", True),
        ("the 44-day war", "seven weeks of war", False),
        ("over 100 visits", "more than 100 visits", True),
        ("43 people", "34 people", False),
        ("300 villages", "297 villages", True),
        ("500 miles", "800 km", True),
        ("$5", "£5", False),
        ("5 percent", "5 percentage points", False),
    ],
)
def test_overlap_is_compatibility(left, right, wanted):
    """Two ways to write one value overlap in both directions; other units never do."""
    [one], [other] = find_quantities(left), find_quantities(right)
    assert one.overlaps(other) is other.overlaps(one) is wanted


def test_what_is_counted_is_kept():
    """The noun is last, adjectives stand before it."""
    [found] = find_quantities("143million US customers were told")
    assert found.things == ("us", "custom")


def test_a_date_is_no_quantity_if_it_is_masked():
    """Whoever found the dates first keeps their numbers."""
    text = "on 12 March, 40 boats"
    assert [each.value for each in find_quantities(text, masked=[Span(3, 11)])] == ["40 boat"]


def test_offsets_hold_the_whole_quantity():
    """From the hedge to the counted noun."""
    text = "There were nearly 300 settlements there."
    [found] = find_quantities(text)
    assert text[found.start : found.end] == "nearly 300 settlements"


@given(st.text(alphabet="0123456789 ,.-$%abonemillion\n", max_size=80))
def test_any_text_gives_ordered_disjoint_quantities(text):
    """Nothing crashes, nothing overlaps, no interval is upside down."""
    found = find_quantities(text)
    assert all(0 <= each.start < each.end <= len(text) and each.low <= each.high for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.integers(0, 99))
def test_a_small_figure_is_exact(value):
    """Below 100 nobody rounds."""
    assert parse_numeral(str(value)) == (float(value), 0.0)


def test_long_runs_of_digits_are_read_in_time():
    """A file of digits is no quantity, and costs no more than its length."""
    assert find_quantities("9" * 200_000) == ()
    assert find_quantities("9a" * 100_000) == ()


@pytest.mark.parametrize(
    ("text", "value"), [("43\nmln", 43e6), ("43\u2003bn", 43e9), ("43-million", 43e6), ("43 thou\u017fand", 43e3)]
)
def test_any_space_may_stand_before_a_magnitude(text, value):
    """A line break between a figure and its magnitude breaks nothing, nor does a letter that only looks like another."""
    [found] = find_quantities(f"It cost {text} crowns.")
    assert found.low <= value <= found.high


def test_a_magnitude_that_only_looks_like_one_breaks_nothing():
    """Case-blind patterns take a dotless i for an i."""
    assert find_quantities("It cost 43 m\u0131ll\u0131on crowns, a th\u0131rd of it and 3 th\u0131rds more.")
