"""JSON lines: one article a line, and a broken line costs only itself."""

import gzip
import json
from pathlib import Path

import pytest

from compare.errors import ReadError
from compare.readers.json_lines import read_json_lines


def read(load, *lines, name="news.jsonl", newline="\n"):
    content = newline.join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    Path(name).write_text(content, encoding="utf-8", newline="")
    return load(name)


def test_fields_become_a_document(here, load):
    """Under this program's own names."""
    record = {
        "id": "a",
        "text": "Ferries resumed.",
        "outlet": "Harbour Gazette",
        "title": "Ferries",
        "published": "2021-09-07",
        "url": "https://g.example/1",
    }
    document = read(load, record | {"desk": "sea"})[0]["a"]
    assert document.outlet == "Harbour Gazette"
    assert document.title == "Ferries"
    assert str(document.published) == "2021-09-07"
    assert document.url == "https://g.example/1"
    assert document.meta == {"desk": "sea"}
    assert document.path == "news.jsonl:1"


@pytest.mark.parametrize(
    "record",
    [
        {
            "body": "Ferries resumed.",
            "source": "Gazette",
            "headline": "Ferries",
            "date": "2021-09-07",
            "link": "https://g.example/1",
        },
        {
            "content": "Ferries resumed.",
            "Publisher": {"name": "Gazette"},
            "Headline": "Ferries",
            "publishedAt": "2021-09-07",
            "URL": "https://g.example/1",
        },
        {
            "articleBody": "Ferries resumed.",
            "site_name": "Gazette",
            "title": "Ferries",
            "publish_date": "2021-09-07",
            "href": "https://g.example/1",
        },
        {"text": "Ferries resumed.", "series": "Gazette", "title": " Ferries\n", "date": 20210907, "url": "https://g.example/1"},
    ],
)
def test_the_usual_other_names_are_known(here, load, record):
    """News services, JSON-LD and passim name the same things differently."""
    document = read(load, record)[0]["news:1"]
    assert (document.text, document.outlet, document.title) == ("Ferries resumed.", "Gazette", "Ferries")
    assert (str(document.published), document.url) == ("2021-09-07", "https://g.example/1")


def test_an_address_is_no_outlet(here, load):
    """Some services give the page as `source`; the next name is asked instead."""
    document = read(load, {"text": "Ferries resumed.", "source": "https://g.example/1", "series": "Gazette"})[0]["news:1"]
    assert document.outlet == "Gazette"


def test_an_address_that_is_no_web_address_is_left_out(here, load):
    """A report must not link to a script."""
    documents, notices = read(load, {"text": "Ferries resumed.", "url": "javascript:alert(1)"})
    assert documents["news:1"].url is None
    assert notices == ["news.jsonl:1: the address 'javascript:alert(1)' is no web address and is left out."]


def test_a_broken_line_costs_that_line(here, load):
    """The notice names line and reason; blank lines are none, but count."""
    documents, notices = read(
        load, {"text": "Ferries resumed."}, '{"text": ', "", "[1]", {"title": "x"}, {"text": 3}, {"text": "Talks go on."}
    )
    assert list(documents) == ["news:1", "news:7"]
    assert [notice.split(" Got")[0].split(" Its")[0] for notice in notices] == [
        "news.jsonl:2: must hold one JSON object.",
        "news.jsonl:4: must hold one JSON object.",
        "news.jsonl:5: must have a 'text' that is a string and not empty.",
        "news.jsonl:6: must have a 'text' that is a string and not empty.",
    ]


def test_many_broken_lines_are_counted(here, load):
    """A thousand notices would hide the others."""
    _, notices = read(load, {"text": "Ferries resumed."}, *["{"] * 1_000)
    assert len(notices) == 21
    assert notices[-1] == "news.jsonl: 980 further lines without an article left out."


def test_many_doubtful_records_are_counted(here, load):
    """The same trouble in each record is told some times, then counted."""
    _, notices = read(load, *({"text": f"Ferry {n}.", "date": "03/11/2026"} for n in range(50)))
    assert len(notices) == 21
    assert notices[-1] == "news.jsonl: 30 further records with a doubtful field or character."


def test_a_file_without_any_record_is_refused(here, load):
    """Its first line tells why."""
    with pytest.raises(
        ReadError, match=r"news.jsonl: must hold one JSON object with a text on each line. No line does. Line 1 must"
    ):
        read(load, "Ferries resumed.", "Talks go on.")


def test_lone_surrogates_and_nul_are_replaced(here, load):
    """They cannot be written; one character stands for one, so offsets keep."""
    documents, notices = read(
        load,
        '{"id": "a\\ud800", "title": "T\\udfff", "text": "Ferries\\ud800 and\\u0000 \\ud83d\\udea2.", "x": {"y": ["\\ud800"]}}',
    )
    document = documents["a\ufffd"]
    assert document.text == "Ferries\ufffd and\ufffd 🚢."
    assert document.title == "T\ufffd"
    assert document.meta == {"x": {"y": ["\ufffd"]}}
    assert notices == ["news.jsonl:1: 2 NULs or lone surrogates in the text cannot be kept; \ufffd stands in place of each."]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way(here, load, newline):
    """As files from three systems do."""
    assert list(read(load, {"text": "Ferries resumed."}, {"text": "Talks go on."}, newline=newline)[0]) == ["news:1", "news:2"]


def test_unusual_line_separators_cut_no_record(here, load):
    """JSON may hold U+2028 and U+0085 as they are."""
    assert read(load, '{"text": "Ferries\u2028resumed\u0085."}')[0]["news:1"].text == "Ferries\u2028resumed\u0085."


def test_packed_lines_are_read(here, load):
    """The usual form of a corpus."""
    Path("news.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Ferries resumed."}\n'))
    assert list(load("news.jsonl.gz")[0]) == ["news:1"]


@pytest.mark.parametrize("line", ['{"text": ' + "[" * 100_000, '{"n": ' + "9" * 10_000 + "}"])
def test_hostile_json_costs_its_line(line):
    """Deep nesting and endless numbers are reasons, not crashes."""
    (lost,) = read_json_lines(line)[0]
    assert "JSON" in lost.reason


def test_a_record_of_twenty_megabytes_is_read(here, load):
    """One line may be a book."""
    text = "Ferries resumed. " * 1_200_000
    assert read(load, {"text": text})[0]["news:1"].text == text


def test_numbers_are_ids(here, load):
    """Databases count their articles."""
    assert list(read(load, {"id": 12, "text": "Ferries resumed."}, {"id": True, "text": "Talks go on."})[0]) == ["12", "news:2"]


def test_a_byte_order_mark_is_no_part_of_the_first_record(here, load):
    """Some exports begin with one."""
    assert list(read(load, "\ufeff" + json.dumps({"text": "Ferries resumed."}))[0]) == ["news:1"]
