"""A passage that stands in two documents, and how the two versions differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compare.model.spans import Passage

Operation = Literal["equal", "replace", "delete", "insert"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from the left passage to the right one, in the documents' own offsets.

    `equal` means the same words after normalisation; the characters may differ (quotes, case, accents).
    """

    operation: Operation
    left_start: int
    left_end: int
    right_start: int
    right_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One reused passage: where it stands left and right, how alike, and word by word how it was edited.

    Invariants: `edits` tile both passages, so that joining their left sides gives the left passage back and
    joining their right sides the right one; `left.document != right.document`.

    Args:
        left: Passage in the document that comes first in the comparison.
        right: Passage in the other document.
        similarity: Share of words that both passages have in common, symmetric, in [0, 1]; 1.0 for a
            passage that is the same word for word after normalisation.
        edits: Steps from left to right, in text order.
    """

    left: Passage
    right: Passage
    similarity: float
    edits: tuple[Edit, ...]

    @property
    def id(self) -> str:
        """Name of this match, made of both places."""
        return f"{self.left.id}={self.right.id}"

    @property
    def is_verbatim(self) -> bool:
        """Whether both sides have the same words in the same order."""
        return all(edit.operation == "equal" for edit in self.edits)

    def side(self, document: str) -> Passage:
        """Return the passage of `document`.

        Raises:
            KeyError: The match does not touch `document`.
        """
        for passage in (self.left, self.right):
            if passage.document == document:
                return passage
        raise KeyError(f"Match {self.id} does not touch document {document!r}.")
