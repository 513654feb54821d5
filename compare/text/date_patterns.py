"""How dates are written in English news, one pattern a kind."""

from __future__ import annotations

import re

MONTHS = {
    name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
WEEKDAYS = {name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
SMALL = {
    name: n
    for n, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": 1, "an": 1}
UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3_652}

MONTH_FORM = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
"""A month in any form, where a day beside it keeps other words out."""
MONTH_NAMES = r"January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?P<month>{MONTH_NAMES}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues?|Wed|Thurs?|Fri)\.)"
_SHIFT = r"(?i:(?P<shift>last|next|this|past|coming|previous))"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_OF_YEAR = rf"(?:,? {_YEAR}\b)?"
_DAY = r"(?P<dd>\d{1,2})(?:st|nd|rd|th)?"
_BEFORE_YEAR = r"(?i:(?:early|late|mid|in|since|of|by|until|from|to|during|between|the|and)[ -])"
_CUE = r"(?P<cue>[Ii]n|[Ss]ince|[Oo]f|[Bb]y|[Uu]ntil|[Ff]rom|[Bb]etween|and|[Ee]arly|[Ll]ate|[Mm]id)[ -]"
"""Without one of these, "May" and "March" may be no months."""
_AGO = (
    r"(?:(?P<hedge>about|nearly|almost|over|more than|less than|just|some|around) )?(?:a )?"
    rf"(?P<n>\d{{1,3}}|{'|'.join(SMALL)}|few|couple of|several) (?P<unit>day|week|fortnight|month|year|decade)s? (?:ago|earlier)"
)

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<mm>[01]\d)-(?P<dd>[0-3]\d)\b"),
        ("range", rf"\b(?P<dd>\d{{1,2}})(?: to | and |\s?[-–]\s?| until )(?P<dd2>\d{{1,2}}) {_MONTH}{_OF_YEAR}"),
        ("range", rf"\b{_MONTH} (?P<dd>\d{{1,2}})(?: to |\s?[-–]\s?| until )(?P<dd2>\d{{1,2}})\b{_OF_YEAR}"),
        ("full", rf"\b(?:{_WEEKDAY},? )?(?:the )?{_DAY}(?: of)? {_MONTH}{_OF_YEAR}"),
        ("full", rf"\b(?:{_WEEKDAY},? )?{_MONTH} {_DAY}\b(?!,\d|[.:]\d|\s?(?:%|percent|per cent|million|billion)){_OF_YEAR}"),
        ("month", rf"\b(?:{_SHIFT} |{_BEFORE_YEAR})?{_MONTH},? (?:of )?{_YEAR}\b"),
        ("month", rf"\b(?:{_SHIFT} |{_CUE}){_MONTH}(?!\w)"),
        ("weekday", rf"\b(?:{_SHIFT} )?{_WEEKDAY}(?: {_DAY}\b(?![:,.]\d))?(?!\w)"),
        ("word", r"\b(?P<word>(?i:yesterday|today|tonight|tomorrow|this (?:morning|afternoon|evening)))\b(?!['’])"),
        ("period", rf"\b(?i:earlier |later )?{_SHIFT} (?i:(?P<unit>week|month|year|decade))\b"),
        ("ago", rf"\b(?i:{_AGO})\b"),
        ("decade", r"\b(?:the )?(?P<year>(?:1[5-9]|20)\d0)['’]?s\b"),
        ("year", rf"(?<![\w$£€,.:/#-]){_BEFORE_YEAR}?{_YEAR}(?![\w%:/]|,\d|\.\d|-\d\d-)"),
    )
)
"""Kinds of dates, the most telling first: what one pattern has read, no later one reads again."""

LOOKS_AHEAD = re.compile(
    r"(?i)\b(?:will|would|next|coming|to be|scheduled|expected|until|due|plans?|planned|set|by|upcoming|ahead)\b"
)
COUNTS = re.compile(
    r"\s+(?:[a-z-]+ )?(?:people|troops|soldiers|men|women|homes|jobs|employees|workers|dollars|euros|times|years|days|miles|"
    r"feet|metres|meters|tons|tonnes|km)\b"
)
"""After a number of four digits: it counts something, and is no year."""
