"""What speaks for or against a claim and a sentence saying the same thing: one matrix a feature.

Every feature is a matrix of shape (n_claims, n_sentences) for the claims of one document against the sentences of
others, made by products of sparse word matrices; nothing loops over pairs.  `.claim` asks how much of the claim
stands in the sentence, `.sentence` how much of the sentence stands in the claim.

Refused, since they brought nothing in cross-validation by story (docs/claims-ablation.md): word vectors, words
weighed by story or background alone, edit distances, document similarity, lengths.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from compare.claims.extraction import ASSERTING
from compare.claims.lexicon import PREFIX, Floats, Ints, Lexicon, Reading, build_lexicon, incidence, read_words, weigh
from compare.model.claims import Claim
from compare.model.segments import Segment, SegmentedDocument

_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Units:
    """Claims, or sentences, of all documents as rows of matrices; in the order of documents, then of place.

    Args:
        document: Place of each unit's document, shape (n_units,).
        position: Place of each unit in its document, shape (n_units,).
        readings: Its words.
        stems: Sparse 0/1, shape (n_units, n_stems).
        prefixes: Sparse 0/1, shape (n_units, n_prefixes).
        bigrams: Sparse 0/1, shape (n_units, n_bigrams).
        window: Stems of the unit and its two neighbours, sparse 0/1, shape (n_units, n_stems).
        characters: Rows of character n-gram TF-IDF of length 1, sparse, shape (n_units, n_grams).
    """

    document: Ints
    position: Ints
    readings: tuple[Reading, ...]
    stems: Any
    prefixes: Any
    bigrams: Any
    window: Any
    characters: Any


@dataclass(frozen=True, slots=True)
class Story:
    """A story as numbers: its claims against all its sentences.

    Args:
        sentences: The segments behind `sentence_units`, as (place of document, segment).
        claim_sentence: Place in `sentences` of the sentence each claim is from, -1 if it is in none, shape (n_claims,).
        n_documents: Number of documents.
    """

    lexicon: Lexicon
    claims: Units
    sentence_units: Units
    sentences: tuple[tuple[int, Segment], ...]
    claim_sentence: Ints
    n_documents: int
    prefix_weight: Floats
    bigram_weight: Floats


def read_story(claims: Sequence[Claim], documents: Sequence[SegmentedDocument]) -> Story:
    """Turn claims and documents into matrices; headlines and captions can be evidence, other furniture cannot.

    `claims` must stand in the order of the documents, then of place.
    """
    places = {each.document.id: place for place, each in enumerate(documents)}
    sentences = tuple(
        (place, segment) for place, each in enumerate(documents) for segment in each.sentences if segment.role in ASSERTING
    )
    read = [read_words(documents[place].document.quote(segment.span)) for place, segment in sentences]
    told = [read_words(claim.text) for claim in claims]
    lexicon = build_lexicon(read, told)
    families: dict[str, int] = {}
    family_of = np.array([families.setdefault(stem[:PREFIX], len(families)) for stem in lexicon.index], np.int64)
    bigrams: dict[tuple[int, int], int] = {}
    for each in (*read, *told):
        row = [lexicon.index[stem] for stem in each.stems]
        for pair in pairwise(row):
            bigrams.setdefault(pair, len(bigrams))
    characters = _character_vectors(read, told)

    def units(document: list[int], readings: list[Reading], characters: Any) -> Units:
        rows = [[lexicon.index[stem] for stem in each.stems] for each in readings]
        places = np.array(document, np.int64)
        stems = incidence(rows, len(lexicon.index))
        return Units(
            document=places,
            position=_positions(places),
            readings=tuple(readings),
            stems=stems,
            prefixes=incidence([[int(family_of[stem]) for stem in row] for row in rows], len(families)),
            bigrams=incidence([[bigrams[pair] for pair in pairwise(row)] for row in rows], len(bigrams)),
            window=_windows(stems, places),
            characters=characters,
        )

    family_background = np.full(len(families), np.inf, np.float32)
    np.minimum.at(family_background, family_of, lexicon.background)
    sentence_units = units([place for place, _ in sentences], read, characters[: len(read)])
    counts = np.maximum(np.asarray(sentence_units.prefixes.sum(0)).ravel(), 1)
    return Story(
        lexicon=lexicon,
        claims=units([places[claim.document] for claim in claims], told, characters[len(read) :]),
        sentence_units=sentence_units,
        sentences=sentences,
        claim_sentence=_own_sentences([(places[claim.document], claim.start) for claim in claims], sentences),
        n_documents=len(documents),
        prefix_weight=weigh(counts, family_background, len(sentences)),
        bigram_weight=np.array([lexicon.weight[a] + lexicon.weight[b] for a, b in bigrams], np.float32),
    )


def pair_features(story: Story, claims: slice, sentences: Ints) -> dict[str, Floats]:
    """Return all features of a block: the claims of one document against the sentences of others.

    Args:
        story: The words.
        claims: Neighbouring claims of one document.
        sentences: Places of sentences of other documents, rising; whole documents, or neighbours out of a long one.

    Returns:
        Matrices of shape (n_claims, n_sentences) by name; cost is that of the shared words plus 40 passes over them.
    """
    left, right, lexicon = story.claims, story.sentence_units, story.lexicon
    found: dict[str, Floats] = {}

    def share(name: str, weight: Floats, a: Any, b: Any) -> Floats:
        """Add the shares of weight that stand on the other side, and return the shared weight."""
        weighed = a.multiply(weight[None, :]).tocsr()
        shared = np.asarray((weighed @ b.T).todense(), np.float32)
        in_claim = (a @ weight)[:, None]
        in_sentence = (b @ weight)[None, :]
        found[f"{name}.claim"] = shared / np.maximum(in_claim, _TINY)
        found[f"{name}.sentence"] = shared / np.maximum(in_sentence, _TINY)
        found[f"{name}.dice"] = 2 * shared / np.maximum(in_claim + in_sentence, _TINY)
        found[f"{name}.none.claim"] = ((in_claim > 0) & (shared <= 0)).astype(np.float32)
        found[f"{name}.none.sentence"] = ((in_sentence > 0) & (shared <= 0)).astype(np.float32)
        return shared

    a, b = left.stems[claims], right.stems[sentences]
    starts = run_starts(right.document[sentences])
    weight = lexicon.weight
    is_other = ~(lexicon.is_name | lexicon.is_number)
    found["words.mass"] = np.log1p(share("words", weight, a, b))
    found["names.mass"] = np.log1p(share("names", weight * lexicon.is_name, a, b))
    share("numbers", weight * lexicon.is_number, a, b)
    found["others.mass"] = np.log1p(share("others", weight * is_other, a, b))
    share("families", story.prefix_weight, left.prefixes[claims], right.prefixes[sentences])
    share("bigrams", story.bigram_weight, left.bigrams[claims], right.bigrams[sentences])
    found["characters"] = np.asarray((left.characters[claims] @ right.characters[sentences].T).todense(), np.float32)
    weighed = a.multiply(weight[None, :]).tocsr()
    found["window.claim"] = _dense(weighed @ right.window[sentences].T) / np.maximum((a @ weight)[:, None], _TINY)
    weighed = b.multiply(weight[None, :]).tocsr()
    found["window.sentence"] = _dense(weighed @ left.window[claims].T).T / np.maximum((b @ weight)[None, :], _TINY)

    alike: Floats = ((found["words.dice"] + found["families.dice"] + found["characters"]) / 3).astype(np.float32)
    found["beside.along"] = np.maximum(_shifted(alike, 1, 1, starts), _shifted(alike, -1, -1, starts))
    found["beside.claim"] = np.maximum(_shifted(alike, 1, 0, starts), _shifted(alike, -1, 0, starts))
    found["beside.sentence"] = np.maximum(_shifted(alike, 0, 1, starts), _shifted(alike, 0, -1, starts))
    found["rank.claim"], found["lead.claim"] = np.empty_like(alike), np.empty_like(alike)
    for start, stop in pairwise([*starts.tolist(), len(sentences)]):
        found["rank.claim"][:, start:stop], found["lead.claim"][:, start:stop] = _rank(alike[:, start:stop])
    rank, lead = _rank(alike.T)
    found["rank.sentence"], found["lead.sentence"] = rank.T, lead.T
    early = np.exp(-left.position[claims] / 2)[:, None] * np.exp(-right.position[sentences] / 2)[None, :]
    found["both early"] = early.astype(np.float32)
    return found


def both_ways(found: dict[str, Floats]) -> dict[str, Floats]:
    """Make features symmetric: `x.claim` and `x.sentence` become `x.more` and `x.less`.

    Whether two sentences are linked has no direction: of the sentences that readers name as evidence 97 % are
    themselves covered by what they are evidence for.
    """
    symmetric: dict[str, Floats] = {}
    for name, value in found.items():
        stem, _, side = name.rpartition(".")
        if side == "claim":
            other = found[f"{stem}.sentence"]
            symmetric[f"{stem}.more"], symmetric[f"{stem}.less"] = np.maximum(value, other), np.minimum(value, other)
        elif side != "sentence":
            symmetric[name] = value
    return symmetric


def _own_sentences(starts: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, Segment]]) -> Ints:
    """Return for each (document, offset) the place of the sentence that holds it, -1 for none."""
    begins = [(place, segment.start) for place, segment in sentences]
    found = []
    for document, start in starts:
        at = bisect_right(begins, (document, start)) - 1
        held = at >= 0 and sentences[at][0] == document and start < sentences[at][1].end
        found.append(at if held else -1)
    return np.array(found, np.int64)


def run_starts(document: Ints) -> Ints:
    """Return where each document begins among units that stand in the order of documents.

    >>> run_starts(np.array([0, 0, 3, 3, 4])).tolist()
    [0, 2, 4]
    """
    return np.flatnonzero(np.r_[True, document[1:] != document[:-1]]) if len(document) else np.zeros(0, np.int64)


def _dense(product: Any) -> Floats:
    return np.asarray(product.todense(), np.float32)


def _positions(document: Ints) -> Ints:
    """Return the place of each unit in its document; units of one document stand together."""
    starts = run_starts(document)
    return np.arange(len(document)) - np.repeat(starts, np.diff(np.r_[starts, len(document)]))


def _windows(stems: Any, document: Ints) -> Any:
    """Return for each unit the stems of itself and its neighbours in the same document, as 0/1."""
    from scipy.sparse import diags

    n = len(document)
    if n < 2:
        return stems
    touching = (document[1:] == document[:-1]).astype(np.float32)
    window = (diags([np.ones(n, np.float32), touching, touching], [0, 1, -1], format="csr") @ stems).tocsr()
    window.data = np.minimum(window.data, 1)
    return window


def _shifted(matrix: Floats, rows: int, columns: int, starts: Ints) -> Floats:
    """Return the matrix whose cell (i, j) is `matrix[i + rows, j + columns]`, 0 where that is not in the same documents.

    Args:
        matrix: Claims of one document by sentences.
        rows: -1, 0 or 1.
        columns: -1, 0 or 1.
        starts: First column of each document.
    """
    moved = np.zeros_like(matrix)
    n, m = matrix.shape
    moved[max(0, -rows) : n - max(0, rows), max(0, -columns) : m - max(0, columns)] = matrix[
        max(0, rows) : n - max(0, -rows), max(0, columns) : m - max(0, -columns)
    ]
    if columns:
        moved[:, starts[1:] - 1 if columns > 0 else starts[1:]] = 0
    return moved


def _rank(alike: Floats) -> tuple[Floats, Floats]:
    """Return for each cell 1 / its rank in its row, and its lead over the best other cell of the row."""
    order = np.argsort(-alike, axis=1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(alike.shape[1])[None, :], axis=1)
    top = np.take_along_axis(alike, order[:, :1], axis=1)
    second = np.take_along_axis(alike, order[:, 1:2], axis=1) if alike.shape[1] > 1 else np.zeros_like(top)
    best_other = np.where(rank == 0, second, top)
    return (1 / (1 + rank)).astype(np.float32), (alike - best_other).astype(np.float32)


def _character_vectors(read: Sequence[Reading], told: Sequence[Reading]) -> Any:
    """Return TF-IDF rows of character 3- to 5-grams inside words, for `read` and then `told`."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [" ".join(each.forms) for each in (*read, *told)]
    if not any(texts):
        return csr_matrix((len(texts), 1), dtype=np.float32)
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, dtype=np.float32)
    return vectorizer.fit_transform(texts)
