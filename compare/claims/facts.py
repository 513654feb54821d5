"""The checkable details inside a claim: numbers, dates, times, names, quoted words, what is denied, and what is only planned."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from compare.model.claims import Fact
from compare.model.spans import Span
from compare.text.clock import find_clock_times
from compare.text.dates import find_dates
from compare.text.modality import find_hedges, find_negations
from compare.text.names import find_names
from compare.text.quantities import find_quantities

MAX_LENGTH = 20_000
"""Details are read in the first code points of a claim only: a longer one is no sentence, but a file without line ends."""
AROUND = 100
"""Code points before and after a claim that its details may look at."""
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{2,400})[\"”]")


def find_facts(text: str, start: int, end: int, *, day: date | None = None, names: Collection[str] = ()) -> tuple[Fact, ...]:
    """Return the details of `text[start:end]` in text order.

    Args:
        text: Text of the document.
        start: Where the claim begins.
        end: Where it ends.
        day: Day of publication, for dates.
        names: Words that are names in this document (`known_names`).
    """
    end = min(end, start + MAX_LENGTH)
    if "\n" in text[start:end]:
        base = max(0, start - AROUND)
        line = text[base : end + AROUND].replace("\n", " ")
        found_in_line = find_facts(line, start - base, end - base, day=day, names=names)
        return tuple(replace(fact, start=fact.start + base, end=fact.end + base) for fact in found_in_line)
    dates = find_dates(text, start, end, day=day)
    times = find_clock_times(text, start, end)
    masked = [Span(each.start, each.end) for each in dates] + [Span(each.start, each.end) for each in times]
    found = [Fact(kind="date", start=each.start, end=each.end, value=each.value) for each in dates]
    found += [Fact(kind="time", start=each.start, end=each.end, value=each.value) for each in times]
    found += [
        Fact(kind="quantity", start=each.start, end=each.end, value=each.value)
        for each in find_quantities(text, start, end, masked=masked)
    ]
    found += [
        Fact(kind="name", start=each.start, end=each.end, value=each.value) for each in find_names(text, start, end, known=names)
    ]
    found += [
        Fact(kind="quotation", start=quoted.start(1), end=quoted.end(1), value=" ".join(quoted[1].split()).strip(" ,."))
        for quoted in _QUOTED.finditer(text, start, end)
    ]
    found += [
        Fact(
            kind="negation", start=each.start(), end=each.end(), value="not" if each[0][-2:] in ("'t", "’t") else each[0].lower()
        )
        for each in find_negations(text, start, end)
    ]
    found += [Fact(kind="modality", start=each.start, end=each.end, value=each.value) for each in find_hedges(text, start, end)]
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.kind)))
