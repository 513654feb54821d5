"""Sentences: where one ends, decided at each mark that could end it.

Every `.`, `!`, `?`, `…` and the marks of other scripts is looked at once, with the word before it and the word
after it; so the cost is linear, however long the line.  English news comes first; a language whose
abbreviations are not listed still fares well, since a small letter after a full stop continues a sentence.
Libraries were measured and refused (docs/decisions/sentence-splitting.md).
"""

from __future__ import annotations

import re
from itertools import pairwise

from compare.model.spans import Span


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
_DAYS = "Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"

_TITLES = _table(
    """Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Gen Col Lt Maj Sgt Capt Cpt Cpl Pvt Pfc Adm Cmdr Cdr Brig Supt Insp Det Sen Sens
    Rep Reps Gov Govs Pres Rev Fr Hon Amb Atty Asst Assoc Sra Srta Dña Hr Hrn Frl Dipl Ing Mt"""
)
"""Stand before a name, so they never end a sentence.  Only with a capital: `a sales rep.` does end one."""

_SAINTS = _table("St Ste Ft")
"""Stand before a name, or at the end of an address."""

_JOINING = _table("vs v cf e.g i.e eg ie viz ca approx resp bzw z.b d.h u.a ggf gebr им ул гор проф акад")
"""Never end a sentence, whatever their case."""

_BEFORE_NUMBER = _table("no nos nr art arts fig figs p pp vol vols ch chap para paras sec est § núm")
"""End a sentence unless a number follows: `No. 5`, but `He said no. They left.`"""

_CALENDAR = _table(f"{_MONTHS} {_DAYS}")
"""End a sentence unless a number follows.  Only with a capital: `in the sun.`"""

_STATES = _table(
    """Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex
    Va Vt Wash Wis Wyo Ont Que Alta Sask Man EE UU"""
)
_FORMS = _table(
    "inc corp co ltd llc plc bros jr sr esq ph.d m.d dept univ assn ave blvd rd hwy bldg intl natl govt mfg al ed mln bln"
)
"""End a sentence only if a word follows that begins one (`_STARTERS`); states only with a capital: `a sick man.`"""

_STARTERS = _table(
    """The He She It They We You This That These Those There Here A An I In On At But And Or If When While After Before As For
    From By With Without His Her Its Their Our My Your Some Many Most Several Both Each No Not Now Then Since Because Although
    Though However Meanwhile Moreover Earlier Later According Also What Why How Where Once Under During Until Despite So Yet Nor
    Even Only Still Such Whether Today Yesterday Mr Mrs Ms It's He's She's They're There's That's We're I'm
    Der Die Das Er Sie Es Ein Eine Im Le Les Il Elle Ils Elles El Los Las"""
)
"""Words that begin a sentence and hardly ever continue a name."""

