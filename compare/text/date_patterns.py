"""How dates are written in English news, one pattern a kind."""

from __future__ import annotations

import re

MONTHS = {
    name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
WEEKDAYS = {name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
SMALL = {
    name: float(n)
    for n, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {
    "a": 1.0,
    "an": 1.0,
    "the": 1.0,
    "half a": 0.5,
    "half an": 0.5,
    "fifteen": 15.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "fifty": 50.0,
}
FEW = {"few": (2, 6), "several": (2, 9), "couple of": (2, 3)}
UNIT_DAYS = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3_652,
             "century": 36_525}  # fmt: skip
HOLIDAYS = {
    "new year's day": (1, 1), "valentine's day": (2, 14), "fourth of july": (7, 4), "july fourth": (7, 4), "halloween": (10, 31),
    "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
}  # fmt: skip
_HOLIDAY = "|".join(HOLIDAYS).replace("'", "['’]")

MONTH_FORM = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
"""A month in any form, where a day beside it keeps other words out."""
MONTH_NAMES = r"January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?P<month>{MONTH_NAMES}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues?|Wed|Thurs?|Fri)\.)"
_SURE_MONTHS = r"January|February|July|September|October|November|December"
"""Months that are no other word and nobody's name."""
_SHIFT = r"(?i:(?P<shift>last|next|this|past|coming|previous))"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_OF_YEAR = rf"(?:,? {_YEAR}\b)?"
_DAY = r"(?P<dd>\d{1,2})(?:st|nd|rd|th)?"
_BEFORE_YEAR = r"(?i:(?:early|late|mid|in|since|of|by|until|from|to|during|between|the|and)[ -])"
_CUE = r"(?P<cue>[Ii]n|[Ss]ince|[Oo]f|[Bb]y|[Uu]ntil|[Ff]rom|[Bb]etween|and|[Ee]arly|[Ll]ate|[Mm]id)[ -]"
"""Without one of these, "May" and "March" may be no months."""
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(SMALL, key=len, reverse=True))}|few|couple of|several)(?P<half> and a half)?"
_AGO = (
    r"(?:(?P<hedge>about|nearly|almost|over|more than|less than|just|some|around) )?"
    rf"(?:(?:a )?{_N} )?(?P<unit>minute|hour|day|week|fortnight|month|year|decade|centur(?:y|ie))s? ago"
)
_BESIDE = (
    rf"(?:{_N} (?P<unit>day|night|week|fortnight|month|year|decade)s? (?P<side>earlier|later)"
    r"|the (?P<unit2>day|night|week|month|year) (?P<side2>before|after)"
    r"|the (?P<side3>previous|preceding|following|next) (?P<unit3>day|morning|afternoon|evening|night|week|month|year))"
)
"""What is told from another date, not from the day of publication: "the day before", "two weeks later"."""
_SEASON = (
    r"(?:(?i:(?P<shift>last|next|this|past|coming|previous) (?P<season>spring|summer|autumn|fall|winter))\b"
    r"(?! (?:in|of|by|from|to)\b)"
    rf"|(?P<season2>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of)? {_YEAR})"
)
_WORD = r"(?:yesterday|tomorrow)\b|(?:today|tonight)\b(?!['’])|this (?:morning|afternoon|evening)|last night"

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<mm>[01]\d)-(?P<dd>[0-3]\d)\b"),
        ("figures", r"(?<![\w./-])(?P<one>\d\d?)(?P<mark>[./])(?P<two>\d\d?)(?P=mark)(?P<year>(?:19|20)\d\d)(?![\w/-]|[.]\d)"),
        ("range", rf"\b(?P<dd>\d{{1,2}})(?: to | and |\s?[-–]\s?| until )(?P<dd2>\d{{1,2}}) {_MONTH}{_OF_YEAR}"),
        ("range", rf"\b{_MONTH} (?P<dd>\d{{1,2}})(?: to |\s?[-–]\s?| until )(?P<dd2>\d{{1,2}})\b{_OF_YEAR}"),
        ("full", rf"\b(?:{_WEEKDAY},? )?(?:the )?{_DAY}(?: of)? {_MONTH}{_OF_YEAR}"),
        ("full", rf"\b(?:{_WEEKDAY},? )?{_MONTH} {_DAY}\b(?!,\d|[.:]\d|\s?(?:%|percent|per cent|million|billion)){_OF_YEAR}"),
        ("month", rf"\b(?:{_SHIFT} |{_BEFORE_YEAR})?{_MONTH},? (?:of )?{_YEAR}\b"),
        ("month", rf"\b(?:{_SHIFT} |{_CUE}){_MONTH}(?!\w)"),
        ("month", rf"\b(?P<month>{_SURE_MONTHS})\b(?!\s\d)"),
        ("month", r"\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir) (?P<month>March|April|May|June|August)(?= [a-z])"),
        ("weekday", rf"\b(?:{_SHIFT} )?{_WEEKDAY}(?: {_DAY}\b(?![:,.]\d))?(?!\w)"),
        ("word", rf"\b(?P<word>(?i:{_WORD}))\b"),
        ("holiday", rf"\b(?P<holiday>(?i:{_HOLIDAY}))\b{_OF_YEAR}"),
        ("season", rf"\b{_SEASON}\b"),
        ("weekend", r"\b(?i:(?:(?P<shift>last|next|this|past|coming|previous)|(?:over|at|on|during|by) the|the) weekend)\b"),
        ("period", rf"\b(?i:earlier |later )?{_SHIFT} (?i:(?P<unit>week|month|year|decade))\b"),
        ("ago", rf"\b(?i:{_AGO})\b"),
        ("beside", rf"\b(?i:{_BESIDE})\b"),
        ("decade", r"\b(?:the )?(?P<year>(?:1[5-9]|20)\d0)['’]?s\b"),
        ("years", rf"(?<![\w$£€,.:/#-]){_YEAR}\s?[-–/]\s?(?P<year2>(?:1[5-9]|20)?\d\d)(?![\w%:/-]|[,.]\d)"),
        ("century", r"\b(?P<century>\d{1,2})(?:st|nd|rd|th)[- ]century\b"),
        ("year", rf"(?<![\w$£€,.:/#-]){_BEFORE_YEAR}?{_YEAR}(?![\w%:/]|,\d|\.\d|-\d\d-)"),
    )
)
"""Kinds of dates, the most telling first: what one pattern has read, no later one reads again."""

