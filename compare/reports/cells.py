"""One side of a row: a text cut into stretches to which one thing applies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from compare.model.clusters import Cluster
from compare.model.comparison import Comparison
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage, Span, merge_spans, subtract_spans
from compare.reports.exclusions import REASON_WORDS
from compare.reports.passages import KIND_WORDS
from compare.reports.sources import Source
from compare.reports.wording import split_edges
from compare.text.words import split_words

_MARKS = re.compile(r"[^\w\s]*(?:\s+\Z)?")

Status = Literal["same", "only", "left_out"]


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
        return split_edges(self.text)


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


class PaintedText:
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
        self._shared = merge_spans(taken)
        self._all_words = split_words(source.text)
        for reason, words in REASON_WORDS.items():
            excluded = (each for each in comparison.excluded if each.reason == reason)
            here = [passage.span for each in excluded for passage in _of(id, each.passages)]
            painted += [(span, "left_out", words) for span in subtract_spans(here, taken)]
            taken += here
        self._painted = sorted(painted, key=lambda each: each[0])
        self._starts = [span.start for span, _, _ in self._painted]
        self._kinds = sorted(
            (
                (passage.span, KIND_WORDS[each.kind])
                for each in comparison.clusters
                if each.kind != "background" or _is_dated(comparison, each)
                for passage in _of(id, each.passages)
            ),
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

    def count_words(self, run: range) -> tuple[int, int]:
        """Count the words of a stretch, and those of them inside a shared passage."""
        if not run:
            return 0, 0
        whole = self._span(run)
        n_inside = 0
        for k in range(bisect_right(self._shared, whole.start, key=lambda span: span.end), len(self._shared)):
            start, end = max(self._shared[k].start, whole.start), min(self._shared[k].end, whole.end)
            if start >= end:
                break
            n_inside += self._n_starts(Span(start, end))
        return self._n_starts(whole), n_inside

    def _n_starts(self, span: Span) -> int:
        return len(self._all_words.within(span))

    def holds(self, run: range, spans: Iterable[Span]) -> bool:
        """Whether a stretch has characters of one of the spans."""
        return bool(run) and any(span.overlap(self._span(run)) for span in spans)

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


def _is_dated(comparison: Comparison, cluster: Cluster) -> bool:
    """Whether all who have a passage are dated: else it is background only for want of a better word, and that says nothing."""
    return all(comparison.document(id).day is not None for id in cluster.documents)


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
