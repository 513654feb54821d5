"""Shared passages."""
from __future__ import annotations

from compare.model.documents import Document
from compare.model.matches import Match
from compare.model.notices import Notice
from compare.options import MatchOptions


def align_documents(left: Document, right: Document, options: MatchOptions = MatchOptions()) -> tuple[Match, ...]:
    from compare.matching.align import align_prepared, make_match
    from compare.matching.prepare import Preparer
    p = Preparer()
    a, b = p.prepare(left.text), p.prepare(right.text)
    return tuple(make_match(a, b, left.id, right.id, f) for f in align_prepared(a, b, p.stems.bits, options))
