"""All reuse in a corpus: how fast, in what memory and how right, beside peers and the floor.

    python tests/bench/bench_scan.py --articles 10000 100000 --folder FOLDER

Corpora are made by `news_corpus.py` and kept in FOLDER.  Every job has a process of its own, and one works at a time; they
take turns for several rounds, so that a busy machine slows all of them alike, and medians are shown.  Jobs marked "once" need
minutes and run in the first round only.  newscompare is timed as a command, from the start of Python to the last byte written;
peers (`corpus_peers.py`) from when their libraries are imported, and they write nothing.

Recall and precision of newscompare are of passages with their offsets (`passage_truth.py`); of peers, which find no passages,
of pairs of articles.  Heavy: copies 15 to 20 % of whose words are edited.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
THREADS = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM", "NUMBA", "RAYON")
PEERS_ENVIRONMENT = {**os.environ, "PYTHONHASHSEED": "0", **{f"{each}_NUM_THREADS": "1" for each in THREADS}}
OURS_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
PASSES = ("findall", "floor")
SLOW = ("sparse_dot_topn", "scikit-learn")
PEERS = ("rensa", "rensa-32x3", "text-dedup", "datasketch", *SLOW, "rapidfuzz")
PEERS_OF_MANY = ("rensa", "rensa-32x3")
"""Those that are run on more than `MANY` articles."""
MANY = 20_000
OURS = "newscompare"
Results = dict[str, dict[str, Any]]
"""By job: medians of `wall` and `cpu` in seconds, `memory` in MB, and recall and precision; or why there are none."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio that is wanted.

    Args:
        job: What ours is compared with.
        measure: "cpu" or "wall".
        size: Of the smallest corpus, if it has at most `MANY` articles, or of the largest, if it has more.
        wanted: What the ratio must reach, and what it should.
        is_faster: Whether the ratio is theirs over ours, and must be that or more; else ours over theirs, and that or less.
    """

    job: str
    measure: Literal["cpu", "wall"]
    size: Literal[0, -1]
    wanted: tuple[float, float]
    is_faster: bool = True


GOALS = (
    Goal("datasketch", "cpu", 0, (30, 40)),
    Goal("rensa", "cpu", 0, (4, 6)),
    Goal("text-dedup", "cpu", 0, (20, 20)),
    Goal("sparse_dot_topn", "cpu", 0, (80, 80)),
    Goal("scikit-learn", "cpu", 0, (180, 180)),
    Goal("rensa", "wall", -1, (10, 15)),
    Goal("findall", "cpu", -1, (0.75, 0.5), is_faster=False),
    Goal("floor", "cpu", -1, (3, 2.2), is_faster=False),
)
MOST_GROWTH, MOST_MEMORY = (1.05, 1.05), (5.0, 3.5)
"""Exponent of CPU time from the smallest corpus to the largest; MB per MB of text at the largest."""
ACCURACY = {"recall": 0.99, "heavy": 0.96, "precision": 0.99}


def run_peer(name: str, corpus: Path) -> dict[str, Any]:
    """Run one job of `corpus_peers.py`."""
    command = [sys.executable, str(HERE / "corpus_peers.py"), name, str(corpus)]
    done = subprocess.run(command, capture_output=True, text=True, env=PEERS_ENVIRONMENT, check=False)
    if done.returncode:
        return {"problem": f"ended with {done.returncode}"}
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {"problem": f"{result['missing']} is not installed"} if "missing" in result else result


def run_ours(corpus: Path, out: Path, options: Sequence[str]) -> dict[str, Any]:
    """Run `scan` as a command.

    Its peak memory is never below that of this process, which therefore reads no corpus; of several processes it is the
    largest one's.
    """
    command = [sys.executable, "-m", "compare", "scan", str(corpus), "-o", str(out), "--quiet", *options]
    with tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, env=OURS_ENVIRONMENT, cwd=ROOT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        last = (errors.read().strip().splitlines() or [""])[-1]
    if process.returncode:
        return {"problem": f"ended with {process.returncode}: {last[:80]}"}
    memory = used.ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": memory}


def score_ours(corpus: Path, out: Path) -> dict[str, Any]:
    """Score what `scan` wrote, in a process of its own."""
    command = [sys.executable, str(HERE / "passage_truth.py"), str(corpus), str(out), "--json"]
    score: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return score


def measure(corpus: Path, names: Sequence[str], ours: Mapping[str, Sequence[str]], n_rounds: int) -> Results:
    """Run all jobs in turns and return their medians.

    Args:
        corpus: What they read.
        names: Peers and passes.
        ours: Options of `scan` by the name that is shown.
        n_rounds: How often each runs.
    """
    runs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "matches.jsonl"
        for number in range(n_rounds):
            jobs = [*ours, *(each for each in names if number == 0 or each not in SLOW)]
            turn = number % len(jobs)
            for name in jobs[turn:] + jobs[:turn]:
                result = run_ours(corpus, out, ours[name]) if name in ours else run_peer(name, corpus)
                if number == 0 and name in ours and "problem" not in result:
                    result |= score_ours(corpus, out)
                runs[name].append(result)
                said = result["problem"] if "problem" in result else f"{result['cpu']:.2f} CPU s"
                print(f"  round {number + 1}, {name}: {said}", file=sys.stderr)
    return {name: summarize(runs[name]) for name in (*ours, *names)}


def summarize(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the first run with the medians of all."""
    problem = next((each["problem"] for each in runs if "problem" in each), None)
    if problem:
        return {"problem": problem}
    return {**runs[0], **{key: statistics.median(each[key] for each in runs) for key in ("wall", "cpu", "memory")}}


