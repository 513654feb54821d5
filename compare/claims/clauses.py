"""Clauses that assert something of their own, cut out of the sentence they are told in.

`Lachin, which was freed in 2020, hosts the drills, while the fleet stays in port` asserts three things, and another
source may state one of them.  Only what reads as an assertion without a parser is cut: relative clauses behind a comma,
appositions of a name, what follows `while`, `but`, a semicolon, or a comma and `and`; a further predicate with an
auxiliary of its own; and a participle that tells a result (`, killing 43 people`).  Restrictive clauses and predicates
without an auxiliary stay in their sentence: cut without a parser, they break as many claims as they find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from compare.claims.clause_forms import (
    APPOSITION,
    CALENDAR,
    CONCESSION,
    EMBEDDED,
    FINITE,
    LIST_END,
    MASKED,
    NAME,
    NOUN,
    ODD_MARK,
    PREDICATE_FIRST,
    QUOTED,
    RELATIVE,
    RESULT,
    SPLIT,
    WORD,
)
from compare.model.spans import Span, subtract_spans

LEAST_WORDS = 4
"""Words of the shortest clause, and of what is left of its sentence."""
LONGEST = 1_500
"""Code points of the longest sentence that is cut: no journalist wrote a longer one."""
MOST_SEAMS, MOST_CLAUSES = 12, 6
"""Places where one sentence might be cut, and clauses that come of it; with more it is a list or a table, and left whole."""
_SUBJECT_WORDS = 8
"""Words of the longest subject that a further predicate takes along."""
_REACH = 90
"""Code points behind `and` or `but` in which an assertion shows its verb; a list of things has none."""

_EDGES = " \t\n\u00a0,;:–—-"


@dataclass(frozen=True, slots=True)
class Clause:
    """One assertion of a sentence.

    Args:
        start: Its first code point; of a clause about a name, the name is in it.
        end: Behind its last one.
        gaps: What lies between and belongs to other clauses, or to nobody.
    """

    start: int
    end: int
    gaps: tuple[Span, ...] = ()


def split_clauses(text: str, start: int, end: int, gaps: Iterable[Span] = ()) -> tuple[Clause, ...]:
    """Return the clauses of `text[start:end]` in the order of their beginnings, that of the sentence's own verb first.

    What is between quotation marks or brackets, and in `gaps`, is never cut.  A sentence of one assertion is one
    clause.  Cost is linear in its length, of which a bounded part is read.

    >>> line = "Lachin, which was freed in 2020, hosts the joint drills, while the fleet stays in port."
    >>> [line[each.start : each.end] for each in split_clauses(line, 0, len(line))]
    ['Lachin, which was freed in 2020, hosts the joint drills', 'Lachin, which was freed in 2020', 'the fleet stays in port.']
    """
    gaps = tuple(gaps)
    if (
        (quoted := QUOTED.search(text, start, end))
        and _tells(text, start, quoted.start())
        and _has_words(text, quoted.end(), end)
    ):
        before = [gap for gap in gaps if gap.end <= quoted.start()]
        return (*split_clauses(text, start, quoted.start(), before), Clause(quoted.end(), end))
    whole = _clause(text, start, end, gaps) if gaps else Clause(start, end)
    masked = _mask(text[start:end], [Span(gap.start - start, gap.end - start) for gap in gaps])
    if (
        masked is None
        or sum(1 for pattern in (RELATIVE, APPOSITION, SPLIT, RESULT) for _ in pattern.finditer(masked)) > MOST_SEAMS
    ):
        return (whole,)
    asides = list(_asides(masked))
    for aside in asides:
        masked = _blank(masked, aside.comma, aside.close)
    pieces = list(_coordinated(masked))
    if not asides and len(pieces) < 2:
        return (whole,)
    own = [*gaps, *(Span(start + aside.comma, start + aside.close) for aside in asides)]
    found = [_clause(text, start + a, start + b, [*own, Span(start + c, start + d)] if d else own) for a, b, c, d in pieces]
    found += [_clause(text, start + aside.start, start + aside.end, gaps) for aside in asides]
    return tuple(sorted(found, key=lambda clause: clause.start)) if len(found) <= MOST_CLAUSES else (whole,)


def find_subject(text: str, start: int, end: int) -> str | None:
    """Return the words before the first verb of a clause, None if it cannot be told where they begin or whose verb it is.

    >>> find_subject("On Friday, Mayor Olsen turned to the crowd", 0, 42)
    'Mayor Olsen'
    """
    masked = _mask(text[start:end], ())
    found = _subject(masked, 0, len(masked)) if masked else None
    return text[start + found[0] : start + found[1]] if found else None


@dataclass(frozen=True, slots=True)
class _Aside:
    """A relative clause or apposition.

    Args:
        start: Where the name that it is about begins.
        comma: The mark before the clause.
        end: Behind its last word.
        close: Behind the mark that closes it.
    """

    start: int
    comma: int
    end: int
    close: int


def _asides(masked: str) -> Iterator[_Aside]:
    """Yield relative clauses and appositions, disjoint, of which something is left when they are taken out."""
    position = 0
    marks = [(found, True) for found in RELATIVE.finditer(masked)] + [(found, False) for found in APPOSITION.finditer(masked)]
    for found, is_relative in sorted(marks, key=lambda mark: mark[0].start()):
        comma = found.start()
        before = masked[max(0, comma - 60) : comma]
        head = NAME.search(before) or (NOUN.search(before) if is_relative else None)
        if comma < position or (not is_relative and (head is None or CALENDAR.search(head[0]))):
            continue
        end = _end_of_aside(masked, found, is_relative)
        if end is None or not _has_words(masked, comma, end) or (is_relative and not FINITE.search(masked, found.end() - 1, end)):
            continue
        rest = _blank(masked, comma, end)
        if not _has_words(rest, 0, len(rest)) or not FINITE.search(rest):
            continue
        begin = max(0, comma - 60) + head.start() if head else comma + 1
        close = re.match(r"\s*(?:,|[–—-]\s)", masked[end : end + 3])
        yield _Aside(begin if begin >= position else comma + 1, comma, end, end + (close.end() if close else 0))
        position = end


def _end_of_aside(masked: str, found: re.Match[str], is_relative: bool) -> int | None:
    """Return where an aside ends: at the comma before the sentence's own verb, or with the sentence.

    None if the sentence's own verb stands neither before it nor behind it: then it is no aside.
    """
    dash = masked[found.start()] != ","
    for close in re.finditer(r"\s[–—-]\s" if dash else r",(?=\s)", masked[found.end() :]):
        at = found.end() + close.start()
        if not is_relative and FINITE.search(masked, found.end(), at):
            return None
        if PREDICATE_FIRST.match(masked, found.end() + close.end()):
            return at
        if not is_relative and not dash:
            return None if not FINITE.search(masked, 0, found.start()) or _is_list(masked, at) else at
    if not FINITE.search(masked, 0, found.start()):
        return None
    for split in SPLIT.finditer(masked, found.end()):
        if split.lastgroup != "predicate" and FINITE.search(masked, split.end(), split.end() + _REACH):
            return split.start()
    stop = len(masked)
    if not is_relative and (FINITE.search(masked, found.end()) or LIST_END.search(masked, found.end())):
        return None
    return stop


def _is_list(masked: str, comma: int) -> bool:
    """Whether what follows a comma is a further item of a list rather than the sentence going on."""
    return bool(re.match(r",\s+(?:and|or|an?|the|[A-Z]\w+(?:\s[A-Z]\w+)*,)\s?", masked[comma : comma + 60]))


def _coordinated(masked: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, start and end of a gap) of the parts of a sentence that are told side by side.

    A further predicate begins with the subject of the first, and has a gap; others have none (0, 0).
    """
    begin = 0
    if (first := CONCESSION.match(masked)) and (comma := masked.find(",", first.end())) > 0:
        behind = comma + 2
        if _tells(masked, first.end(), comma) and _tells(masked, behind, min(len(masked), behind + _REACH)):
            yield first.end(), comma, 0, 0
            begin = behind
    subject: tuple[int, int] | None = None
    marks = [*SPLIT.finditer(masked, begin), *RESULT.finditer(masked, begin)]
    for found in sorted(marks, key=lambda mark: mark.start()):
        if found.start() < begin or not _tells(masked, begin, found.start()):
            continue
        is_result = found.re is RESULT
        is_predicate = not is_result and PREDICATE_FIRST.match(masked, found.end()) is not None
        if not _has_words(masked, found.end(), len(masked)) or not (
            is_result or FINITE.search(masked, found.end(), found.end() + _REACH)
        ):
            continue
        if found.lastgroup == "list" and not is_predicate and "," in masked[max(begin, found.start() - 40) : found.start()]:
            continue
        shared = (subject or _subject(masked, begin, found.start())) if is_predicate else None
        if is_predicate and shared is None:
            continue
        yield _part(begin, found.start(), subject)
        subject, begin = shared, found.end()
    yield _part(begin, len(masked), subject)


