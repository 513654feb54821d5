"""What a scan found in short: the largest clusters, who shares with whom, what each outlet repeats."""

from __future__ import annotations

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


class Summary:
    """Counts what a result holds.

    Args:
        result: Of a scan.
    """

    def __init__(self, result: Result) -> None:
        import numpy as np

        self._result, self._roster, self._groups = result, result.roster, result.groups
        groups = result.groups
        self._cluster = groups.number_members()
        self._outlets = np.array(result.roster.outlets, dtype=np.int64)[groups.document]
        self._days = np.array(result.roster.days, dtype=np.int64)[groups.document]
        self._is_first = groups.is_first()
        self._n_documents = groups.count_documents()
        self._kinds = np.array([KINDS.index(kind) for kind in result.kinds], dtype=np.int64)

    def count_kinds(self) -> dict[Kind, int]:
        """Return the number of clusters of each kind."""
        return {kind: self._result.kinds.count(kind) for kind in KINDS}

    def count_documents(self) -> int:
        """Return how many documents share a passage with another one."""
        import numpy as np

        return len(np.unique(self._groups.document))

    def list_largest(self) -> tuple[SharedText, ...]:
        """Return the clusters in most documents, but for house text."""
        import numpy as np

        chosen = np.flatnonzero(self._kinds != KINDS.index("house"))[:_MOST_LISTED]  # they are ordered by size
        return tuple(self._describe(number) for number in chosen.tolist())

    def list_pairs(self) -> tuple[OutletPair, ...]:
        """Return the outlets that share most passages, but for quotations and house text."""
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
        named = [self._name_pair(divmod(pair, n_outlets), n_each.tolist()) for pair, n_each in counts.items()]
        return tuple(sorted(named, key=lambda pair: (-pair.n_clusters, pair.left, pair.right))[:_MOST_LISTED])

    def _name_pair(self, numbers: tuple[int, int], n_each: list[int]) -> OutletPair:
        (left, n_left), (right, n_right) = sorted(
            zip((self._roster.names[number] for number in numbers), n_each[1:], strict=True)
        )
        return OutletPair(left=left, right=right, n_clusters=n_each[0], n_left_first=n_left, n_right_first=n_right)

    def list_boilerplate(self) -> tuple[OutletBoilerplate, ...]:
        """Return the house text of the outlets with most documents of it."""
        import numpy as np

        is_house = self._kinds[self._cluster] == KINDS.index("house")
        house, documents = np.flatnonzero(is_house), self._groups.document
        if not len(house):
            return ()
        held = np.unique(documents[house])
        all_outlets = np.array(self._roster.outlets, dtype=np.int64)
        n_with = np.bincount(all_outlets[held], minlength=len(self._roster.names))
        n_documents = np.bincount(all_outlets[all_outlets >= 0], minlength=len(self._roster.names))
        begins = self._groups.bounds[:-1]
        of_cluster = np.where(self._kinds == KINDS.index("house"), self._outlets[begins], -1)
        found = []
        for outlet in np.argsort(-n_with, kind="stable")[:_MOST_LISTED].tolist():
            if not n_with[outlet]:
                break
            texts = tuple(self._describe(number) for number in np.flatnonzero(of_cluster == outlet)[:_MOST_OUTLETS].tolist())
            found.append(
                OutletBoilerplate(
                    outlet=self._roster.names[outlet],
                    n_documents=int(n_documents[outlet]),
                    n_with=int(n_with[outlet]),
                    texts=texts,
                )
            )
        return tuple(found)

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
