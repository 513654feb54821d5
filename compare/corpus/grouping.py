"""From pairs of passages to clusters: one shared passage with all its variants, in thousands of documents as in two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compare.matching.fingerprints.runs import Places

    Ints = NDArray[np.int64]

_OVERLAP_SHARE: Final = 0.6
"""Two passages of one document are the same when they have so much of the longer one in common: a paragraph that a third
document took from a story is another shared passage than the story."""
_MOST_SHARE: Final = 0.5
"""Of a document's words, from which on a passage is most of it."""
_MOST_ROUNDS: Final = 4
"""Clusters inside clusters inside clusters are joined so far."""
_NEIGHBOURS: Final = 6
"""Passages of one document that each is held against, those that begin next."""


class Groups(NamedTuple):
    """Clusters, those in most documents first, then the longest, then by place; members by document, then by place.

    Args:
        bounds: First member of each cluster and, at the end, n_members; shape (n_clusters + 1,).
        document: Number of each member's document, shape (n_members,).
        start: Position of its first word, shape (n_members,).
        end: Position after its last word, shape (n_members,).
        cluster_of: Number of the cluster of each pair of passages, shape (n_passages,).
    """

    bounds: Ints
    document: Ints
    start: Ints
    end: Ints
    cluster_of: Ints

    @property
    def n_clusters(self) -> int:
        """Number of clusters."""
        return len(self.bounds) - 1

    def number_members(self) -> Ints:
        """Return the number of each member's cluster, shape (n_members,)."""
        import numpy as np

        return np.repeat(np.arange(self.n_clusters), np.diff(self.bounds))

    def is_first(self) -> NDArray[np.bool_]:
        """Return which members are the first of their document in their cluster, shape (n_members,)."""
        import numpy as np

        is_first: NDArray[np.bool_] = np.diff(self.document, prepend=-1) != 0
        is_first[self.bounds[:-1]] = True
        return is_first

    def count_documents(self) -> Ints:
        """Return in how many documents each cluster stands, shape (n_clusters,)."""
        import numpy as np

        return np.bincount(self.number_members()[self.is_first()], minlength=self.n_clusters)


def group_passages(passages: Places, n_words: Ints) -> Groups:
    """Return the clusters of passages.

    Both sides of a pair are in one cluster, and so are passages of one document that are nearly the same place.  A cluster inside
    a larger one joins it if it is the same text shortened, and stays apart if it is a passage with a life of its own
    (`_find_shortened`).

    Args:
        passages: Pairs of passages by positions.
        n_words: Words of each document.
    """
    import numpy as np

    n = len(passages)
    sides = _Sides(
        np.concatenate((passages.left_document, passages.right_document)),
        np.concatenate((passages.left_start, passages.right_start)),
        np.concatenate((passages.left_end, passages.right_end)),
    )
    label = label_components(2 * n, [(np.arange(n), np.arange(n) + n), *_find_same(sides.start, sides.end)])
    for _ in range(_MOST_ROUNDS):
        joined = _find_shortened(sides, label, n_words)
        if not len(joined[0]):
            break
        label = label_components(int(label.max()) + 1, [joined])[label]
    order = np.lexsort((sides.end, sides.start, label))
    members = _join_overlapping(label[order], *(column[order] for column in sides))
    return _sort_clusters(*members, label[:n])


class _Sides(NamedTuple):
    """The passages of all pairs, first the left ones; all arrays have shape (n_sides,)."""

    document: Ints
    start: Ints
    end: Ints


def _find_same(start: Ints, end: Ints) -> list[tuple[Ints, Ints]]:
    """Return pairs of sides that are nearly the same place; positions of different documents never overlap."""
    import numpy as np

    order = np.lexsort((end, start))
    start, end = start[order], end[order]
    found = []
    for lag in range(1, _NEIGHBOURS + 1):
        common = np.minimum(end[lag:], end[:-lag]) - start[lag:]
        longer = np.maximum(end[lag:] - start[lag:], end[:-lag] - start[:-lag])
        same = common >= _OVERLAP_SHARE * longer
        found.append((order[:-lag][same], order[lag:][same]))
    return found


