"""`newscompare pair`: what it reads, prints and writes, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import compare
from compare.cli import main

SLEEP = '"We could not sleep knowing that lorries of forty tonnes were crossing it every two minutes," Oda Brandt said.'


def run(*arguments, **kwargs):
    return CliRunner().invoke(main, ["pair", *map(str, arguments)], **kwargs)


def start(*arguments, **kwargs):
    """A process of its own."""
    environment = os.environ | {"PYTHONPATH": str(Path(compare.__file__).parents[1])} | kwargs.pop("env", {})
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, env=environment, **kwargs)


@pytest.fixture
def two(story):
    """The files of both articles."""
    return story / "gazette.txt", story / "herald.txt"


def test_the_result_is_plain_on_stdout_and_notices_are_on_stderr(two, tmp_path):
    """A pipe gets the texts, a log gets the trouble, and neither gets colour codes."""
    (tmp_path / "phrase.txt").write_text("Nobody has ever written this sentence in an article.")
    result = run(*two, "--ignore", "phrase.txt")
    assert result.exit_code == 0, result.output
    assert "[-43-] passengers" in result.stdout
    assert "{+34+} passengers" in result.stdout
    assert "\x1b" not in result.stdout
    assert "phrase.txt" not in result.stdout
    assert "phrase.txt: This text is ignored; it was found in none of the articles" in result.stderr


def test_a_pair_is_compared_without_scikit_learn(two):
    """Claims are not compared, so the command answers while a report would still be importing."""
    code = (
        "import sys; from compare.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: print(*[name for name in ('sklearn', 'jinja2', 'pandas', 'rich') if name in sys.modules], file=sys.stderr)"
    )
    done = start("-c", code, "pair", *map(str, two))
    assert "[-43-]" in done.stdout
    assert done.stderr.split() == []


def test_json_is_the_comparison_and_obeys_the_schema(two):
    """Other programs read the same fields as of a report."""
    jsonschema = pytest.importorskip("jsonschema")
    result = run(*two, "--format", "json")
    comparison = json.loads(result.stdout)
    jsonschema.validate(comparison, json.loads(CliRunner().invoke(main, ["schema"]).stdout))
    assert [each["id"] for each in comparison["documents"]] == ["gazette", "herald"]
    assert comparison["matches"]
    assert comparison["claims"] == []


@pytest.mark.parametrize(("name", "begins"), [("html", "<!doctype html>"), ("md", "# gazette against herald"), ("json", "{")])
def test_every_format_goes_to_stdout_or_to_a_file_named_by_its_ending(two, name, begins):
    """One result, wherever it is wanted."""
    printed = run(*two, "--format", name).stdout
    assert printed.startswith(begins)
    result = run(*two, "-o", f"out/pair.{name}")
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path(f"out/pair.{name}").read_text(encoding="utf-8") == printed


def test_an_unknown_ending_is_a_usage_error_with_those_there_are(two):
    """A table that is none would be found out too late."""
    result = run(*two, "-o", "out.csv")
    assert result.exit_code == 2
    assert ".html, .htm, .md, .json or .txt" in result.stderr
    assert not Path("out.csv").exists()
    assert run(*two, "-o", "out.csv", "--format", "md").exit_code == 0


def test_the_format_wins_over_the_ending(two):
    """What is said is done."""
    assert run(*two, "-o", "pair.txt", "--format", "md").exit_code == 0
    assert Path("pair.txt").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(("limit", "code"), [("100%", 0), ("1", 0), ("30%", 1), ("0.3", 1), ("0", 1), (" 30 % ", 1)])
def test_exit_code_one_says_that_the_limit_is_exceeded(two, limit, code):
    """For an editor's gate; the result is printed all the same."""
    result = run(*two, "--max-reuse", limit)
    assert result.exit_code == code, result.output
    assert "[-43-]" in result.stdout
    assert ("of gazette stands in herald; at most" in result.stderr) == bool(code)


