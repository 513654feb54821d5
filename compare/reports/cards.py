"""What is particular about each source, and how each one used the reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from compare.model.claims import Relation
from compare.model.clusters import KINDS, Kind
from compare.model.comparison import Comparison
from compare.model.spans import Span, merge_spans, subtract_spans
from compare.reports.claims import CellView, RowView
from compare.reports.passages import KIND_WORDS
from compare.reports.places import Segments
from compare.reports.sources import Source, Sources
from compare.reports.wording import percent


@dataclass(frozen=True, slots=True, kw_only=True)
class KindShare:
    """How much of a source stands in shared passages of one kind, in [0, 1]."""

    kind: Kind
    words: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A row on which a source is silent, with the sentence that comes nearest."""

    row: RowView
    cell: CellView


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One source against all others.

    Args:
        source: Which.
        label: Its title, or else how its text begins.
        share: Its text that also stands in any other source, in [0, 1].
        adjusted_share: The same without quotations and boilerplate (house text and background).
        excluded_share: Its text that stands in another source too but was left out, in [0, 1].
        own_share: Its text that was found in no other source, in [0, 1].
        kinds: The same by kind of passage, largest first; a passage may lie in two kinds.
        n_alone: Rows that only this source states.
        alone: Those rows, heaviest first.
        n_missing: Rows that at least two others (of two sources: the other one) have and on which it is silent.
        missing: Those rows: the sure ones first, then the doubtful ones, each heaviest first.
        n_rows: Rows of the whole table that it states or states in part.
        is_compared: Whether its claims were compared; if not, all rows and their numbers are empty.
    """

    source: Source
    label: str
    share: float
    adjusted_share: float
    excluded_share: float
    own_share: float
    kinds: tuple[KindShare, ...]
    n_alone: int
    alone: tuple[RowView, ...]
    n_missing: int
    missing: tuple[Missing, ...]
    n_rows: int
    is_compared: bool

    @property
    def besides(self) -> tuple[tuple[str, str], ...]:
        """What is to be said beside `share`: a figure and its words, each."""
        said = (
            (self.adjusted_share, "without quotations and boilerplate", self.share),
            (self.excluded_share, "left out at your request", self.excluded_share),
            (self.own_share, "in no other source", self.own_share),
        )
        return tuple((percent(share), words) for share, words, is_said in said if is_said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What one source made of the reference.

    Args:
        source: Which.
        kept_share: Text of the reference that stands in the source, in [0, 1].
        from_share: Text of the source that stands in the reference, in [0, 1].
        kept: Rows of the reference that it states.
        partly: Rows of the reference that it states in part.
        changed: Rows of the reference that it gives differently.
        dropped: Rows of the reference on which it is silent, heaviest first.
        added: Rows it states on which the reference is silent, heaviest first.
        is_compared: Whether its claims were compared; if not, all rows are empty.
    """

    source: Source
    kept_share: float
    from_share: float
    kept: tuple[RowView, ...]
    partly: tuple[RowView, ...]
    changed: tuple[RowView, ...]
    dropped: tuple[Missing, ...]
    added: tuple[RowView, ...]
    is_compared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """The reference, and what each other source made of it."""

    source: Source
    n_rows: int
    uses: tuple[Use, ...]


def view_cards(
    comparison: Comparison, sources: Sources, segments: Segments, rows: Sequence[RowView], limit: int
) -> tuple[Card, ...]:
    """Return one card for each source, its lists cut at `limit`."""
    shares = {each.document: (each.share, each.adjusted_share) for each in comparison.coverage if each.other is None}
    excluded = _excluded_shares(comparison, sources)
    weights = {number: row.weight for number, row in enumerate(comparison.matrix.rows, start=1)}
    ordered = [
        (row, sum(cell.relation != "silent" for cell in row.cells))
        for row in sorted(rows, key=lambda row: (-weights[row.number], row.number))
    ]
    columns = {id: place for place, id in enumerate(comparison.matrix.documents)}
    cards = []
    for id in sources.ids:
        source, column = sources[id], columns.get(id, -1)
        share, adjusted_share = shares.get(id, (0.0, 0.0))
        alone, missing = [], []
        n_rows = 0
        for row, covering in ordered if column >= 0 else ():
            own = row.cells[column]
            others = covering - (own.relation != "silent")
            n_rows += own.relation in {"states", "partly"}
            if own.relation != "silent" and not others:
                alone.append(row)
            if own.relation == "silent" and others >= min(2, len(columns) - 1):
                missing.append(Missing(row=row, cell=own))
        alone.sort(key=lambda row: row.is_doubtful)  # what is surely nowhere else comes first
        missing.sort(key=lambda each: each.cell.is_doubtful)
        cards.append(
            Card(
                source=source,
                label=segments.label(id),
                share=share,
                adjusted_share=adjusted_share,
                excluded_share=excluded.get(id, 0.0),
                own_share=max(0.0, 1.0 - share - excluded.get(id, 0.0)) if source.text.strip() else 0.0,
                kinds=_kind_shares(comparison, id, source),
                n_alone=len(alone),
                alone=tuple(alone[:limit]),
                n_missing=len(missing),
                missing=tuple(missing[:limit]),
                n_rows=n_rows,
                is_compared=column >= 0,
            )
        )
    return tuple(cards)