def _find_shortened(sides: _Sides, label: Ints, n_words: Ints) -> tuple[Ints, Ints]:
    """Return clusters that are a larger one shortened, and those larger ones.

    A cluster lies inside another one where a passage of it lies inside a passage of the other, in some document.  It is the other
    one shortened when of the documents in which the other one does not stand it makes up most, in half of them or more.  A
    paragraph of boilerplate, or a quotation, in a story that several outlets printed is no such thing.
    """
    import numpy as np

    inner, outer = _find_nested(sides)
    one, other = label[inner], label[outer]
    differs = one != other
    inner, one, other = inner[differs], one[differs], other[differs]
    if not len(one):
        return one, other
    n_labels = int(label.max()) + 1
    pairs, count = np.unique(one * n_labels + other, return_counts=True)
    best = np.lexsort((-count, pairs // n_labels))
    best = best[np.flatnonzero(np.diff(pairs[best] // n_labels, prepend=-1))]  # of the clusters around it, the one met most often
    one, other = np.divmod(pairs[best], n_labels)
    around = np.full(n_labels, -1, dtype=np.int64)
    around[one] = other
    n_documents = len(n_words)
    held, first = np.unique(label * n_documents + sides.document, return_index=True)
    of_label, document = np.divmod(held, n_documents)
    is_alone = around[of_label] >= 0
    is_alone &= ~np.isin(around[of_label] * n_documents + document, held)
    is_most = (sides.end[first] - sides.start[first]) >= _MOST_SHARE * n_words[document]
    n_alone = np.bincount(of_label[is_alone], minlength=n_labels)
    n_most = np.bincount(of_label[is_alone & is_most], minlength=n_labels)
    is_shortened = 2 * n_most[one] >= n_alone[one]
    return one[is_shortened], other[is_shortened]


def _find_nested(sides: _Sides) -> tuple[Ints, Ints]:
    """Return sides that lie inside another one of the same document, and those around them: the one that reaches furthest."""
    import numpy as np

    order = np.lexsort((-sides.end, sides.start))
    end = sides.end[order]
    furthest = np.maximum.accumulate(end * len(end) + np.arange(len(end))[::-1])  # the first of equal ones
    outer = len(end) - 1 - furthest % max(len(end), 1)
    is_inside = (outer < np.arange(len(end))) & (end <= end[outer])
    return order[is_inside], order[outer[is_inside]]


def label_components(n_nodes: int, edges: list[tuple[Ints, Ints]]) -> Ints:
    """Return the number of each node's component, from 0 on in the order of their first nodes; shape (n_nodes,).

    Each component is hooked to the least node that it touches, then all paths are halved (Shiloach and Vishkin, 1982), until no
    edge joins two components.  SciPy's `connected_components` gives the same; importing it costs a sixth of a scan of 10,000
    articles.
    """
    import numpy as np

    one, other = (np.concatenate(ends) for ends in zip(*edges, strict=True))
    root = np.arange(n_nodes)
    while len(one):
        low, high = np.minimum(root[one], root[other]), np.maximum(root[one], root[other])
        joins = low != high
        one, other, low, high = one[joins], other[joins], low[joins], high[joins]
        np.minimum.at(root, high, low)
        while True:
            above = root[root]
            if (above == root).all():
                break
            root = above
    label: Ints = np.unique(root, return_inverse=True)[1]
    return label


def _join_overlapping(label: Ints, document: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Join the sides of one cluster that overlap in one document; all are ordered by cluster, then by place."""
    import numpy as np

    if not len(label):
        return label, document, start, end
    far = label * (int(end.max()) + 1)
    reach = np.maximum.accumulate(end + far)  # never reaches into the next cluster, whose places all lie further on
    begins = np.flatnonzero(np.concatenate(([True], start[1:] + far[1:] >= reach[:-1])))
    return label[begins], document[begins], start[begins], np.maximum.reduceat(end, begins)


def _sort_clusters(label: Ints, document: Ints, start: Ints, end: Ints, label_of: Ints) -> Groups:
    """Put clusters and members into their order."""
    import numpy as np

    n_clusters = int(label.max(initial=-1)) + 1
    order = np.lexsort((start, document, label))
    label, document, start, end = label[order], document[order], start[order], end[order]
    is_new = np.concatenate(([True], (label[1:] != label[:-1]) | (document[1:] != document[:-1])))[: len(label)]
    n_documents = np.bincount(label[is_new], minlength=n_clusters)
    longest = np.zeros(n_clusters, dtype=np.int64)
    np.maximum.at(longest, label, end - start)
    first = np.searchsorted(label, np.arange(n_clusters))
    ranking = np.lexsort((start[first], document[first], -longest, -n_documents))
    rank = np.empty(n_clusters, dtype=np.int64)
    rank[ranking] = np.arange(n_clusters)
    order = np.argsort(rank[label], kind="stable")
    bounds = np.concatenate(([0], np.cumsum(np.bincount(label, minlength=n_clusters)[ranking])))
    return Groups(bounds, document[order], start[order], end[order], rank[label_of])
