"""Issue 3: what the worst pairs of long documents cost.  Run: make bench

Two invented documents of each kind, each comparison in a process of its own: wall time, peak memory of the whole
process, matches, the share of copied words that were found (by construction: which word of the right document is
which of the left one), and every notice.  Nothing is asserted.

    python tests/bench/bench_long.py --sizes 0.25 1 5 --jobs align compare report --cases edited shuffled
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import warnings
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LIMIT = 600
"""Seconds after which a process is ended."""

Truth = tuple[int, int, int]
"""Words `[left, left + n)` stand on the right as `[right, right + n)`: left, right, n."""
Case = tuple[str, str, list[Truth] | None]


class Writer:
    """Writes invented prose: syllables for words, few words often and many seldom (Zipf), sentences and paragraphs."""

    def __init__(self, seed: int, prefix: str = "") -> None:
        self.random = random.Random(seed)
        syllables = [
            a + b for a in ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "st", "br") for b in "aeiou"
        ]
        words: dict[str, None] = {}
        while len(words) < 20_000:
            words[prefix + "".join(self.random.choices(syllables, k=self.random.choice((1, 2, 2, 3, 3, 4))))] = None
        self.words = list(words)
        self.weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))

    def take(self, n: int) -> list[str]:
        """Return `n` words."""
        return self.random.choices(self.words, cum_weights=self.weights, k=n)

    def sentences(self, size: int) -> list[list[str]]:
        """Return sentences of `size` characters together."""
        found = []
        while size > 0:
            found.append(self.take(self.random.randint(5, 30)))
            size -= sum(map(len, found[-1])) + len(found[-1]) + 1
        return found

    def edit(self, words: list[str], share: float) -> tuple[list[str], list[int]]:
        """Return words of which a share was replaced, dropped or doubled, and for each where it comes from (-1 if new)."""
        edited: list[str] = []
        origin: list[int] = []
        for k, word in enumerate(words):
            if self.random.random() >= share:
                edited.append(word)
                origin.append(k)
                continue
            operation = self.random.randrange(3)
            if operation == 0:
                edited += self.take(1)
                origin.append(-1)
            elif operation == 1:
                edited += [word, *self.take(1)]
                origin += [k, -1]
        return edited, origin


def print_text(sentences: list[list[str]], end: str = ".", paragraph: int = 4) -> str:
    """Return sentences as a text with a capital and a stop each."""
    return "".join(
        " ".join(words).capitalize() + end + ("\n\n" if k % paragraph == paragraph - 1 else " ")
        for k, words in enumerate(sentences)
    )


def join_truth(pairs: Iterator[tuple[int, int]]) -> list[Truth]:
    """Return pairs of words as runs."""
    runs: list[Truth] = []
    for i, j in pairs:
        if runs and runs[-1][0] + runs[-1][2] == i and runs[-1][1] + runs[-1][2] == j:
            runs[-1] = (*runs[-1][:2], runs[-1][2] + 1)
        else:
            runs.append((i, j, 1))
    return runs


def edit_sentences(writer: Writer, sentences: list[list[str]], share: float) -> tuple[list[list[str]], list[Truth]]:
    """Return sentences with edits, and what stayed."""
    edited: list[list[str]] = []
    pairs: list[tuple[int, int]] = []
    i = j = 0
    for words in sentences:
        new, origin = writer.edit(words, share)
        if new:
            edited.append(new)
        pairs += [(i + k, j + at) for at, k in enumerate(origin) if k >= 0]
        i, j = i + len(words), j + len(new)
    return edited, join_truth(iter(pairs))


def make_edited(size: int) -> Case:
    writer = Writer(1)
    left = writer.sentences(size)
    right, truth = edit_sentences(writer, left, 0.05)
    return print_text(left), print_text(right), truth


def make_shuffled(size: int) -> Case:
    writer = Writer(2)
    left = writer.sentences(size)
    starts = list(accumulate((len(words) for words in left), initial=0))
    order = list(range(len(left)))
    writer.random.shuffle(order)
    truth, j = [], 0
    for k in order:
        truth.append((starts[k], j, len(left[k])))
        j += len(left[k])
    return print_text(left), print_text([left[k] for k in order]), truth


def make_repeated(size: int) -> Case:
    (sentence,) = Writer(3).sentences(1)
    n = size // (len(" ".join(sentence)) + 2)
    return print_text([sentence] * n), print_text([sentence] * (n - n // 50)), None


def make_nearly_repeated(size: int) -> Case:
    writer = Writer(4)
    sentence = writer.take(18)
    n = size // (len(" ".join(sentence)) + 2)
    left = [writer.edit(sentence, 0.03)[0] or sentence for _ in range(n)]
    right = [writer.edit(sentence, 0.03)[0] or sentence for _ in range(n)]
    return print_text(left), print_text(right), None


def make_unrelated(size: int) -> Case:
    return print_text(Writer(5).sentences(size)), print_text(Writer(6, "o").sentences(size)), None


def make_strangers(size: int) -> Case:
    """One vocabulary, nothing copied: what two unrelated texts of one language are."""
    writer = Writer(7)
    return print_text(writer.sentences(size)), print_text(writer.sentences(size)), None


def make_one_line(size: int) -> Case:
    writer = Writer(8)
    left = writer.sentences(size)
    right, truth = edit_sentences(writer, left, 0.05)
    return print_text(left, "", 1 << 60).lower(), print_text(right, "", 1 << 60).lower(), truth


def make_boilerplate(size: int) -> Case:
    """Thousands of paragraphs, each one of 20 standing texts or one of its own, on both sides in orders of their own."""
    writer = Writer(9)
    standing = [writer.sentences(500) for _ in range(20)]

    def write() -> str:
        paragraphs: list[list[list[str]]] = []
        length = 0
        while length < size:
            paragraphs.append(writer.random.choice(standing) if writer.random.random() < 0.7 else writer.sentences(500))
            length += 500
        return "\n\n".join(print_text(each, paragraph=1 << 60) for each in paragraphs)

    return write(), write(), None


def make_one_word(size: int) -> Case:
    return "ferry " * (size // 6), "ferry " * (size // 6 - 7), None


def make_chinese(size: int) -> Case:
    """No spaces; a sign is three bytes of UTF-8, and a word."""
    writer = Writer(10)
    signs = [chr(0x4E00 + k) for k in range(3_000)]
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(signs))))
    left = []
    while size > 0:
        left.append(writer.random.choices(signs, cum_weights=weights, k=writer.random.randint(8, 40)))
        size -= 3 * (len(left[-1]) + 1)
    writer.words, writer.weights = signs, weights
    right, truth = edit_sentences(writer, left, 0.05)
    return "".join("".join(each) + "。" for each in left), "".join("".join(each) + "。" for each in right), truth


def make_short_lines(size: int) -> Case:
    """Lines of two to six words, as many as go in (200,000 in 5 MB)."""
    writer = Writer(11)
    left = []
    while size > 0:
        left.append(writer.take(writer.random.randint(2, 6)))
        size -= sum(map(len, left[-1])) + len(left[-1])
    right, truth = edit_sentences(writer, left, 0.05)
    return "\n".join(map(" ".join, left)), "\n".join(map(" ".join, right)), truth


CASES: dict[str, Callable[[int], Case]] = {
    "edited": make_edited,
    "shuffled": make_shuffled,
    "repeated": make_repeated,
    "nearly repeated": make_nearly_repeated,
    "unrelated": make_unrelated,
    "strangers": make_strangers,
    "one line": make_one_line,
    "boilerplate": make_boilerplate,
    "one word": make_one_word,
    "Chinese": make_chinese,
    "short lines": make_short_lines,
}


COMMON_CASES = ("edited", "shuffled", "repeated", "nearly repeated", "unrelated", "boilerplate", "Chinese")
"""Those that are measured unless others are asked for: with all of them it takes more than two minutes."""


def count_found(case: Case, matches: Any) -> tuple[int, int, int]:
    """Return how many words were copied, how many of them one match holds on both sides, how many are equal in its edits."""
    from compare.text.words import split_words

    starts = split_words(case[0]).starts, split_words(case[1]).starts
    owner: tuple[list[int], list[int]] = ([-1] * len(starts[0]), [-1] * len(starts[1]))
    partner = [-1] * len(starts[0])
    for n, match in enumerate(matches):
        for side, passage in ((0, match.left), (1, match.right)):
            first, last = bisect_left(starts[side], passage.start), bisect_left(starts[side], passage.end)
            owner[side][first:last] = [n] * (last - first)
        for edit in match.edits:
            if edit.operation == "equal":
                first, last = bisect_left(starts[0], edit.left_start), bisect_left(starts[0], edit.left_end)
                begin = bisect_left(starts[1], edit.right_start)
                partner[first:last] = range(begin, begin + last - first)
    copied = held = equal = 0
    for i, j, n in case[2] or ():
        copied += n
        held += sum(owner[0][i + k] == owner[1][j + k] != -1 for k in range(n))
        equal += sum(partner[i + k] == j + k for k in range(n))
    return copied, held, equal


def measure(case_name: str, size: float, job: str) -> dict[str, Any]:
    """Do one job in this process and return what it cost."""
    import resource

    import compare

    left, right, truth = CASES[case_name](int(size * 1_000_000))
    documents = compare.Document(id="left", text=left), compare.Document(id="right", text=right)
    with warnings.catch_warnings(record=True) as caught, tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("always")
        start = time.perf_counter()
        comparison = None
        if job == "align":
            matches = compare.align_documents(*documents)
        else:
            comparison = compare.compare_documents(documents)
            matches = comparison.matches
            if job == "report":
                compare.write_report(comparison, folder)
        seconds = time.perf_counter() - start
        written = sum(each.stat().st_size for each in Path(folder).iterdir())
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // scale
    notices = [str(each.message) for each in caught] + [str(each) for each in (comparison.notices if comparison else ())]
    copied, held, equal = count_found((left, right, truth), matches)
    covered = sum(match.left.length for match in matches) / max(len(left), 1)
    return {
        "seconds": seconds,
        "peak": peak,
        "matches": len(matches),
        "clusters": len(comparison.clusters) if comparison else None,
        "held": held / copied if copied else None,
        "equal": equal / copied if copied else None,
        "covered": covered,
        "written": written,
        "notices": notices,
    }


def run(case_name: str, size: float, job: str) -> dict[str, Any]:
    """Do one job in a process of its own; an `error` if it does not end, or not in time."""
    command = [sys.executable, str(Path(__file__)), "--one", case_name, str(size), job]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, cwd=ROOT, env=environment, check=False)
    except subprocess.TimeoutExpired:
        return {"error": f"ended after {LIMIT} s"}
    if done.returncode:
        return {"error": f"exit {done.returncode}: {done.stderr.strip().splitlines()[-1:]}"}
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=float, nargs="+", default=[1.0], help="millions of bytes of each document")
    parser.add_argument("--jobs", nargs="+", default=["compare"], choices=["align", "compare", "report"])
    parser.add_argument("--cases", nargs="+", default=COMMON_CASES, choices=list(CASES), metavar="CASE", help=", ".join(CASES))
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one[0], float(args.one[1]), args.one[2])))
        return

    def share(value: float | None) -> str:
        return "-" if value is None else f"{value:.4f}"

    print(
        f"{'case':16}{'MB':>5} {'job':8}{'s':>7}{'peak MB':>9}{'matches':>9}{'clusters':>9}{'held':>8}{'equal':>8}{'covered':>8}"
    )
    for job in args.jobs:
        for size in args.sizes:
            for name in args.cases:
                got = run(name, size, job)
                head = f"{name:16}{size:5.2f} {job:8}"
                if "error" in got:
                    print(head, got["error"], flush=True)
                    continue
                clusters = "-" if got["clusters"] is None else got["clusters"]
                print(
                    f"{head}{got['seconds']:7.1f}{got['peak']:9d}{got['matches']:9d}{clusters:>9}"
                    f"{share(got['held']):>8}{share(got['equal']):>8}{share(got['covered']):>8}",
                    flush=True,
                )
                for notice in got["notices"]:
                    print(f"    {notice}", flush=True)


if __name__ == "__main__":
    main()