def test_the_limit_is_on_what_the_options_leave_in(tmp_path, monkeypatch):
    """Quotations that are left out are no reuse."""
    monkeypatch.chdir(tmp_path)
    Path("draft.txt").write_text(f"The bridge at Selby was never popular.\n\n{SLEEP}")
    Path("wire.txt").write_text(f"Winter came early that year.\n\n{SLEEP}")
    assert run("draft.txt", "wire.txt", "--max-reuse", "20%").exit_code == 1
    result = run("draft.txt", "wire.txt", "--max-reuse", "20%", "--exclude", "quotations")
    assert result.exit_code == 0
    assert "quotation, left out: " in result.stdout
    assert "Left out at your request: 1 quotation" in result.stdout


def test_a_share_just_above_the_limit_is_told_with_both_figures(two):
    """One line, with what was found and what was allowed."""
    share = json.loads(run(*two, "--format", "json").stdout)["coverage"][0]["share"]
    result = run(*two, "-q", "--max-reuse", str(share - 0.00001))
    assert (result.exit_code, result.stdout) == (1, "")
    figure = f"{100 * share:.2f}".rstrip("0").rstrip(".")
    assert result.stderr == f"newscompare: A little more than {figure}% of gazette stands in herald; at most {figure}% may.\n"


@pytest.mark.parametrize("limit", ["30", "1.5", "101%", "-1%", "nan", "inf%", "a third", "", "%"])
def test_a_share_that_may_mean_anything_is_a_usage_error(two, limit):
    """30 could be 30 or 3000 percent."""
    result = run(*two, f"--max-reuse={limit}")
    assert result.exit_code == 2
    assert "a percentage such as 30%, or a number in [0, 1]" in " ".join(result.stderr.split())


