"""From the documents that the fingerprints found to what a check says: each is aligned with the draft as `pair` would."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compare.matching import match_with_first
from compare.model.checks import FoundDocument, ReusedPassage
from compare.model.spans import Span, merge_spans, subtract_spans, touches
from compare.options import ClusterOptions
from compare.reuse import cluster_matches
from compare.reuse.kinds import tell_kind
from compare.text.outlets import fold_outlet
from compare.text.segments import segment_document
from compare.text.words import has_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model.checks import ReuseKind
    from compare.model.documents import Document
    from compare.model.matches import Match
    from compare.model.notices import Notice
    from compare.model.segments import SegmentedDocument
    from compare.options import MatchOptions

_KINDS = ClusterOptions()
"""Only quotations are asked for, which no option changes."""


class Coverings:
    """Which spans of a draft are shared, and which of these count in the adjusted share."""

    def __init__(self, draft: Document) -> None:
        self._text = draft.text
        self._inside = Span(len(draft.text) - len(draft.text.lstrip()), len(draft.text.rstrip() or draft.text))
        self._all: list[Span] = []
        self._adjusted: list[Span] = []

    def add(self, spans: Sequence[Span], left_out: Iterable[Span]) -> tuple[float, float]:
        """Add what one document has, and return its share and its adjusted share."""
        rest = [each for each in subtract_spans(spans, left_out) if has_words(self._text[each.start : each.end])]
        self._all += spans
        self._adjusted += rest
        return self._measure(spans), self._measure(rest)

    def shares(self) -> tuple[float, float]:
        """Return the share and the adjusted share of all documents together."""
        return self._measure(self._all), self._measure(self._adjusted)

    def _measure(self, spans: Iterable[Span]) -> float:
        if not self._inside.length:
            return 0.0
        return sum(span.overlap(self._inside) for span in merge_spans(spans)) / self._inside.length


def check_documents(
    draft: Document, documents: Sequence[Document], options: MatchOptions, templates: Sequence[Document]
) -> tuple[tuple[FoundDocument, ...], tuple[float, float], tuple[Notice, ...]]:
    """Return the documents that share passages with a draft, both shares of all together, and notices.

    Args:
        draft: The draft.
        documents: Those that may share a passage.
        options: What counts as a passage.
        templates: Texts to ignore.
    """
    first = segment_document(draft)
    others = [segment_document(each) for each in documents]
    matched = match_with_first([first, *others], options, templates)
    by_document: dict[str, list[Match]] = defaultdict(list)
    for match in matched.matches:
        by_document[match.right.document].append(match)
    coverings = Coverings(draft)
    found = []
    for other in others:
        matches = by_document[other.document.id]
        if matches:
            found.append(_describe(first, other, matches, coverings))
    found.sort(key=lambda each: (-each.share, _age(each.document), each.document.id))
    return tuple(found), coverings.shares(), matched.notices


def _describe(draft: SegmentedDocument, other: SegmentedDocument, matches: list[Match], coverings: Coverings) -> FoundDocument:
    whose = _tell_whose(draft.document, other.document)
    both = {draft.document.id: draft, other.document.id: other}
    passages = tuple(ReusedPassage(match=match, kind="quotation" if _is_quotation(match, both) else whose) for match in matches)
    spans = [match.left.span for match in matches]
    left_out = spans if whose == "own" else []
    if whose != "own" and any(_touches_quotation(match, both) for match in matches):
        clusters = cluster_matches(matches, (draft, other), _KINDS)
        quotations = [passage for each in clusters if each.kind == "quotation" for passage in each.passages]
        left_out = [passage.span for passage in quotations if passage.document == draft.document.id]
    share, adjusted_share = coverings.add(spans, left_out)
    return FoundDocument(document=other.document, passages=passages, share=share, adjusted_share=adjusted_share)


def _is_quotation(match: Match, documents: dict[str, SegmentedDocument]) -> bool:
    return _touches_quotation(match, documents) and tell_kind((match.left, match.right), documents, _KINDS)[0] == "quotation"


def _touches_quotation(match: Match, documents: dict[str, SegmentedDocument]) -> bool:
    """Return whether some of its words are quoted: else nothing in it can be a quotation, and nobody need ask what it is."""
    sides = (match.left, match.right)
    return any(touches(side.start, side.end, documents[side.document].quotations) for side in sides)


def _tell_whose(draft: Document, document: Document) -> ReuseKind:
    names = [fold_outlet(each.outlet or "") for each in (draft, document)]
    if not all(names):
        return "unknown"
    return "own" if names[0] == names[1] else "other"


def _age(document: Document) -> tuple[bool, str]:
    """Order by day, those without one last."""
    return document.day is None, str(document.day)
