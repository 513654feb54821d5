"""Captions: what they say, without what labels and credits the picture."""

import pytest

from compare.text.captions import read_caption


@pytest.mark.parametrize(
    "line",
    [
        "Ana Kovac/Northern Wire",
        "(Ana Maria Kovac, Gazette via Northern Wire)",
        "Kovac, /Northern Wire.",
    ],
)
def test_a_credit_asserts_nothing(line):
    """Names before a slash or `via` are those of a photographer and an agency."""
    assert read_caption(line, 0, len(line)) is None


def test_a_caption_with_a_slash_is_kept():
    """A sentence that begins with a name is no credit."""
    line = "Ferries of the Alder line wait off the Tarn and/or the Lund pier."
    assert read_caption(line, 0, len(line)) is not None


@pytest.mark.parametrize("unit", ["A", "Aa", "A.", "Ab,", "Ab ", "2020-A"])
def test_capitals_without_end_are_read_in_one_way_only(unit):
    """A name that could be cut anywhere would be cut in billions of ways: this test would not end."""
    line = unit * 2000 + " x"
    assert read_caption(line, 0, len(line)) is not None
