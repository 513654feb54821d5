"""In which order a reader meets the sentences of two articles that are read side by side.

Rows follow the left text.  What the right one has in another order stands opposite its counterpart, and a row at its own
place says where it is shown; what either has alone stands where it stands in its text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from compare.reports.opposite import Opposites, Pair

RowKind = Literal["shared", "left_out", "apart", "part", "again", "elsewhere"]
"""What a row is.

shared: both sides have it · left_out: the same, but the options leave it out · apart: sentences without a counterpart ·
part: sentences of one side that go with another row and stand away from it · again: the same words as in another row once
more · elsewhere: the place of what is shown in another row, opposite its counterpart.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row.

    Args:
        kind: See `RowKind`.
        left: Sentences of the left text, by their index; empty where it has none.
        right: The same of the right one.
        refers: Index of another row: for moved text that of its place, else of the row it goes with.
    """

    kind: RowKind
    left: range = range(0)
    right: range = range(0)
    refers: int | None = None

    @property
    def is_moved(self) -> bool:
        """Whether both sides have it, but in another order than the rest."""
        return self.kind in {"shared", "left_out"} and self.refers is not None


class _Item(NamedTuple):
    """Something on one side: a stretch without a counterpart (no pair), or what belongs to a pair."""

    row: Row
    pair: Pair | None = None


def order_rows(opposites: Opposites, n_left: int, n_right: int) -> tuple[Row, ...]:
    """Return the rows; every sentence of either text stands in one of them.

    Args:
        opposites: Which sentences stand opposite each other.
        n_left: Sentences of the left text.
        n_right: Sentences of the right text.
    """
    pairs = sorted(opposites.pairs, key=lambda pair: pair.left.start)
    anchors = [pairs[k] for k in _find_rise([pair.right.start for pair in pairs])]
    in_place = set(anchors)
    moved = [pair for pair in pairs if pair not in in_place]
    lefts = {pair.left.start: _Item(_row_of(pair), pair) for pair in moved}
    rights = {pair.right.start: _Item(Row(kind="elsewhere", right=pair.right), pair) for pair in moved}
    lefts |= {run.start: _Item(Row(kind=kind, left=run), pair) for run, (kind, pair) in opposites.singles[0].items()}
    rights |= {run.start: _Item(Row(kind=kind, right=run), pair) for run, (kind, pair) in opposites.singles[1].items()}
    items: list[_Item] = []
    i = j = 0
    for anchor in anchors:
        items += _merge(list(_walk(i, anchor.left.start, lefts)), list(_walk(j, anchor.right.start, rights)))
        items.append(_Item(_row_of(anchor), anchor))
        i, j = anchor.left.stop, anchor.right.stop
    items += _merge(list(_walk(i, n_left, lefts)), list(_walk(j, n_right, rights)))
    return _refer(items)


def _row_of(pair: Pair) -> Row:
    return Row(kind=pair.kind, left=pair.left, right=pair.right)


def _walk(start: int, stop: int, known: Mapping[int, _Item]) -> Iterator[_Item]:
    """Yield what stands in `[start, stop)` of one text, each stretch without a counterpart as one `apart` on the left."""
    begin = at = start
    while at < stop:
        item = known.get(at)
        if item is None:
            at += 1
            continue
        if at > begin:
            yield _Item(Row(kind="apart", left=range(begin, at)))
        yield item
        begin = at = (item.row.right if item.row.kind == "elsewhere" or not item.row.left else item.row.left).stop
    if at > begin:
        yield _Item(Row(kind="apart", left=range(begin, at)))


def _merge(lefts: Sequence[_Item], rights: Sequence[_Item]) -> Iterator[_Item]:
    """Yield both in turn; stretches without a counterpart stand beside each other."""
    i = j = 0
    while i < len(lefts) or j < len(rights):
        if i < len(lefts) and lefts[i].pair:
            yield lefts[i]
            i += 1
        elif j < len(rights) and rights[j].pair:
            yield rights[j]
            j += 1
        else:
            here = lefts[i].row.left if i < len(lefts) else range(0)
            there = rights[j].row.left if j < len(rights) else range(0)
            yield _Item(Row(kind="apart", left=here, right=there))
            i, j = i + 1, j + 1


def _refer(items: Sequence[_Item]) -> tuple[Row, ...]:
    """Return the rows of items, each with the index of the row it goes with."""
    shown = {item.pair: at for at, item in enumerate(items) if item.pair and item.row.kind == item.pair.kind}
    places = {item.pair: at for at, item in enumerate(items) if item.row.kind == "elsewhere"}
    rows = []
    for item in items:
        if item.pair is None:
            rows.append(item.row)
        elif item.row.kind == item.pair.kind:
            rows.append(replace(item.row, refers=places.get(item.pair)))
        else:
            rows.append(replace(item.row, refers=shown[item.pair]))
    return tuple(rows)


def _find_rise(numbers: Sequence[int]) -> list[int]:
    """Return the places of the longest rising subsequence (patience sorting, n log n)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [k]
    rise: list[int] = []
    k = ends[-1] if ends else -1
    while k >= 0:
        rise.append(k)
        k = before[k]
    return rise[::-1]
