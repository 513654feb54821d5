"""Places in a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.model.spans import Passage, Span, merge_spans

spans = st.tuples(st.integers(0, 50), st.integers(0, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def test_overlap_of_touching_spans_is_zero():
    """Half-open spans that touch share no character."""
    assert Span(0, 4).overlap(Span(4, 9)) == 0


def test_empty_span_is_true():
    """An empty span is a place, and a place is never falsy."""
    assert Span(3, 3)
    assert Passage("a", 3, 3)


@pytest.mark.parametrize("place", [(-1, 2), (3, 2)])
def test_a_span_that_ends_before_it_begins_is_refused(place):
    """Offsets out of order are an error where they arise, not later."""
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(*place)
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Passage("a", *place)


def test_passages_are_ordered_by_document_then_place():
    """Every list of passages has one order."""
    assert sorted([Passage("b", 0, 1), Passage("a", 5, 6), Passage("a", 2, 9)]) == [
        Passage("a", 2, 9),
        Passage("a", 5, 6),
        Passage("b", 0, 1),
    ]


@given(st.lists(spans, max_size=12))
def test_merged_spans_are_disjoint_ordered_and_cover_the_same_characters(given_spans):
    """Coverage counts every character once."""
    merged = merge_spans(given_spans)
    covered = {i for span in given_spans for i in range(span.start, span.end)}
    assert {i for span in merged for i in range(span.start, span.end)} == covered
    assert all(one.end < other.start for one, other in pairwise(merged))
