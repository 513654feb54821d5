"""Which claims each source states, adds, leaves out or gives differently.

Promises: every sentence of a body, headline or caption is read once, other furniture never; a relation is always asked
in one direction ("is this stated anywhere in that document?"); nothing is called a contradiction that is only vaguer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from compare.claims.contradictions import find_contradictions
from compare.claims.extraction import extract_claims
from compare.claims.limits import limit_story
from compare.claims.matrix import build_matrix
from compare.model.claims import Claim, ClaimMatrix
from compare.model.notices import Notice
from compare.model.segments import SegmentedDocument
from compare.options import ClaimOptions

if TYPE_CHECKING:
    from compare.claims.judges import Judge

__all__ = ["compare_claims"]


def compare_claims(
    documents: Sequence[SegmentedDocument],
    options: ClaimOptions,
    reference: str | None = None,
    judge: Judge | None = None,
) -> tuple[tuple[Claim, ...], ClaimMatrix, tuple[Notice, ...]]:
    """Return every claim with what each other document says to it, the matrix of claims by documents, and what was cut short.

    Claims stand in the order of the documents, then of place.  One document has claims without attestations;
    no document has none.  Of a story beyond the limits (`limits.py`) the first documents are compared, `reference`
    among them, and the first sentences of long ones.  A `judge` decides what the comparison of words leaves doubtful.
    """
    from compare.claims.attestation import attest_claims

    documents, notices = limit_story(documents, options, reference)
    claims = extract_claims(documents, options)
    claims = attest_claims(claims, documents, options)
    if judge is not None:
        from compare.claims.judges import judge_claims

        claims, left_open = judge_claims(claims, documents, judge)
        notices = (*notices, *left_open)
    claims = find_contradictions(claims, documents)
    return *build_matrix(claims, documents), notices
