"""W1: what a report on one story costs, as ratios to things nobody can avoid.  Run: make bench

The whole process of `newscompare report` on five articles is held against the bare import of scikit-learn's text
part (which it needs), and `newscompare --help` against a bare start of Python.  All commands are run in turn, in one
run, so that a busy machine slows all of them alike; medians of wall time and of CPU time are shown.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Without bytecode every import is compiled anew and looks twice as slow as it is."""


def run(command: list[str]) -> tuple[float, float, int]:
    """Return wall seconds, CPU seconds and peak memory (MB) of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // scale


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--story", default=str(ROOT / "texts" / "drills"), help="folder of articles")
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args()
    python = [sys.executable]
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "compare")], check=True, env=ENVIRONMENT)
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "bare Python": [*python, "-c", "pass"],
            "newscompare --help": [*python, "-m", "compare", "--help"],
            "import sklearn.feature_extraction.text": [*python, "-c", "import sklearn.feature_extraction.text"],
            "newscompare report": [*python, "-m", "compare", "report", args.story, "-o", folder],
        }
        times: dict[str, list[tuple[float, float, int]]] = {name: [] for name in commands}
        for round_ in range(args.rounds + 1):
            for name, command in commands.items():
                taken = run(command)
                if round_:  # the first round warms the file cache
                    times[name].append(taken)
    wall = {name: statistics.median(each[0] for each in taken) for name, taken in times.items()}
    cpu = {name: statistics.median(each[1] for each in taken) for name, taken in times.items()}
    print(f"{'':42}{'wall ms':>9}{'CPU ms':>9}{'peak MB':>9}")
    for name, taken in times.items():
        print(f"{name:42}{wall[name] * 1000:9.0f}{cpu[name] * 1000:9.0f}{max(each[2] for each in taken):9d}")
    for name, base, goal in (
        ("newscompare report", "import sklearn.feature_extraction.text", 1.5),
        ("newscompare --help", "bare Python", 8),
    ):
        print(f"{name} / {base}: wall {wall[name] / wall[base]:.2f}, CPU {cpu[name] / cpu[base]:.2f} (goal <= {goal})")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
