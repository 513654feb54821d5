"""What the matcher is measured against: three ways to find shared passages that anyone would write first.

Each is written as well as its idea allows, and each has two thresholds, which `bench_passages.py GOLD --tune` chooses
by plagdet on the odd pairs of the gold data; figures are then reported on the even pairs.  A peer works in two steps,
so that thresholds can be tried without the dear one: `look` compares the texts, `pick` makes passages of what it saw.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

Passages = list[tuple[int, int, int, int]]
"""Left start, left end, right start, right end, in characters."""
Seed = tuple[int, int, float]
"""Number of a sentence on the left, number of one on the right, their likeness."""

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"\S(?:.*?[.!?]['\"”’)\]]*(?=\s|$)|.*?(?=\n\s*\n|\Z))", re.DOTALL)
_PARAGRAPH = re.compile(r"\S.*?(?=\n\s*\n|\Z)", re.DOTALL)
_AUTOJUNK_FROM = 1_000_000_000
"""Product of both lengths in words from which `difflib` may leave frequent words out, its `autojunk` (12,000 by 12,000 words of
news: 0.23 s without, 0.06 s with it; every pair of PAN 2013's sample is below)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class System:
    """A way to find shared passages.

    Args:
        name: As shown.
        look: (left, right, thresholds) -> whatever `pick` needs.
        pick: (what was seen, thresholds) -> passages.
        thresholds: The ones in use.
        grid: The ones that `--tune` tries: values for each threshold.
    """

    name: str
    look: Callable[[str, str, tuple[float, ...]], Any]
    pick: Callable[[Any, tuple[float, ...]], Passages]
    thresholds: tuple[float, ...] = ()
    grid: tuple[tuple[float, ...], ...] = ()

    def find(self, left: str, right: str) -> Passages:
        """Return the passages that both texts share."""
        return self.pick(self.look(left, right, self.thresholds), self.thresholds)

    def trials(self) -> list[tuple[float, ...]]:
        """Return every combination of thresholds in the grid."""
        return list(product(*self.grid))


def cut_words(text: str) -> list[tuple[int, int]]:
    """Return the words of a text, as ranges of characters."""
    return [each.span() for each in _WORD.finditer(text)]


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a text, as ranges of characters: a mark of the end before a space, or a blank line."""
    found = []
    for paragraph in _PARAGRAPH.finditer(text):
        found += [each.span() for each in _SENTENCE.finditer(text, *paragraph.span())]
    return found


def join_sentences(seeds: Iterable[Seed], gap: float) -> list[tuple[int, int, int, int]]:
    """Return first and last sentence on both sides of each group of seeds that lie near each other on both sides.

    Two seeds are near when at most `gap` sentences lie between them on the left, and on the right.
    """
    reach = int(gap) + 1
    waiting = {(left, right) for left, right, _ in seeds}
    groups = []
    for start in sorted(waiting):
        if start not in waiting:
            continue
        waiting.remove(start)
        group, todo = [start], [start]
        while todo:
            left, right = todo.pop()
            near = product(range(left - reach, left + reach + 1), range(right - reach, right + reach + 1))
            new = [each for each in near if each in waiting]
            waiting.difference_update(new)
            group += new
            todo += new
        lefts, rights = zip(*group, strict=True)
        groups.append((min(lefts), max(lefts), min(rights), max(rights)))
    return groups


def _pick_sentences(
    seen: tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]], list[Seed]], thresholds: tuple[float, ...]
) -> Passages:
    least, gap = thresholds
    lefts, rights, seeds = seen
    groups = join_sentences((each for each in seeds if each[2] >= least), gap)
    return [(lefts[a][0], lefts[b][1], rights[c][0], rights[d][1]) for a, b, c, d in groups]


def _look_difflib(left: str, right: str, thresholds: tuple[float, ...]) -> Any:
    from difflib import SequenceMatcher

    lefts, rights = cut_words(left), cut_words(right)
    a, b = [left[x:y].lower() for x, y in lefts], [right[x:y].lower() for x, y in rights]
    is_long = len(a) * len(b) >= _AUTOJUNK_FROM
    return lefts, rights, SequenceMatcher(None, a, b, autojunk=is_long).get_matching_blocks()


def _pick_difflib(seen: Any, thresholds: tuple[float, ...]) -> Passages:
    least, gap = thresholds
    lefts, rights, blocks = seen
    chains: list[list[int]] = []
    for a, b, n in blocks:
        if n < least:
            continue
        if chains and a - chains[-1][1] <= gap and b - chains[-1][3] <= gap:
            chains[-1][1], chains[-1][3] = a + n, b + n
        else:
            chains.append([a, a + n, b, b + n])
    return [(lefts[a][0], lefts[b - 1][1], rights[c][0], rights[d - 1][1]) for a, b, c, d in chains]


def _look_rapidfuzz(left: str, right: str, thresholds: tuple[float, ...]) -> Any:
    import numpy as np
    from rapidfuzz import fuzz, process, utils

    lefts, rights = cut_sentences(left), cut_sentences(right)
    a = [" ".join(sorted(utils.default_process(left[x:y]).split())) for x, y in lefts]
    b = [" ".join(sorted(utils.default_process(right[x:y]).split())) for x, y in rights]
    if not (a and b):
        return lefts, rights, []
    # The words are sorted once here: the same as token_sort_ratio, which would sort them for every pair anew.
    likeness = process.cdist(a, b, scorer=fuzz.ratio, score_cutoff=100 * thresholds[0], dtype=np.uint8, workers=1)
    places = np.nonzero(likeness)
    return (
        lefts,
        rights,
        [(i, j, n / 100) for i, j, n in zip(*(each.tolist() for each in (*places, likeness[places])), strict=True)],
    )


def _look_tfidf(left: str, right: str, thresholds: tuple[float, ...]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    lefts, rights = cut_sentences(left), cut_sentences(right)
    texts = [left[x:y] for x, y in lefts] + [right[x:y] for x, y in rights]
    try:
        vectors = TfidfVectorizer(sublinear_tf=True).fit_transform(texts)
    except ValueError:  # no words at all
        return lefts, rights, []
    likeness = (vectors[: len(lefts)] @ vectors[len(lefts) :].T).tocoo()
    is_alike = likeness.data >= thresholds[0]
    row, col, data = (each[is_alike].tolist() for each in (likeness.row, likeness.col, likeness.data))
    return lefts, rights, list(zip(row, col, data, strict=True))


def _look_ours(left: str, right: str, thresholds: tuple[float, ...]) -> Any:
    from compare import Document, align_documents

    return align_documents(Document(id="left", text=left), Document(id="right", text=right))


def _pick_ours(seen: Any, thresholds: tuple[float, ...]) -> Passages:
    return [(each.left.start, each.left.end, each.right.start, each.right.end) for each in seen]


SYSTEMS = {
    each.name: each
    for each in (
        System(name="newscompare", look=_look_ours, pick=_pick_ours),
        System(
            name="difflib",
            look=_look_difflib,
            pick=_pick_difflib,
            thresholds=(2, 25),
            grid=((1, 2, 3, 4, 5, 6), (3, 5, 10, 15, 20, 25, 30, 40, 60)),
        ),
        System(
            name="rapidfuzz",
            look=_look_rapidfuzz,
            pick=_pick_sentences,
            thresholds=(0.65, 4),
            grid=((0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8), (0, 1, 2, 3, 4, 6)),
        ),
        System(
            name="TF-IDF",
            look=_look_tfidf,
            pick=_pick_sentences,
            thresholds=(0.4, 2),
            grid=((0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6), (0, 1, 2, 3, 4, 6)),
        ),
    )
}
"""In the order shown.  newscompare: default options.  difflib: shortest block and widest gap, in words.  The others: lowest
likeness of two sentences, and the most sentences between two that are joined."""
