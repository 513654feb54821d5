"""Files of a report: complete or absent, valid, and safe to open."""

import csv
import errno
import io
import json
import os
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from compare.errors import OptionsError, OutputError
from compare.model.comparison import Comparison
from compare.model.documents import Document
from compare.model.notices import Notice
from compare.model.tables import TABLES
from compare.reports import read_schema, render_report, write_file, write_report
from compare.reports.tables import COLUMNS, guard_cell

NAMES = ("report.html", "report.md", "comparison.json", *(f"{name}.csv" for name in TABLES))


def everything_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_all_formats_are_written_and_nothing_else(comparison, tmp_path):
    """The folder holds the files that were announced, and no trace of how they came there."""
    written = write_report(comparison, tmp_path / "new" / "folder")
    assert tuple(path.name for path in written) == NAMES
    assert everything_in(tmp_path / "new" / "folder") == sorted(NAMES)


def test_only_what_is_asked_for_is_written(comparison, tmp_path):
    """Formats can be chosen, in any order."""
    assert [path.name for path in write_report(comparison, tmp_path, ("json", "html"))] == ["report.html", "comparison.json"]


def test_an_unknown_format_is_an_error_that_names_the_known_ones(comparison, tmp_path):
    """A typing error writes nothing."""
    with pytest.raises(OptionsError, match=r"html, md, json, csv\. Got 'pdf' instead"):
        write_report(comparison, tmp_path / "out", ("html", "pdf"))
    assert not (tmp_path / "out").exists()


def test_same_comparison_gives_same_bytes(make_comparison):
    """Nothing of the clock, the machine or a hash seed is in a report."""
    assert render_report(make_comparison()) == render_report(make_comparison())


def test_no_path_of_the_machine_is_in_a_report(comparison, tmp_path):
    """Where the files were read or are written is nobody's business."""
    documents = tuple(replace(each, path=f"/home/editor/secret/{each.id}.txt") for each in comparison.documents)
    for content in render_report(replace(comparison, documents=documents)).values():
        assert b"/home/editor" not in content


def test_other_files_in_the_folder_stay(comparison, tmp_path):
    """A report replaces its own files and touches no others."""
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "report.html").write_text("old")
    write_report(comparison, tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "report.html").read_text().startswith("<!doctype html>")


