"""The forms that furniture takes: how captions, credits, datelines and rules are written.

Each form is one expression over a whole paragraph or its beginning; where it may stand, and what wins when
several fit, is decided in `compare.text.furniture`.
"""

from __future__ import annotations

import re

from compare.text.bylines import AGENCIES
from compare.text.date_patterns import MONTH_FORM


def _any_of(*alternatives: str) -> str:
    return "|".join(f"(?:{alternative})" for alternative in alternatives)


_SIGNS = r"\-–—―_*=~#•·+◆■●⁂§|"
RULE = re.compile(_any_of(rf"[\s.{_SIGNS}]*[{_SIGNS}][\s.{_SIGNS}]*", r"(?:&#?\w{1,8};\s*)+", r"-\s?30\s?-"))
"""A whole paragraph without a word: `---`, `* * *`, the rest of an entity, the newsroom's `-30-`."""

TRAILING_RULE = re.compile(r"(?<=\s)(?:-{3,}|\*{3,}|#{3,}|_{3,}|={3,})\Z")

_HOLDERS = _any_of(
    r"Getty(?: Images)?|Shutterstock|iStock|Alamy|Rex|NurPhoto|Flickr|Wikimedia(?: Commons)?|Unsplash|SIPA|ZUMA|Redux|Corbis",
    r"AFP|AP|EPA|EFE|AA|Anadolu(?: Agency)?|PA(?: Wire| Images| Media)?|Reuters|Bloomberg|dpa|Xinhua|TASS|Sputnik|UPI",
    r"Pool|Files?|Agencies",
)
"""Who owns pictures."""

_PICTURE = r"(?:photo|image|picture|photograph|illustration)"

CAPTION_HEAD = re.compile(
    _any_of(
        r"(?:image|photo|picture|media|video) (?:copyright|caption|credit)\b",
        r"(?:image|photo|picture) source\b",
        r"enlarge (?:this )?image|toggle caption|media playback is unsupported",
        rf"(?:top |main |file |lead |cover )?{_PICTURE}s?(?: by| credit)?\s?:",
        r"file\s?(?:photo|-|–|—)\s?[:\-–—]?\s?(?=in this|[A-Z])",
        r"\(?(?:file )?(?:photo|illustration) by\b",
        r"in this (?:file )?(?:photo|image)\b.{0,60}\b(?:provided|released|taken)\b",
    ),
    re.IGNORECASE,
)
"""How a caption begins: `Image copyright ...`, `FILE PHOTO: ...`, `Photo: ...`."""

CAPTION_TAIL = re.compile(
    _any_of(
        rf"[(\[]\s?(?:file|(?:[^()\[\]]{{0,40}}\s)?(?:{_PICTURE}|handout|screenshot)s?(?:[:/]?\s?[^()\[\]]{{0,60}})?)\s?[)\]]\Z",
        rf"[(\[](?:{_HOLDERS})[)\]]\Z",
        r"[(\[](?:file|photo|image): [^()\[\]]{1,60}[)\]]\Z",
        rf"[(\[][^()\[\]]{{0,60}}(?:/|via |\| ?)\s?(?:{_HOLDERS})[^()\[\]]{{0,30}}[)\]]\Z",
        rf"\b(?:{_PICTURE}|credit|source)s?(?: by|:)\s?[^.!?]{{2,60}}\Z",
        rf"(?:/|\| |via |©\s?)(?:{_HOLDERS})\.?\Z",
    ),
    re.IGNORECASE,
)
"""How a caption ends: `(AA Photo)`, `Photo: Ola Berg/AFP`.  No full stop behind a bracket: that ends a sentence."""

