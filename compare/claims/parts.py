"""Which clauses of a sentence another document states, if it states the sentence in part.

What is decided for the sentence holds for its clauses together: all of it stated means each of them, silence means
none.  Between, the words that the evidence has and lacks of each clause decide, and one clause at least is stated in
part, and one at least is not stated in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.claims.cells import MISSING, evidence_rows, weigh_missing
from compare.claims.features import Story
from compare.claims.lexicon import Ints, Reading, incidence
from compare.claims.models import Models
from compare.claims.naming import Names
from compare.claims.pairing import Links
from compare.claims.vetoes import NAME_MISSING
from compare.model.claims import Relation

LIKELY = 0.5
"""Probability from which a clause counts as stated at all, and as stated in full."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What each document says of each clause, arrays of shape (n_clauses, n_documents), given that it says some of its sentence.

    Args:
        covered: Probability that it says any of the clause, as the words alone tell it.
        whole: The same, given that it does, of all of it.
        held: Share of the weight of the clause's words that stands in the evidence.
    """

    covered: NDArray[np.float64]
    whole: NDArray[np.float64]
    held: NDArray[np.float64]


def weigh_parts(readings: Sequence[Reading], sentence: Ints, story: Story, links: Links, names: Names, models: Models) -> Parts:
    """Read all clauses against the evidence of their sentences; cost is linear in clauses times documents.

    Args:
        readings: The words of each clause.
        sentence: The claim of `story` that each clause is part of, shape (n_clauses,).
        story: The words; its claims are sentences.
        links: The evidence.
        names: Of the story.  A clause with a name that a document has nowhere, or with a number that the evidence lacks, is
            less likely stated in full; a few words alone do not tell.
        models: The regressions.
    """
    lexicon, told = story.lexicon, story.sentence_units.stems
    stems = incidence(
        [[lexicon.index[stem] for stem in each.stems if stem in lexicon.index] for each in readings], len(lexicon.index)
    )
    shape = (len(readings), story.n_documents)
    found = {name: np.zeros(shape) for name in MISSING}
    found["length"] = np.broadcast_to(np.log1p(np.asarray(stems.sum(1)).ravel())[:, None], shape)
    for b in range(story.n_documents if told.shape[0] else 0):
        evidence: Any = evidence_rows(links, b, told)[sentence]
        for name, values in weigh_missing(stems, stems - stems.multiply(evidence > 0), lexicon).items():
            found[name][:, b] = values
    missing = np.stack([names.missing_from(each.stems) for each in readings]) | (found["missing numbers"] > 0)
    return Parts(
        covered=models.words_covered.probability(found),
        whole=models.words_whole.probability(found) * np.where(missing, NAME_MISSING, 1),
        held=found["evidence holds"],
    )


def divide(covered: Sequence[float], whole: Sequence[float]) -> tuple[Relation, ...]:
    """Return what a document says of each clause of a sentence that it states in part.

    Args:
        covered: See `Parts`, of the clauses of one sentence.
        whole: The same.

    >>> divide([0.9, 0.2], [0.8, 0.1]), divide([0.9, 0.9], [0.9, 0.8]), divide([0.3, 0.1], [0.2, 0.1])
    (('states', 'silent'), ('states', 'partly'), ('partly', 'silent'))
    """
    relations: list[Relation] = [
        "silent" if some < LIKELY else "states" if all_ >= LIKELY else "partly" for some, all_ in zip(covered, whole, strict=True)
    ]
    if all(relation == "silent" for relation in relations):
        relations[int(np.argmax(covered))] = "partly"
    elif all(relation == "states" for relation in relations):
        relations[int(np.argmin(whole))] = "partly"
    return tuple(relations)
