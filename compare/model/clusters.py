"""One shared passage with all its variants, and how much of each document is shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from compare.model.spans import Passage

Kind = Literal["quotation", "wire", "house", "background"]
"""Why several documents share a passage.

quotation: the words stand inside quotation marks in at least one of them · wire: the same text in several
outlets within days · house: one outlet's own text on several occasions · background: what several
outlets repeat over a longer time.
"""

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Hint:
    """A sign in the text that one document had a shared passage before the others; no proof.

    Args:
        document: Who may have had it first.
        reason: The sign, in words.
        by: The document in which the sign stands, if it is another one: the one that names it.
    """

    document: str
    reason: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One shared passage and its variants.

    Args:
        id: Id of its first passage.
        passages: At least two, of at least two documents, ordered by document (as in the comparison), then by place.
        kind: Why they share it.
        reason: The same in words, for a reader.
        hints: Signs of who had it first where the dates do not tell, strongest first.
    """

    id: str
    passages: tuple[Passage, ...]
    kind: Kind
    reason: str
    hints: tuple[Hint, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that have it, each once, in the order of the passages."""
        return tuple(dict.fromkeys(passage.document for passage in self.passages))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Share of one document that stands in another, or in any other.

    Args:
        document: The document that is measured.
        other: The document it is held against; None for all others together.
        share: Characters of `document` inside any match with `other`, over its characters (white space at
            both ends of the text left out), overlaps counted once; directional, in [0, 1], 0.0 for an empty document.
        adjusted_share: The same without what says little about who wrote from whom: quotations, house text and
            background; at most `share`.
    """

    document: str
    other: str | None
    share: float
    adjusted_share: float
