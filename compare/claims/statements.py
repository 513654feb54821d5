"""A claim read closely: its words and typed details, ready to be laid beside another claim."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from compare.claims.facts import MAX_LENGTH
from compare.model.claims import Claim
from compare.model.spans import Span, touches
from compare.text.clock import ClockTime, find_clock_times
from compare.text.dates import DateMention, find_dates
from compare.text.modality import find_negations
from compare.text.names import NameMention, find_names
from compare.text.quantities import Quantity, find_quantities
from compare.text.words import Words, split_words

_Detail = TypeVar("_Detail", Quantity, DateMention, ClockTime, NameMention)
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{2,1000})[\"”]")
_FUNCTION = frozenset(
    """
    a an the of in on at to for from by with and or but as than that which who whom whose when where while is are was
    were be been being has have had will would could should can may might must do does did not no after before since
    until during under over into between among against per it its he she they we you i his her him them their our your
    this these those there here if so because also around about out up down off across through within without more
    other some all any both each only just then now one two said say says told ago later
    """.split()  # noqa: SIM905
)

ORDER = frozenset(
    """
    first second third fourth fifth last final latest next previous earlier initial initially original
    """.split()  # noqa: SIM905
)
"""Words that tell which of several is meant: the first boy out of the cave is not the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one claim says, in comparable parts.

    Args:
        claim: The claim that was read.
        words: Its words, without those of its gaps, as all that follows.
        quantities: Numbers, in text order.
        dates: Dates, in text order.
        times: Times of day, in text order.
        names: Names, in text order.
        quotations: Words between quotation marks, each as `Words`.
        denials: Stems of negating words.
    """

    claim: Claim
    words: Words
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    times: tuple[ClockTime, ...]
    names: tuple[NameMention, ...]
    quotations: tuple[Words, ...]
    denials: tuple[str, ...]

    @property
    def meaningful(self) -> frozenset[str]:
        """Stems of the claim that carry meaning, contractions like "hasn't" left out."""
        words = self.words
        return frozenset(stem for form, stem in zip(words.forms, words.stems, strict=True) if is_meaningful(form))

    def content(self, start: int, end: int, *, ignored: Collection[str] = ()) -> frozenset[str]:
        """Return the stems between two offsets that carry meaning: no function words, no figures, none of `ignored`."""
        return frozenset(
            stem
            for begin, stop, form, stem in zip(
                self.words.starts, self.words.ends, self.words.forms, self.words.stems, strict=True
            )
            if begin >= start and stop <= end and form not in _FUNCTION and not form[0].isdigit() and stem not in ignored
        )

    def order(self, start: int, end: int, *, reach: int) -> frozenset[str]:
        """Return the words that number things ("first", "last") among `reach` words before and after a detail."""
        words = self.words
        inside = words.within(Span(start, end))
        return ORDER.intersection(words.forms[max(0, inside.start - reach) : inside.stop + reach])

    def around(self, start: int, end: int, *, reach: int, ignored: Collection[str] = ()) -> frozenset[str]:
        """Return up to `reach` meaningful stems before and after a detail, and those of the detail itself."""
        before: list[str] = []
        inside: list[str] = []
        after: list[str] = []
        for begin, form, stem in zip(self.words.starts, self.words.forms, self.words.stems, strict=True):
            if form not in _FUNCTION and not form[0].isdigit() and stem not in ignored:
                (before if begin < start else inside if begin < end else after).append(stem)
        return frozenset((*before[-reach:], *inside, *after[:reach]))


def is_meaningful(form: str) -> bool:
    """Whether a word in normal form says something by itself: no function word, no figure, no "hasn't"."""
    return form not in _FUNCTION and not form[0].isdigit() and not form.endswith("n't")


def read_statement(claim: Claim, text: str, day: date | None, names: Collection[str]) -> Statement:
    """Read one claim of a document with that text, day of publication and known names."""
    start, end = claim.start, min(claim.end, claim.start + MAX_LENGTH)
    dates = find_dates(text, start, end, day=day)
    times = find_clock_times(text, start, end)
    masked = [Span(each.start, each.end) for each in dates] + [Span(each.start, each.end) for each in times]
    quoted = _QUOTED.finditer(text, max(0, start - 1), min(len(text), end + 2))
    return Statement(
        claim=claim,
        words=_own_words(split_words(text, start, end), claim),
        quantities=_own(find_quantities(text, start, end, masked=masked), claim),
        dates=_own(dates, claim),
        times=_own(times, claim),
        names=_own(find_names(text, start, end, known=names), claim),
        quotations=tuple(split_words(text, *each.span(1)) for each in quoted if not touches(*each.span(1), claim.gaps)),
        denials=tuple(
            # "Don't" denies in many sentences that say something else, too.
            each.group().lower()
            for each in find_negations(text, start, end)
            if each.group()[-2] not in "'’" and not touches(*each.span(), claim.gaps)
        ),
    )


def _own(found: tuple[_Detail, ...], claim: Claim) -> tuple[_Detail, ...]:
    """Return the details that lie in no gap of the claim: what lies there is told by another one."""
    return tuple(each for each in found if not touches(each.start, each.end, claim.gaps)) if claim.gaps else found


def _own_words(words: Words, claim: Claim) -> Words:
    if not claim.gaps:
        return words
    kept = [n for n in range(len(words)) if not touches(words.starts[n], words.ends[n], claim.gaps)]
    return Words(
        starts=tuple(words.starts[n] for n in kept),
        ends=tuple(words.ends[n] for n in kept),
        forms=tuple(words.forms[n] for n in kept),
        stems=tuple(words.stems[n] for n in kept),
    )
