"""A scan that was broken off goes on where it was, and never gives anything but the result of a whole one."""

import json
import os
import random
import subprocess
import sys
import time

import pytest

import compare
from compare.corpus import local, plan, store
from compare.corpus.store import Store
from compare.errors import CompareError, InputError, OutputError

CODE = """
import sys
from compare.corpus import local, plan
local._COMMIT_CHARACTERS, local.BATCH_CHARACTERS = 3_000, 2_000
plan._KEPT_SHARE, plan._LEAST_RANGE, plan._MOST_RANGE = 0.0, 256, 256
import compare
compare.scan_corpus(sys.argv[1], sys.argv[2])
"""
"""A scan whose arrays lie on disk from the first on, with a commit every other article."""


@pytest.fixture
def on_disk(monkeypatch):
    """Everything goes through the disk, in small pieces."""
    monkeypatch.setattr(local, "_COMMIT_CHARACTERS", 3_000)
    monkeypatch.setattr(local, "BATCH_CHARACTERS", 2_000)
    monkeypatch.setattr(plan, "_KEPT_SHARE", 0.0)
    monkeypatch.setattr(plan, "_LEAST_RANGE", 256)
    monkeypatch.setattr(plan, "_MOST_RANGE", 256)


class Stop(Exception):  # noqa: N818 - no error
    """Stands for whatever ends a process."""


def scan_until(monkeypatch, corpus, output, n_commits):
    """Scan until the given commit has been made, then break off; return whether it was broken off."""
    commit, made = Store.commit, []

    def counted(self, state):
        commit(self, state)
        made.append(state)
        if len(made) == n_commits:
            raise Stop

    with monkeypatch.context() as patch:
        patch.setattr(Store, "commit", counted)
        try:
            compare.scan_corpus(corpus, output)
        except Stop:
            return made[-1]
    return None


def test_a_scan_broken_off_after_any_commit_gives_the_same_result(corpus, tmp_path, monkeypatch, on_disk):
    """At each commit of the whole work; each time something is left to do.  Notices come once."""
    with corpus.open("a") as stream:
        stream.write("{broken\n")
    notices = compare.scan_corpus(corpus, tmp_path / "whole.jsonl").notices
    assert len(notices) == 1
    expected = [(tmp_path / f"whole{name}.jsonl").read_bytes() for name in ("", ".clusters")]
    output, steps, n = tmp_path / "broken.jsonl", set(), 1
    while state := scan_until(monkeypatch, corpus, output, n):
        steps.add(state["step"])
        assert not output.exists()
        assert compare.scan_corpus(corpus, output).notices == notices
        assert [(tmp_path / f"broken{name}.jsonl").read_bytes() for name in ("", ".clusters")] == expected
        output.unlink()
        n += 1 if n < 12 else 7
    assert steps >= {"read", "pair", "match"}
    assert n > 40


def test_what_was_read_is_not_read_again(corpus, tmp_path, monkeypatch, on_disk):
    """Once all documents are read, the corpus is not opened again, and its notices are kept."""
    with corpus.open("a") as stream:
        stream.write("{broken\n")
    n = 1
    while scan_until(monkeypatch, corpus, tmp_path / "reuse.jsonl", n)["step"] == "read":
        n += 1
        __import__("shutil").rmtree(tmp_path / "reuse.jsonl.work")
    monkeypatch.setattr("compare.readers.corpus.DocumentStream.__iter__", lambda _: pytest.fail("it was read again"))
    scan = compare.scan_corpus(corpus, tmp_path / "reuse.jsonl")
    assert any("corpus.jsonl:61" in str(notice) for notice in scan.notices)


