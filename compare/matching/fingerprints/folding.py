"""Text as one byte for each code point: what words are cut and hashed from, thousands of documents at a time.

A byte says which letter a character is, whatever its case and accents; so offsets in the bytes are offsets in the text, and
no map is needed.  Letters beyond Latin share the bytes from 128 on: words are told apart by all their letters together.
The table is a file and not made by `unicodedata`, since fingerprints must be the same under every version of Python.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]

SEPARATOR: Final = 0
IGNORED: Final = 1
"""A soft hyphen, a joiner, an accent written as a character of its own: no letter, and no end of a word."""
APOSTROPHE: Final = 2
ALONE: Final = 3
"""A character of a script without spaces, which is a word of its own."""

POINT: Final = 4
"""A comma or full stop: part of a number between two digits, and else a separator."""

TABLE_SIZE: Final = 0x20000
"""Code points of the table; those beyond are Han ideographs, or signs that separate words."""
_HAN = range(0x20000, 0x32000)
_SPARSE = 8
"""In a text of one letter in so many beyond Latin-1, or fewer, those alone are looked up (curly quotes; 0.4 against 2.8 ns a
character)."""


@lru_cache(maxsize=1)
def read_table() -> tuple[Bytes, bytes]:
    """Return the byte of each code point below `TABLE_SIZE`, and of each below 256 for `bytes.translate`."""
    import numpy as np

    packed = resources.files("compare.matching.fingerprints").joinpath("folding.bin").read_bytes()
    table = np.frombuffer(zlib.decompress(packed), dtype=np.uint8)
    return table, table[:256].tobytes()


def fold_texts(texts: Sequence[str]) -> list[bytes]:
    r"""Return a byte for each code point of each text.

    >>> fold_texts(["Zürich’s 2 lakes…"])[0]
    b'zurich\x02s\x002\x00lakes\x00'
    """
    table, latin = read_table()
    wide = [text for text in texts if not text.isascii()]
    folded = _split(_fold_wide("\0".join(wide), table, latin), wide)
    return [text.encode("ascii").translate(latin) if text.isascii() else next(folded) for text in texts]


def _split(folded: bytes, texts: Sequence[str]) -> Iterator[bytes]:
    """Yield the part of each text; a character lies between two of them."""
    begin = 0
    for text in texts:
        yield folded[begin : begin + len(text)]
        begin += len(text) + 1


def _fold_wide(text: str, table: Bytes, latin: bytes) -> bytes:
    """Fold a text that is not ASCII: by its low bytes, and the characters that do not fit into one apart."""
    import numpy as np

    encoded = text.encode("utf-16-le", "surrogatepass")
    codes: NDArray[np.uint16 | np.uint32] = np.frombuffer(encoded, dtype="<u2")
    if len(codes) != len(text):
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    wide = (codes > 0xFF).nonzero()[0]
    if _SPARSE * len(wide) > len(codes):
        return _look_up(codes, table).tobytes()
    folded = bytearray(codes.astype(np.uint8)).translate(latin)
    if len(wide):
        np.frombuffer(folded, dtype=np.uint8)[wide] = _look_up(codes[wide], table)
    return bytes(folded)


def _look_up(codes: NDArray[np.uint16 | np.uint32], table: Bytes) -> Bytes:
    import numpy as np

    if codes.dtype.itemsize == 2:
        return table[codes]
    folded = table.take(codes, mode="clip")
    beyond = codes >= TABLE_SIZE
    folded[beyond] = np.where((codes[beyond] >= _HAN.start) & (codes[beyond] < _HAN.stop), ALONE, SEPARATOR)
    return folded


def make_table() -> bytes:
    """Return the table as `folding.bin` holds it, made from this Python's Unicode data.

    The file is made once and kept: another table is another name of the fingerprints (`words.SCHEME`).
    """
    import unicodedata

    from compare.text.words import is_alone

    table = bytearray(TABLE_SIZE)
    for code in range(TABLE_SIZE):
        letter = chr(code)
        if letter in "'’‘ʼ":
            table[code] = APOSTROPHE
        elif letter in ".,":
            table[code] = POINT
        elif unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf"):
            table[code] = IGNORED
        elif is_alone(letter):
            table[code] = ALONE
        elif letter.isalnum():
            folded = ord(_fold_letter(letter))
            table[code] = folded if folded < 128 else 0x80 | (folded & 0x7F)
    return zlib.compress(bytes(table), 9)


def _fold_letter(letter: str) -> str:
    """Return the first letter of the normal form of one letter."""
    from compare.text.normal import fold_word

    return fold_word(letter.lower())[:1] or letter
