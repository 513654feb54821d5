"""What the documentation says of the archive is so, and all that can be given to its commands is in it."""

import re
from pathlib import Path

import click
import pytest

from compare.archive import Archive
from compare.cli import main
from compare.model.checks import CHECK_VERSION, REUSE_KINDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
DOCS = (ROOT / "docs" / "archive.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(main.commands["archive"].commands))
def test_every_command_of_the_archive_stands_in_readme_and_docs(name):
    """With its options."""
    assert f"| `archive {name} ARCHIVE" in README
    assert f"newscompare archive {name} " in DOCS
    options = [each for each in main.commands["archive"].commands[name].params if isinstance(each, click.Option)]
    for option in (opt for each in options for opt in each.opts if opt.startswith("--")):
        assert f"`{option}" in README, option


def test_every_option_of_check_stands_in_the_readme():
    """An option that nobody can read of is none."""
    table = README[README.index("| option of `check`") :].split("\n\n")[0]
    for each in main.commands["check"].params:
        for option in each.opts if isinstance(each, click.Option) else ():
            assert f"`{option}" in table, option


def test_the_json_of_a_check_has_the_fields_of_its_table(archive, make_document):
    """No field without a word, no word without a field."""
    archive.add([make_document(1)])
    table = DOCS[DOCS.index("## The JSON of a check") : DOCS.index("## What lies in the folder")]
    result = archive.check(make_document(1).text).to_dict()
    assert result["schema_version"] == CHECK_VERSION
    named = {word for quoted in re.findall(r"`([^`]+)`", table) for word in re.findall(r"[a-z_]+", quoted)}
    fields = {*result, *result["draft"], *result["documents"][0], "start", "end", "n_more", "exclude_outlets", "since"}
    fields |= {*result["documents"][0]["passages"][0], "message", "source"}
    assert fields - named == set()
    assert named - fields - {*REUSE_KINDS, "operation"} == set()


def test_the_python_example_runs(texts, tmp_path, monkeypatch, capsys):
    """A newcomer can paste it."""
    [example] = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    (tmp_path / "texts").symlink_to(texts)
    monkeypatch.chdir(tmp_path)
    sentence = "The site was chosen from eleven candidates after a four-year study of geology, wildlife and landscape."
    exec(compile(example.replace('"..."', repr(sentence)), "archive.md", "exec"), {})
    said = capsys.readouterr().out
    assert "press-release" in said
    assert len(Archive(tmp_path / "newsroom.archive")) == 16
