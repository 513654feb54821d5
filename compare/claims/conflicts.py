"""What a contradiction is, before it is known who reads it first."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two values that exclude each other.

    Args:
        left: Value of the claim that is read, as written.
        right: Value of the other claim, as written.
        confidence: How surely both are about the same thing, in [0, 1].
        note: What else a reader should know; follows the values.
    """

    left: str
    right: str
    confidence: float
    note: str = ""

    @property
    def reason(self) -> str:
        """Both values in words.

        >>> Conflict(left="43 people", right="34 people", confidence=0.9).reason
        '43 people here, 34 people there.'
        """
        return f"{self.left} here, {self.right} there{self.note}."

    def mirrored(self) -> Conflict:
        """Return the same seen from the other side."""
        return replace(self, left=self.right, right=self.left)