_TIME_GOES_ON = re.compile(
    r"(?:E[SD]?T|C[SE]?S?T|M[SD]?T|P[SD]?T|GMT|UTC|BST|IST|Eastern|Central|Pacific|Mountain|Greenwich|Moscow|Beijing|"
    rf"(?:{'|'.join(_DAYS.split())})[a-z]*|(?:{'|'.join(_MONTHS.split())}|March|April|May|June|July)[a-z]*)\b"
)
_GERMAN_MONTH = re.compile(
    r"(?:Jan(?:uar|\.)|Feb(?:ruar|\.)|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
_SAYS = re.compile(
    r"(?:[A-Z][\w.'’-]*\s+){1,4}(?:\w+ly\s+)?"
    r"(?:said|says|asked|asks|added|adds|told|wrote|writes|tweeted|replied|shouted|yelled|cried|wondered|declared|exclaimed)"
    r"(?:\s+[\w'’-]+){0,4}[.,:;]"
)
"""`"Will it hold?" Mayor Ana Kovac asked.` is one sentence."""

_WEB = _table("com org net gov edu js py io uk eu de fr txt pdf html php exe")

_FAR = "。！？｡．।॥။។።։"
"""Marks that end a sentence whatever follows."""

_CLOSING = "\"'”’»›」』）)\\]}】〉》"
_CANDIDATE = re.compile(
    r"(?P<mark>"
    rf"[{_FAR}]+"
    r"|[!?‽؟۔]+(?:[.!?…]+)?"
    r"|…[.!?…]*"
    r"|\.(?:[.!?…]+|(?:[ \u00a0]\.){2,})"
    r"|\.(?![a-z0-9,;:])"
    r")"
    rf"(?P<closing>[{_CLOSING}]*(?:[“‘«](?=\s|$))?(?:[ \u00a0\u202f]»(?=\s|$|[.,]))?)"
    r"(?P<note>(?:\[\d{1,3}\])+|[¹²³⁰⁴-⁹]+)?"
    r"|(?P<bullet>[ \t\u00a0])(?=[•▪●◦‣■]\s?\w)"
)
_WORD_BEFORE = 24
"""How far back from a mark its word is looked for, in characters; a bound here keeps the cost linear."""

_TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*(?:\.)?$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_OPENING = re.compile(r"[\"'“‘«‹„‚(\[{「『（【¿¡»]+[ \u00a0\u202f]?")
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    r"""Return the sentences of `text[start:end]`, one paragraph: in order, disjoint, no white space at their ends.

    Together they hold every character that is not white space.  A quotation of several sentences is cut into
    them; a quotation inside its sentence (`"Yes!" he said.`) is not.  Line breaks are white space here.
    Cost is linear.

    >>> text = "Gen. Ray met J. K. Ho on Sept. 7.He said: \"We stay. They go.\" At 11.09 it ended."
    >>> [text[s.start:s.end] for s in split_sentences(text)]
    ['Gen. Ray met J. K. Ho on Sept. 7.', 'He said: "We stay.', 'They go."', 'At 11.09 it ended.']
    >>> split_sentences("  ")
    []
    """
    paragraph = text[start:end]
    return [Span(start + left, start + right) for left, right in _trim(paragraph, _find_cuts(paragraph))]


def _find_cuts(text: str) -> list[int]:
    stop = len(text)
    cuts: list[int] = []
    begin = 0  # of the sentence that is open
    counted, quotes = 0, 0  # straight quotation marks seen up to `counted`
    for found in _CANDIDATE.finditer(text):
        if found.start() < begin:
            continue
        if found["bullet"]:
            cut = found.start()
        else:
            mark_end = found.end("mark")
            quotes += text.count('"', counted, mark_end)
            counted = mark_end
            cut = found.end()
            if found["closing"][:1] == '"' and quotes % 2 == 0 and cut < stop and text[cut].isalnum():
                cut = mark_end  # `last year."The minister`: the mark opens what follows
            if not _ends(text, begin, found.start("mark"), mark_end, cut, stop):
                continue
        cuts.append(cut)
        begin = cut
    return cuts


def _trim(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    """Return the pieces without white space; one without a letter or digit belongs to the sentence before it, or after it."""
    pieces: list[tuple[int, int]] = []
    waiting: int | None = None
    for left, right in pairwise((0, *cuts, len(text))):
        piece = text[left:right]
        inner = piece.lstrip()
        if not inner:
            continue
        begin, finish = right - len(inner), right - len(inner) + len(inner.rstrip())
        if _NEXT_WORD.search(inner) is None:
            if pieces:
                pieces[-1] = pieces[-1][0], finish
            elif waiting is None:
                waiting = begin
            continue
        if waiting is not None:
            begin, waiting = waiting, None
        pieces.append((begin, finish))
    if waiting is not None:
        pieces.append((waiting, len(text.rstrip())))
    return pieces


def _ends(text: str, begin: int, mark: int, mark_end: int, cut: int, stop: int) -> bool:
    """Whether the sentence from `begin` ends with the mark at `[mark, mark_end)` and what closes after it, at `cut`."""
    after = cut
    while after < stop and text[after].isspace():
        after += 1
    if after >= stop:
        return True
    if text[mark] in _FAR:
        return not (cut > mark_end and text[after] in "とっ")  # 「行く。」と語った
    spaced = after > cut
    if text[mark - 1 : mark] in ("(", "[", "（") and text[mark_end : mark_end + 1] in (")", "]", "）"):
        return False  # (...), [...], (!), (?)
    if not text[begin : min(mark, begin + _WORD_BEFORE)].strip():
        return False  # an ellipsis that opens a sentence
    if text[after] in ",;:.)]}%/":
        return False
    opening = _OPENING.match(text, after, stop)
    inner = opening.end() if opening else after
    if inner >= stop:
        return spaced
    if opening and text[after] in "([" and text[mark] == "." and _abbreviation(text, begin, mark):
        return False  # FORT WELL, N.C. (Agency)
    first = text[inner]
    if not spaced:
        return _ends_without_space(text, mark, mark_end, cut, stop)
    if first in "-–—":
        dash = inner
        while dash < stop and (text[dash] in "-–—" or text[dash].isspace()):
            dash += 1
        if dash >= stop or not text[dash].isupper():
            return False
        return mark_end - mark > 1 or text[mark] != "." or not _abbreviation(text, begin, mark)
    word = _NEXT_WORD.match(text, inner, min(stop, inner + 40))
    if text.startswith(("http", "www."), inner):
        return True
    if first.islower():
        return word is not None and any(c.isupper() for c in word.group()[1:3]) and not _abbreviation(text, begin, mark)
    if text[mark] == "." and mark_end - mark == 1:
        return _full_stop_ends(text, begin, mark, opening is not None, word, inner, stop)
    if cut > mark_end and text[cut - 1] in "\"”’'»" and _SAYS.match(text, inner, min(stop, inner + 120)):
        return False
    return not (text[mark] == "!" and text[mark - 5 : mark] == "Yahoo")


def _token(text: str, begin: int, mark: int) -> str:
    found = _TOKEN.search(text, max(begin, mark - _WORD_BEFORE), mark)
    return found.group() if found else ""


def _abbreviation(text: str, begin: int, mark: int) -> str:
    """Return the abbreviation before the full stop at `mark`; `""` if there is none."""
    last = _token(text, begin, mark).rsplit("-", 1)[-1]
    capital = last[:1] + last[1:].lower() if last[:1].isupper() else ""
    if capital in _TITLES or capital in _SAINTS or capital in _CALENDAR or last in _STATES or capital in _STATES:
        return last
    low = last.lower()
    if low in _JOINING or low in _BEFORE_NUMBER or low in _FORMS or _DOTTED.match(last):
        return last
    return last if len(last) == 1 and last.isalpha() and text[mark - 2 : mark - 1] != "°" else ""


def _full_stop_ends(text: str, begin: int, mark: int, opened: bool, word: re.Match[str] | None, inner: int, stop: int) -> bool:
    """Whether a full stop ends its sentence, before a capital, a digit or a letter without case at `inner`."""
    token = _token(text, begin, mark)
    if token.isdigit():
        if mark - begin <= _WORD_BEFORE and text[begin:mark].strip(" \t\n\r\"'“‘(•*-–") == token:
            return False  # `1. First item`
        return not (len(token) <= 2 and _GERMAN_MONTH.match(text, inner, stop))
    short = _abbreviation(text, begin, mark)
    if not short:
        return True
    follows = word.group() if word else ""
    is_initial = word is not None and len(follows) == 1 and text[word.end() : word.end() + 1] == "."
    starts = follows.replace("’", "'") in _STARTERS and not is_initial
    is_number = follows[:1].isdigit()
    capital, low = short.capitalize(), short.lower()
    if low in _JOINING or (capital in _TITLES and short[0].isupper()):
        return False
    if capital in _SAINTS and short[0].isupper():
        return starts and not opened
    if low in _BEFORE_NUMBER:
        return not is_number and (len(short) > 1 or starts)
    if capital in _CALENDAR and short[0].isupper():
        return not is_number
    if low in ("a.m", "p.m"):
        return not is_number and _TIME_GOES_ON.match(text, inner, stop) is None
    return starts or (opened and text[inner].isupper() and low not in ("jr", "sr") and len(short) > 1)


def _ends_without_space(text: str, mark: int, mark_end: int, cut: int, stop: int) -> bool:
    """Decide `last year.The minister`: a small word, a mark, a capital word, and neither is part of an address."""
    bare = cut == mark_end and text[mark] in ".…" and not text[mark - 2 : mark].islower() and not text[mark - 1].isdigit()
    if bare and not (text[mark - 1] in "\"”’'»)]" and mark_end - mark == 1):
        return False
    opening = _OPENING.match(text, cut, stop)
    inner = opening.end() if opening else cut
    word = _NEXT_WORD.match(text, inner, min(stop, inner + 40))
    if word is None or not word.group()[0].isupper() or word.group().lower() in _WEB:
        return False
    form = word.group()
    behind = text[word.end() : word.end() + 2]
    if len(form) == 1 and behind[:1] == "." and behind[1:].isupper():
        return text[mark - 4 : mark].isalpha() and text[mark - 4 : mark].islower()  # `their airstrikes.U.S. officials`
    if not (form in _STARTERS or (len(form) > 1 and form[1].islower())):
        return False
    if behind[:1] in tuple("./@_=&\\") and not (behind[:1] == "." and not behind[1:].strip()):
        return False
    before = text[max(0, mark - 40) : mark].split()
    return not before or not re.search(r"[/@\\=&]|www\.", before[-1])
