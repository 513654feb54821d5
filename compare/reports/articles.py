"""Each article in full, cut into runs that say which shared passages they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from compare.model.comparison import Comparison
from compare.model.segments import Role, Segment, SegmentedDocument
from compare.model.spans import Span, merge_spans, subtract_spans
from compare.reports.exclusions import ExcludedGroup, ExcludedPassage
from compare.reports.passages import SharedPassage
from compare.reports.places import Segments
from compare.reports.sources import Source, Sources

_Shown = TypeVar("_Shown")
_Places = dict[str, list[tuple[int, int, _Shown]]]
"""By document: from where to where, and what stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text to which the same things apply; runs tile a paragraph, so marks never need to nest.

    Args:
        text: The words.
        passages: The shared passages it belongs to, the one that began last first.
        begins: Shared passages whose first word here is its first.
        ends: Shared passages whose last word here is its last.
        role: What the words are if they are no part of the story.
        excluded: What the user left out here, if no shared passage holds the words.
        begins_excluded: Whether its first word here is the first of that.
        ends_excluded: Whether its last word here is the last of that.
    """

    text: str
    passages: tuple[SharedPassage, ...] = ()
    begins: tuple[SharedPassage, ...] = ()
    ends: tuple[SharedPassage, ...] = ()
    role: Role = "body"
    excluded: ExcludedPassage | None = None
    begins_excluded: bool = False
    ends_excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph.

    Args:
        anchor: Its name in the page: `"A-p3"`.
        runs: Its words.
        notes: Shared passages that begin in it, for the margin, in text order.
        excluded: What the user left out and begins in it, for the margin.
        n_alone: Claims in it that only this source makes.
        role: What it is if no part of it belongs to the story.
    """

    anchor: str
    runs: tuple[Run, ...]
    notes: tuple[SharedPassage, ...]
    excluded: tuple[ExcludedPassage, ...]
    n_alone: int
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One source in full.

    Args:
        source: Which.
        paragraphs: Its text.
        n_left_out: Characters at its end that are not shown.
    """

    source: Source
    paragraphs: tuple[Paragraph, ...]
    n_left_out: int


def view_articles(
    comparison: Comparison,
    sources: Sources,
    segments: Segments,
    passages: Sequence[SharedPassage],
    excluded: Sequence[ExcludedGroup] = (),
) -> tuple[Article, ...]:
    """Return every document cut into runs; only the passages that the report lists are marked."""
    places: _Places[SharedPassage] = defaultdict(list)
    for cluster, shown in zip(comparison.clusters, passages, strict=False):
        for passage in cluster.passages:
            places[passage.document].append((passage.start, passage.end, shown))
    left_out: _Places[ExcludedPassage] = defaultdict(list)
    for each in (each for group in excluded for each in group.passages):
        for passage in comparison.excluded[each.number - 1].passages:
            left_out[passage.document].append((passage.start, passage.end, each))
    alone: dict[str, list[int]] = defaultdict(list)
    for document in comparison.documents if len(comparison.documents) > 1 else ():
        alone[document.id] = [claim.start for claim in comparison.adds(document.id)]
    return tuple(_view(document.id, sources, segments[document.id], places, left_out, alone) for document in comparison.documents)


def _view(
    id: str,
    sources: Sources,
    cut: SegmentedDocument,
    places: _Places[SharedPassage],
    left_out: _Places[ExcludedPassage],
    alone: Mapping[str, list[int]],
) -> Article:
    source, here = sources[id], sorted(places[id], key=lambda each: (each[0], -each[1], each[2].number))
    pieces = _uncovered(source.text, left_out[id], here)
    furniture = [each for each in cut.sentences if each.is_furniture]
    paragraphs: list[Paragraph] = []
    n_furniture = 0
    around = zip(
        cut.paragraphs,
        _touch(cut.paragraphs, here),
        _touch(cut.paragraphs, pieces),
        _touch(cut.paragraphs, sorted(left_out[id], key=lambda each: each[:2])),
        strict=True,
    )
    for number, (paragraph, inside, grey, excluded) in enumerate(around, start=1):
        roles = []
        while n_furniture < len(furniture) and furniture[n_furniture].end <= paragraph.start:
            n_furniture += 1
        for segment in furniture[n_furniture:]:
            if segment.start >= paragraph.end:
                break
            roles.append((segment.start, segment.end, segment.role))
        runs = tuple(_runs(source.text, paragraph.start, paragraph.end, inside, grey, roles))
        story = [run for run in runs if run.text.strip()]
        paragraphs.append(
            Paragraph(
                anchor=f"{source.key}-p{number}",
                runs=runs,
                notes=tuple(passage for start, _, passage in inside if start >= paragraph.start),
                excluded=tuple(each for start, _, each in excluded if start >= paragraph.start),
                n_alone=sum(paragraph.start <= start < paragraph.end for start in alone[id]),
                role=story[0].role if story and all(run.role != "body" for run in story) else paragraph.role,
            )
        )
    return Article(source=source, paragraphs=tuple(paragraphs), n_left_out=len(source.text) - len(cut.document.text))


def _touch(
    paragraphs: Iterable[Segment], places: Sequence[tuple[int, int, _Shown]]
) -> Iterator[tuple[tuple[int, int, _Shown], ...]]:
    """Yield for each paragraph the places (in text order) that reach into it."""
    inside: list[tuple[int, int, _Shown]] = []
    following = 0
    for paragraph in paragraphs:
        inside = [each for each in inside if each[1] > paragraph.start]
        while following < len(places) and places[following][0] < paragraph.end:
            if places[following][1] > paragraph.start:
                inside.append(places[following])
            following += 1
        yield tuple(inside)


def _uncovered(
    text: str, left_out: Iterable[tuple[int, int, ExcludedPassage]], shared: Iterable[tuple[int, int, SharedPassage]]
) -> list[tuple[int, int, ExcludedPassage]]:
    """Return the stretches that are left out and in no shared passage, in text order, each for one reason only.

    What is too short to count with one source may stand in a passage that counts with another one: there it counts.
    """
    covered = merge_spans(Span(start, end) for start, end, _ in shared)
    pieces = []
    for start, end, each in left_out:
        for piece in subtract_spans([Span(start, end)], covered):
            words = text[piece.start : piece.end]
            if words.strip():
                at = piece.start + len(words) - len(words.lstrip())
                pieces.append((at, at + len(words.strip()), each))
        covered = merge_spans((*covered, Span(start, end)))
    return sorted(pieces, key=lambda piece: piece[:2])


def _runs(
    text: str,
    start: int,
    end: int,
    places: Sequence[tuple[int, int, SharedPassage]],
    excluded: Sequence[tuple[int, int, ExcludedPassage]],
    roles: Sequence[tuple[int, int, Role]],
) -> Iterator[Run]:
    """Cut `[start, end)` wherever a passage, a piece that is left out, or a piece of furniture begins or ends."""
    cuts = {start, end}
    for one in (*places, *excluded, *roles):
        cuts.update(min(max(place, start), end) for place in one[:2])
    ordered = sorted(cuts)
    for left, right in pairwise(ordered):
        here = [one for one in places if one[0] <= left and right <= one[1]]
        begin, stop, piece = next((one for one in excluded if one[0] <= left and right <= one[1]), (-1, -1, None))
        yield Run(
            text=text[left:right],
            passages=tuple(passage for _, _, passage in reversed(here)),
            begins=tuple(passage for begin, _, passage in here if begin == left),
            ends=tuple(passage for _, stop, passage in here if stop == right),
            role=next((role for first, last, role in roles if first <= left and right <= last), "body"),
            excluded=piece,
            begins_excluded=begin == left,
            ends_excluded=stop == right,
        )
