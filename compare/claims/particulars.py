"""What an article tells once for the whole story: when it happened, when a thing was made, what it is called.

Sentences that tell it need not be alike ("was struck at 6:40 p.m.", "the accident happened at 7.10pm"), so they are found by
what they tell.  It is compared only if both articles give it once: an article with two times of day tells of two moments.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import JaroWinkler

from compare.claims.conflicts import Conflict
from compare.claims.lexicon import background_idf
from compare.claims.occasions import ROUND_TIME
from compare.claims.statements import Statement
from compare.claims.story import Placed, Story
from compare.text.names import NameMention
from compare.text.normal import fold_word, stem_word

CONFIDENCE = 0.65
"""Rare: in 1,244 real stories without labels nothing was found, neither right nor wrong.  Without the words that must stand
beside a time, and with other uses of the first word of a name, 48 were found, and none was right."""
RARE = 5.9
"""Background IDF of the first word of such a name: `Brannock`, not `Washington`."""
SPELLING = 0.8
"""Likeness (Jaro-Winkler) from which two words may be one in two spellings: `Mohammed`, `Muhammad`."""
_HAPPENED = frozenset(
    stem_word(fold_word(word))
    for word in """
    happened happen occurred struck hit collided collision crashed crash exploded explosion accident blast sank capsized derailed
    erupted rammed collapsed toppled
    """.split()  # noqa: SIM905
)
"""Stems that tell the event itself, and not what was said or done about it."""
_REACH = 6
"""Meaningful words around a time among which the event is told."""
_AT = re.compile(r"(?i)\b(?:at|around|about|before|after|by|nearly)\s+$")
"""In front of a time of day; a number of minutes under a video has none of these."""
_WAS = re.compile(r"(?i)it was (?:at |around |about |shortly (?:before|after) |just (?:before|after) |nearly )*$")
_MADE = re.compile(
    r"(?i)\b(?P<made>built|founded|constructed|established|completed|commissioned|inaugurated|launched|incorporated)\s+in\s+"
    r"(?P<year>(?:1[5-9]|20)\d\d)\b"
)

_THE = re.compile(r"(?i)\bthe\s+$")


@dataclass(frozen=True, slots=True)
class _Particular:
    """One thing told: in which statement, where, and what."""

    statement: Statement
    start: int
    end: int
    value: float | str

    def is_like(self, other: _Particular, slack: float) -> bool:
        """Whether both tell the same."""
        if isinstance(self.value, str) or isinstance(other.value, str):
            return JaroWinkler.similarity(str(self.value), str(other.value)) > SPELLING
        return abs(self.value - other.value) <= slack


def compare_particulars(story: Story) -> Iterator[tuple[Statement, Statement, Conflict]]:
    """Yield statements of two documents that give a particular of the story differently, in the order of the documents.

    Cost is linear in the statements, and quadratic in the documents that give the same kind of particular.
    """
    told: dict[tuple[str, str], dict[str, list[_Particular]]] = {}
    for document in story.documents:
        statements = story.statements(document)
        words = Counter(form for each in statements for form in each.words.forms)
        names = Counter(name.words for each in statements for name in each.names)
        for statement in statements:
            for key, particular in _read(story, statement):
                told.setdefault(key, {}).setdefault(document, []).append(particular)
            for name in statement.names:
                if _is_thing(name, story.text(statement)) and words[name.words[0]] == names[name.words]:
                    particular = _Particular(statement, name.start, name.end, name.words[1])
                    told.setdefault(("name", name.words[0]), {}).setdefault(document, []).append(particular)
    for key, by_document in told.items():
        slack = ROUND_TIME if key[0] == "time" else 0
        once = [found[0] for found in by_document.values() if all(found[0].is_like(each, slack) for each in found)]
        for a, b in combinations(once, 2):
            if a.is_like(b, slack) or (slack and story.is_long_between(a.statement, b.statement)):
                continue
            conflict = Conflict(left=story.words(a.statement, a), right=story.words(b.statement, b), confidence=CONFIDENCE)
            yield a.statement, b.statement, conflict


def _read(story: Story, statement: Statement) -> Iterator[tuple[tuple[str, str], _Particular]]:
    """Yield what a statement tells of this kind, with what makes it comparable."""
    text = story.text(statement)
    for time in statement.times:
        if _tells_event(statement, time, text):
            yield ("time", time.zone), _Particular(statement, time.start, time.end, time.minute)
    for piece in statement.claim.pieces:
        for made in _MADE.finditer(text, piece.start, piece.end):
            yield ("made", made["made"].lower()), _Particular(statement, *made.span(), float(made["year"]))


def _tells_event(statement: Statement, time: Placed, text: str) -> bool:
    if not _AT.search(text, max(0, time.start - 12), time.start):
        return False
    around = statement.around(time.start, time.end, reach=_REACH)
    return not _HAPPENED.isdisjoint(around) or _WAS.match(text, statement.claim.start, time.start) is not None


def _is_thing(name: NameMention, text: str) -> bool:
    """Whether a name of two words may be that of one thing, such as `the Brannock Star`.

    It is, if the article uses its first word for nothing else: of "the Turkish Navy" there is "Turkish" elsewhere, too.
    """
    return (
        len(name.words) == 2
        and background_idf(stem_word(name.words[0])) >= RARE
        and not text[name.start : name.end].isupper()
        and _THE.search(text, max(0, name.start - 6), name.start) is not None
    )
