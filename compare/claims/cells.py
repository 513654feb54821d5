"""What speaks for a document saying a claim, beyond its likeliest sentence: one array of (n_claims, n_documents) a feature.

Neighbours (an article that retells one sentence retells the next), a rival (another claim that fits the same
sentence better), a third source (it says this claim, and the document says what that source says), and which
telling words of the claim the evidence lacks.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.claims.features import Story
from compare.claims.lexicon import TELLING, Ints, Lexicon
from compare.claims.models import log_odds
from compare.claims.pairing import N_EVIDENCE, Links

Cells = NDArray[np.float64]

IS_EVIDENCE = 0.25
"""Probability of a link from which a second or third sentence counts as further evidence."""
MISSING = ("evidence holds", "missing rarest", "missing telling", "missing names", "missing numbers")
"""Features of what the evidence has and lacks of a claim, all of them made of words only."""
_NOTHING = -5.0
"""Log-odds that stand for a neighbour that is not there."""


def cell_features(story: Story, links: Links) -> dict[str, Cells]:
    """Return all features of the second stage, arrays of shape (n_claims, n_documents) by name."""
    shape = links.any.shape
    found = {f"link.{rank + 1}": log_odds(links.probability[:, :, rank]) for rank in range(N_EVIDENCE)}
    found["any"] = log_odds(links.any)
    found["rival"] = log_odds(links.rival)
    for distance in (1, 2):
        before, after = _beside(found["any"], story.claims.document, distance)
        found[f"beside.{distance}.more"], found[f"beside.{distance}.less"] = np.maximum(before, after), np.minimum(before, after)
    found["third source"] = log_odds(_through_third(story, links))
    found["early"] = np.broadcast_to(np.exp(-story.claims.position / 2)[:, None], shape)
    found["length"] = np.broadcast_to(np.log1p(np.asarray(story.claims.stems.sum(1)).ravel())[:, None], shape)
    found |= _missing(story, links)
    found |= {f"best {name}": value for name, value in links.best.items()}
    return found


def missing_stems(story: Story, links: Links, document: int) -> Any:
    """Return the stems of each claim that its evidence in `document` lacks, sparse 0/1 of shape (n_claims, n_stems)."""
    claims, stems = story.claims.stems, story.sentence_units.stems
    return claims - claims.multiply(evidence_rows(links, document, stems) > 0) if stems.shape[0] else claims


def evidence_rows(links: Links, document: int, sentences: Any) -> Any:
    """Return for each claim the sum of the rows of `sentences` that are its evidence in `document`, sparse.

    Args:
        links: The evidence.
        document: Place of the document.
        sentences: Sparse, one row for each sentence of the story, of which there is one at least.
    """
    from scipy.sparse import diags

    total = None
    for rank in range(N_EVIDENCE):
        place = links.sentence[:, document, rank]
        use = (place >= 0) & ((links.probability[:, document, rank] > IS_EVIDENCE) | (rank == 0))
        rows = diags(use.astype(np.float32)) @ sentences[np.maximum(place, 0)]
        total = rows if total is None else total + rows
    return total


def weigh_missing(stems: Any, missing: Any, lexicon: Lexicon) -> dict[str, Cells]:
    """Weigh and count what evidence lacks: features of shape (n_rows,) by name, those of `MISSING`.

    Args:
        stems: Sparse 0/1, the stems of claims, or of clauses, a row each.
        missing: The same without the stems that the evidence of each row has.
        lexicon: The columns.
    """
    weight = lexicon.weight.astype(np.float64)
    rarest = missing.multiply(weight[None, :]).tocsr().max(axis=1)
    return {
        "evidence holds": 1 - (missing @ weight) / np.maximum(stems @ weight, 1e-9),
        "missing rarest": np.asarray(rarest.todense()).ravel(),
        "missing telling": np.log1p(missing @ (lexicon.background > TELLING).astype(np.float64)),
        "missing names": missing @ lexicon.is_name.astype(np.float64),
        "missing numbers": missing @ lexicon.is_number.astype(np.float64),
    }


def _missing(story: Story, links: Links) -> dict[str, Cells]:
    """Weigh and count what the evidence, and what the whole document, has of each claim."""
    stems, weight = story.claims.stems, story.lexicon.weight.astype(np.float64)
    found = {name: np.zeros(links.any.shape) for name in (*MISSING, "document holds")}
    for b in range(story.n_documents):
        for name, values in weigh_missing(stems, missing_stems(story, links, b), story.lexicon).items():
            found[name][:, b] = values
        inside = np.asarray(story.sentence_units.stems[story.sentence_units.document == b].sum(0)).ravel() > 0
        found["document holds"][:, b] = (stems @ (weight * inside)) / np.maximum(stems @ weight, 1e-9)
    return found


def _beside(odds: Cells, document: Ints, distance: int) -> tuple[Cells, Cells]:
    """Return the log-odds of the claims `distance` before and after, in the same document."""
    before, after = np.full_like(odds, _NOTHING), np.full_like(odds, _NOTHING)
    if len(document) > distance:
        same = (document[distance:] == document[:-distance])[:, None]
        before[distance:] = np.where(same, odds[:-distance], _NOTHING)
        after[:-distance] = np.where(same, odds[distance:], _NOTHING)
    return before, after


def _through_third(story: Story, links: Links) -> Cells:
    """Return how likely a third source says the claim in a sentence that the document says too."""
    n, d = links.any.shape
    said = np.zeros((len(story.sentences) + 1, d))  # the last row stands for "no sentence"
    has_own = story.claim_sentence >= 0
    np.maximum.at(said, story.claim_sentence[has_own], links.any[has_own])
    best = np.zeros((n, d))
    for c in range(d):
        for rank in range(N_EVIDENCE):
            path = links.probability[:, c, rank, None] * said[links.sentence[:, c, rank]]
            path[:, c] = 0
            best = np.maximum(best, path)
    best[np.arange(n), story.claims.document] = 0
    return best
