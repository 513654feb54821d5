"""Bad input through the whole command: a clear message, exit code 2 only when nothing can be compared, nothing half-written."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from compare.cli import main


def run(*arguments, **kwargs):
    return CliRunner().invoke(main, ["report", *map(str, arguments), "-o", "out"], **kwargs)


def compared(result) -> dict:
    """Return the published JSON of a report that was written in spite of trouble."""
    assert result.exit_code == 0, result.output
    return json.loads(Path("out/comparison.json").read_text(encoding="utf-8"))


def refused(result) -> str:
    """Return the message of a run that failed, after checking that it left nothing behind."""
    assert result.exit_code == 2, result.output
    assert not Path("out").exists()
    assert not [name for name in os.listdir() if name.startswith(("out", ".out"))]
    return result.stderr


def ids(comparison: dict) -> list[str]:
    return [document["id"] for document in comparison["documents"]]


def test_no_path_is_a_usage_error():
    """Nothing was asked for."""
    result = CliRunner().invoke(main, ["report"])
    assert result.exit_code == 2
    assert "PATH" in result.stderr


def test_a_path_that_does_not_exist_is_named(story):
    """A typing error is answered with the path."""
    assert "nowhere" in refused(run("nowhere"))


def test_an_empty_folder_is_named(story):
    """No article is no comparison."""
    (story.parent / "empty").mkdir()
    assert "empty" in refused(run("empty"))


def test_an_empty_file_costs_only_itself(story):
    """The others are compared, and the notice names the file."""
    (story / "blank.txt").write_text("")
    result = run(story)
    assert ids(compared(result)) == ["gazette", "herald"]
    assert "blank.txt" in result.stderr
    assert "empty" in result.stderr


def test_one_document_alone_is_refused_with_its_name(story):
    """One article cannot be compared."""
    message = refused(run(story / "gazette.txt"))
    assert "at least two" in message
    assert "gazette.txt" in message


def test_the_same_file_twice_is_read_once(story):
    """A glob and a name may overlap."""
    result = run(story, story / "gazette.txt")
    assert ids(compared(result)) == ["gazette", "herald"]
    assert "gazette.txt" in result.stderr


def test_two_files_with_one_id_are_both_kept(story, articles):
    """Each gets an id of its own, and a notice says so."""
    other = story / "later"
    other.mkdir()
    (other / "gazette.txt").write_text(articles["herald"] + " Rain fell all night long.", encoding="utf-8")
    result = run(story)
    assert len(set(ids(compared(result)))) == 3
    assert "gazette" in result.stderr


def test_two_records_with_one_id_are_both_kept(story, articles):
    """Each gets an id of its own, and a notice says so."""
    records = story / "records.jsonl"
    records.write_text("".join(json.dumps({"id": "x", "text": text}) + "\n" for text in articles.values()))
    result = run(records)
    assert len(set(ids(compared(result)))) == 2
    assert "'x'" in result.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4),
        ("nul.txt", b"The ferry\x00 sank off Port Alder.\x00\x00"),
        ("page.txt", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n\x00\xff\xfe"),
    ],
)
def test_a_binary_file_costs_only_itself(story, name, content):
    """The others are compared, and the notice names the file."""
    (story / name).write_bytes(content)
    result = run(story)
    assert ids(compared(result)) == ["gazette", "herald"]
    assert name in result.stderr


def test_a_folder_without_permission_is_named(story, monkeypatch, articles):
    """What cannot be listed is no reason to lose the rest."""
    (story / "locked").mkdir()
    (story / "locked" / "secret.txt").write_text(articles["gazette"])
    walk, scan = os.scandir, os.listdir

    def guard(real):
        def guarded(path="."):
            if str(path).rstrip("/").endswith("locked"):
                raise PermissionError(13, "Permission denied", str(path))
            return real(path)

        return guarded

    monkeypatch.setattr(os, "scandir", guard(walk))
    monkeypatch.setattr(os, "listdir", guard(scan))
    result = run(story)
    assert ids(compared(result)) == ["gazette", "herald"]
    assert "locked" in result.stderr
    assert "ermission" in result.stderr


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252", "cp1251"])
def test_other_encodings_are_read(story, encoding):
    """Byte order marks are obeyed; single-byte files are recognised by their letters."""
    text = (
        "Le ferry Alma a coulé près de Port-Alder, a déclaré la préfète. Les secours ont été dépêchés à l’aube, où le naufragé a été repêché."
        if encoding != "cp1251"
        else "Паром «Альма» затонул у порта в понедельник вечером, сообщила береговая охрана. Спасены сорок три пассажира, поиски продолжаются."
    )
    (story / "foreign.txt").write_bytes(text.encode(encoding))
    assert {"id": "foreign", "length": len(text)}.items() <= {
        key: value
        for document in compared(run(story))["documents"]
        for key, value in document.items()
        if document["id"] == "foreign"
    }.items()


def test_a_line_of_twenty_megabytes_costs_no_crash(story):
    """Length alone breaks nothing."""
    (story / "long.txt").write_text("The ferry sank. " * 1_250_000)
    result = run(story)
    assert_compared_in_spite_of_long(result)
    assert "2,000 of 1,250,000 sentences" in result.stderr


@pytest.mark.parametrize(
    "text", ["the ferry sank off the port and " * 60_000, "x" * 2_000_000, "Rain.\n\n" * 200_000, "港" * 1_000_000]
)
def test_a_long_text_of_any_shape_costs_only_itself(story, text):
    """Without full stops, without spaces, without words to a line: the others are compared, and the notice names the file."""
    (story / "long.txt").write_text(text, encoding="utf-8")
    result = run(story)
    assert_compared_in_spite_of_long(result)
    assert sum(path.stat().st_size for path in Path("out").iterdir()) < 20_000_000


def assert_compared_in_spite_of_long(result):
    """Check that the good articles are compared with each other, and that a notice says what was left out of the long one."""
    comparison = compared(result)
    assert ids(comparison) == ["gazette", "herald", "long"]
    assert [each["source"] for each in comparison["notices"]] == ["long"]
    relations = {claim["attestations"]["herald"]["relation"] for claim in comparison["claims"] if claim["document"] == "gazette"}
    assert relations == {"states", "contradicts"}


def test_lone_surrogates_in_json_are_replaced_with_a_notice(story):
    """Half a character pair would make the report unwritable."""
    (story / "records.jsonl").write_text(
        '{"id": "half", "text": "The ferry \\ud83d sank off Port Alder on Monday evening.", "title": "A \\udc00 title"}\n'
    )
    result = run(story)
    assert "half" in ids(compared(result))
    assert "records.jsonl" in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "غرقت العبارة قبالة الميناء مساء الاثنين، وقال خفر السواحل إن البحث مستمر عن المفقودين.",
        "המעבורת טבעה מול הנמל ביום שני בערב. החיפושים נמשכים.",
        "渡轮周一晚间在港口外沉没。海岸警卫队表示搜救工作仍在继续。遇难人数尚未公布。",
        "フェリーは月曜の夜、港の沖で沈没した。捜索は続いている。",
    ],
)
def test_other_scripts_are_compared(story, text):
    """The same sentences in any script are one shared passage."""
    (story / "one.txt").write_text(text, encoding="utf-8")
    (story / "two.txt").write_text(text, encoding="utf-8")
    matches = compared(run(story))["matches"]
    assert any((match["left"]["document"], match["right"]["document"]) == ("one", "two") for match in matches)


def test_a_script_in_a_title_runs_nowhere(story, articles):
    """Everything shown in a page is escaped."""
    hostile = "<script>alert(1)</script>"
    (story / "records.jsonl").write_text(
        json.dumps(
            {
                "id": hostile,
                "title": hostile,
                "outlet": hostile,
                "text": hostile + " " + articles["gazette"],
            }
        )
        + "\n"
    )
    assert hostile in ids(compared(run(story)))
    page = Path("out/report.html").read_text(encoding="utf-8")
    assert hostile not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_output_folder_that_cannot_be_written_is_named(story):
    """A report that was not written is never exit code 0."""
    Path("taken").write_text("a file, no folder")
    result = CliRunner().invoke(main, ["report", str(story), "-o", "taken/report"])
    assert result.exit_code == 2
    assert "taken" in result.stderr
    assert Path("taken").read_text() == "a file, no folder"


def test_two_hundred_documents_are_compared(story):
    """A large story takes longer and loses nothing without a notice."""
    for n in range(198):
        (story / f"outlet-{n:03}.txt").write_text(
            f"Reporter {n} writes.\n\nThe ferry Alma sank off Port Alder on Monday evening. Witness {n} saw {n} boats."
        )
    result = run(story)
    comparison = compared(result)
    assert len(ids(comparison)) == 200
    passages = {passage["document"] for cluster in comparison["clusters"] for passage in cluster["passages"]}
    assert passages == set(ids(comparison))
    assert "in 60 of 200 documents" in result.stderr
    assert "claims.max_documents" in result.stderr
