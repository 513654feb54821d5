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


_CAPITAL = r"(?:[A-Z](?:\.[A-Z])+|(?:[Aa]l-|[Ee]l-)?[^\W\d_a-zß-öø-ÿ][\w'’]*(?:[-‑][^\W\d_][\w'’]*)*)"
_BETWEEN = (
    r"\.?[ \u00a0\n](?:(?:of the|of|de la|de|del|della|di|van der|van de|van|von|der|ten|bin|bint|ibn|al|el|da|dos|du|le|la)"
    r"[ \u00a0\n])?"
)
_RUN = re.compile(rf"(?<![\w@#]){_CAPITAL}(?:{_BETWEEN}{_CAPITAL})*")
_WORD = re.compile(_CAPITAL)
_TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor sir lord lady dame president minister chancellor premier secretary general
    colonel gen col lt lieutenant maj major capt captain cpt sgt sergeant cmdr commander adm admiral brig brigadier
    marshal maj-gen lt-gen sen senator rep representative congressman congresswoman gov governor mayor judge justice
    attorney chief chairman chairwoman director deputy king queen prince princess emperor pope archbishop bishop
    cardinal rev reverend imam sheikh ambassador spokesman spokeswoman spokesperson detective inspector constable
    sheriff analyst ceo cfo cto coach pm leader speaker commissioner superintendent prosecutor councillor councilor
    adviser advisor advizer vice-president secretary-general treasurer committeeman counselor whip
    congressperson
    """.split()  # noqa: SIM905
)
_BODIES = frozenset(
    """
    department ministry office house court motors council service guard street county city committee staff assembly
    party bank electric mills hospital university college school square airport bridge league
    """.split()  # noqa: SIM905
)
"""After one of these a title is part of the name: Justice Department, General Motors, King County."""
_ROLES = _TITLES | frozenset(
    """
    prime vice deputy assistant former acting foreign finance defense interior majority minority staff state first
    """.split()  # noqa: SIM905
)
"""Words of which a title may be made: "Prime Minister", "Assistant Attorney General" name nobody."""
_SURNAMES = frozenset("king prince bishop pope marshal judge justice major".split())  # noqa: SIM905
"""Titles that are surnames after another one: "Dr. King"."""
_PORTFOLIOS = frozenset(
    """
    state staff defense treasury police health education justice commerce labor energy agriculture homeland
    """.split()  # noqa: SIM905
)
"""After a title and "of" these belong to the title: "Secretary of State Weiss"."""
_OF = _BODIES | frozenset(
    """
    republic kingdom states union ministers lords commons chamber institute federation association society center museum
    hall bay gulf cape isle island islands sea strait port city board commission organization agency army academy ministry
    declaration agreement treaty battle order museum conference church diocese archdiocese province district region college
    representatives directors governors trustees authority force forces act bill
    """.split()  # noqa: SIM905
)
"""What a place may follow with "of" inside one name: "Central Bank of Marland", but not "Greg Walden of Ostavia"."""
_HYPHENED = re.compile(
    r"[-‑](?:[a-zß-öø-ÿ]\w*ed|led|born|run|held|made|style|era|wide|bound|speaking|friendly|only|like|level|based|free)$"
)
"""What is tied to a name and no part of it: "Russia-brokered"."""
_SMALL_WORDS = frozenset("a an the of in on at to for by and or as from with over off is but after into nor via vs".split())  # noqa: SIM905
"""What has no capital in a headline either."""
_COMMON = frozenset(
    """
    the a an in on at of for to by with from and or but as if when while after before since during under over it its
    he she they we you i his her their our this that these those there here what who which where why how all some many
    most more several few no not one two three four five six seven eight nine ten also then so yet still meanwhile
    moreover however besides although though because until unless both each every another other such is are was were
    be has have had do does did will would can could may might must should about according along despite earlier later
    last next now today yesterday tomorrow thanks just only even including instead once already among amid across around
    between against behind below beside beyond inside outside like unlike near nearly almost following given per toward
    within throughout via dear am let get nor hence thus there's it's that's neither either watch hello well yes
    dozens hundreds thousands millions billions
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
    is_headline = _is_headline(text, start, stop)
    found = []
    for run in _RUN.finditer(text, start, stop):
        words = [(word.start(), word.end(), _form(word.group())) for word in _WORD.finditer(text, run.start(), run.end())]
        if (begins and run.start() == first) or text[run.start() - 1 : run.start()] in _OPENING:
            words = _without_opening(words, known)
        for whole in _parts(text, words):
            part = _without_title(text, [word for word in whole if _can_name(word[2]) and (not is_headline or word[2] in known)])
            if part and len("".join(form for _, _, form in part)) > 1:
                forms = tuple(form for _, _, form in part)
                found.append(NameMention(start=part[0][0], end=part[-1][1], words=forms, value=" ".join(forms)))
    return tuple(found)


