"""Who speaks, by name: `it`, `the statement`, `he`, `the ministry` stand for whoever was named before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from compare.claims.attribution import Attributed
from compare.model.segments import Segment, SegmentedDocument
from compare.text.names import find_names

_PRONOUN = re.compile(
    r"(?i)^(?:he|she|it|they|who|we|(?:the|an?) (?:official |same |separate |new )?(?:statement|readout|report|communiqu[eé]|"
    r"release|document|note|text|filing|letter|latter))$"
)
"""What stands for whoever was named last."""
_OF = re.compile(
    r"(?i)^(?:an?|the)? ?(?:\w+ )?(?:statement|readout|press release|communiqu[eé]|report|tweet|post) (?:by|from|of|issued by) "
)
_STATEMENT = re.compile(r"(?i)\s+(?:statement|readout|press release|communiqu[eé])$")
_NATION = re.compile(r"(?i)^(?:(?:an?|the) \w+(?:i|ish|ian|ean|ese|can|ench|utch|reek)|its|his|her|their)$")
"""`The Azeri communiqué`, `its statement` is whose communiqué was named before, not a speaker called Azeri."""
_ARTICLE = re.compile(r"(?i)^(?:an?|the)\s+")
_ADVERB = re.compile(
    r"(?i)\s+(?:also|later|then|further|himself|herself|itself|has|had|have|even|here|there|now|still|reportedly|previously)$"
)
_REST = re.compile(
    r",.*$|\s+(?:in|on|during|at) (?:a|an|the|his|her|its|their) .*$"
    r"|\s+(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day.*$|\s+per .*$",
    re.DOTALL,
)
_PERSON_PRONOUN = re.compile(r"(?i)^(?:he|she)$")
_BODY = re.compile(
    r"(?i)\b(?:ministry|department|office|agency|company|corp|inc|group|bank|police|navy|army|court|council|commission|union|"
    r"association|statement|report|government|authority|administration|service|officials|analysts|sources|times|news|post|and)\b"
)
"""Speakers that no `he` or `she` stands for."""


def name_speakers(
    document: SegmentedDocument, found: Sequence[Attributed], sentences: Sequence[Segment], names: Collection[str]
) -> list[str | None]:
    """Return the speaker of each claim: as named there, or who was named last where the text says `it` or `he`.

    Args:
        document: The document of the claims.
        found: Its claims, in text order.
        sentences: The sentence of each claim.
        names: Words that are names in the document.
    """
    memory = _Memory(document.document.text, names)
    speakers = [memory.resolve(each, sentence) for each, sentence in zip(found, sentences, strict=True)]
    # A quotation of several sentences has one speaker, wherever in it he is named.
    starts, ends = [each.start for each in sentences], [each.end for each in sentences]
    for quotation in document.quotations:
        inside = range(bisect_right(ends, quotation.start), bisect_left(starts, quotation.end))
        named = [speakers[n] for n in inside if speakers[n] is not None]
        if len(inside) > 1 and named:
            for n in inside:
                is_mostly_inside = 2 * quotation.overlap(sentences[n].span) > sentences[n].span.length
                if is_mostly_inside and speakers[n] is None and not found[n].is_attributed:
                    speakers[n] = named[0]
    return speakers


class _Memory:
    """Who was named so far in one document."""

    def __init__(self, text: str, names: Collection[str]) -> None:
        self._text = text
        self._names = names
        self._named: list[str] = []
        self._subject: str | None = None

    def resolve(self, found: Attributed, sentence: Segment) -> str | None:
        """Return the speaker of one claim, and remember who was named."""
        speaker = self._resolve(found.speaker) if found.speaker else None
        if speaker is not None:
            self._subject = None
        elif not found.is_attributed and (subject := self._subject_of(sentence)):
            self._subject = subject
        return speaker

    def _subject_of(self, sentence: Segment) -> str | None:
        """Return the person, as far as one can tell, that a sentence begins with."""
        stop = min(sentence.end, sentence.start + 120)
        for name in find_names(self._text, sentence.start, stop, known=self._names)[:1]:
            words = self._text[name.start : name.end]
            is_thing = self._text[max(0, name.start - 4) : name.start].lower() == "the "
            if (
                not is_thing
                and name.start - sentence.start <= 40
                and not _BODY.search(words)
                and (len(name.words) > 1 or self._known(words))
            ):
                return words
        return None

    def _known(self, surname: str) -> str | None:
        return next((earlier for earlier in reversed(self._named) if earlier.split()[-1] == surname), None)

    def _resolve(self, words: str) -> str | None:
        words = _ADVERB.sub("", _REST.sub("", words.strip())).strip(" ,–—-")
        if _PERSON_PRONOUN.match(words):
            persons = (earlier for earlier in reversed(self._named) if not _BODY.search(earlier))
            return self._remember(self._subject or next(persons, None))
        if _PRONOUN.match(words):
            return self._named[-1] if self._named else None
        holder = _STATEMENT.sub("", _OF.sub("", words))
        if holder != words and _NATION.match(holder):
            return self._named[-1] if self._named else None
        bare = _ARTICLE.sub("", holder)
        if not bare:
            return None
        if bare != holder or bare[:1].islower():
            whole = re.compile(rf"(?i)\b{re.escape(bare)}\b")
            bare = next((earlier for earlier in reversed(self._named) if whole.search(earlier)), bare)
        elif " " not in bare:
            bare = self._known(bare) or bare
        return self._remember(bare)

    def _remember(self, speaker: str | None) -> str | None:
        if speaker is not None:
            self._named.append(speaker)
        return speaker
