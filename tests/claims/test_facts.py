"""Details inside a claim."""

from datetime import date
from typing import get_args

import pytest

from compare.claims.facts import find_facts
from compare.model.claims import FactKind

TEXT = "Gen. Anna Weiss allegedly told 40 aides on Monday at 6 p.m. that the fleet “will not sail in this weather”, and didn\u2019t sign."


def test_every_kind_of_detail_is_found_where_it_stands():
    """One sentence can hold all of them, in text order, with values that other sources can be compared to."""
    facts = find_facts(TEXT, 0, len(TEXT), day=date(2021, 9, 21))
    assert [(fact.kind, fact.value) for fact in facts] == [
        ("name", "anna weiss"),
        ("modality", "alleged"),
        ("quantity", "40 aide"),
        ("date", "2021-09-20"),
        ("time", "18:00"),
        ("modality", "expected"),
        ("quotation", "will not sail in this weather"),
        ("negation", "not"),
        ("negation", "not"),
    ]
    assert {fact.kind for fact in facts} == set(get_args(FactKind))
    assert [TEXT[fact.start : fact.end] for fact in facts[:5]] == ["Anna Weiss", "allegedly", "40 aides", "Monday", "6 p.m."]


def test_a_line_break_inside_a_detail_is_a_space():
    """Text that was wrapped by hand has the same details, at the same places."""
    wrapped = TEXT.replace(" ", "\n")
    before = "The fleet lies at anchor.\n"
    facts = find_facts(before + wrapped, len(before), len(before + wrapped), day=date(2021, 9, 21))
    found = [(fact.kind, fact.value, fact.start - len(before)) for fact in facts]
    assert found == [(fact.kind, fact.value, fact.start) for fact in find_facts(TEXT, 0, len(TEXT), day=date(2021, 9, 21))]


@pytest.mark.parametrize("text", ["", "\x00", "“”", "\ud800 of 5", "11 \u0661\u0662", "a" * 30_000, "5 " * 15_000, "- " * 15_000])
def test_any_text_has_facts_or_none(text):
    """Nothing crashes, and nothing lies outside the claim."""
    assert all(0 <= fact.start < fact.end <= len(text) for fact in find_facts(text, 0, len(text)))
