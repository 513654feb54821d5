"""How much of each document stands in others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.model.clusters import Coverage
from compare.model.spans import Span, merge_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model.matches import Match
    from compare.model.segments import SegmentedDocument


def measure_coverage(matches: Iterable[Match], documents: Sequence[SegmentedDocument]) -> tuple[Coverage, ...]:
    """Return the share of each document in each other one, then in all others together (`other=None`).

    In the order of the documents, for each first the others in order.  What several matches hold counts once.
    """
    spans: dict[tuple[str, str], list[Span]] = {}
    for match in matches:
        spans.setdefault((match.left.document, match.right.document), []).append(match.left.span)
        spans.setdefault((match.right.document, match.left.document), []).append(match.right.span)
    measured = []
    for each in documents:
        document = each.document
        text = document.text
        inside = Span(len(text) - len(text.lstrip()), max(len(text) - len(text.lstrip()), len(text.rstrip())))
        together: list[Span] = []
        for other in documents:
            if other is not each:
                held = spans.get((document.id, other.document.id), [])
                together += held
                measured.append(Coverage(document=document.id, other=other.document.id, share=_share(held, inside)))
        measured.append(Coverage(document=document.id, other=None, share=_share(together, inside)))
    return tuple(measured)


def _share(spans: Iterable[Span], inside: Span) -> float:
    if not inside.length:
        return 0.0
    return sum(span.overlap(inside) for span in merge_spans(spans)) / inside.length
