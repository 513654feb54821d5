"""A scan from end to end: tables, kinds, summary, whatever the memory, the threads and the format."""

import csv
import json
from dataclasses import replace

import pytest

import compare
from compare.corpus import local, plan
from compare.errors import InputError, MissingExtraError, OptionsError, OutputError
from compare.options import Options, ScanOptions
from compare.reports import render_scan


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def texts_of(corpus):
    return {record["id"]: record["text"] for record in read_lines(corpus)}


def options(**values):
    return Options(scan=ScanOptions(**values))


def test_matches_have_exact_places(corpus, tmp_path):
    """Every row quotes nearly the same words on both sides; verbatim ones the same."""
    scan = compare.scan_corpus(corpus, tmp_path / "reuse.jsonl")
    texts = texts_of(corpus)
    rows = read_lines(scan.matches)
    assert scan.n_matches == len(rows) > 20
    for row in rows:
        left, right = (texts[row[side]["document"]][row[side]["start"] : row[side]["end"]] for side in ("left", "right"))
        assert row["similarity"] == 1.0
        assert left.split() == right.split()


def test_clusters_hold_all_members_and_their_kind(corpus, known, tmp_path):
    """House text of thirty articles, a wire story with its shortened version, a quotation."""
    scan = compare.scan_corpus(corpus, tmp_path / "reuse.jsonl")
    clusters = {cluster["kind"]: cluster for cluster in read_lines(scan.clusters)}
    assert scan.n_clusters == len(clusters) == 3
    assert (clusters["house"]["n_documents"], clusters["house"]["text"]) == (20, known.house.removesuffix("."))
    assert {each["document"] for each in clusters["wire"]["passages"]} == {"a1", "a4", "a8", "a11"}
    assert clusters["wire"]["text"] == known.story.removesuffix(".")
    assert clusters["quotation"]["text"].startswith(known.quote)
    assert scan.kinds == {"quotation": 1, "wire": 1, "house": 1, "background": 0}


def test_a_passage_inside_a_story_with_a_life_of_its_own_is_a_cluster(corpus, known, tmp_path):
    """A paragraph that commentators quote does not join the story that printed it; nor does boilerplate."""
    records = read_lines(corpus)
    paragraph = known.story.split("\n\n")[2]
    for k in (30, 32, 34):
        records[k]["text"] += f"\n\n{paragraph}\n\n{records[k]['text'][:200]}"
    corpus.write_text("".join(json.dumps(record) + "\n" for record in records))
    scan = compare.scan_corpus(corpus, tmp_path / "reuse.jsonl")
    [cluster] = [each for each in read_lines(scan.clusters) if each["text"] == paragraph.removesuffix(".")]
    assert {each["document"] for each in cluster["passages"]} == {"a1", "a4", "a8", "a30", "a32", "a34"}


@pytest.mark.parametrize(
    ("values", "bits", "ranges"),
    [({"threads": 1}, 0, 1 << 24), ({"threads": 3}, 5, 1 << 10), ({"threads": 2, "memory_mb": 1}, 3, 1 << 12)],
)
def test_how_the_work_is_cut_changes_no_byte(corpus, tmp_path, monkeypatch, values, bits, ranges):
    """Threads, partitions, ranges, batches, memory or disk: the result is the same."""
    compare.scan_corpus(corpus, tmp_path / "plain.jsonl")
    monkeypatch.setattr(plan, "_LEAST_BITS", bits)
    monkeypatch.setattr(plan, "_MOST_BITS", bits)
    monkeypatch.setattr(plan, "_LEAST_RANGE", min(ranges, 1 << 20))
    monkeypatch.setattr(plan, "_MOST_RANGE", ranges)
    monkeypatch.setattr(plan, "_KEPT_SHARE", 0.0 if "memory_mb" in values else 0.6)
    monkeypatch.setattr(local, "BATCH_CHARACTERS", 5_000)
    compare.scan_corpus(corpus, tmp_path / "cut.jsonl", options=options(**values))
    for name in ("", ".clusters"):
        assert (tmp_path / f"cut{name}.jsonl").read_bytes() == (tmp_path / f"plain{name}.jsonl").read_bytes()
    assert not (tmp_path / "cut.jsonl.work").exists()


