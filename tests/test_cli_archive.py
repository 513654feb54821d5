"""`newscompare archive` and `newscompare check`: what they read, print and write, and how they end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import compare
from compare.cli import main


def run(*arguments, **kwargs):
    return CliRunner().invoke(main, [*map(str, arguments)], **kwargs)


def start(*arguments, **kwargs):
    """A process of its own."""
    environment = os.environ | {"PYTHONPATH": str(Path(compare.__file__).parents[1])}
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, env=environment, **kwargs)


@pytest.fixture
def kept(texts, tmp_path, monkeypatch):
    """A folder with an archive of the sample stories, and the current folder set beside it."""
    monkeypatch.chdir(tmp_path)
    result = run("archive", "add", "news.archive", texts)
    assert result.exit_code == 0, result.output
    assert result.stdout == "16 added, 0 replaced, 0 there as they are.\n"
    return "news.archive"


@pytest.fixture
def draft(texts, tmp_path):
    """A draft that has a sentence of the press release, edited, and two of its own."""
    path = tmp_path / "draft.txt"
    path.write_text(
        "Anglers fear for the trout of the Corrow. The company will plant 90 hectares of new woodland and lay out a 14-kilometre "
        "path for walkers and cyclists. Nobody has asked them so far.",
        encoding="utf-8",
    )
    return path


def test_what_is_added_can_be_listed_removed_and_exported(kept, tmp_path):
    """A day in the life of an archive."""
    assert "16 documents of 13 known outlets" in run("archive", "list", kept).stdout
    lines = run("archive", "list", kept, "--documents").stdout.splitlines()
    assert len(lines) == 16
    assert lines[-1].split("\t")[:3] == ["thornby-gazette-2024-03-12", "Thornby Gazette", "2024-03-12"]
    removed = run("archive", "remove", kept, "press-release", "nobody")
    assert removed.exit_code == 2
    assert removed.stdout == "1 removed.\n"
    assert "no document has the id 'nobody'" in removed.stderr
    assert run("archive", "export", kept, "-o", "all.jsonl").exit_code == 0
    assert len((tmp_path / "all.jsonl").read_text("utf-8").splitlines()) == 15
    again = run("archive", "add", "copy.archive", "all.jsonl")
    assert again.stdout == "15 added, 0 replaced, 0 there as they are.\n"
    assert run("archive", "add", kept, "all.jsonl").stdout == "0 added, 0 replaced, 15 there as they are.\n"
    assert start("-m", "compare", "archive", "export", "copy.archive").stdout == (tmp_path / "all.jsonl").read_text("utf-8")


def test_an_export_of_an_export_is_the_same(tmp_path, monkeypatch):
    """Also of what could not be used: an unreadable date stands among the further fields, and in no more boxes each time."""
    monkeypatch.chdir(tmp_path)
    record = {"id": "a", "text": "The ferry sank off Port Alder.", "published": "some day"}
    Path("0.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    for k in range(3):
        assert run("archive", "add", f"{k}.archive", f"{k}.jsonl").exit_code == 0
        assert run("archive", "export", f"{k}.archive", "-o", f"{k + 1}.jsonl").exit_code == 0
    assert json.loads(Path("1.jsonl").read_text("utf-8"))["meta"] == {"published": "some day"}
    assert Path("1.jsonl").read_bytes() == Path("2.jsonl").read_bytes() == Path("3.jsonl").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="there are no links without rights to make them")
def test_an_export_through_a_link_leaves_the_link(kept, tmp_path):
    """The file that it leads to is written, as `check -o` does it."""
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "all.jsonl")
    assert run("archive", "export", kept, "-o", "link.jsonl").exit_code == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert len((tmp_path / "all.jsonl").read_text("utf-8").splitlines()) == 16


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_an_export_to_a_pipe_leaves_the_pipe(kept, tmp_path):
    """It is written as it comes: moving a file there would take the pipe, or a device, away."""
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen([sys.executable, "-c", "print(len(open('pipe', 'rb').readlines()))"], stdout=subprocess.PIPE)
    assert run("archive", "export", kept, "-o", "pipe").exit_code == 0
    assert reader.communicate(timeout=30)[0].strip() == b"16"
    assert not (tmp_path / "pipe").is_file()


def test_an_archive_that_is_whole_says_so_and_one_that_is_not_exits_with_2(kept):
    """`verify` is for scripts, too."""
    result = run("archive", "verify", kept, "--all")
    assert result.exit_code == 0
    assert result.stdout.endswith("The archive is whole.\n")
    [segment] = Path(kept).glob("*.grams")
    segment.write_bytes(segment.read_bytes()[:-1])
    result = run("archive", "verify", kept)
    assert result.exit_code == 2
    assert f"Damaged: {segment.name}: The segment has" in result.stdout
    result = run("archive", "verify", kept, "--repair")
    assert result.exit_code == 0
    assert "Made anew:" in result.stdout
    assert result.stdout.endswith("The archive is whole.\n")


def test_a_check_says_where_a_passage_stands_and_how_it_differs(kept, draft):
    """Outlet, day, whose text, and the edit."""
    result = run("check", draft, "--archive", kept)
    assert result.exit_code == 0, result.output
    assert "Fenmark Water (press-release, Fenmark Water to build new reservoir" in result.stdout
    assert "12 March 2024" in result.stdout
    assert "outlet unknown, edited: Thornby Gazette (thornby-gazette-2024-03-12" in result.stdout
    assert "the company will plant 90 hectares of [-new-] woodland" in result.stdout
    assert "\x1b" not in result.stdout


def test_more_than_is_allowed_exits_with_1(kept, draft):
    """A script can stop the presses; the result is printed all the same."""
    result = run("check", draft, "--archive", kept, "--max-reuse", "30%")
    assert result.exit_code == 1
    assert "stands in the archive" in result.stdout
    assert "of draft stands in the archive; at most 30% may." in result.stderr
    assert run("check", draft, "--archive", kept, "--max-reuse", "0.99").exit_code == 0
    assert run("check", draft, "--archive", kept, "--max-reuse", "30").exit_code == 2


def test_outlets_and_days_can_be_left_out(kept, draft):
    """What is not looked at is not found, and the page says so."""
    result = run("check", draft, "--archive", kept, "--exclude-outlet", "fenmark water", "--exclude-outlet", "Thornby Gazette")
    assert "No passage of draft was found in the 14 documents (not of fenmark water, not of Thornby Gazette)" in result.stdout
    result = run("check", draft, "--archive", kept, "--since", "2024-03-13")
    assert "No passage of draft was found in the 3 documents (since 13 March 2024)" in result.stdout
    assert "have no date" in result.stderr or "has no date" in result.stderr
    bad = run("check", draft, "--archive", kept, "--since", "13.3.2024")
    assert bad.exit_code == 2
    assert "must be a day such as 2026-03-01" in bad.stderr


def test_the_outlet_of_a_draft_tells_own_text(kept, draft):
    """A text file says nothing of its outlet; the option does."""
    result = run("check", draft, "--archive", kept, "--outlet", "Fenmark Water")
    assert "own text, edited, 18 of the 20 words: Fenmark Water" in result.stdout
    assert "other outlet, edited: Thornby Gazette" in result.stdout


@pytest.mark.parametrize(
    ("name", "begins"), [("c.json", "{"), ("c.md", "# draft"), ("c.html", "<!doctype html>"), ("c.txt", "draft")]
)
def test_the_ending_of_the_output_says_the_format(kept, draft, tmp_path, name, begins):
    """As for `pair`."""
    result = run("check", draft, "--archive", kept, "-o", name)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_json_is_complete(kept, draft):
    """Offsets quote the draft, and kinds, shares and edits are there."""
    result = json.loads(run("check", draft, "--archive", kept, "--format", "json").stdout)
    text = draft.read_text("utf-8")
    first = result["documents"][0]
    passage = first["passages"][0]
    assert first["id"] == "thornby-gazette-2024-03-12"
    assert first["url"].startswith("https://")
    assert (
        text[passage["start"] : passage["end"]].startswith("will plant")
        or "will plant" in text[passage["start"] : passage["end"]]
    )
    assert passage["kind"] == "unknown"
    assert {edit[0] for edit in passage["edits"]} >= {"equal"}
    assert 0.3 < result["share"] < 0.9
    assert result["options"]["min_words"] == 6


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["check", "draft.txt", "--archive", "nowhere"],
            "nowhere has none. Hint: newscompare archive add nowhere PATH... makes one.",
        ),
        (["check", "nothing.txt", "--archive", "news.archive"], "nothing.txt"),
        (["archive", "list", "nowhere"], "An archive must be a folder with a file archive.sqlite."),
        (["archive", "remove", "nowhere", "x"], "An archive must be a folder"),
        (["archive", "add", "news.archive", "nothing.jsonl"], "nothing.jsonl"),
        (["check", "draft.txt", "--archive", "news.archive", "-o", "draft.txt"], "-o must name no file that is read"),
        (["check", "draft.txt", "--archive", "news.archive", "-o", "news.archive/archive.sqlite"], "-o must"),
        (["archive", "export", "news.archive", "-o", "news.archive/archive.sqlite"], "-o must name no file that is read"),
        (["archive", "export", "news.archive", "-o", "nowhere/all.jsonl"], "cannot be written to nowhere/all.jsonl"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(kept, draft, arguments, message):
    """Exit code 2, no traceback."""
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_check_and_archive_import_neither_scikit_learn_nor_scipy(kept, draft):
    """An answer on deadline; a page needs Jinja2, the terminal nothing of the kind."""
    code = (
        "import sys; from compare.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: print(*[name for name in ('sklearn', 'scipy', 'jinja2', 'pandas', 'rich') if name in sys.modules])"
    )
    for arguments in (["check", draft, "--archive", kept], ["archive", "list", kept], ["archive", "verify", kept, "--repair"]):
        assert start("-c", code, *map(str, arguments)).stdout.endswith("\n\n"), arguments


def test_a_closed_pipe_or_full_output_is_no_traceback(kept, draft):
    """As of every command."""
    if not os.path.exists("/dev/full"):
        pytest.skip("needs /dev/full")
    for arguments in (["check", str(draft), "--archive", kept], ["archive", "export", kept], ["archive", "list", kept]):
        with open("/dev/full", "w") as full:
            environment = os.environ | {"PYTHONPATH": str(Path(compare.__file__).parents[1])}
            done = subprocess.run(
                [sys.executable, "-m", "compare", *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
                env=environment,
            )
        assert done.returncode == 2
        assert "cannot be printed" in done.stderr
        assert "Traceback" not in done.stderr
