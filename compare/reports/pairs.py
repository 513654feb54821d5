"""What two sources share, counted in sentences: what an editor says aloud about it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from compare.model.comparison import Comparison
from compare.model.matches import Match
from compare.model.spans import Span, merge_spans
from compare.reports.places import Segments
from compare.reports.sources import Source, Sources
from compare.reports.wording import count, join, spell
from compare.text.words import split_words

_EDITED = 0.7
"""Least share of a sentence's words that stand unchanged on the other side for `small edits`; below it is `reworded`."""

_TOUCHED = 0.6
"""Least share of a sentence's words inside a match for it to count at all: half a sentence is a passage, no sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPair:
    """Two sources with a passage in common.

    Args:
        left: The source whose sentences are counted: the one with the larger share of its text in the other.
        right: The other one.
        n_verbatim: Sentences that stand there word for word, spelling, accents and quotes apart.
        n_edited: Sentences with most of their words unchanged.
        n_reworded: Sentences in a shared passage with fewer words unchanged.
        apart: The time between both, in words; empty where a date is unknown.
    """

    left: Source
    right: Source
    n_verbatim: int
    n_edited: int
    n_reworded: int
    apart: str

    @property
    def n_sentences(self) -> int:
        """Sentences that are shared in any way."""
        return self.n_verbatim + self.n_edited + self.n_reworded

    @property
    def counts(self) -> str:
        """The counts in words: `eight sentences word for word, two with small edits`."""
        named = ((self.n_verbatim, "word for word"), (self.n_edited, "with small edits"), (self.n_reworded, "reworded"))
        parts = [f"{spell(n).lower()} {how}" for n, how in named if n]
        if not parts:
            return "parts of sentences"
        first, _, rest = parts[0].partition(" ")
        only = next(n for n, _ in named if n)
        return join([f"{first} {'sentence' if only == 1 else 'sentences'} {rest}", *parts[1:]])

    @property
    def line(self) -> str:
        """All of it on one line: `A and B: eight sentences word for word, 14 days apart`."""
        return f"{self.left.key} and {self.right.key}: {self.counts}{', ' if self.apart else ''}{self.apart}"


def view_pairs(comparison: Comparison, sources: Sources, segments: Segments) -> tuple[SharedPair, ...]:
    """Return the pairs that share a passage, those with most shared sentences first."""
    shares = {(each.document, each.other): each.share for each in comparison.coverage}
    matches: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in comparison.matches:
        one, other = match.left.document, match.right.document
        is_turned = shares.get((other, one), 0.0) > shares.get((one, other), 0.0)
        matches[(other, one) if is_turned else (one, other)].append(match)
    pairs = [
        SharedPair(
            left=sources[left],
            right=sources[right],
            apart=_apart(comparison.document(left).day, comparison.document(right).day),
            **_count_sentences(segments, left, right, found),
        )
        for (left, right), found in matches.items()
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.n_sentences, -pair.n_verbatim, pair.left.index, pair.right.index)))


def _count_sentences(segments: Segments, left: str, right: str, matches: list[Match]) -> dict[str, int]:
    """Sort the sentences of one document by how many of their words stand in the other.

    A sentence is held against the edits of the matches, and against each sentence of the other document in a match by
    itself: a paragraph that was moved inside a passage is no edit of its sentences.
    """
    inside = merge_spans(match.side(left).span for match in matches)
    there = merge_spans(match.side(right).span for match in matches)
    equal = merge_spans(span for match in matches for span in _equal_spans(match, left))
    others = [
        split_words(segments[right].document.text, each.start, each.end).forms
        for each in segments[right].body
        if _touches(each.span, there)
    ]
    counts = {"n_verbatim": 0, "n_edited": 0, "n_reworded": 0}
    for sentence in segments[left].body:
        words = split_words(segments[left].document.text, sentence.start, sentence.end)
        if not len(words) or _n_held(words.starts, inside) < _TOUCHED * len(words):
            continue
        share = max(_n_held(words.starts, equal), *(_n_common(words.forms, other) for other in others), 0) / len(words)
        counts["n_verbatim" if share == 1 else "n_edited" if share >= _EDITED else "n_reworded"] += 1
    return counts


def _n_common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Count the words of one sentence that stand in the other in the same order."""
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity(one, other))


def _equal_spans(match: Match, id: str) -> list[Span]:
    is_left = match.left.document == id
    return [
        Span(edit.left_start, edit.left_end) if is_left else Span(edit.right_start, edit.right_end)
        for edit in match.edits
        if edit.operation == "equal"
    ]


def _touches(place: Span, spans: tuple[Span, ...]) -> bool:
    """Whether one of the disjoint spans (in order) holds a character of `place`."""
    at = bisect_right(spans, place.start, key=lambda span: span.end)
    return at < len(spans) and spans[at].start < place.end and place.length > 0


def _n_held(places: tuple[int, ...], spans: tuple[Span, ...]) -> int:
    """Count the places (in order) that lie in one of the disjoint spans (in order)."""
    first = bisect_right(spans, places[0], key=lambda span: span.end)
    last = bisect_right(spans, places[-1], key=lambda span: span.start)
    return sum(bisect_left(places, span.end) - bisect_left(places, span.start) for span in spans[first:last])


def _apart(one: date | None, other: date | None) -> str:
    """Return how far two days lie apart: `on the same day`, `14 days apart`, `19 months apart`.

    >>> _apart(date(2021, 9, 7), date(2023, 4, 18)), _apart(date(2021, 9, 7), date(2021, 9, 8)), _apart(None, date(2021, 9, 8))
    ('19 months apart', '1 day apart', '')
    """
    if one is None or other is None:
        return ""
    days = abs((one - other).days)
    if not days:
        return "on the same day"
    if days < 60:
        return f"{count(days, 'day')} apart"
    months = round(days / 30.44)
    return f"{count(months, 'month')} apart" if months < 24 else f"{count(round(days / 365.25), 'year')} apart"
