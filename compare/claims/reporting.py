"""How newspapers attribute: verbs of saying, and the patterns in which they stand.

Every pattern works on one sentence and is bounded, so that none costs more than the sentence's length.
"""

from __future__ import annotations

import re

_PLAIN = (
    "said|says|say|added|adds|noted|notes|stated|states|reported|reports|explained|explains|wrote|writes|read|reads|"
    "tweeted|continued|recalled|remarked|commented|observed|stressed|emphasi[sz]ed|underlined|highlighted|declared|"
    "concluded|announced|confirmed|insisted|argued|argues|claimed|claims|maintained|testified|revealed|disclosed|"
    "warned|acknowledged|admitted|replied|responded|predicted|estimated|estimates|cautioned|reiterated|asserted|"
    "alleged|alleges|suggested|suggests|assured|mentioned|pointed out|points out|quipped|joked|told \\w+(?: \\w+){0,4}"
)
"""Verbs of saying that may follow their clause: `…, the ministry noted.`"""
_OPENING = (
    "said|says|say|added|adds|noted|notes|stated|states|reported|reports|explained|wrote|writes|stressed|"
    "emphasi[sz]ed|underlined|declared|concluded|announced|confirmed|insisted|argued|argues|claimed|claims|"
    "maintained|testified|revealed|warned|acknowledged|admitted|estimated|estimates|cautioned|reiterated|asserted|"
    "alleged|alleges|suggested|suggests|assured|recalled|observed|remarked|pointed out|points out|mentioned|tweeted"
)
"""Verbs of saying in front of a clause; without `that` only the plainest of them (`_BARE`) are taken off."""
_BARE = "said|says|say|added|adds|noted|notes|reported|reports|stated|states|explained|claims|claimed|argued|argues|insisted"

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_WHEN = (
    rf"(?:(?:on |early |late |last )?{_DAY}(?: (?:morning|afternoon|evening|night))?(?: \d{{1,2}})?"
    rf"|on (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?|yesterday|today|earlier|later|recently"
    r"|(?:less than |more than |about |nearly )?(?:a|an|two|three|four|five|six|ten|\d+|a few) (?:minute|hour|day|week|fortnight|month|year)s? ago"
    r"|(?:earlier )?(?:this|last) (?:week|month|year|morning|evening|afternoon)|in \d{4})"
)
_WHERE = (
    r"(?:(?:in|at|during|on|via|through|from|after|before|by|to|of|about) (?:a|an|the|its|his|her|their|Twitter|reporters|journalists|"
    r"state|an interview|local|parliament|Congress|\w+['’]s|[A-Z])[^,;\"“”]{0,90})"
)
_TAIL = rf"(?:(?:,? {_WHEN})|(?:,? {_WHERE})|(?: per [^,;\"“”]{{1,60}})){{0,3}}"
"""What may stand between the verb of saying and the end of the sentence: when, where, to whom."""
_SPEAKER = r"(?:[^\s,;:\"“”()]+(?: [^\s,;:\"“”()]+){0,14}?)"
_APPOSITION = r"(?: \([^()]{1,12}\))?(?:, [^,;:\"“”]{2,120}(?:, [^,;:\"“”]{2,40})?,)?"
_ASIDE = r"(?:,? (?:without|adding|referring|citing|speaking|writing|describing|according|speaking|quoting|in reference) [^\"“”]{2,200})?"
_CLOSE = r"(?:\s*[.!?…:]?[\"”’']?\s*)$"

