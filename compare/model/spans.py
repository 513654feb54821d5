"""Places in a text.

All offsets are half-open and count Unicode code points of the text exactly as read, so that
`text[span.start:span.end]` is the passage, in every room and in the published JSON.  UTF-16 units or
inclusive ends were refused: every tool that mixed them pairs the wrong characters sooner or later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice


def _check_order(start: int, end: int) -> None:
    if not 0 <= start <= end:
        raise ValueError(f"A span needs 0 <= start <= end. Got start={start!r}, end={end!r} instead.")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of code points.

    An empty span is a place between two characters and is as true as any other.

    >>> Span(4, 9).length
    5
    >>> bool(Span(4, 4))
    True
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        _check_order(self.start, self.end)

    @property
    def length(self) -> int:
        """Number of code points in the span."""
        return self.end - self.start

    def overlap(self, other: Span | Passage) -> int:
        """Return how many code points both spans hold; touching spans share none.

        >>> Span(0, 4).overlap(Span(4, 9))
        0
        >>> Span(0, 6).overlap(Span(4, 9))
        2
        """
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def touches(start: int, end: int, spans: Iterable[Span]) -> bool:
    """Return whether `[start, end)` shares a code point with any of `spans`.

    >>> touches(2, 4, [Span(0, 2), Span(3, 9)]), touches(2, 4, [Span(0, 2), Span(4, 9)])
    (True, False)
    """
    return any(start < span.end and span.start < end for span in spans)


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch of one document: who, and where.

    Ordered by document id, then by place.

    >>> Passage("gazette-2021", 4, 9).span
    Span(start=4, end=9)
    """

    document: str
    start: int
    end: int

    def __post_init__(self) -> None:
        _check_order(self.start, self.end)

    @property
    def id(self) -> str:
        """Name of this passage, made of content's place: `"gazette-2021:4-9"`."""
        return f"{self.document}:{self.start}-{self.end}"

    @property
    def span(self) -> Span:
        """The place without the document."""
        return Span(self.start, self.end)

    @property
    def length(self) -> int:
        """Number of code points in the passage."""
        return self.end - self.start


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the union of `spans` as disjoint spans in text order; touching spans are joined.

    >>> merge_spans([Span(5, 9), Span(0, 4), Span(3, 6)])
    (Span(start=0, end=9),)
    >>> merge_spans([])
    ()
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def subtract_spans(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """Return what `spans` hold and `others` do not, as disjoint spans in text order; empty spans hold nothing.

    >>> subtract_spans([Span(0, 9)], [Span(2, 4), Span(8, 12)])
    (Span(start=0, end=2), Span(start=4, end=8))
    """
    left: list[Span] = []
    holes = merge_spans(others)
    first = 0
    for span in merge_spans(spans):
        start = span.start
        while first < len(holes) and holes[first].end <= start:
            first += 1
        for hole in islice(holes, first, None):
            if hole.start >= span.end:
                break
            if hole.start > start:
                left.append(Span(start, hole.start))
            start = max(start, hole.end)
        if start < span.end:
            left.append(Span(start, span.end))
    return tuple(left)
