"""What no way to find reuse gets below: a pass over all bytes and a sort; and the pass that Python programs begin with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

N_JOINED = 200
"""Texts hashed at a time: about half a megabyte, which a processor's cache holds."""


def pass_findall(texts: Sequence[str]) -> None:
    """Make a list of the words of each text."""
    for text in texts:
        re.findall(r"\w+", text.lower())


def pass_floor(texts: Sequence[str]) -> None:
    """Hash all words, and sort as many 64-bit words: the hash above, its place below."""
    hash_words = compile_pass()
    hashes = np.empty(sum(map(len, texts)) // 2 + 1, np.uint64)  # a page that is not written takes no memory
    n = 0
    for at in range(0, len(texts), N_JOINED):
        n = hash_words(np.frombuffer("\n".join(texts[at : at + N_JOINED]).encode(), np.uint8), hashes, n)
    hashes[:n].sort()


@cache
def compile_pass() -> Callable[[NDArray[np.uint8], NDArray[np.uint64], int], int]:
    """Return a compiled function that hashes the words of UTF-8 into an array from a place on, and returns where it ended.

    A word is of letters, digits and `_`, and of all that is not ASCII; ASCII is folded.  Hash: FNV-1a, upper 36 bits.
    """
    import numba

    letters = b"_0123456789abcdefghijklmnopqrstuvwxyz"
    folded = np.zeros(256, np.uint8)
    folded[128:] = np.arange(128, 256)
    folded[list(letters)] = folded[list(letters.upper())] = list(letters)
    prime, first, kept = np.uint64(0x100000001B3), np.uint64(0xCBF29CE484222325), np.uint64(0xFFFFFFFFF0000000)

    def hash_words(data: Any, hashes: Any, n: int) -> int:
        value = first
        for byte in data:
            letter = folded[byte]
            if letter:
                value = (value ^ np.uint64(letter)) * prime
            elif value != first:
                hashes[n] = (value & kept) | np.uint64(n)
                n += 1
                value = first
        if value != first:
            hashes[n] = (value & kept) | np.uint64(n)
            n += 1
        return n

    compiled: Callable[[NDArray[np.uint8], NDArray[np.uint64], int], int] = numba.njit(hash_words)
    return compiled
