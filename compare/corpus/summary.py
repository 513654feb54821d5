"""What a scan found in short: the largest clusters, who shares with whom, what each outlet repeats.

What is counted cluster by cluster is a `Tally`: those of the parts of a result add up to that of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from compare.model.clusters import KINDS
from compare.model.scans import OutletBoilerplate, OutletPair, SharedText

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compare.corpus.result import Result
    from compare.model.clusters import Kind

    Ints = NDArray[np.int64]

_MOST_LISTED: Final = 20
_MOST_OUTLETS: Final = 5
"""Outlets that are named for a cluster, and texts that are shown for an outlet."""
_MOST_IN_PAIRS: Final = 64
"""Outlets of one cluster that are paired with one another; what stands in more tells nothing about two of them."""


Rank = tuple[int, ...]
"""Whatever puts clusters into the order of the result."""
Ranked = list[tuple[Rank, SharedText]]


@dataclass(slots=True)
class Tally:
    """What a result, or a part of one, says in short.

    Args:
        n_matches: Pairs of passages.
        kinds: Number of clusters of each kind.
        largest: The first clusters that are no house text, each with its rank.
        pairs: For two outlets, by name: shared passages, how many of them the one had first, and how many the other.
        house: The first clusters of house text of each outlet.
    """

    n_matches: int = 0
    kinds: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    largest: Ranked = field(default_factory=list)
    pairs: dict[tuple[str, str], tuple[int, int, int]] = field(default_factory=dict)
    house: dict[str, Ranked] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Add what another part says."""
        self.n_matches += other.n_matches
        for kind, n in other.kinds.items():
            self.kinds[kind] += n
        self.largest = _first(self.largest + other.largest, _MOST_LISTED)
        for pair, counts in other.pairs.items():
            one, first, second = self.pairs.get(pair, (0, 0, 0))
            self.pairs[pair] = (one + counts[0], first + counts[1], second + counts[2])
        for outlet, texts in other.house.items():
            self.house[outlet] = _first(self.house.get(outlet, []) + texts, _MOST_OUTLETS)

    def list_largest(self) -> tuple[SharedText, ...]:
        """Return the clusters in most documents, but for house text."""
        return tuple(text for _, text in self.largest)

    def list_pairs(self) -> tuple[OutletPair, ...]:
        """Return the outlets that share most passages, but for quotations and house text."""
        pairs = [
            OutletPair(left=left, right=right, n_clusters=n, n_left_first=n_left, n_right_first=n_right)
            for (left, right), (n, n_left, n_right) in self.pairs.items()
        ]
        return tuple(sorted(pairs, key=lambda pair: (-pair.n_clusters, pair.left, pair.right))[:_MOST_LISTED])

    def list_boilerplate(
        self, outlets: Sequence[str], n_documents: Mapping[str, int], n_with: Mapping[str, int]
    ) -> tuple[OutletBoilerplate, ...]:
        """Return the house text of the outlets with most documents of it.

        Args:
            outlets: Their names, in the order in which they were met.
            n_documents: Documents of each.
            n_with: Of these, how many hold house text, whosever it is.
        """
        ranked = sorted((name for name in outlets if n_with.get(name)), key=lambda name: -n_with[name])[:_MOST_LISTED]
        return tuple(
            OutletBoilerplate(
                outlet=name,
                n_documents=n_documents[name],
                n_with=n_with[name],
                texts=tuple(text for _, text in self.house.get(name, [])),
            )
            for name in ranked
        )


def _first(ranked: Ranked, n: int) -> Ranked:
    return sorted(ranked, key=lambda each: each[0])[:n]


def count_house(result: Result) -> tuple[dict[str, int], dict[str, int]]:
    """Return the number of documents of each outlet, and of those among them that hold house text."""
    import numpy as np

    is_house = np.array([kind == "house" for kind in result.kinds], dtype=np.bool_)[result.groups.number_members()]
    outlets, names = np.array(result.roster.outlets, dtype=np.int64), result.roster.names
    held = np.unique(result.groups.document[is_house])
    counted = []
    for some in (outlets, outlets[held]):
        counts = np.bincount(some[some >= 0], minlength=len(names)).tolist()
        counted.append(dict(zip(names, counts, strict=True)))
    return counted[0], counted[1]


def tally_result(result: Result, rank: Callable[[int], Rank] = lambda number: (number,)) -> Tally:
    """Return what a result says in short.

    Args:
        result: Of a scan, or of a part of it.
        rank: Of a cluster by its number; what comes first is shown first.
    """
    return _Counter(result, rank).count()


