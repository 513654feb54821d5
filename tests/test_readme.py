"""What the README shows works as it stands there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_notebook_example_runs(tmp_path, monkeypatch, capsys):
    """A newcomer can paste it."""
    pytest.importorskip("pandas")
    [example] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "texts").symlink_to(ROOT / "texts")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out
    assert (tmp_path / "reports" / "drills" / "report.html").is_file()


def test_every_file_and_folder_it_links_to_is_there():
    """No link leads nowhere."""
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []


def test_every_make_task_it_names_is_in_the_makefile():
    """The two commands, and the others."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for task in set(re.findall(r"`?make ([a-z]+)", README)) - {"the"}:
        assert f"\n{task}:" in makefile, task
