"""Shared passages that the options leave out, over all documents."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from compare.model.exclusions import EXCLUSION_REASONS, Exclusion, ExclusionReason
from compare.model.spans import Span, merge_spans
from compare.reuse.clusters import group_matches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.model.matches import Match
    from compare.model.segments import SegmentedDocument
    from compare.model.spans import Passage


def group_excluded(
    excluded: Mapping[ExclusionReason, Sequence[Match]], documents: Sequence[SegmentedDocument]
) -> tuple[Exclusion, ...]:
    """Return what the options leave out, each passage once with all documents that have it.

    Ordered by reason (ignored, quotation, short), then as clusters are.  What lies inside a passage that is left out for an
    earlier reason is not named again.

    Args:
        excluded: Matches of every pair of documents, by the option that leaves them out.
        documents: In the order of the comparison.
    """
    found: list[Exclusion] = []
    for reason in EXCLUSION_REASONS:
        named: dict[str, list[Span]] = {}
        for each in found:
            for passage in each.passages:
                named.setdefault(passage.document, []).append(passage.span)
        merged = {id: merge_spans(spans) for id, spans in named.items()}
        found += [
            Exclusion(reason=reason, passages=passages)
            for passages in group_matches(excluded.get(reason, ()), documents)
            if not all(_is_inside(passage, merged.get(passage.document, ())) for passage in passages)
        ]
    return tuple(found)


def _is_inside(passage: Passage, spans: Sequence[Span]) -> bool:
    """Return whether one of the disjoint spans, in text order, holds a passage."""
    at = bisect_right(spans, passage.start, key=lambda span: span.start) - 1
    return at >= 0 and passage.end <= spans[at].end
