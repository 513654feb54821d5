"""Which claims each source states, adds, leaves out or gives differently.

Promises: every sentence of a body is read once, furniture never; a relation is always asked in one direction
("is this stated anywhere in that document?"); nothing is called a contradiction that is only vaguer.
"""

from __future__ import annotations

from collections.abc import Sequence

from compare.claims.contradictions import find_contradictions
from compare.claims.extraction import extract_claims
from compare.claims.matrix import build_matrix
from compare.model.claims import Claim, ClaimMatrix
from compare.model.segments import SegmentedDocument
from compare.options import ClaimOptions

__all__ = ["compare_claims"]


def compare_claims(documents: Sequence[SegmentedDocument], options: ClaimOptions) -> tuple[tuple[Claim, ...], ClaimMatrix]:
    """Return every claim with what each other document says to it, and the matrix of claims by documents.

    Claims stand in the order of the documents, then of place.  One document has claims without attestations;
    no document has none.
    """
    from compare.claims.attestation import attest_claims

    claims = extract_claims(documents, options)
    claims = attest_claims(claims, documents, options)
    claims = find_contradictions(claims, documents)
    return build_matrix(claims, documents)
