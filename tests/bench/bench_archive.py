"""A draft against an archive: how fast it answers, how much it finds, and what the archive costs.

    python tests/bench/bench_archive.py --articles 100000 --folder FOLDER

The corpus is made by `news_corpus.py` and kept in FOLDER.  Drafts are articles with a planted copy (half of them) and others;
they are not in the archive.  Ratios are taken in one run: building against one `re.findall` pass over the same texts, the whole
process of `check` against that of `import numpy`; these take turns, and medians are shown.  `archive_kills.py` is the test of
crashes.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from news_corpus import Planted, read_truth, write_corpus

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}, "PYTHONPATH": str(ROOT)}
HEAVY = 0.15
"""Share of edited words from which a copy is heavily edited."""


class Goal(NamedTuple):
    """A figure that is wanted.

    Args:
        name: What is measured.
        value: What was measured.
        wanted: The most it should be, or the least if `is_least`.
        unit: Of both.
        is_least: See `wanted`.
    """

    name: str
    value: float
    wanted: float
    unit: str
    is_least: bool = False

    @property
    def line(self) -> str:
        """The goal in a line of a table."""
        is_met = self.value >= self.wanted if self.is_least else self.value <= self.wanted
        sign = ">=" if self.is_least else "<="
        return f"{self.name:<58}{self.value:>9.3g} {self.unit:<4} {sign} {self.wanted:g}  {'met' if is_met else 'NOT MET'}"


def choose_drafts(truth: Sequence[Planted], ids: Sequence[str], n: int) -> tuple[list[Planted], list[str]]:
    """Return planted copies whose right article is a draft, and articles without one that are drafts, too."""
    copies = [each for each in truth if each.kind == "copy"]
    chosen = copies[:: max(len(copies) // (n // 2), 1)][: n // 2]
    sources = {each.left.document for each in chosen}
    chosen = [each for each in chosen if each.right.document not in sources]
    planted = {place.document for each in truth if each.kind == "copy" for place in (each.left, each.right)}
    others = [id for id in ids if id not in planted]
    return chosen, others[:: max(len(others) // (n - len(chosen)), 1)][: n - len(chosen)]


def run(*arguments: str) -> tuple[float, float]:
    """Run Python in a process of its own, and return its wall time and its CPU time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True, env=ENVIRONMENT)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def time_findall(texts: Sequence[str]) -> float:
    """Return the CPU seconds of the pass that building is measured against."""
    begin = time.process_time()
    for text in texts:
        re.findall(r"\w+", text.lower())
    return time.process_time() - begin


def score_queries(archive: Any, drafts: dict[str, Any], copies: Sequence[Planted]) -> tuple[list[float], dict[str, float]]:
    """Return milliseconds of each query, and recall of the planted copies, light and heavy."""
    for draft in list(drafts.values())[:20]:
        archive.find(draft)
    milliseconds, found = [], {}
    for id, draft in drafts.items():
        begin = time.perf_counter()
        found[id] = archive.find(draft)
        milliseconds.append(1_000 * (time.perf_counter() - begin))
    hits: dict[str, list[bool]] = {"light": [], "heavy": []}
    for each in copies:
        right = each.right
        covered = sum(
            max(min(passage.left.end, right.end) - max(passage.left.start, right.start), 0)
            for passage in found[right.document]
            if passage.right.document == each.left.document
        )
        hits["heavy" if each.edit_share > HEAVY else "light"].append(covered >= (right.end - right.start) / 2)
    return milliseconds, {name: sum(each) / max(len(each), 1) for name, each in hits.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where corpora are kept")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        measure(options, options.folder or Path(scratch), Path(scratch))


def measure(options: argparse.Namespace, folder: Path, scratch: Path) -> None:
    """Build, ask, and print a table."""
    from compare.archive import Archive
    from compare.model.documents import Document

    paths = write_corpus(folder, options.articles, options.seed)
    records = [json.loads(line) for line in paths.corpus.read_text("utf-8").split("\n") if line]
    copies, others = choose_drafts(read_truth(paths.truth), [record["id"] for record in records], options.queries)
    left_out = {*others, *(each.right.document for each in copies)}
    corpus = scratch / "corpus.jsonl"
    corpus.write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records if record["id"] not in left_out), "utf-8"
    )
    texts = [record["text"] for record in records if record["id"] not in left_out]
    drafts = {record["id"]: Document(id="the draft", text=record["text"]) for record in records if record["id"] in left_out}
    del records
    kept = scratch / "news.archive"
    findall, builds = [], []
    for _ in range(min(options.rounds, 3)):
        findall.append(time_findall(texts))
        shutil.rmtree(kept, ignore_errors=True)
        builds.append(run("-m", "compare", "archive", "add", str(kept), str(corpus)))
    size = sum(each.stat().st_size for each in kept.iterdir()) / sum(len(text.encode()) for text in texts)
    n_characters = sum(map(len, texts))
    del texts
    with Archive(kept) as archive:
        n_segments = archive.describe().n_segments
        milliseconds, recall = score_queries(archive, drafts, copies)
    draft = scratch / "draft.txt"
    draft.write_text(drafts[copies[0].right.document].text, "utf-8")
    bare, checks = [], []
    for _ in range(2 * options.rounds):
        bare.append(run("-c", "import numpy"))
        checks.append(run("-m", "compare", "check", str(draft), "--archive", str(kept)))
    build_wall, build_cpu = (statistics.median(column) for column in zip(*builds, strict=True))
    milliseconds.sort()
    n_heavy = sum(each.edit_share > HEAVY for each in copies)
    print(
        f"{options.articles - len(left_out):,} articles, {n_characters:,} characters, {n_segments} segments; {len(drafts)} drafts"
    )
    print(
        f"build from JSON lines: {build_wall:.1f} s wall, {build_cpu:.1f} s CPU; findall pass {statistics.median(findall):.1f} s"
    )
    all_recall = (recall["light"] * (len(copies) - n_heavy) + recall["heavy"] * n_heavy) / max(len(copies), 1)
    for goal in (
        Goal("warm query, median", statistics.median(milliseconds), 3, "ms"),
        Goal("warm query, 95 of 100", milliseconds[int(0.95 * len(milliseconds))], 10, "ms"),
        Goal(f"recall of {len(copies)} planted copies", all_recall, 0.98, "", is_least=True),
        Goal(f"recall of {n_heavy} with more than {HEAVY:.0%} of words edited", recall["heavy"], 0.96, "", is_least=True),
        Goal("build over findall pass, CPU", build_cpu / statistics.median(findall), 0.7, "x"),
        Goal("disk over text", size, 1.5, "x"),
        Goal("process of check over import numpy, wall", _ratio(checks, bare, 0), 2, "x"),
        Goal("process of check over import numpy, CPU", _ratio(checks, bare, 1), 2, "x"),
    ):
        print(goal.line)


def _ratio(one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]], column: int) -> float:
    return statistics.median(each[column] for each in one) / statistics.median(each[column] for each in other)


if __name__ == "__main__":
    main()
