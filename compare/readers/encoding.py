"""From bytes to the text that all offsets count: byte order mark, declaration, UTF-8, then a detector.

Only a byte order mark is taken off; newlines stay as they are.  What was declared but cannot be, what was
detected, and every character that had to be replaced is reported.
"""

from __future__ import annotations

import codecs
import re

from compare.readers.records import count_of

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_AS_ON_THE_WEB = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
"""Labels that pages use for a larger set, as browsers read them (WHATWG Encoding Standard)."""
_NO_CHARSET = {"utf_7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem"}
_SEVERAL_BYTES = ("utf", "gb", "big5", "shift", "cp932", "cp949", "cp950", "euc", "iso2022", "johab", "hz")
_ASCII = bytes(range(0x80))
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_IN_USE = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r",
    "cp932", "euc_jp", "cp949", "gb18030", "big5", "cp874", "iso2022_jp",
)  # fmt: skip
"""What files without a mark that are not UTF-8 really come in.  Left free, the detector also names HP and Macintosh
sets: of one sentence in each of 24 languages it then gets 17 right, held to these 21 (charset-normalizer 3.5;
Portuguese, Swedish and Turkish are taken for cp1250)."""
_MAX_STRAY_SHARE = 0.02
"""Below it, and never three in a row, what is not ASCII are the curly quotes, pound signs and names of an English,
Dutch or Italian text, which comes in cp1252.  Languages of other sets have 3 % (Croatian) to 13 % (Czech).  Of 14
English sentences with one such word inside an article the detector gets 10 right, this rule all; its price: one
Polish or Turkish sentence inside an English article is read as Western too."""
_SAMPLE = 50_000
_AROUND = 60
"""Bytes that the detector sees: those that are not ASCII, each with its surroundings.  In an English article with one
French name the plain beginning drowns them (8 of the 24 right behind 25 kB of ASCII, and as many as without it so)."""


def decode_text(data: bytes, *, is_markup: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` without a byte order mark, and what a reader must know about the decoding.

    Args:
        data: The bytes of a file.
        is_markup: Whether a `<meta charset>` or an XML declaration counts.

    >>> decode_text("Café".encode())
    ('Café', ())
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_leniently(data[len(mark) :], encoding)
    problems: tuple[str, ...] = ()
    declared, problem = _declared_in(data) if is_markup else (None, None)
    if problem:
        problems = (problem,)
    plain = _decode_strictly(data, "utf-8")
    if declared and declared != "utf-8":
        if plain is not None and not data.isascii() and not declared.startswith(_SEVERAL_BYTES):
            # Text in a one-byte encoding is by chance no valid UTF-8: the page was saved anew and kept its label.
            return plain, (*problems, f"declares {declared} but is UTF-8; read as UTF-8.")
        text = _decode_strictly(data, declared)
        if text is not None:
            return text, problems
        problems += (f"declares {declared} but is not.",)
    if plain is not None:
        return plain, problems
    text, found = _decode_otherwise(data)
    return text, problems + found


def find_encoding(head: bytes) -> tuple[str, bytes, tuple[str, ...]]:
    """Return the encoding of a file by its first bytes, its byte order mark, and what a reader must know about it.

    `head` may end inside a character.  What is UTF-8 but for some damage is UTF-8.

    >>> find_encoding("Café".encode()[:-1])
    ('utf-8', b'', ())
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, mark, ()
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        encoding = _guess_encoding(head)
        return encoding, b"", () if encoding == "utf-8" else (guessed(encoding),)
    return "utf-8", b"", ()


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _decode_leniently(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = _decode_strictly(data, encoding)
    if text is not None:
        return text, ()
    text = data.decode(encoding, errors="replace")
    return text, replaced(text.count("\ufffd"), encoding)


def replaced(n: int, encoding: str) -> tuple[str, ...]:
    """Say how many characters had to be replaced; nothing for none."""
    name = encoding.upper().replace("_", "-")
    return (f"{count_of(n, 'character')} could not be read as {name} and stand as \ufffd.",) if n else ()


def _declared_in(data: bytes) -> tuple[str | None, str | None]:
    """Return the encoding that markup declares in its first bytes, and a problem with it."""
    found = _DECLARED.search(data, 0, 4_096)
    if not found:
        return None, None
    label = (found[1] or found[2]).decode("ascii", errors="replace")
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        name = ""
    if not name or name.replace("-", "_") in _NO_CHARSET or not _is_text_encoding(name):
        return None, f"declares the encoding {label!r}, which is none."
    if name.startswith(("utf-16", "utf-32")):
        return "utf-8", None  # the declaration was readable as ASCII, so it is neither
    return _AS_ON_THE_WEB.get(name, name), None


def _is_text_encoding(name: str) -> bool:
    """Python's registry also holds codecs such as rot13 and zlib, which decode to no text."""
    try:
        b"a".decode(name)
    except (LookupError, ValueError):
        return False
    return True


def _sample(data: bytes) -> bytes:
    """Return pieces of `data` around what is not ASCII, one a line; cost is linear."""
    pieces: list[bytes] = []
    size, first, end = 0, 0, 0
    for found in re.finditer(rb"[\x80-\xff]+", data):
        line = data.rfind(b"\n", end, found.start()) + 1
        start = max(line, found.start() - _AROUND)
        if start > end:  # else it touches the piece before: a cut there could halve a character of two bytes
            pieces.append(data[first:end])
            size += end - first
            first = start
        if size + end - first >= _SAMPLE:
            break
        stop = data.find(b"\n", found.end(), found.end() + _AROUND)
        end = stop if stop >= 0 else found.end() + _AROUND
    pieces.append(data[first : min(end, first + _SAMPLE)])
    return b"\n".join(pieces)


def _decode_otherwise(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode what is no strict UTF-8: damaged UTF-8, or another encoding that a detector names."""
    encoding = _guess_encoding(data)
    if encoding == "utf-8":
        text = data.decode("utf-8", errors="replace")
        return text, replaced(text.count("\ufffd") - data.count(b"\xef\xbf\xbd"), "utf-8")
    text = _decode_strictly(data, encoding) or data.decode(encoding, errors="replace")
    return text, (guessed(encoding), *replaced(text.count("\ufffd"), encoding))


def _guess_encoding(data: bytes) -> str:
    """Return the encoding of what is no strict UTF-8."""
    lenient = data.decode("utf-8", errors="replace")
    n_marks = lenient.count("\ufffd")
    n_replaced = n_marks - data.count(b"\xef\xbf\xbd")
    n_decoded = len(lenient) - n_marks - len(data.translate(None, _BEYOND_ASCII))
    if n_decoded > n_replaced:
        return "utf-8"  # in other encodings bytes form valid UTF-8 sequences only by chance, so this is UTF-8 with some damage
    n_foreign = len(data.translate(None, _ASCII))
    if n_foreign < _MAX_STRAY_SHARE * len(data) and not re.search(rb"[\x80-\xff]{3}", data):
        return _IN_USE[0]
    from charset_normalizer import from_bytes

    best = from_bytes(_sample(data), cp_isolation=list(_IN_USE)).best()
    return best.encoding if best is not None else _IN_USE[0]


def guessed(encoding: str) -> str:
    """Say in what encoding was read what tells none."""
    return (
        f"is not UTF-8 and declares no usable encoding; read as {encoding.replace('_', '-')}, which is a guess from its letters."
    )
