"""Quotations: what stands between quotation marks.

Marks are read as news sets them: straight, curly, low, angled and cornered ones, an opening mark repeated at
each paragraph of a long quotation, marks that were never closed.  Only the outermost quotation is returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from compare.model.spans import Span

QUOTATION_WORDS = 6
"""Fewer words between quotation marks are a title or a doubt, and part of their sentence: callers take them for no quotation."""

_MARK = re.compile("[\"“”„«»「」『』'‘’‚‹›]")

_CLOSED_BY = {
    "「": "」", "『": "』", "‹": "›", "›": "‹", "«": "»", "»": "«", "„": "“”\"", "‚": "‘’",
    '"': '"”', "“": '”"', "”": '”"',
}  # fmt: skip
"""The marks that close what a mark opened; outlets mix straight and curly ones."""

_BEFORE_OPENING = frozenset("([{-–—―/:,;¿¡\"“„«»「『‹›'‘‚\u200e\u200f\u202b")
_SHORTENED = re.compile(r"['‘’](?:\d|(?:em|til|tis|twas|cause|n|bout|round|cuz|kay)\b)", re.IGNORECASE)
"""An apostrophe that looks like an opening mark: `'90s`, `rock 'n' roll`."""


def find_quotations(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    r"""Return the spans between quotation marks, marks excluded: in text order, disjoint, each inside one paragraph.

    A mark that is never closed reaches to the end of its paragraph.  Single marks count only if they cannot be
    apostrophes and are closed.  Cost is linear.

    >>> text = 'She said: "We stay, as \'planned\'." It was the minister\'s day.'
    >>> [text[s.start:s.end] for s in find_quotations(text, [Span(0, len(text))])]
    ["We stay, as 'planned'."]
    """
    found: list[Span] = []
    is_open = False
    for paragraph in paragraphs:
        is_open = _read_paragraph(text, paragraph, is_open, found)
    return tuple(found)


def _read_paragraph(text: str, paragraph: Span, goes_on: bool, found: list[Span]) -> bool:
    """Append the quotations of one paragraph; return whether a double mark is still open at its end."""
    marks = [mark.start() for mark in _MARK.finditer(text, paragraph.start, paragraph.end)]
    begin: int | None = None  # of the quotation that is open
    closing = ""
    index = 0
    if goes_on and marks and not _opens(text, paragraph, marks[0]):
        first = next((at for at in marks if text[at] in '"”“»'), None)
        if first is not None and not _opens(text, paragraph, first):
            _add(text, paragraph.start, first, found)  # the closing mark of a quotation that began a paragraph earlier
            index = marks.index(first) + 1
    while index < len(marks):
        at = marks[index]
        index += 1
        mark = text[at]
        if begin is None:
            if not _opens(text, paragraph, at):
                continue
            if mark in "'‘’":
                close = _single_close(text, paragraph, marks, index)
                if close is not None:
                    _add(text, at + 1, marks[close], found)
                    index = close + 1
                continue
            begin, closing = at + 1, _CLOSED_BY[mark]
        elif mark in '"“„' and closing[:1] in '"”' and _looks_opening(text, paragraph, at):
            _add(text, begin, at, found)  # the closing mark was forgotten: a new quotation begins
            begin, closing = at + 1, _CLOSED_BY[mark]
        elif mark in closing:
            _add(text, begin, at, found)
            begin = None
    if begin is not None:
        _add(text, begin, paragraph.end, found)
    return begin is not None and closing[:1] in '"”“»'


def _looks_opening(text: str, paragraph: Span, at: int) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return (before.isspace() or before in "([") and (after.isalnum() or after in "'‘[(…")


def _opens(text: str, paragraph: Span, at: int) -> bool:
    """Whether the mark can open a quotation where none is open."""
    mark = text[at]
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if mark in "「『„":
        return True
    if mark in "」』":
        return False
    if mark in "“«" and not after.isspace():
        return True
    free = before.isspace() or before in _BEFORE_OPENING
    if mark in "'‘’‚›‹”»":
        return free and not after.isspace() and (after.isalnum() or after in "[(…¿¡.") and _SHORTENED.match(text, at) is None
    if mark in '"“' and before in ".!?" and after.isupper():
        return True  # no space after a full stop
    return free and (mark == "«" or not after.isspace())


def _single_close(text: str, paragraph: Span, marks: list[int], index: int) -> int | None:
    """Return the index in `marks` of the mark that closes a single quotation; None if it was an apostrophe.

    A mark after an s may be a plural's (`the ministers' plan`): it closes only if no better one follows before
    the next quotation.
    """
    plural: int | None = None
    while index < len(marks):
        at = marks[index]
        after = text[at + 1] if at + 1 < paragraph.end else " "
        if text[at] in "'’‘":
            if _opens(text, paragraph, at):
                break  # so that each mark is looked at once only
            if not after.isalnum() and not text[at - 1].isspace():
                if text[at - 1] not in "sS":
                    return index
                plural = index
        index += 1
    return plural


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    inner = text[start:end]
    if inner.strip():
        found.append(Span(start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())))
