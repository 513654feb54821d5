"""Two articles side by side: the view that the terminal, the page and Markdown render."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from compare.model.comparison import Comparison
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage, Span, merge_spans, subtract_spans
from compare.reports.opposite import find_opposites
from compare.reports.pair_facts import REASON_WORDS, Facts, find_facts, name_sources
from compare.reports.passages import KIND_WORDS
from compare.reports.rows import Row, RowKind, order_rows
from compare.reports.sources import Source
from compare.reports.wording import clean_label, count, shorten
from compare.text.segments import segment_document
from compare.text.words import split_words

_LEAST_KEPT = 0.5
"""With fewer words the same than changed, the marks of the changes would hide the text: then the same words are marked."""
_MOST_SENTENCES = 40
"""Sentences without a counterpart that are shown in one piece; the rest is counted."""

_MARKS = re.compile(r"[^\w\s]*(?:\s+\Z)?")

Status = Literal["same", "only", "left_out"]
Mark = Literal["plain", "only", "same", "left_out"]
"""What a reader must see of some words: nothing, that they are on this side only, in both, or left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of a text to which one thing applies; those of a cell tile its text.

    Args:
        text: The words, fit to show.
        status: `same`: in both, word for word, as the edits of the matches have it · `only`: on this side only ·
            `left_out`: shared, but the options leave it out.
        reason: Why it is left out.
        is_furniture: Whether it is a headline, byline or the like.
    """

    text: str
    status: Status
    reason: str | None = None
    is_furniture: bool = False

    @property
    def edges(self) -> tuple[str, str, str]:
        """The text without the white space at its ends, and that before and after it: no mark runs over spaces."""
        core = self.text.strip()
        before = self.text[: len(self.text) - len(self.text.lstrip())] if core else self.text
        return before, core, self.text[len(before) + len(core) :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One side of a row.

    Args:
        words: Its text.
        n_sentences: Sentences of the story in it, those that are not shown counted too.
        n_hidden: Sentences at its end that are not shown.
    """

    words: tuple[Words, ...]
    n_sentences: int
    n_hidden: int = 0

    @property
    def text(self) -> str:
        """All words."""
        return "".join(each.text for each in self.words)


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
        return f"{self.label}{'; ' if self.note else ''}{self.note}"

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
        return "only" if words.status == "only" and any(map(str.isalnum, words.text)) else "plain"


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
    sides = _Side(comparison, one, left), _Side(comparison, other, right)
    limit = comparison.options.report.max_rows
    return PairView(
        left=left,
        right=right,
        facts=find_facts(comparison, left, right),
        rows=tuple(_view(number, row, sides, most_sentences) for number, row in enumerate(rows[:limit], start=1)),
        n_rows=len(rows),
        n_shared=sum(row.kind == "shared" for row in rows),
        n_apart=(
            sum(sides[0].n_body(row.left) for row in rows if row.kind == "apart"),
            sum(sides[1].n_body(row.right) for row in rows if row.kind == "apart"),
        ),
        notices=tuple(
            (shorten(clean_label(each.source), 120) if each.source else None, shorten(clean_label(each.message), 400))
            for each in comparison.notices[:limit]
        ),
        schema_version=comparison.schema_version,
    )


class _Side:
    """One text, and what applies to each stretch of it."""

    def __init__(self, comparison: Comparison, cut: SegmentedDocument, source: Source) -> None:
        id = cut.document.id
        self._text, self._sentences = source.text, cut.sentences
        same = merge_spans(
            Span(edit.left_start, edit.left_end) if match.left.document == id else Span(edit.right_start, edit.right_end)
            for match in comparison.matches
            for edit in match.edits
            if edit.operation == "equal"
        )
        painted: list[tuple[Span, Status, str | None]] = [(span, "same", None) for span in same]
        taken = [match.side(id).span for match in comparison.matches]
        for each in comparison.excluded:
            here = [passage.span for passage in each.passages if passage.document == id]
            painted += [(span, "left_out", REASON_WORDS[each.reason]) for span in subtract_spans(here, taken)]
            taken = [*merge_spans([*taken, *here])]
        self._painted = sorted(painted, key=lambda each: each[0])
        self._starts = [span.start for span, _, _ in self._painted]
        self._kinds = sorted(
            ((passage.span, KIND_WORDS[each.kind]) for each in comparison.clusters for passage in _of(id, each.passages)),
            key=lambda each: each[0],
        )

    def n_body(self, run: range) -> int:
        """Count the sentences of a stretch that belong to the story."""
        return sum(not self._sentences[k].is_furniture for k in run)

    def kind(self, run: range) -> str:
        """Return the kind of the passage that holds most of a stretch; empty if none does."""
        if not run:
            return ""
        whole = self._span(run)
        held: dict[str, int] = {}
        for span, kind in self._kinds:
            if span.start >= whole.end:
                break
            held[kind] = held.get(kind, 0) + span.overlap(whole)
        best = max(held, key=lambda kind: held[kind], default="")
        return best if best and held[best] else ""

    def cell(self, run: range, most: int | None = None) -> Cell | None:
        """Return the cell of a stretch of sentences."""
        if not run:
            return None
        shown = run[:most] if most else run
        words: list[Words] = []
        for at, k in enumerate(shown):
            sentence = self._sentences[k]
            end = self._sentences[k + 1].start if at + 1 < len(shown) else sentence.end
            words += self._words(sentence.start, end, is_furniture=sentence.is_furniture)
        return Cell(words=tuple(_tidy(words)), n_sentences=self.n_body(run), n_hidden=self.n_body(run[len(shown) :]))

    def _span(self, run: range) -> Span:
        return Span(self._sentences[run[0]].start, self._sentences[run[-1]].end)

    def _words(self, start: int, end: int, *, is_furniture: bool) -> Iterator[Words]:
        at = start
        for k in range(max(bisect_right(self._starts, start) - 1, 0), len(self._painted)):
            span, status, reason = self._painted[k]
            if span.start >= end:
                break
            if span.end <= at:
                continue
            if span.start > at:
                yield Words(text=self._text[at : span.start], status="only", is_furniture=is_furniture)
                at = span.start
            stop = min(span.end, end)
            yield Words(text=self._text[at:stop], status=status, reason=reason, is_furniture=is_furniture)
            at = stop
        if at < end:
            yield Words(text=self._text[at:end], status="only", is_furniture=is_furniture)


def _of(id: str, passages: Iterable[Passage]) -> Iterator[Passage]:
    return (passage for passage in passages if passage.document == id)


def _tidy(words: Iterable[Words]) -> Iterator[Words]:
    """Join neighbours of one status; punctuation outside a passage goes with the word before it."""
    held: Words | None = None
    for each in words:
        if held is None:
            held = each
            continue
        n_marks = len(_MARKS.match(each.text)[0]) if each.status == "only" and held.status == "same" else 0  # type: ignore[index]
        if _is_like(held, each) or n_marks == len(each.text):
            held = replace(held, text=held.text + each.text)
        else:
            yield replace(held, text=held.text + each.text[:n_marks]) if n_marks else held
            held = replace(each, text=each.text[n_marks:]) if n_marks else each
    if held is not None:
        yield held


def _is_like(one: Words, other: Words) -> bool:
    return (one.status, one.reason, one.is_furniture) == (other.status, other.reason, other.is_furniture)


def _view(number: int, row: Row, sides: tuple[_Side, _Side], most_sentences: int | None) -> RowView:
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
