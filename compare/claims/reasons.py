"""Why a claim counts as stated, partly stated or not found: in words that an editor can check against the evidence."""

from __future__ import annotations

from collections.abc import Callable

from compare.claims.features import Story
from compare.claims.lexicon import TELLING
from compare.claims.pairing import Links
from compare.model.claims import Relation

_MOST_NAMED = 4
"""Words named in a reason at most; more is not read."""


class Reasons:
    """Explains cells of one story."""

    def __init__(self, story: Story, links: Links) -> None:
        self._story, self._links = story, links

    def for_document(self, document: int) -> Callable[[int, Relation, tuple[int, ...]], str]:
        """Return a function of (claim, relation, sentences shown) that explains what `document` says to the claim."""

        def explain(claim: int, relation: Relation, shown: tuple[int, ...]) -> str:
            if not shown:
                return "Nothing found: the document has no sentence."
            held = {stem for place in shown for stem in self._story.sentence_units.readings[place].stems}
            found, missing = self._telling(claim, held)
            where = "the sentence shown" if len(shown) == 1 else "the sentences shown"
            if relation == "silent":
                if not found:
                    return "Nothing found; the nearest sentence shares no telling word."
                return f"Nothing found; the nearest sentence shares {_quoted(found)} only."
            n = len(found) + len(missing)
            counted = f"{len(found)} of {n} telling words" if n else "the same common words"
            if relation == "states":
                rest = f"; in other words or not found: {_quoted(missing)}" if missing else ""
                return f"All of it: {counted}{self._marked(found)} stand in {where}{rest}."
            if missing:
                return f"Part of it: {counted}{self._marked(found)} stand in {where}; not found: {_quoted(missing)}."
            return f"Part of it: {counted} stand in {where}, but not as one statement."

        return explain

    def _telling(self, claim: int, held: set[str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Return the telling words of a claim that stand in `held`, and those that don't, as (stem, surface)."""
        lexicon, reading = self._story.lexicon, self._story.claims.readings[claim]
        words = dict(zip(reversed(reading.stems), reversed(reading.surfaces), strict=True))
        found: list[tuple[str, str]] = []
        missing: list[tuple[str, str]] = []
        for stem in dict.fromkeys(reading.stems):
            if lexicon.background[lexicon.index[stem]] > TELLING:
                (found if stem in held else missing).append((stem, words[stem]))
        return found, missing

    def _marked(self, found: list[tuple[str, str]]) -> str:
        """Name the numbers and names among the words found."""
        lexicon = self._story.lexicon
        marked = [
            surface for stem, surface in found if lexicon.is_number[lexicon.index[stem]] or lexicon.is_name[lexicon.index[stem]]
        ]
        return f", among them {_listed(marked)}," if marked else ""


def _quoted(words: list[tuple[str, str]]) -> str:
    return _listed([f"“{surface}”" for _, surface in words])


def _listed(words: list[str]) -> str:
    """Join words, the first few of them: 'a, b and 3 more'.

    >>> _listed(["Lachin", "300"]), _listed(list("abcdefg"))
    ('Lachin and 300', 'a, b, c, d and 3 more')
    """
    shown = words[:_MOST_NAMED]
    if len(words) > _MOST_NAMED:
        return f"{', '.join(shown)} and {len(words) - _MOST_NAMED} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
