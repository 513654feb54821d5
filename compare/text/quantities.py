"""Numbers as a journalist writes them, read as intervals of one unit.

"Over 100" and "more than 100" are one interval, "nearly 300" reaches up to 300, "44-day" and "six weeks" overlap,
"$1bn" is "$1 billion".  What only looks like a count is left alone: years, dates, clock times, ordinals, versions,
scores, names with a number.  Parsers of the registries were refused: they lose "over" and "nearly", read
"thousands of" as 1,000, or no longer run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compare.model.spans import Span
from compare.text.normal import fold_word, stem_word
from compare.text.numerals import DIGITS, FRACTIONS, HEDGE, MAGNITUDE, NUMBER_WORDS, Sense, parse_numeral, sense_of
from compare.text.units import CURRENCIES, UNITS, QuantityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity in a text.

    Args:
        start: Where it begins, approximator included.
        end: Where it ends, unit or counted thing included.
        low: Smallest value meant, in `unit`.
        high: Largest value meant, in `unit`.
        kind: What is measured; quantities of different kinds are never compared.
        unit: Base unit: `day`, `metre`, `kg`, `%`, `USD`; for a count the empty string.
        things: Stems of the words that name what is counted, in text order, at most four; the noun itself is
            last.
        value: Readable normal form: `"over 100 visit"`.
    """

    start: int
    end: int
    low: float
    high: float
    kind: QuantityKind
    unit: str
    things: tuple[str, ...]
    value: str

    def overlaps(self, other: Quantity) -> bool:
        """Whether one value can be meant by both; symmetric; quantities of different kinds or units never are one.

        >>> [war] = find_quantities("the 44-day war")
        >>> [fighting] = find_quantities("six weeks of fighting")
        >>> war.overlaps(fighting)
        True
        """
        return self.kind == other.kind and self.unit == other.unit and self.low <= other.high and other.low <= self.high


_VAGUE = {"dozens": (24, 120), "scores": (40, 200), "hundreds": (100, 2_000), "thousands": (1_000, 20_000),
          "millions": (1e6, 2e7), "billions": (1e9, 2e10)}  # fmt: skip
"""What the vague plurals may stand for: from the least that justifies the word to where the next word begins, doubled."""

_CURRENCY_SIGN = r"(?:US|AU|A|CA|C)?\$|[£€¥₺₹]"
_QUANTITY = re.compile(
    rf"(?<![\w.,:/@#-])(?:(?P<hedge>{HEDGE})\s(?:(?:a|an|the|some) (?=\d|further|additional|total))?"
    r"(?:further |additional |total of )?)?"
    rf"(?P<currency>{_CURRENCY_SIGN})?\s?"
    rf"(?:(?P<first>{DIGITS}|{NUMBER_WORDS})(?P<first_magnitude>{MAGNITUDE})?"
    rf"(?:(?<!ty)\s?[-–—]\s?| to | or | and (?=\d))(?:{_CURRENCY_SIGN})?)?"
    rf"(?P<number>{DIGITS}|{NUMBER_WORDS})(?P<magnitude>{MAGNITUDE})?(?![.,]?\d)(?P<part>[- ](?:thirds?|quarters?|fifths?)\b)?"
    r"(?P<after>,? (?:or (?:more|so|fewer|less)|at least|at most)\b)?",
    re.IGNORECASE,
)
_VAGUE_NUMBER = re.compile(
    r"\b(?P<word>(?:tens|hundreds) of (?:thousands|millions|billions)|dozens|scores|hundreds|thousands|millions|billions)\b"
    r"(?= of | more | were )",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?:\b(?P<hedge>{HEDGE}) )?\b(?:a |one )?(?P<word>half|third|quarter)(?= of (?:the|its|all|their|his|her|those|these)\b)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\s?(?:(?P<points>percentage points?\b)|%|per ?cent(?:age)?\b|pct\b)", re.IGNORECASE)
