"""The command: options, exit codes, where things are written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import compare
from compare.cli import main

_TWO = ("story/gazette.txt", "story/herald.txt")


def run(*arguments, **kwargs):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **kwargs)


def test_version_is_that_of_the_package():
    """One version, named once."""
    assert run("--version").output == f"newscompare, version {compare.__version__}\n"


def test_report_goes_to_reports_by_the_name_of_the_folder(story):
    """Without -o the report lands where DESIGN says reports go."""
    result = run("report", "story")
    assert result.exit_code == 0, result.output
    written = {path.name for path in Path("reports/story").iterdir()}
    assert written == {
        "report.html", "report.md", "comparison.json",
        "documents.csv", "matches.csv", "clusters.csv", "claims.csv", "matrix.csv", "coverage.csv", "excluded.csv",
    }  # fmt: skip


def test_format_chooses_what_is_written(story):
    """A list with commas, and nothing else is written."""
    assert run("report", "story", "-o", "out", "--format", "json, md").exit_code == 0
    assert {path.name for path in Path("out").iterdir()} == {"comparison.json", "report.md"}


@pytest.mark.parametrize("value", ["pdf", "html,pdf", ","])
def test_an_unknown_format_is_a_usage_error_with_those_there_are(story, value):
    """A typing error writes nothing."""
    result = run("report", "story", "-o", "out", "--format", value)
    assert result.exit_code == 2
    assert "html, md, json, csv" in result.stderr
    assert not Path("out").exists()


def test_the_summary_is_plain_on_stdout_and_notices_are_on_stderr(story):
    """A pipe gets the result, a log gets the trouble, and neither gets colour codes."""
    (story / "blank.txt").write_text("")
    result = run("report", "story", "-o", "out")
    assert "\x1b" not in result.stdout
    assert "43 passengers" in result.stdout
    assert "blank.txt" not in result.stdout
    assert "blank.txt" in result.stderr


def test_quiet_prints_nothing_when_nothing_is_wrong(story):
    """For scripts."""
    result = run("report", "story", "-o", "out", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_reference_is_the_yardstick_and_is_read_along(story, tmp_path, articles):
    """The press release need not lie among the articles."""
    (tmp_path / "release.txt").write_text(articles["gazette"] + "\n\nThe line apologised.")
    assert run("report", "story", "-o", "out", "--reference", "release.txt").exit_code == 0
    comparison = json.loads(Path("out/comparison.json").read_text())
    assert comparison["options"]["report"]["reference"] == "release"
    assert comparison["documents"][0]["id"] == "release"
    assert run("report", "story", "-o", "out", "--reference", "story/herald.txt").exit_code == 0
    comparison = json.loads(Path("out/comparison.json").read_text())
    assert comparison["options"]["report"]["reference"] == "herald"
    assert len(comparison["documents"]) == 2


def test_a_reference_that_does_not_exist_is_named(story):
    """The yardstick is asked for by name, so it must be there."""
    result = run("report", "story", "-o", "out", "--reference", "nowhere.txt")
    assert result.exit_code == 2
    assert "nowhere.txt" in result.stderr


def test_options_come_from_file_and_the_command_line_wins(story):
    """Command line before file before default."""
    Path("newscompare.toml").write_text("[match]\nmin_words = 9\n")
    assert run("report", "story", "-o", "out").exit_code == 0
    assert json.loads(Path("out/comparison.json").read_text())["options"]["match"]["min_words"] == 9
    assert run("report", "story", "-o", "out", "--min-words", "5").exit_code == 0
    assert json.loads(Path("out/comparison.json").read_text())["options"]["match"]["min_words"] == 5


def test_a_bad_option_is_one_line_and_exit_code_two(story):
    """Nothing that failed ever exits 0, and nobody sees a traceback."""
    result = run("report", "story", "-o", "out", "--min-words", "0")
    assert result.exit_code == 2
    assert "The 'match.min_words' option must be an int >= 1. Got 0 instead." in result.stderr
    assert "Traceback" not in result.output


def test_standard_input_is_read(story, articles):
    """`-` stands for what is piped in."""
    records = "".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in articles.items())
    assert run("report", "-", "-o", "out", "--format", "json", input=records).exit_code == 0
    assert [each["id"] for each in json.loads(Path("out/comparison.json").read_text())["documents"]] == ["gazette", "herald"]


def test_equal_input_gives_equal_bytes(story):
    """No clock, no path of the machine, no hash seed in a result."""
    assert run("report", "story", "-o", "one", "--quiet").exit_code == 0
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "compare", "report", str(story), "-o", "two", "--quiet"],
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(compare.__file__).parents[1])},
        )
        for path in Path("one").iterdir():
            assert path.read_bytes() == (Path("two") / path.name).read_bytes(), path.name


def test_schema_prints_what_the_json_obeys(story):
    """Other programs can check what they read."""
    jsonschema = pytest.importorskip("jsonschema")
    assert run("report", "story", "-o", "out", "--format", "json").exit_code == 0
    jsonschema.validate(json.loads(Path("out/comparison.json").read_text()), json.loads(run("schema").stdout))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete_the_command(shell):
    """The README's line for completion prints a script."""
    result = CliRunner().invoke(main, [], prog_name="newscompare", env={"_NEWSCOMPARE_COMPLETE": f"{shell}_source"})
    assert "_newscompare_completion" in result.output


