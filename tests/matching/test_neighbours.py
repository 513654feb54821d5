"""A few words beside a sure passage."""

import numpy as np
import pytest

from compare.matching.chains import find_neighbours
from compare.matching.evidence import Evidence
from compare.matching.occupied import Occupied
from compare.matching.pairs import Fragment
from compare.matching.verbatim import Run

PASSAGE = Fragment(50, 70, 40, 60, 1.0)


def find(run, bits=1.0):
    occupied = Occupied(100, 100)
    occupied.add(PASSAGE)
    return find_neighbours([run], Evidence(np.full(100, bits), np.full(100, bits)), occupied, [PASSAGE], 8)


@pytest.mark.parametrize("run", [Run(42, 30, 5), Run(45, 35, 5), Run(72, 61, 5), Run(78, 68, 4)])
def test_a_few_words_in_order_beside_a_passage_belong_to_it(run):
    """In front of it or behind it, with up to eight words between on either side."""
    assert find(run) == [Fragment(run.left, run.left + run.length, run.right, run.right + run.length, 1.0)]


@pytest.mark.parametrize("run", [Run(36, 30, 5), Run(42, 26, 5), Run(72, 30, 5), Run(79, 61, 5), Run(72, 61, 3), Run(55, 61, 5)])
def test_what_lies_elsewhere_or_is_too_short_does_not(run):
    """Too far away on one side, on the wrong side, three words, or inside the passage."""
    assert find(run) == []


def test_words_that_say_nothing_do_not():
    """Common words stand beside every passage."""
    assert find(Run(42, 30, 5), bits=0.5) == []
