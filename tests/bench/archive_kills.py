"""Kill a process at random moments of adding, removing and merging, and look at what it leaves.

    python tests/bench/archive_kills.py --kills 200

After each kill: whatever the process had said was done is there; what it was about to do is there wholly or not at all; every
text is the one that was added; the archive is whole; and passages are found.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_WORDS = [a + b + c for a in "bdfgklmnprst" for b in ("an", "el", "ir", "or") for c in ("do", "ka", "ler", "mi")]
_MOST_SECONDS = 0.6
"""Longest life of a process: in that time it makes some thirty additions, twenty removals and fifteen merges."""


class Tally(NamedTuple):
    """What was survived.

    Args:
        n_kills: Processes that were killed.
        n_said: Additions and removals that they said were done.
        n_documents: Documents that are there at the end.
        n_strays: Files that no commit names, left by crashes and swept by the next writer.
    """

    n_kills: int
    n_said: int
    n_documents: int
    n_strays: int


def made_text(number: int) -> str:
    """Return the text of a document, known by its number."""
    chance = random.Random(number)
    return " ".join(chance.choice(_WORDS) for _ in range(60))


def run_kills(folder: Path, n: int, seed: int) -> Tally:
    """Kill n processes that work on one archive.

    Raises:
        AssertionError: Something is lost, or wrong.
    """
    chance = random.Random(seed)
    added: set[str] = set()
    removed: set[str] = set()
    n_said = n_strays = 0
    there: set[str] = set()
    for k in range(n):
        lines = _kill(folder, chance.randrange(1 << 30), k * 1_000, chance.uniform(0, _MOST_SECONDS))
        n_said += len(lines)
        added |= {id for verb, *ids in lines if verb == "added" for id in ids}
        removed |= {id for verb, *ids in lines if verb == "removed" for id in ids}
        untold = set(lines[-1][1:]) if lines and lines[-1][0] == "added" else set()
        if not (folder / "archive.sqlite").exists():
            assert not lines, "the archive is gone"
            continue
        before, there = there, _examine(folder, chance)
        n_strays += _count_strays(folder)
        assert added - removed - there <= untold, f"lost: {sorted(added - removed - there - untold)}"
        assert removed.isdisjoint(there), f"back again: {sorted(removed & there)}"
        new = there - before - added
        assert len({int(id[1:]) // 1_000 for id in new}) <= 1, "more than the last addition was under way"
        removed |= untold - there
        added |= there
    return Tally(n, n_said, len(there), n_strays)


def _kill(folder: Path, seed: int, first: int, seconds: float) -> list[list[str]]:
    """Let a process work for so long, and return what it said."""
    child = subprocess.Popen(
        [sys.executable, __file__, "--work", str(folder), str(seed), str(first)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    said = child.stdout.read()
    child.stdout.close()
    child.wait()
    return [line.split() for line in said.split("\n")[:-1]]  # what has no line end was not said


def _examine(folder: Path, chance: random.Random) -> set[str]:
    """Return the ids that are there, after a look at everything."""
    from compare.archive import Archive

    with Archive(folder) as archive:
        documents = {each.id: each for each in archive}
        assert all(each.text == made_text(int(id[1:])) for id, each in documents.items()), "a text differs"
        found = archive.verify(every=True)
        assert found.is_whole, found.problems
        for id in chance.sample(sorted(documents), min(len(documents), 5)):
            ids = [each.right.document for each in archive.find(documents[id].text)]
            assert ids == [id], f"{id} is found as {ids}"
    return set(documents)


def _count_strays(folder: Path) -> int:
    from compare.archive.schema import open_to_read
    from compare.archive.segments import list_strays
    from compare.archive.writer import list_segments

    connection = open_to_read(str(folder))
    try:
        return len(list(list_strays(str(folder), [row.number for row in list_segments(connection)])))
    finally:
        connection.close()


def work(folder: str, seed: int, first: int) -> None:
    """Add and remove until somebody ends it."""
    from compare.archive import Archive, merging
    from compare.model.documents import Document

    merging.FACTOR = 3  # type: ignore[misc]  # so that most commits lead to a merge
    archive, chance, number = Archive(folder), random.Random(seed), first
    print("ready", flush=True)
    while True:
        numbers = range(number, number + chance.randint(1, 6))
        ids = [f"d{each}" for each in numbers]
        archive.add(Document(id=f"d{each}", text=made_text(each), outlet="Gazette") for each in numbers)
        print("added", *ids, flush=True)
        gone = [id for id in ids if chance.random() < 0.3]
        archive.remove(gone)
        print("removed", *gone, flush=True)
        number = numbers.stop


def main(arguments: Sequence[str] | None = None) -> None:
    """Kill, and say what was survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--work", nargs=3, metavar=("FOLDER", "SEED", "FIRST"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.work:
        work(options.work[0], int(options.work[1]), int(options.work[2]))
    with tempfile.TemporaryDirectory() as folder:
        tally = run_kills(Path(folder) / "news.archive", options.kills, options.seed)
    print(
        f"{tally.n_kills} kills: {tally.n_said:,} additions and removals were said to be done and all are, {tally.n_documents:,} "
        f"documents, {tally.n_strays} files left behind and swept; nothing lost, nothing wrong."
    )


if __name__ == "__main__":
    main()
