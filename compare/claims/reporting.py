"""How newspapers attribute: verbs of saying, and the patterns in which they stand.

Every pattern works on one sentence and is bounded, so that none costs more than the sentence's length.
"""

from __future__ import annotations

import re

from compare.text.date_patterns import MONTH_FORM

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
_WHEN = (
    rf"(?:(?:on |early |late |last )?{_DAY}(?: (?:morning|afternoon|evening|night))?(?: \d{{1,2}})?"
    rf"|on (?:{MONTH_FORM} \d{{1,2}}|\d{{1,2}} {MONTH_FORM})(?:,? \d{{4}})?|yesterday|today|earlier|later|recently"
    r"|(?:less than |more than |about |nearly )?(?:a|an|two|three|four|five|six|ten|\d+|a few) "
    r"(?:minute|hour|day|week|fortnight|month|year)s? ago"
    r"|(?:earlier )?(?:this|last) (?:week|month|year|morning|evening|afternoon)|in \d{4})"
)
_WHERE = (
    r"(?:(?:in|at|during|on|via|through|from|after|before|by|to|of|about) "
    r"(?:a|an|the|its|his|her|their|Twitter|reporters|journalists|state|an interview|local|parliament|Congress|\w+['’]s|[A-Z])"
    r"[^,;\"“”]{0,90})"
)
_TAIL = rf"(?:(?:,? {_WHEN})|(?:,? {_WHERE})|(?: per [^,;\"“”]{{1,60}})){{0,3}}"
"""What may stand between the verb of saying and the end of the sentence: when, where, to whom."""
_SPEAKER = r"(?:[^\s,;:\"“”()]+(?: [^\s,;:\"“”()]+){0,14}?)"
_APPOSITION = r"(?: \([^()]{1,12}\))?(?:, [^,;:\"“”]{2,120}(?:, [^,;:\"“”]{2,40})?,)?"
_ASIDE = r"(?:,? (?:without|adding|referring|citing|speaking|writing|describing|according|quoting|in reference) [^\"“”]{2,200})?"
_CLOSE = r"(?:\s*[.!?…:]?[\"”’']?\s*)$"
_MARK = r"[,?!]\s?[\"”’']|[\"”’'],"
_SAID = rf"(?:has |had |also |later |then |further )?(?P<verb>{_PLAIN})"

