"""Dates as the head of an article gives them: `18 April 2023 11:09 (UTC+04:00)`, `Published: Sept. 7, 2021`.

A line is a timestamp if nothing is left once dates, times, zones and labels are taken away; so a sentence
that names a date never is one.  `07/09/2021` names two days and is therefore no known date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from compare.text.date_patterns import MONTHS

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DATE = re.compile(
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ \u00a0]+(?:of[ ]+)?(?P<m1>{_MONTH}),?[ \u00a0]+(?P<y1>\d{{4}})\b"
    rf"|(?P<m2>{_MONTH})[ \u00a0]+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?[ \u00a0]+(?P<y2>\d{{4}})\b"
    r"|(?<!\d)(?P<y3>\d{4})(?P<s3>[-/.])(?P<m3>\d{1,2})(?P=s3)(?P<d3>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<a4>\d{1,2})(?P<s4>[-/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4})(?!\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d.,])T?(?P<h>\d{1,2})(?:[:.h](?P<min>\d{2})(?::(?P<sec>\d{2})(?:\.\d+)?)?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
    r"|\s?(?P<half2>[ap])\.?\s?m\b\.?)(?:(?P<utc>Z)\b)?(?!\d)",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\(?(?:(?:UTC|GMT)\s?)?(?P<sign>[+\-−])(?P<zh>\d{1,2})(?::?(?P<zm>\d{2}))?\b\)?"
    r"|\(?\b(?P<name>UTC|GMT|BST|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|CET|CEST|EET|EEST|MSK|IST|TRT|AZT|JST)\b\)?"
)
_HOURS = {"UTC": 0, "GMT": 0, "BST": 1, "EST": -5, "EDT": -4, "PST": -8, "PDT": -7, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
          "MSK": 3, "TRT": 3, "AZT": 4, "JST": 9}  # fmt: skip
"""Zones that mean one thing everywhere; `ET`, `CST` and `IST` do not, so their times stay without a zone."""

_WEEKDAY = re.compile(r"\b(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?", re.IGNORECASE)
_PUBLISHED = (
    r"(?:first )?(?:published|posted|issued|released|filed|created)(?: (?:on|at))?"
    r"|(?:publication |published )?date(?: published)?|veröffentlicht(?: am)?|erschienen(?: am)?|publiée?(?: le)?"
    r"|publicado(?: el| em)?|pubblicato(?: il)?|yayın(?:lanma)?(?: tarihi)?|опубликовано|дата"
)
_UPDATED = (
    r"(?:last )?(?:updated|modified|edited|revised)(?: (?:on|at))?|update"
    r"|aktualisiert(?: am)?|mis à jour(?: le)?|actualizado(?: el)?|güncelleme"
)
_LABEL = re.compile(rf"(?<!\w)(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED}))(?!\w)\s*[:\-–]?", re.IGNORECASE)
_FILLER = re.compile(r"\b(?:at|on|the|uhr|hrs|hours|local time|time)\b", re.IGNORECASE)
_AGO = re.compile(r"\b\d{1,3} (?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?) ago\b", re.IGNORECASE)
_OTHER_DATE = re.compile(r"\d{1,2}\.? (?:de )?[^\W\d_]{3,12}\.? (?:de )?\d{4}(?!\d)")
"""A date in words that are not English: `20 septembre 2021`, `20. September 2021`, `20 Eylül 2021`."""

_LONGEST = 140
"""Longest timestamp line, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timestamp:
    """A date that a header gives.

    Args:
        value: The day or the moment; None if the header leaves it open (`2 hours ago`, `07/09/2021`).
        label: `published`, `updated`, or `bare` if the header does not say.
    """

    value: date | datetime | None
    label: str


