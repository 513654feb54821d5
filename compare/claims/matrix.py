"""The matrix: rows of claims that state the same thing, and what each document says to them.

Two claims of different documents are linked when each is stated by the other document and each names the other
as its best evidence; a row grows only while a new claim is linked to most of its members (no chains: in a
news story everything resembles something).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from compare.model.claims import Attestation, Cell, Claim, ClaimMatrix, ClaimRow
from compare.model.segments import SegmentedDocument

STRONG = 0.8
"""Confidence from which one direction alone links two claims, if the other at least names it partly."""
LEAD = 2
"""Body sentences at the beginning that count as the lead."""
_RANK = {"states": 3, "contradicts": 2, "partly": 1, "silent": 0}


def build_matrix(claims: Sequence[Claim], documents: Sequence[SegmentedDocument]) -> tuple[tuple[Claim, ...], ClaimMatrix]:
    """Group `claims` into rows and return them with their row's id, and the matrix.

    Every claim is in exactly one row, and a row holds at most one claim of a document, or several of one
    document only if each is linked to the claims of the others.
    """
    order = tuple(document.document.id for document in documents)
    leads = _leads(documents)
    groups = _group(claims)
    place = {claim.id: n for n, claim in enumerate(claims)}
    rows: list[tuple[tuple[float, ...], ClaimRow, tuple[Cell, ...]]] = []
    group_of: dict[str, str] = {}
    for members in groups:
        wording = max(members, key=lambda claim: (len(claim.facts), len(claim.text), -place[claim.id]))
        cells = tuple(_cell(document, members, wording) for document in order)
        stating = sum(cell.relation == "states" for cell in cells)
        row = ClaimRow(
            id=wording.id,
            text=wording.text,
            claims=tuple(claim.id for claim in members),
            weight=_weigh(stating, members, leads),
        )
        contested = any(cell.relation == "contradicts" for cell in cells)
        tier = 0 if stating > 1 and not contested else 1 if contested else 2
        rows.append(((tier, -stating, -row.weight, order.index(wording.document), wording.start), row, cells))
        group_of.update((claim.id, row.id) for claim in members)
    rows.sort(key=lambda each: each[0])
    matrix = ClaimMatrix(rows=tuple(row for _, row, _ in rows), documents=order, cells=tuple(cells for _, _, cells in rows))
    return tuple(replace(claim, group=group_of[claim.id]) for claim in claims), matrix


def _leads(documents: Sequence[SegmentedDocument]) -> Mapping[str, int]:
    """Where the lead of each document ends."""
    return {each.document.id: each.body[:LEAD][-1].end if each.body else 0 for each in documents}


def _weigh(stating: int, members: Sequence[Claim], leads: Mapping[str, int]) -> float:
    """Return how much an editor would want to know that a source leaves the row out.

    Sources that state it, plus 1 if it stands in the lead of any of them, plus 0.5 each for a number or
    date, a quotation, and a name.
    """
    kinds = {fact.kind for claim in members for fact in claim.facts}
    in_lead = any(claim.start < leads[claim.document] for claim in members)
    return (
        stating
        + 1.0 * in_lead
        + 0.5 * bool(kinds & {"quantity", "date", "time"})
        + 0.5 * ("quotation" in kinds)
        + 0.5 * ("name" in kinds)
    )


def _group(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return the rows' members, each in the order of `claims`."""
    places: dict[str, list[int]] = {}
    for n, claim in enumerate(claims):
        places.setdefault(claim.document, []).append(n)
    linked: dict[tuple[int, int], float] = {}
    for n, claim in enumerate(claims):
        for other, found in claim.attestations.items():
            if found.relation != "states" or not found.evidence:
                continue
            best = found.evidence[0]
            for m in places.get(other, ()):
                if 2 * claims[m].span.overlap(best) > min(claims[m].end - claims[m].start, best.length):
                    linked[n, m] = max(linked.get((n, m), 0.0), found.confidence)
    edges = sorted(
        (-(confidence + linked.get((m, n), 0.0)), min(n, m), max(n, m))
        for (n, m), confidence in linked.items()
        if ((m, n) in linked and n < m) or ((m, n) not in linked and confidence >= STRONG and _points_back(claims[m], claims[n]))
    )
    row_of = list(range(len(claims)))
    members = {n: [n] for n in range(len(claims))}
    joined = {(a, b) for _, a, b in edges}
    for _, a, b in edges:
        left, right = row_of[a], row_of[b]
        if left == right or not _is_tight(members[left], members[right], joined, claims):
            continue
        for n in members[right]:
            row_of[n] = left
        members[left] = sorted(members[left] + members.pop(right))
    return [[claims[n] for n in members[row]] for row in sorted(members, key=lambda row: members[row][0])]


def _points_back(claim: Claim, other: Claim) -> bool:
    found = claim.attestations.get(other.document)
    return found is not None and found.relation != "silent" and any(other.span.overlap(passage) for passage in found.evidence)


def _is_tight(left: Sequence[int], right: Sequence[int], joined: set[tuple[int, int]], claims: Sequence[Claim]) -> bool:
    """Whether more than half of the cross pairs are linked, and no document comes twice."""
    if {claims[n].document for n in left} & {claims[n].document for n in right}:
        return False
    pairs = [(min(a, b), max(a, b)) for a in left for b in right]
    return 2 * sum(pair in joined for pair in pairs) > len(pairs)


def _cell(document: str, members: Sequence[Claim], wording: Claim) -> Cell:
    own = [claim for claim in members if claim.document == document]
    if own:
        return Cell(
            relation="states", confidence=1.0, evidence=tuple(claim.passage for claim in own), reason="This source's own words."
        )
    found = [claim.attestations[document] for claim in members if document in claim.attestations]
    if not found:
        return Cell(relation="silent", confidence=0.0, evidence=(), reason="Nothing to compare with.")
    best: Attestation = max(
        found, key=lambda each: (_RANK[each.relation], each.confidence if each.relation != "silent" else each.similarity)
    )
    return Cell(relation=best.relation, confidence=best.confidence, evidence=best.evidence, reason=best.reason)
