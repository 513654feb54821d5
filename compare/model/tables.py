"""A comparison as plain values: the published JSON, and tidy tables for CSV files and data frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from compare.errors import MissingExtraError

if TYPE_CHECKING:
    from compare.model.comparison import Comparison
    from compare.model.documents import Document
    from compare.model.spans import Passage

Row = dict[str, Any]


def comparison_to_dict(comparison: Comparison) -> dict[str, Any]:
    """Return the published JSON as plain values (see `docs/json.md` and `newscompare schema`)."""
    kinds = comparison.kinds()
    return {
        "schema_version": comparison.schema_version,
        "documents": [
            {
                "id": document.id,
                "outlet": document.outlet,
                "title": document.title,
                "published": _iso(document),
                "length": len(document.text),
            }
            for document in comparison.documents
        ],
        "matches": [
            {
                "left": _place(match.left),
                "right": _place(match.right),
                "similarity": _round(match.similarity),
                "kind": kinds[match.id],
            }
            for match in comparison.matches
        ],
        "clusters": [
            {
                "id": cluster.id,
                "kind": cluster.kind,
                "reason": cluster.reason,
                "passages": [_place(passage) for passage in cluster.passages],
                "hints": [{"document": hint.document, "reason": hint.reason, "by": hint.by} for hint in cluster.hints],
            }
            for cluster in comparison.clusters
        ],
        "coverage": coverage_rows(comparison),
        "excluded": [
            {"reason": each.reason, "passages": [_place(passage) for passage in each.passages]} for each in comparison.excluded
        ],
        "claims": [
            {
                "id": claim.id,
                "document": claim.document,
                "start": claim.start,
                "end": claim.end,
                "gaps": [{"start": gap.start, "end": gap.end} for gap in claim.gaps],
                "text": claim.text,
                "speaker": claim.speaker,
                "facts": [{"kind": fact.kind, "start": fact.start, "end": fact.end, "value": fact.value} for fact in claim.facts],
                "group": claim.group,
                "attestations": {
                    other: {
                        "relation": found.relation,
                        "confidence": _round(found.confidence),
                        "similarity": _round(found.similarity),
                        "evidence": [{"start": passage.start, "end": passage.end} for passage in found.evidence],
                        "reason": found.reason,
                        "is_doubtful": found.is_doubtful,
                    }
                    for other, found in claim.attestations.items()
                },
            }
            for claim in comparison.claims
        ],
        "notices": [{"message": notice.message, "source": notice.source} for notice in comparison.notices],
        "options": comparison.options.of_comparison(),
    }


def document_rows(comparison: Comparison) -> list[Row]:
    """One row a document."""
    return [
        {
            "id": document.id,
            "outlet": document.outlet,
            "title": document.title,
            "published": _iso(document),
            "url": document.url,
            "length": len(document.text),
        }
        for document in comparison.documents
    ]


def match_rows(comparison: Comparison) -> list[Row]:
    """One row a match, with the words of both sides."""
    quote = _quoting(comparison)
    kinds = comparison.kinds()
    return [
        {
            "left": match.left.document,
            "left_start": match.left.start,
            "left_end": match.left.end,
            "right": match.right.document,
            "right_start": match.right.start,
            "right_end": match.right.end,
            "similarity": _round(match.similarity),
            "kind": kinds[match.id],
            "left_text": quote(match.left),
            "right_text": quote(match.right),
        }
        for match in comparison.matches
    ]


def cluster_rows(comparison: Comparison) -> list[Row]:
    """One row a passage of a cluster."""
    quote = _quoting(comparison)
    return [
        {
            "cluster": cluster.id,
            "kind": cluster.kind,
            "reason": cluster.reason,
            "document": passage.document,
            "start": passage.start,
            "end": passage.end,
            "is_earliest": passage.document in earliest,
            "text": quote(passage),
        }
        for cluster, earliest in ((each, frozenset(comparison.earliest(each))) for each in comparison.clusters)
        for passage in cluster.passages
    ]


def claim_rows(comparison: Comparison) -> list[Row]:
    """One row a claim and other document, with the words of the evidence; one row without `other` if there is no other."""
    quote = _quoting(comparison)
    return [
        {
            "id": claim.id,
            "document": claim.document,
            "start": claim.start,
            "end": claim.end,
            "text": claim.text,
            "speaker": claim.speaker,
            "group": claim.group,
            "other": other,
            "relation": found.relation if found else None,
            "confidence": _round(found.confidence) if found else None,
            "similarity": _round(found.similarity) if found else None,
            "evidence_start": found.evidence[0].start if found and found.evidence else None,
            "evidence_end": found.evidence[0].end if found and found.evidence else None,
            "evidence": quote(found.evidence[0]) if found and found.evidence else None,
            "reason": found.reason if found else None,
            "is_doubtful": found.is_doubtful if found else None,
        }
        for claim in comparison.claims
        for other, found in (claim.attestations.items() or [(None, None)])
    ]


def matrix_rows(comparison: Comparison) -> list[Row]:
    """One row a row of the matrix, one column a document with what it says to it."""
    columns = matrix_columns(comparison)
    return [
        {"row": row.id, "claim": row.text, "weight": _round(row.weight)}
        | {column: cell.relation for column, cell in zip(columns, cells, strict=True)}
        for row, cells in zip(comparison.matrix.rows, comparison.matrix.cells, strict=True)
    ]


def matrix_columns(comparison: Comparison) -> tuple[str, ...]:
    """Return the column of each document in the matrix: its id, or `document:` and its id where a column has that name.

    The prefix is put on again until no other column has the name.
    """
    taken = {"row", "claim", "weight"}
    ids = set(comparison.matrix.documents)
    columns = []
    for id in comparison.matrix.documents:
        column = id
        while column in taken or (column != id and column in ids):
            column = f"document:{column}"
        taken.add(column)
        columns.append(column)
    return tuple(columns)


def coverage_rows(comparison: Comparison) -> list[Row]:
    """One row a directed pair of documents; `other` is empty for all others together."""
    return [
        {
            "document": each.document,
            "other": each.other,
            "share": _round(each.share),
            "adjusted_share": _round(each.adjusted_share),
        }
        for each in comparison.coverage
    ]


def excluded_rows(comparison: Comparison) -> list[Row]:
    """One row a passage that the options leave out."""
    quote = _quoting(comparison)
    return [
        {
            "exclusion": number,
            "reason": each.reason,
            "document": passage.document,
            "start": passage.start,
            "end": passage.end,
            "text": quote(passage),
        }
        for number, each in enumerate(comparison.excluded, start=1)
        for passage in each.passages
    ]


TABLES: dict[str, Callable[[Comparison], list[Row]]] = {
    "documents": document_rows,
    "matches": match_rows,
    "clusters": cluster_rows,
    "claims": claim_rows,
    "matrix": matrix_rows,
    "coverage": coverage_rows,
    "excluded": excluded_rows,
}

COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": ("id", "outlet", "title", "published", "url", "length"),
    "matches": (
        "left", "left_start", "left_end", "right", "right_start", "right_end", "similarity", "kind", "left_text", "right_text",
    ),
    "clusters": ("cluster", "kind", "reason", "document", "start", "end", "is_earliest", "text"),
    "claims": (
        "id", "document", "start", "end", "text", "speaker", "group", "other", "relation", "confidence", "similarity",
        "evidence_start", "evidence_end", "evidence", "reason", "is_doubtful",
    ),
    "matrix": ("row", "claim", "weight"),
    "coverage": ("document", "other", "share", "adjusted_share"),
    "excluded": ("exclusion", "reason", "document", "start", "end", "text"),
}  # fmt: skip
"""Columns of each table, so that a table without rows still says what it would hold; `matrix` adds one a document."""


def to_frame(comparison: Comparison, name: str) -> Any:
    """Return one table as a pandas DataFrame; see `Comparison.to_frame`."""
    if name not in TABLES:
        raise ValueError(f"The 'name' parameter must be one of {', '.join(TABLES)}. Got {name!r} instead.")
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError("Data frames need pandas. Hint: pip install 'newscompare[notebook]'") from error
    columns = [*COLUMNS[name], *(matrix_columns(comparison) if name == "matrix" else ())]
    return pd.DataFrame(TABLES[name](comparison), columns=columns)


def _iso(document: Document) -> str | None:
    return document.published.isoformat() if document.published else None


def _quoting(comparison: Comparison) -> Callable[[Passage], str]:
    """Return what `Comparison.quote` does, the documents looked up once: a table of 200 documents quotes a million times."""
    documents = {document.id: document for document in comparison.documents}
    return lambda passage: documents[passage.document].quote(passage)


def _place(passage: Passage) -> Row:
    return {"document": passage.document, "start": passage.start, "end": passage.end}


def _round(share: float) -> float:
    """Four digits: more would differ from machine to machine."""
    return round(float(share), 4)
