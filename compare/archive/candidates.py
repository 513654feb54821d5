"""Which documents may share a passage with a draft: those that have several of its grams near each other.

What stands in few documents is looked up whole.  Of what stands in many (boilerplate, wire copy) only some grams are, each in a
bounded number of documents, so that no query costs the number of documents that have a phrase.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.archive.postings import HASH_BITS, MOST_DOCUMENTS, PARTITION_BITS, SLOT_BITS
from compare.matching.fingerprints.grams import GRAM, POSITION_BITS, POSITION_MASK, place_texts
from compare.matching.fingerprints.runs import MOST_GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from compare.archive.postings import Postings
    from compare.archive.segments import Segment

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Hashes = NDArray[np.uint64]

LEAST_COVERED: Final = 6
"""Words of a run that its grams cover (as in `fingerprints.runs`): less is a phrase."""
MOST_COVERED: Final = 10
"""Words of its best run that suffice for every document, however long the passages that are looked for (of 400 planted copies, a
fifth of whose words may be edited, 10 lose none and 13 one; 6 lets documents through that share a stock phrase only)."""
_FEW: Final = 64
"""A gram in so many documents of a segment, or fewer, is looked up in all of them."""
_THINNED: Final = 5
"""Words from one crowded gram that is looked up to the next: two of them cover more than `LEAST_COVERED`, near enough to be one
run."""
_MOST_HITS: Final = 1 << 13
"""Crowded grams of a draft are looked up in so many documents of a segment together, those that were added first."""
_MOST_REPEATED: Final = 16
"""Places of one gram in a draft that count: a draft of one word a million times has no more to say."""


class DraftGrams(NamedTuple):
    """The grams of a draft.

    Args:
        hashes: Each once, ascending; shape (n_grams,).
        firsts: Where the places of each begin in `words`; shape (n_grams + 1,).
        words: The word at which each gram begins, ascending for each gram.
        n_words: Words of the draft.
    """

    hashes: Hashes
    firsts: Ints
    words: Ints
    n_words: int


class Runs(NamedTuple):
    """Grams of a draft that lie together and are all in one document; all of shape (n_runs,), ordered by document.

    Args:
        document: Segment above slot.
        start: First word in the draft.
        end: Word after the last.
        n_covered: Words that the grams cover.
    """

    document: Ints
    start: Ints
    end: Ints
    n_covered: Ints


def take_grams(text: str) -> DraftGrams:
    """Return the grams of a draft."""
    import numpy as np

    placed = place_texts([text], PARTITION_BITS)
    cuts = np.cumsum([0, *map(len, placed.grams)])
    packed = np.concatenate(placed.grams)
    hashes = packed >> np.uint64(POSITION_BITS)
    hashes |= np.repeat(np.arange(len(placed.grams), dtype=np.uint64) << np.uint64(HASH_BITS - PARTITION_BITS), np.diff(cuts))
    words = (packed & np.uint64(POSITION_MASK)).view(np.int64) - placed.firsts[0]
    order = np.lexsort((words, hashes))
    hashes, words = hashes[order], words[order]
    firsts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else np.zeros(0, np.int64)
    return DraftGrams(hashes[firsts], np.append(firsts, len(hashes)), words, int(np.count_nonzero(placed.forms)))


def find_runs(
    grams: DraftGrams, segments: Sequence[Segment], allowed: Sequence[Flags | None], min_words: int
) -> tuple[Runs, Counter[int]]:
    """Return where grams of a draft lie together and stand in one document that may have a passage.

    Returned, too, is in how many documents crowded grams stand, by the word at which they begin.

    Args:
        grams: Of the draft.
        segments: All of the archive.
        allowed: Of each segment, which documents are looked at; None for all.
        min_words: Shortest passage that is looked for.
    """
    import numpy as np

    crowding: Counter[int] = Counter()
    parts = [
        find_hits(grams, segment.postings, flags, crowding) + np.array([[k << SLOT_BITS], [0]])
        for k, (segment, flags) in enumerate(zip(segments, allowed, strict=True))
    ]
    document, word = np.concatenate(parts, axis=1) if parts else np.zeros((2, 0), dtype=np.int64)
    runs = _keep_documents(join_hits(document, word), min(max(min_words, LEAST_COVERED), MOST_COVERED))
    return runs, crowding


def _keep_documents(runs: Runs, least: int) -> Runs:
    """Return the runs of the documents of which some run covers at least so many words."""
    import numpy as np

    if not len(runs.document):
        return runs
    begins = np.flatnonzero(np.concatenate(([True], runs.document[1:] != runs.document[:-1])))
    is_kept = np.maximum.reduceat(runs.n_covered, begins) >= least
    which = np.repeat(is_kept, np.diff(np.append(begins, len(runs.document))))
    return Runs(*(column[which] for column in runs))


def find_hits(grams: DraftGrams, postings: Postings, allowed: Flags | None, crowding: Counter[int]) -> Ints:
    """Return slot and word of all hits in one segment, shape (2, n_hits); the documents of crowded grams are counted, too."""
    import numpy as np

    layout = postings.layout
    buckets = (grams.hashes >> np.uint64(layout.residual_bits)).view(np.int64)
    wanted = grams.hashes & np.uint64((1 << layout.residual_bits) - 1)
    lows, highs = postings.starts[buckets].astype(np.int64), postings.starts[buckets + 1].astype(np.int64)
    sizes = highs - lows
    small = np.flatnonzero((sizes > 0) & (sizes <= 4 * _FEW))
    gram = np.repeat(small, sizes[small])
    stops = np.cumsum(sizes[small])
    values = postings.values[np.arange(len(gram)) + np.repeat(lows[small] - stops + sizes[small], sizes[small])]
    is_hit = (values >> np.array(SLOT_BITS, dtype=values.dtype)) == wanted[gram]
    gram, slot = gram[is_hit], (values[is_hit] & np.array(MOST_DOCUMENTS - 1, dtype=values.dtype)).astype(np.int64)
    if allowed is not None:
        gram, slot = gram[allowed[slot]], slot[allowed[slot]]
    found_grams, found_slots = [gram], [slot]
    crowded: list[tuple[int, int, int]] = []
    for k in np.flatnonzero(sizes > 4 * _FEW).tolist():
        low, high = _narrow(postings, int(lows[k]), int(highs[k]), int(wanted[k]))
        if high - low > _FEW:
            crowded.append((int(grams.words[grams.firsts[k]]), k, low))
            highs[k] = high
        elif high > low:
            slots = _read_slots(postings, low, high, allowed)
            found_slots.append(slots)
            found_grams.append(np.full(len(slots), k))
    chosen = _thin(crowded)
    for word, k, low in chosen:
        slots = _read_slots(postings, low, int(highs[k]), allowed)
        crowding[word] += len(slots)
        slots = slots[: max(_MOST_HITS // len(chosen), _FEW)]
        found_slots.append(slots)
        found_grams.append(np.full(len(slots), k))
    return _spread(grams, np.concatenate(found_grams), np.concatenate(found_slots))


def _narrow(postings: Postings, low: int, high: int, wanted: int) -> tuple[int, int]:
    """Return where in `[low, high)` the postings with a residual stand."""
    import numpy as np

    values = postings.values[low:high]
    kind = values.dtype.type
    first = int(np.searchsorted(values, kind(wanted << SLOT_BITS)))
    last = int(np.searchsorted(values, kind(wanted << SLOT_BITS | MOST_DOCUMENTS - 1), side="right"))
    return low + first, low + last


def _thin(crowded: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return crowded grams of which no two begin within `_THINNED` words."""
    chosen: list[tuple[int, int, int]] = []
    for each in sorted(crowded):
        if not chosen or each[0] - chosen[-1][0] >= _THINNED:
            chosen.append(each)
    return chosen


