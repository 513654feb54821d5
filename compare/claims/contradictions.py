"""Contradictions."""

from __future__ import annotations

from collections.abc import Sequence

from compare.model.claims import Claim
from compare.model.segments import SegmentedDocument


def find_contradictions(claims: Sequence[Claim], documents: Sequence[SegmentedDocument]) -> tuple[Claim, ...]:
    """Return claims."""
    return tuple(claims)
