"""Contradictions an editor can trust: the same thing, given with another value.

Only claims that already match are laid beside each other, and only details of one type in the same surroundings count,
which exclude each other while neither stands anywhere else in the other document.  Vaguer is no contradiction: "over 100" and
"more than 100", "44-day" and "six weeks", a rounded figure, a date without a year that was reused years later.
Fewer and right was preferred to more: one invented contradiction costs more trust than ten found ones earn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compare.claims.amounts import Amounts
from compare.claims.conflicts import Conflict
from compare.claims.denials import compare_denials
from compare.claims.occasions import compare_dates, compare_times
from compare.claims.particulars import compare_particulars
from compare.claims.statements import Statement
from compare.claims.story import Story
from compare.claims.wording import compare_names, compare_quotations
from compare.model.claims import Attestation, Claim
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage

MIN_CONFIDENCE = 0.5
"""Confidence from which a partly stated claim is looked at."""
N_EVIDENCE = 2
"""Pieces of evidence that are looked at for each claim."""

_Found = dict[tuple[str, str], tuple[Conflict, Passage]]
"""For the id of a claim and of another document: the surest conflict, and where it stands there."""


def find_contradictions(claims: Sequence[Claim], documents: Sequence[SegmentedDocument]) -> tuple[Claim, ...]:
    """Return `claims` with `contradicts` where another document gives the same thing differently; symmetric.

    Each claim that is stated or partly stated elsewhere is laid beside its best evidence.  Tolls, large figures that are
    close, and particulars that an article gives once are compared wherever they stand: their sentences differ too much to
    match, but what they tell is known.
    """
    story = Story(claims, documents)
    amounts = Amounts(story)
    found: _Found = {}
    seen: set[frozenset[str]] = set()
    for claim in claims:
        for attestation in claim.attestations.values():
            for place in attestation.evidence[:N_EVIDENCE] if _is_matched(attestation) else ():
                for partner in story.claims_at(place):
                    pair = frozenset((claim.id, partner.id))
                    if pair not in seen:
                        seen.add(pair)
                        left, right = story.statement(claim), story.statement(partner)
                        _keep(found, left, right, _compare(story, amounts, left, right))
    for left, right, conflict in (*amounts.compare_known(), *compare_particulars(story)):
        _keep(found, left, right, conflict)
    return tuple(_with_conflicts(claim, found) for claim in claims)


def _is_matched(attestation: Attestation) -> bool:
    return attestation.relation == "states" or (attestation.relation == "partly" and attestation.confidence >= MIN_CONFIDENCE)


def _compare(story: Story, amounts: Amounts, left: Statement, right: Statement) -> Conflict | None:
    """Return the first conflict of two matched statements: numbers, then dates, times, names, denial, quoted words."""
    return (
        amounts.compare(left, right)
        or compare_dates(story, left, right)
        or compare_times(story, left, right)
        or compare_names(story, left, right)
        or compare_denials(story, left, right)
        or compare_quotations(story, left, right)
    )


def _keep(found: _Found, left: Statement, right: Statement, conflict: Conflict | None) -> None:
    """Remember a conflict for both sides, unless a surer one is known."""
    if conflict is None:
        return
    for one, other, seen_from in ((left.claim, right.claim, conflict), (right.claim, left.claim, conflict.mirrored())):
        key = (one.id, other.document)
        if key not in found or found[key][0].confidence < conflict.confidence:
            found[key] = (seen_from, other.passage)


def _with_conflicts(claim: Claim, found: _Found) -> Claim:
    changed = {}
    for other, attestation in claim.attestations.items():
        if (claim.id, other) not in found:
            continue
        conflict, place = found[claim.id, other]
        rest = tuple(each for each in attestation.evidence if not place.span.overlap(each)) if attestation.is_covered else ()
        changed[other] = replace(
            attestation, relation="contradicts", confidence=conflict.confidence, evidence=(place, *rest), reason=conflict.reason
        )
    return replace(claim, attestations={**claim.attestations, **changed}) if changed else claim