def show_results(results: Results, n_megabytes: float) -> Iterator[str]:
    """Yield the table of one corpus, in Markdown."""
    yield "| | CPU s | wall s | CPU, ours = 1 | wall, ours = 1 | peak MB | MB per MB of text | recall | heavy | wire | boilerplate | precision |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|---|"
    ours = results.get(OURS, {})
    for name, each in results.items():
        if "problem" in each:
            yield f"| {name} | {each['problem']} " + "|" * 11
            continue
        label = f"{name} (once)" if name in SLOW else f"{name} (extrapolated)" if each.get("extrapolated") else name
        ratios = [f"{each[key] / ours[key]:.2f}" if key in ours else "" for key in ("cpu", "wall")]
        memory = "" if each.get("extrapolated") else f"{each['memory']:.0f} | {each['memory'] / n_megabytes:.1f}"
        right = [show_share(each.get(key)) for key in ("recall", "heavy", "wire", "boilerplate", "precision")]
        yield " | ".join([f"| {label}", f"{each['cpu']:.2f}", f"{each['wall']:.2f}", *ratios, memory or " | ", *right]) + " |"


def show_share(value: float | None) -> str:
    """Return a share for the table, cut and not rounded, so that 0.9899 is no 0.99."""
    return "" if value is None else f"{math.floor(value * 1000) / 1000:.3f}"


