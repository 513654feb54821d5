"""What is said about two articles before they are read side by side: shares, sizes, dates, what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from compare.model.clusters import Cluster
from compare.model.comparison import Comparison
from compare.model.documents import is_before
from compare.model.spans import Span, merge_spans
from compare.reports.exclusions import say_excluded, view_excluded
from compare.reports.places import Segments
from compare.reports.quotation_marks import SharedQuotations
from compare.reports.sources import Source, Sources
from compare.reports.wording import clean_label, count, join, percent, shorten
from compare.text.words import Words, split_words

_MOST_HINTS = 3
"""Hints are read at a glance; the JSON has those of every passage."""
_RUN_CHARACTERS = 160
_BEGINNING = 40
_OPENING = ('"', "“", "„", "«")
_MARKS = '"“”„«»'


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPart:
    """How much of one article stands in the other.

    Args:
        source: The article that is measured.
        other: The one it is held against.
        share: Share of its characters inside a shared passage, in [0, 1].
        adjusted_share: The same without quotations and boilerplate.
        n_words: Words of it inside a shared passage.
        n_all_words: All its words.
    """

    source: Source
    other: Source
    share: float
    adjusted_share: float
    n_words: int
    n_all_words: int

    @property
    def line(self) -> str:
        """All of it: `38% of A stands in B (31% without quotations and boilerplate)`."""
        adjusted = f"{percent(self.adjusted_share)} without quotations and boilerplate"
        return f"{percent(self.share)} of {self.source.name} stands in {self.other.name} ({adjusted})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Figures and dates.

    Args:
        left: How much of the left article stands in the right one.
        right: How much of the right article stands in the left one.
        n_passages: Shared passages.
        passages: The same with their words, in a sentence.
        quotations: How many quotations are shared, and where they lack quotation marks; empty where there are none.
        run: The longest run word for word; empty where nothing is shared.
        run_size: Its length in words.
        order: Which article is the earliest in this set, or why that is not known.
        hints: Signs in the texts, where the dates do not tell.
        left_out: Shared passages that the options leave out, in a sentence; empty where there are none.
    """

    left: SharedPart
    right: SharedPart
    n_passages: int
    passages: str
    quotations: str
    run: str
    run_size: str
    order: str
    hints: tuple[str, ...]
    left_out: str


def name_sources(comparison: Comparison) -> tuple[Source, Source]:
    """Return both articles, each named by its outlet or, where that is unknown or the same, by its id."""
    left, right = Sources(comparison)
    names = [source.outlet or source.id for source in (left, right)]
    if names[0] == names[1]:
        names = [f"{name} ({source.id})" for name, source in zip(names, (left, right), strict=True)]
    return replace(left, name=names[0]), replace(right, name=names[1])


def find_facts(comparison: Comparison, left: Source, right: Source, quotations: SharedQuotations, n_bridged: int) -> Facts:
    """Return what is said about two articles.

    Args:
        comparison: Of two documents.
        left: The first one, named.
        right: The other one.
        quotations: That they share.
        n_bridged: Words of the left one inside a shared passage, in sentences without a counterpart.
    """
    words = [split_words(document.text) for document in comparison.documents]
    left, right = _resize(left, len(words[0])), _resize(right, len(words[1]))
    parts = _measure(comparison, 0, left, right, words[0]), _measure(comparison, 1, right, left, words[1])
    run, n_run = _longest_run(comparison, left, words[0])
    n_passages = len(comparison.clusters)
    passages = "No shared passage" if not n_passages else count(n_passages, "shared passage")
    if n_passages:
        passages += f" with {parts[0].n_words:,} of the {count(parts[0].n_all_words, 'word')} of {left.name}"
    if n_bridged:
        passages += f"; {n_bridged:,} of these stand between shared sentences and have no counterpart"
    return Facts(
        left=parts[0],
        right=parts[1],
        n_passages=n_passages,
        passages=f"{passages}.",
        quotations=_tell_quotations(quotations, left, right),
        run=run,
        run_size=count(n_run, "word"),
        order=_tell_order(comparison, left, right),
        hints=_find_hints(comparison, left, right),
        left_out=_tell_left_out(comparison),
    )


def describe_excess(comparison: Comparison, limit: float) -> str | None:
    """Return by how much the share of the left article that stands in the right one exceeds a limit; None if it does not.

    Args:
        comparison: Of two documents.
        limit: Largest share, in [0, 1].
    """
    left, right = name_sources(comparison)
    share = _measure_share(comparison, 0)[0]
    if share <= limit:
        return None
    said, allowed = _write_exact(share), _write_exact(limit)
    said = f"A little more than {said}" if said == allowed else said
    return f"{said} of {left.name} stands in {right.name}; at most {allowed} may."


def _write_exact(share: float) -> str:
    """Return a share as a percentage with the decimals it needs, at most two.

    >>> _write_exact(0.3), _write_exact(0.3456)
    ('30%', '34.56%')
    """
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def _measure_share(comparison: Comparison, side: int) -> tuple[float, float]:
    """Return the share of one article that stands in the other, and the adjusted one."""
    id, other = comparison.documents[side].id, comparison.documents[1 - side].id
    for each in comparison.coverage:
        if (each.document, each.other) == (id, other):
            return each.share, each.adjusted_share
    return 0.0, 0.0


