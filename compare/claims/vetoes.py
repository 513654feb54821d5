"""What no likeness of words outweighs: another place, another name, another year, a figure that is not there.

The regressions of `cells.py` were fitted on articles about one event each, and learn nothing from the sister event
that is told in the same words a fortnight later.  Their probabilities are corrected here by what only names and
dates can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.claims.cells import evidence_rows
from compare.claims.features import Story
from compare.claims.lexicon import read_words
from compare.claims.models import log_odds
from compare.claims.naming import RARE, Marks, Names
from compare.claims.pairing import Links
from compare.model.segments import SegmentedDocument
from compare.text.quantities import find_quantities

Cells = NDArray[np.float64]

NAME_MISSING = 0.5
"""Factor on the probability that all of a claim is said if one of its names stands nowhere in the document: of 18 such
claims that would be "stated", 6 are (cross-validated)."""
NAMES_APART = 1.25
"""Taken from the log-odds of a claim if it and its best evidence name different things (`Vetoes.apart`): of 56 such claims with a
probability of .4 to .7, 20 are covered (cross-validated); .7 becomes .4."""
YEARS_APART = 3.0
"""Taken from the log-odds of every claim between two documents more than `LONGEST` apart.  Measured on the one labelled story
that has such a document: of the cells called covered, 6 of 44 were right below .98, all 6 above it."""
FIGURE_MISSING = 0.4
"""Factor on the probability that all of a claim is said if the evidence has one of its figures in no words: of 12 such claims
that would be "stated", 5 are."""
ANCHORED = 0.6
"""Share of a claim's words in the evidence from which years do not matter, if its names stand there, too: a treaty of the
year before last is background in both."""
LONGEST = 365
"""Days after which two articles report two occasions, and share background only."""


@dataclass(frozen=True, slots=True)
class Vetoes:
    """What speaks against each claim in each document, arrays of shape (n_claims, n_documents).

    Args:
        missing: A name of the claim stands nowhere in the document.
        apart: So it is, and the likeliest evidence has a name that stands nowhere in the claim's document; or two names of the
            claim stand nowhere in the document, and the evidence has one that the claim has not.
        years: The two documents are more than `LONGEST` apart, and the evidence does not hold the claim's names and most of
            its words.
    """

    missing: Marks
    apart: Marks
    years: Marks

    def correct(self, covered: Cells, whole: Cells) -> tuple[Cells, Cells]:
        """Return both probabilities, corrected."""
        odds = log_odds(covered) - NAMES_APART * self.apart - YEARS_APART * self.years
        kept = np.where(self.apart | self.years, 1 / (1 + np.exp(-odds)), covered)
        return kept, np.where(self.missing, NAME_MISSING * whole, whole)


def find_vetoes(story: Story, links: Links, held: Cells, names: Names, documents: Sequence[SegmentedDocument]) -> Vetoes:
    """Lay names and years of all claims beside their evidence; cost is linear in claims times documents.

    Args:
        story: The words.
        links: The evidence.
        held: Share of each claim's words in the evidence (`evidence holds` of `cells.py`).
        names: Of the story.
        documents: In the order of the story.
    """
    from scipy.sparse import csr_matrix

    own = story.claims.document
    rare = names.rarity > RARE
    unknown = ~names.documents & rare
    known = csr_matrix(names.documents.astype(np.float32))[own]
    missing, apart = np.zeros(links.any.shape, bool), np.zeros(links.any.shape, bool)
    years = _years_apart([each.document.day for each in documents], _likeness(story, links))[own]
    for b in range(story.n_documents):
        place = links.sentence[:, b, 0]
        n_missing = _count(names.claims, unknown[b])
        missing[:, b] = n_missing > 0
        if not (place >= 0).any():
            continue
        likeliest = names.sentences[np.maximum(place, 0)]
        foreign = _count(likeliest, rare) > _count(likeliest.multiply(known).tocsr(), rare)
        other = _count(likeliest, rare) > _count(likeliest.multiply(names.claims).tocsr(), rare)
        apart[:, b] = (place >= 0) & (((n_missing > 0) & foreign) | ((n_missing > 1) & other))
        found = _count(names.claims.multiply(evidence_rows(links, b, names.sentences) > 0).tocsr(), rare)
        years[:, b] &= ~((held[:, b] >= ANCHORED) & (found > 0) & (found == _count(names.claims, rare)))
    return Vetoes(missing, apart, years)


def lacks_figure(claim: str, evidence: Sequence[str]) -> bool:
    """Whether a quantity of a claim stands nowhere in its evidence, neither as a value nor as the same figure.

    >>> lacks_figure("The war of 44 days cost 300 villages", ["six weeks of war"])
    True
    >>> lacks_figure("Some 300 villages", ["nearly 300 villages"]), lacks_figure("a 16-year-old girl", ["the girl, 16"])
    (False, False)
    """
    held = [each for text in evidence for each in find_quantities(text)]
    digits = {stem for text in evidence for stem in read_words(text).stems if stem[:1].isdigit()}
    return any(
        not any(wanted.overlaps(each) for each in held)
        and not digits.issuperset(stem for stem in read_words(claim[wanted.start : wanted.end]).stems if stem[:1].isdigit())
        for wanted in find_quantities(claim)
    )


def _count(rows: Any, columns: Marks) -> NDArray[np.float32]:
    """Return how many of the columns each row of a sparse 0/1 matrix has."""
    return np.asarray(rows @ columns.astype(np.float32), np.float32)


def _likeness(story: Story, links: Links) -> Cells:
    """Return the mean chance that a claim of one document is linked to the other, both ways, shape (n_documents, n_documents)."""
    n = story.n_documents
    mean = np.zeros((n, n))
    for a in range(n):
        of_it = story.claims.document == a
        mean[a] = links.any[of_it].mean(axis=0) if of_it.any() else 0
    return mean + mean.T


def _years_apart(days: Sequence[date | None], likeness: Cells) -> Marks:
    """Return for each two documents whether they are of different years, symmetric, shape (n_documents, n_documents).

    A document without a date counts as of the day of the dated one it is likest: the years that it names may be those
    of its background.  Two documents without a date are never told apart.

    >>> alike = np.array([[0, 0.1, 0.2], [0.1, 0, 0.9], [0.2, 0.9, 0]])
    >>> _years_apart([date(2023, 5, 2), date(2021, 5, 1), None], alike).tolist()
    [[False, True, True], [True, False, False], [True, False, False]]
    """
    dated = [place for place, day in enumerate(days) if day]
    apart = np.zeros((len(days), len(days)), bool)
    if len(dated) < 2:
        return apart
    likest = np.array(dated)[np.argmax(likeness[:, dated], axis=1)]
    ordinals = np.array([(day or days[likest[place]] or date.min).toordinal() for place, day in enumerate(days)])
    known = np.array([day is not None for day in days])
    return np.asarray((np.abs(ordinals[:, None] - ordinals[None, :]) > LONGEST) & (known[:, None] | known[None, :]), bool)
