"""Where a passage begins and ends in characters: at words, with the punctuation that closes or opens it."""

from __future__ import annotations

import re

from compare.matching.prepare import Prepared

_CLOSING = re.compile(r"(?:\s?[.!?…。！？؟۔।]|[\"'”’»)\]」』])+")
_QUOTED_END = re.compile(r",(?=[\"'”’»」』])")
"""The comma that English sets inside a quotation; a passage takes it only with the marks that it began with."""
_OPENING = "\"'“‘«„([「『"
_OPENING_END = "¿¡"


def cut_passage(side: Prepared, first: int, last: int) -> tuple[int, int]:
    """Return the code points of words `[first, last)`, with quotes and brackets around them and a closing stop.

    A stop counts only if white space or the end of the text follows, so `3` of `3.5` takes none.  The span never
    reaches into the words before and after.
    """
    text, starts, ends = side.text, side.words.starts, side.words.ends
    start, end = starts[first], ends[last - 1]
    before = ends[first - 1] if first else 0
    after = starts[last] if last < len(starts) else len(text)
    while start > before and text[start - 1] in _OPENING:
        start -= 1
    if start < starts[first] and (comma := _QUOTED_END.match(text, end, after)):
        end = comma.end()
    found = _CLOSING.match(text, end, after)
    if found and (found.end() == len(text) or not text[found.end()].isalnum()):
        end = found.end()
    return start, end