def _resize(source: Source, n_words: int) -> Source:
    """Return a source with its size in words as matches count them; one in characters stays (words without spaces)."""
    return source if source.size.endswith(("character", "characters")) else replace(source, size=count(n_words, "word"))


def _count_words(words: Words, spans: Iterable[Span]) -> int:
    """Count the words that begin in disjoint spans."""
    return sum(len(words.within(span)) for span in spans)


def _measure(comparison: Comparison, side: int, source: Source, other: Source, words: Words) -> SharedPart:
    document = comparison.documents[side]
    share, adjusted_share = _measure_share(comparison, side)
    inside = merge_spans(match.side(document.id).span for match in comparison.matches)
    return SharedPart(
        source=source,
        other=other,
        share=share,
        adjusted_share=adjusted_share,
        n_words=_count_words(words, inside),
        n_all_words=len(words),
    )


def _longest_run(comparison: Comparison, left: Source, words: Words) -> tuple[str, int]:
    """Return the longest run of words that both have word for word, as the left one has it, and how many they are."""
    best, n_best = Span(0, 0), 0
    for match in comparison.matches:
        for edit in match.edits:
            if edit.operation == "equal":
                run = Span(edit.left_start, edit.left_end)
                n = _count_words(words, [run])
                if n > n_best:
                    best, n_best = run, n
    start = best.start - (left.text[best.start - 1 : best.start] in _OPENING)  # a run begins with a word
    text = left.text[start : min(best.end, best.start + 4 * _RUN_CHARACTERS)]
    return shorten(_unquote(clean_label(text).strip(" ,;:")), _RUN_CHARACTERS), n_best


def _unquote(text: str) -> str:
    """Return words that are to be shown between quotation marks without a mark of their own that holds all or none of them.

    >>> _unquote('"We stay'), _unquote('"We stay," he said')
    ('We stay', '"We stay," he said')
    """
    inner = text.strip(_MARKS)
    return text if any(mark in inner for mark in _MARKS) else inner


def _tell_quotations(quotations: SharedQuotations, left: Source, right: Source) -> str:
    found = [(quotations.n_both, "with quotation marks in both")]
    for spans, source in zip(quotations.unmarked, (left, right), strict=True):
        found.append((len(spans), f"without quotation marks in {source.name}"))
    parts = [(n, how) for n, how in found if n]
    said = join([f"{n:,} {how}" for n, how in parts]) if len(parts) > 1 else "".join(how for _, how in parts)
    total = count(sum(n for n, _ in parts), "shared quotation")
    return f"{total}{': ' if len(parts) > 1 else ', '}{said}." if parts else ""


def _tell_order(comparison: Comparison, left: Source, right: Source) -> str:
    one, other = comparison.documents
    for first, second, is_first in ((left, right, is_before(one, other)), (right, left, is_before(other, one))):
        if is_first:
            return f"Earliest in this set: {first.name}, {first.day} ({second.name}: {second.day})."
    undated = [source.name for source in (left, right) if source.iso is None]
    if len(undated) == 2:
        return "No date is known, so neither can be called the earliest in this set."
    if undated:
        return f"The date of {undated[0]} is not known, so neither can be called the earliest in this set."
    return f"Both are of {left.day.split(',')[0]}: the dates do not tell which is the earliest in this set."


def _find_hints(comparison: Comparison, left: Source, right: Source) -> tuple[str, ...]:
    names = {document.id: source.name for document, source in zip(comparison.documents, (left, right), strict=True)}
    clusters: dict[tuple[str, str], list[Cluster]] = {}
    for cluster in comparison.clusters:
        for hint in cluster.hints:
            clusters.setdefault((hint.document, hint.reason), []).append(cluster)
    said = []
    for (id, reason), found in clusters.items():
        if id in names:
            where = f" {_begin(comparison, found[0])}" if len(found) == 1 < len(comparison.clusters) else ""
            said.append(f"Hint, no proof: {names[id]} first?{where} {shorten(clean_label(reason), 200)}")
    more = len(said) - _MOST_HINTS
    return (*said[:_MOST_HINTS], *([f"{count(more, 'further hint')} of this kind."] if more > 0 else []))


def _begin(comparison: Comparison, cluster: Cluster) -> str:
    """Return how a passage begins, so that a reader finds it: `“The ferry sank…”:`."""
    passage = cluster.passages[0]  # of the left article, which comes first
    text = comparison.document(passage.document).text[passage.start : min(passage.end, passage.start + 4 * _BEGINNING)]
    return f"“{shorten(clean_label(text).lstrip(_MARKS), _BEGINNING)}”:"


def _tell_left_out(comparison: Comparison) -> str:
    """Return what the options left out, in the words of the report."""
    if not comparison.excluded:
        return ""
    sources = Sources(comparison)
    said = say_excluded(view_excluded(comparison, sources, Segments(comparison, sources), limit=1))
    return f"{said}. None of it counts in any figure."
