"""A sentence encoder on this machine: how near is the nearest sentence in meaning?

What it adds is little, and measured (docs/judge.md): in one story everything is alike, for encoders, too.  So it does not
decide alone: a regression on doubtful cells weighs its cosine against what the words say (`calibration.py`).  Nothing
is downloaded, ever: a folder on this machine, or an error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.claims.attestation import DOUBTFUL_BELOW, DOUBTFUL_FROM
from compare.claims.judges.questions import Judgement, Question, Undecided, Verdict
from compare.claims.models import Logistic, load_models, log_odds
from compare.errors import MissingExtraError, OptionsError
from compare.model.notices import Notice

Floats = NDArray[np.float64]
Encode = Callable[[Sequence[str]], NDArray[Any]]
"""Texts to rows of length one, shape (n_texts, n_dimensions)."""

OWN_CALIBRATION = "newscompare.json"
"""File beside an encoder that holds a calibration of its own."""
PROBES = ("The ferry sank off the harbour on Monday evening.", "A boat went down near the port at the start of the week.")
"""Two sentences whose cosine tells one encoder from another."""
SAME = 0.01
"""Difference of that cosine up to which an encoder is taken for the one that was calibrated."""
SAID = 0.4
"""Probability that stands for a doubtful sentence that is not silent by the words: the band ends just above the threshold."""
UNKNOWN = 0.5
"""Confidence that another clause than the one nearest in meaning is not stated: no reader labelled clauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What was fitted on doubtful cells of labelled stories, for one encoder.

    Args:
        covered: From the features of `cell_features` to the probability that the document says any of the claim.
        partly: Share of doubtful cells, among those where it does, in which it says part only.
        probe: Cosine of `PROBES`.
    """

    covered: Logistic
    partly: float
    probe: float

    @classmethod
    def load(cls, folder: Path | None = None) -> Calibration:
        """Return the calibration beside an encoder, else the shipped one."""
        own = None if folder is None else folder / OWN_CALIBRATION
        source = own if own is not None and own.is_file() else files("compare.claims.judges").joinpath("calibration.json")
        read = json.loads(source.read_text(encoding="utf-8"))
        return cls(covered=Logistic(**read["covered"]), partly=read["partly"], probe=read["probe"])


class EncoderJudge:
    """A `Judge` that weighs the cosine of claim and nearest sentence against what the words say."""

    def __init__(self, name: str, encode: Encode, calibration: Calibration) -> None:
        self._name, self._encode, self._calibration = name, encode, calibration

    @classmethod
    def from_folder(cls, folder: str) -> EncoderJudge:
        """Return the judge with the encoder of a local folder.

        Raises:
            OptionsError: The folder holds no encoder, or its calibration cannot be read.
            MissingExtraError: sentence-transformers is not installed.
        """
        encode = load_encoder(folder)
        try:
            calibration = Calibration.load(Path(folder))
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise OptionsError((f"The file {OWN_CALIBRATION} in {folder} cannot be read: {error}",)) from error
        return cls(Path(folder).absolute().name, encode, calibration)

    @property
    def name(self) -> str:
        """`the encoder NAME`."""
        return f"the encoder {self._name}"

    def decide(self, questions: Sequence[Question]) -> Judgement:
        """Answer all questions, or none if the encoder fails."""
        try:
            probe = measure_probe(self._encode)
            reading = read_questions(questions, self._encode)
        except (RuntimeError, ValueError, TypeError, LookupError, MemoryError) as error:  # what PyTorch and its tokenizers raise
            why = Undecided(f"it failed: {str(error).splitlines()[0] if str(error) else type(error).__name__}")
            return Judgement(answers=(why,) * len(questions))
        covered = self._calibration.covered.probability(reading.features)
        answers: dict[int, Verdict] = {}
        for group, probability in zip(reading.groups, covered.tolist(), strict=True):
            answers |= self._decide_sentence(group, probability, questions, reading)
        notices: tuple[Notice, ...] = ()
        if abs(probe - self._calibration.probe) > SAME:
            notices = (
                Notice(
                    message=f"How sure {self.name} is was fitted with another encoder, so its confidence is a guess. "
                    "Hint: docs/judge.md says how to calibrate it."
                ),
            )
        return Judgement(answers=tuple(answers[n] for n in range(len(questions))), notices=notices)

    def _decide_sentence(
        self, group: Sequence[int], covered: float, questions: Sequence[Question], reading: Reading
    ) -> dict[int, Verdict]:
        """Decide the clauses of one sentence: if it is said in part, those that the words found, or else the nearest."""
        is_doubtful = DOUBTFUL_FROM <= covered < DOUBTFUL_BELOW
        if covered < load_models().threshold:
            return dict.fromkeys(group, Verdict(relation="silent", confidence=1 - covered, is_doubtful=is_doubtful))
        nearest = max(reading.cosines[n] for n in group)
        found = [n for n in group if questions[n].relation != "silent"]
        found = found or [n for n in group if reading.cosines[n] == nearest]
        answers = dict.fromkeys(group, Verdict(relation="silent", confidence=UNKNOWN, is_doubtful=True))
        for n in found:
            answers[n] = Verdict(
                relation="partly",
                confidence=covered * self._calibration.partly,
                evidence=tuple(dict.fromkeys((*questions[n].likeliest, reading.nearest[n]))),
                is_doubtful=is_doubtful,
            )
        return answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Questions as numbers.

    Args:
        groups: Places of the questions about one sentence and one document, in the order of the first of each.
        features: Of each group: what the words say as log-odds, and the cosine of the sentence and its nearest; (n_groups,).
        cosines: Of each claim and its nearest sentence of the document asked; (n_questions,).
        nearest: The place of that sentence.
    """

    groups: tuple[tuple[int, ...], ...]
    features: Mapping[str, Floats]
    cosines: tuple[float, ...]
    nearest: tuple[int, ...]