CREDIT = re.compile(
    _any_of(
        r"©|\(c\)|copyright\b[\s:]*(?:©|\(c\)|\d{4}|by )|all rights reserved\b",
        r".{2,120}\bcontributed to (?:this|the) (?:report|article|story|piece)\b.{0,80}\Z",
        r"(?:(?:editor['’]s note|correction|note|update)\s?:\s?)?this (?:material|article|story)"
        r" (?:may not be published|is more than \d+|was (?:first|originally) published|has been (?:updated|corrected))",
        r"\((?:additional )?(?:reporting|editing|writing|compiled|edited|reported|translated|written)(?: and \w+)? by\b",
        r"(?:additional )?reporting by (?-i:[A-Z][\w.'’-]+ [A-Z])",
        r"(?:read|see|learn|find out|watch|listen) (?:more|also|next|now|the full (?:story|article))\b\s*(?::|\||…|\.{3}|\Z|>|»)",
        r"(?:also read|now read|read|see also|watch|related(?: (?:articles?|stor(?:y|ies)|topics?|coverage))?"
        r"|more(?: on this(?: story)?)?|recommended|don't miss)\s?:(?-i:(?=\s*(?:[A-Z0-9\"“'‘]|\Z)))",
        r"(?:press|news|media) release\Z",
        r"(?:for immediate (?:use|release|publication)|embargoed (?:until|for))\b[^.]{0,60}\Z",
        r"read or share this story|click here\b|sign up (?:for|to) (?:our|the|daily|get)|subscribe to (?:our|the)",
        r"follow \S+(?: \S+){0,4} on (?:twitter|facebook|x|instagram)|share (?:this|on|via)\b",
        r"story continues below|continue reading",
        r"(?:email|write to|contact) (?:the (?:author|writer|reporter)|\S+(?: \S+)? at \S+@)",
        r"want to (?:read|hear) more\b|we want to hear\b|for licensing opportunities",
        r"download our app\b|terms of (?:use|service)\b",
        r"source\s?:\s?\S+(?: \S+){0,4}\Z",
        rf"(?:(?:[-–—]+ ?)?(?:{AGENCIES})|\((?:{AGENCIES})\)|reuter)\s?\.?\Z",
        r"(?:advertisement|sponsored|close|ends|photo|video|tweet|comments?|print|share|loading)\s?[:.…]*\Z",
    ),
    re.IGNORECASE,
)
"""A whole paragraph that thanks, owns, advertises or leads elsewhere."""

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_CITY = (
    r"(?!(?:FILE|PHOTOS?|VIDEO|WATCH|UPDATED?|BREAKING|EXCLUSIVE|OPINION|ANALYSIS|LIVE)\b)"
    rf"{_CAPITAL}(?:{_CAPITAL}|[.'’\-])+(?: (?:{_CAPITAL}|[.'’\-]){{2,}}){{0,3}}"
)
_PLACE = r"(?:,? [A-Z][\w.]{1,15}(?: [A-Z][\w.]{1,15}){0,2})?"
_WHEN = rf"(?:,? (?:{MONTH_FORM} \d{{1,2}}|\d{{1,2}} {MONTH_FORM})(?:,? \d{{4}})?)?"
_AGENCY = r"(?:,? ?[(/\[][A-Z][\w ./&-]{1,30}[)/\]]\.?)?"
_DASH = r"(?:\s?[—–]+\s?|\s?--+\s?|\s-\s|-\s)"

DATELINE = re.compile(
    _any_of(
        # LUND/OSLO, Sept. 7 (Agency) - The ...
        rf"{_CITY}(?:/{_CITY})?{_PLACE}{_WHEN}{_AGENCY}{_DASH}(?=[\"'“‘«„(\[]?(?:{_CAPITAL}|\d))",
        # LUND, September 7. /TASS/. The ...
        rf"{_CITY}{_PLACE}{_WHEN}[,.]? ?(?:[(/\[](?:{AGENCIES})[)/\]][.:]?|(?:{AGENCIES}):)(?:{_DASH}|\s)",
        # Port Lund (AFP) - The ...
        rf"[A-Z]\w+(?: [A-Z]\w+){{0,2}}{_PLACE}{_WHEN},? ?\((?:{AGENCIES})\){_DASH}",
        # (Reuters) - The ..., (CNN)The ...
        rf"\((?:{AGENCIES})\)(?:{_DASH}|\s|(?=[A-Z]))",
    )
)
"""Place, day and agency in front of a sentence."""

HEADER = re.compile(
    r"\s*(?:date[:\s]\s*)?\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?=\s|$|[|,:;])", re.IGNORECASE
)
"""A date that an export put in front of the text: `date 2021-09-21 The ...`."""

SEPARATOR = re.compile(r"\s*[|•·–—:,-]\s*|\s*")
"""What stands between a header and the text."""

FINAL = re.compile(r"[.!?…。！？؟۔।:;,][\"'”’»)\]」』]*\Z")
"""A stop at the end of a line; a title has none."""
