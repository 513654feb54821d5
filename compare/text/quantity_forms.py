"""How quantities are written in English news: around figures and number words, and in words alone."""

from __future__ import annotations

import re

from compare.text.numerals import DIGITS, HEDGE, MAGNITUDE, NUMBER_WORDS, SMALL_WORDS

_CURRENCY_SIGN = r"(?:US|AU|A|CA|C|HK|NZ|S|R)?\$|[£€¥₺₹]|Rs\.?(?=\s?\d)"
_A_UNIT = r"an?(?= (?:decade|century|year|month|week|fortnight|day|hour|minute|mile|kilomet|tonn?e?|metre|meter)s?\b)"
"""After a hedge an article is a number: "nearly a decade"."""
QUANTITY = re.compile(
    rf"(?<![\w.,:/@#-])(?:(?P<hedge>{HEDGE})\s(?:(?:a|an|the|some) (?=\d|further|additional|total))?"
    r"(?:further |additional |total of )?)?(?P<between>between\s)?"
    rf"(?P<currency>{_CURRENCY_SIGN})?\s?"
    rf"(?:(?P<first>{DIGITS}|{SMALL_WORDS})(?P<first_magnitude>{MAGNITUDE})?"
    rf"(?P<joined>(?<!ty)\s?[-–—]\s?|\sto\s|\sor\s|(?(between)\sand\s|(?!)))(?:{_CURRENCY_SIGN})?)?"
    rf"(?P<number>{DIGITS}|{NUMBER_WORDS}|(?(hedge){_A_UNIT}|(?!)))(?P<magnitude>{MAGNITUDE})?(?![.,/]?\d)"
    r"(?P<part>[- ](?:thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b)?"
    r"(?P<after>,? (?:or (?:more|so|fewer|less)|at least|at most)\b)?",
    re.IGNORECASE,
)
VAGUE: dict[str, tuple[float, float]] = {
    "dozens": (24, 120), "scores": (40, 200), "hundreds": (100, 2_000), "thousands": (1_000, 20_000), "millions": (1e6, 2e7),
    "billions": (1e9, 2e10),
}  # fmt: skip
"""What the vague plurals may stand for: from the least that justifies the word to where the next word begins, doubled."""
FEW: dict[str, tuple[float, float]] = {"several": (3, 9), "few": (2, 6), "couple": (2, 3)}
"""How many hundreds "several hundred" may be, and so on."""
VAGUE_NUMBER = re.compile(
    r"\b(?P<word>(?:tens|hundreds) of (?:thousands|millions|billions)|dozens|hundreds|thousands"
    r"|(?:scores|millions|billions)(?= of | more | were ))\b(?!['’-])"
    r"|\b(?P<few>several|a few|a couple(?: of)?) (?P<big>dozen|hundred|thousand|million|billion)\b",
    re.IGNORECASE | re.ASCII,
)
_PARTS = r"third|quarter|fifth|sixth|eighth|tenth"
_TO_NINE = "two|three|four|five|six|seven|eight|nine"
_AFTER_PART = (
    r"\W*$|[,.;:)]| (?:of|more|less|fewer|higher|lower|in|on|to|from|since|this|last|over|and|but|or|said|are|were|have|had|as|"
    r"compared|between|by)\b(?! an? )"
)
_PERIODS = r"seconds|minutes|hours|days|weeks|months|years|decades|games|matches"
PART = re.compile(
    rf"(?:\b(?P<hedge>{HEDGE}) )?\b(?:(?:a |one )(?P<word>{_PARTS})(?={_AFTER_PART})"
    r"|(?<!first )(?<!second )(?<!other )(?<!latter )(?<!opening )(?P<half>half)(?=(?: of)? (?:the|its|all|their|his|her|those|"
    r"these|this|that|our|my|your) | of (?!\d)\w+\b)"
    r"|(?<=\bby )(?P<by>half)(?=\W*$|[,.;:)]| (?:in|to|from|since|this|last|over|and|by)\b))",
    re.IGNORECASE | re.ASCII,
)
"""Shares in words: "a third of the crew", "half the fleet", "by a quarter"; no second half, no third man."""
PART_WORDS = ("half", "third", "quarter", "fifth", "sixth", "eighth", "tenth")
"""Small letters of which a text has one if it has such a share."""
RATIO = re.compile(
    rf"\b(?P<some>one|{_TO_NINE}|\d) (?:in|out of)(?: every)? (?P<all>{_TO_NINE}|ten|twenty|\d{{1,2}}|100)\b"
    rf"(?! (?:{_PERIODS})\b|[,.]\d)",
    re.IGNORECASE | re.ASCII,
)
"""One in five, three out of four."""
SHARE = re.compile(
    r"\s?(?:(?P<points>percentage[- ]points?\b)|-?(?P<basis>basis[- ]points?\b)|-?(?:%|per\s?cent(?:age)?\b|pct\b))",
    re.IGNORECASE | re.ASCII,
)
AGE = re.compile(r"[ -](?P<unit>year|month|week|day)s?[ -]olds?\b", re.IGNORECASE | re.ASCII)
AGED = re.compile(r"\b(?:aged|age|age of|ages)(?: between)? $", re.IGNORECASE | re.ASCII)
AGE_BESIDE = re.compile(r"(?<![\w.])[A-Z][\w'’-]{1,40}(?: [JS]r\.?)?,\s(?P<age>[1-9]\d?|10\d)(?=,(?! \d)| and [a-z]|\.?[\"”]?$)")
"""In "Anna Weiss, 31, said": a name, and the age of who has it."""
UNIT_WORD = re.compile(r"[\s-]?((?:(?:square|sq\.?|cubic)[ -])?[^\W\d_]{1,12}(?:/h)?)")
DOLLARS = re.compile(
    r"[\s-](?P<whose>U\.?S\.?|American|Australian|Canadian|Hong Kong|New Zealand|Singapore) dollars?\b", re.IGNORECASE | re.ASCII
)
DEGREE = re.compile(
    r"\s?(?:(?:°\s?|degrees?\s)(?P<scale>C|F|Celsius|Fahrenheit|centigrade)|(?P<letter>[CF]))\b(?!['’])"
    r"(?P<below> below(?: zero)?\b)?"
)
RACE = re.compile(
    r" (?:(?:\w+ )?(?:freestyle|sprint|dash|hurdles|butterfly|backstroke|breaststroke|relay|medley|race|final|heats?|"
    r"runner|champion|steeplechase)|away|deep|high|long|tall|wide|above|below|underground|offshore|north|south|east|west|from|off)\b"
)
"""After "200m" these make metres of it, no millions."""
RICHTER = re.compile(r"\bmagnitude(?: of)? (?:\w+ )?$", re.IGNORECASE)
SINCE = re.compile(r"\s+(?:ago|later|earlier|from now)\b")
TOLL = re.compile(
    r"\s+(?:of them|(?:(?:people|others|more) )?(?:were|are|was|have|had|remain|remained|died|missing|dead|injured|wounded|"
    r"killed)\b)"
)
RISEN = re.compile(
    r"\b(?:rose|risen|rises|rising|climbed|climbs|toll|dead|killing|killed|injuring|wounding|saved|rescued|arrested|"
    r"detained|number|total|stood|stands) (?:to |at |of )?$"
)
"""What lets a bare number count people: "16 were missing", "the toll rose to 11"."""
CLOCK = re.compile(r"\s?(?:o['’]clock|[ap]\.?m\b)", re.IGNORECASE)
ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
COMPOUND = re.compile(r"[-‑](?P<skipped>odd|strong|plus|some|straight|member)?[-‑]?\b", re.IGNORECASE)
"""A noun tied to its number: in "the 60-vote threshold" votes are counted, in "a 300-strong crowd" a crowd."""
THING = re.compile(
    r"[ \u00a0\n-]{1,2}(?:of (?:the |its |their |his |her )?)?"
    r"((?:[A-Z]\.){2,4}|[^\W\d_][\w'’]{0,40}(?:-[^\W\d_]\w{0,40}){0,3})"
)
BEFORE = re.compile(r"([^\W\d_][\w.'’-]{0,40})[ \u00a0]?$")
NO_PLURAL = frozenset(
    """
    people men women children personnel police staff troops
    """.split()  # noqa: SIM905
)
PERSONS = frozenset(
    """
    person man woman child boy girl soldier offic student passeng civilian victim worker member polic suspect patient
    """.split()  # noqa: SIM905
)
"""Whom "one" counts; before other words it is mostly a pronoun."""
STOP = frozenset(
    """
    a an the of in on at to for from by with and or but as than that which who whom whose when where while is are was
    were be been being has have had will would could should can may might must do does did not no after before since
    until during under over into between among against per it its he she they we you i his her their our your this
    these those there here if so because also around about out up down off across through within without more other
    others them us him said says ago later earlier killed injured wounded vs versus
    """.split()  # noqa: SIM905
)
