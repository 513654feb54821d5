"""Shared passages that the options leave out, over all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.model.exclusions import EXCLUSION_REASONS, Exclusion, ExclusionReason
from compare.reuse.clusters import group_matches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.model.matches import Match
    from compare.model.segments import SegmentedDocument


def group_excluded(
    excluded: Mapping[ExclusionReason, Sequence[Match]], documents: Sequence[SegmentedDocument]
) -> tuple[Exclusion, ...]:
    """Return what the options leave out, each passage once with all documents that have it.

    Ordered by reason (ignored, quotation, short), then as clusters are.

    Args:
        excluded: Matches of every pair of documents, by the option that leaves them out.
        documents: In the order of the comparison.
    """
    return tuple(
        Exclusion(reason=reason, passages=passages)
        for reason in EXCLUSION_REASONS
        for passages in group_matches(excluded.get(reason, ()), documents)
    )
