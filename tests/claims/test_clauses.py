"""Clauses: what a sentence asserts in its parts, each with its own place."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.claims.clauses import LONGEST, MOST_CLAUSES, split_clauses
from compare.model.spans import Span, subtract_spans

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "claims" / "clauses.toml").read_text(encoding="utf-8"))["case"]


def words(text, clause):
    pieces = subtract_spans([Span(clause.start, clause.end)], clause.gaps)
    return " ".join(text[piece.start : piece.end].strip() for piece in pieces)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_sentence_is_cut_in_its_assertions(case):
    """Every case of the file comes out as written there."""
    text = case["sentence"]
    assert [words(text, each) for each in split_clauses(text, 0, len(text))] == case["clauses"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_places_are_those_of_the_text_around(case):
    """What stands before and behind a sentence changes nothing but offsets."""
    text = f"Nobody, who was asked, knew. {case['sentence']} And then, which is sad, it rained."
    start = text.index(case["sentence"])
    found = split_clauses(text, start, start + len(case["sentence"]))
    assert [words(text, each) for each in found] == case["clauses"]


_TOKENS = st.sampled_from(
    [
        *(
            "the",
            "mayor",
            "Weiss",
            "Port",
            "Alder",
            "was",
            "has",
            "closed",
            "sold",
            "which",
            "who",
            "where",
            "while",
            "but",
            "and",
        ),
        *(",", ";", "–", "—", "-", '"', "“", "”", "(", ")", "a", "killing", "43", "people", "although", ".", "of", "\n", "said"),
    ]
)


@given(st.lists(_TOKENS, max_size=40))
def test_any_words_are_cut_inside_their_sentence_and_none_is_lost(tokens):
    """Every clause lies inside, gaps lie inside clauses, and each letter is in a clause, but for the words that join them."""
    text = " ".join(tokens)
    found = split_clauses(text, 0, len(text))
    assert found
    held = set()
    for each in found:
        assert 0 <= each.start <= each.end <= len(text)
        assert all(each.start < gap.start < gap.end < each.end for gap in each.gaps)
        held |= {n for piece in subtract_spans([Span(each.start, each.end)], each.gaps) for n in range(piece.start, piece.end)}
    lost = "".join(character if n not in held else " " for n, character in enumerate(text)).split()
    assert {word for word in lost if word.isalnum()} <= {"while", "but", "and", "although"}


def test_a_sentence_longer_than_any_is_left_whole():
    """A table without full stops costs nothing."""
    text = "The ferry sank, which was sad, and the port was closed; " * 60
    assert len(text) > LONGEST
    assert [(each.start, each.end) for each in split_clauses(text, 0, len(text))] == [(0, len(text))]


def test_a_sentence_of_nothing_but_seams_is_left_whole():
    """A list or a table that was run together is no sentence of thirty assertions, and costs no more than one."""
    text = "The mayor, who was asked, said " + "who, and was, the " * 40 + "nothing."
    assert [(each.start, each.end) for each in split_clauses(text, 0, len(text))] == [(0, len(text))]


def test_a_sentence_of_many_clauses_is_left_whole():
    """So a text made of them makes no millions of claims."""
    text = "; ".join(f"the council of town {n} closed its old bridge" for n in range(MOST_CLAUSES + 1))
    assert len(split_clauses(text, 0, len(text))) == 1
    fewer = text.rpartition("; ")[0]
    assert len(split_clauses(fewer, 0, len(fewer))) == MOST_CLAUSES
