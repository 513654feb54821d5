"""Kill a scan at random moments, again and again, and see what is left.  Run: python tests/bench/bench_kills.py --kills 200

Each round scans a corpus through the disk with a commit every few articles, kills it (SIGKILL) at a random moment, and starts it again, until
a run ends by itself.  Then both tables must be, byte for byte, those of a scan that nobody disturbed.  Nothing but counts is printed.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from news_corpus import write_corpus

CODE = """
import sys
from compare.corpus import local, plan
local._COMMIT_CHARACTERS, local.BATCH_CHARACTERS = 40_000, 20_000
plan._KEPT_SHARE, plan._LEAST_RANGE, plan._MOST_RANGE = 0.0, 1 << 14, 1 << 14
import compare
compare.scan_corpus(sys.argv[1], sys.argv[2])
"""


def start(corpus: Path, output: Path) -> subprocess.Popen[bytes]:
    """Begin a scan whose arrays lie on disk from the first on."""
    return subprocess.Popen([sys.executable, "-c", CODE, str(corpus), str(output)], stderr=subprocess.PIPE)


def read_tables(output: Path) -> list[bytes]:
    """Return both tables."""
    return [output.read_bytes(), output.with_suffix(".clusters.jsonl").read_bytes()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=5)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    n_kills = n_ends = n_wrong = n_failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = write_corpus(folder, args.articles, args.seed).corpus
        begin = time.monotonic()
        whole = folder / "whole.jsonl"
        if start(corpus, whole).wait():
            raise SystemExit("the undisturbed scan failed")
        lasts = time.monotonic() - begin
        expected = read_tables(whole)
        output = folder / "killed.jsonl"
        while n_kills < args.kills:
            process = start(corpus, output)
            try:
                said = process.communicate(timeout=chance.uniform(0.2, 1.0) * lasts)[1]
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                n_kills += 1
                if output.exists() and output.read_bytes() != expected[0]:
                    n_wrong += 1
                continue
            if process.returncode:
                n_failed += 1
                print(said.decode().strip().splitlines()[-1])
                raise SystemExit("a scan could not be taken up")
            n_ends += 1
            n_wrong += read_tables(output) != expected
            for path in folder.glob("killed*"):
                path.unlink()
    print(f"{n_kills} kills, {n_ends} scans ended after them, {n_wrong} wrong, {n_failed} could not be taken up")


if __name__ == "__main__":
    main()