def test_a_scan_can_be_taken_up_with_other_threads_and_memory(corpus, tmp_path, monkeypatch, on_disk):
    """How the work was cut stays as it was begun."""
    compare.scan_corpus(corpus, tmp_path / "whole.jsonl")
    for n in (3, 35, 80):
        assert scan_until(monkeypatch, corpus, tmp_path / "reuse.jsonl", n)
        with monkeypatch.context() as patch:
            patch.setattr(plan, "_LEAST_BITS", 3)
            patch.setattr(plan, "_MOST_BITS", 3)
            patch.setattr(plan, "_LEAST_RANGE", 4_096)
            patch.setattr(plan, "_MOST_RANGE", 4_096)
            compare.scan_corpus(corpus, tmp_path / "reuse.jsonl", options=compare.Options.from_dict({"scan": {"threads": 3}}))
        assert (tmp_path / "reuse.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_another_scan_never_takes_up_a_broken_one(corpus, tmp_path, monkeypatch, on_disk):
    """Other options, or a corpus that changed: the message says what to do, and nothing is touched."""
    output = tmp_path / "reuse.jsonl"
    assert scan_until(monkeypatch, corpus, output, 3)
    before = sorted((path.name, path.read_bytes()) for path in (tmp_path / "reuse.jsonl.work").iterdir())
    other = compare.Options.from_dict({"scan": {"min_words": 9}})
    with pytest.raises(
        InputError, match=r"an earlier scan with other options was not finished\. Hint: remove .*reuse\.jsonl\.work"
    ):
        compare.scan_corpus(corpus, output, options=other)
    os.utime(corpus, ns=(1, 1))
    with pytest.raises(InputError, match="other files was not finished"):
        compare.scan_corpus(corpus, output)
    assert sorted((path.name, path.read_bytes()) for path in (tmp_path / "reuse.jsonl.work").iterdir()) == before


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda work: (work / "journal.json").write_text("{"), "cannot be read"),
        (lambda work: (work / "journal.json").write_text("[]"), "cannot be read"),
        (lambda work: (work / "journal.json").write_text('{"version": 99, "job": {}}'), "another version"),
        (lambda work: os.truncate(work / "forms.bin", 8), "has lost data"),
        (lambda work: (work / "texts.bin").unlink(), "has lost texts"),
    ],
)
def test_damage_is_refused(corpus, tmp_path, monkeypatch, on_disk, damage, said):
    """A broken state is no result."""
    assert scan_until(monkeypatch, corpus, tmp_path / "reuse.jsonl", 20)
    damage(tmp_path / "reuse.jsonl.work")
    with pytest.raises(InputError, match=said):
        compare.scan_corpus(corpus, tmp_path / "reuse.jsonl")


def test_killed_at_random_moments(corpus, tmp_path):
    """`kill -9` loses nothing that was committed, and what comes out in the end is right."""
    compare.scan_corpus(corpus, tmp_path / "whole.jsonl")
    chance = random.Random(5)
    for k in range(4):
        output = tmp_path / f"killed-{k}.jsonl"
        for _ in range(3):
            process = subprocess.Popen([sys.executable, "-c", CODE, str(corpus), str(output)])
            time.sleep(chance.uniform(0.25, 0.8))  # how long the process lives; nothing is asserted of it
            process.kill()
            process.wait()
        assert not output.exists() or output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
        subprocess.run([sys.executable, "-c", CODE, str(corpus), str(output)], check=True)
        for name in ("", ".clusters"):
            assert output.with_suffix(f"{name}.jsonl").read_bytes() == (tmp_path / f"whole{name}.jsonl").read_bytes()
        assert not (tmp_path / f"killed-{k}.jsonl.work").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
@pytest.mark.parametrize("limit", [5_000, 40_000])
def test_a_full_disk_is_an_error_and_the_scan_goes_on_later(corpus, tmp_path, limit):
    """No file may grow beyond a limit: one message, no result; with room, the same result as ever."""
    compare.scan_corpus(corpus, tmp_path / "whole.jsonl")
    output = tmp_path / "full.jsonl"
    output.write_text("an earlier result\n")
    code = f"import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{CODE}", str(corpus), str(output)], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "OutputError" in done.stderr.splitlines()[-1]
    assert "File too large" in done.stderr.splitlines()[-1]
    assert output.read_text() == "an earlier result\n"
    subprocess.run([sys.executable, "-c", CODE, str(corpus), str(output)], check=True)
    assert output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_result_that_cannot_be_written_leaves_the_earlier_one(corpus, tmp_path, monkeypatch):
    """Both tables are replaced, or none."""
    compare.scan_corpus(corpus, tmp_path / "reuse.jsonl")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("reuse*")}

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("compare.corpus.writing._cluster_lines", fail)
    with pytest.raises(OutputError, match="No space left on device"):
        compare.scan_corpus(corpus, tmp_path / "reuse.jsonl", options=compare.Options.from_dict({"scan": {"min_words": 40}}))
    assert {path.name: path.read_bytes() for path in tmp_path.glob("reuse*")} == before
    assert [path.name for path in tmp_path.glob(".newscompare*")] == []


def test_a_stream_cannot_be_taken_up(corpus, tmp_path, monkeypatch, on_disk):
    """Standard input is gone: the broken scan is named, and a new folder begins anew."""
    with corpus.open("rb") as stream:
        assert scan_until(monkeypatch, stream, tmp_path / "reuse.jsonl", 3)
    with corpus.open("rb") as stream, pytest.raises(InputError, match="was not finished"):
        compare.scan_corpus(stream, tmp_path / "reuse.jsonl")


