"""What is known about a document, who knows it best, and what stays unknown."""

import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from compare.errors import InputError
from compare.readers.dates import UnreadableDateError, read_date

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "readers" / "dates.toml").read_text(encoding="utf-8"))

FERRY = "Ferries to the outer islands resumed on Monday."


def write(path, text=FERRY):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("value", "expected"), CASES["read"].items())
def test_dates_are_read(value, expected):
    """As newsrooms, mails and feeds write them."""
    found = read_date(value)
    assert found.isoformat() == expected
    assert type(found) is (datetime if "T" in expected else date)


@pytest.mark.parametrize("value", CASES["unreadable"]["values"])
def test_a_date_that_would_be_a_guess_is_unreadable(value):
    """A wrong date turns a report around, an unknown one only thins it."""
    with pytest.raises(UnreadableDateError, match=r"Hint: write"):
        read_date(value)


@pytest.mark.parametrize("value", [3, 2.5, True, ["2021-09-07"], "9" * 5_000])
def test_other_values_are_no_dates(value):
    """Whatever metadata hold."""
    with pytest.raises(UnreadableDateError, match=r"is no date"):
        read_date(value)


def test_an_ambiguous_date_names_both_readings():
    """The user can choose at once."""
    with pytest.raises(UnreadableDateError, match=r"can be 3 November or 11 March. Hint: write 2026-11-03 or 2026-03-11"):
        read_date("03/11/2026")


def test_an_unreadable_date_is_a_notice_and_unknown(here, load):
    """It is never guessed, and the file's own words are kept."""
    write("a.md", "---\ntitle: Ferries\ndate: 03/11/2026\n---\n" + FERRY)
    documents, notices = load("a.md")
    assert documents["a"].published is None
    assert documents["a"].meta["date"] == "03/11/2026"
    reason = "'03/11/2026' can be 3 November or 11 March. Hint: write 2026-11-03 or 2026-03-11."
    assert notices == [f"a.md: the date of publication is left unknown: {reason}"]


def test_what_nobody_states_stays_unknown(here, load):
    """No outlet from a folder's name, no date from the file's."""
    write("Harbour Gazette/ferries.txt")
    document = load("Harbour Gazette")[0]["ferries"]
    assert (document.outlet, document.title, document.published, document.url) == (None, None, None, None)


def test_a_date_that_stands_in_the_text_is_read(here, load):
    """Scraped articles begin with it; it stays in the text."""
    text = " date 2021-09-07 By Berta Tide\n\nFerries to the outer islands resumed on Monday after a strike of three days.\n"
    write("a.txt", text)
    document = load("a.txt")[0]["a"]
    assert document.text == text
    assert document.published == date(2021, 9, 7)


