"""Normal forms of words: what makes `Türkiye`, `TURKEY` and `Turkey` one word.

A word is normalised by itself, after its offsets were taken from the original text; so no normal form ever
moves an offset, however much it shrinks or grows.  (Folding the whole text first and mapping offsets back was
refused: it needs a map for every character and is wrong at ligatures.)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Protocol

_FOLD = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ə": "a", "ß": "ss", "’": "'", "‘": "'", "ʼ": "'"}
)
_IGNORED = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Soft hyphens, zero-width spaces and joiners, direction marks: invisible, so never part of a word's form."""


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Return the normal form of one word: lower case, no accents, no possessive, one spelling, digits without grouping.

    >>> fold_word("Türkiye"), fold_word("Defence"), fold_word("MANOEUVRES"), fold_word("1,200")
    ('turkey', 'defense', 'maneuvers', '1200')
    >>> fold_word("Türkiye’s"), fold_word("don’t"), fold_word("co\u00adoperate")
    ('turkey', "don't", 'cooperate')
    """
    form = word
    if not word.isascii():
        form = unicodedata.normalize("NFKD", _IGNORED.sub("", word.translate(_FOLD)))
        form = "".join(c for c in form if not unicodedata.combining(c)) or word
    form = form.casefold().removesuffix("'s")
    if form[:1].isdigit():
        return _GROUPING.sub("", form)
    return _one_spelling(form)


_GROUPING = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")

_WHOLE = {
    "turkiye": "turkey", "kiev": "kyiv", "grey": "gray", "cheque": "check", "plough": "plow", "tyre": "tire",
    "tyres": "tires", "programme": "program", "programmes": "programs", "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers", "manoeuvring": "maneuvering", "aeroplane": "airplane", "aluminium": "aluminum",
    "jewellery": "jewelry", "judgement": "judgment", "sceptical": "skeptical", "sulphur": "sulfur",
    "pyjamas": "pajamas", "kerb": "curb", "gaol": "jail", "storey": "story", "storeys": "stories", "amongst": "among",
    "whilst": "while", "towards": "toward", "afterwards": "afterward", "practise": "practice",
}  # fmt: skip
"""Words whose spelling differs between outlets by no rule."""

_RULES = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"^(\w{2,})is(e|ed|es|er|ers|ing|ation|ations)$", r"\1iz\2"),  # organise, organisation
        (r"^(\w{3,})our(s|ed|ing|able|ite|ites|hood|al|er|ers)?$", r"\1or\2"),  # harbour, favourite
        (r"^(def|off|lic|pret)enc(e|es|ed)$", r"\1ens\2"),  # defence
        (r"^(cen|thea|me|li|kilome|centime|spec|lus|fi|som|cali|sab|mea)(t|b)(?:re|er)(s?)$", r"\1\2er\3"),  # centre, fibre
        (r"^(catal|dial|anal|monol)ogue(s?)$", r"\1og\2"),  # catalogue
        (r"^(catal)ogu(ed|ing)$", r"\1og\2"),  # catalogued
        (r"^(trave|cance|labe|mode|signa|counse|riva|tota|marsha|leve|due|fue|equa)ll(ed|ing|er|ers)$", r"\1l\2"),  # travelled
        (r"^(encyclop|pal|p|an|arch|h)ae(\w{3,})$", r"\1e\2"),  # paediatric, archaeology
    )
)
"""British spellings brought to American ones; `fold_word` needs only that both become one, not that the result is English."""


def _one_spelling(form: str) -> str:
    if form in _WHOLE:
        return _WHOLE[form]
    if len(form) > 4:
        for pattern, spelling in _RULES:
            form = pattern.sub(spelling, form)
    return form


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


@lru_cache(maxsize=1)
def _english() -> _Stemmer:
    from Stemmer import Stemmer

    return Stemmer("english")  # type: ignore[no-any-return]


@lru_cache(maxsize=200_000)
def stem_word(form: str) -> str:
    """Return the stem of a folded English word (Snowball, Porter 2001); other words pass nearly unchanged.

    >>> stem_word(fold_word("Exercises")) == stem_word(fold_word("exercise"))
    True
    """
    return _english().stemWord(form)