def read_questions(questions: Sequence[Question], encode: Encode) -> Reading:
    """Encode every text of the questions once; cosines have four digits, since more differ from machine to machine."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for n, each in enumerate(questions):
        groups.setdefault((each.document, each.other, each.sentence), []).append(n)
    texts = (text for each in questions for text in (each.claim, each.sentence, *each.sentences))
    rows = {text: n for n, text in enumerate(dict.fromkeys(texts))}
    vectors = encode(tuple(text.encode("utf-8", "replace").decode("utf-8") for text in rows))  # tokenizers refuse lone surrogates
    told = {each.other: each.sentences for each in questions}
    matrices = {other: vectors[[rows[text] for text in sentences]] for other, sentences in told.items()}
    claims = [(matrices[each.other] @ vectors[rows[each.claim]]).round(4) for each in questions]
    wholes = [(matrices[other] @ vectors[rows[sentence]]).round(4).max() for _, other, sentence in groups]
    silences = ([questions[n].confidence for n in group if questions[n].relation == "silent"] for group in groups.values())
    covered = [1 - most[0] if len(most) == len(group) else SAID for most, group in zip(silences, groups.values(), strict=True)]
    return Reading(
        groups=tuple(tuple(group) for group in groups.values()),
        features={"words": log_odds(np.array(covered)), "cosine": np.array(wholes, np.float64)},
        cosines=tuple(float(each.max()) for each in claims),
        nearest=tuple(int(each.argmax()) for each in claims),
    )


def measure_probe(encode: Encode) -> float:
    """Return the cosine of `PROBES`."""
    one, other = encode(PROBES)
    return float(one @ other)


def load_encoder(folder: str) -> Encode:
    """Load a sentence encoder from a local folder.

    Raises:
        OptionsError: The folder holds no encoder.
        MissingExtraError: sentence-transformers is not installed.
    """
    path = Path(folder)
    if not (path / "modules.json").is_file():
        wanted = "a folder with a sentence encoder, which has a file modules.json"
        raise OptionsError((f"The 'judge.encoder' option must be {wanted}. Got {folder!r}. Nothing is downloaded.",))
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar
    except ImportError as error:
        hint = "Hint: pip install 'newscompare[semantic]'"
        raise MissingExtraError(f"A sentence encoder needs sentence-transformers. {hint}") from error
    disable_progress_bar()
    try:
        model = SentenceTransformer(str(path), device="cpu", local_files_only=True)
    except (OSError, ValueError, RuntimeError, LookupError, ImportError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise OptionsError((f"The encoder in {folder} cannot be loaded: {first}",)) from error
    return lambda texts: model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
