"""Nothing committed is lost and nothing wrong is answered, whatever is killed, cut short, flipped or filled up."""

import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from compare.archive import Archive, merging, schema, segments
from compare.archive.locking import writing
from compare.archive.writer import list_segments
from compare.errors import ArchiveError
from compare.model.documents import Document

ROOT = Path(__file__).parents[2]


def made_text(number):
    """A text of its own for each number."""
    words = [a + b + c for a in "bdfgklmnprst" for b in ("an", "el", "ir", "or") for c in ("do", "ka", "ler", "mi")]
    chance = random.Random(number)
    return " ".join(chance.choice(words) for _ in range(60))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_kill_at_any_moment_loses_nothing_that_was_committed(tmp_path, monkeypatch):
    """What the killed process had told is there; what it was about to do is there wholly or not at all; the archive is whole."""
    monkeypatch.syspath_prepend(ROOT / "tests" / "bench")
    from archive_kills import run_kills

    folder = tmp_path / "news.archive"
    tally = run_kills(folder, 6, seed=5)
    assert tally.n_said > 20
    Archive(folder).add([])
    assert {each.name for each in folder.glob("*.grams")} == {segments.name_segment(row.number) for row in list_rows(folder)}


def list_rows(folder):
    connection = schema.open_to_read(str(folder))
    rows = list_segments(connection)
    connection.close()
    return rows


class Killed(BaseException):
    """Stands for the end of a process."""


@pytest.mark.parametrize("at", range(1, 141, 2))
def test_a_crash_at_each_step_of_add_remove_and_merge_leaves_the_last_commit(tmp_path, make_document, monkeypatch, at):
    """Every write, sync, commit and deletion is a place to die; the next writer goes on from what was committed."""
    monkeypatch.setattr(merging, "FACTOR", 2)
    kept = Archive(tmp_path / "a")
    for k in range(3):
        kept.add([make_document(2 * k), make_document(2 * k + 1)])
    kept.remove(["d0"])
    before = {each.id: each.text for each in kept}
    count = 0

    def dying(function):
        def call(*args, **kwargs):
            nonlocal count
            count += 1
            if count == at:
                raise Killed
            return function(*args, **kwargs)

        return call

    steps = [(os, "fsync"), (os, "unlink"), (segments._Blocks, "write"), (segments._Blocks, "finish")]
    steps += [(sys.modules["compare.archive.writer"].Writer, name) for name in ("name", "drop", "write", "replace")]
    with monkeypatch.context() as patch:
        for place, name in steps:
            patch.setattr(place, name, dying(getattr(place, name)))
        try:
            kept.add([make_document(50), make_document(1, text=make_document(51).text)])
            kept.remove(["d2"])
        except Killed:
            pass
    there = {each.id: each.text for each in kept}
    after_add = before | {"d50": make_document(50).text, "d1": make_document(51).text}
    after_both = {id: text for id, text in after_add.items() if id != "d2"}
    assert there in (before, after_add, after_both)
    assert count == at or there == after_both
    assert kept.verify(every=True).is_whole
    kept.add([make_document(60)])
    assert kept.verify(every=True).is_whole
    assert {f.right.document for f in kept.find(make_document(60).text[:300])} == {"d60"}
    assert {each.name for each in Path(kept.path).glob("*.grams")} == {
        segments.name_segment(r.number) for r in list_rows(kept.path)
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of this kind")
def test_a_full_disk_leaves_the_last_commit(tmp_path):
    """A file that cannot grow is said in one line, and the archive is as it was; with room again, it goes on."""
    folder = tmp_path / "news.archive"
    Archive(folder).add([Document(id=f"d{k}", text=made_text(k)) for k in range(20)])
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))\n"
        "from compare import Document\n"
        "from compare.archive import Archive\n"
        "from compare.errors import ArchiveError\n"
        "try:\n"
        "    Archive(sys.argv[1]).add(Document(id=f'n{k}', text=f'word{k} ' * 2000) for k in range(3000))\n"
        "except ArchiveError as error:\n"
        "    sys.exit(str(error))\n"
    )
    for limit in (70_000, 300_000, 600_000):
        done = subprocess.run(
            [sys.executable, "-c", code, str(folder), str(limit)], capture_output=True, text=True, cwd=ROOT, check=False
        )
        assert done.returncode == 1
        assert "cannot be used" in done.stderr, done.stderr
        assert "damaged" not in done.stderr
        kept = Archive(folder)
        assert len(kept) == 20
        assert kept.verify(every=True).is_whole
        assert [f.right.document for f in kept.find(made_text(7))] == ["d7"]
        kept.close()
    Archive(folder).add([Document(id="more", text=made_text(99))])
    assert len(list(folder.glob("*.grams"))) == 2


@pytest.fixture
def damaged(tmp_path):
    """An archive of three segments, closed."""
    kept = Archive(tmp_path / "news.archive")
    for k in range(3):
        kept.add([Document(id=f"d{10 * k + j}", text=made_text(10 * k + j), outlet="Gazette") for j in range(10)])
    kept.close()
    return kept


