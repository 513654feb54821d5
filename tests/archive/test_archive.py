"""What is added is found, what is removed is gone, and both are so for every later question."""

import os
from datetime import date, datetime, timedelta, timezone

import pytest

from compare.archive import Archive
from compare.errors import ArchiveError, InputError
from compare.matching.fingerprints.batch import find_reuse
from compare.model.documents import Document


def ids(found):
    return sorted({each.right.document for each in found})


def test_what_is_added_comes_back_as_it_was(archive):
    """Every field and every character, also those that no encoding likes, is as it went in, in the order of adding."""
    zone = timezone(timedelta(hours=4))
    documents = [
        Document(
            id="a",
            text="Ferries resumed.\r\n\x00 \ud83d half a pair",
            outlet="Gazette",
            title="Ferries\ud800",
            url="https://a.example",
        ),
        Document(id="ü/\ud800", text="", published=date(2024, 3, 1), path="x/y.txt", meta={"tags": ["sea"], "n": 3}),
        Document(id="c", text="東京の船は港に戻った。", published=datetime(2024, 3, 1, 9, 30, tzinfo=zone)),
    ]
    archive.add(documents)
    back = list(Archive(archive.path))
    assert back == documents
    assert [each.meta for each in back] == [each.meta for each in documents]


def test_a_passage_is_found_where_it_stands(archive, make_document, write_story):
    """Offsets hold in both texts, and the text at both is the same."""
    archive.add(make_document(k) for k in range(50))
    copied = write_story(7)[200:520]
    draft = f"Café: our own beginning. {copied} and an end of our own."
    [found] = archive.find(draft)
    assert found.right.document == "d7"
    assert draft[found.left.start : found.left.end] == make_document(7).quote(found.right)
    assert found.left.length > 300
    assert found.similarity == 1.0


def test_a_passage_is_found_in_scripts_without_spaces_and_with_case(archive):
    """The fingerprints know no language."""
    archive.add(
        [
            Document(id="ja", text="東京湾のフェリーは月曜日の夕方に港の沖で沈没したと海上保安庁が発表した。"),
            Document(id="ru", text="Паром затонул в понедельник вечером у входа в порт, сообщила береговая охрана города."),
        ]
    )
    assert ids(archive.find("速報：フェリーは月曜日の夕方に港の沖で沈没したと海上保安庁が発表", min_words=10)) == ["ja"]
    assert ids(archive.find("ПАРОМ ЗАТОНУЛ В ПОНЕДЕЛЬНИК ВЕЧЕРОМ У ВХОДА В ПОРТ", min_words=6)) == ["ru"]


def test_find_agrees_with_the_engine_on_all_texts(archive, make_document, write_story):
    """The archive finds what holding the draft against every text finds."""
    documents = [make_document(k, text=write_story(k, 80 + 7 * k)) for k in range(40)]
    archive.add(documents[:25])
    archive.add(documents[25:])
    for seed in range(4):
        parts = [write_story(10 * seed + k)[50 * k : 50 * k + 260] for k in range(3)]
        draft = Document(id="draft", text=" -- ".join([write_story(1000 + seed), *parts]))
        everything = find_reuse([draft.text, *(each.text for each in documents)], 15)
        expected = {(documents[r.right - 1].id, r.right_start, r.right_end) for r in everything if r.left == 0}
        assert {(f.right.document, f.right.start, f.right.end) for f in archive.find(draft)} == expected
        assert len(expected) == 3


def test_many_additions_answer_like_one(tmp_path, make_document, write_story):
    """However the documents came in, and whatever was merged on the way, the answers are the same."""
    documents = [make_document(k) for k in range(70)]
    once, often = Archive(tmp_path / "once"), Archive(tmp_path / "often")
    once.add(documents)
    for each in documents:
        often.add([each])
    assert len(list((tmp_path / "often").glob("*.grams"))) < 15
    assert list(once) == list(often)
    for seed in (0, 33, 69):
        draft = write_story(seed)[100:400]
        assert once.find(draft) == often.find(draft)
        assert ids(often.find(draft)) == [f"d{seed}"]


def test_an_empty_archive_answers_nothing(archive):
    """No document is no error; no archive is one."""
    with pytest.raises(ArchiveError, match="Hint: newscompare archive add"):
        archive.find("The ferry sank.")
    assert archive.add([]).n_new == 0
    assert archive.find("The ferry sank.") == ()
    assert len(archive) == 0
    assert list(archive) == []


def test_empty_documents_and_drafts_do_no_harm(archive, make_document):
    """A text without words is a document, and matches nothing."""
    archive.add([Document(id="none", text=""), make_document(1), Document(id="signs", text=" ... ")])
    assert archive.find("") == ()
    assert archive.find("... !") == ()
    assert ids(archive.find(make_document(1).text)) == ["d1"]


