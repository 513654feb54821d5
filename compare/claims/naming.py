"""Which names of a story stand where: what tells one event from another that is told in the same words.

Two drills in one autumn share every word but the names of the place and of the drill.  A name counts here if its
words are mostly capitalised inside sentences, and rare in English; `Azerbaijan` and `Azerbaijani`, `Nakhchivan` and
`Nakhichevan` are one.  Days and months are no names: their values are compared elsewhere, and outlets write them
in many ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.claims.features import Story
from compare.claims.lexicon import PREFIX, TELLING, Floats, Reading, read_words
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
_AT = frozenset({"in", "at", "near", "off", "outside", "around", "across", "into", "inside"})
_REGIONS = frozenset(
    """
    region district province city town exclave enclave island islands county state valley village area border prefecture coast
    peninsula
    """.split()  # noqa: SIM905
)
_LONGEST_NAME = 5
"""Words of the longest name: `the Nakhchivan Autonomous Republic`."""
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
        claim_places: For each claim its rare names that are mostly told as places (`in Lachin`, `the Lachin region`).
        sentence_places: The same for each sentence.
    """

    claims: Any
    sentences: Any
    documents: Marks
    rarity: Floats
    column: dict[str, int]
    claim_places: tuple[frozenset[int], ...]
    sentence_places: tuple[frozenset[int], ...]

    def is_elsewhere(self, claim: int, sentence: int) -> bool:
        """Whether a claim and a sentence both name rare places, and none in common."""
        here, there = self.claim_places[claim], self.sentence_places[sentence]
        return bool(here and there) and here.isdisjoint(there)

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
    column_of = {stems[place]: column for place, column in zip(places, columns, strict=True)}
    to_name = csr_matrix((np.ones(len(places), np.float32), (places, columns)), shape=(len(stems), n_names))
    in_sentences = _marked(sentences.stems @ to_name)
    counts = np.maximum(np.asarray(in_sentences.sum(0)).ravel(), 1)
    n = in_sentences.shape[0] + 1
    rarity = (np.log(n / counts) / np.log(max(n, 2))).astype(np.float32)
    in_claims = _marked(story.claims.stems @ to_name)
    is_place = _places(column_of, n_names, sentences.readings)
    return Names(
        claims=in_claims,
        sentences=in_sentences,
        documents=(inside.astype(np.float32) @ to_name) > 0,
        rarity=rarity,
        column=column_of,
        claim_places=_columns(in_claims, is_place & (rarity > RARE)),
        sentence_places=_columns(in_sentences, is_place & (rarity > RARE)),
    )


def _columns(rows: Any, chosen: Marks) -> tuple[frozenset[int], ...]:
    """Return for each row of a sparse 0/1 matrix its columns among the chosen ones."""
    kept = rows.multiply(chosen[None, :]).tocsr()
    kept.eliminate_zeros()
    return tuple(
        frozenset(kept.indices[start:stop].tolist()) for start, stop in zip(kept.indptr[:-1], kept.indptr[1:], strict=True)
    )


def _places(column_of: dict[str, int], n_names: int, readings: Sequence[Reading]) -> Marks:
    """Return which names stand behind a preposition of place, or before the name of a kind of place, at most of their places."""
    told, there = np.zeros(n_names), np.zeros(n_names)
    for reading in readings:
        for n, stem in enumerate(reading.stems):
            column = column_of.get(stem)
            if column is None or not reading.surfaces[n][:1].isupper():
                continue
            before = n - 1
            while before >= max(0, n - _LONGEST_NAME) and (
                reading.surfaces[before][:1].isupper() or reading.forms[before] == "the"
            ):
                before -= 1
            told[column] += 1
            there[column] += (before >= 0 and reading.forms[before] in _AT) or not _REGIONS.isdisjoint(
                reading.forms[n + 1 : n + 3]
            )
    return np.asarray(2 * there > told, bool)


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
