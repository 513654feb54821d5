"""Paragraphs: which line breaks end one.

A line is a paragraph, as a rule: articles come with one paragraph a line.  Text that was wrapped by hand or by
an e-mail program is known by its lines, which run on with small letters and are about equally long; these
lines are joined.  A blank line always ends a paragraph.
"""

from __future__ import annotations

import re
from itertools import pairwise

from compare.model.spans import Span

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ITEM = re.compile(r"[•▪●◦‣■*–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s")
_ENDED = re.compile(r"[.!?…:;。！？؟۔।]['\"”’»)\]」』]*$")

_WIDEST_WRAP = 120
"""Longest line of hand-wrapped text, in characters; e-mail wraps at 72 to 80, agencies at 60 to 70."""

_LEAST_WRAP = 40
"""A shorter line than this breaks for another reason than width (a list, an address, verse)."""


def split_paragraphs(text: str) -> list[Span]:
    r"""Return the paragraphs of `text`: in order, disjoint, no white space at their ends; cost is linear.

    >>> split_paragraphs("Ferries resume\n\n  Ferries resumed on Monday.")
    [Span(start=0, end=14), Span(start=18, end=44)]
    """
    paragraphs: list[Span] = []
    block: list[Span] = []
    last = 0
    for found in _LINE.finditer(text):
        line = found.group()
        inner = line.lstrip()
        if not inner:
            continue
        start = found.end() - len(inner)
        if block and len(_BREAK.findall(text, last, found.start())) > 1:
            paragraphs += _join_lines(text, block)
            block = []
        block.append(Span(start, start + len(inner.rstrip())))
        last = block[-1].end
    return paragraphs + _join_lines(text, block)


def _join_lines(text: str, lines: list[Span]) -> list[Span]:
    r"""Return the paragraphs of one block: lines without a blank line between them."""
    width = _wrap_width(text, lines)
    joined: list[Span] = []
    for index, line in enumerate(lines):
        signs = index == len(lines) - 1 and line.length < 0.3 * width and not _is_ended(text, line)
        if index and _continues(text, lines[index - 1], line, width, is_first=index == 1, signs=signs):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _wrap_width(text: str, lines: list[Span]) -> int:
    """Return the width at which a block was wrapped by hand, in characters; 0 if it was not.

    It was if a third of the breaks fall inside a sentence, and three quarters of the lines that break there are
    about equally long.
    """
    runs_on = [left for left, right in pairwise(lines) if _runs_on(text, left, right)]
    longest = max((line.length for line in lines), default=0)
    if not runs_on or longest > _WIDEST_WRAP or 3 * len(runs_on) < len(lines) - 1:
        return 0
    full = sum(line.length >= max(_LEAST_WRAP, 0.6 * longest) for line in runs_on)
    return longest if 4 * full >= 3 * len(runs_on) else 0


def _runs_on(text: str, left: Span, right: Span) -> bool:
    """Whether `right` goes on in the middle of the sentence of `left`."""
    return text[right.start].islower() and not text[right.start + 1 : right.start + 2].isupper() and not _is_ended(text, left)


def _is_ended(text: str, line: Span) -> bool:
    return _ENDED.search(text, max(line.start, line.end - 8), line.end) is not None


def _continues(text: str, left: Span, right: Span, width: int, *, is_first: bool, signs: bool) -> bool:
    """Whether `right` goes on in the paragraph of `left`.

    Args:
        text: The text.
        left: A line.
        right: The next one of the same block.
        width: What `_wrap_width` gives for the block.
        is_first: Whether `left` begins the block; it may be short where a dateline was taken off.
        signs: Whether `right` may be the signature under the block (`Reuter`).
    """
    if _ITEM.match(text, right.start, right.end):
        return False
    if not width:
        return max(left.length, 2 * min(left.length, 20, right.length // 2)) >= _LEAST_WRAP and _runs_on(text, left, right)
    if _runs_on(text, left, right):
        return True
    indent = right.start - max(text.rfind("\n", left.end, right.start), text.rfind("\r", left.end, right.start)) - 1
    if _is_ended(text, left):
        if indent >= 2 or signs:
            return False  # agencies indent the first line of a paragraph
    elif is_first:
        return True
    word = text[right.start : min(right.end, right.start + 30)].split(maxsplit=1)[0]
    return left.length + 1 + len(word) > 0.85 * width  # had the next word fitted, a writer would not have broken there
