"""Logistic regressions whose coefficients were fitted elsewhere (`compare.claims.fitting`) and are shipped as JSON.

The arithmetic is NumPy's: importing scikit-learn's linear models would cost more than all claims of a story.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Logistic:
    """One logistic regression over named features: log-odds = intercept + sum of coefficient x feature."""

    coefficients: dict[str, float]
    intercept: float

    def probability(self, features: Mapping[str, NDArray[Any]]) -> NDArray[np.float64]:
        """Return the probability for arrays of any one shape, in [0, 1]."""
        total: Any = self.intercept
        for name, coefficient in self.coefficients.items():
            total = total + coefficient * features[name]
        return np.asarray(1 / (1 + np.exp(-np.clip(total, -30, 30))), np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """The regressions.

    Args:
        link: Pair of claim and sentence: do they say the same thing, in part at least?
        covered: Claim and document: does the document say any of it?
        whole: The same, given that it does: does it say all of it?
        words_covered: Like `covered`, from nothing but the words that the evidence has and lacks: for a clause of a sentence
            that is stated in part.
        words_whole: Like `whole`, from the same words.
        threshold: Probability of `covered` from which a claim counts as covered.
    """

    link: Logistic
    covered: Logistic
    whole: Logistic
    words_covered: Logistic
    words_whole: Logistic
    threshold: float


REGRESSIONS = ("link", "covered", "whole", "words_covered", "words_whole")


@lru_cache(maxsize=1)
def load_models() -> Models:
    """Return the shipped models."""
    read = json.loads(files("compare.claims").joinpath("coefficients.json").read_text(encoding="utf-8"))
    return Models(**{name: Logistic(**read[name]) for name in REGRESSIONS}, threshold=read["threshold"])


def log_odds(probability: NDArray[Any]) -> NDArray[np.float64]:
    """Return log(p / (1 - p)) with p kept in [0.0001, 0.9999].

    >>> float(log_odds(np.array(0.5)))
    0.0
    """
    p = np.clip(probability, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(p / (1 - p)), np.float64)