def test_standard_input_is_one_of_both(two):
    """A draft comes from the editor's own tool."""
    text = two[0].read_text()
    assert "[-43-]" in run("-", two[1], input=text).stdout
    assert "{+43+}" in run(two[1], "-", input=text).stdout


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("-", "-", "Only one of LEFT and RIGHT can be standard input"),
        ("story/gazette.txt", "story/gazette.txt", "two files. Got story/gazette.txt twice"),
        ("story/gazette.txt", "same.txt", "story/gazette.txt and same.txt, which are one file"),
        ("story", "story/herald.txt", "LEFT must be a file with one article. story is a folder"),
        ("story/gazette.txt", "two.jsonl", "RIGHT must be a file with one article. two.jsonl has 2. Hint: newscompare report"),
        ("story/gazette.txt", "picture.txt", "RIGHT cannot be read. picture.txt: must be text"),
        ("nowhere.txt", "story/herald.txt", "'nowhere.txt' does not exist"),
        ("story/*.txt", "same.txt", "LEFT cannot be read. story/*.txt: no file has that name."),
    ],
)
def test_what_is_no_pair_is_one_line_and_exit_code_two(story, left, right, said):
    """Every mistake is told by its name."""
    Path("same.txt").symlink_to(story / "gazette.txt")
    Path("two.jsonl").write_text('{"text": "One article."}\n{"text": "Another one."}\n')
    Path("picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    result = run(left, right)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_empty_file_shares_nothing(two, tmp_path):
    """No words is an answer: 0%, and no error."""
    (tmp_path / "blank.txt").write_text(" \n")
    result = run("blank.txt", two[1], "--max-reuse", "0")
    assert result.exit_code == 0
    assert "0% of blank stands in herald" in result.stdout
    assert "blank.txt: is empty." in result.stderr


def test_two_files_of_one_name_are_told_apart(story, tmp_path):
    """Yesterday's version has the same name."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "gazette.txt").write_text((story / "gazette.txt").read_text())
    result = run("old/gazette.txt", "story/gazette.txt")
    assert "100% of old-gazette stands in story-gazette" in result.stdout


def test_a_name_that_looks_like_a_record_of_the_other_file_is_a_file(story, tmp_path):
    """`draft:2` is a version, not the second record of `draft`."""
    (tmp_path / "draft").write_text((story / "gazette.txt").read_text())
    (tmp_path / "draft:2").write_text((story / "herald.txt").read_text())
    result = run("draft", "draft:2")
    assert result.exit_code == 0, result.output
    assert "{+34+} passengers" in result.stdout


def test_sources_name_outlet_and_date(two):
    """Dates say which article is the earliest in this set."""
    Path("who.toml").write_text(
        '["gazette.txt"]\noutlet = "The Gazette"\npublished = 2024-05-14\n["herald.txt"]\noutlet = "Herald"\npublished = 2024-05-13\n'
    )
    assert "Earliest in this set: Herald, 13 May 2024" in run(*two, "--sources", "who.toml").stdout


def test_options_come_from_file_and_the_command_line_wins(two):
    """The same as for a report."""
    Path("other.toml").write_text("[match]\nmin_words = 9\n")
    for arguments, n in ((["--options", "other.toml"], 9), (["--options", "other.toml", "--min-words", "5"], 5)):
        assert json.loads(run(*two, "--format", "json", *arguments).stdout)["options"]["match"]["min_words"] == n


@pytest.mark.parametrize("quiet", ["-q", "--quiet"])
def test_quiet_leaves_the_exit_code_and_the_file(two, quiet):
    """For scripts."""
    assert (run(*two, quiet).exit_code, run(*two, quiet).output) == (0, "")
    assert run(*two, quiet, "--max-reuse", "1%").exit_code == 1
    assert run(*two, quiet, "-o", "pair.md").output == ""
    assert Path("pair.md").exists()


@pytest.mark.parametrize(
    "name", ["story/gazette.txt", "story/herald.txt", "phrase.txt", "link.txt", "newscompare.toml", "story/sources.toml"]
)
def test_no_file_that_is_read_is_written_over(two, name):
    """A slip of the finger costs no article."""
    Path("phrase.txt").write_text("The coast guard rescued passengers from the water.")
    Path("link.txt").symlink_to(two[0])
    Path("newscompare.toml").write_text("[match]\nmin_words = 7\n")
    Path("story/sources.toml").write_text('["gazette.txt"]\noutlet = "Gazette"\n')
    before = Path(name).read_text()
    result = run(*two, "--ignore", "phrase.txt", "-o", name)
    assert result.exit_code == 2
    assert f"-o must name no file that is read. Got {name}." in result.stderr
    assert Path(name).read_text() == before


def test_a_file_that_cannot_be_written_is_one_line_and_exit_code_two(two):
    """And nothing is left behind."""
    Path("file").write_text("kept")
    for output in ("story", "file/pair.html"):
        result = run(*two, "-o", output)
        assert result.exit_code == 2, output
        assert result.stderr.startswith(f"newscompare: The result cannot be written to {output}: ")
        assert len(result.stderr.splitlines()) == 1
    assert sorted(path.name for path in Path("story").iterdir()) == ["gazette.txt", "herald.txt"]
    assert Path("file").read_text() == "kept"


def test_control_characters_never_reach_the_terminal(tmp_path, monkeypatch):
    """An article could otherwise clear the screen or rename the window."""
    monkeypatch.chdir(tmp_path)
    text = "The ferry \x1b[2J\x1b]0;gone\x07 Alma sank off Port Alder on Monday evening.\u202e"
    Path("a.txt").write_text(text)
    Path("b.txt").write_text(f"{text} It rained.")
    result = run("a.txt", "b.txt")
    assert "Alma sank" in result.stdout
    assert not set(result.output) & {"\x1b", "\x07", "\u202e"}


def test_equal_input_gives_equal_bytes(two):
    """No hash seed in any format."""
    for name in ("terminal", "md", "html", "json"):
        outputs = {
            start("-m", "compare", "pair", *map(str, two), "--format", name, env={"PYTHONHASHSEED": seed}).stdout for seed in "12"
        }
        assert len(outputs) == 1, name
        assert outputs != {""}


def test_help_shows_the_examples_line_by_line():
    """What can be pasted is not run together."""
    assert "\n  newscompare pair draft.txt wire.txt\n" in run("--help").output
    assert "\n  newscompare report texts/drills\n" in CliRunner().invoke(main, ["report", "--help"]).output
