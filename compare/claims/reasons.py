"""Why a claim counts as stated, partly stated or not found: in words that an editor can check against the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from compare.claims.features import Story
from compare.claims.lexicon import PREFIX, TELLING, Reading
from compare.claims.naming import RARE, Names
from compare.claims.vetoes import Vetoes
from compare.model.claims import Relation

LEAST_WEIGHT = 0.2
"""Weight in the story from which a word tells: of two drills, `Turkish` and `joint` stand in every other sentence."""
_PLAIN = frozenset({"1", "2"})
"""Stems of `one` and `two`, which count nothing as often as not."""
_MOST_NAMED = 4
"""Words named in a reason at most; more is not read."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The telling words of a claim, as they are written there.

    Args:
        found: Those in the evidence.
        missing: Those that are not.
        nowhere: Names among the missing that stand nowhere in the document.
        marked: Names and numbers among those found.
    """

    found: list[str]
    missing: list[str]
    nowhere: list[str]
    marked: list[str]


class Reasons:
    """Explains cells of one story."""

    def __init__(self, story: Story, names: Names, vetoes: Vetoes) -> None:
        self._story, self._names, self._vetoes = story, names, vetoes

    def explain(self, reading: Reading, sentence: int, document: int, relation: Relation, shown: tuple[int, ...]) -> str:
        """Return why `document` says that to a claim.

        Args:
            reading: The words of the claim.
            sentence: The sentence it is, or is part of.
            document: Place of the document.
            relation: What it says.
            shown: Places of the sentences that are shown as evidence.
        """
        if not shown:
            return "Nothing found: the document has no sentence."
        words = self._telling(reading, document, shown)
        rest = f"; nowhere in this source: {_quoted(words.nowhere)}" if words.nowhere else ""
        if relation != "states" and self._vetoes.years[sentence, document]:
            rest += "; the two articles seem to be of different years"
        if relation == "silent":
            shares = f"{_quoted(words.found)} only" if words.found else "no telling word"
            return f"Nothing found; the nearest sentence shares {shares}{rest}."
        where = "the sentence shown" if len(shown) == 1 else "the sentences shown"
        n = len(words.found) + len(words.missing)
        counted = f"{len(words.found)} of {n} telling words" if words.found else "common words and related ones"
        counted += f" stand in {where}"
        if words.marked:
            counted += f", among them {_listed(words.marked)}"
        missing = [word for word in words.missing if word not in words.nowhere]
        if relation == "states":
            other = f"; in other words or not found: {_quoted(missing)}" if missing else ""
            return f"All of it: {counted}{other}{rest}."
        if words.missing:
            other = f"; not found there: {_quoted(missing)}" if missing else ""
            return f"Part of it: {counted}{other}{rest}."
        return f"Part of it: {counted}, but not as one statement{rest}."

    def _telling(self, reading: Reading, document: int, shown: tuple[int, ...]) -> _Words:
        lexicon, names = self._story.lexicon, self._names
        held = {stem for place in shown for stem in self._story.sentence_units.readings[place].stems}
        families = {stem[:PREFIX] for stem in held if len(stem) >= PREFIX}
        held_names = {names.column[stem] for stem in held if stem in names.column}
        words = _Words([], [], [], [])
        surfaces = dict(zip(reversed(reading.stems), reversed(reading.surfaces), strict=True))
        for stem in dict.fromkeys(reading.stems):
            at, name = lexicon.index.get(stem, -1), names.column.get(stem, -1)
            if at < 0 or lexicon.background[at] <= TELLING or lexicon.weight[at] < LEAST_WEIGHT or stem in _PLAIN:
                continue
            if stem in held or stem[:PREFIX] in families or name in held_names:
                words.found.append(surfaces[stem])
                if lexicon.is_number[at] or lexicon.is_name[at]:
                    words.marked.append(surfaces[stem])
            else:
                words.missing.append(surfaces[stem])
                if name >= 0 and names.rarity[name] > RARE and not names.documents[document, name]:
                    words.nowhere.append(surfaces[stem])
        return words


def _quoted(words: list[str]) -> str:
    return _listed([f"“{word}”" for word in words])


def _listed(words: list[str]) -> str:
    """Join words, the first few of them: 'a, b and 3 more'.

    >>> _listed(["Lachin", "300"]), _listed(list("abcdefg"))
    ('Lachin and 300', 'a, b, c, d and 3 more')
    """
    shown = words[:_MOST_NAMED]
    if len(words) > _MOST_NAMED:
        return f"{', '.join(shown)} and {len(words) - _MOST_NAMED} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
