"""What a scan of a corpus found, in the numbers that a reader needs first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from compare.model.clusters import Kind
from compare.model.notices import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText:
    """A cluster of a corpus, in short.

    Args:
        id: Id of the cluster, as in the tables.
        kind: Why it is shared.
        text: The passage that stands for it.
        n_words: Words of that passage.
        n_documents: Documents that have it.
        n_outlets: Outlets that are known to have it.
        outlets: Those with most of its documents, most first; a few.
        first: Earliest day among its documents; None if none is known.
        last: Latest day.
    """

    id: str
    kind: Kind
    text: str
    n_words: int
    n_documents: int
    n_outlets: int
    outlets: tuple[str, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPair:
    """Two outlets that share passages.

    Args:
        left: The outlet that comes first by name.
        right: The other one.
        n_clusters: Shared passages that both have.
        n_left_first: Of these, how many have their earliest day at `left`, later than which `right` has it.
        n_right_first: The same the other way round; the rest is of one day, or of days that are unknown.
    """

    left: str
    right: str
    n_clusters: int
    n_left_first: int
    n_right_first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletBoilerplate:
    """The house text of one outlet.

    Args:
        outlet: Whose it is.
        n_documents: Documents of the outlet.
        n_with: Documents of it that hold house text.
        texts: What recurs in most of them, most first; a few.
    """

    outlet: str
    n_documents: int
    n_with: int
    texts: tuple[SharedText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The result of `scan_corpus`: where the tables are, and what they say in short.

    Args:
        matches: Table of the matches.
        clusters: Table of the clusters.
        summary: Page with this summary.
        n_documents: Documents that were read.
        n_characters: Their code points.
        n_outlets: Outlets that are known.
        n_matches: Pairs of passages.
        n_clusters: Shared passages.
        n_with: Documents that share a passage with another.
        kinds: Number of clusters of each kind.
        largest: Clusters in most documents, most first, house text apart.
        pairs: Outlets that share most, quotations and house text apart, most first.
        boilerplate: House text, the outlets with most documents of it first.
        notices: What was left out, repaired or doubtful.
    """

    matches: Path
    clusters: Path
    summary: Path
    n_documents: int
    n_characters: int
    n_outlets: int
    n_matches: int
    n_clusters: int
    n_with: int
    kinds: dict[Kind, int]
    largest: tuple[SharedText, ...]
    pairs: tuple[OutletPair, ...]
    boilerplate: tuple[OutletBoilerplate, ...]
    notices: tuple[Notice, ...] = field(default=())
