"""All steps in one for texts that fit together: a draft and what an archive has of it, or a small corpus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from compare.matching.fingerprints.grams import MARGIN, place_texts
from compare.matching.fingerprints.passages import find_passages
from compare.matching.fingerprints.runs import find_places, pack_seeds
from compare.matching.fingerprints.seeds import link_crowded, pair_grams
from compare.matching.fingerprints.words import cut_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from compare.matching.fingerprints.runs import Places

    Ints = NDArray[np.int64]


class Reuse(NamedTuple):
    """A passage that two texts share, in code points.

    Args:
        left: Number of the earlier text.
        left_start: `[left_start, left_end)` in the one.
        left_end: See `left_start`.
        right: Number of the later text.
        right_start: `[right_start, right_end)` in the other.
        right_end: See `right_start`.
        similarity: Share of words that both sides have in common, in [0, 1].
    """

    left: int
    left_start: int
    left_end: int
    right: int
    right_start: int
    right_end: int
    similarity: float


def find_reuse(texts: Sequence[str], min_words: int) -> list[Reuse]:
    """Return every passage of at least `min_words` that two of the texts share, ordered by both texts, then by place.

    >>> find_reuse(["The ferry sank off Port Alder.", "Rain. The ferry sank off Port Alder, they said."], 6)
    [Reuse(left=0, left_start=0, left_end=29, right=1, right_start=6, right_end=35, similarity=1.0)]
    """
    import numpy as np

    placed = place_texts(texts, 0)
    forms = np.concatenate((placed.forms, np.zeros(MARGIN, dtype=placed.forms.dtype)))
    seeds = pair_grams(placed.grams[0])
    links = link_crowded(seeds.crowded, forms, placed.firsts)
    packed = np.concatenate([pack_seeds(each.left, each.right, 0) for each in (seeds, links)])
    passages, similarity = find_passages(*find_places(packed, 0, placed.firsts), forms, min_words)
    columns = locate_passages(passages, placed.firsts, texts)
    return [Reuse._make((*row, likeness)) for row, likeness in zip(columns.T.tolist(), similarity.tolist(), strict=True)]


def locate_passages(passages: Places, firsts: Ints, texts: Sequence[str]) -> Ints:
    """Return the rows of `Reuse` but for similarity, in code points; shape (6, n_passages).

    Args:
        passages: By positions.
        firsts: Position of the first word of each text.
        texts: All of them.
    """
    import numpy as np

    words = cut_words(texts)
    columns = []
    for document, start, end in (
        (passages.left_document, passages.left_start, passages.left_end),
        (passages.right_document, passages.right_start, passages.right_end),
    ):
        shift = words.bounds[document] - firsts[document]
        columns += [document, words.locate(start + shift)[0], words.locate(end - 1 + shift)[1]]
    return np.stack(columns)
