"""Why many documents share a passage, told from outlets, dates and quotation marks; as `reuse.kinds` tells it of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.text.paragraphs import split_paragraphs
from compare.text.quotations import find_quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from compare.corpus.grouping import Groups
    from compare.corpus.roster import Roster
    from compare.model.clusters import Kind

    Ints = NDArray[np.int64]

QUOTED_SHARE: Final = 0.7
"""Of the characters of a passage."""
_MANY: Final = 20
_HOUSE_SHARE: Final = 0.95
"""Of at least so many passages, nearly all of which one outlet has: others printed its text together with its last line."""
_MARKS: Final = '"“„«»「『'


def is_quotation(text: str, start: int, end: int) -> bool:
    """Return whether most of `text[start:end]` stands between quotation marks.

    >>> is_quotation('The mayor said: "We will rebuild it, stone by stone." Rain fell.', 17, 51)
    True
    """
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)  # a quotation has marks in each of its paragraphs
    around = text[begin : len(text) if stop < 0 else stop]
    if not any(mark in around for mark in _MARKS):
        return False
    start, end = start - begin, end - begin
    quotations = find_quotations(around, split_paragraphs(around))
    inside = sum(max(min(end, each.end) - max(start, each.start), 0) for each in quotations)
    return inside >= QUOTED_SHARE * (end - start)


def tell_kinds(groups: Groups, roster: Roster, is_quoted: Sequence[bool], wire_days: int) -> list[Kind]:
    """Return the kind of each cluster.

    Args:
        groups: The clusters.
        roster: Their documents.
        is_quoted: Whether a cluster's words stand between quotation marks somewhere, for each cluster.
        wire_days: Longest time of wire copy, in days.
    """
    import numpy as np

    if not len(is_quoted):
        return []
    begins = groups.bounds[:-1]
    outlets = np.array(roster.outlets, dtype=np.int64)[groups.document]
    days = np.array(roster.days, dtype=np.int64)[groups.document]
    n_outlets = len(roster.names) + 1
    pairs, n_each = np.unique(groups.number_members() * n_outlets + outlets + 1, return_counts=True)
    n_most = np.zeros(len(begins), dtype=np.int64)
    np.maximum.at(n_most, pairs // n_outlets, np.where(pairs % n_outlets > 0, n_each, 0))
    n_members = np.diff(groups.bounds)
    first, last = np.minimum.reduceat(days, begins), np.maximum.reduceat(days, begins)
    is_house = (n_most == n_members) | ((n_members >= _MANY) & (n_most >= _HOUSE_SHARE * n_members))
    is_wire = (first > 0) & (last - first <= wire_days)
    return [
        "quotation" if quoted else "house" if house else "wire" if wire else "background"
        for quoted, house, wire in zip(is_quoted, is_house.tolist(), is_wire.tolist(), strict=True)
    ]
