"""Dates and times of day, resolved against the day of publication."""

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.text.clock import find_clock_times
from compare.text.dates import find_dates

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "claims" / "dates.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_dates_and_times_are_read(case):
    """Every case of the file comes out as written there."""
    if "dates" in case:
        assert [each.value for each in find_dates(case["text"], day=case.get("on"))] == case["dates"]
    if "times" in case:
        assert [each.value for each in find_clock_times(case["text"])] == case["times"]


@pytest.mark.parametrize(
    ("left", "left_day", "right", "right_day", "wanted"),
    [
        ("on Nov. 10", date(2021, 9, 21), "on 10 November 2020", None, True),
        ("last November", date(2021, 9, 21), "on 10 November 2020", None, True),
        ("on Monday", date(2021, 9, 21), "on September 20", date(2021, 9, 22), True),
        ("on June 15", date(2021, 9, 7), "on June 15", date(2023, 4, 18), True),
        ("on June 15", None, "on June 16", None, False),
        ("on Monday", None, "on Tuesday", None, False),
        ("on Monday", date(2021, 9, 21), "on Monday", date(2021, 10, 6), False),
        ("on Sunday", date(2023, 11, 4), "on Sunday", date(2023, 11, 5), True),
        ("from 18 to 29 March", date(2024, 3, 13), "on 20 March", date(2024, 3, 13), True),
        ("until 29 March", date(2024, 3, 13), "on Monday", date(2024, 3, 13), False),
        ("in 1992", None, "in 1993", None, False),
        ("in 2020", None, "on 10 November 2020", None, True),
        ("on Monday", None, "on 10 November 2020", None, True),
    ],
)
def test_dates_agree_unless_they_exclude_each_other(left, left_day, right, right_day, wanted):
    """Vaguer, unknown and stale dates agree; the question is symmetric."""
    [one], [other] = find_dates(left, day=left_day), find_dates(right, day=right_day)
    assert one.agrees(other) is other.agrees(one) is wanted


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29)])
def test_dates_at_the_ends_of_the_calendar_do_not_crash(day):
    """A wrong date of publication spoils no comparison."""
    text = "last year, next year, next month, last week, tomorrow, yesterday, on Monday, next Friday, on Feb. 29, in May"
    text += ", 10 years ago, last decade, from 3 to 5 June"
    assert find_dates(text, day=day)


@given(st.text(alphabet="0123456789 -,.MayNovonday:amp", max_size=60), st.dates())
def test_any_text_gives_ordered_disjoint_dates(text, day):
    """Nothing crashes and nothing overlaps."""
    found = find_dates(text, day=day)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(each.first <= each.last for each in found if each.first and each.last)
    assert all(0 <= each.minute < 1_440 for each in find_clock_times(text))
