"""Shared passages that the user asked to leave out: not counted, but never gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from compare.model.spans import Passage

ExclusionReason = Literal["ignored", "quotation", "short"]
"""Why a shared passage is left out.

ignored: it stands in a text that the user named (`match.ignore`) · quotation: it stands between quotation marks in
at least one document, and the user excludes quotations (`match.exclude`) · short: it has fewer words than `match.min_words`.
"""

EXCLUSION_REASONS: tuple[ExclusionReason, ...] = get_args(ExclusionReason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A shared passage that the options leave out of matches, clusters and coverage.

    Args:
        reason: Which option.
        passages: Its members, of at least two documents, ordered by document (as in the comparison), then by place.
    """

    reason: ExclusionReason
    passages: tuple[Passage, ...]