_SHIFTS = ("last", "next", "this", "past", "coming", "previous")
NEEDED = {
    "month": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "weekday": ("day", "mon.", "tue", "wed.", "thu", "fri."), "word": ("day", "morrow", "night", "this "),
    "holiday": (" eve", " day", "halloween", "july"), "season": ("spring", "summer", "autumn", "fall", "winter"),
    "weekend": ("weekend",), "period": _SHIFTS, "ago": (" ago",),
    "beside": ("earlier", "later", "before", "after", "previous", "preceding", "following", "next"),
}  # fmt: skip
"""Small letters of which a text must have one set to hold a date of that kind; a kind that is not here needs figures."""

LOOKS_AHEAD = re.compile(
    r"(?i)\b(?:(?:will|would|next|coming|to be|scheduled (?:for|to)|expected|due|plans?|planned|planning|set (?:to|for)|upcoming|"
    r"ahead of|slated|looming|deadline|to (?:begin|start|open|meet|vote|take|hold|face|appear|reopen|return))\b"
    r"|(?:(?:by|until|before)(?: the| next)?|(?:is|are)(?: on)?) $)"
)
"""Before a date: it lies ahead."""
LOOKS_BACK = re.compile(
    r"(?i)(?:\blast|\b(?:said|told (?:\w+ ){1,3}?|reported|announced|released|issued|published|voted|ruled|wrote|tweeted|met)"
    r"(?: (?:on|in|late|early))?) $"
)
"""Before a date: it lies behind, whatever else the sentence looks ahead to."""
SENTENCE_END = re.compile(r"[!?]\s|[.!?,][\"”’]|[^\W\d_]{4,}\.\s")
GOES_AHEAD = re.compile(
    r"(?i)[,\s](?:[\w'’]+ ){0,5}?(?:will|(?:is|are|was|were) (?:due|expected|set|scheduled|slated|to)|is to|are to|plans? to)\b"
)
"""After a date: "On Friday the court will"."""
COUNTS = re.compile(
    r"\s+(?:[a-z-]+ )?(?:people|troops|soldiers|men|women|homes|jobs|employees|workers|dollars|euros|times|years|days|miles|"
    r"feet|metres|meters|tons|tonnes|km|delegates|votes|voters|students|pupils|children|families|houses|cars|vehicles|companies|"
    r"members|prisoners|migrants|refugees|civilians|victims|cases|deaths|barrels|shares|pounds|hectares|acres|tickets|fans|runners|"
    r"guests|passengers|residents|villagers|seats|beds|rooms)\b"
)
"""After a number of four digits: it counts something, and is no year."""
