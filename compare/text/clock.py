"""Times of day as a journalist writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTime:
    """A time of day; `minute` counts from midnight, `zone` is as written or empty."""

    start: int
    end: int
    minute: int
    zone: str
    value: str


_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HALF_OF_DAY = r"in the (?:early )?(?P<{0}>morning|afternoon|evening)|at (?P<{1}>night)"
_ZONE = (
    r"(?:\s?\(?(?P<zone>(?:GMT|gmt|UTC|utc|BST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|EET|EEST|MSK|JST|IST|AEST|AEDT|ET|PT|CT|MT)\b"
    r"|local time\b|(?:Eastern|Central|Mountain|Pacific)\b(?: (?:time|daylight time|standard time)\b)?|[A-Z][a-z]+ time\b)"
    r"(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?\)?)?"
)
_AFTER_DOT = (
    r"\W*$|[,;:)]|\.(?!\d)| (?:on|and|when|before|after|to|until|local|as|with|yesterday|today|tomorrow|this|last|[A-Z][a-z]*day|"
    r"GMT|UTC|CET|BST)\b"
)
"""After "at 21.30": no unit that would make it a measure."""
_CLOCK = re.compile(
    r"(?<![\w.:,$£€])(?<!\D-)(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[Aa]\.?[Mm]\b\.?|[Pp]\.?[Mm]\b\.?)"
    rf"|(?P<named>1[0-2]|[1-9]|{'|'.join(_HOURS)})(?: o['’]clock(?: (?:{_HALF_OF_DAY.format('part', 'night')}))?"
    rf"| (?:{_HALF_OF_DAY.format('part2', 'night2')}))\b"
    rf"|(?P<past>half past|quarter past|quarter to) (?P<named2>1[0-2]|[1-9]|{'|'.join(_HOURS)})\b"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?!\d|\.\d| mark\b)"
    rf"|(?<=\bat )(?P<hourdot>[01]?\d|2[0-3])\.(?P<minutedot>[0-5]\d)(?={_AFTER_DOT})"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:hours|hrs|GMT|gmt|UTC|local time))"
    rf"|(?P<word>[Nn]oon|[Mm]idday|[Mm]idnight)\b){_ZONE}"
)
_FROM = re.compile(r"(?<![\w.:,$£€-])(?P<hour>1[0-2]|[1-9])\s?(?:[-–]|to|and|until)\s?$")
"""Before "8 p.m.": the 6 of "from 6 to 8 p.m."."""
_RACE = re.compile(r"\b(?:in|time|clocked|ran|by)(?: of)? $")
"""Before figures that are no time of day, but how long a runner took."""
_REGIONS = {"EASTERN": "ET", "CENTRAL": "CT", "MOUNTAIN": "MT", "PACIFIC": "PT", "LOCAL": ""}


def find_clock_times(text: str, start: int = 0, end: int | None = None) -> tuple[ClockTime, ...]:
    """Return the times of day of `text[start:end]` in text order; cost is linear.

    >>> [each.value for each in find_clock_times("It sank at 5:30 p.m., not at noon.")]
    ['17:30', '12:00']
    >>> [each.value for each in find_clock_times("Polls are open from 7 to 10 a.m. Eastern.")]
    ['07:00 ET', '10:00 ET']
    """
    found: list[ClockTime] = []
    for match in _CLOCK.finditer(text, start, len(text) if end is None else end):
        minute = _minute(match, text)
        if minute is None:
            continue
        zone = _zone(match)
        if match["half"]:
            first = _FROM.search(text, max(start, match.start() - 10), match.start())
            if first:
                earlier = int(first["hour"]) % 12 * 60 + (720 if match["half"][0] in "pP" else 0)
                found.append(_made(first.start(), first.end("hour"), earlier, zone))
        found.append(_made(match.start(), match.end(), minute, zone))
    return tuple(found)


def _made(start: int, end: int, minute: int, zone: str) -> ClockTime:
    value = f"{minute // 60:02}:{minute % 60:02} {zone}".strip()
    return ClockTime(start=start, end=end, minute=minute, zone=zone, value=value)


def _minute(match: re.Match[str], text: str) -> int | None:
    """Return the minute of the day; None for what is no time of day."""
    if match["word"]:
        return 0 if match["word"][:4].lower() == "midn" else 720
    if match["military"]:
        return int(match["military"][:2]) * 60 + int(match["military"][2:])
    if match["hour24"]:
        is_race = _RACE.search(text, max(0, match.start() - 14), match.start()) is not None
        return None if is_race else int(match["hour24"]) * 60 + int(match["minute24"])
    if match["hourdot"]:
        return int(match["hourdot"]) * 60 + int(match["minutedot"])
    if match["half"]:
        hour = int(match["hour"])
        return None if hour > 12 or hour == 0 else _of_half(hour, match["half"][0] in "pP") + int(match["minute"] or 0)
    hour = _hour(match["named"] or match["named2"])
    if match["past"]:
        return (hour * 60 + {"half past": 30, "quarter past": 15}.get(match["past"], -15)) % 1_440
    part = match["part"] or match["part2"]
    is_late = part in ("afternoon", "evening") or (bool(match["night"] or match["night2"]) and 5 < hour < 12)
    return _of_half(hour, is_late)


def _of_half(hour: int, is_late: bool) -> int:
    return (hour % 12 + (12 if is_late else 0)) * 60


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else _HOURS.index(word) + 1


def _zone(match: re.Match[str]) -> str:
    if not match["zone"]:
        return ""
    name = match["zone"].upper().removesuffix(" TIME").removesuffix(" DAYLIGHT").removesuffix(" STANDARD")
    return _REGIONS.get(name, name) + (match["offset"] or "")