def test_arrays_are_the_same_in_memory_and_on_disk(tmp_path):
    """Whatever was appended, in whatever pieces, is read; parts too, and after more was appended."""
    import numpy as np

    chance = np.random.default_rng(1)
    stores = [Store(tmp_path / "memory", 1 << 30, {}), Store(tmp_path / "disk", 0, {}), Store(tmp_path / "late", 30_000, {})]
    expected = {"a": [], "b": []}
    for k in range(60):
        name = "ab"[k % 2]
        values = chance.integers(0, 1 << 60, size=int(chance.integers(0, 300)))
        expected[name].append(values)
        for each in stores:
            each.append(name, values)
            if k == 30:
                assert (each.read("a") == np.concatenate(expected["a"])).all()
    for name, parts in expected.items():
        whole = np.concatenate(parts)
        for each in stores:
            assert (each.read(name, 100, 1_500) == whole[100:1_500]).all()
            assert (each.load(name) == whole).all()
            each.drop(name)
            assert len(each.read(name)) == 0
    assert [each.is_on_disk for each in stores] == [False, True, True]


def test_blocks_of_memory_are_joined_in_order(monkeypatch, tmp_path):
    """Arrays longer than a block, and reads across the edges of blocks."""
    import numpy as np

    monkeypatch.setattr(store, "_BLOCK", 64)
    held = Store(tmp_path / "work", 1 << 30, {})
    values = np.arange(1_000)
    for begin in range(0, 1_000, 7):
        held.append("a", values[begin : begin + 7])
    assert (held.read("a", 3, 90) == values[3:90]).all()
    assert (held.read("a") == values).all()
    held.append("a", values[:50])
    assert (held.read("a", 990, 1_030) == np.concatenate((values[990:], values[:30]))).all()
    assert (held.read("a") == np.concatenate((values, values[:50]))).all()
    assert held.read("a", 5, 5).size == 0


def test_errors_of_the_store_are_ours(tmp_path):
    """A folder that cannot be made is said in one sentence."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(CompareError, match="the scan cannot go on"):
        Store(tmp_path / "file" / "work", 0, {})


def test_the_journal_is_plain_json(tmp_path):
    """Whoever finds the folder can read what it is."""
    import numpy as np

    held = Store(tmp_path / "work", 0, {"files": [["a.jsonl", 3, 4]]})
    held.append("a", np.arange(3))
    held.commit({"step": "read"})
    held.close()
    journal = json.loads((tmp_path / "work" / "journal.json").read_text())
    assert (journal["job"], journal["state"], journal["sizes"]) == ({"files": [["a.jsonl", 3, 4]]}, {"step": "read"}, {"a": 24})


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_a_process_that_dies_is_an_error_and_the_scan_goes_on_later(corpus, tmp_path, monkeypatch, on_disk):
    """The kernel may kill any process for want of memory: one message, and nothing is lost or hangs."""
    from compare.corpus import digesting, offsets

    def die(*_):
        os.kill(os.getpid(), 9)

    two = compare.Options.from_dict({"scan": {"threads": 2}})
    compare.scan_corpus(corpus, tmp_path / "whole.jsonl")
    with monkeypatch.context() as patch:
        patch.setattr(digesting, "_serve", die)
        with pytest.raises(OutputError, match="one of its processes has ended"):
            compare.scan_corpus(corpus, tmp_path / "reuse.jsonl", options=two)
    parent = os.getpid()
    cut_words = offsets.cut_words
    with monkeypatch.context() as patch:
        patch.setattr(offsets, "cut_words", lambda texts: cut_words(texts) if os.getpid() == parent else die())
        with pytest.raises(OutputError, match=r"Hint: --threads 1"):
            compare.scan_corpus(corpus, tmp_path / "reuse.jsonl", options=two)
    compare.scan_corpus(corpus, tmp_path / "reuse.jsonl", options=two)
    assert (tmp_path / "reuse.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_an_error_in_a_process_is_raised_here(corpus, tmp_path, monkeypatch):
    """What goes wrong elsewhere is said as if it had gone wrong here."""
    from compare.corpus import digesting

    def fail(*_):
        raise ValueError("no such word")

    monkeypatch.setattr(digesting, "place_texts", fail)
    for threads in (1, 2):
        with pytest.raises(ValueError, match="no such word"):
            compare.scan_corpus(
                corpus, tmp_path / "reuse.jsonl", options=compare.Options.from_dict({"scan": {"threads": threads}})
            )


def test_a_long_document_is_cut_where_it_is(tmp_path, monkeypatch):
    """What does not fit into shared memory is cut by the process that reads, and comes in its place."""
    from compare.corpus import digesting

    records = [{"id": str(k), "text": f"{'word ' * (40 if k % 3 else 4_000)}{'tide quay rope mast ' * 5}"} for k in range(9)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    monkeypatch.setattr(local, "BATCH_CHARACTERS", 100)
    compare.scan_corpus(tmp_path / "a.jsonl", tmp_path / "one.jsonl", options=compare.Options.from_dict({"scan": {"threads": 1}}))
    monkeypatch.setattr(digesting, "_SLOT_BYTES", 10_000)
    compare.scan_corpus(tmp_path / "a.jsonl", tmp_path / "two.jsonl", options=compare.Options.from_dict({"scan": {"threads": 3}}))
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
