"""Text that one document has once and the other one in several places: a quotation in the lead that comes again, a pull quote.

Passages are chosen so that none overlaps another.  What is then still free on one side, and stands word for word, but for
small edits, inside a passage of the other side, is that passage's second place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.matching.chains import find_chains
from compare.matching.occupied import Closed, Occupied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.matching.evidence import Evidence
    from compare.matching.pairs import Fragment, Pair
    from compare.matching.verbatim import Run

_MOST_REPEATS = 3
"""Places besides the first in which a text is reported, on either side: bounds what a text that repeats without end costs."""


def find_repeats(
    pair: Pair, runs: Sequence[Run], evidence: Evidence, chosen: Sequence[Fragment], closed: Closed | None, min_words: int
) -> list[Fragment]:
    """Return passages of which one side is free and the other lies in chosen passages, best first; the free sides are disjoint.

    Args:
        pair: Both documents.
        runs: Runs of equal words, ordered by place.
        evidence: Bits of each word.
        chosen: The passages of the pair.
        closed: Words that no passage may hold; None for none.
        min_words: Least number of equal words.
    """
    held = Occupied(len(pair.left.words), len(pair.right.words))
    held.add(*chosen)
    taken = held.to_closed().union(closed) if closed else held.to_closed()
    found: list[Fragment] = []
    for is_left_free in (True, False):
        free = taken
        for _ in range(_MOST_REPEATS):
            shut = Closed(free.left, ~held.right) if is_left_free else Closed(~held.left, free.right)
            again = find_chains(pair, runs, evidence, Occupied(len(shut.left), len(shut.right), shut), min_words)
            if not again:
                break
            found += again
            now = Occupied(len(shut.left), len(shut.right), free)
            now.add(*again)
            free = now.to_closed()
    return found
