"""Every pair of a story, each document prepared once."""

from __future__ import annotations

import warnings
from itertools import combinations
from typing import TYPE_CHECKING

from compare.matching.align import align_prepared, make_match
from compare.matching.prepare import Preparer
from compare.model.documents import Document
from compare.model.matches import Match
from compare.model.notices import Notice
from compare.options import MatchOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model.segments import SegmentedDocument

_DEFAULTS = MatchOptions()


def align_documents(left: Document, right: Document, options: MatchOptions = _DEFAULTS) -> tuple[Match, ...]:
    """Return every passage that stands in both documents, ordered by place in `left`."""
    preparer = Preparer()
    first, second = preparer.prepare(left.text), preparer.prepare(right.text)
    alignment = align_prepared(first, second, preparer.stems.bits, options)
    if alignment.is_cut:
        warnings.warn(_tell_cut(left.id, right.id), stacklevel=2)
    return tuple(make_match(first, second, (left.id, right.id), fragment) for fragment in alignment.fragments)


def _tell_cut(left: str, right: str) -> str:
    return (
        f"{left} and {right} are so long that only their rarer words were compared sentence by sentence; "
        "passages with the same wording are found, some reworded ones may be missing."
    )


def match_documents(
    documents: Sequence[SegmentedDocument], options: MatchOptions
) -> tuple[tuple[Match, ...], tuple[Notice, ...]]:
    """Return the reused passages of every pair, ordered by left, then by right passage in the order of the documents.

    The matches of two documents are those of `align_documents`, whatever other documents there are.
    """
    preparer = Preparer()
    prepared = [preparer.prepare(each.document.text) for each in documents]
    bits = preparer.stems.bits
    place = {each.document.id: k for k, each in enumerate(documents)}
    matches: list[Match] = []
    notices: list[Notice] = []
    for i, j in combinations(range(len(documents)), 2):
        left, right = documents[i].document, documents[j].document
        alignment = align_prepared(prepared[i], prepared[j], bits, options)
        if alignment.is_cut:
            notices.append(Notice(message=_tell_cut(left.id, right.id)))
        matches += [make_match(prepared[i], prepared[j], (left.id, right.id), fragment) for fragment in alignment.fragments]
    matches.sort(
        key=lambda m: (place[m.left.document], m.left.start, m.left.end, place[m.right.document], m.right.start, m.right.end)
    )
    return tuple(matches), tuple(notices)