_OPENING = frozenset("\"“‘'")
_PARTY = re.compile(r"[rdi]-\w")
_Word = tuple[int, int, str]


def _form(word: str) -> str:
    """Return the normal form; `U.S` and `US` are one, and what a hyphen ties to a name is left away."""
    word = _HYPHENED.sub("", word) if "-" in word else word
    return fold_word(word.replace(".", "")).rstrip("'")


def _can_name(form: str) -> bool:
    return form not in _CALENDAR and form.partition("'")[0] not in _COMMON and not _PARTY.match(form)


def _is_headline(text: str, start: int, stop: int) -> bool:
    """Whether every word that may have one has a capital, as in a headline: then these tell no names."""
    words = [word for word in text[start : min(stop, start + 400)].split() if word[:1].isalpha() and word not in _SMALL_WORDS]
    return len(words) > 3 and all(word[0].isupper() for word in words)


def _without_opening(words: list[_Word], known: Collection[str]) -> list[_Word]:
    """Leave the first word of a sentence away if it is no name: alone and not known, a preposition, "Accompanying"."""
    form = words[0][2]
    is_verb = form.endswith("ing") and len(words) > 1 and words[1][2] in known
    return words[1:] if form in _COMMON or (form not in known and (len(words) == 1 or is_verb)) else words


def _parts(text: str, words: list[_Word]) -> list[list[_Word]]:
    """Part `Azerbaijan's Lachin` and `Weiss of Ostavia` and `Russia-led Union` into two names each."""
    parts: list[list[_Word]] = [[]]
    for n, word in enumerate(words):
        parts[-1].append(word)
        written = text[word[0] : word[1]]
        of_other = (
            text.startswith(" of ", word[1]) and len(parts[-1]) > 1 and word[2] not in _OF and n + 1 < len(words)
            and word[2] not in _TITLES
        )  # fmt: skip
        if written.endswith(("'s", "’s", "'", "’")) or of_other or _HYPHENED.search(written):
            parts.append([])
    return parts


def _without_title(text: str, words: list[_Word]) -> list[_Word]:
    """Return the words after the last title or rank, if there are any, unless the title belongs to the name of a body."""
    if all(form in _ROLES for _, _, form in words):
        return words[-1:] if len(words) > 1 and words[-1][2] in _SURNAMES else []
    for n in range(len(words) - 1, -1, -1):
        if words[n][2] in _TITLES:
            rest = words[n + 1 :]
            if rest[1:] and rest[0][2] in _PORTFOLIOS and text.startswith(" of ", words[n][1]):
                rest = rest[1:]
            return words if not rest or rest[0][2] in _BODIES else rest
    return words


def is_same_name(left: str, right: str) -> bool:
    """Whether two names in normal form are one: equal, a surname or an acronym after the full name, or another spelling.

    Spellings are one from a Jaro-Winkler similarity of 0.94 on, the first letter and the number of words equal; short words and
    words that both name countries never are.  Symmetric.  A caller must not merge two names that one document keeps apart.

    >>> is_same_name("nakhchivan", "nakhichevan"), is_same_name("erdogan", "recep tayyip erdogan")
    (True, True)
    >>> is_same_name("cgs", "coast guard service"), is_same_name("marland", "north marland")
    (True, False)
    >>> is_same_name("niger", "nigeria"), is_same_name("johnson", "jackson")
    (False, False)
    """
    if left == right:
        return True
    one, other = sorted((left.replace("-", " ").split(), right.replace("-", " ").split()), key=len)
    if not one or not other:
        return False
    if len(one) == 1 < len(other):
        return (other[0] not in _QUARTERS and _is_same_word(one[0], other[-1])) or _is_acronym(one[0], other)
    if len(one) < len(other):
        return len(one) == 2 and _is_same_word(one[-1], other[-1]) and _is_first_name(one[0], other[0])
    return all(_is_same_word(a, b) for a, b in zip(one, other, strict=True)) or (
        len(one) == 2 and _is_same_word(one[1], other[1]) and min(len(one[0]), len(other[0])) == 1 and one[0][0] == other[0][0]
    )


_QUARTERS = frozenset("north south east west northern southern eastern western new central greater lower upper".split())  # noqa: SIM905
"""Before a place these make another one of it: "North Marland"."""


def _is_first_name(left: str, right: str) -> bool:
    return _is_same_word(left, right) or (min(len(left), len(right)) == 1 and left[0] == right[0])


def _is_acronym(short: str, words: list[str]) -> bool:
    """Whether `short` is made of the first letters of `words`, which have lost their "of" and "and".

    >>> _is_acronym("cgs", ["coast", "guard", "service"]), _is_acronym("moj", ["ministry", "justice"])
    (True, True)
    """
    initials = "".join(word[0] for word in words)
    return len(short) > 1 and (short == initials or (len(short) > 2 and short.replace("o", "", 1) == initials))


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