def test_the_same_document_twice_is_added_once(archive, make_document):
    """Adding a folder again costs nothing, wherever it was read from; what differs replaces, with a notice."""
    documents = [make_document(k) for k in range(5)]
    assert archive.add(documents)[:3] == (5, 0, 0)
    assert archive.add([*documents, make_document(3, path="elsewhere/d3.txt")])[:3] == (0, 0, 6)
    added = archive.add([make_document(2, text=make_document(99).text)])
    assert added[:3] == (0, 1, 0)
    assert [notice.source for notice in added.notices] == ["d2"]
    assert len(archive) == 5
    assert archive["d2"].text == make_document(99).text
    assert ids(archive.find(make_document(2).text[:300])) == []
    assert ids(archive.find(make_document(99).text[:300])) == ["d2"]


def test_of_two_documents_with_one_id_in_one_addition_the_last_stays(archive, make_document):
    """One id, one document."""
    added = archive.add([make_document(1), make_document(2, id="d1"), make_document(3)])
    assert added[:3] == (2, 1, 0)
    assert archive["d1"].text == make_document(2).text
    assert ids(archive.find(make_document(1).text[:300])) == []


def test_what_is_removed_is_found_no_more(archive, make_document):
    """At once, also by a reader that is open; its text is gone from the manifest."""
    archive.add(make_document(k) for k in range(20))
    draft = make_document(4).text[:400]
    assert ids(archive.find(draft)) == ["d4"]
    assert archive.remove(["d4", "nobody", "d4"]) == (1, ("nobody",))
    assert archive.find(draft) == ()
    assert "d4" not in archive
    assert len(archive) == 19
    with pytest.raises(KeyError, match=r"No document of .* has the id 'd4'"):
        archive["d4"]


def test_a_segment_of_mostly_removed_documents_is_written_anew(archive, make_document):
    """Removed documents do not stay in the fingerprints for ever, and those that are left are still found."""
    archive.add(make_document(k) for k in range(40))
    before = sum(each.stat().st_size for each in archive_files(archive))
    archive.remove(f"d{k}" for k in range(30))
    assert sum(each.stat().st_size for each in archive_files(archive)) < before
    assert ids(archive.find(make_document(35).text[:400])) == ["d35"]
    archive.remove(f"d{k}" for k in range(30, 40))
    assert archive_files(archive) == []
    assert archive.find(make_document(35).text) == ()


def archive_files(archive):
    from pathlib import Path

    return sorted(Path(archive.path).glob("*.grams"))


def test_boilerplate_does_not_hide_what_few_have(archive, make_document):
    """Hundreds of documents share a paragraph; the best few and the earliest are aligned, and the one true source is among them."""
    archive.add(make_document(k, published="2024-05-01" if k != 150 else "2019-01-01") for k in range(300))
    draft = make_document(42).text
    found = archive.find(Document(id="draft", text=draft), max_documents=5)
    assert "d42" in ids(found)
    assert "d150" in ids(found)
    assert len(ids(found)) == 6


def test_outlets_and_days_are_filtered_before_the_best_are_chosen(archive, make_document):
    """What is not looked at takes nobody's place."""
    archive.add(make_document(k, text=make_document(1).text, outlet="The Harbour Times" if k else "Gazette") for k in range(50))
    archive.add([make_document(50, text=make_document(1).text, published=None, outlet=None)])
    draft = make_document(1).text
    assert ids(archive.find(draft, exclude_outlets=["harbour times"], max_documents=3)) == ["d0", "d50"]
    assert ids(archive.find(draft, exclude_outlets=["harbour times"], since=date(2024, 3, 1))) == ["d0"]
    late = {f"d{k}" for k in (27,)}
    assert set(ids(archive.find(draft, since=date(2024, 3, 28)))) == late


def test_a_draft_does_not_find_itself(archive, make_document):
    """A document that is in the archive under its id is no source of its own."""
    archive.add(make_document(k) for k in range(3))
    assert "d1" not in ids(archive.find(make_document(1)))


def test_only_documents_are_added(archive):
    """What is none is refused, and nothing of the addition is kept."""
    with pytest.raises(InputError, match="must be a Document"):
        archive.add([Document(id="a", text="The ferry sank."), "The ferry sank."])
    assert len(archive) == 0
    with pytest.raises(InputError, match="must be several documents"):
        archive.add("The ferry sank.")
    with pytest.raises(InputError, match="must be several ids"):
        archive.remove("a")


@pytest.mark.parametrize("name", ["with space", "per%20cent", "what?", "hash#1", "üñí", "quote'\""])
def test_a_folder_may_have_any_name(tmp_path, name, make_document):
    """Signs that mean something in an address mean nothing in a path."""
    if os.name == "nt" and set(name) & set('?"'):
        pytest.skip("no file can be called that")
    archive = Archive(tmp_path / name)
    archive.add([make_document(1)])
    assert ids(archive.find(make_document(1).text)) == ["d1"]
