"""Which sentence of another document says what a claim says: links, with their probability.

A link has no direction.  What is kept of all pairs is small: for each claim and document the three likeliest
sentences, the chance that any sentence is linked, and the best rival claim for the likeliest sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from compare.claims.features import Story, both_ways, pair_features, run_starts
from compare.claims.lexicon import Ints
from compare.claims.models import Logistic

N_EVIDENCE = 3
"""Sentences shown as evidence at most: with three, one is right in 95 % of covered cells, with one in 83 %."""
MAX_BLOCK = 500
"""Claims or sentences of one document read at once; a longer document is read in pieces."""
MAX_PAIRS = 250_000
"""Pairs read at once: with some 80 matrices of four bytes alive, memory stays near 80 MB."""

BEST_OF = (
    "words.claim", "words.dice", "words.mass", "names.claim", "numbers.claim", "others.claim", "others.mass",
    "families.claim", "bigrams.claim", "characters", "window.claim",
)  # fmt: skip
"""Features of which the second stage sees the highest value over a document's sentences."""


@dataclass(frozen=True, slots=True)
class Links:
    """What is known of each claim in each document, arrays of shape (n_claims, n_documents, ...).

    A claim's own document, and a document without sentences, has probability 0 and sentence -1.

    Args:
        sentence: Place of the likeliest sentences in the story, likeliest first, -1 for none; (..., N_EVIDENCE).
        probability: That each of them is linked; (..., N_EVIDENCE).
        any: That at least one sentence of the document is linked (noisy-or).
        rival: The highest probability that another claim of the claim's document is linked to the likeliest sentence.
        containment: Share of the claim's telling words in the likeliest sentence.
        best: For each name in `BEST_OF` the highest value over the document's sentences.
    """

    sentence: Ints
    probability: NDArray[np.float64]
    any: NDArray[np.float64]
    rival: NDArray[np.float64]
    containment: NDArray[np.float64]
    best: dict[str, NDArray[np.float64]] = field(default_factory=dict)


def blocks(story: Story) -> Iterator[tuple[slice, Ints]]:
    """Yield (claims of one document, sentences of others) until every claim has met every sentence of the others.

    Sentences come by whole documents, as many as `MAX_PAIRS` allows; long documents come in pieces.
    """
    sentences = _pieces(story.sentence_units.document)
    for own, piece_of_claims in _pieces(story.claims.document):
        claims = slice(piece_of_claims.start, piece_of_claims.stop)
        most = MAX_PAIRS // len(piece_of_claims)
        waiting: list[Ints] = []
        for document, piece in sentences:
            if document == own:
                continue
            if waiting and sum(map(len, waiting)) + len(piece) > most:
                yield claims, np.concatenate(waiting)
                waiting = []
            waiting.append(np.array(piece, np.int64))
        if waiting:
            yield claims, np.concatenate(waiting)


def link_claims(story: Story, model: Logistic) -> Links:
    """Return the links of all claims; cost is quadratic in the number of sentences, memory linear."""
    n, d = len(story.claims.document), story.n_documents
    sentence = np.full((n, d, N_EVIDENCE), -1, np.int64)
    probability = np.zeros((n, d, N_EVIDENCE))
    none = np.ones((n, d))
    rival, containment = np.zeros((n, d)), np.zeros((n, d))
    best = {name: np.zeros((n, d)) for name in BEST_OF}
    for rows, columns in blocks(story):
        found = pair_features(story, rows, columns)
        linked = model.probability(both_ways(found))
        rivals, inside = _rivals(linked), found["words.claim"]
        document = story.sentence_units.document[columns]
        starts = run_starts(document)
        others = document[starts]
        none[rows, others] *= np.multiply.reduceat(1 - linked, starts, axis=1)
        for name in BEST_OF:
            best[name][rows, others] = np.maximum(best[name][rows, others], np.maximum.reduceat(found[name], starts, axis=1))
        each = np.arange(len(linked))
        for b, start, stop in zip(others.tolist(), starts.tolist(), [*starts.tolist()[1:], len(columns)], strict=True):
            order = start + np.argsort(-linked[:, start:stop], axis=1, kind="stable")[:, :N_EVIDENCE]
            likeliest = order[:, 0]
            better = linked[each, likeliest] > probability[rows, b, 0]
            rival[rows, b] = np.where(better, rivals[each, likeliest], rival[rows, b])
            containment[rows, b] = np.where(better, inside[each, likeliest], containment[rows, b])
            places = np.concatenate([sentence[rows, b], columns[order]], axis=1)
            chances = np.concatenate([probability[rows, b], np.take_along_axis(linked, order, axis=1)], axis=1)
            keep = np.argsort(-chances, axis=1, kind="stable")[:, :N_EVIDENCE]
            sentence[rows, b] = np.take_along_axis(places, keep, axis=1)
            probability[rows, b] = np.take_along_axis(chances, keep, axis=1)
    return Links(sentence=sentence, probability=probability, any=1 - none, rival=rival, containment=containment, best=best)


def _rivals(linked: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each cell the highest value of its column in another row, 0 if there is no other row."""
    if len(linked) == 1:
        return np.zeros_like(linked)
    second, first = np.sort(linked, axis=0)[-2:]
    is_first = np.arange(len(linked))[:, None] == np.argmax(linked, axis=0)[None, :]
    return np.asarray(np.where(is_first, second, first), np.float64)


def _pieces(document: Ints) -> list[tuple[int, range]]:
    """Return (document, range of its units) in order, in pieces of at most `MAX_BLOCK`."""
    found = []
    for place in np.unique(document):
        start, stop = np.searchsorted(document, [place, place + 1])
        found += [(int(place), range(at, min(at + MAX_BLOCK, int(stop)))) for at in range(int(start), int(stop), MAX_BLOCK)]
    return found
