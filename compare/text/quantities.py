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
from typing import Literal

from compare.model.spans import Span
from compare.text.numerals import ABOUT, DIGITS, FRACTIONS, MAGNITUDE, NUMBER_WORDS, OVER, UNDER, parse_numeral, sense_of
from compare.text.normal import fold_word, stem_word

QuantityKind = Literal["count", "share", "money", "duration", "length", "area", "mass", "speed", "age"]


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
        things: Stems of the words that name what is counted, in text order, at most four; the first noun that
            ends the phrase is last.
        value: Readable normal form: `"over 100 delegation visit"`.
        is_vague: Whether the text itself gives no figure ("dozens", "hundreds").
    """

    start: int
    end: int
    low: float
    high: float
    kind: QuantityKind
    unit: str
    things: tuple[str, ...]
    value: str
    is_vague: bool = False

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

_CURRENCY = {"$": "USD", "us$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₺": "TRY", "₹": "INR", "a$": "AUD", "c$": "CAD",
             "dollar": "USD", "dollars": "USD", "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR", "pounds sterling": "GBP",
             "lira": "TRY", "liras": "TRY", "rupees": "INR", "yen": "JPY", "yuan": "CNY", "rubles": "RUB", "roubles": "RUB",
             "manat": "AZN", "manats": "AZN", "cents": "cent", "pence": "penny"}  # fmt: skip
_UNITS: dict[str, tuple[QuantityKind, str, float]] = {
    "second": ("duration", "day", 1 / 86_400), "minute": ("duration", "day", 1 / 1_440), "hour": ("duration", "day", 1 / 24),
    "day": ("duration", "day", 1), "week": ("duration", "day", 7), "fortnight": ("duration", "day", 14),
    "month": ("duration", "day", 30.44), "year": ("duration", "day", 365.25), "decade": ("duration", "day", 3_652.5),
    "century": ("duration", "day", 36_525), "centurie": ("duration", "day", 36_525),
    "km": ("length", "metre", 1e3), "kilometer": ("length", "metre", 1e3), "kilometre": ("length", "metre", 1e3),
    "mile": ("length", "metre", 1_609.344), "meter": ("length", "metre", 1), "metre": ("length", "metre", 1),
    "foot": ("length", "metre", 0.3048), "feet": ("length", "metre", 0.3048), "ft": ("length", "metre", 0.3048),
    "inch": ("length", "metre", 0.0254), "inche": ("length", "metre", 0.0254), "cm": ("length", "metre", 0.01),
    "centimeter": ("length", "metre", 0.01), "centimetre": ("length", "metre", 0.01),
    "acre": ("area", "hectare", 0.4047), "hectare": ("area", "hectare", 1),
    "kg": ("mass", "kg", 1), "kilogram": ("mass", "kg", 1), "kilo": ("mass", "kg", 1), "ton": ("mass", "kg", 1e3),
    "tonne": ("mass", "kg", 1e3), "pound": ("mass", "kg", 0.4536), "lb": ("mass", "kg", 0.4536), "ounce": ("mass", "kg", 0.02835),
    "mph": ("speed", "km/h", 1.609344), "kph": ("speed", "km/h", 1), "km/h": ("speed", "km/h", 1), "knot": ("speed", "km/h", 1.852),
}  # fmt: skip
"""Unit words without their plural s: what they measure, in which base unit, and how many of it."""
_QUANTITY = re.compile(
    rf"(?<![\w.,:/@#-])(?:(?P<hedge>{OVER}|{UNDER}|{ABOUT})\s+(?:the |an? (?=estimated|further)|an? )?)?"
    rf"(?P<currency>(?:US|A|C)?\$|[£€¥₺₹])?\s?"
    rf"(?:(?P<first>{DIGITS}|{NUMBER_WORDS})(?P<mag1>{MAGNITUDE})?(?:\s?[-–—]\s?| to | or | and (?=\d))(?:(?:US|A|C)?\$|[£€¥₺₹])?)?"
    rf"(?P<number>{DIGITS}|{NUMBER_WORDS}\b)(?P<magnitude>{MAGNITUDE})?(?![\w]*\d)(?P<fraction>[- ](?:thirds?|quarters?|fifths?)\b)?",
    re.IGNORECASE,
)
_VAGUE_PATTERN = re.compile(
    r"\b(?:(?P<times>tens|hundreds) of (?P<what>thousands|millions|billions)|(?P<plain>dozens|scores|hundreds|thousands|millions|billions)(?= of\b| more\b| were\b))",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?:(?P<hedge>over|more than|nearly|almost|about|around|roughly|less than|at least) )?\b(?:a )?(?P<word>half|third|quarter)(?= of (?:the|its|all|their|his|her|those|an?)\b)", re.IGNORECASE)
_THING = re.compile(r"[\s-]*(?:of (?:the |its |their |his |her )?)?([^\W\d_][\w'’]*(?:-[^\W\d_]\w*)*)")
_ORDINAL = re.compile(r"(?i)(?:st|nd|rd|th)\b")
_STOP = frozenset(
    """a an the of in on at to for from by with and or but as than that which who whom whose when where while is are was were be been
    being has have had will would could should can may might must do does did not no after before since until during under over into
    between among against per it its he she they we you i his her their our your this these those there here if so because also
    around about out up down off across through within without more other others said says ago later earlier""".split()
)
_GENERIC = frozenset("people person men women human individual".split())


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
    found: list[Quantity] = []
    for match in _QUANTITY.finditer(text, start, stop):
        if quantity := _read(match, text, start, stop):
            found.append(quantity)
    for match in _VAGUE_PATTERN.finditer(text, start, stop):
        found.append(_read_vague(match, text, stop))
    for match in _HALF.finditer(text, start, stop):
        value = 100 * FRACTIONS[match["word"].lower()]
        found.append(_finish(match.start(), match.end(), value, value, (match["hedge"] or "").lower(), "share", "%", _things(text, match.end(), stop)[0], 1.0))
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Quantity] = []
    for each in found:
        if kept and each.start < kept[-1].end and each.start < _core_end(kept[-1], text):
            continue
        if any(each.start < span.end and span.start < each.end and _hits_number(text, each, span) for span in masked):
            continue
        kept.append(each)
    return tuple(kept)


def _core_end(quantity: Quantity, text: str) -> int:
    return quantity.end


def _hits_number(text: str, quantity: Quantity, span: Span) -> bool:
    """Whether a masked place holds the number itself, not only a word after it."""
    number = re.compile(r"\d|[A-Za-z]").search(text, quantity.start, quantity.end)
    return number is not None and span.start < quantity.end and (span.start <= number.start() < span.end or span.start <= quantity.start)


def _read(match: re.Match[str], text: str, start: int, stop: int) -> Quantity | None:
    number, after = match["number"], match.end()
    is_digits = number[0].isdigit()
    if _ORDINAL.match(text, after, stop) or text[after : after + 1] in ("/", "@", ":") and text[after + 1 : after + 2].isalnum():
        return None
    begin = match.start("hedge") if match["hedge"] else match.start("currency") if match["currency"] else match.start("first") if match["first"] else match.start("number")
    value, places = parse_numeral(number, match["magnitude"])
    low = high = value
    if match["first"]:
        first, _ = parse_numeral(match["first"], match["mag1"] or (match["magnitude"] if match["magnitude"] else None))
        if match["mag1"] is None and match["magnitude"] and first > value:
            first, _ = parse_numeral(match["first"], None)
        if first >= value:
            return None
        low = first
    if match["fraction"]:
        share = 100 * value * FRACTIONS[match["fraction"][1:].lower()]
        if share > 100 or (value == 1 and is_digits):
            return None
        things, tail = _things(text, after, stop)
        return _finish(begin, tail, share, share, (match["hedge"] or "").lower(), "share", "%", things, 1.0)
    hedge = (match["hedge"] or "").lower()
    if match["currency"]:
        things, tail = _things(text, after, stop)
        return _finish(begin, after, low, high, hedge, "money", _CURRENCY[match["currency"].lower()], things, places)
    if unit := re.compile(r"\s?(?:%|per ?cent\b|percentage points?\b|percent\b|pc\b)", re.IGNORECASE).match(text, after, stop):
        things, _ = _things(text, unit.end(), stop)
        kind = "%" if "point" not in unit.group() else "percentage point"
        return _finish(begin, unit.end(), low, high, hedge, "share", kind, things, places)
    return _read_counted(match, text, start, stop, begin=begin, low=low, high=high, hedge=hedge, places=places)


def _read_counted(
    match: re.Match[str], text: str, start: int, stop: int, *, begin: int, low: float, high: float, hedge: str, places: float
) -> Quantity | None:
    """Read a number whose unit is a word, or that counts things; None if it is a year, a label or a bare number."""
    number, after = match["number"], match.end()
    old = re.compile(r"[ -]years?[ -]old\b", re.IGNORECASE).match(text, after, stop)
    if old:
        return _finish(begin, old.end(), low, high, hedge, "age", "year", (), places)
    unit = re.compile(r"[\s-]?([^\W\d_]+(?:/h)?)").match(text, after, stop)
    if unit and (word := unit[1].lower()):
        if word in _CURRENCY:
            return _finish(begin, unit.end(), low, high, hedge, "money", _CURRENCY[word], _things(text, unit.end(), stop)[0], places)
        known = _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))
        if known:
            kind, base, factor = known
            if re.compile(r"\s+(?:ago|later|earlier|after|before|from now)\b").match(text, unit.end(), stop):
                return None
            things, _ = _things(text, unit.end(), stop)
            slack = 0.5 * factor if kind == "duration" else 0.05 * low * factor
            shown = f"{_plain(low)} {word.removesuffix('s')}" if low == high else f"{_plain(low)}-{_plain(high)} {word.removesuffix('s')}"
            return _finish(begin, unit.end(), low * factor, high * factor, hedge, kind, base, things, places * factor, slack=slack, shown=shown)
    is_plain = number.isdigit() and not match["magnitude"]
    things, tail = _things(text, after, stop)
    before = text[max(start, begin - 30) : begin]
    previous = re.search(r"([^\W\d_][\w.'’-]*)\s*$", before)
    if is_plain and len(number) == 4 and 1500 <= int(number) < 2100 and not match["hedge"]:
        return None
    if not things and not match["magnitude"] and not match["hedge"]:
        return None
    is_name = previous is not None and previous[1][:1].isupper() and begin - len(previous.group()) > start and not match["hedge"]
    if is_name and (is_plain or "." in number) and not (things and text[after : after + 1] == " " and _is_plural(text, after, stop)):
        return None
    if number.lower() == "one" and (not things or (previous and previous[1].lower() in ("no", "the", "this", "that", "any", "every", "each"))):
        return None
    if text[after : after + 1] == "-" and not things:
        return None
    if number.lower() in ("one",) and re.compile(r"\s+(?:of|another|day|nation|or)\b").match(text, after, stop):
        return None
    return _finish(begin, tail, low, high, hedge, "count", "", things, places)


def _is_plural(text: str, after: int, stop: int) -> bool:
    word = _THING.match(text, after, stop)
    return bool(word and word[1].islower() and (word[1].endswith("s") or word[1] in ("people", "men", "women", "children")))


def _read_vague(match: re.Match[str], text: str, stop: int) -> Quantity:
    if match["plain"]:
        low, high = _VAGUE[match["plain"].lower()]
    else:
        factor = 10 if match["times"].lower() == "tens" else 100
        low, high = (factor * bound for bound in _VAGUE[match["what"].lower()])
        high *= 1.0
    things, tail = _things(text, match.end(), stop)
    words = " ".join((match.group().lower(), *things[-1:]))
    return Quantity(start=match.start(), end=tail, low=low, high=high, kind="count", unit="", things=things, value=words, is_vague=True)


def _finish(
    start: int, end: int, low: float, high: float, hedge: str, kind: QuantityKind, unit: str, things: tuple[str, ...],
    places: float, *, slack: float = 0.0, shown: str | None = None,
) -> Quantity:  # fmt: skip
    """Widen the interval by what the hedge allows and by rounding, and write the normal form."""
    number = shown or (_plain(low) if low == high else f"{_plain(low)}-{_plain(high)}")
    sense = sense_of(hedge)
    widened = places if kind in ("count", "money", "share") else slack
    if sense == "over":
        low, high = low, max(1.5 * high, high + slack)
    elif sense == "nearly":
        low, high = (0.9 if hedge in ("nearly", "almost", "close to", "just under", "just short of") else 0.5) * low - slack, high + (slack if slack else 0.0)
    elif sense == "about":
        low, high = 0.9 * low - widened, 1.1 * high + widened
    else:
        low, high = low - widened, high + widened
    name = shown and number or f"{number} {unit}".strip()
    words = [sense if sense != "exact" else "", name, *(things[-1:] if kind == "count" else ())]
    return Quantity(start=start, end=end, low=low, high=high, kind=kind, unit=unit, things=things, value=" ".join(filter(None, words)))


def _plain(value: float) -> str:
    return f"{value:.0f}" if value == int(value) or value >= 1e6 else f"{value:.4g}" if value >= 1000 else f"{value:.3g}"


def _things(text: str, after: int, stop: int) -> tuple[tuple[str, ...], int]:
    """Return the stems of what is counted, and where its words end: adjectives and nouns up to the first function word."""
    stems: list[str] = []
    position = after
    while len(stems) < 4 and (word := _THING.match(text, position, stop)):
        gap = text[position : word.start(1)]
        if (gap.strip(" -\t") and not gap.strip().startswith("of")) or "\n" in gap or (stems and gap.strip().startswith("of")):
            break
        form = fold_word(word[1])
        if form in _STOP:
            break
        stems.append(stem_word(form))
        position = word.end(1)
        if word[1].islower() and (word[1].endswith("s") and not word[1].endswith("ss")) or form in ("people", "men", "women", "children", "personnel"):
            break
    return tuple(stems), position
