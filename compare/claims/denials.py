"""What one source denies and another asserts in the same words.

Only what is told as a fact can be denied as one: what should, could or might be contradicts nothing, nor does a sentence
that holds both ("said it is no tax and argued that it is a tax").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compare.claims.conflicts import Conflict
from compare.claims.statements import Statement, is_meaningful
from compare.claims.story import Story

MIN_SHARED, MIN_SHARE = 3, 0.8
"""Meaningful words, and share of those of the denial, that the other claim has: what is denied must be what is asserted."""
MANY, MOST = 6, 0.6
"""The same for a longer denial: so many shared words leave little doubt, though it adds a detail."""
MIN_EQUAL, MIN_EQUAL_SHARE = 4, 0.7
"""The same of all words of both claims: then any negation will do ("no one", "not guilty", "refused the offer")."""
CONFIDENCE = 0.65
"""Of seven denials found in 1,244 stories without labels five were read as right."""
REACH, REACH_BACK = 4, 6
"""Words after a negation among which the denied word is, and before an asserted one among which a modal or a negation stands."""
_AUXILIARIES = frozenset(("has", "have", "had", "did", "does", "do", "is", "are", "was", "were"))
_LEADS = _AUXILIARIES | {"to"}
_NEGATIONS = frozenset(("not", "never"))
_NOBODY = frozenset(("no", "none", "nobody", "nothing"))
_CONTRACTED = frozenset(f"{word}n't" for word in _AUXILIARIES)
_UNREAL = frozenset(
    """
    would could should might may must can will to if whether unless cannot shall wouldn't couldn't shouldn't won't can't against
    avoid without instead warned warns non
    """.split()  # noqa: SIM905
)
"""Words before a verb that keep it from being told as a fact."""
_SO_FAR = frozenset(("before", "yet", "until"))
"""What was never done before is done now."""
_DENIES = ("deni", "deny", "refus", "refut", "reject", "fail", "unabl", "declin", "dismiss", "disput")
"""How stems of verbs begin that deny something."""


class _Denied(NamedTuple):
    """Places of words in a claim: the first of the denial, and the word that is denied."""

    first: int
    word: int


def compare_denials(story: Story, left: Statement, right: Statement) -> Conflict | None:
    """Return that one side denies what the other asserts, with the words of both; None if both deny or none does."""
    if _denies(left) == _denies(right):
        return None
    if _denies(right):
        found = compare_denials(story, right, left)
        return found.mirrored() if found else None
    shared = left.meaningful & right.meaningful
    share = len(shared) / max(1, sum(not stem.startswith(_DENIES) for stem in left.meaningful))
    denials: list[_Denied] = []
    if (len(shared) >= MIN_SHARED and share >= MIN_SHARE) or (len(shared) >= MANY and share >= MOST):
        denials += _denied(left)
    if len(shared) >= MIN_EQUAL and len(shared) >= MIN_EQUAL_SHARE * len((left.meaningful | right.meaningful) - _verbs(left)):
        denials += _denied_at_all(left)
    places = [(denied, there) for denied in denials for there in _asserted(right, left.words.stems[denied.word])]
    if not places:
        return None
    denied, there = next((each for each in places if _with_auxiliary(right, each[1]) < each[1]), places[0])  # rather a verb
    return Conflict(
        left=f"“{_quote(story, left, denied.first, denied.word)}”",
        right=f"“{_quote(story, right, _with_auxiliary(right, there), there)}”",
        confidence=CONFIDENCE,
    )


def _is_denying(form: str, stem: str) -> bool:
    """Whether a word is a verb that denies; "dismissal" and "failure" are none."""
    return stem.startswith(_DENIES) and not form.endswith(("al", "als", "ure", "ures", "ion", "ions"))


def _denies(statement: Statement) -> bool:
    words = statement.words
    return bool(statement.denials) or any(
        form.endswith("n't") or form in _NEGATIONS or _is_denying(form, stem)
        for form, stem in zip(words.forms, words.stems, strict=True)
    )


def _denied(statement: Statement) -> list[_Denied]:
    """Return what a claim denies as a fact: `did not inform`, `hasn't shown`, `denied that her office had leaked`."""
    words, found = statement.words, []
    for n, (form, stem) in enumerate(zip(words.forms, words.stems, strict=True)):
        first = n
        if form == "don't" and not n:
            continue  # an order
        if form in _NEGATIONS and n and words.forms[n - 1] in _AUXILIARIES:
            first = n - 1
        elif form not in _CONTRACTED and form != "never" and not _is_denying(form, stem):
            continue
        if not _UNREAL.isdisjoint(words.forms[max(0, first - 2) : first]) or not _SO_FAR.isdisjoint(words.forms[n : n + REACH]):
            continue
        after: Iterator[int] = iter(range(n + 1, min(len(words), n + 1 + REACH)))
        if _is_denying(form, stem):  # the verb follows its subject
            after = (m for m in range(n + 1, len(words)) if words.forms[m - 1] in _LEADS or words.forms[m].endswith("ing"))
        word = next((m for m in after if is_meaningful(words.forms[m])), None)
        if word is not None and words.stems.count(words.stems[word]) == 1:
            found.append(_Denied(first, word))
    return found


def _denied_at_all(statement: Statement) -> list[_Denied]:
    """Return the next word after each negation of any kind, contractions aside."""
    words, found = statement.words, []
    if not statement.denials or not _SO_FAR.isdisjoint(words.forms):  # "not only" is no denial
        return []
    for n, (form, stem) in enumerate(zip(words.forms, words.stems, strict=True)):
        if form in _NEGATIONS or form in _NOBODY or _is_denying(form, stem):
            word = next((m for m in range(n + 1, min(len(words), n + 1 + REACH)) if is_meaningful(words.forms[m])), None)
            if word is not None and words.stems.count(words.stems[word]) == 1:
                found.append(_Denied(n, word))
    return found


def _verbs(statement: Statement) -> frozenset[str]:
    return frozenset(stem for stem in statement.words.stems if stem.startswith(_DENIES))


def _asserted(statement: Statement, stem: str) -> list[int]:
    """Return where a claim asserts a word as a fact: the first place at most."""
    words = statement.words
    there = [n for n, each in enumerate(words.stems) if each == stem][:1]
    return [n for n in there if _UNREAL.isdisjoint(words.forms[max(0, n - REACH_BACK) : n])]


def _with_auxiliary(statement: Statement, word: int) -> int:
    return word - 1 if word and statement.words.forms[word - 1] in _AUXILIARIES else word


def _quote(story: Story, statement: Statement, first: int, last: int) -> str:
    return " ".join(story.text(statement)[statement.words.starts[first] : statement.words.ends[last]].split())