TRAILING = (
    re.compile(  # after a closing mark nearly anything may follow the verb, but no new assertion
        rf"(?P<edge>{_MARK})\s+(?P<speaker>{_SPEAKER}){_APPOSITION}\s+{_SAID}"
        rf"(?P<tail>(?: [^\"“”;:]{{0,60}}[\"“][^\"“”]{{1,25}}[\"”])?(?:[ ,][^\"“”;:]{{0,160}})?){_CLOSE}"
    ),
    re.compile(rf"(?P<edge>{_MARK}|,|\s[–—-])\s+(?P<speaker>{_SPEAKER}){_APPOSITION}\s+{_SAID}{_TAIL}{_ASIDE}{_CLOSE}"),
    re.compile(
        rf"(?P<edge>{_MARK}|,|\s[–—-])\s+(?P<verb>said|says|added|adds|wrote|writes|noted|reported|reports|explained|announced|"
        rf"tweeted|asked|according to|as reported by)\s+(?P<speaker>[^;:\"“”]{{2,200}}?){_CLOSE}"
    ),
    re.compile(
        rf"(?P<edge>)\s+(?P<verb>according to)\s+(?P<speaker>[^;:\"“”,]{{2,120}}?(?:, [^;:\"“”,]{{2,90}}){{0,1}}){_CLOSE}"
    ),
)
"""Attribution behind what is said: after a quotation; after a clause; verb first; `according to` without a comma."""
N_SPEAKER_FIRST = 2
"""So many of `TRAILING` have the speaker before the verb, and hold him as a whole in their group."""
PER = re.compile(r" per (?P<speaker>(?:the )?[A-Z][^,;\"“”.]{1,60})")
"""`Azure News reports per Defense Ministry`: the ministry speaks, the outlet passes on."""
ONLY = re.compile(
    rf"(?P<speaker>{_SPEAKER}) (?:also )?(?:said|says|added|noted|explained|continued|concluded|told \w+)"
    rf"(?: (?:in|on|to|at) \w+(?: \w+)?)?{_CLOSE}"
)
"""A sentence that only names who spoke."""
MIDDLE = re.compile(
    rf"(?P<edge>{_MARK}|,)\s+(?:(?P<speaker>{_SPEAKER}){_APPOSITION}\s+(?:also |has |had )?(?P<verb>{_PLAIN})"
    rf"|(?P<verb2>said|says|added|according to)\s+(?P<speaker2>[^,;:\"“”]{{2,80}}))(?P<tail>{_TAIL})\s*[,.;:–—]\s*"
)
_SCENE = r"(?:(?i:in|during|at|on|speaking|writing|back on|among) [^,;:\"“”]{2,80}(?:[\"“][^\"“”]{1,25}[\"”])?,?[\"”]? )??"
"""`In a separate statement,` or `Speaking on "Today",` before the speaker."""
_NO_CLAUSE = r"(?! (?:yes|no|so|nothing|goodbye|hello|sorry|more|little)\b| (?:to|of|on|in|and|at|about)\b)"
_ADVERB = r"(?:also |later |then |further |again |repeatedly |previously |earlier |even |reportedly |now |still |once )?"
_CONJUNCTION = r"(?! (?:is|was|isn['’]t|wasn['’]t|would|wouldn['’]t|will|could|had|has|did|does)\b),?"
"""In "said that was enough" `that` is what was enough."""
LEADING = (
    re.compile(r"(?P<verb>(?i:according to))\s+(?P<speaker>[^,;:\"“”]{2,140}(?:, [^,;:\"“”]{2,60}(?=,))?),\s+(?=\S)"),
    re.compile(
        r"(?P<verb>(?i:it (?:was|is|has been|should be|must be|is worth|will be) (?:also )?(?:noted|noting|added|reported|"
        r"recalled|stressed|mentioned|emphasi[sz]ed|said|stated|pointed out|remembered) that),?)\s+(?=\S)"
    ),
    re.compile(
        rf"{_SCENE}(?P<speaker>{_SPEAKER}){_APPOSITION}\s+(?:has |had |have )?{_ADVERB}"
        rf"(?:(?P<verb>{_OPENING})(?:,? {_WHEN})?(?:,? {_WHERE}?)??(?:,? {_WHEN})?,? that{_CONJUNCTION}"
        rf"|(?P<told>told) [^,;:\"“”]{{2,60}}?(?: {_WHEN})? that{_CONJUNCTION}"
        rf"|(?P<bare>{_BARE})(?: {_WHEN})?(?: in (?:a|an|the|its|his|her|their) [\w-]+(?: [\w-]+){{0,2}}?)?(?: {_WHEN})?"
        rf"(?:(?:, [^,:;\"“”]{{2,80}})?:|,(?=\s[\"“‘']))?{_NO_CLAUSE})\s+(?=\S)"
    ),
)
"""Attribution before what is said: `According to X,`; `It was noted that`; `X said (that)`, `X told Y that`, `X said: "`."""
CONNECTIVE = re.compile(
    r"(?:(?:Meanwhile|Moreover|Besides|Furthermore|However|Additionally|In addition|Also|On the other hand|Nevertheless|"
    r"Nonetheless|Therefore|Thus|Hence|Indeed|Still|In turn|At the same time|For its part|For his part|For her part|"
    r"In this way|As a result|In fact|Of course|Similarly|Likewise|Consequently|For example|For instance|Finally|Then|"
    r"And|But|So|Yet),\s+|(?:And|But)\s+)(?=\S)"
)
"""A word that ties a sentence to the one before and asserts nothing."""
NEW_ASSERTION = re.compile(r"(?i)\b(?:but|adding|that|and (?:he|she|they|it)|he|she|they|while|because)\b")
OUTSIDE = re.compile(r"(?i)\b(?:who|which|that|and|but|while|because|if|when|where|as)[\s,]*$")
"""Before an attribution these open a clause that goes on behind it: `…, who, according to the court, fled`."""
GOES_ON = re.compile(
    r"(?i)\W*(?:but|and|while|as|when|before|after|who|which|adding|although|though|referring|speaking|citing|arguing|saying|"
    r"insisting|noting|claiming)\b"
)
"""Behind an attribution these begin another assertion: what is before and after is no one sentence."""
NOT_IN_SPEAKER = re.compile(
    r"(?i)(?:^|\s)(?:that|which|who|whom|whose|what|when|where|why|how|if|because|but|as|while|although|though|is|are|was|were|be|"
    r"been|being|will|would|could|should|can|may|might|must|do|does|did|not|never|denied|denies|rejected|to|said|says|told|than)"
    r"(?=\s|$)"
)
FIRST_NOT = re.compile(
    r"(?i)^(?:let[’']s|on|in|at|for|from|by|with|to|of|later|that|earlier|then|it was|when|after|before|during|since|there|and|"
    r"or|but|so)\b"
)
PRONOUN_FIRST = re.compile(r"(?i)^(?:it|he|she|they|we|i|there|this|these)\s")
LAST_NOT = re.compile(r"(?i)(?:^|\s)(?:and|or|then|has|have|had|also|later|to|of|in|the|a|an|by|with)$")
DENIAL = re.compile(r"(?i)\b(?:den(?:y|ied|ies)|reject(?:s|ed)?|refut(?:e|es|ed)|disput(?:e|es|ed)|dismiss(?:es|ed)?)\b")
"""Verbs that commit the speaker to the opposite: never taken off."""
