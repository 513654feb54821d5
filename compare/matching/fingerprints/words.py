"""The words of many documents: their places and 64-bit hashes, without a Python object for any of them.

The words are nearly those of `text.words`, without stems and spelling variants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from compare.matching.fingerprints.folding import ALONE, APOSTROPHE, IGNORED, POINT, SEPARATOR, fold_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Hashes = NDArray[np.uint64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

SCHEME: Final = "newscompare-words-1"
"""Name of the folding table and of the hashes below; stored beside them, and changed with any of them."""

_FACTORS: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd numbers without a pattern (those of the golden ratio, and two primes of xxHash)."""
_LANE: Final = 8
"""Bytes that are hashed at once."""
_MOST_LANES: Final = 4
"""A word is told by its first 24 bytes, its last 8 and its length: an encoded image of 20 MB costs no more than a name."""
_MARGIN: Final = 8 * _LANE
"""Zero bytes behind the last word, so that every load ends inside."""
_ZERO, _TEN = ord("0"), 10
"""A byte is a digit if it is less than ten after zero; below zero it wraps round."""
_MOST_ENDING: Final = 2
"""Letters after an apostrophe that belong to the word before it: don't, we'll."""


class Joined(NamedTuple):
    """Folded documents in one buffer, a separator between them.

    Args:
        letters: The bytes, with what is ignored taken out, and zeros behind.
        begins: First byte of each document and, at the end, the byte after the last separator; shape (n_documents + 1,).
        dropped: Bytes that were ignored, as their places in `letters`, ascending; None where none was.
    """

    letters: Bytes
    begins: Ints
    dropped: Ints | None


class Words(NamedTuple):
    """The places of the words of several documents, one document after the other.

    Args:
        bounds: First word of each document and, at the end, n_words; shape (n_documents + 1,).
        starts: First byte of each word in `joined`, shape (n_words,).
        ends: Byte after each word in `joined`, shape (n_words,).
        is_alone: Whether a word is a character of a script without spaces, shape (n_words,); None where none is.
        joined: The letters that words are cut from.
    """

    bounds: Ints
    starts: Ints
    ends: Ints
    is_alone: Flags | None
    joined: Joined

    def is_number(self) -> Flags:
        """Return which words begin with a digit, shape (n_words,)."""
        return self.joined.letters[self.starts] - _ZERO < _TEN

    def locate(self, words: Ints) -> tuple[Ints, Ints]:
        """Return the first code point of each of `words` in its document, and the code point after it.

        >>> words = cut_words(["Ferries resumed.", "Rain: fell"])
        >>> words.locate(words.bounds[1:2] + 1)
        (array([6]), array([10]))
        """
        import numpy as np

        document = np.searchsorted(self.bounds, words, side="right") - 1
        start, end, begin = self.starts[words], self.ends[words], self.joined.begins[document]
        dropped = self.joined.dropped
        if dropped is not None:
            start = start + np.searchsorted(dropped, start, side="right")
            end = end + np.searchsorted(dropped, end, side="right")  # with the accents behind the last letter
            begin = begin + np.searchsorted(dropped, begin, side="left")
        return start - begin, end - begin


def cut_words(texts: Sequence[str]) -> Words:
    """Return the places of the words of texts; cost is linear, 3 ns a character.

    Use it on texts of up to half a megabyte together: arrays then stay in the processor's cache.
    """
    import numpy as np

    joined = _join(fold_texts(texts))
    letters = joined.letters
    _settle_apostrophes(letters)
    _settle_points(letters)
    is_letter = letters != SEPARATOR
    if (letters == ALONE).any():
        starts, ends, is_alone = _cut_alone(letters, is_letter)
    else:
        edges = np.flatnonzero(is_letter[1:] != is_letter[:-1])
        starts, ends, is_alone = edges[::2] + 1, edges[1::2] + 1, None
    return Words(np.searchsorted(starts, joined.begins), starts, ends, is_alone, joined)


def hash_words(words: Words, texts: Sequence[str]) -> Hashes:
    """Return the hash of each word, shape (n_words,); cost is linear, 2 ns a character.

    Args:
        words: As `cut_words` gives them.
        texts: The texts that they were cut from.
    """
    import numpy as np

    hashes = _hash_letters(words.joined.letters, words.starts, words.ends - words.starts)
    if words.is_alone is not None:
        _hash_alone(hashes, words, texts, np.flatnonzero(words.is_alone))
    return hashes


