"""Each article in full, cut into runs that say which shared passages they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compare.model.comparison import Comparison
from compare.model.segments import Role, SegmentedDocument
from compare.reports.passages import SharedPassage
from compare.reports.places import Segments
from compare.reports.sources import Source, Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text to which the same things apply; runs tile a paragraph, so marks never need to nest.

    Args:
        text: The words.
        passages: The shared passages it belongs to, the one that began last first.
        begins: Shared passages whose first word here is its first.
        ends: Shared passages whose last word here is its last.
        role: What the words are if they are no part of the story.
    """

    text: str
    passages: tuple[SharedPassage, ...] = ()
    begins: tuple[SharedPassage, ...] = ()
    ends: tuple[SharedPassage, ...] = ()
    role: Role = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph.

    Args:
        anchor: Its name in the page: `"A-p3"`.
        runs: Its words.
        notes: Shared passages that begin in it, for the margin, in text order.
        n_alone: Claims in it that only this source makes.
        role: What it is if no part of it belongs to the story.
    """

    anchor: str
    runs: tuple[Run, ...]
    notes: tuple[SharedPassage, ...]
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
    comparison: Comparison, sources: Sources, segments: Segments, passages: Sequence[SharedPassage]
) -> tuple[Article, ...]:
    """Return every document cut into runs; only the passages that the report lists are marked."""
    places: dict[str, list[tuple[int, int, SharedPassage]]] = defaultdict(list)
    for cluster, shown in zip(comparison.clusters, passages, strict=False):
        for passage in cluster.passages:
            places[passage.document].append((passage.start, passage.end, shown))
    alone: dict[str, list[int]] = defaultdict(list)
    for document in comparison.documents if len(comparison.documents) > 1 else ():
        alone[document.id] = [claim.start for claim in comparison.adds(document.id)]
    return tuple(_view(document.id, sources, segments[document.id], places, alone) for document in comparison.documents)


def _view(
    id: str,
    sources: Sources,
    cut: SegmentedDocument,
    places: Mapping[str, list[tuple[int, int, SharedPassage]]],
    alone: Mapping[str, list[int]],
) -> Article:
    source, here = sources[id], sorted(places[id], key=lambda each: (each[0], -each[1], each[2].number))
    furniture = [each for each in cut.sentences if each.is_furniture]
    paragraphs: list[Paragraph] = []
    inside: list[tuple[int, int, SharedPassage]] = []
    next_place = n_furniture = 0
    for number, paragraph in enumerate(cut.paragraphs, start=1):
        inside = [each for each in inside if each[1] > paragraph.start]
        while next_place < len(here) and here[next_place][0] < paragraph.end:
            if here[next_place][1] > paragraph.start:
                inside.append(here[next_place])
            next_place += 1
        roles = []
        while n_furniture < len(furniture) and furniture[n_furniture].end <= paragraph.start:
            n_furniture += 1
        for segment in furniture[n_furniture:]:
            if segment.start >= paragraph.end:
                break
            roles.append((segment.start, segment.end, segment.role))
        runs = tuple(_runs(source.text, paragraph.start, paragraph.end, inside, roles))
        story = [run for run in runs if run.text.strip()]
        paragraphs.append(
            Paragraph(
                anchor=f"{source.key}-p{number}",
                runs=runs,
                notes=tuple(passage for start, _, passage in inside if start >= paragraph.start),
                n_alone=sum(paragraph.start <= start < paragraph.end for start in alone[id]),
                role=story[0].role if story and all(run.role != "body" for run in story) else paragraph.role,
            )
        )
    return Article(source=source, paragraphs=tuple(paragraphs), n_left_out=len(source.text) - len(cut.document.text))


def _runs(
    text: str, start: int, end: int, places: Sequence[tuple[int, int, SharedPassage]], roles: Sequence[tuple[int, int, Role]]
) -> Iterator[Run]:
    """Cut `[start, end)` wherever a passage or a piece of furniture begins or ends."""
    cuts = {start, end}
    for one in (*places, *roles):
        cuts.update(min(max(place, start), end) for place in one[:2])
    ordered = sorted(cuts)
    for left, right in pairwise(ordered):
        here = [one for one in places if one[0] <= left and right <= one[1]]
        yield Run(
            text=text[left:right],
            passages=tuple(passage for _, _, passage in reversed(here)),
            begins=tuple(passage for begin, _, passage in here if begin == left),
            ends=tuple(passage for _, stop, passage in here if stop == right),
            role=next((role for begin, stop, role in roles if begin <= left and right <= stop), "body"),
        )
