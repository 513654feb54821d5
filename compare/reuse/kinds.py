"""Why several documents share a passage, and the same in words.

What is unknown is said to be unknown: without dates nothing is called wire copy, and documents whose outlets are
unknown are never called one house.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from compare.model.documents import write_day
from compare.text.outlets import fold_outlet
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.model.clusters import Kind
    from compare.model.documents import Document
    from compare.model.segments import SegmentedDocument
    from compare.model.spans import Passage
    from compare.options import ClusterOptions

QUOTED_SHARE = 0.7
"""A passage is a quotation if at least so many of its words stand between quotation marks: who said it may come with it."""
NEARLY_SHARE = 0.75
"""Of the shorter version's words, so many stand in the longest one of nearly the same text; below, it was reworded."""


def tell_kind(
    passages: Sequence[Passage], documents: Mapping[str, SegmentedDocument], options: ClusterOptions
) -> tuple[Kind, str]:
    """Return the kind of a shared passage and the reason for a reader.

    Args:
        passages: Its members, in the order of the documents.
        documents: By id.
        options: What counts as wire copy.
    """
    members = [documents[id].document for id in dict.fromkeys(passage.document for passage in passages)]
    quoting = [p.document for p in passages if _quoted_share(p, documents[p.document]) >= QUOTED_SHARE]
    if quoting:
        n_quoting = len(set(quoting))
        where = "both sources" if n_quoting == len(members) == 2 else f"{n_quoting} of {len(members)} sources"
        return "quotation", f"The words stand inside quotation marks in {where}."
    text = _tell_degree(passages, documents)
    outlets, n_unknown = _name_outlets(members)
    days = sorted(member.day for member in members if member.day is not None)
    n_dateless = len(members) - len(days)
    spread = (days[-1] - days[0]).days if days else 0
    if len(outlets) == 1 and not n_unknown:
        when = f" over {_tell_length(spread)}" if spread and not n_dateless else ""
        return "house", f"{text} in {_count(len(members), 'article')} of {outlets[0]}{when}: standing text of the house."
    who = _tell_outlets(outlets, n_unknown)
    if spread > options.wire_days:
        apart = f"{_tell_length(spread)} apart ({write_day(days[0])} and {write_day(days[-1])})"
        return "background", f"{text} in {who}, {apart}: too long for wire copy."
    if n_dateless:
        known = f"{_count(n_dateless, 'article')} undated" if days else "all undated"
        return "background", f"{text} in {who}, {known}: it cannot be told from wire copy."
    when = f"within {_count(spread, 'day')}" if spread else f"on one day ({write_day(days[0])})"
    return "wire", f"{text} in {who} {when}."


def _tell_degree(passages: Sequence[Passage], documents: Mapping[str, SegmentedDocument]) -> str:
    """Return how alike the versions of a passage are: each is held against the longest one."""
    versions: dict[str, list[str]] = {}
    for passage in passages:
        words = split_words(documents[passage.document].document.text, passage.start, passage.end)
        versions.setdefault(passage.document, []).extend(words.forms)
    longest = max(versions.values(), key=len)
    if all(each == longest for each in versions.values()):
        return "The same text word for word"
    bag = Counter(longest)
    least = min((Counter(each) & bag).total() / max(len(each), 1) for each in versions.values())
    return "Nearly the same text" if least >= NEARLY_SHARE else "The same content reworded"


def _quoted_share(passage: Passage, document: SegmentedDocument) -> float:
    """Return the share of the passage's words between quotation marks; 0.0 for a passage without words."""
    words = split_words(document.document.text, passage.start, passage.end)
    near = [span for span in document.quotations if span.overlap(passage)]
    if not near or not len(words):
        return 0.0
    inside = sum(any(span.start <= start < span.end for span in near) for start in words.starts)
    return inside / len(words)


def _name_outlets(members: Sequence[Document]) -> tuple[list[str], int]:
    """Return the outlets that are known, each once, and how many members have none."""
    names: dict[str, str] = {}
    unknown = 0
    for member in members:
        name = (member.outlet or "").strip()
        if name:
            names.setdefault(fold_outlet(name), name)
        else:
            unknown += 1
    return list(names.values()), unknown


def _tell_outlets(outlets: Sequence[str], n_unknown: int) -> str:
    if not outlets:
        return f"{_count(n_unknown, 'article')} (outlets unknown)"
    known = _count(len(outlets), "outlet")
    return f"{known} and {_count(n_unknown, 'article')} of unknown outlet" if n_unknown else known


def _tell_length(days: int) -> str:
    """Return a length of time as a reader says it."""
    return _count(days, "day") if days < 61 else _count(round(days / 30.44), "month")


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
