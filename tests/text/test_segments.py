"""Segments: paragraphs and sentences tile the text, whatever the text is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.model.documents import Document
from compare.text.paragraphs import split_paragraphs
from compare.text.segments import LONGEST, segment_document

pieces = [
    " date 2021-09-21 ", "By Ana Kovac", "7 May 2021 11:09 (UTC+04:00)", "LUND (AP) - ", "Ferry strike ends", "Read more:",
    "(AA Photo)", "---", "***", "Photo: Ola Berg/AFP", "The crews left on Sept. 7.", 'He said: "We go. ', "They stay.” ", "\n",
    "\n\n", "\r\n", "\u2028", " ", "\t", "\x00", "\ud800", "\u200b", "\u3000", "港口开放。", "؟", "e\u0301", "...", "(...)", "’",
    "and went", "U.S.",
]  # fmt: skip
articles = st.lists(st.sampled_from(pieces), max_size=25).map("".join)


def segment(text: str):
    return segment_document(Document(id="a", text=text))


@given(text=st.text() | articles)
def test_paragraphs_and_sentences_tile_the_text(text):
    """Both hold every character that is not white space, once; nothing overlaps, and roles agree."""
    segmented = segment(text)
    written = [at for at, c in enumerate(text) if not c.isspace()]
    for segments in (segmented.paragraphs, segmented.sentences):
        assert [at for s in segments for at in range(s.start, s.end) if not text[at].isspace()] == written
        for left, right in pairwise(segments):
            assert left.end <= right.start
        for each in segments:
            assert text[each.start : each.end].strip() == text[each.start : each.end] != ""
    for sentence in segmented.sentences:
        (home,) = [p for p in segmented.paragraphs if p.start <= sentence.start and sentence.end <= p.end]
        assert sentence.role == home.role


@given(text=articles)
def test_segmenting_is_deterministic(text):
    """Equal input gives equal segments."""
    assert segment(text) == segment(text)


@given(text=st.text() | articles)
def test_split_paragraphs_never_crosses_a_blank_line(text):
    """A blank line always ends a paragraph."""
    unified = text.replace("\r\n", "\n")
    for paragraph in split_paragraphs(unified):
        assert "\n\n" not in unified[paragraph.start : paragraph.end]


@pytest.mark.parametrize("text", ["", " \n\t\r\n "])
def test_blank_text_has_no_segments(text):
    """Nothing comes of nothing."""
    segmented = segment(text)
    assert (segmented.paragraphs, segmented.sentences, segmented.quotations) == ((), (), ())


@pytest.mark.parametrize(
    "unit", ["A. ", "a.a.", '"a ', "-'a", "s' ", " •a", "(", ". . ", "港。", "x… ", ".“", "\x00", "«a ", "1. "]
)
def test_one_long_line_is_cut_in_linear_time(unit):
    """A line of half a million characters ends; a quadratic step would not within any patience."""
    text = unit * (500_000 // len(unit))
    segmented = segment(text)
    assert segmented.sentences[-1].end == len(text.rstrip())


def test_a_header_before_a_sentence_is_a_piece_of_its_own():
    """The sentence begins behind the header, and the text keeps both."""
    text = " date 2021-09-21 The ferries sailed. Fares rose.\n\nLUND, Sept. 7 (AP) - Crews came back."
    segmented = segment(text)
    assert [(s.role, text[s.start : s.end]) for s in segmented.sentences] == [
        ("dateline", "date 2021-09-21"),
        ("body", "The ferries sailed."),
        ("body", "Fares rose."),
        ("dateline", "LUND, Sept. 7 (AP) -"),
        ("body", "Crews came back."),
    ]


def test_a_document_of_headlines_stays_body():
    """Without a story below there is no title to tell from it."""
    assert {s.role for s in segment("Ferry strike ends\n\nCrews are back").sentences} == {"body"}


@pytest.mark.parametrize("unit", ["rain ", "x", "港", "e\u0301", "rain\n", "x" * 3_000 + " "])
def test_a_sentence_without_an_end_is_cut(unit):
    """No sentence is longer than `LONGEST`, no character is lost, and words stay whole where there is white space."""
    text = unit * (20 * LONGEST // len(unit))
    segmented = segment(text)
    assert max(each.end - each.start for each in segmented.sentences) <= LONGEST
    assert "".join("".join(text[each.start : each.end] for each in segmented.sentences).split()) == "".join(text.split())
    assert [text[each.start : each.end] for each in segmented.sentences] == [
        text[each.start : each.end].strip() for each in segmented.sentences
    ]
    if unit == "rain ":
        assert {word for each in segmented.sentences for word in text[each.start : each.end].split()} == {"rain"}


def test_a_sentence_of_the_greatest_length_is_whole():
    """Only what is longer is cut."""
    assert len(segment("x" * LONGEST).sentences) == 1
    assert len(segment("x" * (LONGEST + 1)).sentences) == 2
