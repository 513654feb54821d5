"""Names of people, places and bodies: runs of capitalised words, and when two of them are one.

Without a model a name is what is written with capitals inside a sentence.  At the beginning of a sentence a word counts only
if the same document writes it with a capital elsewhere, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from compare.model.spans import Span
from compare.text.normal import fold_word


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """One name in a text.

    Args:
        start: Where it begins, title excluded.
        end: Where it ends.
        words: Its words in normal form.
        value: The same as one string; in `resolve_names`, the fullest form that the document uses.
    """

    start: int
    end: int
    words: tuple[str, ...]
    value: str


_CAPITAL = r"(?:[A-Z](?:\.[A-Z])+|[^\W\d_a-zß-öø-ÿ][\w'’]*(?:[-‑][^\W\d_][\w'’]*)*)"
_BETWEEN = r"\.?[ \u00a0](?:(?:of the|of|de la|de|del|della|van der|van|von|der|bin|ibn|al|el|da|dos|du|le|la)[ \u00a0])?"
_RUN = re.compile(rf"(?<![\w@#]){_CAPITAL}(?:{_BETWEEN}{_CAPITAL})*")
_WORD = re.compile(_CAPITAL)
_TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor sir lord lady dame president minister chancellor premier secretary general
    colonel gen col lt lieutenant maj major capt captain cpt sgt sergeant cmdr commander adm admiral brig brigadier
    marshal maj-gen lt-gen sen senator rep representative congressman congresswoman gov governor mayor judge justice
    attorney chief chairman chairwoman director deputy king queen prince princess emperor pope archbishop bishop
    cardinal rev reverend imam sheikh ambassador spokesman spokeswoman spokesperson detective inspector constable
    sheriff analyst ceo cfo cto coach pm
    """.split()  # noqa: SIM905
)
_BODIES = frozenset(
    """
    department ministry office house court motors council service guard street county city committee staff assembly
    party bank electric mills hospital university college school square airport bridge league
    """.split()  # noqa: SIM905
)
"""After one of these a title is part of the name: Justice Department, General Motors, King County."""
_COMMON = frozenset(
    """
    the a an in on at of for to by with from and or but as if when while after before since during under over it its
    he she they we you i his her their our this that these those there here what who which where why how all some many
    most more several few no not one two three four five six seven eight nine ten also then so yet still meanwhile
    moreover however besides although though because until unless both each every another other such is are was were
    be has have had do does did will would can could may might must should about according along despite earlier later
    last next now today yesterday tomorrow thanks just only even including instead once
    """.split()  # noqa: SIM905
)
_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec gmt utc
    """.split()  # noqa: SIM905
)


def known_names(text: str, sentences: Iterable[Span]) -> frozenset[str]:
    """Return the words, in normal form, that are written with a capital inside a sentence somewhere."""
    known: set[str] = set()
    for sentence in sentences:
        begin = _after_opening(text, sentence.start, sentence.end)
        for run in _RUN.finditer(text, begin, sentence.end):
            words = [_form(word) for word in _WORD.findall(run.group())]
            known.update(words[1:] if run.start() == begin else words)
    return frozenset(known - _COMMON)


def find_names(
    text: str, start: int = 0, end: int | None = None, *, known: Collection[str] = (), begins: bool = True
) -> tuple[NameMention, ...]:
    """Return the names of `text[start:end]` in text order, without titles and ranks; cost is linear.

    Args:
        text: Any text.
        start: Where to begin.
        end: Where to stop; None for the end of the text.
        known: Words that are names (`known_names`): only these count as the first word of a sentence.
        begins: Whether `start` begins a sentence.

    >>> [name.value for name in find_names("Yesterday Col. Anna Weiss met Mayor Olsen in Port Alder.")]
    ['anna weiss', 'olsen', 'port alder']
    """
    stop = len(text) if end is None else end
    first = _after_opening(text, start, stop)
    found = []
    for run in _RUN.finditer(text, start, stop):
        words = [(word.start(), word.end(), _form(word.group())) for word in _WORD.finditer(text, run.start(), run.end())]
        if begins and run.start() == first and (words[0][2] in _COMMON or (words[0][2] not in known and len(words) == 1)):
            words = words[1:]
        for whole in _split_possessives(text, words):
            part = _without_title([word for word in whole if word[2] not in _CALENDAR and word[2] not in _COMMON])
            if part and len("".join(form for _, _, form in part)) > 1:
                forms = tuple(form for _, _, form in part)
                found.append(NameMention(start=part[0][0], end=part[-1][1], words=forms, value=" ".join(forms)))
    return tuple(found)


def _form(word: str) -> str:
    """Return the normal form; `U.S` and `US` are one."""
    return fold_word(word.replace(".", "")) if "." in word else fold_word(word)


_Word = tuple[int, int, str]


def _split_possessives(text: str, words: list[_Word]) -> list[list[_Word]]:
    """Part `Azerbaijan's Lachin` into two names."""
    parts: list[list[_Word]] = [[]]
    for word in words:
        parts[-1].append(word)
        if text[word[1] - 2 : word[1]] in ("'s", "’s"):
            parts.append([])
    return parts


def _without_title(words: list[_Word]) -> list[_Word]:
    """Return the words after the last title or rank, unless the title belongs to the name of a body."""
    for n in range(len(words) - 1, -1, -1):
        if words[n][2] in _TITLES:
            rest = words[n + 1 :]
            return words if not rest or rest[0][2] in _BODIES else rest
    return words


def is_same_name(left: str, right: str) -> bool:
    """Whether two names in normal form are one: equal, a surname after the full name, or another spelling; symmetric.

    Spellings are one from a Jaro-Winkler similarity of 0.94 on, the first letter and the number of words equal; short words and
    words that both name countries never are.  A caller must not merge two names that one document keeps apart.

    >>> is_same_name("nakhchivan", "nakhichevan"), is_same_name("erdogan", "recep tayyip erdogan")
    (True, True)
    >>> is_same_name("niger", "nigeria"), is_same_name("johnson", "jackson")
    (False, False)
    """
    if left == right:
        return True
    one, other = sorted((left.split(), right.split()), key=len)
    if not one or not other:
        return False
    if len(one) < len(other):
        return len(one) == 1 and _is_same_word(one[0], other[-1])
    return all(_is_same_word(a, b) for a, b in zip(one, other, strict=True))


_LOOK_ALIKES = frozenset(
    frozenset(pair)
    for pair in (
        ("niger", "nigeria"), ("nigerian", "nigerien"), ("austria", "australia"), ("austrian", "australian"),
        ("mauritania", "mauritius"), ("slovakia", "slovenia"), ("slovak", "slovene"), ("gambia", "gambian"),
        ("dominica", "dominican"), ("guinea", "guyana"),
    )
)  # fmt: skip
"""Names of different countries that are spelled almost alike."""


def _is_same_word(left: str, right: str) -> bool:
    if left == right:
        return True
    if min(len(left), len(right)) < 5 or left[:1] != right[:1] or frozenset((left, right)) in _LOOK_ALIKES:
        return False
    from rapidfuzz.distance import JaroWinkler, Levenshtein

    # 0.94 merges Nakhchivan/Nakhichevan (.96), Tehran/Teheran (.97); one letter more or less is a spelling, too.
    return JaroWinkler.similarity(left, right) >= 0.94 or (len(left) != len(right) and Levenshtein.distance(left, right) == 1)


def _after_opening(text: str, start: int, stop: int) -> int:
    """Where the first word begins: opening quotes, brackets and dashes skipped."""
    opened = re.compile(r"[\W_]*").match(text, start, stop)
    return opened.end() if opened else start