def _part(begin: int, end: int, subject: tuple[int, int] | None) -> tuple[int, int, int, int]:
    return (subject[0], end, subject[1], begin) if subject else (begin, end, 0, 0)


def _subject(masked: str, start: int, end: int) -> tuple[int, int] | None:
    """Return what stands before the first verb, without what a comma sets apart before it.

    None if that is too much, or if a further predicate could be that of another subject that follows.
    """
    verb = FINITE.search(masked, start, end)
    if verb is None or EMBEDDED.search(masked, start, end):
        return None
    comma = masked.rfind(", ", start, verb.start())
    begin = start if comma < 0 else comma + 2
    stop = begin + len(masked[begin : verb.start()].rstrip())
    return (begin, stop) if begin < stop and len(masked[begin:stop].split()) <= _SUBJECT_WORDS else None


def _tells(masked: str, start: int, end: int) -> bool:
    return _has_words(masked, start, end) and FINITE.search(masked, start, end) is not None


def _has_words(masked: str, start: int, end: int) -> bool:
    return sum(1 for _ in zip(range(LEAST_WORDS), WORD.finditer(masked, start, end), strict=False)) == LEAST_WORDS


def _mask(sentence: str, gaps: Iterable[Span]) -> str | None:
    """Return the sentence with quotations, brackets and gaps blanked; None if it should not be cut at all."""
    if len(sentence) > LONGEST:
        return None
    masked = MASKED.sub(lambda found: "·" * len(found[0]), sentence)
    for gap in gaps:
        masked = _blank(masked, gap.start, gap.end)
    return None if ODD_MARK.search(masked, 1, len(masked) - 1) else masked


def _blank(masked: str, start: int, end: int) -> str:
    return masked[:start] + "·" * (end - start) + masked[end:]


def _clause(text: str, start: int, end: int, gaps: Iterable[Span]) -> Clause:
    """Return a clause without loose commas at its edges; gaps at its edges are left out."""
    kept = [piece for piece in subtract_spans([Span(start, end)], gaps) if text[piece.start : piece.end].strip(_EDGES)]
    if not kept:
        return Clause(start, start)
    start, end = kept[0].start, kept[-1].end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Clause(start, end, tuple(Span(a.end, b.start) for a, b in pairwise(kept)))
