"""Where claims stand: whatever a sentence is made of, a claim's span and gaps lie in it and its text is its pieces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.claims.extraction import extract_claims
from compare.model.documents import Document
from compare.options import ClaimOptions
from compare.text.segments import segment_document

PIECES = st.sampled_from(
    [
        "The mayor of Tarn", "Quelmar", "the ministry", "Ana Kovac", "the fleet", "Moreover,", "the ship has sunk in the harbour",
        "was freed in 2020", "hosts the joint drills", "and is", "and has left the port", "it is", "on Friday", "that", "While",
        "although it was late,", ", which", ", who", ", while", ", but", ", and", ", killing 43 people", ", a former captain,",
        "(the old one)", "said", "says the ministry", ", she said,", ", according to police,", ", the ministry said.", "’s",
        "turned to the crowd:", ": “We will rebuild it all,”", "“It is over”", "\"We will rebuild", "\" he added", ";", " — ", " - ",
        ",", ".", "\n", "\u0301", "港", "\x00",
    ]
)  # fmt: skip


def claims_of(text, min_words=1):
    return extract_claims([segment_document(Document(id="gazette", text=text))], ClaimOptions(min_words=min_words))


def letters(text):
    return [character for character in text if character.isalnum()]


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=14), st.sampled_from(["", " "]))
def test_a_claim_lies_in_its_text_and_is_its_pieces(pieces, between):
    """Gaps lie inside and touch no edge; ids are unlike; claims stand in the order of their beginnings."""
    text = between.join(pieces)
    claims = claims_of(text)
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert all(claim.start < gap.start < gap.end < claim.end for gap in claim.gaps)
        assert letters("".join(text[piece.start : piece.end] for piece in claim.pieces)) == letters(claim.text)
        assert all(claim.start <= fact.start < fact.end <= claim.end for fact in claim.facts)
    assert len({claim.id for claim in claims}) == len(claims)
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The old ship has sunk in the harbour, she said,", ["The old ship has sunk in the harbour"]),
        ("“The old ship has sunk in the harbour”, according to police,", ["The old ship has sunk in the harbour"]),
        (
            "The old ship has sunk in the harbour, she said: “We will never rebuild it at all.”",
            ["The old ship has sunk in the harbour", "We will never rebuild it at all."],
        ),
    ],
)
def test_an_attribution_at_an_edge_is_no_part_of_a_claim(text, expected):
    """A line that breaks behind the attribution, and one that goes on with a colon."""
    claims = claims_of(text)
    assert [text[claim.start : claim.end] for claim in claims] == expected
    assert not any(claim.gaps for claim in claims)