SOURCES = {
    "sources.toml": """
        ["a.txt"]
        outlet = "Harbour Gazette"
        published = 2021-09-07
        title = "Ferries"
        url = "https://g.example/1"
        desk = "sea"
    """,
    "sources.csv": "file,outlet,published,title,url,desk\na.txt,Harbour Gazette,2021-09-07,Ferries,https://g.example/1,sea\n",
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("paths", ["story", "story/a.txt", "story/*"])
def test_sources_beside_the_files_are_found(here, load, name, paths):
    """In both forms, whichever way the files are named."""
    write("story/a.txt")
    write(f"story/{name}", SOURCES[name])
    documents, notices = load(paths)
    document = documents["a"]
    assert (document.outlet, str(document.published), document.title) == ("Harbour Gazette", "2021-09-07", "Ferries")
    assert (document.url, document.meta) == ("https://g.example/1", {"desk": "sea"})
    assert notices == []


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_tables_of_other_spreadsheets_are_read(here, load, delimiter):
    """Half of Europe separates by semicolons, and begins with a byte order mark."""
    write("story/a.txt")
    write("story/sources.csv", "\ufeff" + SOURCES["sources.csv"].replace(",", delimiter))
    assert load("story")[0]["a"].outlet == "Harbour Gazette"


def test_the_nearest_and_named_sources_are_strongest(here, load):
    """`--sources`, then beside the file, then further up, then the file itself."""
    own = "---\noutlet: Own\ntitle: Own\nurl: https://own.example\ndate: 2020-01-01\n---\n" + FERRY
    write("story/day/a.md", own)
    write("story/sources.toml", '["day/a.md"]\noutlet = "Up"\ntitle = "Up"\nurl = "https://up.example"\n')
    write("story/day/sources.toml", '["a.md"]\noutlet = "Beside"\ntitle = "Beside"\n')
    write("named.csv", "file,outlet\nstory/day/a.md,Named\n")
    document = load("story", sources="named.csv")[0]["a"]
    assert (document.outlet, document.title, document.url, str(document.published)) == (
        "Named",
        "Beside",
        "https://up.example",
        "2020-01-01",
    )


def test_sources_above_a_named_file_are_not_looked_for(here, load):
    """Only what was named is read; a file elsewhere decides nothing unasked."""
    write("story/day/a.txt")
    write("story/sources.toml", '["day/a.txt"]\noutlet = "Up"\n')
    assert load("story/day/a.txt")[0]["a"].outlet is None


@pytest.mark.parametrize("key", ["a.txt", "story/a.txt", "./story/a.txt", "a"])
def test_an_entry_names_its_file_in_several_ways(here, load, key):
    """By name, by path as the caller gives it, without suffix."""
    write("story/a.txt")
    write("who.toml", f'["{key}"]\noutlet = "Gazette"\n')
    documents, notices = load("story", sources=Path("who.toml"))
    assert documents["a"].outlet == "Gazette"
    assert notices == []


def test_a_table_name_without_quotes_is_understood(here, load):
    """`[a.txt]` is TOML for something else, but nobody means that."""
    write("story/a.txt")
    write("story/sources.toml", '[a.txt]\noutlet = "Gazette"\n')
    assert load("story")[0]["a"].outlet == "Gazette"


def test_accents_of_file_names_match_in_both_forms(here, load):
    """Some systems store them decomposed."""
    write("cafe\u0301.txt")
    write("sources.toml", '["caf\u00e9.txt"]\noutlet = "Gazette"\n')
    assert load(".")[0]["cafe\u0301"].outlet == "Gazette"


def test_records_are_named_by_id_or_with_their_file(here, load):
    """An entry of the file holds for all its records, one of a record for itself."""
    write("news.jsonl", '{"id": "x", "text": "Ferries resumed."}\n{"text": "Talks go on."}\n')
    write("sources.toml", '["news.jsonl"]\noutlet = "Gazette"\n[x]\ntitle = "X"\n["news.jsonl:2"]\ntitle = "Two"\n')
    documents, notices = load("news.jsonl")
    assert [(document.outlet, document.title) for document in documents.values()] == [("Gazette", "X"), ("Gazette", "Two")]
    assert notices == []


def test_entries_that_name_no_file_are_a_notice(here, load):
    """A typing error in a name would lose its date in silence."""
    write("story/a.txt")
    write("story/sources.toml", '["a.txt"]\noutlet = "G"\n["b.txt"]\noutlet = "H"\n["c.txt"]\noutlet = "H"\n')
    assert load("story")[1] == ["story/sources.toml: 2 entries name no file that was read: b.txt, c.txt."]


def test_entries_of_neighbours_that_were_not_named_are_no_notice(here, load):
    """Two of five files are compared; the table beside them is right all the same."""
    write("story/a.txt")
    write("story/b.txt")
    write("story/sources.toml", '["a.txt"]\noutlet = "G"\n["b.txt"]\noutlet = "H"\n["c.txt"]\noutlet = "H"\n')
    assert load("story/a.txt")[1] == ["story/sources.toml: 1 entry names no file that was read: c.txt."]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("sources.toml", "outlet = ", "must be TOML with one table for each file. It cannot be read"),
        ("sources.toml", '[["a.txt"]]\noutlet = "G"\n', "'a.txt' must be a table named like a file"),
        ("sources.toml", '["a.txt"]\noutlett = "G"\n', "'a.txt' must state outlet, title, published or url. It has outlett"),
        (
            "sources.toml",
            '["a.txt"]\npublished = "last week"\n',
            "'a.txt': the date of publication is left unknown: 'last week' is no date",
        ),
        ("sources.csv", "name,outlet\na.txt,G\n", "must have a column 'file'. Its columns are name, outlet"),
        ("sources.csv", "file,outlet\n,G\n", "row 2 names no file"),
        ("sources.csv", "file,outlet\na.txt,G\na.txt,H\n", "'a.txt' is named twice; the first entry counts"),
        ("sources.csv", "file,outlet\na.txt," + "G" * 200_000 + "\n", "must be a CSV table. It cannot be read"),
    ],
)
def test_what_cannot_be_used_of_sources_is_a_notice(here, load, name, content, reason):
    """The article is read all the same."""
    write("story/a.txt")
    write(f"story/{name}", content)
    documents, notices = load("story")
    assert list(documents) == ["a"]
    assert len(notices) == 1
    assert notices[0].startswith(f"story/{name}: {reason}")


