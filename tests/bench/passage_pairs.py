"""Pairs of texts whose shared passages are known, and how well a system found them.

Gold data is a folder of `*.jsonl.gz`, one pair a line: {"left", "right", "cases": [[left offset, left length, right
offset, right length], ...]}, in characters: the form into which the pairs of PAN 2013 (text alignment) are easily put.
Without gold data, pairs are made from the sample stories: a few sentences of one story are planted in texts of two
other stories, and changed on the right.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from passage_peers import cut_sentences

Box = tuple[int, int, int, int]
"""Left start, left end, right start, right end, in characters."""
KINDS = ("verbatim", "edited", "shuffled", "nothing shared")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and what they share."""

    left: str
    right: str
    cases: tuple[Box, ...]


@dataclass(slots=True)
class Tally:
    """PAN's measures, summed over pairs.

    Recall is the mean over cases of the share of its characters, both sides together, that the detections which touch
    it on both sides cover; precision is the same with cases and detections exchanged; granularity is how many
    detections a detected case has; plagdet is their F1 / log2(1 + granularity).  Without cases or without detections
    all but granularity are 0.  Source: Potthast et al. 2010, An Evaluation Framework for Plagiarism Detection.
    """

    n_cases: int = 0
    n_found: int = 0
    covered_cases: float = 0.0
    covered_found: float = 0.0
    hits: list[int] = field(default_factory=list)

    def add(self, cases: Sequence[Box], found: Sequence[Box]) -> None:
        """Count one pair."""
        share, hits = _measure(cases, found)
        self.covered_cases += share
        self.covered_found += _measure(found, cases)[0]
        self.n_cases += len(cases)
        self.n_found += len(found)
        self.hits += [n for n in hits if n]

    @classmethod
    def of(cls, tallies: Iterable[Tally]) -> Tally:
        """Return the sum of several tallies."""
        entire = cls()
        for each in tallies:
            entire.n_cases += each.n_cases
            entire.n_found += each.n_found
            entire.covered_cases += each.covered_cases
            entire.covered_found += each.covered_found
            entire.hits += each.hits
        return entire

    @property
    def recall(self) -> float:
        """In [0, 1]."""
        return self.covered_cases / self.n_cases if self.n_cases else 0.0

    @property
    def precision(self) -> float:
        """In [0, 1]."""
        return self.covered_found / self.n_found if self.n_found else 0.0

    @property
    def granularity(self) -> float:
        """At least 1."""
        return sum(self.hits) / len(self.hits) if self.hits else 1.0

    @property
    def plagdet(self) -> float:
        """In [0, 1]."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both / math.log2(1 + self.granularity) if both else 0.0


def _measure(ones: Sequence[Box], others: Sequence[Box]) -> tuple[float, list[int]]:
    """Return the summed share of each one that the others cover, and how many of them touch it."""
    total, hits = 0.0, []
    for a in ones:
        touching = [b for b in others if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]]
        covered = sum(_count_covered(a[k], a[k + 1], [(b[k], b[k + 1]) for b in touching]) for k in (0, 2))
        hits.append(len(touching))
        if covered:
            total += covered / (a[1] - a[0] + a[3] - a[2])
    return total, hits


def _count_covered(start: int, end: int, spans: Iterable[tuple[int, int]]) -> int:
    """Return how many characters from start to end lie in at least one span."""
    n, reach = 0, start
    for first, last in sorted(spans):
        n += max(0, min(last, end) - max(first, reach))
        reach = max(reach, last)
    return n


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of one file of gold data."""
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        rows = [json.loads(line) for line in lines]
    return [Pair(each["left"], each["right"], tuple((a, a + m, b, b + n) for a, m, b, n in each["cases"])) for each in rows]


def make_pairs(stories: Sequence[Sequence[str]], *, n_pairs: int = 25, seed: int = 2013) -> dict[str, list[Pair]]:
    """Return made-up pairs by kind of change.

    Args:
        stories: The texts of three stories or more.
        n_pairs: Of each kind.
        seed: The same seed makes the same pairs.
    """
    chance = random.Random(seed)
    return {kind: [_make_pair(stories, kind, chance) for _ in range(n_pairs)] for kind in KINDS}


def _make_pair(stories: Sequence[Sequence[str]], kind: str, chance: random.Random) -> Pair:
    left_story, right_story, planted_story = chance.sample(range(len(stories)), 3)
    left, right = _fill(stories[left_story], chance), _fill(stories[right_story], chance)
    if kind == "nothing shared":
        return Pair(_build(left, [])[0], _build(right, [])[0], ())
    donor = _sentences(chance.choice(stories[planted_story]))
    n = min(4, len(donor) // 2)
    planted = [donor[at : at + n] for at in (0, len(donor) - n)][: chance.choice((1, 2))]
    words = [word for text in stories[planted_story] for word in re.findall(r"\w{3,}", text)]
    changed = [[_change(sentence, kind, words, chance) for sentence in each] for each in planted]
    left_text, left_spans = _build(left, [" ".join(each) for each in planted], chance)
    right_text, right_spans = _build(right, [" ".join(each) for each in changed], chance)
    return Pair(left_text, right_text, tuple((*a, *b) for a, b in zip(left_spans, right_spans, strict=True)))


def _sentences(text: str) -> list[str]:
    return [" ".join(text[a:b].split()) for a, b in cut_sentences(text)]


def _fill(story: Sequence[str], chance: random.Random) -> list[str]:
    """Return the paragraphs of some articles of a story."""
    texts = chance.sample(list(story), chance.randint(min(2, len(story)), len(story)))
    return [" ".join(each.split()) for text in texts for each in text.split("\n\n") if each.strip()]


def _build(
    paragraphs: Sequence[str], planted: Sequence[str], chance: random.Random | None = None
) -> tuple[str, list[tuple[int, int]]]:
    """Return the paragraphs as one text, with the planted ones at places of chance, and where those stand."""
    parts: list[tuple[str, int]] = [(each, -1) for each in paragraphs]
    for number, each in enumerate(planted):
        assert chance is not None
        parts.insert(chance.randint(0, len(parts)), (each, number))
    spans = [(0, 0)] * len(planted)
    at = 0
    for part, number in parts:
        if number >= 0:
            spans[number] = (at, at + len(part))
        at += len(part) + 2
    return "\n\n".join(part for part, _ in parts), spans


def _change(sentence: str, kind: str, words: Sequence[str], chance: random.Random) -> str:
    """Return a sentence as it is, with every fifth word dropped, replaced or doubled by another, or with its words in any order."""
    if kind == "verbatim":
        return sentence
    own = sentence.split()
    if kind == "shuffled":
        chance.shuffle(own)
        return " ".join(own)
    edits: dict[int, Callable[[str], list[str]]] = {
        0: lambda _: [],
        1: lambda _: [chance.choice(words)],
        2: lambda word: [word, chance.choice(words)],
    }
    return " ".join(new for word in own for new in (edits[chance.randrange(3)](word) if chance.random() < 0.2 else [word]))
