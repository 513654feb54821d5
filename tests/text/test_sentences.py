"""Sentences: the cases of tests/cases/sentences, and what holds for any text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.text.paragraphs import split_paragraphs
from compare.text.sentences import split_sentences

FOLDER = Path(__file__).parents[1] / "cases" / "sentences"

news = st.lists(
    st.sampled_from(
        [
            "Mr",
            "U.S",
            "Sept",
            "7",
            "he",
            "The",
            "said",
            ".",
            "...",
            "!",
            "?",
            '"',
            "“",
            "”",
            "'",
            " ",
            " ",
            "\n",
            "(",
            ")",
            "。",
            "-",
            "\x00",
        ]
    ),
    max_size=60,
).map("".join)


def read_cases() -> list[tuple[str, str, list[str]]]:
    """Return (name, text, sentences) of every case; README.md in the folder describes the form."""
    cases = []
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in block.splitlines() if line and not line.startswith("#")]
            if not lines:
                continue
            name = next((line[1:].strip() for line in block.splitlines() if line.startswith("#")), lines[0])
            text = ""
            for index, line in enumerate(lines):
                gap = "" if not index or line.startswith("+") or lines[index - 1].endswith("⏎") else " "
                text += gap + line.removeprefix("+").replace("⏎", "\n")
            sentences = [line.removeprefix("+").strip("⏎ ").replace("⏎", "\n") for line in lines]
            cases.append((f"{path.stem}: {name}", text, sentences))
    return cases


CASES = read_cases()


def test_there_are_cases_enough():
    """The splitter is chosen by at least 80 cases."""
    assert len(CASES) >= 80


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_sentences_of_a_case(text, expected):
    """Every case comes apart exactly as a person cuts it."""
    found = [text[s.start : s.end] for p in split_paragraphs(text) for s in split_sentences(text, p.start, p.end)]
    assert found == expected


@given(text=st.text() | news)
def test_sentences_tile_a_paragraph(text):
    """Sentences are in order and disjoint, have no white space at their ends, and hold every other character."""
    sentences = split_sentences(text)
    held = set()
    for left, right in pairwise(sentences):
        assert left.end <= right.start
    for sentence in sentences:
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end] != ""
        held.update(range(sentence.start, sentence.end))
    assert {at for at, c in enumerate(text) if not c.isspace()} <= held


@given(before=news, text=news, after=news)
def test_only_the_given_stretch_is_read(before, text, after):
    """What stands outside of [start, end) changes nothing."""
    alone = [(s.start, s.end) for s in split_sentences(text)]
    inside = split_sentences(before + text + after, len(before), len(before) + len(text))
    assert [(s.start - len(before), s.end - len(before)) for s in inside] == alone


@pytest.mark.parametrize("text", ["", " \n\t ", "\u3000"])
def test_blank_text_has_no_sentences(text):
    """Nothing comes of nothing."""
    assert split_sentences(text) == []