def _join(folded: Sequence[bytes]) -> Joined:
    import numpy as np

    lead = bytes(_LANE)  # a word never begins at the first byte, so edges come in pairs
    size = sum(map(len, folded)) + max(len(folded) - 1, 0)
    letters = np.frombuffer(bytearray(lead + b"\0".join(folded) + bytes(_MARGIN + -size % _LANE)), dtype=np.uint8)
    begins = np.cumsum([_LANE, *(len(each) + 1 for each in folded)])
    ignored = np.flatnonzero(letters == IGNORED)
    if not len(ignored):
        return Joined(letters, begins, None)
    letters = np.delete(letters, ignored)
    letters = np.concatenate((letters, np.zeros(-len(letters) % _LANE + _LANE, dtype=np.uint8)))
    return Joined(letters, begins - np.searchsorted(ignored, begins), ignored - np.arange(len(ignored)))


def _settle_apostrophes(letters: Bytes) -> None:
    """Leave an apostrophe inside a word only before a short ending (don't), and take off a possessive (Baku's)."""
    import numpy as np

    places = np.flatnonzero(letters == APOSTROPHE)
    if not len(places):
        return
    around = letters[places[:, None] + np.arange(-1, _MOST_ENDING + 2)]
    is_letter = around > POINT
    is_inside = is_letter[:, 0] & is_letter[:, 2]
    is_possessive = is_inside & (around[:, 2] == ord("s")) & ~is_letter[:, 3]
    is_ending = is_inside & ~is_possessive & ~(is_letter[:, 3] & is_letter[:, 4])
    letters[places[~is_ending]] = SEPARATOR
    letters[places[is_possessive] + 1] = SEPARATOR


def _settle_points(letters: Bytes) -> None:
    """Leave a comma or full stop only inside a number (1,200)."""
    places = (letters == POINT).nonzero()[0]
    is_inside = (letters[places - 1] - _ZERO < _TEN) & (letters[places + 1] - _ZERO < _TEN)
    letters[places[~is_inside]] = SEPARATOR


def _cut_alone(letters: Bytes, is_letter: Flags) -> tuple[Ints, Ints, Flags]:
    """Return the bounds of each word where some are single characters, and which are."""
    import numpy as np

    alone = letters == ALONE
    starts = np.flatnonzero(is_letter[1:] & (~is_letter[:-1] | alone[1:] | alone[:-1])) + 1
    ends = np.flatnonzero(is_letter[:-1] & (~is_letter[1:] | alone[1:] | alone[:-1])) + 1
    return starts, ends, alone[starts]


def _hash_letters(letters: Bytes, starts: Ints, lengths: Ints) -> Hashes:
    """Return a hash for each word: multiply and fold over lanes of eight bytes, each made of two aligned loads."""
    import numpy as np

    first, second, third = map(np.uint64, _FACTORS)
    masks = np.array([(1 << 8 * k) - 1 for k in range(_LANE + 1)], dtype=np.uint64)
    lanes: Hashes = letters.view(np.dtype("<u8"))

    def load(places: Ints, sizes: Ints) -> Hashes:
        at = places >> 3
        shift = ((places & 7) << 3).astype(np.uint64)
        loaded: Hashes = lanes[at] >> shift
        loaded |= lanes[at + 1] << (np.uint64(64) - shift)  # a shift by 64 gives 0 here
        loaded &= masks[np.minimum(sizes, _LANE)]
        return loaded

    hashes = load(starts, lengths)
    hashes *= first
    hashes ^= hashes >> np.uint64(32)
    longer = np.flatnonzero(lengths > _LANE)
    for lane in range(1, _MOST_LANES):
        if not len(longer):
            break
        if lane < _MOST_LANES - 1:
            more = load(starts[longer] + lane * _LANE, lengths[longer] - lane * _LANE)
        else:
            more = load(starts[longer] + lengths[longer] - _LANE, lengths[longer])
            more += lengths[longer].astype(np.uint64) * third
        more ^= hashes[longer]
        more *= second
        more ^= more >> np.uint64(29)
        hashes[longer] = more
        longer = longer[lengths[longer] > (lane + 1) * _LANE]
    hashes *= third
    hashes ^= hashes >> np.uint64(32)
    return hashes


def _hash_alone(hashes: Hashes, words: Words, texts: Sequence[str], alone: Ints) -> None:
    """Hash characters that are words by their code points: their byte only says that they are alone."""
    import numpy as np

    first, second, _ = map(np.uint64, _FACTORS)
    places, _ = words.locate(alone)
    document = np.searchsorted(words.bounds, alone, side="right") - 1
    for number in np.unique(document).tolist():
        chosen = document == number
        codes = np.frombuffer(texts[number].encode("utf-32-le", "surrogatepass"), dtype="<u4")[places[chosen]]
        mixed = (codes.astype(np.uint64) + second) * first
        hashes[alone[chosen]] = mixed ^ (mixed >> np.uint64(32))
