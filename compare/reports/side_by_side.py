"""Two articles side by side: the view that the terminal, the page and Markdown render."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from compare.model.comparison import Comparison
from compare.reports.cells import Cell, PaintedText, Words
from compare.reports.opposite import find_opposites
from compare.reports.pair_facts import Facts, find_facts, name_sources
from compare.reports.quotation_marks import SharedQuotations, find_shared_quotations
from compare.reports.rows import Row, RowKind, order_rows
from compare.reports.sources import Source
from compare.reports.wording import count, join, write_notices
from compare.text.segments import segment_document
from compare.text.words import has_words, split_words

_LEAST_KEPT = 0.5
"""With fewer words the same than changed, the marks of the changes would hide the text: then the same words are marked."""
_MOST_SENTENCES = 40
"""Sentences without a counterpart that are shown in one piece; the rest is counted."""

_MOSTLY = 0.5
"""Of the words of a stretch without a counterpart, so many lie inside a passage for the row to say so: its share counts them."""

Mark = Literal["plain", "only", "same", "left_out"]
"""What a reader must see of some words: nothing, that they are on this side only, in both, or left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row.

    Args:
        number: From 1.
        kind: See `RowKind`.
        label: What it is, in words: `"edited, quotation"`.
        note: Where its text stands if not here; empty if nothing is to be said.
        refers: Number of the row that the note names.
        left: None where the left text has nothing.
        right: The same of the right one.
        is_verbatim: Whether both sides have the same words.
        is_reworded: Whether the words that are the same are to be marked, and not those that differ.
    """

    number: int
    kind: RowKind
    label: str
    note: str
    refers: int | None
    left: Cell | None
    right: Cell | None
    is_verbatim: bool
    is_reworded: bool

    @property
    def heading(self) -> str:
        """What stands over it: `"no counterpart: 3 sentences left"`, `"edited; moved: on the right it stands at row 3"`."""
        if self.kind == "apart":
            sides = (("left", self.left), ("right", self.right))
            sizes = [f"{count(cell.n_sentences, 'sentence')} {side}" for side, cell in sides if cell and cell.n_sentences]
            return f"{self.label}{': ' if sizes else ''}{', '.join(sizes)}"
        joined = ": " if self.kind == "elsewhere" else "; "
        return f"{self.label}{joined if self.note else ''}{self.note}"

    @property
    def same_text(self) -> str:
        """The text on one line if both sides have it to the letter; else empty."""
        if not (self.is_verbatim and self.left and self.right):
            return ""
        left, right = " ".join(self.left.text.split()), " ".join(self.right.text.split())
        return left if left == right else ""

    def mark(self, words: Words) -> Mark:
        """Return how some words of this row are marked; none are where nothing stands opposite."""
        if words.status == "left_out":
            return "left_out"
        if self.kind not in {"shared", "part"}:
            return "plain"
        if self.is_reworded:
            return "same" if words.status == "same" and " " in words.text.strip() else "plain"
        return "only" if words.status == "only" and has_words(words.text) else "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """Everything that is said about two articles.

    Args:
        left: The article that is checked.
        right: The one it is held against.
        facts: Figures and dates.
        rows: Both texts, as many rows as the options allow.
        n_rows: How many there are.
        n_shared: How many of all have words that count as shared.
        n_apart: Sentences without a counterpart, left and right.
        notices: What was left out, cut short or doubtful: source (or None) and sentence.
        schema_version: Of the JSON.
    """

    left: Source
    right: Source
    facts: Facts
    rows: tuple[RowView, ...]
    n_rows: int
    n_shared: int
    n_apart: tuple[int, int]
    notices: tuple[tuple[str | None, str], ...]
    schema_version: str


def view_pair(comparison: Comparison, most_sentences: int | None = _MOST_SENTENCES) -> PairView:
    """Return the view of a comparison of two documents.

    Args:
        comparison: What was found.
        most_sentences: How many sentences without a counterpart are shown in one piece; None for all.

    Raises:
        ValueError: There are more or fewer documents than two.
    """
    if len(comparison.documents) != 2:
        raise ValueError(f"A view side by side needs two documents. Got {len(comparison.documents)} instead.")
    left, right = name_sources(comparison)
    one, other = (segment_document(document) for document in comparison.documents)
    opposites = find_opposites(one, other, comparison.matches, comparison.excluded)
    rows = order_rows(opposites, len(one.sentences), len(other.sentences))
    sides = PaintedText(comparison, one, left), PaintedText(comparison, other, right)
    limit = comparison.options.report.max_rows
    quotations = find_shared_quotations(one, other, comparison.matches, comparison.excluded)
    n_bridged = sum(sides[0].count_words(row.left)[1] for row in rows if row.kind == "apart")
    facts = find_facts(comparison, left, right, quotations, n_bridged)
    return PairView(
        left=facts.left.source,
        right=facts.right.source,
        facts=facts,
        rows=tuple(_view(number, row, sides, quotations, most_sentences) for number, row in enumerate(rows[:limit], start=1)),
        n_rows=len(rows),
        n_shared=sum(row.kind == "shared" for row in rows),
        n_apart=(
            sum(sides[0].n_body(row.left) for row in rows if row.kind == "apart"),
            sum(sides[1].n_body(row.right) for row in rows if row.kind == "apart"),
        ),
        notices=write_notices(comparison.notices[:limit]),
        schema_version=comparison.schema_version,
    )


def _view(
    number: int, row: Row, sides: tuple[PaintedText, PaintedText], quotations: SharedQuotations, most_sentences: int | None
) -> RowView:
    most = most_sentences if row.kind == "apart" else None
    left, right = sides[0].cell(row.left, most), sides[1].cell(row.right, most)
    if row.kind == "shared" and left and right and split_words(left.text).forms == split_words(right.text).forms:
        left, right = _all_same(left), _all_same(right)  # moved inside a passage, of which the edits run one way only
    counts = _count(left), _count(right)
    n_same, n_only = min(same for same, _ in counts), max(only for _, only in counts)
    is_verbatim = row.kind == "shared" and not n_only
    is_reworded = row.kind == "shared" and n_same < _LEAST_KEPT * (n_same + n_only)
    label = _LABELS[row.kind]
    if row.kind == "shared":
        label = "word for word" if is_verbatim else "reworded" if is_reworded else "edited"
        kind = sides[0].kind(row.left) or sides[1].kind(row.right)
        label += f", {kind}" if kind else ""
    elif row.kind == "left_out":
        reasons = dict.fromkeys(each.reason for cell in (left, right) if cell for each in cell.words if each.reason)
        label = f"left out: {', '.join(filter(None, reasons))}"
    elif row.kind == "apart":
        n_words, n_inside = sides[0].count_words(row.left) if row.left else sides[1].count_words(row.right)
        label += ", inside a shared passage" if n_inside > _MOSTLY * n_words else ""
    if row.kind in {"shared", "left_out", "part"}:
        places = (("left", row.left), ("right", row.right))
        bare = [place for at, (place, run) in enumerate(places) if sides[at].holds(run, quotations.unmarked[at])]
        label += f", no quotation marks on the {join(bare)}" if bare else ""
    refers = None if row.refers is None else row.refers + 1
    return RowView(
        number=number,
        kind=row.kind,
        label=label,
        note=_NOTES["moved" if row.is_moved else row.kind].format(refers) if refers else "",
        refers=refers,
        left=left,
        right=right if row.kind != "elsewhere" else None,
        is_verbatim=is_verbatim,
        is_reworded=is_reworded,
    )


_LABELS: dict[RowKind, str] = {
    "shared": "",
    "left_out": "",
    "apart": "no counterpart",
    "part": "part of another row",
    "again": "repeated",
    "elsewhere": "moved",
}
_NOTES = {
    "moved": "moved: on the right it stands at row {}",
    "part": "goes with row {}",
    "again": "the same words as in row {}",
    "elsewhere": "on the right, the text of row {} stands here",
}


def _all_same(cell: Cell) -> Cell:
    return replace(cell, words=tuple(replace(each, status="same") if each.status == "only" else each for each in cell.words))


def _count(cell: Cell | None) -> tuple[int, int]:
    """Count the words that are the same, and those only here."""
    same = only = 0
    for each in cell.words if cell else ():
        n = len(split_words(each.text))
        same += n if each.status == "same" else 0
        only += n if each.status == "only" else 0
    return same, only
