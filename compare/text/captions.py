"""What a caption says, without the words that only label and credit the picture."""

from __future__ import annotations

import re

from compare.model.spans import Span
from compare.text.furniture_forms import CAPTION_HEAD, CAPTION_TAIL

_PICTURE = r"(?:photo|image|picture|photograph|illustration)"
_LABEL = re.compile(
    r"[\s:–—•-]*(?:"
    r"enlarge (?:this )?image|toggle caption|media playback is unsupported(?: on your device)?|slideshow \(\d+ images?\)"
    r"|(?:image|photo|picture|media|video) (?:copyright|credit|source)\b.{0,60}?(?=(?:image|photo|media|video) caption\b|\Z)"
    r"|(?:image|photo|picture|media|video) caption\b"
    rf"|(?:(?:top|main|file|lead|cover) )?{_PICTURE}s?\s?(?::|[–—]|-(?= ))|file\s?(?::|[–—]|-(?= ))"
    r"|in (?:this|an?)(?: [A-Z][\w.,]+(?: \d{1,2},?)?(?: [A-Z][\w.]+)?(?: \d{1,2},?)?(?: \d{4},?)?)? (?:file )?"
    r"(?:photo|image|picture)(?: (?:provided|released|taken|made available)[^,]{0,60})?,"
    r")[\s:,–—-]*",
    re.IGNORECASE,
)
"""What stands before a caption's sentence: `FILE PHOTO:`, `Image caption`, `File - In this May 3, 2017 file photo,`."""
_WORD = r"[A-Z][\w.'’-]+"
_CREDIT = re.compile(
    rf"(?:\(?{_PICTURE}s? (?:by|courtesy|credit)\b|(?i:{_PICTURE}s?\s?:)|[A-Z][\w.]+/|\(?AP Photo|©|\(c\))[^.!?]{{0,80}}[.)]?\Z"
    rf"|\(?{_WORD}(?:(?:, ?| ){_WORD}){{0,3}}(?:, ?| )?(?:/| via )[^.!?]{{1,60}}[.)]?\Z"
)
"""A whole sentence of a caption that says who took the picture."""


def read_caption(text: str, start: int, end: int) -> Span | None:
    """Return where a sentence of a caption asserts something, None if it only labels or credits; cost is linear.

    >>> line = "FILE PHOTO: A ferry leaves Port Alder at dawn (Ana Kovac/Reuters)"
    >>> found = read_caption(line, 0, len(line))
    >>> line[found.start : found.end]
    'A ferry leaves Port Alder at dawn'
    >>> read_caption("Photograph: Ana Kovac/Getty Images", 0, 34), read_caption("Image copyright Getty Images", 0, 28)
    (None, None)
    """
    while (label := _LABEL.match(text, start, end)) and label.end() > start:
        start = label.end()
    if _CREDIT.match(text[start:end]):
        return None
    sentence = text[start:end]
    if tail := CAPTION_TAIL.search(sentence):
        end = start + len(sentence[: tail.start()].rstrip(" ,–—-"))
    if end <= start or CAPTION_HEAD.match(text, start, end):
        return None
    return Span(start, end)
