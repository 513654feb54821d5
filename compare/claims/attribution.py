"""Who says it: attribution is found in a sentence, taken off, and kept as the speaker.

Only reporting that commits nobody is taken off ("said", "according to", "it noted").  Verbs that change what is
asserted ("denied that", "rejected", "hopes", "plans to") stay in the claim: without them it would say the
opposite of its source.  Rules were preferred to a parser: the wheel carries no model, and on newspaper
prose a dozen patterns reach nearly all attributions (CLAIMS: seven caught 15 of 19).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.claims.reporting import (
    CONNECTIVE,
    DENIAL,
    FIRST_NOT,
    GOES_ON,
    LAST_NOT,
    LEADING,
    MIDDLE,
    N_SPEAKER_FIRST,
    NEW_ASSERTION,
    NOT_IN_SPEAKER,
    ONLY,
    OUTSIDE,
    PER,
    PRONOUN_FIRST,
    TRAILING,
)
from compare.model.spans import Span
from compare.text.words import has_words

MAX_LENGTH = 4_000
"""Sentences above this many code points are left as they are: no journalist wrote them as one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """A sentence without its attribution.

    Args:
        start: Where what is asserted begins.
        end: Where it ends.
        text: Its words; an attribution inside is cut out.
        speaker: Whom the sentence names for it, as written; None if it names nobody.
        is_attributed: Whether an attribution was taken off.
        gaps: What lies between `start` and `end` and is none of its words: an attribution, another clause.
    """

    start: int
    end: int
    text: str
    speaker: str | None = None
    is_attributed: bool = False
    gaps: tuple[Span, ...] = ()


def take_off_attribution(text: str, start: int, end: int) -> Attributed:
    """Return what the sentence `text[start:end]` asserts, and who it says asserts it.

    >>> line = "Moreover, the ferry was empty, the coast guard said in a statement."
    >>> found = take_off_attribution(line, 0, len(line))
    >>> found.text, found.speaker
    ('the ferry was empty', 'the coast guard')
    """
    if end - start > MAX_LENGTH:
        return Attributed(start=start, end=end, text=text[start:end])
    speaker: str | None = None
    taken = False
    if found := CONNECTIVE.match(text, start, end):
        start = found.end()
    cut: tuple[int, int] | None = None
    only = ONLY.fullmatch(text, start, end)
    if only and _is_speaker(only["speaker"]):
        return Attributed(start=start, end=start, text="", speaker=only["speaker"], is_attributed=True)
    found = _find_trailing(text, start, end)
    if found:
        source = PER.search(text, found.start(), found.end())
        speaker, taken = source["speaker"] if source else found["speaker"], True
        end = _end_of_claim(text, start, found)
        if inner := _find_trailing(text, start, end):  # `…, said Weiss, according to the Gazette`: Weiss speaks
            speaker = inner["speaker"]
            end = _end_of_claim(text, start, inner)
    else:
        found = _find_leading(text, start, end)
        if found:
            speaker, taken = found.groupdict().get("speaker"), True
            start = found.end()
        elif middle := _find_middle(text, start, end):
            speaker, taken = middle["speaker"] or middle["speaker2"], True
            if not has_words(text[middle.end() : end]):  # `The ferry sank, she said,` ends a line
                end = _end_of_claim(text, start, middle)
            elif not has_words(text[start : middle.start()]):
                start = middle.end()
            else:
                cut = (middle.start(), middle.end())
    start, end = _without_outer_quotes(text, start, end, cut)
    words = _joined(text, start, end, cut) if cut else re.sub(r",(?=[\"”’']$)", "", text[start:end])
    gaps = (Span(*cut),) if cut else ()
    return Attributed(start=start, end=end, text=words, speaker=speaker, is_attributed=taken, gaps=gaps)


def _is_speaker(words: str) -> bool:
    """Whether `words` may be the subject of a verb of saying: a noun phrase without a verb of its own."""
    return not (NOT_IN_SPEAKER.search(words) or LAST_NOT.search(words) or FIRST_NOT.match(words))


def _find_trailing(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the attribution at the end, the shortest that reads as one."""
    for number, pattern in enumerate(TRAILING):
        is_speaker_first = number < N_SPEAKER_FIRST
        position, best = start + 1, None
        while found := pattern.search(text, position, end):
            position = found.start() + 1
            if number == 0 and NEW_ASSERTION.search(found["tail"]):
                continue
            named = found["speaker"] if is_speaker_first else found["speaker"].partition(",")[0]
            is_inside = OUTSIDE.search(text, max(start, found.start() - 12), found.start())
            if not is_inside and _is_speaker(named) and (is_speaker_first or not PRONOUN_FIRST.match(named)):
                best = found
            if not is_speaker_first:
                break
        if best is not None:
            return best
    return None


def _find_leading(text: str, start: int, end: int) -> re.Match[str] | None:
    for pattern in LEADING:
        found = pattern.match(text, start, end)
        if found is None or DENIAL.search(found.group()):
            continue
        if pattern is not LEADING[-1] or _is_speaker(found["speaker"]):
            return found
    return None


def _find_middle(text: str, start: int, end: int) -> re.Match[str] | None:
    position = start
    while found := MIDDLE.search(text, position, end):
        spoken = found["speaker"] or found["speaker2"]
        if found.start() > start and _is_speaker(spoken) and not GOES_ON.match(text, found.end(), end):
            return found
        position = found.start() + 1
    return None


def _end_of_claim(text: str, start: int, found: re.Match[str]) -> int:
    """Keep a closing quotation mark before the attribution, drop the comma or dash."""
    edge = found["edge"]
    if any(mark in edge for mark in "\"”’'"):
        return found.start() + max(edge.rfind(mark) for mark in "\"”’'") + 1
    if edge[:1] in "?!" and edge:
        return found.start() + 1
    stop = found.start()
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop


def _without_outer_quotes(text: str, start: int, end: int, cut: tuple[int, int] | None) -> tuple[int, int]:
    """Leave the marks away from a claim that is one whole quotation, or the part of a longer one."""
    inner = text[start + 1 : end - 1] if cut is None else text[start + 1 : cut[0]]
    if (end - start > 2 and text[start] in '"“' and text[end - 1] in '"”' and not re.search('["“]', inner)) or (
        end - start > 2 and text[start] in "'‘" and text[end - 1] in "'’"
    ):
        start, end = start + 1, end - 1
    elif end > start and text[start] in '"“' and not re.search('["“”]', text[start + 1 : end]):
        start += 1
    elif end - start > 1 and text[end - 1] in '"”' and not re.search('["“”]', text[start : end - 1]):
        end -= 1
    while end > start and (text[end - 1] == "," or text[end - 1].isspace()):
        end -= 1
    return start, end


def _joined(text: str, start: int, end: int, cut: tuple[int, int]) -> str:
    """Return both parts of a claim without the attribution between; a quotation that ends before it keeps its mark."""
    left, right = text[start : cut[0]].rstrip(" ,"), text[cut[1] : end].lstrip()
    goes_on = right[:1] in ('"', "“")
    closing = "" if goes_on or not re.search('["“][^"”]*$', left) else "”" if "“" in left else '"'
    return f"{left}{closing} {right[1:] if goes_on else right}"
