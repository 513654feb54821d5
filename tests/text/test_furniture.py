"""Furniture: the cases of tests/cases/furniture, and what a text says about itself."""

from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.model.documents import Document
from compare.model.segments import ROLES
from compare.text.furniture import describe_text, find_furniture
from compare.text.paragraphs import split_paragraphs
from compare.text.segments import segment_document
from compare.text.timestamps import read_timestamp

FOLDER = Path(__file__).parents[1] / "cases" / "furniture"
JOINED_BY = {"+": " ", "/": "\n", "": "\n\n"}


def read_cases() -> list[tuple[str, str, list[tuple[str, str]], dict[str, str]]]:
    """Return (name, text, pieces, description) of every case; README.md in the folder describes the form."""
    cases = []
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            name, text, pieces, told = "", "", [], {}
            for line in block.splitlines():
                if line.startswith("#"):
                    name = line[1:].strip()
                elif line.startswith("= "):
                    key, _, value = line[2:].partition(": ")
                    told[key] = value
                elif line:
                    join = line[0] if line[0] in "+/" else ""
                    role, _, words = line.removeprefix(join).partition("|")
                    assert role.strip() in ROLES, line
                    text += (JOINED_BY[join] if pieces else "") + words.strip()
                    pieces.append((role.strip(), words.strip()))
            cases.append((f"{path.stem}: {name}", text, pieces, told))
    return cases


CASES = read_cases()
IDS = [case[0] for case in CASES]


@pytest.mark.parametrize(("text", "pieces"), [case[1:3] for case in CASES], ids=IDS)
def test_pieces_and_roles_of_a_case(text, pieces):
    """Every paragraph has the role that a person gives it."""
    document = Document(id="a", text=text)
    segmented = segment_document(document)
    assert [(s.role, document.quote(s.span)) for s in segmented.paragraphs] == pieces


@pytest.mark.parametrize(("text", "told"), [(case[1], case[3]) for case in CASES if case[3]], ids=[c[0] for c in CASES if c[3]])
def test_what_a_case_tells_about_itself(text, told):
    """Title, date and byline are taken from headers, and stay unknown where no header gives them."""
    described = describe_text(text)
    found = {
        "title": described.title,
        "byline": described.byline,
        "published": described.published.isoformat() if described.published else None,
    }
    assert {key: found[key] or "-" for key in told} == told


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\ud800", "Ferries", "---"])
def test_a_text_that_says_nothing_is_unknown(text):
    """No headline, no date and no byline are guessed."""
    described = describe_text(text)
    assert (described.title, described.published, described.byline) == (None, None, None)
    assert (described.title_span, described.published_span, described.byline_span) == (None, None, None)


def test_spans_say_where_the_description_stands():
    """Each fact can be shown in the text."""
    text = "Rescue drill begins\n\nBy Ana Kovac\n\n7 May 2021\n\nThe rescue drill began on Monday, the port said."
    described = describe_text(text)
    spans = (described.title_span, described.byline_span, described.published_span)
    assert [text[s.start : s.end] for s in spans] == ["Rescue drill begins", "By Ana Kovac", "7 May 2021"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2021-09-07", date(2021, 9, 7)),
        ("2021-09-07T10:30:00Z", datetime.fromisoformat("2021-09-07T10:30:00+00:00")),
        ("Tuesday, September 7th, 2021 at 4:05 pm EDT", datetime.fromisoformat("2021-09-07T16:05:00-04:00")),
        ("10:30, 7 Sept 2021", datetime.fromisoformat("2021-09-07T10:30:00")),
        ("Last updated on Sep. 7, 2021", date(2021, 9, 7)),
        ("07.09.2021 10:30 Uhr", datetime.fromisoformat("2021-09-07T10:30:00")),
        ("31 February 2021", None),
        ("12:00 a.m. May 1, 2020", datetime.fromisoformat("2020-05-01T00:00:00")),
        ("7 May 2021 25:00", date(2021, 5, 7)),
    ],
)
def test_value_of_a_timestamp(line, value):
    """Days and moments are read as they are written; a day that does not exist is unknown."""
    stamp = read_timestamp(line)
    assert stamp is not None
    assert stamp.value == value


@pytest.mark.parametrize(
    "line", ["", "Monday", "2021", "Chapter 7", "May 2021 was wet", "3-2", "The drill of 7 May 2021", "10:30"]
)
def test_a_line_with_other_words_is_no_timestamp(line):
    """A date inside a sentence dates nothing."""
    assert read_timestamp(line) is None


@given(
    text=st.text()
    | st.lists(st.sampled_from(["By ", "Ana Kovac", "2021-09-07", "\n", "---", " (AP) - ", "Published: ", "The end."])).map(
        "".join
    )
)
def test_furniture_lies_in_order_inside_paragraphs(text):
    """Furniture is disjoint, in text order, and never reaches over a paragraph's end."""
    paragraphs = split_paragraphs(text)
    furniture = find_furniture(text, paragraphs)
    for left, right in pairwise(furniture):
        assert left.end <= right.start
    for segment in furniture:
        assert text[segment.start : segment.end].strip() == text[segment.start : segment.end] != ""
        assert any(p.start <= segment.start and segment.end <= p.end for p in paragraphs)