class _Counter:
    """Counts what a result holds."""

    def __init__(self, result: Result, rank: Callable[[int], Rank]) -> None:
        import numpy as np

        self._result, self._roster, self._groups, self._rank = result, result.roster, result.groups, rank
        groups = result.groups
        self._cluster = groups.number_members()
        self._outlets = np.array(result.roster.outlets, dtype=np.int64)[groups.document]
        self._days = np.array(result.roster.days, dtype=np.int64)[groups.document]
        self._is_first = groups.is_first()
        self._n_documents = groups.count_documents()
        self._kinds = np.array([KINDS.index(kind) for kind in result.kinds], dtype=np.int64)

    def count(self) -> Tally:
        import numpy as np

        is_house = self._kinds == KINDS.index("house")
        return Tally(
            n_matches=len(self._result.passages),
            kinds={kind: self._result.kinds.count(kind) for kind in KINDS},
            largest=self._describe_first(np.flatnonzero(~is_house), _MOST_LISTED),
            pairs=self._count_pairs(),
            house=self._list_house(is_house),
        )

    def _describe_first(self, clusters: Ints, n: int) -> Ranked:
        """Return the first of some clusters, which are ordered, with their ranks."""
        return [(self._rank(number), self._describe(number)) for number in clusters[:n].tolist()]

    def _list_house(self, is_house: NDArray[np.bool_]) -> dict[str, Ranked]:
        import numpy as np

        house = np.flatnonzero(is_house)
        outlets = self._outlets[self._groups.bounds[house]]
        return {
            self._roster.names[outlet]: self._describe_first(house[outlets == outlet], _MOST_OUTLETS)
            for outlet in np.unique(outlets[outlets >= 0]).tolist()
        }

    def _count_pairs(self) -> dict[tuple[str, str], tuple[int, int, int]]:
        import numpy as np

        wanted = np.isin(self._kinds, [KINDS.index("wire"), KINDS.index("background")])[self._cluster] & (self._outlets >= 0)
        cluster, outlet, day = self._cluster[wanted], self._outlets[wanted], self._days[wanted]
        order = np.lexsort((np.where(day > 0, day, np.iinfo(np.int64).max), outlet, cluster))
        cluster, outlet, day = cluster[order], outlet[order], day[order]
        is_new = np.diff(cluster, prepend=-1).astype(bool) | np.diff(outlet, prepend=-1).astype(bool)
        cluster, outlet, day = cluster[is_new], outlet[is_new], day[is_new]  # the earliest day of each outlet in each cluster
        sizes = np.bincount(cluster, minlength=len(self._kinds))
        few = sizes[cluster] <= _MOST_IN_PAIRS
        cluster, outlet, day = cluster[few], outlet[few], day[few]
        n_outlets = len(self._roster.names)
        counts: dict[int, Ints] = {}
        for lag in range(1, _MOST_IN_PAIRS):
            same = cluster[lag:] == cluster[:-lag]
            if not same.any():
                break
            one, other = outlet[:-lag][same], outlet[lag:][same]
            first, second = day[:-lag][same], day[lag:][same]
            is_known = (first > 0) & (second > 0)
            key, number = np.unique(one * n_outlets + other, return_inverse=True)
            n_each = np.stack(
                [
                    np.bincount(number),
                    np.bincount(number, weights=is_known & (first < second)),
                    np.bincount(number, weights=is_known & (second < first)),
                ]
            ).astype(np.int64)
            for k, pair in enumerate(key.tolist()):
                counts[pair] = counts.get(pair, 0) + n_each[:, k]
        return dict(self._name_pair(divmod(pair, n_outlets), n_each.tolist()) for pair, n_each in counts.items())

    def _name_pair(self, numbers: tuple[int, int], n_each: list[int]) -> tuple[tuple[str, str], tuple[int, int, int]]:
        (left, n_left), (right, n_right) = sorted(
            zip((self._roster.names[number] for number in numbers), n_each[1:], strict=True)
        )
        return (left, right), (n_each[0], n_left, n_right)

    def _describe(self, number: int) -> SharedText:
        import numpy as np

        groups = self._groups
        members = slice(int(groups.bounds[number]), int(groups.bounds[number + 1]))
        outlets, n_each = np.unique(self._outlets[members][self._is_first[members]], return_counts=True)
        ranked = [
            (-n, self._roster.names[outlet]) for outlet, n in zip(outlets.tolist(), n_each.tolist(), strict=True) if outlet >= 0
        ]
        days = self._days[members][self._days[members] > 0]
        return SharedText(
            id=self._result.name_cluster(number),
            kind=self._result.kinds[number],
            text=self._result.texts[number],
            n_words=int(self._result.n_words[number]),
            n_documents=int(self._n_documents[number]),
            n_outlets=len(ranked),
            outlets=tuple(name for _, name in sorted(ranked)[:_MOST_OUTLETS]),
            first=date.fromordinal(int(days.min())) if len(days) else None,
            last=date.fromordinal(int(days.max())) if len(days) else None,
        )
