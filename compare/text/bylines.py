"""Bylines: `By Ana Kovac and J. Lund, Staff Writers`."""

from __future__ import annotations

import re

from compare.text.timestamps import read_timestamp

AGENCIES = (
    r"Reuters|AP|AFP|AA|UPI|DPA|dpa|EFE|EPA|ANSA|(?:ITAR-)?TASS|RIA(?: Novosti)?|Interfax|Xinhua|Kyodo|Yonhap|Bloomberg"
    r"|CNN|BBC|ANI|PTI|IANS|Anadolu(?: Agency)?|AZERTAC|APA|Trend|Report|PA(?: Media)?|APP|IRNA|SANA|WAM|MENA"
    r"|(?:The )?Associated Press|CNN Business|CNNMoney|RFE/RL|VOA|Tribune News Service|TNS"
)
"""Names under which agencies sign, as an expression."""

_BY = re.compile(
    r"(?:(?:written|reported|posted|words|story|text|report|analysis|opinion|published|compiled) )?by:?\s+"
    r"|(?:author|reporter|autor|auteur)s?\s?:\s+|(?:von|par|por) ",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    ("al", "ben", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn",
     "la", "le", "van", "von", "y", "zu")
)  # fmt: skip
_TRADE = re.compile(
    rf"(?:{AGENCIES}|writers?|reporters?|correspondents?|editors?|staff|columnists?|bureau|chief|news|press|times|post|agency|desk"
    r"|magazine|journal|gazette|herald|today|tribune|observer|guardian|telegraph|network|service|media|online|contributors?|political"
    r"|world|foreign|business|sports?|science|senior|special|for|in|the|of|and|at|to|with|\S+@\S+|@\w+|\S+\.com)\b",
    re.IGNORECASE,
)
"""Words of the trade, which follow a name and are none."""

_LONGEST = 140
_LONGEST_NAME = 4
"""Most words of one name, particles not counted."""


def read_byline(line: str) -> str | None:
    """Return the names of a byline; None if the line is none.

    >>> read_byline("By Ana Kovac and J. Lund, Staff Writers")
    'Ana Kovac and J. Lund'
    >>> read_byline("By Monday the army had left") is None
    True
    """
    begun = _BY.match(line)
    if begun is None or len(line) > _LONGEST:
        return None
    words = line[begun.end() :].split()
    if 1 < len(words) <= _LONGEST_NAME and _is_trade(line[begun.end() :]) and not line.endswith("."):
        return " ".join(words)  # `By Gazette reporter`
    count = _count_name_words(words)
    tail = " ".join(words[count:]).strip(" ,;|•·-–—")
    if count == 0 or not (not tail or read_timestamp(tail) is not None or _is_trade(tail)):
        return None
    if line.endswith(".") and not tail and len(words[-1]) > 4:
        return None  # a sentence; `Jr.` ends no sentence
    return " ".join(words[:count]).strip(" ,;|")


def is_outlet(line: str) -> bool:
    """Whether a line under a name can be its outlet: all capitals, or words of the trade."""
    return all(word.isupper() or _TRADE.match(word) for word in line.split())


def _is_trade(tail: str) -> bool:
    words = tail.split()
    return any(_TRADE.match(word) for word in words) and all(_TRADE.match(word) or word[:1].isupper() for word in words)


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() and all(c.isalpha() or c in ".'’-" for c in word) and _TRADE.fullmatch(word) is None


def _count_name_words(words: list[str]) -> int:
    """Return how many words at the beginning are names of two words or more, and what joins them; 0 if none is."""
    length = 0  # words of the name that is open
    for count, word in enumerate(words):
        bare = word.strip(",;|")
        if bare.lower() in ("and", "&", "und", "et", "y") and length >= 2:
            length = 0
        elif _is_name_word(bare):
            length += 1
        elif not (length and bare.lower() in _PARTICLES):
            return count if length >= 2 else 0
        if length > _LONGEST_NAME:
            return 0
        if word != bare and length:
            following = words[count + 1 : count + 3]
            if length < 2 or len(following) < 2 or not all(_is_name_word(each.strip(",;|")) for each in following):
                return count + 1 if length >= 2 else 0
            length = 0
    return len(words) if length >= 2 else 0
