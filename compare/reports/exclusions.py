"""What the user left out: shared passages that count nowhere, shown in grey and counted, so that nothing vanishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.model.comparison import Comparison
from compare.model.exclusions import EXCLUSION_REASONS, Exclusion, ExclusionReason
from compare.model.spans import Passage
from compare.reports.passages import Place
from compare.reports.places import Segments
from compare.reports.sources import Source, Sources
from compare.reports.wording import count, join, shorten
from compare.text.words import split_words

REASON_WORDS: dict[ExclusionReason, str] = {"ignored": "ignored", "quotation": "quotation", "short": "short"}
_SHOWN_CHARACTERS = 240
"""Enough to know the passage again; the whole of it stands in the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedPassage:
    """One passage that is left out.

    Args:
        number: Its number in `excluded.csv`, from 1.
        reason: See `ExclusionReason`.
        reason_words: The same as readers know it.
        sources: Who has it.
        places: Where, each occurrence.
        text: Its fullest version, or else, of one that is too short, the shortest.
        size: The length of that version, in words as `match.min_words` counts them.
    """

    number: int
    reason: ExclusionReason
    reason_words: str
    sources: tuple[Source, ...]
    places: tuple[Place, ...]
    text: str
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedGroup:
    """All that is left out for one reason: as many as are shown, and how many there are.

    Args:
        reason: See `ExclusionReason`.
        title: How many, as a phrase: `"4 quotations"`, `"3 passages shorter than 12 words"`.
        size: Their length together, each counted once.
        passages: Those that are shown, in the order of the comparison.
        n_passages: How many there are.
    """

    reason: ExclusionReason
    title: str
    size: str
    passages: tuple[ExcludedPassage, ...]
    n_passages: int


def view_excluded(comparison: Comparison, sources: Sources, segments: Segments, limit: int) -> tuple[ExcludedGroup, ...]:
    """Return what the options left out, reason by reason: at most `limit` passages, but none of the reasons vanishes."""
    numbered: dict[ExclusionReason, list[tuple[int, Exclusion, Passage, int]]] = {reason: [] for reason in EXCLUSION_REASONS}
    for number, each in enumerate(comparison.excluded, start=1):
        sizes = [len(split_words(sources[one.document].text, one.start, one.end)) for one in each.passages]
        size = min(sizes) if each.reason == "short" else max(sizes)
        numbered[each.reason].append((number, each, each.passages[sizes.index(size)], size))
    groups = []
    for reason, found in numbered.items():
        if found:
            kept = max(1, limit * len(found) // max(limit, len(comparison.excluded)))
            groups.append(
                ExcludedGroup(
                    reason=reason,
                    title=_title(reason, len(found), comparison.options.match.min_words),
                    size=count(sum(size for *_, size in found), "word"),
                    passages=tuple(_view(*each, sources, segments) for each in found[:kept]),
                    n_passages=len(found),
                )
            )
    return tuple(groups)


def say_excluded(groups: Sequence[ExcludedGroup]) -> str:
    """Return one sentence (without its stop) on what was left out; empty if nothing was."""
    return f"Left out at your request: {join([f'{each.title} ({each.size})' for each in groups])}" if groups else ""


def _title(reason: ExclusionReason, n: int, min_words: int) -> str:
    if reason == "quotation":
        return count(n, "quotation")
    if reason == "ignored":
        return count(n, "ignored passage")
    return f"{count(n, 'passage')} shorter than {count(min_words, 'word')}"


def _view(number: int, exclusion: Exclusion, shown: Passage, size: int, sources: Sources, segments: Segments) -> ExcludedPassage:
    return ExcludedPassage(
        number=number,
        reason=exclusion.reason,
        reason_words=REASON_WORDS[exclusion.reason],
        sources=tuple(dict.fromkeys(sources[one.document] for one in exclusion.passages)),
        places=tuple(Place(sources[one.document], segments.anchor(one.document, one.start)) for one in exclusion.passages),
        text=shorten(sources.quote(shown), _SHOWN_CHARACTERS),
        size=count(size, "word"),
    )
