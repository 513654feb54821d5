"""Shared passages as a report shows them: one version, and how each other one differs."""

from __future__ import annotations

from dataclasses import dataclass

from compare.model.clusters import Cluster, Hint, Kind
from compare.model.comparison import Comparison
from compare.model.spans import Passage
from compare.reports.differences import Differences, Piece
from compare.reports.places import Segments
from compare.reports.sources import Source, Sources
from compare.reports.wording import clean_label, count, shorten
from compare.text.words import has_words

KIND_WORDS: dict[Kind, str] = {
    "quotation": "quotation",
    "wire": "wire copy",
    "house": "house text",
    "background": "background",
}
KIND_MEANINGS: dict[Kind, str] = {
    "quotation": "the words stand inside quotation marks in at least one of the sources",
    "wire": "the same text in several outlets within days",
    "house": "one outlet’s own text, used on several occasions",
    "background": "what several outlets repeat over a longer time, or what, without dates, cannot be told from wire copy",
}
_LEAST_KEPT = 0.5
"""With fewer words kept than changed, the struck ones outnumber those one can read on; judged by eye on real pairs."""
_MOST_HINTS = 3
"""The strongest come first; `comparison.json` has all."""
_SHOWN_CHARACTERS = 800
"""A passage of 130 words is read here; a longer one in the article where it stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """One source that has a passage, and the paragraph where it stands."""

    source: Source
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One version of a shared passage.

    Args:
        sources: Who has these very words, in the order of the comparison.
        pieces: Steps from the version that is shown; empty where the words are the same.
        n_changes: Number of places at which the words differ.
        is_reworded: Whether so little of the shown version is left that marking every change would hide the text.
    """

    sources: tuple[Source, ...]
    pieces: tuple[Piece, ...] = ()
    n_changes: int = 0
    is_reworded: bool = False


@dataclass(frozen=True, slots=True)
class HintView:
    """A sign in the texts, and no proof, that one source had a passage first."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage:
    """One cluster.

    Args:
        number: Its number in this report, from 1.
        kind: See `Kind`.
        kind_words: The kind as readers know it.
        reason: Why it is of that kind, in words.
        sources: Who has it.
        places: Where, each occurrence.
        earliest: Who had it first in this set; several if dates tell no more, none if no date is known.
        undated: Who has it and carries no date.
        hints: Signs of who had it first where the dates do not tell, strongest first.
        shown: Whose version is shown: the earliest one, or else the first.
        text: That version.
        begins_inside: Whether it begins within a sentence.
        ends_inside: Whether it ends within a sentence.
        is_cut: Whether only its beginning is shown.
        size: Its length in words.
        same: Other sources with these very words.
        variants: Other versions, those with fewest changes first.
    """

    number: int
    kind: Kind
    kind_words: str
    reason: str
    sources: tuple[Source, ...]
    places: tuple[Place, ...]
    earliest: tuple[Source, ...]
    undated: tuple[Source, ...]
    hints: tuple[HintView, ...]
    shown: Source
    text: str
    begins_inside: bool
    ends_inside: bool
    is_cut: bool
    size: str
    same: tuple[Source, ...]
    variants: tuple[Variant, ...]

    @property
    def close(self) -> tuple[Source, ...]:
        """Who has it in these words or with few changes."""
        return _once(
            [self.shown, *self.same, *(source for each in self.variants if not each.is_reworded for source in each.sources)]
        )


def view_passages(comparison: Comparison, sources: Sources, segments: Segments, limit: int) -> tuple[SharedPassage, ...]:
    """Return the first `limit` clusters of the comparison, numbered in its order."""
    differences = Differences(comparison.matches, sources)
    return tuple(
        _view(number, cluster, comparison, sources, segments, differences)
        for number, cluster in enumerate(comparison.clusters[:limit], start=1)
    )


def _view(
    number: int, cluster: Cluster, comparison: Comparison, sources: Sources, segments: Segments, differences: Differences
) -> SharedPassage:
    earliest = comparison.earliest(cluster)
    shown = next((each for each in cluster.passages if each.document in earliest), cluster.passages[0])
    text = sources.quote(shown)
    around = segments.sentence(shown.document, shown.start, shown.end)
    full = sources[shown.document].text[around.start : around.end]
    versions: dict[tuple[Piece, ...], list[Source]] = {}
    for passage in cluster.passages:
        if passage != shown:
            versions.setdefault(_differ(differences, shown, passage), []).append(sources[passage.document])
    variants = [
        Variant(sources=_once(who), pieces=pieces, n_changes=_n_changes(pieces), is_reworded=_is_reworded(pieces))
        for pieces, who in versions.items()
        if pieces
    ]
    return SharedPassage(
        number=number,
        kind=cluster.kind,
        kind_words=KIND_WORDS[cluster.kind],
        reason=cluster.reason,
        sources=_once([sources[id] for id in cluster.documents]),
        places=tuple(Place(sources[each.document], segments.anchor(each.document, each.start)) for each in cluster.passages),
        earliest=tuple(sources[id] for id in earliest),
        undated=tuple(sources[id] for id in cluster.documents if sources[id].iso is None),
        hints=tuple(HintView(sources[each.document], _reason(each, sources)) for each in cluster.hints[:_MOST_HINTS]),
        shown=sources[shown.document],
        text=text.strip() if len(text) <= _SHOWN_CHARACTERS else shorten(text, _SHOWN_CHARACTERS),
        begins_inside=has_words(full[: max(shown.start - around.start, 0)]),
        ends_inside=has_words(full[len(full) - max(around.end - shown.end, 0) :]),
        is_cut=len(text) > _SHOWN_CHARACTERS,
        size=count(len(text.split()), "word"),
        same=_once(versions.get((), [])),
        variants=tuple(sorted(variants, key=lambda each: (each.n_changes, each.sources[0].index))),
    )


def _reason(hint: Hint, sources: Sources) -> str:
    """Return the reason of a hint; a source that names another one is itself named as in the rest of the report."""
    if hint.by is None:
        return clean_label(hint.reason)
    label = sources.documents[hint.by].outlet or hint.by
    return f"{sources[hint.by].name} {clean_label(hint.reason.removeprefix(label))}"


def _differ(differences: Differences, shown: Passage, variant: Passage) -> tuple[Piece, ...]:
    """Return the steps to a variant; none where the words are the same, whatever their quotes and spaces."""
    pieces = differences.between(shown, variant)
    return pieces if any(piece.operation in {"delete", "insert"} for piece in pieces) else ()


def _n_changes(pieces: tuple[Piece, ...]) -> int:
    """Count places, not words: a deletion with the insertion that follows it is one change."""
    n_changes, changing = 0, False
    for piece in pieces:
        if piece.operation in {"delete", "insert"}:
            n_changes += not changing
            changing = True
        elif piece.text.strip():
            changing = False
    return n_changes


def _is_reworded(pieces: tuple[Piece, ...]) -> bool:
    n_words = dict.fromkeys(("equal", "delete", "insert", "gap"), 0)
    for piece in pieces:
        n_words[piece.operation] += int(piece.text.split()[0]) if piece.operation == "gap" else len(piece.text.split())
    kept = n_words["equal"] + n_words["gap"]
    return kept < _LEAST_KEPT * (kept + max(n_words["delete"], n_words["insert"]))


def _once(sources: list[Source]) -> tuple[Source, ...]:
    return tuple({source.index: source for source in sorted(sources, key=lambda each: each.index)}.values())
