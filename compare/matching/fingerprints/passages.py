"""Which of the extended places are passages, and how alike their two sides are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from compare.matching.fingerprints.extension import extend_places
from compare.matching.fingerprints.grams import NUMBER
from compare.matching.fingerprints.ranges import spread_ranges
from compare.matching.fingerprints.runs import Places, join_places

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Forms = NDArray[np.uint32]
    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

LEAST_SIMILARITY: Final = 0.5
"""Of the words of both sides so many are equal and in order."""
_SURE: Final = 3
"""Times the words that are asked for; in a longer passage it does not matter what the numbers are."""
_NEAREST: Final = 4
_AT_ONCE: Final = 2_000
"""Passages whose words are written at once."""
_CHARACTERS: Final = 0xD000
"""Words are compared as if they were characters below the surrogates: two of them are taken for one in 53,000 cases."""


def find_passages(places: Places, stretches: Places, forms: Forms, min_words: int) -> tuple[Places, Floats]:
    """Return the passages that count, ordered by documents, then by place, and the similarity of each, shape (n_passages,).

    Args:
        places: Of one range, as `find_places` gives them.
        stretches: Of equal words, as it gives them, too.
        forms: Of all words, by position.
        min_words: What a passage needs: equal words, less the edited ones.
    """
    import numpy as np

    passages, similarity = _judge(places, forms, min_words)
    outside = stretches.chosen(_is_outside(stretches, passages))
    if len(outside):  # words in a row, in a place that was too much edited as a whole
        more, their_similarity = _judge(outside, forms, min_words)
        passages = join_places(passages, more)
        passages, kept = _drop_contained(passages)
        similarity = np.concatenate((similarity, their_similarity))[kept]
    return passages, similarity


def _judge(places: Places, forms: Forms, min_words: int) -> tuple[Places, Floats]:
    """Extend places, and return those that count."""
    extended = extend_places(places, forms)
    passages, _ = _drop_contained(extended.chosen(_count_shorter(extended) >= min_words))
    similarity = measure_similarity(passages, forms)
    alike = similarity >= LEAST_SIMILARITY
    passages, similarity = passages.chosen(alike), similarity[alike]
    counts = _count_evidence(passages, similarity, forms, min_words) >= min_words
    return passages.chosen(counts), similarity[counts]


def _is_outside(stretches: Places, passages: Places) -> NDArray[np.bool_]:
    """Return which stretches seem to lie in no passage: only the nearest passages before each are asked."""
    import numpy as np

    size = max(int(each.right_start.max(initial=0)) for each in (stretches, passages)) + 1
    keys = passages.right_document * size + passages.left_start
    order = np.argsort(keys, kind="stable")
    passages, keys = passages.chosen(order), keys[order]
    last = np.searchsorted(keys, stretches.right_document * size + stretches.left_start, side="right") - 1
    is_outside = np.ones(len(stretches), dtype=np.bool_)
    for back in range(_NEAREST):
        known = np.flatnonzero(last >= back)
        around, inside = passages.chosen(last[known] - back), stretches.chosen(known)
        is_outside[known] &= ~(
            (around.left_document == inside.left_document)
            & (around.right_document == inside.right_document)
            & (around.left_start <= inside.left_start)
            & (around.left_end >= inside.left_end)
            & (around.right_start <= inside.right_start)
            & (around.right_end >= inside.right_end)
        )
    return is_outside


def _count_evidence(passages: Places, similarity: Floats, forms: Forms, min_words: int) -> Ints:
    """Return how many words of each passage speak for it, shape (n_passages,): those that are equal, less those that are edited.

    Numbers in a short edited passage do not count as equal: outlets, and market reports of one outlet, fill one form with other
    names and figures (of 100 matches in real news 9 were such forms when all equal words counted, 2 are with this).
    """
    import numpy as np

    n_words = passages.left_end - passages.left_start + passages.right_end - passages.right_start
    n_equal = similarity * n_words / 2
    n_edited = n_words / 2 - n_equal
    doubtful = np.flatnonzero((n_edited > 0) & (n_equal - n_edited < _SURE * min_words))
    if len(doubtful):
        n_equal[doubtful] = _compare_words(passages.chosen(doubtful), forms, "LCSseq", has_numbers=False)
    return np.rint(n_equal - n_edited).astype(np.int64)


def _count_shorter(places: Places) -> Ints:
    n_left, n_right = places.left_end - places.left_start, places.right_end - places.right_start
    return n_left.clip(max=n_right)


def _drop_contained(passages: Places) -> tuple[Places, Ints]:
    """Drop what lies inside another passage of the same documents on both sides: two places that grew into one.

    Returned, too, are the numbers of those that are left.
    """
    import numpy as np

    numbers = np.lexsort((-passages.left_end, passages.left_start, passages.right_document, passages.left_document))
    passages = passages.chosen(numbers)
    while True:
        inside = np.concatenate(
            (
                [False],
                (passages.left_document[1:] == passages.left_document[:-1])
                & (passages.right_document[1:] == passages.right_document[:-1])
                & (passages.left_end[1:] <= passages.left_end[:-1])
                & (passages.right_start[1:] >= passages.right_start[:-1])
                & (passages.right_end[1:] <= passages.right_end[:-1]),
            )
        )[: len(passages)]
        if not inside.any():
            return passages, numbers
        passages, numbers = passages.chosen(~inside), numbers[~inside]


def measure_similarity(passages: Places, forms: Forms) -> Floats:
    """Return the share of words that both sides have in common, in the same order; symmetric, in [0, 1].

    That is the similarity of a `Match`: twice the longest common subsequence over the words of both sides.
    """
    import numpy as np

    n_left, n_right = passages.left_end - passages.left_start, passages.right_end - passages.right_start
    similarity = np.ones(len(passages))
    same = np.flatnonzero(n_left == n_right)
    n_words = n_left[same]
    stops = np.cumsum(n_words)
    is_equal = (
        forms[spread_ranges(passages.left_start[same], n_words)] == forms[spread_ranges(passages.right_start[same], n_words)]
    )  # fmt: skip
    doubtful = np.ones(len(passages), dtype=np.bool_)
    if len(same):
        doubtful[same] = ~np.logical_and.reduceat(is_equal, stops - n_words)
    numbers = np.flatnonzero(doubtful)
    if len(numbers):
        similarity[numbers] = _compare_words(passages.chosen(numbers), forms, "Indel", has_numbers=True)
    return similarity


def _compare_words(passages: Places, forms: Forms, scorer: Literal["Indel", "LCSseq"], *, has_numbers: bool) -> Floats:
    """Return the Indel similarity of both sides, normalised, or the length of their longest common subsequence."""
    import numpy as np
    from rapidfuzz.distance import Indel, LCSseq
    from rapidfuzz.process import cpdist

    score = Indel.normalized_similarity if scorer == "Indel" else LCSseq.similarity
    found = np.empty(len(passages))
    for begin in range(0, len(passages), _AT_ONCE):
        some = passages.chosen(slice(begin, begin + _AT_ONCE))
        left, right = (
            _write(starts, ends, forms, has_numbers=has_numbers)
            for starts, ends in ((some.left_start, some.left_end), (some.right_start, some.right_end))
        )
        found[begin : begin + _AT_ONCE] = cpdist(left, right, scorer=score, dtype="float64")
    return found


def _write(starts: Ints, ends: Ints, forms: Forms, *, has_numbers: bool) -> list[str]:
    """Return the words of each place as characters, with or without those that are numbers."""
    import numpy as np

    n_words = ends - starts
    stops = np.cumsum(n_words)
    chosen = forms[spread_ranges(starts, n_words)]
    if not has_numbers:
        is_kept = (chosen & NUMBER) == 0
        n_kept = np.concatenate(([0], np.cumsum(is_kept)))
        n_words = n_kept[stops] - n_kept[stops - n_words]
        chosen, stops = chosen[is_kept], np.cumsum(n_words)
    text = ((chosen >> 2) % _CHARACTERS).astype("<u4").tobytes().decode("utf-32-le")
    return [text[stop - n : stop] for stop, n in zip(stops.tolist(), n_words.tolist(), strict=True)]
