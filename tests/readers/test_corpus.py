"""A corpus as a stream: whatever the format, the same documents; what is broken costs itself; memory stays small."""

import bz2
import contextlib
import csv
import gzip
import io
import json
import lzma
import os
import random
import sys
import tracemalloc
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.errors import InputError, MissingExtraError
from compare.model.documents import Document
from compare.options import ReadOptions
from compare.readers import load_documents, stream_documents
from compare.readers.fields import NAMES, read_fields
from compare.readers.inputs import Input
from compare.readers.json_lines import read_json_lines
from compare.readers.records import LostLine
from compare.readers.shapes import ShapeReader
from compare.readers.sources import SourceTables
from compare.readers.weighing import weigh_record

RECORDS = [
    {
        "id": f"a{n}",
        "outlet": ("Harbour Gazette", "Courier du Port")[n % 2],
        "title": f"Ferry {n} é",
        "published": f"2021-09-0{n % 9 + 1}",
        "url": f"https://g.example/{n}",
        "text": f'Ferry {n} resumed, "slowly",\nat 9 o’clock.\n\nTalks go on; prices: 5 €.' + " Calm sea." * (n * 37 % 100),
    }
    for n in range(200)
]
FIELDS = ("id", "text", "outlet", "title", "published", "url", "path", "meta")


def stream(paths, **kwargs):
    """Read all; return the documents and the notices as lines."""
    found = stream_documents(paths, **kwargs)
    documents = list(found)
    assert len({document.id for document in documents}) == len(documents) == found.n_documents
    if found.n_bytes is not None:
        assert found.n_bytes_read == found.n_bytes
    return documents, [str(notice) for notice in found.notices]


def as_lines(records=None, newline="\n", encoding="utf-8", **kwargs):
    return "".join(json.dumps(each, **kwargs) + newline for each in (RECORDS if records is None else records)).encode(encoding)


def as_table(records=None, delimiter=",", newline="\r\n", quoting=csv.QUOTE_MINIMAL):
    records = RECORDS if records is None else records
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]), delimiter=delimiter, lineterminator=newline, quoting=quoting)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode()


def as_parquet(columns, **kwargs):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **kwargs)
    return out.getvalue()


def write(name, data):
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)
    return name


FORMATS = {
    "news.jsonl": as_lines,
    "news.ndjson": lambda: as_lines(ensure_ascii=False),
    "crlf.jsonl": lambda: as_lines(newline="\r\n"),
    "cr.jsonl": lambda: as_lines(newline="\r"),
    "mark.jsonl": lambda: b"\xef\xbb\xbf" + as_lines(),
    "utf16.jsonl": lambda: as_lines(ensure_ascii=False).decode().encode("utf-16"),
    "utf32.jsonl": lambda: as_lines(ensure_ascii=False).decode().encode("utf-32"),
    "western.jsonl": lambda: as_lines(ensure_ascii=False).decode().encode("cp1252"),
    "blanks.jsonl": lambda: as_lines(newline="\n"),
    "news.jsonl.gz": lambda: gzip.compress(as_lines()),
    "parts.jsonl.gz": lambda: gzip.compress(as_lines(RECORDS[:50])) + gzip.compress(as_lines(RECORDS[50:])) + b"\0" * 512,
    "news.jsonl.bz2": lambda: bz2.compress(as_lines()),
    "news.jsonl.xz": lambda: lzma.compress(as_lines()),
    "news.csv": as_table,
    "semicolon.csv": lambda: as_table(delimiter=";", newline="\n"),
    "quoted.csv": lambda: as_table(quoting=csv.QUOTE_ALL),
    "utf16.csv": lambda: as_table().decode().encode("utf-16"),
    "news.tsv": lambda: as_table(delimiter="\t"),
    "news.csv.gz": lambda: gzip.compress(as_table()),
    "no-suffix": as_lines,
    "news.parquet": lambda: as_parquet({key: [each[key] for each in RECORDS] for key in RECORDS[0]}, row_group_size=37),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_documents(here, name):
    """Same ids, texts and metadata, without a word of complaint."""
    documents, notices = stream(write(name, FORMATS[name]()))
    expected = [Document(**each) for each in RECORDS]
    assert [[getattr(each, key) for key in FIELDS[:6]] for each in documents] == [
        [getattr(each, key) for key in FIELDS[:6]] for each in expected
    ]
    assert notices == [] or (name == "western.jsonl" and "which is a guess" in notices[0])


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in {"western.jsonl", "cr.jsonl", "no-suffix"}])
@pytest.mark.parametrize("size", [16, 997])
def test_where_chunks_are_cut_changes_nothing(here, monkeypatch, name, size):
    """Inside a line, a character, a mark at the end of a line."""
    monkeypatch.setattr("compare.readers.chunks.CHUNK", size)
    records = RECORDS[:20]
    monkeypatch.setitem(globals(), "RECORDS", records)
    documents, notices = stream(write(name, FORMATS[name]()))
    assert [(each.id, each.text) for each in documents][:20] == [(each["id"], each["text"]) for each in records]
    assert notices == []