def _excluded_shares(comparison: Comparison, sources: Sources) -> dict[str, float]:
    """Return how much of each document is left out; what also stands in a passage that counts is not."""
    left_out: dict[str, list[Span]] = defaultdict(list)
    shared: dict[str, list[Span]] = defaultdict(list)
    for passage in (passage for each in comparison.excluded for passage in each.passages):
        left_out[passage.document].append(passage.span)
    for match in comparison.matches if left_out else ():
        for side in (match.left, match.right):
            shared[side.document].append(side.span)
    shares = {}
    for id, spans in left_out.items():
        n_characters = len(sources.documents[id].text.strip())
        n_excluded = sum(span.length for span in subtract_spans(spans, shared[id]))
        shares[id] = min(1.0, n_excluded / n_characters) if n_characters else 0.0
    return shares


def _kind_shares(comparison: Comparison, id: str, source: Source) -> tuple[KindShare, ...]:
    n_characters = len(source.text.strip())
    shares = []
    for kind in KINDS:
        spans = [
            Span(passage.start, passage.end)
            for cluster in comparison.clusters
            if cluster.kind == kind
            for passage in cluster.passages
            if passage.document == id
        ]
        if spans and n_characters:
            share = min(1.0, sum(span.length for span in merge_spans(spans)) / n_characters)
            shares.append(KindShare(kind=kind, words=KIND_WORDS[kind], share=share))
    return tuple(sorted(shares, key=lambda each: -each.share))


def view_yardstick(comparison: Comparison, sources: Sources, rows: Sequence[RowView]) -> Yardstick | None:
    """Hold every source against the reference; None if there is none."""
    reference = comparison.options.report.reference
    if reference is None or reference not in sources:
        return None
    yardstick = sources[reference]
    shares = {(each.document, each.other): each.share for each in comparison.coverage}
    weights = {number: row.weight for number, row in enumerate(comparison.matrix.rows, start=1)}
    ordered = sorted(rows, key=lambda row: (-weights[row.number], row.number))
    columns = {id: place for place, id in enumerate(comparison.matrix.documents)}
    uses = []
    for id in sources.ids:
        if id == reference:
            continue
        found: dict[Relation, list[Missing]] = {"states": [], "partly": [], "contradicts": [], "silent": []}
        added = []
        is_compared = id in columns and reference in columns
        for row in ordered if is_compared else ():
            own, theirs = row.cells[columns[id]], row.cells[columns[reference]]
            if theirs.relation != "silent":
                found["contradicts" if theirs.relation == "contradicts" and own.relation == "states" else own.relation].append(
                    Missing(row=row, cell=own)
                )
            elif own.relation != "silent":
                added.append(row)
        uses.append(
            Use(
                source=sources[id],
                kept_share=shares.get((reference, id), 0.0),
                from_share=shares.get((id, reference), 0.0),
                kept=tuple(each.row for each in found["states"]),
                partly=tuple(each.row for each in found["partly"]),
                changed=tuple(each.row for each in found["contradicts"]),
                dropped=tuple(found["silent"]),
                added=tuple(added),
                is_compared=is_compared,
            )
        )
    n_rows = sum(cell.relation != "silent" for row in rows for cell in row.cells if cell.source is yardstick)
    return Yardstick(source=yardstick, n_rows=n_rows, uses=tuple(uses))