@pytest.mark.parametrize("cut", [0, 10, 64, 1000, -1])
def test_a_segment_that_was_cut_short_is_noticed_when_it_is_opened_and_made_anew(damaged, cut):
    """No answer comes from it; `verify` names it, `verify --repair` makes it anew from the texts."""
    path = sorted(Path(damaged.path).glob("*.grams"))[1]
    data = path.read_bytes()
    path.write_bytes(data[:cut])
    with pytest.raises(ArchiveError, match=r"a segment cannot be read.*--repair"):
        damaged.find(made_text(3))
    found = damaged.verify()
    assert [notice.source for notice in found.problems] == [path.name]
    found = damaged.verify(repair=True)
    assert found.is_whole
    assert len(found.repaired) == 1
    assert damaged.verify(every=True).problems == ()
    assert [f.right.document for f in damaged.find(made_text(13))] == ["d13"]


def test_a_missing_segment_is_made_anew(damaged):
    """All texts are in the manifest."""
    for path in Path(damaged.path).glob("*.grams"):
        path.unlink()
    with pytest.raises(ArchiveError, match="a segment cannot be read"):
        damaged.check(made_text(3))
    assert len(damaged.verify(repair=True).repaired) == 3
    assert [f.right.document for f in damaged.find(made_text(23))] == ["d23"]


def test_a_flipped_bit_in_a_segment_answers_nothing_wrong_and_verify_finds_it(damaged):
    """What is shown is read in the texts, so a wrong fingerprint can hide a passage and never invent one."""
    path = min(Path(damaged.path).glob("*.grams"))
    data = path.read_bytes()
    truth = {k: {(f.right.document, f.right.start, f.right.end) for f in damaged.find(made_text(k))} for k in range(30)}
    damaged.close()
    chance = random.Random(3)
    for _ in range(60):
        place = chance.randrange(len(data))
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :])
        assert not damaged.verify().is_whole
        for k in chance.sample(range(30), 3):
            try:
                found = {(f.right.document, f.right.start, f.right.end) for f in damaged.find(made_text(k))}
            except ArchiveError:
                continue
            assert found <= truth[k]
        damaged.close()
    assert damaged.verify(repair=True).is_whole
    assert {k: {(f.right.document, f.right.start, f.right.end) for f in damaged.find(made_text(k))} for k in range(30)} == truth


def test_a_flipped_bit_in_the_manifest_answers_nothing_wrong(damaged):
    """A text or a field that differs from its checksum is left out and said; a broken table is an error."""
    path = Path(damaged.path) / "archive.sqlite"
    data = path.read_bytes()
    documents = {each.id: each for each in damaged}
    chance = random.Random(4)
    n_noticed = 0
    for _ in range(80):
        place = chance.randrange(len(data))
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :])
        whole = None
        try:
            whole = damaged.verify().is_whole
            for k in chance.sample(range(30), 3):
                checked = damaged.check(made_text(k))
                for each in checked.found:
                    assert each.document == documents[each.document.id]
                if not checked.found:
                    assert not whole
                    n_noticed += bool(checked.notices)
        except ArchiveError:
            n_noticed += 1
        damaged.close()
    assert n_noticed


