"""Who says it: attribution is found in a sentence, taken off, and kept as the speaker.

Only reporting that commits nobody is taken off ("said", "according to", "it noted").  Verbs that change what is
asserted ("denied that", "rejected", "hopes", "plans to") stay in the claim: without them it would say the
opposite of its source.  Rules were preferred to a parser: the wheel carries no model, and on newspaper
prose a dozen patterns reach nearly all attributions (CLAIMS: seven caught 15 of 19).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_LENGTH = 4_000
"""Sentences above this many code points are left as they are: no journalist wrote them as one sentence."""

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
_BARE = "said|says|say|added|adds|noted|notes|reported|reports|stated|states|explained|wrote|writes|claims|claimed|argued|argues|tweeted|insisted"

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

_TRAILING = (
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
    re.compile(rf"(?P<edge>)\s+(?P<verb>according to)\s+(?P<speaker>[^;:\"“”,]{{2,120}}?(?:, [^;:\"“”,]{{2,90}}){{0,1}}){_CLOSE}"),
)
_PER = re.compile(r" per (?P<speaker>(?:the )?[A-Z][^,;\"“”.]{1,60})")
"""`Azure News reports per Defense Ministry`: the ministry speaks, the outlet passes on."""
_ONLY = re.compile(rf"(?P<speaker>{_SPEAKER}) (?:also )?(?:said|says|added|noted|explained|continued|concluded|told \w+)(?: (?:in|on|to|at) \w+(?: \w+)?)?{_CLOSE}")
_MIDDLE = re.compile(
    rf"(?P<edge>,\s?[\"”’']|[\"”’'],|,)\s+(?:(?P<speaker>{_SPEAKER}){_APPOSITION}\s+(?:also |has |had )?(?P<verb>{_PLAIN})"
    rf"|(?P<verb2>said|says|added|according to)\s+(?P<speaker2>[^,;:\"“”]{{2,80}}))(?P<tail>{_TAIL})\s*[,.;:–—]\s*"
)
_LEADING = (
    re.compile(rf"(?P<verb>(?i:according to))\s+(?P<speaker>[^,;:\"“”]{{2,140}}(?:, [^,;:\"“”]{{2,60}}(?=,))?),\s+(?=\S)"),
    re.compile(
        r"(?P<verb>(?i:it (?:was|is|has been|should be|must be|is worth|will be) "
        r"(?:also )?(?:noted|noting|added|reported|recalled|stressed|mentioned|emphasi[sz]ed|said|stated|pointed out|remembered) that),?)\s+(?=\S)"
    ),
    re.compile(
        rf"(?:(?i:in|during|at|on|speaking|writing|back on|among) [^,;:\"“”]{{2,80}}(?:[\"“][^\"“”]{{1,25}}[\"”])?,?[\"”]? )??(?P<speaker>{_SPEAKER}){_APPOSITION}"
        rf"\s+(?:has |had |have )?(?:also |later |then |further |again |repeatedly |previously |earlier |even |reportedly |now |still |once )?"
        rf"(?:(?P<verb>{_OPENING})(?:,? {_WHEN}|,? {_WHERE}?)??(?:,? {_WHEN})?,? that,?"
        rf"|(?P<told>told) [^,;:\"“”]{{2,60}}?(?: {_WHEN})? that,?"
        rf"|(?P<bare>{_BARE})(?: {_WHEN})?(?: in (?:a|an|the|its|his|her|their) [\w-]+(?: [\w-]+){{0,2}}?)?(?: {_WHEN})?(?:(?:, [^,:;\"“”]{{2,80}})?:|,(?=\s[\"“‘']))?(?! (?:yes|no|so|nothing|goodbye|hello|sorry|more|little)\b| to\b| of\b| on\b| in\b| and\b| at\b| about\b))\s+(?=\S)"
    ),
)
_CONNECTIVE = re.compile(
    r"(?:(?:Meanwhile|Moreover|Besides|Furthermore|However|Additionally|In addition|Also|On the other hand|Nevertheless|"
    r"Nonetheless|Therefore|Thus|Hence|Indeed|Still|In turn|At the same time|For its part|For his part|For her part|"
    r"In this way|As a result|In fact|Of course|Similarly|Likewise|Consequently|For example|For instance|Finally|Then|"
    r"And|But|So|Yet),\s+|(?:And|But)\s+)(?=\S)"
)
_NEW_ASSERTION = re.compile(r"(?i)\b(?:but|adding|that|and (?:he|she|they|it)|he|she|they|while|because)\b")
_OUTSIDE = re.compile(r"(?i)\b(?:who|which|that|and|but|while|because|if|when|where|as)[\s,]*$")
"""Before an attribution these open a clause that goes on behind it: `…, who, according to the court, fled`."""
_GOES_ON = re.compile(r"(?i)\W*(?:but|and|while|as|when|before|after|who|which|adding|although|though|referring|speaking|citing)\b")
_NOT_IN_SPEAKER = re.compile(
    r"(?i)(?:^|\s)(?:that|which|who|whom|whose|what|when|where|why|how|if|because|but|as|while|although|though|is|are|was|were|be|been|being|"
    r"will|would|could|should|can|may|might|must|do|does|did|not|never|denied|denies|rejected|to|said|says|told|than)(?=\s|$)"
)
_FIRST_NOT = re.compile(r"(?i)^(?:let[’']s|on|in|at|for|from|by|with|to|of|later|that|earlier|then|it was|when|after|before|during|since|there|and|or|but|so)\b")
_LAST_NOT = re.compile(r"(?i)(?:^|\s)(?:and|or|then|has|have|had|also|later|to|of|in|the|a|an|by|with)$")
_DENIAL = re.compile(r"(?i)\b(?:den(?:y|ied|ies)|reject(?:s|ed)?|refut(?:e|es|ed)|disput(?:e|es|ed)|dismiss(?:es|ed)?)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """A sentence without its attribution.

    Args:
        start: Where what is asserted begins.
        end: Where it ends.
        text: Its words; an attribution inside is cut out.
        speaker: Whom the sentence names for it, as written; None if it names nobody.
        is_attributed: Whether an attribution was taken off.
    """

    start: int
    end: int
    text: str
    speaker: str | None = None
    is_attributed: bool = False


def take_off_attribution(text: str, start: int, end: int) -> Attributed:
    """Return what the sentence `text[start:end]` asserts, and who it says asserts it.

    >>> line = "Moreover, the ferry was empty, the coast guard said in a statement."
    >>> found = take_off_attribution(line, 0, len(line))
    >>> found.text, found.speaker
    ('the ferry was empty', 'the coast guard')
    """
    if end - start > MAX_LENGTH:
        return Attributed(start=start, end=end, text=text[start:end])
    speaker: str | None = None
    taken = False
    if found := _CONNECTIVE.match(text, start, end):
        start = found.end()
    cut: tuple[int, int] | None = None
    only = _ONLY.fullmatch(text, start, end)
    if only and _is_speaker(only["speaker"]):
        return Attributed(start=start, end=start, text="", speaker=only["speaker"], is_attributed=True)
    found = _find_trailing(text, start, end)
    if found:
        source = _PER.search(text, found.start(), found.end())
        speaker, taken = source["speaker"] if source else found["speaker"], True
        end = _end_of_claim(text, start, found)
        if inner := _find_trailing(text, start, end):  # `…, said Weiss, according to the Gazette`: Weiss speaks
            speaker = inner["speaker"]
            end = _end_of_claim(text, start, inner)
    else:
        found = _find_leading(text, start, end)
        if found:
            speaker, taken = found.groupdict().get("speaker"), True
            start = found.end()
        elif middle := _find_middle(text, start, end):
            speaker, taken = middle["speaker"] or middle["speaker2"], True
            cut = (middle.start(), middle.end())
    start, end = _without_outer_quotes(text, start, end, cut)
    if cut:
        words = _joined(text, start, end, cut)
    else:
        words = re.sub(r",(?=[\"”’']$)", "", text[start:end])
    return Attributed(start=start, end=end, text=words, speaker=speaker, is_attributed=taken)


def _is_speaker(words: str) -> bool:
    """Whether `words` may be the subject of a verb of saying: a noun phrase without a verb of its own."""
    return not (_NOT_IN_SPEAKER.search(words) or _LAST_NOT.search(words) or _FIRST_NOT.match(words))


def _find_trailing(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the attribution at the end, the shortest that reads as one."""
    for number, pattern in enumerate(_TRAILING):
        position, best = start, None
        while found := pattern.search(text, position, end):
            position = found.start() + 1
            if number == 0 and _NEW_ASSERTION.search(found["tail"]):
                continue
            named = found["speaker"] if number < 2 else found["speaker"].partition(",")[0]
            if found.start() > start and _is_speaker(named) and not _OUTSIDE.search(text, max(start, found.start() - 12), found.start()):
                best = found
            elif number < 2:
                continue
            if number > 1:
                break
        if best is not None:
            return best
    return None