@pytest.mark.parametrize("name", [name for name in FORMATS if name.partition(".")[2] in {"csv", "tsv", "parquet", "csv.gz"}])
def test_a_report_reads_tables_too(here, name):
    """`load_documents` gives what the stream gives."""
    documents, _ = stream(write(name, FORMATS[name]()))
    assert list(load_documents(name)[0]) == documents


def test_a_folder_of_everything_is_read(here):
    """Corpus files and articles, by name, with what a table beside them says; metadata and own tables are no corpus."""
    write("all/a.jsonl", as_lines(RECORDS[:2]))
    write("all/b.txt", b"Ferry 900 resumed.")
    write("all/c/c.csv", as_table(RECORDS[2:4]))
    write("all/claims.csv", b"id,document,start,end,text,speaker,group\r\na,b,0,1,Ferries resumed.,,\r\n")
    write("all/sources.csv", b"file,outlet\nb.txt,Harbour Post\na1,Coast Post\n")
    documents, notices = stream("all")
    assert [document.id for document in documents] == ["a0", "a1", "b", "a2", "a3"]
    assert [document.outlet for document in documents][1:3] == ["Coast Post", "Harbour Post"]
    assert notices == ["all/claims.csv: is a report of newscompare, not an article; left out."]


def test_globs_and_several_paths(here):
    """In the order named; a file named twice is read once."""
    for n in range(3):
        write(f"{n}.jsonl", as_lines(RECORDS[n : n + 1]))
    documents, notices = stream(["2.jsonl", "*.jsonl"])
    assert [document.id for document in documents] == ["a2", "a0", "a1"]
    assert notices == ["2.jsonl: is named twice and is read once."]


