"""Who speaks, by name: `it`, `the statement`, `he`, `the ministry` stand for whoever was named before."""

from __future__ import annotations

import re

from compare.claims.attribution import Attributed
from compare.model.segments import Segment, SegmentedDocument

_PRONOUN = re.compile(r"(?i)^(?:he|she|it|they|who|we|(?:the|an?) (?:official |same |separate |new )?(?:statement|readout|report|communiqu[eé]|release|document|note|text|filing|letter|latter))$")
_OF = re.compile(r"(?i)^(?:an?|the)? ?(?:\w+ )?(?:statement|readout|press release|communiqu[eé]|report|tweet|post) (?:by|from|of|issued by) ")
_STATEMENT = re.compile(r"(?i)\s+(?:statement|readout|press release|communiqu[eé])$")
_NATION = re.compile(r"(?i)^(?:an?|the) \w+(?:i|ish|ian|ean|ese|can|ench|utch|reek)$")
"""`The Azeri communiqué` is whose communiqué was named before, not a speaker called Azeri."""
_ARTICLE = re.compile(r"(?i)^(?:an?|the)\s+")
_ADVERB = re.compile(r"(?i)\s+(?:also|later|then|further|himself|herself|itself|has|had|have)$")
_REST = re.compile(r",.*$|\s+(?:in|on|during|at) (?:a|an|the|his|her|its|their) .*$|\s+(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day.*$|\s+per .*$", re.DOTALL)


class Speakers:
    """Names the speaker of each attributed sentence of one document, met in text order."""

    def __init__(self, document: SegmentedDocument) -> None:
        self._text = document.document.text
        self._quotations = document.quotations
        self._named: list[str] = []
        self._quoting: tuple[int, str | None] = (-1, None)

    def name(self, found: Attributed, sentence: Segment) -> str | None:
        """Return who speaks in `sentence`: as named there, or who was named last if it says `it` or `he`."""
        speaker = self._resolve(found.speaker) if found.speaker else None
        opened = [n for n, span in enumerate(self._quotations) if span.overlap(sentence.span)]
        if speaker is None and not found.is_attributed and opened and opened[0] == self._quoting[0]:
            speaker = self._quoting[1]
        if opened:
            self._quoting = (opened[-1], speaker)
        return speaker

    def _resolve(self, words: str) -> str | None:
        words = _ADVERB.sub("", _REST.sub("", words.strip())).strip(" ,–—-")
        if _PRONOUN.match(words):
            return self._named[-1] if self._named else None
        holder = _STATEMENT.sub("", _OF.sub("", words))
        if holder != words and _NATION.match(holder):
            return self._named[-1] if self._named else None
        words = holder
        bare = _ARTICLE.sub("", words)
        if not bare:
            return None
        if bare != words or bare[:1].islower():
            for earlier in reversed(self._named):
                if re.search(rf"(?i)\b{re.escape(bare)}\b", earlier):
                    bare = earlier
                    break
        elif " " not in bare:
            bare = next((earlier for earlier in reversed(self._named) if earlier.split()[-1] == bare), bare)
        self._named.append(bare)
        return bare