def _find_leading(text: str, start: int, end: int) -> re.Match[str] | None:
    for pattern in _LEADING:
        found = pattern.match(text, start, end)
        if found and not _DENIAL.search(found.group()) and ("speaker" not in pattern.groupindex or pattern is _LEADING[0] or _is_speaker(found["speaker"])):
            return found
    return None


def _find_middle(text: str, start: int, end: int) -> re.Match[str] | None:
    position = start
    while found := _MIDDLE.search(text, position, end):
        spoken = found["speaker"] or found["speaker2"]
        if found.start() > start and _is_speaker(spoken) and not _GOES_ON.match(text, found.end(), end):
            return found
        position = found.start() + 1
    return None


def _end_of_claim(text: str, start: int, found: re.Match[str]) -> int:
    """Keep a closing quotation mark before the attribution, drop the comma or dash."""
    edge = found["edge"]
    if any(mark in edge for mark in "\"”’'"):
        return found.start() + max(edge.rfind(mark) for mark in "\"”’'") + 1
    if edge[:1] in "?!" and edge:
        return found.start() + 1
    stop = found.start()
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop


def _without_outer_quotes(text: str, start: int, end: int, cut: tuple[int, int] | None) -> tuple[int, int]:
    """Leave the marks away from a claim that is one whole quotation, or the part of a longer one."""
    inner = text[start + 1 : end - 1] if cut is None else text[start + 1 : cut[0]]
    if end - start > 2 and text[start] in "\"“" and text[end - 1] in "\"”" and not re.search("[\"“]", inner):
        start, end = start + 1, end - 1
    elif end - start > 2 and text[start] in "'‘" and text[end - 1] in "'’":
        start, end = start + 1, end - 1
    elif end > start and text[start] in "\"“" and not re.search("[\"“”]", text[start + 1 : end]):
        start += 1
    elif end - start > 1 and text[end - 1] in "\"”" and not re.search("[\"“”]", text[start : end - 1]):
        end -= 1
    while end > start and (text[end - 1] == "," or text[end - 1].isspace()):
        end -= 1
    return start, end


def _joined(text: str, start: int, end: int, cut: tuple[int, int]) -> str:
    """Return both parts of a claim without the attribution between; a quotation that ends before it keeps its mark."""
    left, right = text[start : cut[0]].rstrip(" ,"), text[cut[1] : end].lstrip()
    goes_on = right[:1] in ("\"", "“")
    closing = "" if goes_on or not re.search("[\"“][^\"”]*$", left) else "”" if "“" in left else "\""
    return f"{left}{closing} {right[1:] if goes_on else right}"
