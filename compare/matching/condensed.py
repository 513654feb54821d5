"""Passages that one document tells in much fewer words.

Their seeds lie close together on the short side and are spread over a long stretch of the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from itertools import pairwise
from typing import TYPE_CHECKING

from compare.matching.fragments import GAP_UNITS, MIN_FRAGMENT_COSINE, group_seeds
from compare.matching.pairs import Fragment, Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.matching.prepare import Prepared
    from compare.matching.seeds import Seed

_SHORT_GAP, _LONG_GAP = 3, 24
"""Units without a seed on either side (PAN 2013 summaries: 24 and 24 .642, 4 and 24 .654, 3 and 24 .668, 3 and 20 .647,
3 and 30 .677 but translated .941 instead of .947)."""
_MIN_COSINE = 0.20
_RATIO = 3.5
_SHORT_CHARS = 220
"""On news, groups with a shorter side (207 characters at most in 24 stories) were alike by topic only."""
_LEAST_UNITS = 3
"""Two sentences that come from two places are two matches (without: three of those by topic in 24 stories of news)."""
_SEEDED_SHARE = 0.7
"""Of the words of the short side, so many lie in units that have a seed (.5 and .6: summaries .686, but five and two
by topic or of copied sentences in 24 stories of news, .7: none; .75: summaries .658)."""
_MOST_TURNED = 0.35
"""Share of pairs of seeds that may stand in another order: who condenses goes along the text (.3 and .4 the same;
without: shuffled -.001, verbatim -.002)."""
_JUMP_SHARE = 0.65
"""With one jump of this share of the long side, a group is two places rather than one condensed passage."""
_COMPACT_SHARE = 0.4
_COMPACT_RATIO = 2.5


def find_condensed(pair: Pair, seeds: Sequence[Seed]) -> list[Fragment]:
    """Return passages of which one side is at least `_RATIO` times as long as the other, best first; they may overlap.

    A group is refused where one far seed makes it long: where a compact passage explains the short side
    and a single jump makes up most of the long side.
    """
    found = []
    for short, gaps in enumerate(((_SHORT_GAP, _LONG_GAP), (_LONG_GAP, _SHORT_GAP))):
        for i0, i1, j0, j1, cosine in group_seeds(pair, seeds, gaps, _MIN_COSINE, is_supported=False):
            fragment = Fragment.of_units(pair, i0, i1, j0, j1, cosine)
            chars = pair.count_chars(fragment)
            if chars[short] < _SHORT_CHARS or chars[1 - short] < _RATIO * chars[short]:
                continue
            own = _find_inside(seeds, (i0, i1, j0, j1))
            if _is_told_along(pair, own, (i0, i1, j0, j1), short) and _is_spread(pair, own, (i0, i1, j0, j1), short):
                found.append(fragment)
    return sorted(found, key=lambda fragment: (-fragment.cosine, fragment))


def _find_inside(seeds: Sequence[Seed], units: tuple[int, int, int, int]) -> list[Seed]:
    """Return the seeds, which are ordered by left unit, between units of the left and of the right."""
    i0, i1, j0, j1 = units
    first, last = (bisect_left(seeds, unit, key=lambda seed: seed.left) for unit in (i0, i1))
    return [seed for seed in seeds[first:last] if j0 <= seed.right < j1]


def _count_words(side: Prepared, first: int, last: int) -> int:
    return int(side.bounds[last] - side.bounds[first])


def _is_told_along(pair: Pair, seeds: Sequence[Seed], units: tuple[int, int, int, int], short: int) -> bool:
    """Return whether seeds hold most of the short side, come from several places of the long one, and keep its order."""
    side = (pair.left, pair.right)[short]
    places = sorted((int(seed[short]), int(seed[1 - short])) for seed in seeds)
    told, sources = {unit for unit, _ in places}, {unit for _, unit in places}
    if min(len(told), len(sources)) < _LEAST_UNITS:
        return False
    seeded = sum(_count_words(side, unit, unit + 1) for unit in told)
    if seeded < _SEEDED_SHARE * _count_words(side, units[2 * short], units[2 * short + 1]):
        return False
    seen: list[int] = []
    turned = 0
    for _, unit in places:
        turned += len(seen) - bisect_right(seen, unit)
        insort(seen, unit)
    return 2 * turned <= _MOST_TURNED * len(seen) * (len(seen) - 1)


def _is_spread(pair: Pair, seeds: Sequence[Seed], units: tuple[int, int, int, int], short: int) -> bool:
    """Return whether the long side is no compact passage with a far seed."""
    places = sorted({int(seed[1 - short]) for seed in seeds})
    jump = max(b - a for a, b in pairwise(places))
    if jump < _JUMP_SHARE * (places[-1] - places[0] + 1):
        return True
    compact = 0
    for i0, i1, j0, j1, _ in group_seeds(pair, seeds, GAP_UNITS, MIN_FRAGMENT_COSINE):
        a = pair.left.count_chars(int(pair.left.bounds[i0]), int(pair.left.bounds[i1]))
        b = pair.right.count_chars(int(pair.right.bounds[j0]), int(pair.right.bounds[j1]))
        if i1 - i0 > 1 and j1 - j0 > 1 and max(a, b) < _COMPACT_RATIO * min(a, b):
            first, last = ((i0, i1), (j0, j1))[short]
            compact += _count_words((pair.left, pair.right)[short], first, last)
    return compact < _COMPACT_SHARE * _count_words((pair.left, pair.right)[short], units[2 * short], units[2 * short + 1])
