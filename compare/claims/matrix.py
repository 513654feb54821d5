"""The matrix: rows of claims that state the same thing, and what each document says to them.

Two claims of different documents are linked when each document states the other's claim at that very place; a row
grows only while a new claim is linked to most of its members, and takes one claim of a document.  Chains were
refused: in a news story everything resembles something, and A like B like C soon joins two drills to one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from compare.model.claims import Attestation, Cell, Claim, ClaimIndex, ClaimMatrix, ClaimRow, Relation
from compare.model.segments import SegmentedDocument
from compare.text.words import split_words

SURE = 0.5
"""Confidence from which "states" links two claims."""
STRONG, ALIKE = 0.8, 0.5
"""Confidence from which one direction alone links two claims, and likeness of the other direction that it needs: so
a short claim joins a longer one that adds little, but not one that says much more."""
REWORDED, REWORDED_ALIKE = 0.45, 0.3
"""Confidence and likeness of `partly` in return that link a claim with one that states it, if each is the other's best
evidence: the same statement reworded, with a detail more on one side."""
LEAD = 2
"""Body sentences at the beginning of an article that count as its lead."""

_Link = tuple[int, int]

_CERTAIN = 0.5
"""Confidence from which the attestation of a row's own wording stands against the vote: it is probably right (calibrated)."""


def build_matrix(claims: Sequence[Claim], documents: Sequence[SegmentedDocument]) -> tuple[tuple[Claim, ...], ClaimMatrix]:
    """Group `claims` into rows; return them with the id of their row, and the matrix.

    Every claim is in exactly one row.  A row's wording is its fullest claim: most facts, then longest, then first.
    """
    order = tuple(document.document.id for document in documents)
    leads = {each.document.id: each.body[:LEAD][-1].end if each.body else 0 for each in documents}
    found: list[tuple[tuple[float, ...], ClaimRow, tuple[Cell, ...]]] = []
    group_of: dict[str, str] = {}
    for members in _group(claims):
        wording = max(members, key=lambda claim: (len(claim.facts), len(claim.text)))
        cells = tuple(_cell(document, members, wording) for document in order)
        stating = sum(cell.relation == "states" for cell in cells)
        weight = _weigh(stating, members, leads)
        row = ClaimRow(id=wording.id, text=wording.text, claims=tuple(claim.id for claim in members), weight=weight)
        tier = 1 if any(cell.relation == "contradicts" for cell in cells) else 0 if stating > 1 else 2
        found.append(((tier, -stating, -weight, order.index(wording.document), wording.start), row, cells))
        group_of.update((claim.id, row.id) for claim in members)
    found.sort(key=lambda each: each[0])
    matrix = ClaimMatrix(rows=tuple(row for _, row, _ in found), documents=order, cells=tuple(cells for _, _, cells in found))
    return tuple(replace(claim, group=group_of[claim.id]) for claim in claims), matrix


def _weigh(stating: int, members: Sequence[Claim], leads: Mapping[str, int]) -> float:
    """Return how much an editor would want to know that a source leaves the row out, >= 1.

    One for each source that states it; one more if it stands in a lead; a half each for a number, date or time, for
    a quotation, and for a name.
    """
    kinds = {fact.kind for claim in members for fact in claim.facts}
    is_in_lead = any(claim.start < leads[claim.document] for claim in members)
    n_details = bool(kinds & {"quantity", "date", "time"}) + ("quotation" in kinds) + ("name" in kinds)
    return stating + 1.0 * is_in_lead + 0.5 * n_details


def _cell(document: str, members: Sequence[Claim], wording: Claim) -> Cell:
    """Return what a document says to a row: its own claim, or what its attestations of the row's claims say together."""
    own = tuple(claim.passage for claim in members if claim.document == document)
    if own:
        return Cell(relation="states", confidence=1.0, evidence=own, reason="In this source's own words.")
    found = [claim.attestations[document] for claim in members if document in claim.attestations]
    if not found:
        return Cell(relation="silent", confidence=0.0, evidence=(), reason="Nothing to compare with.")
    relation, first = _vote(found), wording.attestations.get(document)
    if relation == "silent" and first is not None and first.is_covered and first.confidence >= _CERTAIN:
        relation = first.relation  # what is probably said to the wording that is shown is not outvoted into silence
    votes = [each for each in found if each.relation == relation]
    best = max(votes, key=lambda each: (each is first, each.similarity if relation == "silent" else each.confidence))
    confidence = sum(each.confidence for each in votes) / len(found)
    return Cell(
        relation=relation, confidence=confidence, evidence=best.evidence, reason=best.reason, is_doubtful=best.is_doubtful
    )


