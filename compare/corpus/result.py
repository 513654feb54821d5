"""What a scan found, as columns that a writer takes and a summary counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.corpus.grouping import Groups, group_passages
from compare.corpus.kinds import is_quotation, tell_kinds
from compare.corpus.offsets import Texts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compare.corpus.local import Found
    from compare.corpus.roster import Roster
    from compare.corpus.store import Store
    from compare.matching.fingerprints.runs import Places
    from compare.model.clusters import Kind

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_LOOKED_AT = 3
"""Members of a cluster in which quotation marks are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Matches and clusters of a corpus, in code points.

    Args:
        roster: The documents.
        passages: The matches: documents by number, places in code points; ordered by the left document, then by place.
        similarity: Of each match, shape (n_matches,).
        groups: The clusters, their places in code points.
        kinds: Why each cluster is shared.
        texts: The passage that stands for each cluster (`find_typical`).
        n_words: Words of that passage.
        n_characters: Code points of all documents.
    """

    roster: Roster
    passages: Places
    similarity: Floats
    groups: Groups
    kinds: list[Kind]
    texts: list[str]
    n_words: Ints
    n_characters: int

    def name_cluster(self, number: int) -> str:
        """Return the id of a cluster, which is that of its first passage."""
        groups, first = self.groups, int(self.groups.bounds[number])
        return f"{self.roster.ids[int(groups.document[first])]}:{groups.start[first]}-{groups.end[first]}"


def make_result(found: Found, store: Store, n_processes: int, wire_days: int) -> Result:
    """Return what an engine found in clusters and in code points."""
    import numpy as np

    from compare.matching.fingerprints.runs import Places

    passages, groups = found.passages, group_passages(found.passages, found.n_words)
    texts = Texts(store, found.firsts)
    n = len(passages)
    start, end = texts.locate(
        np.concatenate((passages.left_document, passages.right_document, groups.document)),
        np.concatenate((passages.left_start, passages.right_start, groups.start)),
        np.concatenate((passages.left_end, passages.right_end, groups.end)),
        n_processes,
    )
    located = groups._replace(start=start[2 * n :], end=end[2 * n :])
    typical = find_typical(groups)
    is_quoted, quotes = _read_words(located, typical, texts, n_processes)
    return Result(
        roster=found.roster,
        passages=Places(
            passages.left_document, passages.right_document, start[:n], end[:n], start[n : 2 * n], end[n : 2 * n]
        ),
        similarity=found.similarity,
        groups=located,
        kinds=tell_kinds(located, found.roster, is_quoted, wire_days),
        texts=quotes,
        n_words=groups.end[typical] - groups.start[typical],
        n_characters=texts.n_characters,
    )  # fmt: skip


def find_typical(groups: Groups) -> Ints:
    """Return the number of the member that stands for each cluster: the first one of the length that half of them have, or more.

    Where no length is so common, it is the longest member: versions of a story were cut and edited, and house text was not.
    """
    import numpy as np

    n_words, n_members = groups.end - groups.start, np.diff(groups.bounds)
    cluster = groups.number_members()
    order = np.lexsort((np.arange(len(cluster)), -n_words, cluster))  # the longest first
    is_new = np.diff(cluster[order], prepend=-1).astype(bool) | np.diff(n_words[order], prepend=-1).astype(bool)
    begins = np.flatnonzero(is_new)
    size = np.diff(np.append(begins, len(order)))
    typical = order[groups.bounds[:-1]]
    is_common = 2 * size >= n_members[cluster[order[begins]]]
    common = begins[is_common][::-1]  # of two halves the longer one, which is written last
    typical[cluster[order[common]]] = order[common]
    return typical


def choose_members(groups: Groups, typical: Ints) -> Ints:
    """Return the members that are looked at: the first ones of each cluster, and its typical one; ascending."""
    import numpy as np

    first = np.minimum(groups.bounds[:-1, None] + np.arange(_LOOKED_AT), groups.bounds[1:, None] - 1)
    return np.union1d(first, typical)


def judge_members(groups: Groups, members: Ints, is_quoted: NDArray[np.bool_]) -> list[bool]:
    """Return for each cluster whether half of its members that were looked at are quotations."""
    import numpy as np

    cluster = groups.number_members()[members]
    n_looked_at = np.bincount(cluster, minlength=groups.n_clusters)
    n_quoted = np.bincount(cluster[is_quoted], minlength=groups.n_clusters)
    return list(map(bool, 2 * n_quoted >= n_looked_at))


def _read_words(groups: Groups, typical: Ints, texts: Texts, n_processes: int) -> tuple[list[bool], list[str]]:
    """Return for each cluster whether it is a quotation, and the words of its typical member."""
    import numpy as np

    members = choose_members(groups, typical)
    is_typical = np.isin(members, typical)
    order = np.argsort(groups.document[members], kind="stable")
    documents, begins = np.unique(groups.document[members[order]], return_index=True)
    of_document = dict(zip(documents.tolist(), np.split(order, begins[1:]), strict=False))

    def look(document: int, text: str) -> list[tuple[int, bool, str | None]]:
        seen = []
        for k in of_document[document].tolist():
            start, end = int(groups.start[members[k]]), int(groups.end[members[k]])
            seen.append((k, is_quotation(text, start, end), text[start:end] if is_typical[k] else None))
        return seen

    is_quoted, quotes = np.zeros(len(members), dtype=np.bool_), [""] * groups.n_clusters
    clusters = groups.number_members()[members].tolist()
    for seen in texts.look_at(documents, look, n_processes):
        for k, quoted, quote in seen:
            is_quoted[k] = quoted
            if quote is not None:
                quotes[clusters[k]] = quote
    return judge_members(groups, members, is_quoted), quotes
