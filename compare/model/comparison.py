"""The whole result: the only thing that reports see, and the JSON that other programs rely on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from compare.model import tables
from compare.model.claims import Claim, ClaimIndex, ClaimMatrix, ClaimRow, Contradiction
from compare.model.clusters import Cluster, Coverage, Kind
from compare.model.documents import Document, is_before
from compare.model.exclusions import Exclusion
from compare.model.matches import Match
from compare.model.notices import Notice
from compare.model.spans import Passage
from compare.options import Options

SCHEMA_VERSION = "1.2"
"""Version of the published JSON: the first number changes when a field is removed or means something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything found out about a set of documents.

    Args:
        documents: In the order in which they were given.
        matches: Reused passages of every pair of documents, ordered by left, then by right passage.
        clusters: Shared passages with all their variants, those in most documents first, then the longest.
        coverage: For each document its share in each other document and in all others together, in the
            order of the documents; together (`other=None`) comes last.
        excluded: Shared passages that the options leave out, by reason, then by first passage; in none of the above.
        claims: Of all documents, in their order, then by place.
        matrix: Claims by documents.
        options: What the comparison was made with.
        notices: What was left out, cut short or doubtful.
    """

    documents: tuple[Document, ...]
    matches: tuple[Match, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    claims: tuple[Claim, ...] = ()
    matrix: ClaimMatrix = field(default_factory=lambda: ClaimMatrix(rows=(), documents=(), cells=()))
    options: Options = field(default_factory=Options)
    notices: tuple[Notice, ...] = ()
    schema_version: str = SCHEMA_VERSION

    def document(self, id: str) -> Document:
        """Return the document of that id.

        Raises:
            KeyError: There is none; names those there are.
        """
        for document in self.documents:
            if document.id == id:
                return document
        known = ", ".join(repr(document.id) for document in self.documents)
        raise KeyError(f"No document has the id {id!r}. Known are {known}.")

    def quote(self, passage: Passage) -> str:
        """Return the words of a passage."""
        return self.document(passage.document).quote(passage)

    def adds(self, id: str) -> tuple[Claim, ...]:
        """Return the claims that only this document makes: every other one is silent on them.

        First those that are surely found nowhere else, then the doubtful ones; each by the weight of their row, heaviest
        first, then by place.

        Raises:
            KeyError: No document has that id.
        """
        self.document(id)
        weights = {row.id: row.weight for row in self.matrix.rows}
        alone = [
            claim
            for claim in self.claims
            if claim.document == id and not any(found.is_covered for found in claim.attestations.values())
        ]

        def rank(claim: Claim) -> tuple[bool, float, int]:
            is_doubtful = any(found.is_doubtful for found in claim.attestations.values())
            return is_doubtful, -weights.get(claim.group, 0.0), claim.start

        return tuple(sorted(alone, key=rank))

    def omits(self, id: str) -> tuple[ClaimRow, ...]:
        """Return the rows that this document is silent on: the sure ones first, then the doubtful ones, each heaviest first.

        A row says what at least one other document states; that no statement of it was found here is not
        denial, and the cell of the matrix carries the nearest sentence.

        Raises:
            KeyError: No document has that id.
        """
        self.document(id)
        if id not in self.matrix.documents:
            return ()
        column = self.matrix.documents.index(id)
        silent = [
            (cells[column].is_doubtful, -row.weight, place)
            for place, (row, cells) in enumerate(zip(self.matrix.rows, self.matrix.cells, strict=True))
            if cells[column].relation == "silent"
        ]
        return tuple(self.matrix.rows[place] for _, _, place in sorted(silent))

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Return where two documents give the same thing with different values, surest first.

        Each pair of passages is named once, from the document that comes first.
        """
        found: list[Contradiction] = []
        seen: set[frozenset[str]] = set()
        index = ClaimIndex(self.claims)
        for claim in self.claims:
            for attestation in claim.attestations.values():
                if attestation.relation != "contradicts":
                    continue
                other = attestation.evidence[0]
                keys = _pair_keys(claim, other, index)
                if not seen.isdisjoint(keys):
                    continue
                seen.update(keys)
                found.append(
                    Contradiction(claim=claim, other=other, reason=attestation.reason, confidence=attestation.confidence)
                )
        return tuple(sorted(found, key=lambda each: -each.confidence))

    def earliest(self, cluster: Cluster) -> tuple[str, ...]:
        """Return which documents had a shared passage first in this set.

        Several if the dates tell no more, none if no date is known.  Members without a date are left out;
        earliest in this set is not where the passage comes from.
        """
        dated = [document for document in self.documents if document.id in cluster.documents and document.published is not None]
        return tuple(one.id for one in dated if not any(is_before(other, one) for other in dated))

    def kinds(self) -> dict[str, Kind]:
        """Return for the id of each match the kind of the cluster that holds most of it.

        Raises:
            KeyError: A match lies in no cluster.
        """
        held: dict[str, list[tuple[Passage, Cluster]]] = {document.id: [] for document in self.documents}
        for cluster in self.clusters:
            for passage in cluster.passages:
                held[passage.document].append((passage, cluster))
        reach: dict[str, list[int]] = {}
        for id, passages in held.items():
            passages.sort(key=lambda each: each[0])
            reach[id] = list(accumulate((passage.end for passage, _ in passages), max))
        kinds: dict[str, Kind] = {}
        for match in self.matches:
            shares: dict[str, int] = {}
            found: dict[str, Kind] = {}
            for side in (match.left, match.right):
                passages = held[side.document]
                for k in range(bisect_right(reach[side.document], side.start), len(passages)):
                    passage, cluster = passages[k]
                    if passage.start >= side.end:
                        break
                    if common := passage.span.overlap(side):
                        shares[cluster.id] = shares.get(cluster.id, 0) + common
                        found[cluster.id] = cluster.kind
            if not shares:
                raise KeyError(f"Match {match.id} lies in no cluster.")
            kinds[match.id] = found[max(shares, key=lambda id: shares[id])]
        return kinds

    def kind_of(self, match: Match) -> Kind:
        """Return the kind of one match; for many, `kinds` does it in one pass.

        Raises:
            KeyError: The match lies in no cluster.
        """
        return self.kinds()[match.id]

    def to_dict(self) -> dict[str, Any]:
        """Return the published JSON as plain values; equal input gives equal bytes once dumped."""
        return tables.comparison_to_dict(self)

    def to_frame(self, name: str) -> Any:
        """Return one table as a pandas DataFrame: documents, matches, clusters, claims, matrix, coverage or excluded.

        The same rows as the CSV files of a report.

        Raises:
            ValueError: No table has that name.
            MissingExtraError: pandas is not installed.
        """
        return tables.to_frame(self, name)


def _pair_keys(claim: Claim, other: Passage, index: ClaimIndex) -> list[frozenset[str]]:
    """Name a pair of places by every claim that stands at the other end, so that both directions meet."""
    return [frozenset((claim.id, each.id)) for each in index.overlapping(other)] or [frozenset((claim.id, other.id))]