def test_standard_input_is_json_lines(here, monkeypatch):
    """Packed or not; its size is not known."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(as_lines(RECORDS[:3])))))
    found = stream_documents("-")
    assert found.n_bytes is None
    assert [document.path for document in found] == ["-:1", "-:2", "-:3"]


def test_a_pipe_is_read(here):
    """Nothing is opened twice."""
    read, write_end = os.pipe()
    os.write(write_end, as_lines(RECORDS[:3]))
    os.close(write_end)
    with open(read, "rb") as pipe:
        assert [document.id for document in stream_documents(pipe)] == ["a0", "a1", "a2"]


# The fast path and its reference


KEYS = [alias for aliases in NAMES.values() for alias in aliases[:3]] + ["Head-Line", "x", "TEXT", "\x00", "", "Date Published"]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 20_301_231),
    st.floats(allow_nan=False),
    st.sampled_from(
        ["", " ", "Ferries  resumed.", "2021-09-07", "yesterday", "https://g.example/1", "HTTP://g.example/2 ", "https://",
         "javascript:x", "www.g.example", "a\u2028b", "\x1f", "https://g.example/a b", "03/11/2021", "é"]
    ),
    st.text(max_size=8).map(lambda text: text.encode("utf-8", "replace").decode().replace("\0", "")),
    st.lists(st.integers(), max_size=2),
    st.fixed_dictionaries({"name": st.sampled_from(["Gazette", "", 3])}),
)  # fmt: skip


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8), max_size=6))
@settings(max_examples=400, deadline=None)
def test_shapes_read_what_read_fields_reads(records):
    """The fast path is the slow one, for every record, also the second of its shape."""
    reader = ShapeReader()
    for values in [*records, *records]:
        values = {key.replace("\0", "\ufffd"): value for key, value in values.items()}
        known = read_fields(values)
        slow = [known.id, known.text, known.outlet, known.title, known.published, known.url, known.problems, known.rest]
        fast = [*reader.read(dict(values))]
        assert repr(fast[:7]) == repr(slow[:7])
        assert fast[7] == slow[7]


LINES = st.one_of(
    st.dictionaries(st.sampled_from(KEYS), VALUES | st.just("\ud800") | st.just("a\0b") | st.just("\U0001f6a2"), max_size=6).map(
        lambda values: json.dumps({"text": "Ferries resumed."} | values)
    ),
    st.sampled_from(["", " \t", "{", "[]", "3", '"text"', '{"text": "a"} {', '{"text": "a"}\r', '{"text": 3}', '{"text": "\t"}',
                     '{"text": "Ferries\u2028resumed\u0085."}', '{"text": "a", "text": "b"}', "nul\0l", '{"text": NaN}', '{"a": [1']),
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_a_stream_gives_what_the_reference_gives(lines):
    """Line by line: the same document, or none, for the same reason."""
    data = "\n".join(lines).encode()
    source, tables = Input(name="input"), SourceTables(None, 1)
    expected, lost = [], []
    for record in read_json_lines(data)[0]:
        if isinstance(record, LostLine):
            lost.append(record.line)
        elif not record.text.isspace():
            expected.append(weigh_record(record, source, tables, reads_text=False)[0])
    found = stream_documents(io.BytesIO(data))
    try:
        documents = list(found)
    except InputError:
        documents = []
    assert [[*map(repr, (getattr(each, key) for key in FIELDS[1:-1]))] for each in documents] == [
        [*map(repr, (getattr(each, key) for key in FIELDS[1:-1]))] for each in expected
    ]
    assert [dict(each.meta) for each in documents] == [dict(each.meta) for each in expected]
    named = {notice.source for notice in found.notices if notice.message.endswith("Left out.")}
    assert named - {"input"} <= {f"input:{line}" for line in lost}


def test_a_document_of_checked_values_is_a_document():
    """Every guarantee of the constructor."""
    values = {
        "id": "a", "text": "Ferries resumed.", "outlet": None, "title": "Ferries", "published": date(2021, 9, 7),
        "url": None, "path": "a.jsonl:1", "meta": {"desk": "sea"},
    }  # fmt: skip
    fast, slow = Document.of_checked(*values.values()), Document(**values)
    assert (fast, hash(fast), fast.meta, repr(fast)) == (slow, hash(slow), slow.meta, repr(slow))


# What is broken


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_archive_gives_what_came_before(here, cut):
    """All whole lines before the break, and one notice of it."""
    data = gzip.compress(as_lines())
    documents, notices = stream(write("news.jsonl.gz", data[: int(len(data) * cut)]))
    assert documents == [Document(**each, path=f"news.jsonl.gz:{n}") for n, each in enumerate(RECORDS[: len(documents)], 1)]
    assert len(documents) >= len(RECORDS) * (cut - 0.15)
    assert notices[0].startswith("news.jsonl.gz: is gzip that cannot be unpacked to its end: it ends too early.")


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_flipped_bits_of_an_archive_raise_nothing(here, pack):
    """Something is told, whatever bit flips; what is given was not invented at random lengths."""
    whole = as_lines()
    data = pack(whole)
    chance = random.Random(7)
    for _ in range(40):
        place = chance.randrange(12, len(data))
        broken = data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]
        found = stream_documents(write("news.jsonl.gz", broken))
        try:
            documents = list(found)
        except InputError:
            documents = []
        assert len(documents) <= len(RECORDS)
        assert found.notices or len(documents) == len(RECORDS)


def test_a_flipped_bit_costs_at_most_its_line(here):
    """Of plain lines, in any of them; a newline that is made or lost costs one record more."""
    data = as_lines(ensure_ascii=False)
    chance = random.Random(8)
    for _ in range(60):
        place = chance.randrange(len(data))
        broken = data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]
        documents, _ = stream(write("news.jsonl", broken))
        texts = {document.text for document in documents}
        assert len([each for each in RECORDS if each["text"] not in texts]) <= 2


def test_a_broken_line_costs_that_line(here):
    """The notice names file, line and reason."""
    lines = [
        b'{"text": "Ferries resumed."}',
        b'{"text": ',
        b"[1]",
        b'{"title": "x"}',
        b'{"text": "Talks go on \xc3\xa9\xc3\xa9."}',
        b'{"te\xff',
    ]
    documents, notices = stream(write("news.jsonl", b"\n".join(lines)))
    assert [document.id for document in documents] == ["news:1", "news:5"]
    assert [notice.split(" Got")[0].split(" Its")[0] for notice in notices] == [
        "news.jsonl:2: must hold one JSON object.",
        "news.jsonl:3: must hold one JSON object.",
        "news.jsonl:4: must have a 'text' that is a string and not empty.",
        "news.jsonl:6: must hold one JSON object.",
    ]


def test_many_losses_are_counted(here):
    """The first of each file are named; of the whole corpus a thousand are kept."""
    for n in range(60):
        write(f"all/{n:02}.jsonl", as_lines(RECORDS[n : n + 1]) + b"{\n" * 100)
    documents, notices = stream("all")
    assert len(documents) == 60
    assert notices[20] == "all/00.jsonl: 80 further lines without an article left out."
    assert len(notices) == 1_001
    assert notices[-1] == "260 further notices not shown."


def test_empty_texts_are_counted(here):
    """They are no articles, and no trouble."""
    records = [{"text": ""}, {"text": " \n"}, {"text": None}, {"text": "Ferries resumed."}]
    documents, notices = stream(write("news.jsonl", as_lines(records)))
    assert [document.id for document in documents] == ["news:4"]
    assert notices == ["news.jsonl: 3 records with an empty text left out."]


def test_bytes_that_are_no_utf8_cost_a_guess(here):
    """A late line in another encoding is read, and told of; damage of UTF-8 is replaced."""
    text = "The café on the quay reopened at dawn, with nine tables and a view of the ferries that lie there."
    late = json.dumps({"text": text}, ensure_ascii=False).encode("cp1252") + b"\n"
    damaged = '{"text": "Das Schiff fährt über den Fluß ans Ufer".}\n'.encode().replace(b"Ufer", b"Uf\xffr").replace(b'".', b'."')
    filler = b'{"text": "Ferries resumed."}\n' * 20_000
    documents, notices = stream(write("news.jsonl", filler + late + late + damaged))
    assert [document.text for document in documents][-3:-1] == [text] * 2
    assert documents[-1].text.startswith("Das Schiff")
    assert "news.jsonl:20001: is not UTF-8 and declares no usable encoding; read as cp1252" in notices[0]
    documents, notices = stream(write("new.jsonl", damaged))
    assert documents[0].text == "Das Schiff fährt über den Fluß ans Uf\ufffdr."
    assert notices == ["new.jsonl:1: 1 character could not be read as UTF-8 and stand as \ufffd."]


def test_nul_and_lone_surrogates_are_replaced(here):
    """They cannot be written; one character stands for one."""
    line = b'{"id": "a\\ud800", "text": "Ferries\\ud800 and\\u0000 \\ud83d\\udea2.", "x": {"y\\udc00": ["\\ud800"]}}\n'
    documents, notices = stream(write("news.jsonl", line + as_lines() + b'{"text": "nul \0 raw"}\n'))
    assert (documents[0].id, documents[0].text) == ("a\ufffd", "Ferries\ufffd and\ufffd 🚢.")
    assert documents[0].meta == {"x": {"y\ufffd": ["\ufffd"]}}
    assert notices[-1].startswith("news.jsonl:1: 2 NULs or lone surrogates")
    assert notices[0].startswith("news.jsonl:202: must hold one JSON object.")
    assert len(documents) == 201


def test_other_files_are_refused(here):
    """An image or a book costs itself; text in UTF-16 without a mark says what to do."""
    write("all/a.jsonl", as_lines(RECORDS[:1]))
    write("all/b.jsonl", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    write("all/c.jsonl", as_lines().decode().encode("utf-16-le"))
    write("all/d.jsonl.gz", b"\x1f\x8b" + b"x" * 99)
    write("all/e.jsonl", b"")
    documents, notices = stream("all")
    assert len(documents) == 1
    assert [notice.split(":")[0] for notice in notices] == ["all/b.jsonl", "all/c.jsonl", "all/d.jsonl.gz"]
    assert "It looks like a PNG image" in notices[0]
    assert "save it as UTF-8" in notices[1]


def test_nothing_at_all_is_an_error(here):
    """Told at the end, with the first reasons."""
    with pytest.raises(InputError, match=r"At least one article must be there. Got none in 1 file. a.jsonl:1: must hold"):
        stream(write("a.jsonl", b"{\n"))
    with pytest.raises(InputError, match=r"'b.jsonl' does not exist"):
        stream_documents("b.jsonl")


# Ids


def test_documents_of_one_id_are_told_apart(here):
    """The later one gets a suffix that nobody has."""
    ids = ["a", "a", 7, "a", "a-2", "7", None, "ids:7"]
    documents, notices = stream(write("ids.jsonl", as_lines([{"id": id, "text": "Ferries resumed."} for id in ids])))
    assert [document.id for document in documents] == ["a", "a-2", "7", "a-3", "a-2-2", "7-2", "ids:7", "ids:7-2"]
    assert notices[0] == "ids.jsonl:2: has the id 'a' like one before it; it is called 'a-2' here."


def test_ids_of_equal_hashes_stay_apart(here):
    """A hash is not an id: two that share one are still two documents."""
    found = stream_documents(write("ids.jsonl", as_lines([{"id": "a", "text": "Ferries resumed."}])))
    found._ids.hashes.add(hash("a"))
    assert [document.id for document in found] == ["a-2"]


# Size


def test_memory_is_a_chunk_however_large_the_file(here):
    """Ten times the file, the same peak."""
    peaks = []
    for times in (10, 100):
        write("news.jsonl.gz", gzip.compress(as_lines([{**each, "id": None} for each in RECORDS] * times), 1))
        tracemalloc.start()
        for _ in stream_documents("news.jsonl.gz"):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[0] < 5_000_000
    assert peaks[1] < peaks[0] + 20_000 * 150


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_line_above_the_limit_is_lost_without_being_held(here, name):
    """Memory does not follow it."""
    good = b'{"text": "Ferries resumed."}\n' if name == "a.jsonl" else b"Ferries resumed.,\n"
    head = b"" if name == "a.jsonl" else b"text,title\n"
    write(name, head + good + b'{"text": "' + b"a" * 30_000_000 + b'"}\n' + good)
    tracemalloc.start()
    documents, notices = stream(name, options=ReadOptions(max_bytes=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(documents) == 2
    assert notices[0].endswith(
        "must have at most 1,000,000 bytes. It has more. Hint: raise the 'read.max_bytes' option. Left out."
    )
    assert peak < 6_000_000


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_a_text_of_twenty_megabytes_is_read(here, name):
    """One record may be a book."""
    text = "Ferries resumed. " * 1_200_000
    data = {"a.jsonl": lambda: as_lines([{"text": text}]), "a.csv": lambda: as_table([{"text": text}])}
    write(name, data.get(name, lambda: as_parquet({"text": [text]}))())
    assert stream(name)[0][0].text == text


# Tables


def test_a_table_needs_a_column_of_texts(here):
    """Its columns are named."""
    with pytest.raises(InputError, match=r"a.csv: must have a column 'text'. Its columns are 'id', 'summary'. Left out."):
        stream(write("a.csv", b"id,summary\na,b\n"))


def test_columns_may_be_missing_and_have_other_names(here):
    """As in JSON lines; empty cells are nothing, and other columns are kept."""
    documents, notices = stream(write("a.csv", b'\n"Head line",Body,desk,\nFerries,Ferries resumed.,sea,\n,Talks go on.,,\n'))
    assert [(each.id, each.title, each.text, each.meta) for each in documents] == [
        ("a:3", "Ferries", "Ferries resumed.", {"desk": "sea"}),
        ("a:4", None, "Talks go on.", {}),
    ]
    assert notices == []


def test_rows_that_are_no_rows_cost_themselves(here):
    """Too few or too many cells, or text behind a quotation mark that closes."""
    rows = b'id,text\na,Ferries resumed.\nb\nc,Talks, go on.\n"d"x,Sea\ne,"Calm\nsea"\n'
    documents, notices = stream(write("a.csv", rows))
    assert [(each.id, each.text) for each in documents] == [("a", "Ferries resumed."), ("e", "Calm\nsea")]
    assert [notice.split(". It")[0] for notice in notices] == [
        "a.csv:3: must have 2 cells, as the header has",
        "a.csv:4: must have 2 cells, as the header has",
        "a.csv:5: must be a row of a table",
    ]


def test_a_header_above_the_limit_is_refused(here):
    """Before anything else is read."""
    with pytest.raises(InputError, match=r"a.csv: must have a header of at most 1,000 bytes"):
        stream(write("a.csv", b"text," + b"a" * 9_000 + b"\nFerries resumed.,\n"), options=ReadOptions(max_bytes=1_000))


def test_a_limit_below_a_chunk_holds_for_every_line(here):
    """Wherever the line stands."""
    lines = as_lines([{"id": f"{n}", "text": "a" * (n % 2 * 200)} for n in range(1, 9)])
    documents, _ = stream(write("a.jsonl", lines + b'{"text": "b"}'), options=ReadOptions(max_bytes=100))
    assert [document.text for document in documents] == ["b"]


def test_an_open_quotation_mark_costs_its_row(here):
    """And not all rows that follow; lines stay counted."""
    rows = b'id,text\na,"Ferries\nb,Talks go on.\nc,Sea\nd,"Calm, so calm"\n'
    documents, notices = stream(write("a.csv", rows))
    assert [(each.id, each.path) for each in documents] == [("b", "a.csv:3"), ("c", "a.csv:4"), ("d", "a.csv:5")]
    assert len(notices) == 1
    assert notices[0].startswith("a.csv:2: must be a row of a table.")


def test_the_limit_of_the_csv_module_is_left_alone(here):
    """It holds for the whole process of the user."""
    before = csv.field_size_limit()
    assert len(stream(write("a.csv", b"text\n" + b"a" * 300_000 + b"\n"))[0][0].text) == 300_000
    assert csv.field_size_limit() == before


@given(st.lists(st.tuples(st.text(alphabet='ab,";\t\n\r \u2028é'), st.text(alphabet='ab,"\né')), min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_what_the_csv_module_writes_is_read_back(rows):
    """Verbatim: quotation marks, delimiters, newlines of all kinds."""
    rows = [(text, title) for text, title in rows if text.strip()]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([("text", "note"), *rows])
    buffer = io.BytesIO(out.getvalue().encode())
    buffer.name = "a.csv"
    found = stream_documents(buffer)
    if rows:
        assert [(each.text, each.meta.get("note", "")) for each in found] == rows


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_bytes_of_any_kind_raise_nothing_unexpected(data):
    """As lines and as a table."""
    for name in ("a.jsonl", "a.csv", "a.tsv", "a.parquet"):
        buffer = io.BytesIO(b"text,a\n" * (name == "a.csv") + data)
        buffer.name = name
        with contextlib.suppress(InputError, MissingExtraError):
            list(stream_documents(buffer))


# Parquet


def test_parquet_types_become_fields(here):
    """Numbers as ids, days and moments, nulls, an outlet inside a struct; other columns are not read."""
    columns = {
        "id": [1.0, None, 3.0],
        "content": ["Ferries resumed.", "Talks\0 go on.", None],
        "published_at": [datetime.fromisoformat("2021-09-07"), datetime.fromisoformat("2021-09-07T10:30"), None],
        "publisher": [{"name": "Harbour Gazette"}, None, None],
        "vector": [[1.0], [2.0], [3.0]],
    }
    documents, notices = stream(write("a.parquet", as_parquet(columns)))
    assert [(each.id, each.text) for each in documents] == [("1", "Ferries resumed."), ("a:2", "Talks\ufffd go on.")]
    assert [each.published for each in documents] == [date(2021, 9, 7), datetime.fromisoformat("2021-09-07T10:30")]
    assert (documents[0].outlet, documents[0].meta) == ("Harbour Gazette", {})
    assert notices[0].startswith("a.parquet: 1 record with an empty text left out.") or "must have a 'text'" in notices[0]


def test_a_broken_row_group_costs_its_rows(here):
    """The others are read, and one notice says how many rows are gone."""
    texts = [f"Ferry {n} resumed. " * 20 for n in range(400)]
    data = as_parquet({"text": texts}, row_group_size=100)
    import pyarrow.parquet as pq

    place = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(1).column(0).dictionary_page_offset + 60
    documents, notices = stream(write("a.parquet", data[:place] + b"\xff" * 300 + data[place + 300 :]))
    assert [document.text for document in documents] == texts[:100] + texts[200:]
    assert documents[-1].id == "a:400"
    assert len(notices) == 1
    assert notices[0].startswith("a.parquet:101: begins 100 rows of a row group that cannot be read: ")


def test_parquet_dates_that_python_does_not_know_cost_themselves(here):
    """After the year 9999, before the year 1, in a zone that nobody knows: milliseconds must not wrap round."""
    import pyarrow as pa

    days = [2**31 - 1, 20_240_101, 18_877]
    for k, column in enumerate(
        (
            pa.array(days, pa.date32()),
            pa.array([2**61, -(2**61), 18_877 * 86_400_000], pa.timestamp("ms")),
            pa.array([2**61, -(2**61), 18_877 * 86_400_000_000], pa.timestamp("us")),
        )
    ):
        documents, notices = stream(write(f"{k}.parquet", as_parquet({"text": ["Ferries resumed."] * 3, "date": column})))
        assert [each.published for each in documents] == [None, None, date(2021, 9, 7)]
        assert len([each for each in notices if "the date of publication is left unknown" in each]) == 2
    nowhere = pa.array([0, 1], pa.timestamp("ms", tz="Port/Alder"))
    documents, _ = stream(write("zone.parquet", as_parquet({"text": ["Ferries resumed."] * 2, "date": nowhere})))
    assert [each.published for each in documents] == [None, None]


def test_flipped_bits_of_parquet_raise_nothing(here):
    """Whatever the library makes of them."""
    data = as_parquet({"text": [each["text"] for each in RECORDS]}, row_group_size=50)
    chance = random.Random(9)
    for _ in range(60):
        place = chance.randrange(len(data))
        write("a.parquet", data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :])
        with contextlib.suppress(InputError):
            assert len(stream("a.parquet")[0]) <= len(RECORDS)


def test_parquet_without_its_library_says_what_to_install(here, monkeypatch):
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    write("a.parquet", b"PAR1")
    with pytest.raises(MissingExtraError, match=r"pip install 'newscompare\[parquet\]'"):
        list(stream_documents("a.parquet"))
    write("a.jsonl", as_lines(RECORDS[:1]))
    documents, notices = stream(".")
    assert len(documents) == 1
    assert "pip install 'newscompare[parquet]'" in notices[0]