_AGE = re.compile(r"[ -]years?[ -]olds?\b", re.IGNORECASE)
_UNIT_WORD = re.compile(r"[\s-]?([^\W\d_]{1,12}(?:/h)?)")
_SINCE = re.compile(r"\s+(?:ago|later|earlier|from now)\b")
_TOLL = re.compile(
    r"\s+(?:of them|(?:(?:people|others|more) )?(?:were|are|was|have|had|remain|remained|died|missing|dead|injured|wounded|"
    r"killed)\b)"
)
_RISEN = re.compile(
    r"\b(?:rose|risen|rises|rising|climbed|climbs|toll|dead|killing|killed|injuring|wounding|saved|rescued|arrested|"
    r"detained|number|total|stood|stands) (?:to |at |of )?$"
)
"""What lets a bare number count people: "16 were missing", "the toll rose to 11"."""
_CLOCK = re.compile(r"\s?(?:o['’]clock|[ap]\.?m\b)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_THING = re.compile(r"[ \u00a0-]{1,2}(?:of (?:the |its |their |his |her )?)?([^\W\d_][\w'’]{0,40}(?:-[^\W\d_]\w{0,40}){0,3})")
_BEFORE = re.compile(r"([^\W\d_][\w.'’-]{0,40})[ \u00a0]?$")
_NO_PLURAL = frozenset(
    """
    people men women children personnel police staff troops
    """.split()  # noqa: SIM905
)
_PERSONS = frozenset(
    """
    person man woman child boy girl soldier offic student passeng civilian victim worker member polic suspect patient
    """.split()  # noqa: SIM905
)
"""Whom "one" counts; before other words it is mostly a pronoun."""
_STOP = frozenset(
    """
    a an the of in on at to for from by with and or but as than that which who whom whose when where while is are was
    were be been being has have had will would could should can may might must do does did not no after before since
    until during under over into between among against per it its he she they we you i his her their our your this
    these those there here if so because also around about out up down off across through within without more other
    others them us him said says ago later earlier killed injured wounded
    """.split()  # noqa: SIM905
)


def find_quantities(text: str, start: int = 0, end: int | None = None, *, masked: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Return the quantities of `text[start:end]` in text order; cost is linear.

    Args:
        text: Any text.
        start: Where to begin.
        end: Where to stop; None for the end of the text.
        masked: Places that are dates or clock times; no quantity is read from them.

    >>> [found.value for found in find_quantities("Over 100 visits cost $1bn and two-thirds of the budget.")]
    ['over 100 visit', '1000000000 USD', '66.7 %']
    """
    stop = len(text) if end is None else end
    found = [each for match in _QUANTITY.finditer(text, start, stop) if (each := _read(match, text, start, stop))]
    found += [_read_vague(match, text, stop) for match in _VAGUE_NUMBER.finditer(text, start, stop)]
    for match in _PART.finditer(text, start, stop):
        value = 100 * FRACTIONS[match["word"].lower()]
        found.append(_Reading(text, match.start(), match.end(), value, value, 1.0, sense_of(match["hedge"])).share(stop))
    kept: list[Quantity] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        is_masked = any(each.start < span.end and span.start < each.end for span in masked)
        if not is_masked and not (kept and each.start < kept[-1].end):
            kept.append(each)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number that was read, before it is known what it measures."""

    text: str
    start: int
    end: int
    low: float
    high: float
    rounding: float
    sense: Sense

    def share(self, stop: int) -> Quantity:
        return self.make("share", "%", end=self.end, things=_things(self.text, self.end, stop)[0])

    def make(
        self, kind: QuantityKind, unit: str, *, end: int, things: tuple[str, ...] = (), factor: float = 1.0,
        slack: float | None = None, shown: str | None = None,
    ) -> Quantity:  # fmt: skip
        """Widen the interval by what the words around and the rounding allow, and write the normal form."""
        slack = self.rounding if slack is None else slack
        low, high = self.low, self.high
        if self.sense == "over":
            high = max(1.5 * high, high + slack)
        elif self.sense in ("nearly", "up to"):
            low = (0.9 if self.sense == "nearly" else 0.5) * low - (slack if kind == "duration" else 0.0)
        elif self.sense == "about":
            low, high = 0.9 * low - slack, 1.1 * high + slack
        else:
            low, high = low - slack, high + slack
        number = _plain(self.low) if self.low == self.high else f"{_plain(self.low)}-{_plain(self.high)}"
        words = (self.sense if self.sense != "exact" else "", number, shown if shown is not None else unit)
        return Quantity(
            start=self.start, end=end, low=low * factor, high=high * factor, kind=kind, unit=unit, things=things,
            value=" ".join(filter(None, words)),
        )  # fmt: skip


def _read(match: re.Match[str], text: str, start: int, stop: int) -> Quantity | None:
    """Read one match; None if it is a year, an ordinal, a label, a score or a bare number."""
    after = match.end()
    if (
        _ORDINAL.match(text, after, stop)
        or _CLOCK.match(text, after, stop)
        or (text[after : after + 1] in "/@:_" and text[after + 1 : after + 2].isalnum())
    ):
        return None
    value, rounding = parse_numeral(match["number"], match["magnitude"])
    low = value
    if match["first"]:
        magnitude = match["first_magnitude"] or match["magnitude"]
        low = parse_numeral(match["first"], magnitude)[0]
        if low >= value:
            return None
    if match["part"]:
        if match["number"].isdigit():
            return None
        low = value = 100 * value * FRACTIONS.get(match["part"][1:].lower(), 1.0)
        rounding = 1.0
    sense = sense_of(match["hedge"])
    if match["after"] and sense == "exact":
        sense = "about" if match["after"].endswith("so") else "over" if match["after"].endswith(("more", "at least")) else "up to"
    begin = next(match.start(group) for group in ("hedge", "currency", "first", "number") if match[group])
    reading = _Reading(text, begin, after, low, value, rounding, sense)
    if match["part"]:
        return reading.share(stop) if value <= 100 else None
    if match["currency"]:
        return reading.make("money", CURRENCIES[match["currency"].lower()], end=after, things=_things(text, after, stop)[0])
    if unit := _SHARE.match(text, after, stop):
        name = "percentage point" if unit["points"] else "%"
        slack = rounding or 0.5
        return reading.make("share", name, end=unit.end(), things=_things(text, unit.end(), stop)[0], slack=slack)
    if old := _AGE.match(text, after, stop):
        return reading.make("age", "year", end=old.end(), shown="years old")
    if (unit := _UNIT_WORD.match(text, after, stop)) and (measured := _read_measured(reading, unit, stop)):
        return measured if measured is not _NOTHING else None
    return _read_count(reading, match, start, stop)


def _read_measured(reading: _Reading, unit: re.Match[str], stop: int) -> Quantity | None:
    """Read a number with a unit word; None if the word is no unit, `_NOTHING` if the whole is a date ("two years ago")."""
    word = unit[1].lower()
    things = _things(reading.text, unit.end(), stop)[0]
    if word in ("pound", "pounds") and reading.high >= 100_000:  # sterling; nobody weighs that much in pounds
        return reading.make("money", "GBP", end=unit.end(), things=things)
    if word in CURRENCIES:
        return reading.make("money", CURRENCIES[word], end=unit.end(), things=things)
    single = word if word in UNITS else word.removesuffix("s")
    if single not in UNITS:
        return None
    if _SINCE.match(reading.text, unit.end(), stop):
        return _NOTHING
    kind, base, factor = UNITS[single]
    # Half of the unit in which it is given: 44 days are six weeks, not seven.  Of other measures 5 %: miles turned to kilometres.
    slack = 0.5 if kind == "duration" else max(reading.rounding, 0.05 * reading.high)
    return reading.make(kind, base, end=unit.end(), things=things, factor=factor, slack=slack, shown=single)


def _read_count(reading: _Reading, match: re.Match[str], start: int, stop: int) -> Quantity | None:
    text, number = reading.text, match["number"].lower()
    things, tail = _things(text, match.end(), stop)
    is_bare = not match["magnitude"] and not match["hedge"]
    if is_bare:
        is_toll = _TOLL.match(text, match.end(), stop) or _RISEN.search(text, max(start, reading.start - 24), reading.start)
        if (not things and not is_toll) or (number.isdigit() and len(number) == 4 and 1500 <= int(number) < 2100):
            return None
        before = _BEFORE.search(text, max(start, reading.start - 42), reading.start)
        word = before[1] if before else ""
        # "Pixel 2", "Android 8.1", "Boeing 737": part of a name, unless something is clearly counted.
        is_name = word[:1].isupper() and before is not None and before.start() > start and not word.endswith("day")
        if is_name and number[0].isdigit() and things[-1:] and things[-1] not in ("peopl", "time", *_PERSONS):
            return None
        if number == "one" and (
            not things or things[-1] not in _PERSONS or word.lower() in ("no", "the", "this", "that", "any", "every", "each")
        ):
            return None
    return reading.make("count", "", end=tail, things=things, shown=_singular(text, match.end(), tail))


def _read_vague(match: re.Match[str], text: str, stop: int) -> Quantity:
    word = match["word"].lower()
    factor = 10 if word.startswith("tens") else 100 if word.startswith("hundreds of ") else 1
    low, high = _VAGUE[word.rsplit(" ", 1)[-1]]
    things, tail = _things(text, match.end(), stop)
    return Quantity(
        start=match.start(), end=tail, low=factor * low, high=factor * high, kind="count", unit="", things=things,
        value=f"{word} of {_singular(text, match.end(), tail)}".removesuffix(" of "),
    )  # fmt: skip


def _plain(value: float) -> str:
    return (
        f"{value:.0f}"
        if value == int(value) or value >= 1e6
        else f"{value:.3f}".rstrip("0").rstrip(".")
        if value < 10
        else f"{value:.1f}"
    )


def _singular(text: str, after: int, tail: int) -> str:
    """Return the counted noun, folded and without a plural s."""
    words = text[after:tail].split()
    word = fold_word(words[-1].lstrip("-")) if words else ""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _things(text: str, after: int, stop: int) -> tuple[tuple[str, ...], int]:
    """Return the stems of what is counted, and where its words end: adjectives up to the first plural noun or function word."""
    stems: list[str] = []
    position = after
    while len(stems) < 4 and (word := _THING.match(text, position, stop)):
        form = fold_word(word[1])
        if (form in _STOP and not word[1].isupper()) or (stems and " of " in text[position : word.start(1)]):
            break
        stems.append(stem_word(form))
        position = word.end(1)
        if form in _NO_PLURAL or (word[1].endswith("s") and not word[1].endswith(("ss", "us", "'s", "’s"))):
            break
    return tuple(stems), position


_NOTHING = Quantity(start=0, end=0, low=0.0, high=0.0, kind="count", unit="", things=(), value="")
