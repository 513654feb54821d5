"""The forms of clauses: verbs that can be told without a parser, and what stands between two assertions.

Every pattern works on one sentence of bounded length.  The lists of verbs are those of newspaper prose; a verb that
is missing here leaves its sentence whole.
"""

from __future__ import annotations

import re

from compare.text.date_patterns import MONTH_FORM

_AUXILIARY = (
    r"(?:is|are|was|were|has|have|had|does|did|will|would|should|can|could|may|might|must|cannot"
    r"|(?:is|are|was|were|has|have|had|wo|would|ca|could|does|do|did)n['’]t)"
)
_PAST = (
    r"(?!hundred|need|speed|seed|feed|indeed|sacred|naked|so-called)(?:\w{2,}(?:[^e\W]ed|eed)|said|told|took|gave|made|went|came|"
    r"left|lost|won|met|held|began|became|fell|rose|hit|led|ran|saw|found|got|kept|sent|built|bought|brought|thought|knew|grew|"
    r"drew|broke|spoke|wrote|shot|sold|paid|sank|struck|stood|sat|fled|flew|felt|shook|spent|swept|drove|rode|threw|chose|wore)"
)
_PRESENT = (
    r"(?:says|plans|wants|remains?|includes?|expects?|shows?|makes|takes|gives|holds|hosts|leads|runs|owns|needs|seeks?|aims|"
    r"hopes?|continues?|works|lives|stands|begins|ends|becomes|faces|calls|keeps|covers|employs|operates|believes?|claims|serves|"
    r"stays|helps|lets|loses|wins|grows|rises|falls|turns|moves|plays|pays|sells|buys|opens|closes|means|carries|"
    r"brings|comes|goes|sees|uses|allows?|requires?|provides?|offers|represents?|lies|costs)"
)
_VERB = rf"(?:{_AUXILIARY}|{_PAST}|{_PRESENT})\b"
FINITE = re.compile(rf"(?i)\b{_VERB}")
"""A verb that has, or may have, a subject."""
PREDICATE_FIRST = re.compile(
    rf"(?i)\s*(?:(?:also|later|then|now|still|already|often|reportedly|never|therefore|thus|instead|nonetheless) )?{_VERB}"
)
"""A clause that begins with its verb: its subject stands before."""
WORD = re.compile(r"[^\W_][\w'’.-]*")
MASKED = re.compile(r"\"[^\"]*\"|“[^“”]*”|«[^«»]*»|\([^()]*\)|\[[^\[\]]*\]")
"""What is never cut: quotations and brackets."""
ODD_MARK = re.compile(r"[\"“”«»]")
"""A mark that is left when whole quotations are masked: the sentence is part of a longer quotation."""
_PREPOSITION = r"(?:of|in|for|at|by|from|during|with|under)"
RELATIVE = re.compile(rf"(?:,|\s[–—-])\s+(?:(?:\w+ of|{_PREPOSITION}) )?(?:which|who|whose|whom|where)\b")
"""A relative clause behind a comma or dash; without one it only picks one of several."""
CALENDAR = re.compile(rf"(?:\b(?:{MONTH_FORM})|day)\Z")
"""Names that nothing is said about: `on Friday, the mayor ...`."""
APPOSITION = re.compile(r",\s+(?=(?:an?|the|one of)\s)")
"""What may say who somebody is: `, the mayor of Lund,`."""
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*"
NAME = re.compile(rf"\b(?:{_CAPITAL}\s(?:(?:of|the|de|van|von|al|bin)\s)*){{0,4}}{_CAPITAL}\Z")
"""A name at the end of a text."""
NOUN = re.compile(
    rf"\b(?:(?:{_CAPITAL}\s){{1,3}}(?!{_VERB})[a-z]\w+|(?i:an?|the|his|her|its|their)\s(?:(?!{_VERB}|of|in|on)[\w'’-]+\s){{0,3}}"
    rf"(?!{_VERB})[\w'’-]+)\Z"
)
"""A noun phrase at the end of a text: `the Lachin region`, `the old mill`."""
QUOTED = re.compile(r":\s+(?=[\"“„«])")
"""Before a quotation that is told as what somebody did: `The mayor turned to the crowd: "We will rebuild it."`"""
LIST_END = re.compile(r"\b(?:and|or)\s(?:an?|the|[^\W\d_a-z])")
"""The last item of a list: `France, the UK and the States` says nothing about France."""
SPLIT = re.compile(
    r"(?P<stop>;\s+(?:(?:and|but) )?)"
    r"|(?P<contrast>(?:,|\s[–—-])\s+(?:while|whereas|although|though|even though|but|yet)\s+(?:that\s+)?)(?!\w+ing\b)"
    r"|(?P<list>,\s+(?:and|so)\s+(?:that\s+)?)(?!\w+ing\b)"
    rf"|(?P<predicate>,?\s+(?:and|but)\s+)(?=(?:(?:also|later|then|now|still) )?{_AUXILIARY}\s)"
)
"""Between two assertions; the name of the group says what kind of seam it is."""
EMBEDDED = re.compile(
    r"(?i)\b(?:that|which|who|whom|whose|what|where|when|if|because|said|says|saying|adding|it|he|she|they|we)\b"
)
"""Words after which a further predicate may be that of another subject."""
CONCESSION = re.compile(r"(?i)(?:while|whereas|although|though|even though)\s+(?!\w+ing\b)")
"""How a sentence begins that tells one thing to set it against another."""
RESULT = re.compile(
    r",\s+(?=(?:killing|injuring|wounding|leaving|forcing|causing|destroying|damaging|bringing|raising|sparking|prompting|"
    r"triggering|ending|displacing|stranding|trapping|sending|allowing|marking|becoming|warning|accusing|promising|vowing|calling|"
    r"hitting|losing|winning|costing|closing|cutting|pushing|threatening)\s)"
)
"""A participle that tells what came of it; others (`avoiding reporters`) only add a circumstance."""
