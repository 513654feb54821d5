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


_CLOCK = re.compile(
    r"(?<![\w.:,$£€-])(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?!\d)"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:hours|hrs|GMT|UTC|local time))"
    r"|(?P<word>noon|midnight)\b)"
    r"(?:\s?\(?(?P<zone>GMT|UTC|BST|EST|EDT|PST|PDT|CET|CEST|ET|PT|CT|MSK|local time)\b(?:[+-]\d{1,2}(?::?\d\d)?)?\)?)?",
    re.IGNORECASE,
)


def find_clock_times(text: str, start: int = 0, end: int | None = None) -> tuple[ClockTime, ...]:
    """Return the times of day of `text[start:end]` in text order; cost is linear.

    >>> [each.value for each in find_clock_times("It sank at 5:30 p.m., not at noon.")]
    ['17:30', '12:00']
    """
    found = []
    for match in _CLOCK.finditer(text, start, len(text) if end is None else end):
        if match["word"]:
            minute = 0 if match["word"].lower() == "midnight" else 720
        elif match["military"]:
            minute = int(match["military"][:2]) * 60 + int(match["military"][2:])
        elif match["hour24"]:
            minute = int(match["hour24"]) * 60 + int(match["minute24"])
        else:
            hour = int(match["hour"])
            if hour > 12 or hour == 0:
                continue
            minute = (hour % 12 + (12 if match["half"][0] in "pP" else 0)) * 60 + int(match["minute"] or 0)
        zone = (match["zone"] or "").upper().replace("LOCAL TIME", "")
        found.append(
            ClockTime(
                start=match.start(),
                end=match.end(),
                minute=minute,
                zone=zone,
                value=f"{minute // 60:02}:{minute % 60:02} {zone}".strip(),
            )
        )
    return tuple(found)