def read_timestamp(line: str) -> Timestamp | None:
    """Return the date of a line that is a timestamp and nothing else; None for any other line.

    >>> read_timestamp("18 April 2023 11:09 (UTC+04:00)").value.isoformat()
    '2023-04-18T11:09:00+04:00'
    >>> read_timestamp("Published: Sept. 7, 2021 | Updated: Sept. 8, 2021").value
    datetime.date(2021, 9, 7)
    >>> read_timestamp("The ferry sank on 18 April 2023.") is None
    True
    """
    if len(line) > _LONGEST or not any(c.isdigit() for c in line):
        return None
    found = _LABEL.search(line)
    label = "bare" if found is None else "published" if found["published"] else "updated"
    days = list(_DATE.finditer(line))
    others = [] if days else list(_OTHER_DATE.finditer(line))
    rest = _OTHER_DATE.sub(" ", _DATE.sub(" ", line)) if others else _DATE.sub(" ", line)
    has_time = _TIME.search(rest) is not None
    if has_time:
        rest = _ZONE.sub(" ", _TIME.sub(" ", rest))
    is_ago = _AGO.search(rest) is not None
    for pattern in (_AGO, _LABEL, _WEEKDAY, _FILLER):
        rest = pattern.sub(" ", rest)
    if any(c.isalnum() for c in rest):
        return None
    if not days and not others and not is_ago and not (found is not None and has_time):
        return None
    if others:
        return Timestamp(value=_read_other(others[0].group()), label=label)
    return Timestamp(value=_first_moment(line, days) if days else None, label=label)


def read_day(text: str) -> date | None:
    """Return the first full date in `text`; None if there is none or it names two days."""
    found = _DATE.search(text)
    return None if found is None else _day(found)


def _first_moment(line: str, days: list[re.Match[str]]) -> date | datetime | None:
    day = _day(days[0])
    if day is None:
        return None
    stop = days[1].start() if len(days) > 1 else len(line)
    begin, finish = days[0].span()
    spans = [(finish, stop), (0, begin)]  # the time stands behind its date, or before it
    for left, right in spans:
        clock = _TIME.search(line, left, right)
        if clock is None:
            continue
        hour, half = int(clock["h"]), (clock["half"] or clock["half2"] or "").lower()
        if half:
            if not 1 <= hour <= 12:
                return day
            hour = hour % 12 + (12 if half == "p" else 0)
        minute, second = int(clock["min"] or 0), int(clock["sec"] or 0)
        if hour > 23 or minute > 59 or second > 59:
            return day
        zone = UTC if clock["utc"] else _zone(line, clock.end(), right)
        return datetime.combine(day, time(hour, minute, second), tzinfo=zone)
    return day


def _zone(line: str, left: int, right: int) -> timezone | None:
    found = _ZONE.search(line, left, right)
    if found is None:
        return None
    if found["name"]:
        hours = _HOURS.get(found["name"])
        return None if hours is None else timezone(timedelta(hours=hours))
    offset = timedelta(hours=int(found["zh"]), minutes=int(found["zm"] or 0))
    if offset >= timedelta(hours=15):
        return None
    return timezone(offset if found["sign"] == "+" else -offset)


def _day(found: re.Match[str]) -> date | None:
    if found["y4"]:
        first, second, year = int(found["a4"]), int(found["b4"]), int(found["y4"])
        if found["s4"] == "." or first > 12 or first == second:
            day, month = first, second
        elif second > 12:
            day, month = second, first
        else:
            return None
    elif found["y3"]:
        year, month, day = int(found["y3"]), int(found["m3"]), int(found["d3"])
    else:
        year, day = int(found["y1"] or found["y2"]), int(found["d1"] or found["d2"])
        month = MONTHS[(found["m1"] or found["m2"])[:3].lower()]
    try:
        return date(year, month, day) if year >= 1500 else None
    except ValueError:
        return None


def _read_other(words: str) -> date | None:
    """Read a date in another language; the library is loaded only for this."""
    import dateparser

    parsed = dateparser.parse(words, settings={"REQUIRE_PARTS": ["day", "month", "year"]})
    return None if parsed is None else parsed.date()
