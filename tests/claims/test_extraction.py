"""Claims: one for each sentence that tells, attribution taken off, the speaker kept by name."""

import tomllib
from pathlib import Path

import pytest

from compare.claims.extraction import extract_claims
from compare.claims.propositions import join_clauses
from compare.model.documents import Document
from compare.model.segments import Segment, SegmentedDocument
from compare.options import ClaimOptions

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "claims" / "attributions.toml").read_text(encoding="utf-8"))["case"]


def document(*sentences, roles=None, quotations=()):
    text, segments = "", []
    for n, sentence in enumerate(sentences):
        segments.append(Segment(len(text), len(text) + len(sentence), roles[n] if roles else "body"))
        text += sentence + "\n"
    return SegmentedDocument(
        document=Document(id="gazette", text=text),
        paragraphs=tuple(segments),
        sentences=tuple(segments),
        quotations=tuple(quotations),
    )


def claims(*sentences, min_words=3, **given):
    return extract_claims([document(*sentences, **given)], ClaimOptions(min_words=min_words))


def sentences_of(*sentences):
    """Return one claim a sentence, its clauses joined again."""
    return join_clauses(claims(*sentences), [document(*sentences)])[0]


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"][:60] for case in CASES])
def test_attribution_is_taken_off_and_kept_as_speaker(case):
    """Every case of the file comes out as written there."""
    before = [case["before"]] if "before" in case else []
    found = sentences_of(*before, case["sentence"])[len(before) :]
    assert [(claim.text, claim.speaker) for claim in found] == ([(case["claim"], case.get("speaker"))] if "claim" in case else [])


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"][:60] for case in CASES])
def test_a_claim_stands_where_its_span_says(case):
    """The span holds the first and the last word of the claim, and no attribution before or after it."""
    text = case["sentence"]
    for claim in sentences_of(text):
        words = text[claim.start : claim.end]
        assert claim.id == f"gazette:{claim.start}-{claim.end}"
        assert words.split()[0].startswith(claim.text.split()[0].strip('“”"…'))
        assert claim.text.split()[-1].strip('.“”"') in words.split()[-1]


def test_headlines_and_captions_are_claims_and_other_furniture_is_none():
    """What tells is a claim wherever it stands; bylines, credits and rules tell nothing, however long they are."""
    roles = ("headline", "byline", "body", "caption", "credit", "rule")
    sentences = (
        "Ferry sinks off Port Alder",
        "By Anna Weiss of the Gazette",
        "The ferry sank at dawn.",
        "FILE PHOTO: The ferry Alma leaves Port Alder (Anna Weiss/Reuters)",
    )
    found = claims(*sentences, "Read more here today", "---", roles=roles)
    assert [claim.text for claim in found] == [
        "Ferry sinks off Port Alder",
        "The ferry sank at dawn.",
        "The ferry Alma leaves Port Alder",
    ]


def test_a_sentence_below_the_least_number_of_words_is_no_claim():
    """`min_words` counts the words that are left without the attribution."""
    assert claims("It sank, the coast guard said.", min_words=3) == ()
    assert [claim.text for claim in claims("It sank, the coast guard said.", min_words=2)] == ["It sank"]


def test_later_sentences_of_a_quotation_keep_its_speaker():
    """A quotation of several sentences has one speaker, named in the first."""
    from compare.model.spans import Span

    first = "Governor Brandt said “the bridge is closed and will stay closed."
    second = "Nobody will cross it this winter."
    start = first.index("the bridge")
    found = claims(first, second, quotations=[Span(start, len(first) + 1 + len(second))])
    assert [claim.speaker for claim in found] == ["Governor Brandt", "Governor Brandt"]


@pytest.mark.parametrize(
    "text",
    [
        "", "\0", "word", "“",
        '""', ", he said.", "said", "“,” he said", "…", "a" * 30_000, "said " * 10_000, ", he said" * 5_000,
        "a, he said of a, " * 230, "\ud800 said that it sank", "ميناء يغلق أبوابه قال الوزير", "渡轮在星期一沉没，部长说。",
    ],
    ids=lambda text: ascii(text[:12]),
)  # fmt: skip
def test_odd_sentences_do_not_crash(text):
    """Whatever a file holds, extraction returns claims that lie inside it."""
    for claim in claims(text, min_words=1):
        assert 0 <= claim.start < claim.end <= len(text)


def test_no_document_has_no_claims():
    """Nothing in, nothing out."""
    assert extract_claims([], ClaimOptions()) == ()
