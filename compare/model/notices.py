"""What a user must know that is no result: nothing vanishes without one of these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that was left out, cut short, repaired or doubtful.

    Args:
        message: One sentence for a reader.
        source: The file, record or document it is about; None if it is about the whole.
    """

    message: str
    source: str | None = None

    def __str__(self) -> str:
        return f"{self.source}: {self.message}" if self.source else self.message
