"""From sorted grams to seeds: two places that begin with the same gram.

What stands in few places is paired, each with each.  What stands in many (boilerplate, wire copy) is linked, each place with
the first one of the next document that has the same twelve words: the cost stays linear, and the links hold the group together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from compare.matching.fingerprints.grams import GRAM, POSITION_BITS, POSITION_MASK
from compare.matching.fingerprints.ranges import spread_ranges

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Forms = NDArray[np.uint32]
    Ints = NDArray[np.int64]

MOST_PAIRED: Final = 16
"""Places of one gram that are paired each with each (made-up news: 8 .98, 16 .99, 64 .99 of planted passages, at twice the
cost)."""
LINK_WORDS: Final = 12
"""Words of the longer gram by which places in excess are linked: less would link every place of a stock phrase."""
_MOST_LINKED: Final = 4
"""Places of one document with the same words that are linked: boilerplate at both its ends is, a phrase repeated without end is
not."""
_LEAST_NUMBER_BITS: Final = 24
"""Low bits of a hash that give way to a place's number, at least: so hashes count alike however many places come together."""
_AT_ONCE: Final = 1 << 15
_STRETCH: Final = 1 << 22
"""Positions that are looked at together."""
_MIX: Final = 0x9E3779B97F4A7C15

assert LINK_WORDS % GRAM == 0


class Seeds(NamedTuple):
    """Places that begin with the same gram.

    Args:
        left: Position of the earlier one, shape (n_seeds,).
        right: Position of the later one, shape (n_seeds,).
        crowded: Positions whose gram stands in more than `MOST_PAIRED` places, paired with none; not ordered.
    """

    left: Ints
    right: Ints
    crowded: Ints


def pair_grams(grams: Hashes) -> Seeds:
    """Return the seeds of one partition.

    Args:
        grams: Packed grams; they are sorted in place.
    """
    import numpy as np

    grams.sort()
    is_same = np.zeros(len(grams) + 1, dtype=np.bool_)
    if len(grams) > 1:
        np.less(grams[1:] ^ grams[:-1], np.uint64(1 << POSITION_BITS), out=is_same[1:-1])
    edges = (is_same[1:] != is_same[:-1]).nonzero()[0]
    firsts, sizes = edges[::2], edges[1::2] - edges[::2] + 1
    mask = np.uint64(POSITION_MASK)
    paired = sizes <= MOST_PAIRED
    crowded = grams[spread_ranges(firsts[~paired], sizes[~paired])] & mask
    firsts, sizes = firsts[paired], sizes[paired]
    left, right = [], []
    for lag in range(1, MOST_PAIRED):
        chosen = sizes > lag
        firsts, sizes = firsts[chosen], sizes[chosen]
        if not len(firsts):
            break
        places = spread_ranges(firsts, sizes - lag)
        left.append(grams[places] & mask)
        right.append(grams[places + lag] & mask)
    return Seeds(_join(left), _join(right), crowded.astype(np.int64))


def _join(parts: list[Hashes]) -> Ints:
    import numpy as np

    return np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, dtype=np.int64)


def link_crowded(crowded: Ints, forms: Forms, firsts: Ints) -> Seeds:
    """Return a seed from each crowded position to the next document's first one that begins with the same `LINK_WORDS` words.

    Args:
        crowded: Positions, in any order.
        forms: Of all words, by position, with a margin at the end; 0 where there is no word.
        firsts: Position of the first word of each document.
    """
    import numpy as np

    places, hashes = hash_crowded(crowded, forms)
    return link_places(places, hashes, np.searchsorted(firsts, places, side="right"))


def hash_crowded(crowded: Ints, forms: Forms) -> tuple[Ints, Hashes]:
    """Return the positions from which on `LINK_WORDS` words are crowded, ascending, and a hash of those words for each.

    Args:
        crowded: Positions, in any order.
        forms: Of all words, by position, with a margin at the end; 0 where there is no word.
    """
    import numpy as np

    crowded = _keep_dense(np.sort(crowded))
    crowded = crowded[forms[crowded + LINK_WORDS - 1] != 0]
    return crowded, _hash_words(crowded, forms)


def link_places(places: Ints, hashes: Hashes, documents: Ints) -> Seeds:
    """Return a seed from each place to the first one of the next document that has the same hash.

    Args:
        places: Ascending, shape (n_places,).
        hashes: Of the words from each place on; their high bits count.
        documents: Number of each place's document.
    """
    import numpy as np

    number_bits = np.uint64(max(len(places).bit_length(), _LEAST_NUMBER_BITS))
    hashes = ((hashes >> number_bits) << number_bits) | np.arange(len(places), dtype=np.uint64)
    hashes.sort()  # sorting such numbers is ten times faster than finding the order that would sort them
    numbers = (hashes & np.uint64((1 << int(number_bits)) - 1)).astype(np.int64)
    hashes >>= number_bits
    places, documents = places[numbers], documents[numbers]
    is_other = hashes[1:] != hashes[:-1]
    begins = (is_other | (documents[1:] != documents[:-1])).nonzero()[0] + 1  # of what one document has of one hash
    sizes = np.diff(begins, prepend=0)
    chosen = np.where(is_other[begins - 1], 0, np.minimum(sizes, _MOST_LINKED))
    left = places[spread_ranges(begins - sizes, chosen)]
    return Seeds(left, np.repeat(places[begins], chosen), np.zeros(0, dtype=np.int64))


def _hash_words(places: Ints, forms: Forms) -> Hashes:
    """Return a hash of the `LINK_WORDS` words from each place on."""
    import numpy as np

    hashes = np.zeros(len(places), dtype=np.uint64)
    for begin in range(0, len(places), _AT_ONCE):  # so that what is worked on stays in the cache
        some, some_hashes = places[begin : begin + _AT_ONCE], hashes[begin : begin + _AT_ONCE]
        for k in range(LINK_WORDS):
            some_hashes ^= forms[some + k]
            some_hashes *= np.uint64(_MIX)
            some_hashes ^= some_hashes >> np.uint64(29)
    return hashes


def _keep_dense(crowded: Ints) -> Ints:
    """Return the positions from which on `LINK_WORDS` words are covered by crowded grams.

    Of other places with as many words in common, some gram was paired.
    """
    import numpy as np

    kept = []
    for begin in range(0, int(crowded[-1]) + 1 if len(crowded) else 0, _STRETCH):
        first, last = np.searchsorted(crowded, (begin, begin + _STRETCH)).tolist()
        places = crowded[first : np.searchsorted(crowded, begin + _STRETCH + LINK_WORDS)] - begin
        is_crowded = np.zeros(_STRETCH + 2 * LINK_WORDS, dtype=np.bool_)
        is_crowded[places] = True
        places = places[: last - first]
        for shift in range(GRAM, LINK_WORDS, GRAM):
            places = places[is_crowded[places + shift]]
        kept.append(places + begin)
    return np.concatenate(kept) if kept else crowded
