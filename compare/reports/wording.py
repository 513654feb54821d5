"""How a report writes figures, dates, lists and other people's words: once, for every format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from compare.model.documents import MONTHS, write_day
from compare.model.notices import Notice

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSHOWABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean_text(text: str) -> str:
    r"""Return `text` with what no page or terminal can show replaced, at the same length, so that offsets still hold.

    Control characters (a terminal would obey them) and lone surrogates (no file can hold them) become U+FFFD;
    every kind of line break becomes a newline.

    >>> print(ascii(clean_text("a\x00b\r\nc\ud800")))
    'a\ufffdb \nc\ufffd'
    """
    text = _BREAKS.sub(lambda found: "\n" if len(found.group()) == 1 else " \n", text)
    return _UNSHOWABLE.sub("\ufffd", text)


def clean_label(text: str) -> str:
    r"""Return a name or title on one line, without characters that would change the direction of what follows.

    >>> clean_label(" The\u202e Daily\n News ")
    'The Daily News'
    """
    return " ".join(_DIRECTION.sub("", clean_text(text)).split())


def shorten(text: str, limit: int) -> str:
    """Return `text` on one line, cut at a word, with an ellipsis where it was cut.

    >>> shorten("The ferry sank off Port Alder", 18)
    'The ferry sank…'
    >>> shorten("Donaudampfschifffahrt", 10)
    'Donaudamp…'
    """
    text = " ".join(text[: 4 * limit + 200].split()) if len(text) > 4 * limit + 200 else " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = len(head) if text[limit - 1] == " " else head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:–—-(") + "…"


def write_notices(notices: Iterable[Notice]) -> tuple[tuple[str | None, str], ...]:
    """Return source (or None) and sentence of each notice, fit to show."""
    return tuple(
        (shorten(clean_label(each.source), 120) if each.source else None, shorten(clean_label(each.message), 400))
        for each in notices
    )


def split_edges(text: str) -> tuple[str, str, str]:
    """Return the white space before a text, the text without it, and that after: no mark runs over spaces.

    >>> split_edges(" rose to 11 ")
    (' ', 'rose to 11', ' ')
    """
    core = text.strip()
    before = text[: len(text) - len(text.lstrip())] if core else text
    return before, core, text[len(before) + len(core) :]


def percent(share: float) -> str:
    """Return a share as whole percent; what is not quite nothing or not quite all says so.

    >>> [percent(share) for share in (0, 0.001, 0.623, 0.999, 1)]
    ['0%', '<1%', '62%', '>99%', '100%']
    """
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{share * 100:.0f}%"


def count(n: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> count(1, "passage"), count(1200, "passage"), count(2, "outlet has", "outlets have")
    ('1 passage', '1,200 passages', '2 outlets have')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def spell(n: int) -> str:
    """Return a small number in letters, as a sentence begins with it.

    >>> spell(3), spell(14)
    ('Three', '14')
    """
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return words[n] if n < len(words) else f"{n:,}"


def join(parts: Sequence[str], last: str = "and") -> str:
    """Return an enumeration.

    >>> join(["A"]), join(["A", "B"]), join(["A", "B", "C"])
    ('A', 'A and B', 'A, B and C')
    """
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def long_date(when: date | datetime | None) -> str:
    """Return a day, and the time of day if it is known.

    >>> long_date(date(2021, 9, 7)), long_date(datetime.fromisoformat("2023-04-18T11:09+04:00")), long_date(None)
    ('7 September 2021', '18 April 2023, 11:09 UTC+04:00', 'date unknown')
    """
    if when is None:
        return "date unknown"
    text = f"{when.day} {MONTHS[when.month - 1]} {when.year}"
    if isinstance(when, datetime):
        zone = when.strftime("%z")
        text += f", {when.hour:02d}:{when.minute:02d}" + (
            f" UTC{zone[:3]}:{zone[3:5]}" if zone and zone != "+0000" else " UTC" if zone else ""
        )
    return text


def short_date(when: date | None, *, with_year: bool = True) -> str:
    """Return a day as it stands in a narrow column.

    >>> short_date(date(2021, 9, 7)), short_date(None), short_date(date(2021, 9, 7), with_year=False)
    ('7 Sept 2021', 'undated', '7 Sept')
    """
    return "undated" if when is None else write_day(when, with_year=with_year)


def letter(index: int) -> str:
    """Return the mark of a source: A, B, … Z, AA, AB, …

    >>> letter(0), letter(25), letter(26), letter(59)
    ('A', 'Z', 'AA', 'BH')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def word_count(text: str) -> str:
    """Return the size of a text in words, or in characters where words have no spaces between them.

    >>> word_count("The ferry sank."), word_count("渡轮在星期一晚上沉没了造成四十三人死亡")
    ('3 words', '19 characters')
    """
    n_words = len(text.split())
    n_characters = len(text.strip())
    return count(n_characters, "character") if n_characters > 15 * max(1, n_words) else count(n_words, "word")
