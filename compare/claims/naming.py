"""Which names of a story stand where: what tells one event from another that is told in the same words.

Two drills in one autumn share every word but the names of the place and of the drill.  A name counts here if its
words are mostly capitalised inside sentences, and rare in English; `Azerbaijan` and `Azerbaijani`, `Nakhchivan` and
`Nakhichevan` are one.  Days and months are no names: their values are compared elsewhere, and outlets write them
in many ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.claims.features import Story
from compare.claims.lexicon import PREFIX, TELLING, Floats, read_words
from compare.text.names import is_same_name

SHORTEST = 3
"""Letters of a stem that can be a name: shorter ones are initials, or written out by the next outlet (`UK`)."""
RARE = 0.2
"""Rarity from which a name tells one event from another; in a story of 80 sentences, one that stands in up to 33 of them."""
_SAME_START = 3
"""Letters that two spellings of a name share, so that not every pair has to be compared."""
_MOST_ALIKE = 40
"""Names with the same start that are compared with each other; more stand only in lists."""
_NO_NAMES = frozenset(
    read_words(
        "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep "
        "Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun Mr Mrs Ms Dr"
    ).stems
)
_COUNTRY = re.compile(r"(?<=\w{4})(?:ey|ia|a|en|and|ish|ian|ese|i)$")
"""Endings of countries and of those who live there: `Turkey` and `Turkish`, `China` and `Chinese`, `Iraq` and `Iraqi`."""

Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a story; a name is one column.

    Args:
        claims: Shape (n_claims, n_names), whether the claim has the name.
        sentences: Shape (n_sentences, n_names).
        documents: Shape (n_documents, n_names).
        rarity: 0 for a name in every sentence, 1 for one in a single sentence, shape (n_names,).
        column: Column of each stem that is a name.
    """

    claims: Any
    sentences: Any
    documents: Marks
    rarity: Floats
    column: dict[str, int]

    def missing_from(self, stems: Iterable[str]) -> Marks:
        """Return for each document whether one of these stems is a rare name that stands nowhere in it, shape (n_documents,)."""
        columns = [column for stem in stems if (column := self.column.get(stem)) is not None and self.rarity[column] > RARE]
        return np.asarray(~self.documents[:, columns].all(axis=1), bool)


def read_names(story: Story) -> Names:
    """Find the names of a story; cost is linear but for names that begin alike, of which a bounded number is compared."""
    from scipy.sparse import csr_matrix

    lexicon, sentences = story.lexicon, story.sentence_units
    stems = tuple(lexicon.index)
    is_name = lexicon.is_name & ~lexicon.is_number & (lexicon.background > TELLING)
    places = [n for n in np.flatnonzero(is_name).tolist() if _can_be_name(stems[n])]
    inside = np.zeros((story.n_documents, len(stems)), bool)
    for b in range(story.n_documents):
        inside[b] = np.asarray(sentences.stems[sentences.document == b].sum(0)).ravel() > 0
    columns = _one_spelling([stems[n] for n in places], [inside[:, n] for n in places])
    n_names = max(columns, default=-1) + 1
    to_name = csr_matrix((np.ones(len(places), np.float32), (places, columns)), shape=(len(stems), n_names))
    in_sentences = _marked(sentences.stems @ to_name)
    counts = np.maximum(np.asarray(in_sentences.sum(0)).ravel(), 1)
    n = in_sentences.shape[0] + 1
    return Names(
        claims=_marked(story.claims.stems @ to_name),
        sentences=in_sentences,
        documents=(inside.astype(np.float32) @ to_name) > 0,
        rarity=(np.log(n / counts) / np.log(max(n, 2))).astype(np.float32),
        column={stems[place]: column for place, column in zip(places, columns, strict=True)},
    )


def _can_be_name(stem: str) -> bool:
    return len(stem) >= SHORTEST and "'" not in stem and stem not in _NO_NAMES


def _families(stem: str) -> tuple[tuple[str, str], ...]:
    """Return what a country and its people share: how they begin, or what is left without their endings.

    >>> set(_families("turkey")) & set(_families("turkish")), set(_families("turkey")) & set(_families("turkmen"))
    ({('root', 'turk')}, set())
    """
    return ("start", stem[:PREFIX]), ("root", _COUNTRY.sub("", stem))


def _marked(counts: Any) -> Any:
    marked = counts.tocsr()
    marked.data = np.minimum(marked.data, 1)
    return marked


def _one_spelling(stems: list[str], inside: list[Marks]) -> list[int]:
    """Return the name that each stem spells, as numbers from 0 on.

    Args:
        stems: In any order.
        inside: For each stem the documents it stands in: two spellings in one document are two names.
    """
    first = list(range(len(stems)))

    def root(n: int) -> int:
        while first[n] != n:
            n = first[n]
        return n

    def unite(n: int, m: int) -> None:
        left, right = sorted((root(n), root(m)))
        first[right] = left

    families: dict[tuple[str, str], int] = {}
    alike: dict[str, list[int]] = {}
    for n, stem in enumerate(stems):
        for key in _families(stem):
            unite(n, families.setdefault(key, n))
        others = alike.setdefault(stem[:_SAME_START], [])
        for m in others:
            if abs(len(stem) - len(stems[m])) <= 2 and is_same_name(stem, stems[m]) and not (inside[n] & inside[m]).any():
                unite(n, m)
        if len(others) < _MOST_ALIKE:
            others.append(n)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(root(n), len(numbers)) for n in range(len(stems))]
