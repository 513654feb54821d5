"""Where words stand in the page: the paragraph that a link leads to, and the whole sentence around a passage."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from compare.model.comparison import Comparison
from compare.model.segments import SegmentedDocument
from compare.model.spans import Span
from compare.reports.sources import Sources
from compare.reports.wording import shorten
from compare.text.segments import segment_document

_MOST_CHARACTERS = 100_000
"""A long magazine piece has 60,000; what is beyond is no reading for a page, and is counted."""


class Segments:
    """The segments of each document (of what a page shows of it), and the names of its paragraphs."""

    def __init__(self, comparison: Comparison, sources: Sources) -> None:
        self._sources = sources
        self._segmented: dict[str, SegmentedDocument] = {}
        for document in comparison.documents:
            is_long = len(document.text) > _MOST_CHARACTERS
            shown = replace(document, text=document.text[:_MOST_CHARACTERS]) if is_long else document
            self._segmented[document.id] = segment_document(shown)
        self._starts = {id: [each.start for each in cut.paragraphs] for id, cut in self._segmented.items()}
        self._sentence_starts = {id: [each.start for each in cut.sentences] for id, cut in self._segmented.items()}
        self._sentence_ends = {id: [each.end for each in cut.sentences] for id, cut in self._segmented.items()}

    def __getitem__(self, id: str) -> SegmentedDocument:
        return self._segmented[id]

    def label(self, id: str) -> str:
        """Return the title of a source, or how its story begins, or its id."""
        source, cut = self._sources[id], self._segmented[id]
        first = next(iter(cut.body or cut.sentences), None)
        begins = shorten(source.text[first.start : first.end], 80) if first else ""
        return source.title or (f"“{begins}”" if begins else source.id)

    def anchor(self, id: str, start: int) -> str:
        """Return the name of the paragraph that holds an offset."""
        return f"{self._sources[id].key}-p{max(1, bisect_right(self._starts[id], start))}"

    def sentence(self, id: str, start: int, end: int) -> Span:
        """Return the place widened to whole sentences."""
        starts, ends = self._sentence_starts[id], self._sentence_ends[id]
        first, last = bisect_right(ends, start), bisect_left(starts, end) - 1  # sentences are in text order and disjoint
        return Span(min(start, starts[first]), max(end, ends[last])) if first <= last else Span(start, end)
