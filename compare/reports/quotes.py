"""Sentences of a source, as a report quotes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from compare.model.spans import Passage, Span, merge_spans
from compare.reports.places import Segments
from compare.reports.sources import Source, Sources
from compare.reports.wording import shorten

DOUBTFUL = 0.6
"""Confidence of a contradiction below which a report says that it is unsure."""
SENTENCE_LIMIT = 600
"""Evidence is a sentence or two; the longest of the gold stories has 480 characters."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a source, and where they stand.

    Args:
        source: Whose.
        anchor: The paragraph of the annotated article.
        pieces: The words in order; True for those that another source gives differently.
    """

    source: Source
    anchor: str
    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """All words."""
        return "".join(text for text, _ in self.pieces)


def quote_sentences(passage: Passage, sources: Sources, segments: Segments, marked: Iterable[Span] = ()) -> Quote:
    """Return the whole sentences around a passage, with some of their words marked."""
    place = segments.sentence(passage.document, passage.start, passage.end)
    text = sources[passage.document].text
    pieces: list[tuple[str, bool]] = []
    at = place.start
    for span in merge_spans(span for span in marked if place.start <= span.start and span.end <= place.end):
        pieces += [(text[at : span.start], False), (text[span.start : span.end], True)]
        at = span.end
    pieces.append((text[at : place.end], False))
    if place.length > SENTENCE_LIMIT:
        pieces = [(shorten(text[place.start : place.end], SENTENCE_LIMIT), False)]
    kept = tuple((_SPACES.sub(" ", words), differs) for words, differs in pieces if words)
    return Quote(source=sources[passage.document], anchor=segments.anchor(passage.document, passage.start), pieces=kept)
