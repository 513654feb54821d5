"""Shared passages of two texts: how fast and how right, beside three peers.  Run: make bench GOLD=folder

GOLD is a folder of `*.jsonl.gz` with pairs whose shared passages are known (`passage_pairs.py` says how they are
written).  Without it, pairs are made from the sample stories; plagdet is then of made-up pairs, which are easier than
real ones.

Each system runs in a process of its own, on one thread, and only one of them works at a time: they get the same pair
in turn, so that a busy machine slows all of them alike.  Every round has new processes, whose caches are empty; the
libraries are imported, and a small pair is compared, before the clock starts.  Times are of the round with the median
CPU time; MB are millions of characters, both sides together.

The peers' thresholds are chosen on the odd pairs of each file (--tune) and the figures are of the even ones, counted from 0.
newscompare runs with its default options, some of which were chosen on all pairs of PAN 2013's training sample: plagdet
on that sample flatters it.  Detections whose longer side has less than --min-chars characters are left out of the score,
of all systems alike: PAN's cases are long, and newscompare also reports single sentences.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from passage_pairs import Box, Pair, Tally, make_pairs, read_pairs
from passage_peers import SYSTEMS, System

ROOT = Path(__file__).parents[2]
THREADS = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), **{f"{each}_NUM_THREADS": "1" for each in THREADS}}
SMALL_PAIR = (
    "The ferry sank off Port Alder on Monday evening, the coast guard said. Nobody was hurt.",
    "Rain fell. The ferry sank off Port Alder on Monday evening, officials said.",
)


class Worker:
    """A system in a process of its own."""

    def __init__(self, name: str) -> None:
        command = [sys.executable, __file__, "--worker", name]
        self.name, self.wall, self.cpu = name, 0.0, 0.0
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
        self._receive()  # it is ready

    def find(self, pair: Pair) -> list[Box]:
        """Return the passages that the system finds, and add up the time it takes."""
        answer = self._ask([pair.left, pair.right])
        self.wall += answer["wall"]
        self.cpu += answer["cpu"]
        return [(a, b, c, d) for a, b, c, d in answer["found"]]

    def close(self) -> tuple[int, int]:
        """End the process; return its memory (MB) at the start and its peak."""
        start, peak = self._ask(None)
        self.process.communicate()
        return start, peak

    def _ask(self, question: Any) -> Any:
        print(json.dumps(question), file=self.process.stdin, flush=True)
        return self._receive()

    def _receive(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended with {self.process.wait()}")
        return json.loads(line)


def work(system: System) -> None:
    """Answer pairs from standard input, one JSON line each, until null."""
    system.find(*SMALL_PAIR)
    start = measure_memory()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        pair = json.loads(line)
        if pair is None:
            print(json.dumps([start, measure_memory()]), flush=True)
            return
        wall, cpu = time.perf_counter(), time.process_time()
        found = system.find(*pair)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        print(json.dumps({"wall": wall, "cpu": cpu, "found": found}), flush=True)


def measure_memory() -> int:
    """Return the peak memory of this process, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # elsewhere, and for `getrusage` on Linux too, a process may begin with its parent's peak
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)


def run_round(names: Sequence[str], files: Mapping[str, Sequence[Pair]], min_chars: int) -> dict[str, dict[str, Any]]:
    """Give every pair to every system; return for each its times, memory, and a tally for each file."""
    workers = [Worker(name) for name in names]
    tallies = {name: {file: Tally() for file in files} for name in names}
    pairs = [(file, pair) for file, each in files.items() for pair in each]
    for number, (file, pair) in enumerate(pairs):
        turn = number % len(workers)
        for worker in workers[turn:] + workers[:turn]:
            found = [each for each in worker.find(pair) if max(each[1] - each[0], each[3] - each[2]) >= min_chars]
            tallies[worker.name][file].add(pair.cases, found)
    return {
        each.name: {"wall": each.wall, "cpu": each.cpu, "memory": each.close(), "tallies": tallies[each.name]} for each in workers
    }


