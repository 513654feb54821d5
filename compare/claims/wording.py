"""Words that exclude each other in otherwise equal claims: another name, another word in a quotation."""

from __future__ import annotations

from typing import NamedTuple

from compare.claims.conflicts import Conflict
from compare.claims.statements import Statement, is_meaningful
from compare.claims.story import Story
from compare.text.names import NameMention, is_same_name
from compare.text.words import Words

MAX_WORDS = 150
"""Longest claim that is aligned word by word: cost grows with the square."""
MIN_EQUAL, MIN_EQUAL_SHARE = 6, 0.8
"""Words, and share of the longer side, that must be equal around the one that differs."""
_SYNONYMS = tuple(
    frozenset(group.split())
    for group in (
        "big biggest larg largest great greatest huge", "begin began start launch", "end finish stop", "kill die",
        "buy purchas acquir", "help aid assist", "small littl", "fast quick rapid", "say tell", "show reveal", "hous home",
        "children kid", "veri realli", "must should", "mani numer", "nation countri", "near close", "often frequent",
        "maybe perhap", "get receiv", "want wish", "part portion", "work job", "choos select", "keep retain", "think believ",
        "ok okay",
    )
)  # fmt: skip
"""Stems that a translator or an editor exchanges without changing what is said."""


class _Step(NamedTuple):
    tag: str
    i1: int
    i2: int
    j1: int
    j2: int


def compare_names(story: Story, left: Statement, right: Statement) -> Conflict | None:
    """Return two names in the same place of otherwise equal claims; None if either document knows both names."""
    steps = _align(left.words, right.words)
    if not _is_nearly_equal(steps, left.words, right.words):
        return None
    for step in steps:
        if step.tag != "replace":
            continue
        a = next((name for name in left.names if _covers(left.words, step.i1, step.i2, name)), None)
        b = next((name for name in right.names if _covers(right.words, step.j1, step.j2, name)), None)
        if a is None or b is None or is_same_name(a.value, b.value) or set(a.words) & set(b.words):
            continue
        if set(a.words) & story.forms(right.claim.document) or set(b.words) & story.forms(left.claim.document):
            continue
        return Conflict(left=story.words(left, a), right=story.words(right, b), confidence=0.7)
    return None


def compare_quotations(story: Story, left: Statement, right: Statement) -> Conflict | None:
    """Return one or two words that differ inside an otherwise equal quotation; spellings and synonyms do not count."""
    for a in left.quotations:
        for b in right.quotations:
            steps = _align(a, b)
            changed = [step for step in steps if step.tag != "equal"]
            if len(changed) != 1 or changed[0].tag != "replace" or not _is_nearly_equal(steps, a, b):
                continue
            [step] = changed
            if max(step.i2 - step.i1, step.j2 - step.j1) <= 2 and not _say_the_same(a, b, step):
                here = story.text(left)[a.starts[step.i1] : a.ends[step.i2 - 1]]
                there = story.text(right)[b.starts[step.j1] : b.ends[step.j2 - 1]]
                note = " in an otherwise equal quotation"
                return Conflict(left=f"“{here}”", right=f"“{there}”", confidence=0.65, note=note)
    return None


def _say_the_same(a: Words, b: Words, step: _Step) -> bool:
    left, right = range(step.i1, step.i2), range(step.j1, step.j2)
    if not any(is_meaningful(a.forms[n]) for n in left) or not any(is_meaningful(b.forms[m]) for m in right):
        return True  # "he" for the name, "they've" for "they have"
    if "".join(a.forms[n] for n in left) == "".join(b.forms[m] for m in right):  # "U.S." and "US"
        return True
    return any(
        a.stems[n] == b.stems[m]
        or is_same_name(a.forms[n], b.forms[m])
        or any(a.stems[n] in group and b.stems[m] in group for group in _SYNONYMS)
        for n in left
        for m in right
    )


def _is_nearly_equal(steps: tuple[_Step, ...], left: Words, right: Words) -> bool:
    same = sum(step.i2 - step.i1 for step in steps if step.tag == "equal")
    return same >= MIN_EQUAL and same >= MIN_EQUAL_SHARE * max(len(left), len(right))


def _covers(words: Words, first: int, last: int, name: NameMention) -> bool:
    """Whether the words `first` to `last` all lie in `name`, a possessive ending aside."""
    return name.start <= words.starts[first] and words.ends[last - 1] <= name.end + 2


def _align(left: Words, right: Words) -> tuple[_Step, ...]:
    """Return steps from the stems of `left` to those of `right`; none for sentences longer than any journalist writes."""
    if max(len(left), len(right)) > MAX_WORDS:
        return ()
    from difflib import SequenceMatcher

    return tuple(_Step(*step) for step in SequenceMatcher(None, left.stems, right.stems, autojunk=False).get_opcodes())