def _read_slots(postings: Postings, low: int, high: int, allowed: Flags | None) -> Ints:
    """Return the documents of some postings that are looked at."""
    import numpy as np

    values = postings.values[low:high]
    slots = (values & np.array(MOST_DOCUMENTS - 1, dtype=values.dtype)).astype(np.int64)
    return slots if allowed is None else slots[allowed[slots]]


def _spread(grams: DraftGrams, gram: Ints, slot: Ints) -> Ints:
    """Return a hit for each place that a gram has in the draft."""
    import numpy as np

    begins = grams.firsts[gram]
    times = np.minimum(grams.firsts[gram + 1] - begins, _MOST_REPEATED)
    if len(times) == 0 or times.max() == 1:
        return np.stack((slot, grams.words[begins]))
    stops = np.cumsum(times)
    places = np.arange(stops[-1]) + np.repeat(begins - stops + times, times)
    return np.stack((np.repeat(slot, times), grams.words[places]))


def join_hits(document: Ints, word: Ints) -> Runs:
    """Return the runs of hits: of one document, at most `MOST_GAP` words from one to the next, and not of a few words only."""
    import numpy as np

    if not len(document):
        return Runs(*np.zeros((4, 0), dtype=np.int64))
    n_words = int(word.max()) + MOST_GAP + GRAM
    keys = document * n_words + word
    keys.sort()
    steps = np.diff(keys)
    is_last = np.append(steps > MOST_GAP, True)
    begins = np.flatnonzero(np.concatenate(([True], is_last[:-1])))
    lasts = np.flatnonzero(is_last)
    covered = np.full(len(keys), GRAM)
    covered[:-1][~is_last[:-1]] = np.minimum(steps[~is_last[:-1]], GRAM)
    n_covered = np.add.reduceat(covered, begins)
    is_long = n_covered >= LEAST_COVERED
    first, last = keys[begins[is_long]], keys[lasts[is_long]]
    document = first // n_words
    return Runs(document, first - document * n_words, last - document * n_words + GRAM, n_covered[is_long])
