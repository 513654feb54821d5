"""Made-up news at any size, and the truth of what was copied from where: the ground on which `scan` is measured.

    python tests/bench/news_corpus.py FOLDER --articles 10000 --seed 5

What the text is made of, `made_text.py` says.  Four kinds of reuse are planted:

- copy: a tenth of the articles hold 1 to 5 paragraphs of another, up to a fifth of whose words are edited;
- wire: a story that 3 to 40 outlets print, some shortened, some lightly edited, some under a paragraph of their own;
- boilerplate: a last paragraph that a third of an outlet's articles share, at some outlets with two words changed;
- formula: market reports that differ in their numbers.  Nobody would call these reuse, nor blame who finds them; they
  are recorded and are no truth.

Each outlet has its own quotation marks, apostrophes and dashes: what is copied takes those of the outlet that prints it.
Both sets are of equal length, so that offsets do not depend on it.  The same size and seed make the same bytes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from made_text import N_MARKS, N_WORDS, Codes, Language, Surfaces, draw_bodies, starts
from numpy.typing import NDArray

VERSION = 1
"""Of what the generator writes; it stands in the names of files, so that a cached corpus is never an older one."""
COPY_SHARE, WIRE_SHARE, BOILERPLATE_SHARE, FORMULA_SHARE = 0.10, 0.07, 0.33, 0.003
"""Of articles; boilerplate: of the articles of an outlet that has some (four in five have)."""
VERBATIM_SHARE = 0.15
"""Of copies; the others have up to `MOST_EDITED` of their words edited, evenly spread."""
MOST_EDITED = 0.20
LEAST_COPIED = 20
"""In words, so that after deletions at least 15 are left, from which a passage counts as reused."""
N_OUTLETS = 48
"""The largest has a sixth of the articles, the smallest a hundred and fiftieth."""


class Place(NamedTuple):
    """A passage, in code points."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Planted:
    """A passage that stands in two articles.

    Args:
        kind: "copy", "wire", "boilerplate" or "formula".
        group: What belongs together has one name.  Of wire and boilerplate, each member is paired with the first one.
        edit_share: Words replaced, deleted or followed by a new one, over the words of the left passage.
        left: The passage that was copied.
        right: The copy.
    """

    kind: str
    group: str
    edit_share: float
    left: Place
    right: Place


class Paths(NamedTuple):
    """Where a corpus and its truth are."""

    corpus: Path
    truth: Path


def write_corpus(folder: Path, n: int, seed: int) -> Paths:
    """Write n articles, and the truth beside them; what is already there is left as it is."""
    stem = f"news-v{VERSION}-{n}-{seed}"
    paths = Paths(folder / f"{stem}.jsonl", folder / f"{stem}.truth.jsonl")
    if all(path.exists() for path in paths):
        return paths
    folder.mkdir(parents=True, exist_ok=True)
    corpus = _Corpus(n, np.random.default_rng([seed, n]))
    for path, rows in zip(paths, (corpus.render(), corpus.truth()), strict=True):  # the truth needs what rendering measures
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        part.replace(path)
    return paths


def read_truth(path: Path) -> list[Planted]:
    """Return what is planted in a corpus."""
    rows = (json.loads(line) for line in path.read_text("utf-8").split("\n") if line)
    return [Planted(**row | {side: Place(**row[side]) for side in ("left", "right")}) for row in rows]


