"""How much of each document stands in others, and how much of that is more than quotations and boilerplate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.model.clusters import Coverage
from compare.model.spans import Span, merge_spans, subtract_spans
from compare.text.words import has_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model.clusters import Cluster
    from compare.model.matches import Match
    from compare.model.segments import SegmentedDocument
    from compare.options import ClusterOptions

_Pairs = dict[tuple[str, str], list[Span]]
"""Spans of the first document that the second has, too."""


def measure_coverage(
    matches: Iterable[Match],
    clusters: Iterable[Cluster],
    documents: Sequence[SegmentedDocument],
    options: ClusterOptions,
) -> tuple[Coverage, ...]:
    """Return the share of each document in each other one, then in all others together (`other=None`).

    In the order of the documents, for each first the others in order.  What several matches hold counts once.

    Args:
        matches: Of every pair of documents.
        clusters: What the matches amount to, with the kind of each.
        documents: In the order of the comparison.
        options: How background is told from wire copy.
    """
    shared: _Pairs = {}
    for match in matches:
        shared.setdefault((match.left.document, match.right.document), []).append(match.left.span)
        shared.setdefault((match.right.document, match.left.document), []).append(match.right.span)
    left_out = _find_left_out(clusters, documents, options)
    measured = []
    for each in documents:
        id, text = each.document.id, each.document.text
        inside = Span(len(text) - len(text.lstrip()), max(len(text) - len(text.lstrip()), len(text.rstrip())))
        held: list[Span] = []
        adjusted: list[Span] = []
        for other in documents:
            if other is each:
                continue
            pair = (id, other.document.id)
            spans = shared.get(pair, [])
            rest = spans
            if pair in left_out:  # spaces and stops between what is left out are no text
                rest = [span for span in subtract_spans(spans, left_out[pair]) if has_words(text[span.start : span.end])]
            held += spans
            adjusted += rest
            measured.append(_measure(*pair, spans, rest, inside))
        measured.append(_measure(id, None, held, adjusted, inside))
    return tuple(measured)


def _find_left_out(clusters: Iterable[Cluster], documents: Sequence[SegmentedDocument], options: ClusterOptions) -> _Pairs:
    """Return for each pair of documents where the first has a quotation or boilerplate that the second has, too.

    What is called background only for want of dates may be wire copy, and stays.
    """
    days = {each.document.id: each.document.day for each in documents}
    found: _Pairs = {}
    for cluster in clusters:
        if cluster.kind == "wire":
            continue
        if cluster.kind == "background":
            known = [day for id in cluster.documents if (day := days[id]) is not None]
            if not known or (max(known) - min(known)).days <= options.wire_days:
                continue
        for passage in cluster.passages:
            for other in cluster.documents:
                if other != passage.document:
                    found.setdefault((passage.document, other), []).append(passage.span)
    return found


def _measure(document: str, other: str | None, spans: Iterable[Span], adjusted: Iterable[Span], inside: Span) -> Coverage:
    return Coverage(document=document, other=other, share=_share(spans, inside), adjusted_share=_share(adjusted, inside))


def _share(spans: Iterable[Span], inside: Span) -> float:
    if not inside.length:
        return 0.0
    return sum(span.overlap(inside) for span in merge_spans(spans)) / inside.length
