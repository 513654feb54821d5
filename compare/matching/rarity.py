"""How common a word is in news at large: what a pair of short articles cannot tell by itself.

`common_stems.txt` lists about 3,600 stems that stand in at least one of 2,500 sentences of 5,000 English news
articles, one line for each half bit of -log2(share of sentences that have it).  A stem that is not listed
counts as rare, so in other languages only the documents themselves tell which words are common.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

RARE_BITS = 12.0
"""What a stem weighs that is not listed: its sentences are fewer than one in 4,096."""


@lru_cache(maxsize=1)
def _load_bits() -> dict[str, float]:
    text = resources.files(__package__).joinpath("common_stems.txt").read_text(encoding="utf-8")
    return {stem: float(bits) for bits, *stems in map(str.split, text.splitlines()) for stem in stems}


def stem_bits(stem: str) -> float:
    """Return -log2 of the share of news sentences that have `stem`, in [0.5, 12]; 12 for one that is not listed.

    >>> stem_bits("the"), stem_bits("ferri")
    (0.5, 12.0)
    """
    return _load_bits().get(stem, RARE_BITS)
