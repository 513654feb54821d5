"""Compiled templates are kept like Python's own bytecode: never needed, never wrong."""

import shutil
import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from compare.reports.compiled import CompiledTemplates


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with one template, in a Python that may write bytecode."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "hello.j2").write_text("Hello {{ name }}")
    return tmp_path


def render(folder):
    environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=CompiledTemplates(folder), autoescape=True)
    return environment.get_template("hello.j2").render(name="<b>")


def test_second_use_takes_the_compiled_template(folder):
    """One file stands in __pycache__ afterwards, and the result is the same."""
    first = render(folder)
    [kept] = (folder / "__pycache__").iterdir()
    before = kept.stat().st_mtime_ns
    assert render(folder) == first == "Hello &lt;b&gt;"
    assert kept.stat().st_mtime_ns == before


def test_a_changed_template_is_compiled_afresh(folder):
    """A stale file is never used."""
    render(folder)
    (folder / "hello.j2").write_text("Good day {{ name }}")
    assert render(folder) == "Good day &lt;b&gt;"


def test_code_that_does_not_escape_is_never_taken(folder):
    """A template that was compiled without escaping is compiled again by an environment that escapes."""
    loader = FileSystemLoader(folder)
    unsafe = Environment(loader=loader, bytecode_cache=CompiledTemplates(folder), autoescape=False)
    assert unsafe.get_template("hello.j2").render(name="<b>") == "Hello <b>"
    assert render(folder) == "Hello &lt;b&gt;"


@pytest.mark.parametrize("content", [b"", b"rubbish", b"j2" * 500])
def test_a_broken_file_is_replaced(folder, content):
    """Half a file or another program's file does no harm."""
    render(folder)
    [kept] = (folder / "__pycache__").iterdir()
    kept.write_bytes(content)
    assert render(folder) == "Hello &lt;b&gt;"
    assert kept.read_bytes() != content


def test_a_folder_that_cannot_be_written_is_no_problem(folder):
    """Where a file stands in place of the folder, templates are compiled each time."""
    (folder / "__pycache__").write_text("")
    assert render(folder) == "Hello &lt;b&gt;"


def test_python_without_bytecode_writes_none(folder, monkeypatch):
    """Who tells Python to write no bytecode means this, too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert render(folder) == "Hello &lt;b&gt;"
    assert not (folder / "__pycache__").exists()


def test_nothing_half_written_stays(folder, monkeypatch):
    """A full disk leaves no scratch file behind."""

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", fail)
    assert render(folder) == "Hello &lt;b&gt;"
    assert list((folder / "__pycache__").iterdir()) == []
    shutil.rmtree(Path(folder) / "__pycache__")
