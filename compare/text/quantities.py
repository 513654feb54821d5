"""Numbers as a journalist writes them, read as intervals of one unit.

"Over 100" and "more than 100" are one interval, "nearly 300" reaches up to 300, "44-day" and "six weeks" overlap,
"$1bn" is "$1 billion", "one in five" is "a fifth".  What only looks like a count is left alone: years, dates, clock times,
ordinals, versions, scores, names with a number.  Parsers of the registries were refused: they lose "over" and "nearly", read
"thousands of" as 1,000, or no longer run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from compare.model.spans import Span, touches
from compare.text.date_patterns import COUNTS
from compare.text.measures import Quantity, Reading, read_things, write_singular
from compare.text.numerals import FRACTIONS, Sense, parse_numeral, sense_of
from compare.text.quantity_forms import (
    AGE,
    AGE_BESIDE,
    AGED,
    BEFORE,
    CLOCK,
    COMPOUND,
    DEGREE,
    DOLLARS,
    FEW,
    ORDINAL,
    PART,
    PART_WORDS,
    PERSONS,
    QUANTITY,
    RACE,
    RATIO,
    RICHTER,
    RISEN,
    SHARE,
    SINCE,
    TOLL,
    UNIT_WORD,
    VAGUE,
    VAGUE_NUMBER,
)
from compare.text.units import CURRENCIES, DEGREES, DOLLAR_CODES, UNITS

__all__ = ["Quantity", "find_quantities"]


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
    words = text[start:stop].lower()
    found = [_read_ratio(match, text, stop) for match in RATIO.finditer(text, start, stop)]
    if any(map(words.__contains__, PART_WORDS)):
        found += [_read_part(match, text, stop) for match in PART.finditer(text, start, stop)]
    found += [each for match in QUANTITY.finditer(text, start, stop) if (each := _read(match, text, start, stop))]
    found += [_read_vague(match, text, stop) for match in VAGUE_NUMBER.finditer(text, start, stop)]
    for match in AGE_BESIDE.finditer(text, start, stop):
        years = float(match["age"])
        found.append(Reading(text, *match.span("age"), years, years, 0.0, "exact").make("age", "year", shown="years old"))
    kept: list[Quantity] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        is_masked = touches(each.start, each.end, masked)
        if not is_masked and not (kept and each.start < kept[-1].end):
            kept.append(each)
    return tuple(kept)


def _read(match: re.Match[str], text: str, start: int, stop: int) -> Quantity | None:
    """Read one match; None if it is a year, an ordinal, a label, a score or a bare number."""
    after = match.end()
    if (
        ORDINAL.match(text, after, stop)
        or CLOCK.match(text, after, stop)
        or (text[after : after + 1] in "/@:_" and text[after + 1 : after + 2].isalnum())
    ):
        return None
    value, rounding = parse_numeral(match["number"], match["magnitude"])
    low, is_range = value, bool(match["first"])
    if is_range:
        low = parse_numeral(match["first"], match["first_magnitude"] or match["magnitude"])[0]
        if low >= value:
            low = parse_numeral(match["first"], match["first_magnitude"])[0]
        if low >= value:
            if match["joined"].strip() not in ("to", "or"):
                return None  # "won 3-1"
            low, is_range = value, False  # "from 15 to 10 percent": the second is what holds
    if match["part"]:
        if match["number"].isdigit():
            return None
        low = value = 100 * value * FRACTIONS.get(match["part"][1:].lower().removesuffix("s"), 1.0)
        rounding = 1.0
    led: tuple[str, ...] = ("hedge", "between", "currency", "first", "number")
    led = led if is_range else ("number",) if match["first"] else ("hedge", "currency", "number")
    begin = next(match.start(group) for group in led if match[group])
    reading = Reading(text, begin, after, low, value, rounding, _sense(match))
    if match["part"]:
        return reading.share(stop) if value <= 100 else None
    if match["currency"]:
        sign = match["currency"].lower().rstrip(".")
        return reading.make("money", CURRENCIES[sign], things=read_things(text, after, stop)[0])
    return _read_measured(reading, match, start, stop)


def _sense(match: re.Match[str]) -> Sense:
    sense, after = sense_of(match["hedge"]), match["after"]
    if not after or sense != "exact":
        return sense
    return "about" if after.endswith("so") else "over" if after.endswith(("more", "at least")) else "up to"


def _read_measured(reading: Reading, match: re.Match[str], start: int, stop: int) -> Quantity | None:
    """Read what a number measures: a share, an age, a unit, or else what it counts."""
    text, after = reading.text, reading.end
    if unit := SHARE.match(text, after, stop):
        name = "percentage point" if unit["points"] or unit["basis"] else "%"
        factor = 0.01 if unit["basis"] else 1.0
        things, slack = read_things(text, unit.end(), stop)[0], reading.rounding or 0.5
        return reading.make("share", name, end=unit.end(), things=things, slack=slack, factor=factor,
                            shown="basis points" if unit["basis"] else name)  # fmt: skip
    if old := AGE.match(text, after, stop):
        unit_days = UNITS[old["unit"].lower()][2]
        return reading.make(
            "age", "year", end=old.end(), factor=unit_days / UNITS["year"][2], shown=f"{old['unit'].lower()}s old"
        )
    if AGED.search(text, max(start, reading.start - 16), reading.start):
        return reading.make("age", "year", shown="years old")
    if RICHTER.search(text, max(start, reading.start - 24), reading.start):
        return reading.make("magnitude", "", shown="magnitude")
    if degree := DEGREE.match(text, after, stop):
        return _read_degrees(reading, degree)
    if whose := DOLLARS.match(text, after, stop):
        code = DOLLAR_CODES[whose["whose"].lower().replace(" ", "").replace(".", "")]
        return reading.make("money", code, end=whose.end(), things=read_things(text, whose.end(), stop)[0])
    if (match["magnitude"] or "").strip() == "m" and RACE.match(text, after, stop):
        low, high = reading.low / 1e6, reading.high / 1e6
        return replace(reading, low=low, high=high).make("length", "metre", slack=0.05 * high)
    if unit := UNIT_WORD.match(text, after, stop):
        name = unit[1].lower().replace("sq.", "square").replace("sq ", "square ").replace("-", " ")
        things = read_things(text, unit.end(), stop)[0]
        if name in ("pound", "pounds") and reading.high >= 100_000:  # sterling; nobody weighs that much in pounds
            return reading.make("money", "GBP", end=unit.end(), things=things)
        if name in CURRENCIES:
            return reading.make("money", CURRENCIES[name], end=unit.end(), things=things)
        single = name if name in UNITS else name.removesuffix("s")
        if single in UNITS:
            if SINCE.match(text, unit.end(), stop):
                return None  # "two years ago" is a date
            kind, base, factor = UNITS[single]
            # Half of the unit in which it is given: 44 days are six weeks, not seven.  Of other measures 5 %: miles turned to
            # kilometres.
            slack = (
                0.5
                if kind == "duration"
                else reading.rounding
                if kind == "magnitude"
                else max(reading.rounding, 0.05 * reading.high)
            )
            return reading.make(kind, base, end=unit.end(), things=things, factor=factor, slack=slack, shown=single)
    return _read_count(reading, match, start, stop)


def _read_degrees(reading: Reading, degree: re.Match[str]) -> Quantity:
    """Read a temperature, as degrees Celsius; below zero if a minus or the words behind it say so."""
    shift, factor = DEGREES[(degree["scale"] or degree["letter"]).lower()]
    before = reading.text[max(0, reading.start - 6) : reading.start].lower()
    if degree["below"] or before == "minus " or before.endswith(("-", "−")):
        reading = replace(reading, low=-reading.high, high=-reading.low)
    shown = "°F" if shift else "°C"
    return reading.make(
        "temperature", "°C", end=degree.end(), slack=max(reading.rounding, 0.5), shift=shift, factor=factor, shown=shown
    )


def _read_count(reading: Reading, match: re.Match[str], start: int, stop: int) -> Quantity | None:
    text, number = reading.text, match["number"].lower()
    after = match.end()
    compound = COMPOUND.match(text, after, stop)
    if compound and (compound["skipped"] or "").lower() == "odd":
        reading = replace(reading, sense="about")
    if compound and compound["skipped"]:
        after = compound.end()
    things, tail = read_things(text, after, stop, is_tied=bool(compound and not compound["skipped"]))
    is_bare = not match["magnitude"] and not match["hedge"] and "illion" not in number and "," not in number
    if is_bare:
        is_toll = TOLL.match(text, after, stop) or RISEN.search(text, max(start, reading.start - 24), reading.start)
        is_year = number.isdigit() and len(number) == 4 and 1500 <= int(number) < 2100
        if (not things and not is_toll) or (is_year and not COUNTS.match(text, after)):
            return None
        before = BEFORE.search(text, max(start, reading.start - 42), reading.start)
        word = before[1] if before else ""
        # "Pixel 2", "Android 8.1", "Boeing 737": part of a name, unless something is clearly counted.
        is_name = word[:1].isupper() and before is not None and before.start() > start and not word.endswith("day")
        if is_name and number[0].isdigit() and things[-1:] and things[-1] not in ("peopl", "time", *PERSONS):
            return None
        if number == "one" and (
            not things or things[-1] not in PERSONS or word.lower() in ("no", "the", "this", "that", "any", "every", "each")
        ):
            return None
    return reading.make("count", "", end=tail, things=things, shown=write_singular(text, after, tail))


def _read_part(match: re.Match[str], text: str, stop: int) -> Quantity:
    """Read "a third of", "half the", "by half"."""
    start = match.start("by") if match["by"] else match.start()
    value = 100 * FRACTIONS[(match["word"] or "half").lower()]
    return Reading(text, start, match.end(), value, value, 1.0, sense_of(match["hedge"])).share(stop)


def _read_ratio(match: re.Match[str], text: str, stop: int) -> Quantity:
    """Read "one in five" as a share."""
    value = min(100.0, 100 * parse_numeral(match["some"])[0] / max(parse_numeral(match["all"])[0], 1.0))
    return Reading(text, *match.span(), value, value, 1.0, "exact").share(stop)


def _read_vague(match: re.Match[str], text: str, stop: int) -> Quantity:
    """Read "dozens", "tens of thousands", "several hundred"."""
    word = match.group().lower()
    if match["few"]:
        low, high = FEW[match["few"].lower().removeprefix("a ").removesuffix(" of")]
        factor = parse_numeral(f"one {match['big']}")[0]
    else:
        factor = 10.0 if word.startswith("tens") else 100.0 if word.startswith("hundreds of ") else 1.0
        low, high = VAGUE[word.rsplit(" ", 1)[-1]]
    is_named = match["few"] or text.startswith((" of ", " more "), match.end())  # "dozens died": of whom stands elsewhere
    things, tail = read_things(text, match.end(), stop) if is_named else ((), match.end())
    noun = write_singular(text, match.end(), tail)
    money = CURRENCIES.get(noun, "")
    link = "" if match["few"] else "of "
    return Quantity(
        start=match.start(), end=tail, low=factor * low, high=factor * high, kind="money" if money else "count",
        unit=money, things=() if money else things,
        value=f"{word} {link}{noun}".removesuffix(" ").removesuffix(" of"),
    )  # fmt: skip