def test_every_format_has_the_same_rows(corpus, tmp_path):
    """JSON lines, CSV and Parquet differ in nothing but their form."""
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    for name in ("jsonl", "csv", "parquet"):
        compare.scan_corpus(corpus, tmp_path / f"reuse.{name}")
    rows = [
        {
            **{f"left_{key}" if key != "document" else "left": value for key, value in row["left"].items()},
            **{f"right_{key}" if key != "document" else "right": value for key, value in row["right"].items()},
            **{key: row[key] for key in ("similarity", "kind", "cluster")},
        }
        for row in read_lines(tmp_path / "reuse.jsonl")
    ]
    table = pq.read_table(tmp_path / "reuse.parquet").to_pylist()
    with (tmp_path / "reuse.csv").open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert table == rows
    assert written == [{key: "" if value is None else str(value) for key, value in row.items()} for row in table]
    members = [each["document"] for cluster in read_lines(tmp_path / "reuse.clusters.jsonl") for each in cluster["passages"]]
    assert pq.read_table(tmp_path / "reuse.clusters.parquet").column("document").to_pylist() == members


def test_min_words_is_an_option(corpus, tmp_path):
    """A longer minimum leaves the short ones out."""
    scan = compare.scan_corpus(corpus, tmp_path / "reuse.jsonl", options=options(min_words=40))
    assert scan.kinds == {"quotation": 0, "wire": 1, "house": 0, "background": 0}


def test_unknown_outlets_and_dates_are_no_house_and_no_wire(corpus, tmp_path):
    """What nobody states is not guessed."""
    records = [{"id": each["id"], "text": each["text"]} for each in read_lines(corpus)]
    corpus.write_text("".join(json.dumps(record) + "\n" for record in records))
    scan = compare.scan_corpus(corpus, tmp_path / "reuse.jsonl")
    assert scan.kinds == {"quotation": 1, "wire": 0, "house": 0, "background": 2}
    assert (scan.n_outlets, scan.pairs, scan.boilerplate) == (0, (), ())


def test_a_corpus_without_reuse_has_empty_tables(tmp_path):
    """Nothing shared is a result, in every format, and its page says so."""
    pytest.importorskip("pyarrow")
    (tmp_path / "a.jsonl").write_text('{"text": "Ferries resumed."}\n{"text": "Rain fell on the quay."}\n{"text": "…"}\n')
    for name in ("jsonl", "csv", "parquet"):
        scan = compare.scan_corpus(tmp_path / "a.jsonl", tmp_path / f"reuse.{name}")
        assert (scan.n_documents, scan.n_matches, scan.n_clusters, scan.n_with) == (3, 0, 0, 0)
    assert (tmp_path / "reuse.jsonl").read_text() == (tmp_path / "reuse.clusters.jsonl").read_text() == ""
    assert (tmp_path / "reuse.csv").read_text().startswith("left,left_outlet,")
    assert "No two articles share a passage" in scan.summary.read_text()


def test_summary_counts_who_shares_with_whom(corpus, tmp_path):
    """Outlets of the wire story are paired, house text stands apart, and the largest cluster comes first."""
    scan = compare.scan_corpus(corpus, tmp_path / "reuse.jsonl")
    assert [each.n_clusters for each in scan.pairs] == [1] * 6
    by_pair = {frozenset((each.left, each.right)): each for each in scan.pairs}
    first = by_pair[frozenset(("Wire Client 4", "Wire Client 1"))]  # 4 and 8 have it a day before 1 and 11
    assert (first.left, first.n_left_first, first.n_right_first) == ("Wire Client 1", 0, 1)
    [house] = scan.boilerplate
    assert (house.outlet, house.n_with, house.n_documents) == ("Harbour Post", 20, 20)
    assert [each.kind for each in scan.largest] == ["wire", "quotation"]
    assert (scan.largest[0].n_documents, scan.largest[0].n_outlets) == (4, 4)


def test_a_broken_record_costs_itself_and_a_notice(corpus, tmp_path):
    """Nothing vanishes: the page and the result name the line."""
    with corpus.open("a") as stream:
        stream.write('{"text": \n{"id": "x", "text": "Rain."}\n')
    scan = compare.scan_corpus(corpus, tmp_path / "reuse.jsonl")
    assert scan.n_documents == 61
    assert any("corpus.jsonl:61" in str(notice) for notice in scan.notices)
    assert "corpus.jsonl:61" in scan.summary.read_text()


