"""How well passages that were found in a corpus agree with those that were planted in it.

    python tests/bench/passage_truth.py CORPUS MATCHES

CORPUS is written by `news_corpus.py`, with its truth beside it; MATCHES is what `scan` writes, with its clusters beside it.

A planted copy is found when one match between its two articles covers at least half of it on both sides.  Wire and
boilerplate may come out as groups: they are found when matches between the two articles, and passages of clusters that
hold both, cover at least half on both sides.  A match, or a pair of passages of one cluster, is right when it was
planted, if by way of third articles, or when both passages are alike: `LEAST_RATIO` of 100 or more.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from news_corpus import Place, Planted, read_truth
from rapidfuzz import fuzz

Match = tuple[str, int, int, str, int, int]
"""Left document, start, end; right document, start, end.  In either order, in code points."""
T = TypeVar("T")

LEAST_RATIO = 60
"""Of characters (rapidfuzz's `ratio`, 0 to 100), from which two passages are surely one text: planted copies have 85 or
more, of 15,000 pairs of passages of random articles none has more than 51."""
N_JUDGED = 5_000
"""Matches, and pairs of passages of one cluster, that are judged, by chance."""
BANDS = ("0 %", "0-5 %", "5-10 %", "10-15 %", "15-20 %")
"""Of edits: none, then above the first and up to the second."""


@dataclass(kw_only=True, slots=True)
class Score:
    """What was found of what was planted.

    Args:
        bands: For each band of edits, copies found and copies planted.
        covers: Of each copy found, the share of its characters, both sides together, inside the match that covers it best.
        overruns: Of each copy found, the characters of that match outside of it, mean of both sides.
        groups: For wire and boilerplate, pairs found and pairs planted.
        n_matches: All that was found.
        n_judged: Matches judged, and those of them that are right.
        n_grouped: Pairs of passages of one cluster that were judged, and those of them that are right.
        n_formula: Of the judged matches, those between articles that share only a formula; they count as any other.
        wrong: Of the judged matches, those that are not right.
    """

    bands: dict[str, tuple[int, int]]
    covers: list[float] = field(default_factory=list)
    overruns: list[float] = field(default_factory=list)
    groups: dict[str, tuple[int, int]] = field(default_factory=dict)
    n_matches: int = 0
    n_judged: tuple[int, int] = (0, 0)
    n_grouped: tuple[int, int] = (0, 0)
    n_formula: int = 0
    wrong: list[Match] = field(default_factory=list)

    @property
    def recall(self) -> float | None:
        """Share of copies that were found, in [0, 1]; None without copies."""
        return share(sum(found for found, _ in self.bands.values()), sum(n for _, n in self.bands.values()))

    @property
    def precision(self) -> float | None:
        """Share of the judged matches that are right, in [0, 1]; None without matches."""
        return share(self.n_judged[1], self.n_judged[0])

    def to_dict(self) -> dict[str, Any]:
        """Return what a table shows, by name."""
        groups = {kind: share(*each) for kind, each in self.groups.items()}
        figures = {"cover": mean(self.covers), "overrun": mean(self.overruns), "grouped": share(*self.n_grouped[::-1])}
        return {"recall": self.recall, "heavy": share(*self.bands[BANDS[-1]]), "precision": self.precision, **groups, **figures}

    def lines(self) -> Iterator[str]:
        """Yield the score as a text."""
        yield f"recall of copies       {show(self.recall)}"
        for band, (found, n) in self.bands.items():
            yield f"  edits {band:>8}       {show(share(found, n))}  ({found} of {n})"
        yield f"cover of found         {show(mean(self.covers))}"
        yield f"overrun                {show(mean(self.overruns), 1)} characters"
        for kind, (found, n) in self.groups.items():
            yield f"recall of {kind:12} {show(share(found, n))}  ({found} of {n})"
        yield f"precision              {show(self.precision)}  ({self.n_judged[0]} judged of {self.n_matches}, {self.n_formula} of a formula)"
        yield f"in one cluster         {show(share(self.n_grouped[1], self.n_grouped[0]))}  ({self.n_grouped[0]} pairs judged)"


def share(n: float, of: float) -> float | None:
    """Return n / of; None of nothing."""
    return n / of if of else None


def mean(values: Sequence[float]) -> float | None:
    """Return the mean; None of nothing."""
    return share(sum(values), len(values))


def show(value: float | None, n_digits: int = 3) -> str:
    """Return a number for a table."""
    return "–" if value is None else f"{value:.{n_digits}f}"


def name_band(edit_share: float) -> str:
    """Return the band of a share of edits; what rounding lifted above the last belongs to it.

    >>> [name_band(each) for each in (0, 0.05, 0.051, 0.21)]
    ['0 %', '0-5 %', '5-10 %', '15-20 %']
    """
    limits = (0, 0.05, 0.10, 0.15)
    return BANDS[sum(edit_share > each for each in limits)]


def score_passages(
    matches: Iterable[Match],
    clusters: Iterable[Sequence[Place]],
    planted: Sequence[Planted],
    texts: Mapping[str, str],
    seed: int = 5,
) -> Score:
    """Compare what was found with what was planted.

    Args:
        matches: Pairs of passages; read once.
        clusters: Passages that belong together; read once.
        planted: The truth.
        texts: By document.
        seed: Of the choice of what is judged.
    """
    wanted = {_key(each.left.document, each.right.document) for each in planted}
    direct: dict[tuple[str, str], list[tuple[Place, Place]]] = defaultdict(list)
    judged: _Sample[Match] = _Sample(N_JUDGED, seed)
    n_matches = 0
    for match in matches:
        n_matches += 1
        judged.add(match)
        left, right = _sides(match)
        if (left.document, right.document) in wanted:
            direct[left.document, right.document].append((left, right))
    grouped: _Sample[Match] = _Sample(N_JUDGED, seed)
    numbers: dict[str, dict[int, list[Place]]] = defaultdict(dict)
    for number, cluster in enumerate(clusters):
        places = [Place(*each) for each in cluster]
        for place in places:
            numbers[place.document].setdefault(number, []).append(place)
        if len(places) > 1:
            for _ in range(len(places) // 2):
                one, other = grouped.chance.sample(places, 2)
                grouped.add((*one, *other))

    result = Score(bands=dict.fromkeys(BANDS, (0, 0)), groups={"wire": (0, 0), "boilerplate": (0, 0)}, n_matches=n_matches)
    for each in planted:
        left, right = sorted((each.left, each.right))
        found = direct.get((left.document, right.document), [])
        if each.kind == "copy":
            best = max(found, key=lambda match: _cover(left, [match[0]]) + _cover(right, [match[1]]), default=None)
            is_found = best is not None and min(_cover(left, [best[0]]), _cover(right, [best[1]])) >= 0.5
            if best is not None and is_found:
                inside = _overlap(left, best[0]) + _overlap(right, best[1])
                result.covers.append(inside / (_length(left) + _length(right)))
                result.overruns.append((_length(best[0]) + _length(best[1]) - inside) / 2)
            band = name_band(each.edit_share)
            result.bands[band] = (result.bands[band][0] + is_found, result.bands[band][1] + 1)
        elif each.kind in result.groups:
            ours, theirs = numbers.get(left.document, {}), numbers.get(right.document, {})
            both = ours.keys() & theirs.keys()
            lefts = [match[0] for match in found] + [place for number in both for place in ours[number]]
            rights = [match[1] for match in found] + [place for number in both for place in theirs[number]]
            is_found = min(_cover(left, lefts), _cover(right, rights)) >= 0.5
            result.groups[each.kind] = (result.groups[each.kind][0] + is_found, result.groups[each.kind][1] + 1)

    origins = Origins(planted)
    result.wrong = [match for match in judged.chosen if not _is_right(match, origins, texts)]
    result.n_judged = len(judged.chosen), len(judged.chosen) - len(result.wrong)
    result.n_grouped = len(grouped.chosen), sum(_is_right(match, origins, texts) for match in grouped.chosen)
    result.n_formula = sum(origins.name(*_sides(match)) == "formula" for match in judged.chosen)
    return result


class _Sample(Generic[T]):
    """Up to n things of a stream, each as likely as any other."""

    def __init__(self, n: int, seed: int) -> None:
        self.n, self.n_seen = n, 0
        self.chance = random.Random(seed)
        self.chosen: list[T] = []

    def add(self, thing: T) -> None:
        self.n_seen += 1
        if len(self.chosen) < self.n:
            self.chosen.append(thing)
        elif (at := self.chance.randrange(self.n_seen)) < self.n:
            self.chosen[at] = thing


class Origins:
    """Which planted passages are of one text: the members of a group, and groups that took at least half of the same passage."""

    def __init__(self, planted: Iterable[Planted]) -> None:
        self.parents: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.places: dict[str, list[tuple[Place, str]]] = defaultdict(list)
        for each in planted:
            self.kinds[each.group] = each.kind
            for place in (each.left, each.right):
                for other, group in self.places[place.document]:
                    if group != each.group and 2 * _overlap(place, other) >= min(_length(place), _length(other)):
                        self.parents[self._find(group)] = self._find(each.group)
                if (place, each.group) not in self.places[place.document]:
                    self.places[place.document].append((place, each.group))

    def name(self, left: Place, right: Place) -> str | None:
        """Return the kind of text that both passages hold for at least half of their characters, if there is one."""
        ours, theirs = self._groups(left), self._groups(right)
        kinds = {kind for group, kind in ours.items() if group in theirs}
        return min(kinds - {"formula"}, default=None) or min(kinds, default=None)

    def groups(self, document: str) -> set[str]:
        """Return the texts that a document holds passages of."""
        return {self._find(group) for _, group in self.places.get(document, ())}

    def _groups(self, passage: Place) -> dict[str, str]:
        near = [(place, group) for place, group in self.places.get(passage.document, ()) if _overlap(place, passage)]
        by_group: dict[str, list[Place]] = defaultdict(list)
        for place, group in near:
            by_group[self._find(group)].append(place)
        kinds = {self._find(group): self.kinds[group] for _, group in near}
        return {group: kinds[group] for group, places in by_group.items() if _cover(passage, places) >= 0.5}

    def _find(self, group: str) -> str:
        while (parent := self.parents.get(group, group)) != group:
            group = parent
        return group


def _is_right(match: Match, origins: Origins, texts: Mapping[str, str]) -> bool:
    left, right = _sides(match)
    if origins.name(left, right) not in (None, "formula"):
        return True
    one, other = (texts[each.document][each.start : each.end] for each in (left, right))
    return fuzz.ratio(one, other, score_cutoff=LEAST_RATIO) > 0


def _sides(match: Match) -> tuple[Place, Place]:
    left, right = sorted((Place(*match[:3]), Place(*match[3:])))
    return left, right


def _key(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _length(place: Place) -> int:
    return place.end - place.start


def _overlap(one: Place, other: Place) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _cover(place: Place, spans: Iterable[Place]) -> float:
    """Return the share of a passage inside any of the spans, which are of the same document."""
    n, reach = 0, place.start
    for each in sorted(spans):
        n += max(0, min(each.end, place.end) - max(each.start, reach))
        reach = max(reach, each.end)
    return n / _length(place)


def read_texts(corpus: Path) -> dict[str, str]:
    """Return the text of each article by its id."""
    with corpus.open(encoding="utf-8", newline="\n") as lines:
        return {row["id"]: row["text"] for row in map(json.loads, lines)}


def read_matches(path: Path) -> Iterator[Match]:
    """Yield the matches that `scan` wrote."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        for row in map(json.loads, lines):
            left, right = row["left"], row["right"]
            yield left["document"], left["start"], left["end"], right["document"], right["start"], right["end"]


def read_clusters(path: Path) -> Iterator[list[Place]]:
    """Yield the clusters that `scan` wrote; none without the file."""
    if path.exists():
        with path.open(encoding="utf-8", newline="\n") as lines:
            for row in map(json.loads, lines):
                yield [Place(each["document"], each["start"], each["end"]) for each in row["passages"]]


def score_files(corpus: Path, matches: Path) -> Score:
    """Compare what `scan` wrote with the truth beside the corpus."""
    planted = read_truth(corpus.with_suffix(".truth.jsonl"))
    clusters = read_clusters(matches.with_suffix(".clusters.jsonl"))
    return score_passages(read_matches(matches), clusters, planted, read_texts(corpus))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the score of one run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("matches", type=Path)
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="show N of the matches that are not right")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a text")
    args = parser.parse_args(arguments)
    score = score_files(args.corpus, args.matches)
    if args.json:
        print(json.dumps(score.to_dict()))
        return
    print(*score.lines(), sep="\n")
    texts = read_texts(args.corpus) if args.wrong else {}
    for a, b, c, d, e, f in score.wrong[: args.wrong]:
        print("", f"{a} {b}-{c}: {texts[a][b:c]}", f"{d} {e}-{f}: {texts[d][e:f]}", sep="\n")


if __name__ == "__main__":
    main()