def tune(names: Sequence[str], files: Mapping[str, Sequence[Pair]], min_chars: int) -> None:
    """Print the best thresholds of each peer on these pairs."""
    pairs = [pair for each in files.values() for pair in each]
    for system in (SYSTEMS[name] for name in names if SYSTEMS[name].grid):
        floor = tuple(map(min, system.grid))
        seen = [system.look(pair.left, pair.right, floor) for pair in pairs]
        results = []
        for thresholds in system.trials():
            tally = Tally()
            for pair, each in zip(pairs, seen, strict=True):
                found = system.pick(each, thresholds)
                tally.add(pair.cases, [box for box in found if max(box[1] - box[0], box[3] - box[2]) >= min_chars])
            results.append((tally.plagdet, thresholds))
        best = sorted(results, reverse=True)[:5]
        print(f"{system.name}, in use {system.thresholds}: " + " · ".join(f"{each} {plagdet:.3f}" for plagdet, each in best))


def show_files(files: Mapping[str, Sequence[Pair]], result: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield a line for each file and system."""
    yield f"{'pairs':34}{'system':13}{'cases':>6}{'found':>6}{'recall':>8}{'precision':>11}{'granularity':>13}{'plagdet':>9}"
    for file, pairs in files.items():
        for name, each in result.items():
            tally = each["tallies"][file]
            right = f"{tally.recall:8.3f}{tally.precision:11.3f}{tally.granularity:13.3f}{tally.plagdet:9.3f}"
            right = right if tally.n_cases else "   nothing to find: what is found is false"
            yield f"{file[:26]:27}{len(pairs):6d} {name:13}{tally.n_cases:6d}{tally.n_found:6d}{right}"


def show_table(n_chars: int, result: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the table of all files together, in Markdown."""
    yield "| system | MB/s of CPU time | MB/s of wall time | CPU s | wall s | peak MB (with libraries only) | plagdet | recall | precision | granularity |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for name, each in result.items():
        tally, (start, peak) = Tally.of(each["tallies"].values()), each["memory"]
        speed = f"{n_chars / each['cpu'] / 1e6:.2f} | {n_chars / each['wall'] / 1e6:.2f} | {each['cpu']:.2f} | {each['wall']:.2f}"
        right = f"{tally.plagdet:.3f} | {tally.recall:.3f} | {tally.precision:.3f} | {tally.granularity:.3f}"
        yield f"| {name} | {speed} | {peak} ({start}) | {right} |"


def read_stories() -> list[list[str]]:
    """Return the texts of the sample stories."""
    sys.path.insert(0, str(ROOT))
    from compare import read_documents

    folders = sorted(each for each in (ROOT / "texts").iterdir() if each.is_dir())
    return [[document.text for document in read_documents(folder)] for folder in folders]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, or tune the peers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, metavar="GOLD", help="folder of pairs; default: made-up pairs")
    parser.add_argument("--every", type=int, default=1, metavar="K", help="only every K-th of the pairs, for a quick look")
    parser.add_argument("--all", action="store_true", help="odd pairs too, on which the peers' thresholds were chosen")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--min-chars", type=int, default=230)
    parser.add_argument("--systems", default=",".join(SYSTEMS), help="default: %(default)s")
    parser.add_argument("--tune", action="store_true", help="try the peers' thresholds on the odd pairs instead")
    parser.add_argument("--worker", choices=SYSTEMS, help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.worker:
        work(SYSTEMS[args.worker])
        return
    if args.gold:
        paths = sorted(args.gold.glob("*.jsonl.gz"))
        if not paths:
            raise SystemExit(f"GOLD must be a folder with files *.jsonl.gz. Got {args.gold}.")
        first, step = (0, 1) if args.all else (int(args.tune), 2)
        files = {path.name.removesuffix(".jsonl.gz"): read_pairs(path)[first :: step * args.every] for path in paths}
    else:
        files = {kind: pairs[:: args.every] for kind, pairs in make_pairs(read_stories()).items()}
    names = args.systems.split(",")
    if args.tune:
        tune(names, files, args.min_chars)
        return
    rounds = [run_round(names, files, args.min_chars) for _ in range(args.rounds)]
    cpu = {name: statistics.median_low(each[name]["cpu"] for each in rounds) for name in names}
    result = {name: next(each[name] for each in rounds if each[name]["cpu"] == cpu[name]) for name in names}
    n_chars = sum(len(pair.left) + len(pair.right) for pairs in files.values() for pair in pairs)
    what = (
        "gold data"
        if args.gold
        else "MADE-UP pairs, easier than real ones: plagdet shows that a system works, not how good it is"
    )
    print(f"{sum(map(len, files.values()))} pairs, {n_chars / 1e6:.1f} million characters, {args.rounds} rounds; {what}\n")
    print(*show_files(files, result), "", *show_table(n_chars, result), sep="\n")


if __name__ == "__main__":
    main()