def test_every_option_is_in_the_readme():
    """Documentation that lags behind is found here."""
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    for command in main.commands.values():
        for parameter in command.params:
            for name in parameter.opts:
                assert not name.startswith("--") or name == "--help" or f"`{name}" in readme, f"{command.name} {name}"


def test_a_second_run_does_not_read_the_report_of_the_first(story, monkeypatch):
    """The report may lie among the articles."""
    monkeypatch.chdir(story)
    assert run("report", ".", "--quiet").exit_code == 0
    [folder] = Path("reports").iterdir()
    result = run("report", ".", "-o", "out")
    assert [each["id"] for each in json.loads(Path("out/comparison.json").read_text())["documents"]] == ["gazette", "herald"]
    assert f"{folder}/report.html: is a report of newscompare" in result.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "command",
    [
        ["report", "story", "-o", "out"],
        ["schema"],
        ["pair", *_TWO],
        ["pair", *_TWO, "--format", "json"],
        ["pair", *_TWO, "--max-reuse", "1%"],
    ],
)
def test_a_result_that_cannot_be_printed_is_one_line_and_exit_code_two(story, command):
    """Exit code 1 is kept for limits that the user set."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "compare", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=os.environ | {"PYTHONPATH": str(Path(compare.__file__).parents[1])},
        )
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["newscompare: the result cannot be printed: No space left on device"]


def test_the_summary_says_what_each_source_made_of_the_reference(story):
    """Whoever asks for a yardstick sees it."""
    result = run("report", "story", "-o", "out", "--reference", "story/gazette.txt")
    assert "Against" in result.stdout
    assert "kept" in result.stdout


def test_what_is_left_out_is_kept_apart_and_told(story):
    """`--ignore` and `--exclude` reach the comparison, and a notice says where the text was found."""
    Path("masthead.txt").write_text("Divers recovered eleven bodies from the flooded car deck before dusk.")
    result = run("report", "story", "-o", "out", "--ignore", "masthead.txt", "--exclude", "quotations", "--min-words", "40")
    assert result.exit_code == 0, result.output
    assert "masthead.txt: This text is ignored; it was found" in result.stderr
    comparison = json.loads(Path("out/comparison.json").read_text())
    assert comparison["options"]["match"]["ignore"] == ["masthead.txt"]
    assert comparison["options"]["match"]["exclude"] == ["quotations"]
    assert comparison["excluded"]
    assert Path("out/excluded.csv").read_text().count("\n") > 1


def test_a_file_to_ignore_that_cannot_be_read_is_an_error(story):
    """What it was to keep out would count, so nothing is written."""
    result = run("report", "story", "-o", "out", "--ignore", "nowhere.txt")
    assert result.exit_code == 2
    assert "The text to ignore cannot be read. 'nowhere.txt' does not exist." in result.stderr
    assert not Path("out").exists()


def test_a_file_that_is_left_out_of_a_folder_to_ignore_is_named(story):
    """What it was to keep out counts, so a reader must know."""
    Path("ignored").mkdir()
    Path("ignored/masthead.txt").write_text("Divers recovered eleven bodies from the flooded car deck before dusk.")
    Path("ignored/picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    result = run("report", "story", "-o", "out", "--ignore", "ignored")
    assert result.exit_code == 0, result.output
    assert "ignored/masthead.txt: This text is ignored" in result.stderr
    assert "ignored/picture.txt: must be text" in result.stderr