TRAILING = (
    re.compile(  # after a closing mark nearly anything may follow the verb, but no new assertion
        rf"(?P<edge>[,?!]\s?[\"”’']|[\"”’'],)\s+(?P<speaker>{_SPEAKER}){_APPOSITION}\s+(?:has |had |also |later |then |further )?(?P<verb>{_PLAIN})"
        rf"(?P<tail>(?: [^\"“”;:]{{0,60}}[\"“][^\"“”]{{1,25}}[\"”])?(?:[ ,][^\"“”;:]{{0,160}})?){_CLOSE}"
    ),
    re.compile(
        rf"(?P<edge>[,?!]\s?[\"”’']|[\"”’'],|,|\s[–—-])\s+(?P<speaker>{_SPEAKER}){_APPOSITION}"
        rf"\s+(?:has |had |also |later |then |further )?(?P<verb>{_PLAIN}){_TAIL}{_ASIDE}{_CLOSE}"
    ),
    re.compile(
        rf"(?P<edge>[,?!]\s?[\"”’']|[\"”’'],|,|\s[–—-])\s+(?P<verb>said|says|added|adds|wrote|writes|noted|reported|reports|"
        rf"explained|announced|tweeted|asked|according to|as reported by)\s+(?P<speaker>[^;:\"“”]{{2,200}}?){_CLOSE}"
    ),
    re.compile(
        rf"(?P<edge>)\s+(?P<verb>according to)\s+(?P<speaker>[^;:\"“”,]{{2,120}}?(?:, [^;:\"“”,]{{2,90}}){{0,1}}){_CLOSE}"
    ),
)
PER = re.compile(r" per (?P<speaker>(?:the )?[A-Z][^,;\"“”.]{1,60})")
"""`Azure News reports per Defense Ministry`: the ministry speaks, the outlet passes on."""
ONLY = re.compile(
    rf"(?P<speaker>{_SPEAKER}) (?:also )?(?:said|says|added|noted|explained|continued|concluded|told \w+)(?: (?:in|on|to|at) \w+(?: \w+)?)?{_CLOSE}"
)
MIDDLE = re.compile(
    rf"(?P<edge>,\s?[\"”’']|[\"”’'],|,)\s+(?:(?P<speaker>{_SPEAKER}){_APPOSITION}\s+(?:also |has |had )?(?P<verb>{_PLAIN})"
    rf"|(?P<verb2>said|says|added|according to)\s+(?P<speaker2>[^,;:\"“”]{{2,80}}))(?P<tail>{_TAIL})\s*[,.;:–—]\s*"
)
LEADING = (
    re.compile(r"(?P<verb>(?i:according to))\s+(?P<speaker>[^,;:\"“”]{2,140}(?:, [^,;:\"“”]{2,60}(?=,))?),\s+(?=\S)"),
    re.compile(
        r"(?P<verb>(?i:it (?:was|is|has been|should be|must be|is worth|will be) "
        r"(?:also )?(?:noted|noting|added|reported|recalled|stressed|mentioned|emphasi[sz]ed|said|stated|pointed out|remembered) that),?)\s+(?=\S)"
    ),
    re.compile(
        rf"(?:(?i:in|during|at|on|speaking|writing|back on|among) [^,;:\"“”]{{2,80}}(?:[\"“][^\"“”]{{1,25}}[\"”])?,?[\"”]? )??(?P<speaker>{_SPEAKER}){_APPOSITION}"
        rf"\s+(?:has |had |have )?(?:also |later |then |further |again |repeatedly |previously |earlier |even |reportedly |now |still |once )?"
        rf"(?:(?P<verb>{_OPENING})(?:,? {_WHEN})?(?:,? {_WHERE}?)??(?:,? {_WHEN})?,? that,?"
        rf"|(?P<told>told) [^,;:\"“”]{{2,60}}?(?: {_WHEN})? that,?"
        rf"|(?P<bare>{_BARE})(?: {_WHEN})?(?: in (?:a|an|the|its|his|her|their) [\w-]+(?: [\w-]+){{0,2}}?)?(?: {_WHEN})?(?:(?:, [^,:;\"“”]{{2,80}})?:|,(?=\s[\"“‘']))?(?! (?:yes|no|so|nothing|goodbye|hello|sorry|more|little)\b| to\b| of\b| on\b| in\b| and\b| at\b| about\b))\s+(?=\S)"
    ),
)
CONNECTIVE = re.compile(
    r"(?:(?:Meanwhile|Moreover|Besides|Furthermore|However|Additionally|In addition|Also|On the other hand|Nevertheless|"
    r"Nonetheless|Therefore|Thus|Hence|Indeed|Still|In turn|At the same time|For its part|For his part|For her part|"
    r"In this way|As a result|In fact|Of course|Similarly|Likewise|Consequently|For example|For instance|Finally|Then|"
    r"And|But|So|Yet),\s+|(?:And|But)\s+)(?=\S)"
)
NEW_ASSERTION = re.compile(r"(?i)\b(?:but|adding|that|and (?:he|she|they|it)|he|she|they|while|because)\b")
OUTSIDE = re.compile(r"(?i)\b(?:who|which|that|and|but|while|because|if|when|where|as)[\s,]*$")
"""Before an attribution these open a clause that goes on behind it: `…, who, according to the court, fled`."""
GOES_ON = re.compile(
    r"(?i)\W*(?:but|and|while|as|when|before|after|who|which|adding|although|though|referring|speaking|citing|arguing|saying|insisting|noting|claiming)\b"
)
NOT_IN_SPEAKER = re.compile(
    r"(?i)(?:^|\s)(?:that|which|who|whom|whose|what|when|where|why|how|if|because|but|as|while|although|though|is|are|was|were|be|been|being|"
    r"will|would|could|should|can|may|might|must|do|does|did|not|never|denied|denies|rejected|to|said|says|told|than)(?=\s|$)"
)
FIRST_NOT = re.compile(
    r"(?i)^(?:let[’']s|on|in|at|for|from|by|with|to|of|later|that|earlier|then|it was|when|after|before|during|since|there|and|or|but|so)\b"
)
PRONOUN_FIRST = re.compile(r"(?i)^(?:it|he|she|they|we|i|there|this|these)\s")
LAST_NOT = re.compile(r"(?i)(?:^|\s)(?:and|or|then|has|have|had|also|later|to|of|in|the|a|an|by|with)$")
DENIAL = re.compile(r"(?i)\b(?:den(?:y|ied|ies)|reject(?:s|ed)?|refut(?:e|es|ed)|disput(?:e|es|ed)|dismiss(?:es|ed)?)\b")