def show_goals(all_results: Mapping[int, Results], n_megabytes: Mapping[int, float]) -> Iterator[str]:
    """Yield the goals and what was measured, in Markdown."""
    sizes = sorted(all_results)
    yield "| articles | goal | wanted / stretch | measured | |"
    yield "|---|---|---|---|---|"
    for goal in GOALS:
        size = sizes[goal.size]
        if (size > MANY) != (goal.size == -1):
            continue
        ours, theirs = (all_results[size].get(name, {}) for name in (OURS, goal.job))
        if goal.measure in ours and goal.measure in theirs:
            ratio = theirs[goal.measure] / ours[goal.measure] if goal.is_faster else ours[goal.measure] / theirs[goal.measure]
            what = f"{goal.job} over ours" if goal.is_faster else f"ours over {goal.job}"
            yield show_goal(size, f"{what}, {goal.measure}", ratio, goal.wanted, is_least=goal.is_faster)
    if sizes[-1] > MANY and "cpu" in all_results[sizes[-1]].get(OURS, {}):
        ours = all_results[sizes[-1]][OURS]
        yield show_goal(sizes[-1], "peak MB per MB of text", ours["memory"] / n_megabytes[sizes[-1]], MOST_MEMORY, is_least=False)
    for name in all_results[sizes[-1]] if len(sizes) > 1 else ():
        first, last = (all_results[sizes[at]].get(name, {}) for at in (0, -1))
        if "cpu" in first and "cpu" in last:
            exponent = math.log(last["cpu"] / first["cpu"]) / math.log(n_megabytes[sizes[-1]] / n_megabytes[sizes[0]])
            span = f"{sizes[0]:,} to {sizes[-1]:,}"
            if name == OURS:
                yield show_goal(span, "growth exponent, cpu", exponent, MOST_GROWTH, is_least=False)
            else:
                yield f"| {span} | growth exponent of {name}, cpu | | {exponent:.2f} | |"
    for size in sizes:
        for key, least in ACCURACY.items():
            if (value := all_results[size].get(OURS, {}).get(key)) is not None:
                yield show_goal(size, key, value, (least, least), is_least=True)


def show_goal(size: int | str, what: str, value: float, wanted: tuple[float, float], *, is_least: bool) -> str:
    """Return the line of one goal."""
    sign = 1 if is_least else -1
    n_reached = sum(sign * value >= sign * each for each in wanted) - (wanted[0] == wanted[1])
    verdict = ("reached", "stretch")[n_reached - 1] if n_reached > 0 else "MISSED"
    limits = f"{wanted[0]:g}" if wanted[0] == wanted[1] else f"{wanted[0]:g} / {wanted[1]:g}"
    size = f"{size:,}" if isinstance(size, int) else size
    return f"| {size} | {what} | {'>=' if is_least else '<='} {limits} | {math.floor(value * 1000) / 1000:.3f} | {verdict} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the corpora, measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000], metavar="N")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where corpora are kept; default: nowhere")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", nargs="*", choices=PEERS, help=f"default: all; on more than {MANY:,} articles {PEERS_OF_MANY}")
    parser.add_argument("--without-ours", action="store_true")
    parser.add_argument("--options", action="append", default=[], help="measure `scan` with these options too: --options='--x 2'")
    args = parser.parse_args(arguments)
    ours = {} if args.without_ours else {OURS: [], **{f"{OURS} {each}": each.split() for each in args.options}}
    all_results, n_megabytes = {}, {}
    with tempfile.TemporaryDirectory() as temporary:
        for n in sorted(args.articles):
            command = [sys.executable, str(HERE / "news_corpus.py"), str(args.folder or temporary)]
            made = subprocess.run(
                [*command, f"--articles={n}", f"--seed={args.seed}"], capture_output=True, text=True, check=True
            )
            corpus = Path(made.stdout.splitlines()[0]).resolve()
            with corpus.open(encoding="utf-8", newline="\n") as lines:
                n_megabytes[n] = sum(len(json.loads(line)["text"].encode()) for line in lines) / 1e6
            names = [*PASSES, *((PEERS if n <= MANY else PEERS_OF_MANY) if args.peers is None else args.peers)]
            print(f"{n:,} articles, {n_megabytes[n]:.1f} MB of text, {args.rounds} round(s)", file=sys.stderr)
            all_results[n] = measure(corpus, names, ours, args.rounds)
    for n, results in all_results.items():
        print(
            f"{n:,} articles, {n_megabytes[n]:.1f} MB of text, medians of {args.rounds} round(s)\n",
            *show_results(results, n_megabytes[n]),
            "",
            sep="\n",
        )
        for name in ours:
            extra = [
                f"{key} {results[name][key]:.3f}" for key in ("cover", "overrun", "grouped") if results[name].get(key) is not None
            ]
            print(f"{name}: {', '.join(extra)}\n") if extra else None
    print(*show_goals(all_results, n_megabytes), sep="\n")


if __name__ == "__main__":
    main()