def _vote(found: Sequence[Attestation]) -> Relation:
    """Weigh attestations of one row by their confidence: a single lenient one must not turn silence into agreement."""
    if any(each.relation == "contradicts" for each in found):
        return "contradicts"
    sums: dict[Relation, float] = {"states": 0.0, "partly": 0.0, "silent": 0.0}
    for each in found:
        sums[each.relation] += each.confidence
    if sums["silent"] > sums["states"] + sums["partly"]:
        return "silent"
    return "states" if sums["states"] >= sums["partly"] else "partly"


def _group(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return the members of each row in the order of `claims`, rows by their first member.

    The surest links come first, so that the order of the claims decides only between equals.
    """
    links = _links(claims)
    row_of = list(range(len(claims)))
    members = {n: [n] for n in range(len(claims))}
    for _, (a, b) in sorted((-strength, link) for link, strength in links.items()):
        left, right = sorted((row_of[a], row_of[b]))
        if left != right and _fit_together(members[left], members[right], links, claims):
            for n in members[right]:
                row_of[n] = left
            members[left] = sorted(members[left] + members.pop(right))
    return [[claims[n] for n in members[row]] for row in sorted(members)]


def _links(claims: Sequence[Claim]) -> dict[_Link, float]:
    """Return pairs of claims (smaller number first) that state each other, with their strength in (0, 2]."""
    index, number = ClaimIndex(claims), {claim.id: n for n, claim in enumerate(claims)}
    pointing: dict[_Link, Attestation] = {}
    stems: dict[str, frozenset[str]] = {}
    for n, claim in enumerate(claims):
        for found in claim.attestations.values():
            if found.relation not in ("states", "partly") or not found.evidence:
                continue
            best = found.evidence[0]
            partners = [each for each in index.overlapping(best) if 2 * each.span.overlap(best) > each.end - each.start]
            if partners:
                pointing[n, number[_closest(claim, partners, stems).id]] = found
    return {
        (n, m): there.confidence + back.confidence
        for (n, m), there in pointing.items()
        if n < m and (back := pointing.get((m, n))) is not None and _link(there, back)
    }


def _closest(claim: Claim, partners: Sequence[Claim], stems: dict[str, frozenset[str]]) -> Claim:
    """Return which clause of a sentence says what the claim says: the one with most words in common (Dice)."""
    if len(partners) == 1:
        return partners[0]
    for each in (claim, *partners):
        if each.id not in stems:
            stems[each.id] = frozenset(split_words(each.text).stems)
    own = stems[claim.id]
    return max(partners, key=lambda each: len(own & stems[each.id]) / (len(own) + len(stems[each.id]) or 1))


def _link(there: Attestation, back: Attestation) -> bool:
    if there.relation == back.relation == "states":
        return there.confidence >= SURE and back.confidence >= SURE
    for sure, other in ((there, back), (back, there)):
        if sure.relation == "states" and sure.confidence >= STRONG and other.similarity >= ALIKE:
            return True
        if (
            sure.relation == "states"
            and sure.confidence >= SURE
            and other.confidence >= REWORDED
            and other.similarity >= REWORDED_ALIKE
        ):
            return True
    return False


def _fit_together(left: Sequence[int], right: Sequence[int], links: Mapping[_Link, float], claims: Sequence[Claim]) -> bool:
    """Whether no document comes twice, and more than half of all pairs across are linked, or half and none is a stranger."""
    if {claims[n].document for n in left} & {claims[n].document for n in right}:
        return False
    pairs = [(min(a, b), max(a, b)) for a in left for b in right]
    linked = sum(pair in links for pair in pairs)
    return 2 * linked > len(pairs) or (2 * linked == len(pairs) and all(_is_related(claims[a], claims[b]) for a, b in pairs))


def _is_related(one: Claim, other: Claim) -> bool:
    """Whether each claim finds something of itself in the other's document."""
    there, back = one.attestations.get(other.document), other.attestations.get(one.document)
    return there is not None and back is not None and there.is_covered and back.is_covered
