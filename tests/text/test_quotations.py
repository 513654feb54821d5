"""Quotations: where they begin and end, whatever marks an outlet sets."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.text.paragraphs import split_paragraphs
from compare.text.quotations import find_quotations

marked = st.lists(st.sampled_from([*"\"'“”‘’«»„‚「」‹› \n.,s", "he", "The", "90s", "—", "("]), max_size=60).map("".join)


def quotations_of(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_quotations(text, split_paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," he said.', ["We go,"]),
        ('"We will," he said, "go."', ["We will,", "go."]),
        ("“We go,” he said.", ["We go,"]),
        ('They called it a "success.”', ["success."]),
        ("'We go,' he said.", ["We go,"]),
        ("‘We go,’ he said.", ["We go,"]),
        ("It is the minister's boat, and the crews' pay isn't in.", []),
        ("'The crews' pay is late,' he said.", ["The crews' pay is late,"]),
        ("In the '90s they played rock 'n' roll.", []),
        ("He called it 'unfair' and 'late'.", ["unfair", "late"]),
        ("“He told me ‘go home’ twice,” she said.", ["He told me ‘go home’ twice,"]),
        ("\"He told me 'go home' twice,\" she said.", ["He told me 'go home' twice,"]),
        ("Il a dit : « Nous partons. »", ["Nous partons."]),
        ("Er sagte: „Wir gehen.“ Sie blieb.", ["Wir gehen."]),
        ("Er sagte: »Wir gehen.« Sie blieb.", ["Wir gehen."]),
        ("市長は「橋は安全です。」と述べた。", ["橋は安全です。"]),
        ('A 5" pipe and a 7" pipe burst.', []),
        ('Read the sign: ""', []),
        ('He said: "We go', ["We go"]),
        ('He said: "We go\n\nThey went.', ["We go"]),
        ('"One.\n\n"Two.\n\n"Three," he said.', ["One.", "Two.", "Three,"]),
        ("“One.\n\n“Two,” he said.", ["One.", "Two,"]),
        ('"One.\n\nTwo," he said. "Three."', ["One.", "Two,", "Three."]),
        ('"We go, he said. "They stay," she said.', ["We go, he said.", "They stay,"]),
        ("“We go, he said. “They stay,” she said.", ["We go, he said.", "They stay,"]),
        ('It was lost last year."We want it back," he said.', ["We want it back,"]),
        ('He spoke of "peace" ("at last") and left.', ["peace", "at last"]),
        ("", []),
        ('"', []),
        ("'", []),
    ],
)
def test_quotations_of_a_text(text, expected):
    """Only what was quoted stands between the marks, and the marks are left out."""
    assert quotations_of(text) == expected


@given(text=st.text() | marked)
def test_quotations_are_disjoint_inside_one_paragraph_and_hold_something(text):
    """Quotations come in text order and never reach over a paragraph's end."""
    paragraphs = split_paragraphs(text)
    quotations = find_quotations(text, paragraphs)
    for left, right in pairwise(quotations):
        assert left.end <= right.start
    for quotation in quotations:
        assert text[quotation.start : quotation.end].strip() == text[quotation.start : quotation.end] != ""
        assert any(p.start <= quotation.start and quotation.end <= p.end for p in paragraphs)
