"""The few sentences a report begins with.

They say what was found and where, and hedge what a comparison of texts cannot know: "earliest in this set", never
where a passage comes from; "no statement found", never that something was left out on purpose; and nothing about an outlet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from compare.model.clusters import KINDS
from compare.model.comparison import Comparison
from compare.reports.cards import Card
from compare.reports.claims import RowView
from compare.reports.details import Detail
from compare.reports.pairs import SharedPair
from compare.reports.passages import SharedPassage
from compare.reports.sources import Source, Sources
from compare.reports.wording import count, join, percent, shorten, spell

_EXAMPLE_LIMIT = 150
_DETAILS_LIMIT = 300
_SURE = 0.5
"""Confidence from which a claim counts as whole in a source where one is named as an example."""
_KIND_COUNTS = {
    "quotation": ("quotation", "quotations"),
    "wire": ("passage of wire copy", "passages of wire copy"),
    "house": ("piece of house text", "pieces of house text"),
    "background": ("piece of background", "pieces of background"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence: `plain` words of ours, `strong` ones, the `name` of a source, or a `quote` from one."""

    style: Literal["plain", "strong", "name", "quote"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence or two.

    Args:
        section: Where the report shows more: the name of the section.
        parts: The words.
    """

    section: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The sentence in plain text, quotes in quotation marks."""
        return "".join(f"“{part.text}”" if part.style == "quote" else part.text for part in self.parts)


def find_findings(
    comparison: Comparison,
    sources: Sources,
    pairs: Sequence[SharedPair],
    passages: Sequence[SharedPassage],
    rows: Sequence[RowView],
    details: Sequence[Detail],
    cards: Sequence[Card],
) -> tuple[Finding, ...]:
    """Return three to six findings, the most telling first."""
    if len(sources) < 2:
        return (_say("sources", "There is only one article, so there is nothing to compare it with."),)
    findings = [
        _passages(comparison, sources, passages),
        _most_shared(comparison, sources, pairs, cards),
        _details(details, rows),
        _consensus(sources, rows),
        _single(rows, cards),
        _earliest(comparison, sources, passages),
    ]
    return tuple(finding for finding in findings if finding)


def _say(section: str, *parts: str | Part) -> Finding:
    return Finding(
        section=section, parts=tuple(part if isinstance(part, Part) else Part("plain", part) for part in parts if part)
    )


def _strong(text: str) -> Part:
    return Part("strong", text)


def _name(source: Source) -> Part:
    return Part("name", source.name)


def _telling(passage: SharedPassage) -> tuple[int, int, bool, int]:
    """Rank a passage as an example: across outlets, in many sources, a whole sentence, long."""
    return (
        len({each.outlet or each.key for each in passage.close}),
        len(passage.close),
        not passage.begins_inside,
        len(passage.text),
    )


def _quote(text: str, begins_inside: bool = False, ends_inside: bool = False) -> Part:
    """Return words as a quotation, without marks or commas of their own at its ends."""
    words = shorten(text.strip(" \n“”\"'‘’«»").rstrip(",;:–—"), _EXAMPLE_LIMIT)
    return Part("quote", ("…" if begins_inside else "") + words + ("…" if ends_inside and not words.endswith(("…", ".")) else ""))


def _names(sources: Sequence[Source], most: int = 4) -> list[str | Part]:
    """Return "A, B and C" as parts, or the first few and how many more."""
    shown = list(sources if len(sources) <= most + 1 else sources[:most])
    parts: list[str | Part] = []
    for place, source in enumerate(shown):
        is_last = place == len(shown) - 1 and len(shown) == len(sources)
        parts += ["" if place == 0 else " and " if is_last else ", ", _name(source)]
    if len(shown) < len(sources):
        parts.append(f" and {len(sources) - len(shown)} more")
    return parts


def _passages(comparison: Comparison, sources: Sources, passages: Sequence[SharedPassage]) -> Finding:
    if not comparison.clusters:
        return _say(
            "passages",
            _strong("No shared passage"),
            f" of {comparison.options.match.min_words} words or more was found in the {len(sources)} articles",
            ", apart from what was left out." if comparison.excluded else ".",
        )
    kinds = Counter(cluster.kind for cluster in comparison.clusters)
    counted = [f"{spell(kinds[kind]).lower()} {_KIND_COUNTS[kind][kinds[kind] > 1]}" for kind in KINDS if kinds[kind]]
    n = len(comparison.clusters)
    best = max(passages, key=_telling)
    where = "all of them" if len(best.close) == len(sources) and len(sources) > 2 else None
    parts: list[str | Part] = [_strong(f"{spell(n)} shared {'passage' if n == 1 else 'passages'}"), f": {join(counted)}."]
    parts += [" In ", *([where] if where else _names(best.close)), ": ", _quote(best.text, best.begins_inside, best.ends_inside)]
    return _say("passages", *parts)


def _most_shared(comparison: Comparison, sources: Sources, shared: Sequence[SharedPair], cards: Sequence[Card]) -> Finding | None:
    shares = {(each.document, each.other): each.share for each in comparison.coverage if each.other is not None}
    pairs = [(one, other) for place, one in enumerate(sources.ids) for other in sources.ids[place + 1 :]]
    best = max(pairs, key=lambda pair: max(shares.get(pair, 0.0), shares.get(pair[::-1], 0.0)))
    if not max(shares.get(best, 0.0), shares.get(best[::-1], 0.0)):
        return None
    one, other = sorted(best, key=lambda id: -shares.get((id, best[0] if id == best[1] else best[1]), 0.0))
    counts = next((each.counts for each in shared if {each.left.id, each.right.id} == set(best)), "")
    parts: list[str | Part] = [
        _strong(percent(shares.get((one, other), 0.0))), " of ", _name(sources[one]), " also stands in ", _name(sources[other]),
        ", and ", _strong(percent(shares.get((other, one), 0.0))), " of ", _name(sources[other]), " in ", _name(sources[one]),
        ": the largest overlap of any two" if len(pairs) > 1 else "",
        f", {counts}." if counts else ".",
    ]  # fmt: skip
    alone = [card.source for card in cards if not card.share]
    if alone:
        counting = " that counts" if comparison.excluded else ""
        parts += [" ", *_names(alone), f" {'shares' if len(alone) == 1 else 'share'} no passage{counting} with any other."]
    return _say("overlap", *parts)


def _details(details: Sequence[Detail], rows: Sequence[RowView]) -> Finding | None:
    """Name the surest details with all their values, as many as one can read at a glance."""
    if not rows:
        return None
    if not details:
        return _say(
            "contradictions",
            _strong("No contradiction"),
            " between two sources was found in numbers, dates, times, places or names.",
        )
    n = len(details)
    parts: list[str | Part] = [_strong(f"{spell(n)} {'detail is' if n == 1 else 'details are'} given differently")]
    n_named, n_characters = 0, 0
    for each in details[:3]:
        n_characters += len(each.summary)
        if n_named and n_characters > _DETAILS_LIMIT:
            break
        n_named += 1
        for place, version in enumerate(each.versions):
            parts += [
                (": " if n_named == 1 else "; ") if place == 0 else ", ",
                f"{version.value} in ",
                *_names(version.sources, 3),
            ]
        parts.append(" (unsure)" if each.is_doubtful else "")
    parts.append(f"; and {n - n_named} more." if n > n_named else ".")
    return _say("contradictions", *parts)


def _consensus(sources: Sources, rows: Sequence[RowView]) -> Finding | None:
    if not rows:
        return _say("claims", _strong("No claim"), " could be taken from these texts.")
    n_compared = len(rows[0].cells)
    whose = " whose claims were compared" if n_compared < len(sources) else ""
    everywhere = [row for row in rows if all(cell.relation == "states" for cell in row.cells)]
    several = [row for row in rows if row.group == "several"]
    if everywhere:
        who = "both sources" if len(sources) == 2 else f"all {n_compared} sources{whose}"
        return _say(
            "claims",
            _strong(f"{spell(len(everywhere))} {'claim stands' if len(everywhere) == 1 else 'claims stand'} in {who}"),
            f"{', among them' if len(everywhere) > 1 else ''}: ",
            _quote(everywhere[0].text),
        )
    if several:
        widest = max(several, key=_width)
        whole, n = _width(widest)
        where = f"whole in {whole}" if whole > 1 else f"in part at least in {n}"
        stand = f" {'stands' if len(several) == 1 else 'stand'} in two or more. The widest, {where} of {n_compared}{whose}: "
        counted = _strong(count(len(several), "claim"))
        return _say("claims", "No claim was found whole in every source; ", counted, stand, _quote(widest.text))
    return _say("claims", _strong("No claim"), " was found in more than one source.")


def _width(row: RowView) -> tuple[int, int]:
    """Return in how many sources a claim surely stands whole, and how many say anything to it."""
    whole = sum(cell.relation == "states" and cell.confidence >= _SURE for cell in row.cells)
    return whole, sum(cell.relation != "silent" for cell in row.cells)


def _single(rows: Sequence[RowView], cards: Sequence[Card]) -> Finding | None:
    n = sum(row.group == "single" for row in rows)
    ranked = sorted((card for card in cards if card.n_alone), key=lambda card: -card.n_alone)
    if not n or not ranked:
        return None
    parts: list[str | Part] = [_strong(f"{count(n, 'claim')} in one source only"), ": "]
    for place, card in enumerate(ranked[:5]):
        parts += [", " if place else "", _name(card.source), f" {card.n_alone}"]
    if len(ranked) > 5:
        parts.append(f", {len(ranked) - 5} more sources {sum(card.n_alone for card in ranked[5:])}")
    unsure = sum(row.is_doubtful for row in rows if row.group == "single")
    doubt = f"; for {spell(unsure).lower() if unsure < n else 'all' if n > 1 else 'it'} that is unsure" if unsure else ""
    parts.append(f". No statement of {'it' if n == 1 else 'them'} was found in the other texts{doubt}.")
    return _say("sources", *parts)


def _earliest(comparison: Comparison, sources: Sources, passages: Sequence[SharedPassage]) -> Finding | None:
    """Name who had most shared passages first, if dates tell, and who has no date."""
    first = Counter(each.earliest[0].index for each in passages if len(each.earliest) == 1 and not each.undated)
    undated = [source for source in sources if source.iso is None]
    parts: list[str | Part] = []
    if first and len(passages) == len(comparison.clusters):
        index, n = max(first.items(), key=lambda item: (item[1], -item[0]))
        source = next(each for each in sources if each.index == index)
        day = "" if source.name.endswith(")") else f" ({source.short_day})"
        if n > 1 or n == len(passages):
            parts += [
                _strong("Earliest in this set"),
                ": ",
                _name(source),
                f"{day} for {n} of {count(len(passages), 'shared passage')}.",
            ]
    if undated and passages:
        if len(undated) == len(sources):
            parts = ["No source carries a date, so nothing can be said about which was first."]
        else:
            parts += [
                " " if parts else "",
                *_names(undated),
                f" {'carries' if len(undated) == 1 else 'carry'} no date and may be earlier.",
            ]
    return _say("passages", *parts) if parts else None
