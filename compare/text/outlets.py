"""The name of an outlet, so that two spellings of one can be told from two outlets."""

from __future__ import annotations

from compare.text.normal import fold_word


def fold_outlet(name: str) -> str:
    """Return a name without what two spellings of it may differ in: case, accents, spaces, and the article in front.

    >>> fold_outlet("The  Alder Gazette") == fold_outlet("Alder gazette")
    True
    """
    return " ".join(fold_word(word) for word in name.split()).removeprefix("the ")
