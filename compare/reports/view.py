"""The one view of a comparison that every format renders, so that all tell the same story with the same figures.

Frozen values without any markup.  Rendering straight from the comparison was refused: five formats that each count
for themselves disagree sooner or later.
"""

from __future__ import annotations

from dataclasses import dataclass

from compare.model.comparison import Comparison
from compare.reports.articles import Article, view_articles
from compare.reports.cards import Card, Yardstick, view_cards, view_yardstick
from compare.reports.claims import GROUP_WORDS, Group, RowView, view_rows
from compare.reports.details import Detail, view_details
from compare.reports.exclusions import ExcludedGroup, say_excluded, view_excluded
from compare.reports.findings import Finding, find_findings
from compare.reports.pairs import SharedPair, view_pairs
from compare.reports.passages import SharedPassage, view_passages
from compare.reports.places import Segments
from compare.reports.sources import Source, Sources
from compare.reports.wording import clean_label, count, long_date, percent, shorten, write_notices

_CARD_ROWS = 6
"""A card is read at a glance; the claims table has the rest."""
_PAIRS = 10
"""Pairs named beside the matrix: more than one reads at a glance; `matches.csv` has all."""
_NONE = (0.0, 0.0)
_MATRIX_SOURCES = 40
"""Columns that a wide screen or a printed page can carry; the CSV file has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A cell of the overlap matrix, its figures None on the diagonal.

    Args:
        other: The column; None for all others together.
        share: Share of the row's text that also stands in the column.
        adjusted: The same without quotations and boilerplate.
    """

    other: Source | None
    share: float | None
    adjusted: float | None

    @property
    def differs(self) -> bool:
        """Whether both figures differ as they are written."""
        return self.share is not None and self.adjusted is not None and percent(self.share) != percent(self.adjusted)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """A row of the overlap matrix, the last cell for all others together; `label` is the title, or else how the text begins."""

    source: Source
    label: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """A part of the claims table: as many rows as are shown, and how many there are."""

    group: Group
    title: str
    rows: tuple[RowView, ...]
    n_rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything a report says.

    Args:
        story: The title of the earliest dated source that has one, or else of the first.
        has_title: Whether the story is a source's title.
        period: From the first to the last day, in words.
        sources: All of them.
        columns: Those whose claims were compared, as the cells of each row stand.
        findings: Three to six sentences.
        overlap_title: What its figures are.
        overlap: The matrix, cut at the sources that it can show.
        pairs: Pairs of sources that share a passage, those with most shared sentences first.
        n_pairs: How many there are.
        passages: Shared passages, those in most sources first.
        n_passages: How many there are.
        excluded: What the user left out of all the above, reason by reason.
        n_excluded: How many passages that is.
        left_out: The same in one sentence without its stop; empty if nothing was left out.
        details: What sources give differently, surest first.
        n_details: How many there are.
        groups: The claims table.
        n_rows: Rows of the whole table.
        cards: One for each source.
        yardstick: What each source made of the reference; None if there is none.
        articles: All texts, annotated.
        notices: What was left out, cut short or doubtful: source (or None) and sentence.
        n_notices: How many there are.
        settings: Options in words: name and value.
        schema_version: Of the JSON.
    """

    story: str
    has_title: bool
    period: str
    sources: tuple[Source, ...]
    columns: tuple[Source, ...]
    findings: tuple[Finding, ...]
    overlap_title: str
    overlap: tuple[ShareRow, ...]
    pairs: tuple[SharedPair, ...]
    n_pairs: int
    passages: tuple[SharedPassage, ...]
    n_passages: int
    excluded: tuple[ExcludedGroup, ...]
    n_excluded: int
    left_out: str
    details: tuple[Detail, ...]
    n_details: int
    groups: tuple[RowGroup, ...]
    n_rows: int
    cards: tuple[Card, ...]
    yardstick: Yardstick | None
    articles: tuple[Article, ...]
    notices: tuple[tuple[str | None, str], ...]
    n_notices: int
    settings: tuple[tuple[str, str], ...]
    schema_version: str

    @property
    def has_adjusted(self) -> bool:
        """Whether any share of the matrix is another one without quotations and boilerplate."""
        return any(cell.differs for row in self.overlap for cell in row.shares)


def build_view(comparison: Comparison) -> View:
    """Return the view of a comparison; its lists hold at most `options.report.max_rows`, with the full count beside them."""
    limit = comparison.options.report.max_rows
    sources = Sources(comparison)
    segments = Segments(comparison, sources)
    passages = view_passages(comparison, sources, segments, limit)
    excluded = view_excluded(comparison, sources, segments, limit)
    rows = view_rows(comparison, sources, segments)
    details = view_details(comparison, sources, segments)
    pairs = view_pairs(comparison, sources, segments)
    cards = view_cards(comparison, sources, segments, rows, min(limit, _CARD_ROWS))
    story, has_title = _story(comparison, sources)
    return View(
        story=story,
        has_title=has_title,
        period=_period(comparison),
        sources=tuple(sources),
        columns=tuple(sources[id] for id in comparison.matrix.documents),
        findings=find_findings(comparison, sources, pairs, passages, rows, details, cards),
        overlap_title="Share of the row’s text that also stands in the column"
        + (", what was left out not counted" if excluded else ""),
        overlap=_overlap(comparison, sources, segments),
        pairs=pairs[:_PAIRS],
        n_pairs=len(pairs),
        passages=passages,
        n_passages=len(comparison.clusters),
        excluded=excluded,
        n_excluded=len(comparison.excluded),
        left_out=say_excluded(excluded),
        details=details[:limit],
        n_details=len(details),
        groups=_groups(rows, limit),
        n_rows=len(rows),
        cards=cards,
        yardstick=view_yardstick(comparison, sources, rows),
        articles=view_articles(comparison, sources, segments, passages, excluded),
        notices=write_notices(comparison.notices[:limit]),
        n_notices=len(comparison.notices),
        settings=tuple(
            (f"{stage}.{name}", _write_setting(value))
            for stage, values in comparison.options.of_comparison().items()
            for name, value in values.items()
        ),
        schema_version=comparison.schema_version,
    )


def _write_setting(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(shorten(clean_label(str(each)), 80) for each in value) or "none"
    return "none" if value is None else shorten(clean_label(str(value)), 80)


def _story(comparison: Comparison, sources: Sources) -> tuple[str, bool]:
    titled = [each for each in comparison.documents if sources[each.id].title]
    dated = [each for each in titled if each.day is not None]
    chosen = min(dated, key=lambda each: each.day.isoformat() if each.day else "", default=titled[0] if titled else None)
    title = sources[chosen.id].title if chosen else None
    return (title, True) if title else (f"{count(len(sources), 'article')} compared", False)


def _period(comparison: Comparison) -> str:
    days = sorted(each.day for each in comparison.documents if each.day is not None)
    if not days:
        return "no dates known"
    return long_date(days[0]) if days[0] == days[-1] else f"{long_date(days[0])} to {long_date(days[-1])}"


def _overlap(comparison: Comparison, sources: Sources, segments: Segments) -> tuple[ShareRow, ...]:
    shares = {(each.document, each.other): (each.share, each.adjusted_share) for each in comparison.coverage}
    ids = sources.ids
    if len(ids) > _MATRIX_SOURCES:
        widest = sorted(ids, key=lambda id: (-shares.get((id, None), _NONE)[0], sources[id].index))[:_MATRIX_SOURCES]
        ids = tuple(id for id in ids if id in set(widest))
    return tuple(
        ShareRow(
            source=sources[id],
            label=segments.label(id),
            shares=(
                *(_share(sources[other], None if other == id else shares.get((id, other), _NONE)) for other in ids),
                _share(None, shares.get((id, None), _NONE)),
            ),
        )
        for id in ids
    )


def _share(other: Source | None, shares: tuple[float, float] | None) -> Share:
    share, adjusted = shares or (None, None)
    return Share(other=other, share=share, adjusted=adjusted)


def _groups(rows: tuple[RowView, ...], limit: int) -> tuple[RowGroup, ...]:
    """Cut the table at `limit` rows, but let no group vanish behind another: each keeps its share."""
    groups = []
    for group, title in GROUP_WORDS.items():
        here = tuple(row for row in rows if row.group == group)
        if here:
            kept = max(1, limit * len(here) // max(limit, len(rows)))
            groups.append(RowGroup(group=group, title=title, rows=here[:kept], n_rows=len(here)))
    return tuple(groups)
