"""Words with offsets: what matching and claims count, align and weigh.

A word is a run of letters and digits with the combining marks, soft hyphens and joiners inside it; an English
ending after an apostrophe (`Baku's`, `don't`) and grouped digits (`1,200`, `2.5`) belong to it.  In scripts
that are written without spaces each character is a word of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from compare.model.spans import Passage, Span
from compare.text.normal import fold_word, stem_word

_ALONE = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    r"\u3040-\u3098\u309b-\u30ff\u31f0-\u31ff"  # kana
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"  # Han
)
"""Scripts without spaces between words."""
_ALONE_CHARACTER = re.compile(rf"[{_ALONE}](?<=\w)")

_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f"  # Latin, Cyrillic, general
    r"\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
    r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # Arabic
    r"\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0983\u09bc-\u09cd\u0b82\u0bbe-\u0bcd"  # Indic, the commonest
    r"\u3099\u309a"  # voicing of kana
    r"\u00ad\u200b-\u200d\u2060"  # soft hyphen, zero-width spaces and joiners
)
"""Signs inside a word that are no letters of their own."""

_LONGEST = 200
"""Characters of the longest word; a longer run without spaces (an encoded image, 20 MB of one letter) is cut in words of that
length.  A run of any length costs the pattern 100 bytes a character: 2.4 GB for 20 MB."""

_WORD = re.compile(
    rf"[{_ALONE}][{_MARKS}]{{0,8}}"
    r"|\d+(?:[.,]\d+)*(?=\W|_|$)"
    rf"|(?:(?![{_ALONE}])[^\W_])(?:(?:(?![{_ALONE}])[^\W_])|[{_MARKS}]){{0,{_LONGEST - 1}}}(?:['’ʼ](?:s|t|re|ve|ll|d|m)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, as parallel tuples of length n_words.

    Args:
        starts: First code point of each word.
        ends: Code point after each word.
        forms: Normal form of each word (`fold_word`).
        stems: Stem of each word (`stem_word`).
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    stems: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, place: Span | Passage) -> range:
        """Return the words that begin in a place, by their indexes.

        >>> split_words("The ferry sank").within(Span(4, 11))
        range(1, 3)
        """
        return range(bisect_left(self.starts, place.start), bisect_left(self.starts, place.end))


def is_alone(character: str) -> bool:
    """Return whether a character is a word of its own, as in scripts without spaces.

    >>> is_alone("海"), is_alone("s")
    (True, False)
    """
    return _ALONE_CHARACTER.match(character) is not None


def has_words(text: str) -> bool:
    """Return whether there is more in `text` than spaces, marks and stops.

    >>> has_words(' – "!'), has_words("…7")
    (False, True)
    """
    return any(map(str.isalnum, text))


def split_words(text: str, start: int = 0, end: int | None = None) -> Words:
    """Return the words of `text[start:end]` with offsets in `text`; cost is linear.

    >>> split_words("Baku's 1,200 troops").forms
    ('baku', '1200', 'troops')
    >>> len(split_words(""))
    0
    """
    stop = len(text) if end is None else end
    starts, ends, forms = [], [], []
    for found in _WORD.finditer(text, start, stop):
        starts.append(found.start())
        ends.append(found.end())
        forms.append(fold_word(found.group()))
    return Words(tuple(starts), tuple(ends), tuple(forms), tuple(map(stem_word, forms)))
