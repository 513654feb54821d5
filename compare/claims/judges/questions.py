"""What a judge is asked and what it may answer: the one seam between the comparison of words and any second reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from compare.model.claims import Relation
from compare.model.notices import Notice

Decision = Literal["states", "partly", "silent"]
"""What a judge may say.  A contradiction needs both values named, which the comparison of values does afterwards."""

DECISIONS: tuple[Decision, ...] = ("states", "partly", "silent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whether a document says a claim of another document.

    Args:
        document: Id of the document that the claim is from.
        other: Id of the document that is asked.
        claim: Words of the claim, attribution taken off.
        sentence: Words of the sentence that the claim is a clause of; the claim's own if it is a whole one.
        speaker: Whom the claim is attributed to; None if the document speaks for itself.
        sentences: Words of every sentence of the other document, in text order; questions about one document share them.
        likeliest: Places in `sentences` of what the comparison of words found, likeliest first.
        relation: What the comparison of words says.
        confidence: How likely that is right, in [0, 1].
    """

    document: str
    other: str
    claim: str
    sentence: str
    speaker: str | None
    sentences: tuple[str, ...]
    likeliest: tuple[int, ...]
    relation: Relation
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a judge says.

    Args:
        relation: The decision.
        confidence: How likely it is right, in [0, 1].
        evidence: Places in the question's `sentences` that say it, best first; empty to keep what was found.
        is_doubtful: Whether it is still open if the document says anything to the claim.
    """

    relation: Decision
    confidence: float
    evidence: tuple[int, ...] = ()
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Undecided:
    """No answer, and why: a sentence without the full stop."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All that comes back.

    Args:
        answers: One for each question, in their order.
        notices: What a user must know beyond the questions without an answer.
    """

    answers: tuple[Verdict | Undecided, ...]
    notices: tuple[Notice, ...] = ()


class Judge(Protocol):
    """Anything that decides doubtful cells."""

    @property
    def name(self) -> str:
        """Who decides, as a reader is told: `"the model mistral-small"`."""

    def decide(self, questions: Sequence[Question]) -> Judgement:
        """Answer every question, or say why not; what fails is an answer, never an exception."""
