"""Passages that one document tells in much fewer words: seeds spread over a long stretch of the other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from compare.matching.fragments import GAP_UNITS, MIN_FRAGMENT_COSINE, Fragment, Pair, group_seeds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.matching.prepare import Prepared
    from compare.matching.seeds import Seed

_GAP = 24
_MIN_COSINE = 0.20
_SEED_COSINE = 0.30
_RATIO = 3.5
_SHORT_CHARS = 220
"""On news, groups with a shorter side (207 characters at most in 24 stories) were alike by topic only."""
_LONG_CHARS = 800
_SEEDED_SHARE = 0.5
"""Of the words of the short side, so many lie in units that have a seed (.35: summaries +.010, shuffled -.004)."""
_JUMP_SHARE = 0.65
"""With one jump of this share of the long side, a group is two places rather than one condensed passage."""
_COMPACT_SHARE = 0.4
_COMPACT_RATIO = 2.5


def find_condensed(pair: Pair, seeds: Sequence[Seed]) -> list[Fragment]:
    """Return passages of which one side is at least four times as long as the other, best first.

    A group is refused where one far seed makes it long: where a compact passage explains the short side
    and a single jump makes up most of the long side.
    """
    strong = [seed for seed in seeds if seed.cosine >= _SEED_COSINE]
    found = []
    for i0, i1, j0, j1, cosine in group_seeds(pair, strong, _GAP, _MIN_COSINE, is_supported=False):
        fragment = Fragment.of_units(pair, i0, i1, j0, j1, cosine)
        chars = (
            pair.left.count_chars(fragment.left_start, fragment.left_end),
            pair.right.count_chars(fragment.right_start, fragment.right_end),
        )
        if min(chars) < _SHORT_CHARS or max(chars) < max(_LONG_CHARS, _RATIO * min(chars)):
            continue
        own = [seed for seed in strong if i0 <= seed.left < i1 and j0 <= seed.right < j1]
        if _is_spread(pair, own, seeds, (i0, i1, j0, j1), short=chars.index(min(chars))):
            found.append(fragment)
    return sorted(found, key=lambda fragment: (-fragment.cosine, fragment))


def _count_words(side: Prepared, first: int, last: int) -> int:
    return int(side.bounds[last] - side.bounds[first])


def _is_spread(pair: Pair, own: Sequence[Seed], seeds: Sequence[Seed], units: tuple[int, int, int, int], *, short: int) -> bool:
    side = (pair.left, pair.right)[short]
    begin, end = units[2 * short], units[2 * short + 1]
    n_words = _count_words(side, begin, end)
    seeded = sum(_count_words(side, unit, unit + 1) for unit in {(seed.left, seed.right)[short] for seed in own})
    if len(own) < 2 or seeded < _SEEDED_SHARE * n_words:
        return False
    places: list[int] = sorted({(seed.left, seed.right)[1 - short] for seed in own})
    jump = max((b - a for a, b in pairwise(places)), default=0)
    if jump < _JUMP_SHARE * (places[-1] - places[0] + 1):
        return True
    compact = 0
    inside = [seed for seed in seeds if units[0] <= seed.left < units[1] and units[2] <= seed.right < units[3]]
    for i0, i1, j0, j1, _ in group_seeds(pair, inside, GAP_UNITS, MIN_FRAGMENT_COSINE):
        a = pair.left.count_chars(int(pair.left.bounds[i0]), int(pair.left.bounds[i1]))
        b = pair.right.count_chars(int(pair.right.bounds[j0]), int(pair.right.bounds[j1]))
        if i1 - i0 > 1 and j1 - j0 > 1 and max(a, b) < _COMPACT_RATIO * min(a, b):
            first, last = ((i0, i1), (j0, j1))[short]
            compact += _count_words(side, first, last)
    return compact < _COMPACT_SHARE * n_words