@pytest.mark.parametrize(("name", "reason"), [("gone.toml", "cannot be opened"), ("bad.toml", "must be TOML")])
def test_named_sources_that_cannot_be_used_are_an_error(here, load, name, reason):
    """The caller relies on them."""
    write("a.txt")
    write("bad.toml", "x = ")
    with pytest.raises(InputError, match=rf"{name}: {reason}"):
        load("a.txt", sources=name)


def test_sources_that_are_named_as_an_article_are_none(here, load):
    """A shell's `*` names them too; they are used if their files are read, and else it is said."""
    write("a.txt")
    write("sources.toml", '["a.txt"]\noutlet = "G"\n')
    write("other/sources.toml", '["b.txt"]\noutlet = "G"\n')
    documents, notices = load(["a.txt", "sources.toml", "other/sources.toml"])
    assert documents["a"].outlet == "G"
    assert notices == [
        "other/sources.toml: holds metadata for files beside it, and none of those was read. Hint: name it with --sources."
    ]
    with pytest.raises(InputError, match=r"metadata files are no articles"):
        load("sources.toml")


def test_ids_are_the_names_of_files(here, load):
    """Short, and stable wherever the folder lies."""
    write("story/gazette-2021.txt")
    write("story/wire.en.md", "Talks go on.")
    assert list(load("story")[0]) == ["gazette-2021", "wire.en"]


def test_equal_names_in_two_folders_are_told_apart_by_the_folder(here, load):
    """The notice names both files."""
    write("gazette/ferries.txt")
    write("courier/ferries.txt", "Talks go on.")
    documents, notices = load(["gazette", "courier"])
    assert list(documents) == ["gazette-ferries", "courier-ferries"]
    assert notices == [
        "gazette/ferries.txt: shares the id 'ferries' with others; it is called 'gazette-ferries' here.",
        "courier/ferries.txt: has the id 'ferries' like gazette/ferries.txt; it is called 'courier-ferries' here.",
    ]


def test_equal_ids_that_no_folder_tells_apart_are_numbered(here, load):
    """The first keeps its id, and no number that is taken is given."""
    write("a.txt")
    write("a.md", "Talks go on.")
    write("news.jsonl", '{"id": "a", "text": "One."}\n{"id": "a-2", "text": "Two."}\n')
    documents, notices = load(["a.txt", "a.md", "news.jsonl"])
    assert list(documents) == ["a", "a-3", "a-4", "a-2"]
    assert "news.jsonl:1: has the id 'a' like a.txt; it is called 'a-4' here." in notices


def test_equal_texts_are_kept_with_a_notice(here, load):
    """Two outlets may print the wire word for word."""
    write("a.txt")
    write("b.txt")
    write("c.txt")
    documents, notices = load(["a.txt", "b.txt", "c.txt"])
    assert len(documents) == 3
    assert notices == ["'a', 'b' and 'c' have the same text; all are kept."]