def test_the_page_runs_nothing_and_escapes_everything(corpus, tmp_path):
    """Outlets and texts are hostile input."""
    records = read_lines(corpus)
    for record in records:
        record["outlet"] = f"<script>alert(1)</script>{record['outlet']}\u202e"
        record["text"] = record["text"].replace("Subscribe", "<img src=x onerror=alert(1)> Subscribe")
    corpus.write_text("".join(json.dumps(record) + "\n" for record in records))
    scan = compare.scan_corpus(corpus, tmp_path / "reuse.jsonl")
    page = scan.summary.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "default-src 'none'" in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page + render_scan(scan, "terminal").decode()


def test_page_and_terminal_tell_the_same_figures(corpus, tmp_path):
    """Both are written from one summary."""
    scan = compare.scan_corpus(corpus, tmp_path / "reuse.jsonl")
    plain, page = render_scan(scan, "terminal").decode(), render_scan(scan, "html").decode()
    for said in plain.splitlines()[:3]:
        assert said in page
    assert "60 articles of 7 known outlets" in plain


@pytest.mark.parametrize("name", ["reuse", "reuse.txt", "reuse.jsonl.gz"])
def test_an_unknown_ending_is_refused_before_the_work(corpus, tmp_path, name):
    """The ending says the format."""
    with pytest.raises(OutputError, match=r"must end in \.parquet, \.jsonl, \.csv"):
        compare.scan_corpus(corpus, tmp_path / name)


def test_what_cannot_be_written_is_said_before_the_work(corpus, tmp_path, monkeypatch):
    """An hour of work is not lost for a folder that is a file."""
    monkeypatch.setattr("compare.corpus.scan.find_reuse", lambda *_: pytest.fail("it was scanned"))
    (tmp_path / "file").write_text("x")
    (tmp_path / "reuse.csv").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        compare.scan_corpus(corpus, tmp_path / "file" / "reuse.jsonl")
    with pytest.raises(OutputError, match="a folder stands where the file must go"):
        compare.scan_corpus(corpus, tmp_path / "reuse.csv")
    with pytest.raises(OutputError, match="no file that is read"):
        compare.scan_corpus(corpus, corpus)


def test_parquet_without_pyarrow_says_what_to_install(corpus, tmp_path, monkeypatch):
    """The extra is named, before the work."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"newscompare\[parquet\]"):
        compare.scan_corpus(corpus, tmp_path / "reuse.parquet")


def test_an_unknown_engine_and_nothing_to_read_are_errors(corpus, tmp_path):
    """Errors name what is known."""
    with pytest.raises(OptionsError, match="must be local"):
        compare.scan_corpus(corpus, tmp_path / "reuse.jsonl", engine="abacus")
    with pytest.raises(InputError, match="does not exist"):
        compare.scan_corpus(tmp_path / "none.jsonl", tmp_path / "reuse.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(InputError, match="At least one article"):
        compare.scan_corpus(tmp_path / "empty.jsonl", tmp_path / "reuse.jsonl")


def test_progress_names_steps_and_shares(corpus, tmp_path, monkeypatch):
    """Each step is told, and never more than all of it."""
    monkeypatch.setattr("compare.corpus.scan._PAUSE", 0.0)
    told = []
    compare.scan_corpus(corpus, tmp_path / "reuse.jsonl", progress=told.append)
    assert told[0].startswith("Reading")
    assert {each.split(",")[0] for each in told} == {"Reading", "Pairing", "Aligning", "Writing"}
    shares = [int(each.rsplit(", ", 1)[1].rstrip("%")) for each in told]
    assert shares == sorted(shares)
    assert shares[-1] <= 100


def test_an_options_object_is_not_changed(corpus, tmp_path):
    """The same options serve the next call."""
    given = options(min_words=20)
    compare.scan_corpus(corpus, tmp_path / "reuse.jsonl", options=given)
    assert given == replace(given)


def test_two_spellings_of_an_outlet_are_one(tmp_path):
    """Its house text stays house text, as in a report; the table shows what each article says."""
    house = "Readers who know more about harbours than we do may write to the desk by post until the end of any week."
    names = ["Alder Gazette", "ALDER GAZETTE", "The Alder Gazette"]
    records = [{"id": str(k), "outlet": name, "published": "2024-01-01", "text": house} for k, name in enumerate(names)]
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    scan = compare.scan_corpus(path, tmp_path / "reuse.jsonl")
    assert (scan.n_outlets, scan.kinds["house"], scan.pairs) == (1, 1, ())
    assert scan.boilerplate[0].outlet == "Alder Gazette"
    assert {row[side]["outlet"] for row in read_lines(scan.matches) for side in ("left", "right")} == set(names)