def test_a_manifest_that_was_cut_short_is_an_error_that_says_so(damaged):
    """Not a traceback."""
    path = Path(damaged.path) / "archive.sqlite"
    data = path.read_bytes()
    for size in (0, 50, 100, 4096, len(data) // 2, len(data) - 16_384):
        path.write_bytes(data[:size])
        try:
            said = "" if damaged.verify().is_whole else "damaged"
        except ArchiveError as error:
            said = str(error)
        assert "damaged" in said or "of another program" in said
        damaged.close()


def test_a_damaged_text_is_left_out_named_and_can_be_replaced(damaged):
    """The others are answered, exported and counted; adding the article again heals the archive."""
    connection = sqlite3.connect(Path(damaged.path) / "archive.sqlite")
    connection.execute("UPDATE texts SET packed = x'00' WHERE number = 4")
    connection.execute("UPDATE documents SET outlet = 0 WHERE number = 5")
    connection.commit()
    connection.close()
    checked = damaged.check(made_text(3) + " " + made_text(4) + " " + made_text(5))
    assert [each.document.id for each in checked.found] == ["d5"]
    assert {notice.source for notice in checked.notices} == {"d3", "d4"}
    with pytest.raises(ArchiveError, match="document 'd3' cannot be read"):
        damaged.find(made_text(3))
    lost = []
    assert len(list(damaged.read(lost))) == 28
    assert [notice.source for notice in lost] == ["d3", "d4"]
    assert {notice.source for notice in damaged.verify(repair=True).problems} == {"d3", "d4"}
    added = damaged.add([Document(id=f"d{k}", text=made_text(k), outlet="Gazette") for k in range(10)])
    assert added[:3] == (0, 2, 8)
    assert damaged.verify(every=True).is_whole
    assert [f.right.document for f in damaged.find(made_text(3))] == ["d3"]


def test_a_damaged_segment_is_not_merged_into_others(damaged, monkeypatch):
    """A merge makes it anew, so that damage does not spread under a fresh checksum."""
    path = min(Path(damaged.path).glob("*.grams"))
    data = bytearray(path.read_bytes())
    data[-2000] ^= 4
    data[700] ^= 4
    path.write_bytes(data)
    monkeypatch.setattr(merging, "FACTOR", 2)
    damaged.add([Document(id="more", text=made_text(99))])
    assert len(list(Path(damaged.path).glob("*.grams"))) < 4
    assert damaged.verify(every=True).is_whole


def test_a_reader_keeps_its_answers_while_segments_are_merged(damaged, monkeypatch):
    """A segment that is mapped stays readable; one that vanished before it was opened is looked up again."""
    reader = Archive(damaged.path)
    truth = reader.find(made_text(13))
    monkeypatch.setattr(merging, "FACTOR", 2)
    opened = segments.open_segment
    tries = []

    def merge_before(folder, row):
        if not tries:
            tries.append(row)
            Archive(folder).add([Document(id=f"new{len(tries)}", text=made_text(100))])
        return opened(folder, row)

    Archive(damaged.path).add([Document(id="other", text=made_text(101))])
    assert reader.find(made_text(13)) == truth
    late = Archive(damaged.path)
    monkeypatch.setattr("compare.archive.snapshot.open_segment", merge_before)
    assert [f.right for f in late.find(made_text(13))] == [f.right for f in truth]
    assert tries
    walk = iter(reader)
    next(walk)
    Archive(damaged.path).remove([f"d{k}" for k in range(25)])
    assert len(list(walk)) == 31  # as it was when the walk began


def test_a_second_writer_is_refused_and_readers_are_not(damaged):
    """One line that says what to do; the lock goes with the process that held it."""
    with writing(damaged.path):
        with pytest.raises(ArchiveError, match="One process at a time can write"):
            damaged.add([Document(id="x", text=made_text(200))])
        with pytest.raises(ArchiveError, match="One process at a time can write"):
            damaged.remove(["d1"])
        assert [f.right.document for f in damaged.find(made_text(1))] == ["d1"]
        assert damaged.verify().is_whole
    assert damaged.add([Document(id="x", text=made_text(200))]).n_new == 1


def test_an_archive_of_another_version_is_refused_with_what_can_be_done(damaged, monkeypatch):
    """Newer ones, other fingerprints, other programs' files, and no archive at all."""
    path = Path(damaged.path) / "archive.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveError, match=r"has format 99\. Hint: a newer newscompare"):
        damaged.find(made_text(1))
    with pytest.raises(ArchiveError, match="has format 99"):
        damaged.add([])
    connection.execute(f"PRAGMA user_version = {schema.FORMAT}")
    connection.execute("UPDATE settings SET value = 'newscompare-words-0 4-grams' WHERE name = 'scheme'")
    connection.commit()
    for ask in (lambda: damaged.find(made_text(1)), lambda: damaged.add([])):
        with pytest.raises(ArchiveError, match=r"must have fingerprints .* Hint: newscompare archive export"):
            ask()
    assert len(list(damaged)) == 30  # can still be exported
    connection.execute("PRAGMA application_id = 7")
    connection.close()
    with pytest.raises(ArchiveError, match="of another program"):
        damaged.find(made_text(1))


def test_an_older_archive_is_brought_up_to_date_in_one_transaction(damaged, monkeypatch):
    """A migration that fails changes nothing; one that works is done once."""

    def fail(connection):
        connection.execute("CREATE TABLE extra (a)")
        raise Killed

    def work(connection):
        connection.execute("CREATE TABLE extra (a)")

    monkeypatch.setattr(schema, "FORMAT", 2)
    with pytest.raises(ArchiveError, match=r"Hint: newscompare archive verify .* --repair"):
        damaged.find(made_text(1))
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, fail))
    with pytest.raises(Killed):
        damaged.add([])
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS[:1], work))
    damaged.verify(repair=True)
    assert [f.right.document for f in damaged.find(made_text(1))] == ["d1"]
    damaged.add([])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user to whom a folder can be closed")
def test_a_folder_that_cannot_be_written_can_be_read(damaged):
    """Checking works, adding says why not."""
    folder = Path(damaged.path)
    folder.chmod(0o555)
    try:
        assert [f.right.document for f in damaged.find(made_text(1))] == ["d1"]
        with pytest.raises(ArchiveError, match="ermission denied"):
            damaged.add([])
    finally:
        folder.chmod(0o755)


def test_a_path_that_is_a_file_is_refused(tmp_path):
    """The folder cannot be made."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match="cannot be used"):
        Archive(tmp_path / "file").add([])
    with pytest.raises(ArchiveError, match="must be a folder"):
        Archive(tmp_path / "file").find("x")