def test_a_full_disk_leaves_everything_as_it_was(comparison, tmp_path, monkeypatch):
    """When a file cannot be written, the old report stands and no new folder stays behind."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "report.html").write_text("old")
    write = Path.write_bytes

    def fail(path, content):
        if path.name == "matrix.csv":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fail)
    for folder in (tmp_path / "old", tmp_path / "new" / "one"):
        with pytest.raises(OutputError, match=f"{folder.name}: No space left on device"):
            write_report(comparison, folder)
    assert everything_in(tmp_path) == ["old", "old/report.html"]
    assert (tmp_path / "old" / "report.html").read_text() == "old"


def test_a_move_that_fails_half_way_is_taken_back(comparison, tmp_path, monkeypatch):
    """Files that were already moved are moved back, old ones return."""
    (tmp_path / "report.html").write_text("old")
    move = os.replace

    def fail(one, other):
        if Path(other).name == "comparison.json":
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(other))
        return move(one, other)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OutputError, match="Input/output error"):
        write_report(comparison, tmp_path)
    assert everything_in(tmp_path) == ["report.html"]
    assert (tmp_path / "report.html").read_text() == "old"


def test_a_folder_in_place_of_a_file_is_an_error_that_names_it(comparison, tmp_path):
    """What stands in the way is named, and stays."""
    (tmp_path / "comparison.json").mkdir()
    with pytest.raises(OutputError, match=r"a folder stands where a file must go"):
        write_report(comparison, tmp_path)
    assert everything_in(tmp_path) == ["comparison.json"]


def test_a_folder_that_cannot_be_made_is_an_error_that_names_it(comparison, tmp_path):
    """A file where a folder is needed; the message carries path and reason."""
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"file/out: Not a directory|file/out: File exists"):
        write_report(comparison, tmp_path / "file" / "out")


def test_an_interrupt_leaves_nothing_behind(comparison, tmp_path, monkeypatch):
    """Ctrl-C while writing cleans up too."""

    def interrupt(path, content):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_report(comparison, tmp_path / "out")
    assert everything_in(tmp_path) == []


def test_json_is_what_the_schema_says(comparison, make_comparison):
    """The published JSON validates, with and without results; the schema itself is valid."""
    schema = json.loads(read_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for each in (comparison, make_comparison(outlets=False, dates=False, titles=False), Comparison(documents=())):
        values = json.loads(render_report(each, ("json",))["comparison.json"])
        validator.validate(values)
        assert values == each.to_dict()


def test_schema_knows_every_word_of_the_model(comparison):
    """Kinds, relations and kinds of facts in the schema are those of the model."""
    from typing import get_args

    from compare.model.claims import RELATIONS, FactKind
    from compare.model.clusters import KINDS
    from compare.model.comparison import SCHEMA_VERSION

    schema = json.loads(read_schema())
    claim = schema["properties"]["claims"]["items"]["properties"]
    assert tuple(schema["$defs"]["kind"]["enum"]) == KINDS
    assert tuple(claim["attestations"]["additionalProperties"]["properties"]["relation"]["enum"]) == RELATIONS
    assert tuple(claim["facts"]["items"]["properties"]["kind"]["enum"]) == get_args(FactKind)
    assert schema["$id"].endswith(SCHEMA_VERSION)


def test_schema_refuses_what_is_not_published(comparison):
    """An unknown field or relation does not validate."""
    schema = json.loads(read_schema())
    values = comparison.to_dict()
    values["claims"][0]["attestations"]["post"]["relation"] = "denies"
    with pytest.raises(jsonschema.ValidationError, match="'denies' is not one of"):
        jsonschema.validate(values, schema)


def test_json_keeps_lone_surrogates_as_escapes():
    """What UTF-8 cannot hold is still in the JSON, and comes back."""
    comparison = Comparison(documents=(Document(id="a", text="x", title="half \ud83d sign"),))
    content = render_report(comparison, ("json",))["comparison.json"]
    assert rb"\ud83d" in content
    assert json.loads(content)["documents"][0]["title"] == "half \ud83d sign"


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def test_tables_come_back_as_they_were(comparison):
    """A CSV reader finds the rows of `Comparison.to_frame`, quotes and line breaks in place."""
    for name, build in TABLES.items():
        header, *rows = read_csv(render_report(comparison, ("csv",))[f"{name}.csv"])
        expected = build(comparison)
        assert header == list(expected[0])
        assert len(rows) == len(expected)
        for row, values in zip(rows, expected, strict=True):
            assert row == [str(guard_cell(value)) for value in values.values()]


def test_tables_without_rows_still_name_their_columns(comparison):
    """The columns that are promised are those of the model."""
    for name, build in TABLES.items():
        own = [column for column in build(comparison)[0] if name != "matrix" or column in COLUMNS["matrix"]]
        assert tuple(own) == COLUMNS[name]
        [header, *rows] = read_csv(render_report(Comparison(documents=()), ("csv",))[f"{name}.csv"])
        assert tuple(header) == COLUMNS[name]
        assert rows == []


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-cmd", "@SUM(A1)", "\t=1", " =1", "\r=1"])
def test_no_cell_is_a_formula(text):
    """A title that begins like a formula is text to a spreadsheet."""
    comparison = Comparison(documents=(Document(id=text, text="x", title=text, outlet=text),))
    _, row = read_csv(render_report(comparison, ("csv",))["documents.csv"])
    assert row[:3] == [f"'{text}"] * 3


def test_notices_are_in_every_format_for_people(comparison):
    """Nothing vanishes: what was left out is told in HTML, Markdown and JSON."""
    noticed = replace(comparison, notices=(Notice(message="Cannot be read.", source="broken.pdf"),))
    contents = render_report(noticed)
    for name in ("report.html", "report.md", "comparison.json"):
        assert b"broken.pdf" in contents[name]
        assert b"Cannot be read." in contents[name]


def test_one_file_is_written_whole_or_not_at_all(tmp_path):
    """What stood there stays when the new one cannot take its place."""
    path = write_file(tmp_path / "new" / "pair.html", b"one")
    assert path.read_bytes() == b"one"
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert everything_in(tmp_path) == ["new", "new/pair.html"]
    with pytest.raises(OutputError, match=r"The result cannot be written to .*new: a folder stands where a file must go"):
        write_file(tmp_path / "new", b"three")
    assert path.read_bytes() == b"two"


def test_a_link_stays_a_link_to_the_file_that_is_written(tmp_path):
    """Whoever links a file into a published folder keeps the link."""
    (tmp_path / "real.html").write_bytes(b"one")
    (tmp_path / "link.html").symlink_to("real.html")
    write_file(tmp_path / "link.html", b"two")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_bytes() == b"two"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path):
    """Moving a file over a device would take the device away."""
    from threading import Thread

    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, b"words")
    reader.join()
    assert read == [b"words"]
    assert pipe.is_fifo()
