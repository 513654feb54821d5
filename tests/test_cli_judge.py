"""`newscompare report --judge`: what is asked, what is written, and what happens when nobody answers."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from compare.cli import main


@pytest.fixture
def report(texts, tmp_path, monkeypatch):
    """Run the command on a sample story, in an empty folder with an empty cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    shutil.copytree(texts / "drills", "story")

    def run(*arguments, out="out"):
        return CliRunner().invoke(main, ["report", "story", "-o", out, *map(str, arguments)])

    return run


def claims(out="out"):
    return json.loads(Path(out, "comparison.json").read_text(encoding="utf-8"))["claims"]


def cells(out="out"):
    return {(claim["id"], other): found for claim in claims(out) for other, found in claim["attestations"].items()}


def test_a_judge_decides_doubtful_cells_and_the_report_says_so(report, model_server):
    """Other cells are as without it, but for contradictions found in what it read."""
    assert report("--format", "json", out="plain").exit_code == 0
    result = report("--judge", model_server.url, "--model", "small")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    plain, judged = cells("plain"), cells()
    doubtful = {place for place, found in plain.items() if found["is_doubtful"]}
    assert len(doubtful) > 10
    decided = {place for place, found in judged.items() if found["reason"].startswith("Decided by the model small")}
    assert decided <= doubtful
    for place in doubtful:
        assert judged[place]["relation"] == ("partly" if place in decided else "contradicts")
    for place in plain.keys() - doubtful:
        assert judged[place] == plain[place] or judged[place]["relation"] == "contradicts"
    assert "Decided by the model small" in Path("out/report.html").read_text(encoding="utf-8")


def test_a_second_run_sends_nothing_and_gives_the_same_bytes(report, model_server):
    """The cache answers; it lies among the user's caches or where it was asked for."""
    for cache in ((), ("--judge-cache", "here")):
        model_server.requests.clear()
        assert report("--judge", model_server.url, "--model", "small", *cache, out="one").exit_code == 0
        n = len(model_server.requests)
        assert n > 0
        assert report("--judge", model_server.url, "--model", "small", *cache, out="two").exit_code == 0
        assert len(model_server.requests) == n
        for path in Path("one").iterdir():
            assert path.read_bytes() == (Path("two") / path.name).read_bytes(), path.name
    assert Path("caches/newscompare").is_dir()
    assert Path("here").is_dir()


def test_a_server_that_refuses_costs_a_notice_and_no_report(report, model_server, monkeypatch):
    """The comparison of words stands; the key stands nowhere."""
    monkeypatch.setenv("NEWSCOMPARE_JUDGE_KEY", "s3cret")
    model_server.script = [(401, {}, b"wrong key s3cret")] * 1000
    result = report("--judge", model_server.url, "--model", "small")
    assert result.exit_code == 0
    assert "newscompare: The model small left " in result.stderr
    assert "401 Unauthorized. Hint: set NEWSCOMPARE_JUDGE_KEY to a key that it takes" in result.stderr
    assert model_server.requests[0][1]["Authorization"] == "Bearer s3cret"
    assert report("--format", "json", out="plain").exit_code == 0
    assert claims() == claims("plain")
    written = [path.read_text(encoding="utf-8") for path in Path("out").iterdir()]
    assert not [text for text in (result.output, *written) if "s3cret" in text]


def test_without_a_judge_nothing_is_asked(report, model_server, monkeypatch):
    """Not even with a key in the environment."""
    monkeypatch.setenv("NEWSCOMPARE_JUDGE_KEY", "s3cret")
    assert report().exit_code == 0
    assert model_server.requests == []


def test_a_file_of_options_that_was_only_found_names_no_judge(report, model_server):
    """It may have come with the articles, and would be sent them, and the key."""
    table = f'[judge]\nurl = "{model_server.url}"\nmodel = "small"\n'
    Path("newscompare.toml").write_text(table)
    result = report()
    assert result.exit_code == 2
    assert "must name no judge unless the file is named. Hint: --options newscompare.toml" in result.stderr
    assert model_server.requests == []
    assert report("--options", "newscompare.toml").exit_code == 0
    assert model_server.requests


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--judge", "localhost:8000", "--model", "m"), "begins with http:// or https://"),
        (("--judge", "http://localhost:8000"), "'judge.url' and 'judge.model' must be given together"),
        (("--model", "m"), "'judge.url' and 'judge.model' must be given together"),
        (("--encoder", "nowhere"), "must be a folder with a sentence encoder"),
        (("--encoder", "story"), "must be a folder with a sentence encoder"),
        (("--encoder", "some-org/some-model"), "Nothing is downloaded"),
    ],
)
def test_a_judge_that_cannot_be_used_is_told_before_the_work(report, arguments, said):
    """One line, exit code 2, nothing written."""
    result = report(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not Path("out").exists()


def test_a_missing_extra_is_named_with_its_command(report, monkeypatch):
    """An encoder needs a package that most users have no use for."""
    Path("encoder").mkdir()
    Path("encoder/modules.json").write_text("[]")
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    result = report("--encoder", "encoder")
    assert result.exit_code == 2
    assert "Hint: pip install 'newscompare[semantic]'" in result.stderr