class _Corpus:
    """Articles with what is planted, first by paragraphs; offsets are known when they have been rendered."""

    def __init__(self, n: int, chance: np.random.Generator) -> None:
        self.n, self.chance, self.language = n, chance, Language(chance)
        self.bodies = draw_bodies(self.language, n)
        likely = np.arange(1, N_OUTLETS + 1) ** -0.8
        self.outlets = chance.choice(N_OUTLETS, n, p=likely / likely.sum())
        self.days = chance.integers(0, 730, n)
        self.changed: dict[int, list[Codes]] = {}
        self.tails: dict[int, Codes] = {}
        self.rows: list[tuple[str, str, float, int, int, int, int, int, int]] = []
        """Kind, group, edit share; left article, its first paragraph and the one after the last; the same on the right."""
        self.offsets: dict[int, list[int]] = {}
        order = chance.permutation(n)
        copies, wire, formula, plain = np.split(
            order, np.cumsum([int(n * each) for each in (COPY_SHARE, WIRE_SHARE, FORMULA_SHARE)])
        )
        self._plant_copies(copies.tolist(), plain)
        self._plant_wire(wire.tolist())
        self._plant_formulas(formula.tolist())
        self._plant_boilerplate()

    def render(self) -> Iterator[dict[str, Any]]:
        """Yield the articles, and keep where the paragraphs of those with planted passages start."""
        surfaces = [Surfaces(self.language.words, bool(each)) for each in (False, True)]
        names = [each.capitalize() for each in self.language.words[2_000 : 2_000 + N_OUTLETS]]
        first_day = dt.date(2024, 1, 1)
        planted = {each for row in self.rows for each in (row[3], row[6])}
        for article, (outlet, day) in enumerate(zip(self.outlets.tolist(), self.days.tolist(), strict=True)):
            look = surfaces[outlet % 4 == 1].__getitem__
            parts = self.changed.get(article) or self.bodies.cut(article)
            if article in self.tails:
                parts = [*parts, self.tails[article]]
            paragraphs = [" ".join(map(look, part.tolist())) for part in parts]
            if article in planted:
                self.offsets[article] = starts([len(each) + 2 for each in paragraphs]).tolist()
            title = " ".join(map(look, (parts[0][:8] // N_MARKS * N_MARKS).tolist()))
            yield {
                "id": self._name(article),
                "outlet": f"The {names[outlet]} Post" if outlet % 2 else f"{names[outlet]} News",
                "published": (first_day + dt.timedelta(days=day)).isoformat(),
                "title": title[0].upper() + title[1:],
                "text": "\n\n".join(paragraphs),
            }

    def truth(self) -> Iterator[dict[str, Any]]:
        """Yield what is planted; all articles must have been rendered."""
        for kind, group, share, *places in self.rows:
            sides = {}
            for side, (article, first, after) in zip(("left", "right"), (places[:3], places[3:]), strict=True):
                at = self.offsets[article]
                sides[side] = {"document": self._name(article), "start": at[first], "end": at[after] - 2}
            yield {"kind": kind, "group": group, "edit_share": round(share, 4), **sides}

    def _name(self, article: int) -> str:
        return f"made-{article:07d}"

    def _edit(self, parts: Sequence[Codes], share: float) -> tuple[list[Codes], float]:
        """Return paragraphs with a share of their words edited, and the share that was: a third of edits each replace, insert, delete."""
        edited, n_edits = [], 0
        for part in parts:
            n = round(share * len(part))
            n_edits += n
            if not n:
                edited.append(part)
                continue
            places, edits = self.chance.permutation(len(part))[:n], self.chance.integers(0, 3, n)
            new, old = self.language.draw_words(n), part[places] // N_MARKS
            new = np.where(new == old, (new + 1) % N_WORDS, new)
            part = part.copy()
            replaced = places[edits == 0]
            part[replaced] = new[edits == 0] * N_MARKS + part[replaced] % N_MARKS
            times = np.ones(len(part), np.int64)
            times[places[edits == 1]], times[places[edits == 2]] = 2, 0
            after = np.cumsum(times)[places[edits == 1]] - 2
            part = np.repeat(part, times)
            part[after] = new[edits == 1] * N_MARKS
            edited.append(part)
        return edited, n_edits / sum(map(len, parts))

    def _plant_copies(self, copies: Sequence[int], plain: NDArray[np.int64]) -> None:
        sources = self.chance.choice(plain, len(copies)).tolist()
        shares = np.where(self.chance.random(len(copies)) < VERBATIM_SHARE, 0, self.chance.uniform(0, MOST_EDITED, len(copies)))
        for number, (article, source, share) in enumerate(zip(copies, sources, shares.tolist(), strict=True)):
            theirs, own = self.bodies.cut(source), self.bodies.cut(article)
            n = min(int(self.chance.integers(1, 6)), len(theirs))
            first = int(self.chance.integers(0, len(theirs) - n + 1))
            while sum(map(len, theirs[first : first + n])) < LEAST_COPIED:
                first, n = max(0, first - 1), n + 1
            n = min(n, len(theirs) - first)
            copied, edit_share = self._edit(theirs[first : first + n], share)
            at = int(self.chance.integers(0, len(own) + 1))
            self.changed[article] = [*own[:at], *copied, *own[at:]]
            self.days[article] = self.days[source] + self.chance.integers(0, 7)
            self.rows.append(("copy", f"copy-{number:06d}", edit_share, source, first, first + n, article, at, at + n))

    def _plant_wire(self, articles: Sequence[int]) -> None:
        """Cut the articles into groups; the first of each prints the story as it came."""
        number = 0
        while len(articles) >= 3:
            size = int(np.exp(self.chance.uniform(np.log(3), np.log(41))))
            first, *members = articles[:size]
            articles = articles[size:]
            story = self.bodies.cut(first)
            self.outlets[[first, *members]] = self.chance.permutation(N_OUTLETS)[: len(members) + 1]
            for article in members:
                luck = self.chance.random(3).tolist()
                n = len(story) if luck[0] < 0.6 else int(self.chance.integers(2, len(story)))
                printed, edit_share = self._edit(story[:n], 0.0 if luck[1] < 0.5 else 0.05 * luck[1])
                own = self.bodies.cut(article)[:1] if luck[2] < 0.3 else []
                self.changed[article] = [*own, *printed]
                self.days[article] = self.days[first] + self.chance.integers(0, 2)
                self.rows.append(("wire", f"wire-{number:05d}", edit_share, first, 0, n, article, len(own), len(own) + n))
            number += 1

    def _plant_formulas(self, articles: Sequence[int], size: int = 9) -> None:
        for number, at in enumerate(range(0, len(articles), size)):
            first, *members = articles[at : at + size]
            formula = self.bodies.cut(first)[:4]
            slots = [self.chance.permutation(len(part))[: len(part) // 6] for part in formula]
            for article in (first, *members):
                filled = [part.copy() for part in formula]
                for part, places in zip(filled, slots, strict=True):
                    part[places] = self.language.draw_numbers(len(places)) * N_MARKS + part[places] % N_MARKS
                self.changed[article] = filled
            n_slots, n_words = sum(map(len, slots)), sum(map(len, formula))
            rows = (("formula", f"formula-{number:04d}", n_slots / n_words, first, 0, 4, each, 0, 4) for each in members)
            self.rows.extend(rows)

    def _plant_boilerplate(self) -> None:
        texts = draw_bodies(self.language, N_OUTLETS)
        has = self.chance.random(self.n) < BOILERPLATE_SHARE
        for outlet in range(N_OUTLETS):
            articles = np.flatnonzero(has & (self.outlets == outlet)).tolist()
            if outlet % 5 == 4 or len(articles) < 2:
                continue
            text = max(texts.cut(outlet), key=len)
            slots = self.chance.permutation(len(text))[:2] if outlet % 2 else np.array([], np.int64)
            places = {each: len(self.changed.get(each) or self.bodies.cut(each)) for each in articles}
            for article in articles:
                self.tails[article] = tail = text.copy()
                tail[slots] = self.language.draw_words(len(slots)) * N_MARKS + tail[slots] % N_MARKS
            first, *members = articles
            self.rows += [
                (
                    "boilerplate",
                    f"boilerplate-{outlet:02d}",
                    len(slots) / len(text),
                    first,
                    places[first],
                    places[first] + 1,
                    each,
                    at,
                    at + 1,
                )
                for each in members
                for at in (places[each],)
            ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write one corpus and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=5)
    args = parser.parse_args(arguments)
    print(*write_corpus(args.folder, args.articles, args.seed), sep="\n")


if __name__ == "__main__":
    main()
