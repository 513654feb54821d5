"""A check says of each document found what `pair` says, whose text it is, and how much of the draft it is."""

from datetime import date

import pytest

from compare.archive import Archive
from compare.errors import OptionsError
from compare.matching import align_documents
from compare.model.checks import REUSE_KINDS
from compare.model.documents import Document
from compare.pipeline import compare_documents
from compare.readers import load_documents, read_documents


@pytest.fixture
def stories(archive, texts):
    """An archive of all sample stories, and their articles by id."""
    documents = read_documents(texts)
    archive.add(documents)
    return {each.id: each for each in documents}


def test_each_document_found_has_the_passages_and_the_share_of_pair(archive, stories):
    """The same alignment, the same edits, the same coverage; also for every document of the sample stories as the draft."""
    n_found = 0
    for draft in stories.values():
        for each in archive.check(draft).found:
            other = stories[each.document.id]
            assert tuple(passage.match for passage in each.passages) == align_documents(draft, other)
            [coverage] = [c for c in compare_documents([draft, other]).coverage if (c.document, c.other) == (draft.id, other.id)]
            assert each.share == coverage.share
            n_found += 1
    assert n_found > 20


def test_no_document_that_shares_fifteen_words_word_for_word_is_missed(archive, stories):
    """What pair finds word for word is found in the archive."""
    for draft in stories.values():
        found = {each.document.id for each in archive.check(draft).found}
        for other in stories.values():
            if other is not draft:
                runs = [
                    edit
                    for match in align_documents(draft, other)
                    for edit in match.edits
                    if edit.operation == "equal" and len(draft.text[edit.left_start : edit.left_end].split()) >= 15
                ]
                assert not runs or other.id in found, (draft.id, other.id)


def test_kinds_tell_whose_text_it_is(archive):
    """Own text, another outlet's, a quotation; unknown where an outlet is unknown."""
    said = "We shall rebuild every house on the harbour before the first of the autumn storms arrives here, I promise you."
    plain = "The storm tore the roofs off forty houses along the harbour road and threw nine fishing boats onto the quay wall."
    archive.add(
        [
            Document(id="own", text=plain, outlet="The Alder Gazette"),
            Document(id="other", text=plain, outlet="Harbour Times"),
            Document(id="unknown", text=plain),
            Document(id="quoting", text=f'The mayor spoke on Monday. "{said}"', outlet="Harbour Times"),
        ]
    )
    draft = Document(id="draft", text=f'{plain}\n\nAsked about it, she said: "{said}"', outlet="alder gazette")
    check = archive.check(draft)
    kinds = {each.document.id: {passage.kind for passage in each.passages} for each in check.found}
    assert kinds == {"own": {"own"}, "other": {"other"}, "unknown": {"unknown"}, "quoting": {"quotation"}}
    assert set().union(*kinds.values()) == set(REUSE_KINDS)
    shares = {each.document.id: (each.share > 0.3, each.adjusted_share) for each in check.found}
    assert shares["own"] == (True, 0.0)
    assert shares["quoting"] == (True, 0.0)
    assert shares["other"][1] > 0.3
    assert check.share > 0.8
    assert check.share > check.adjusted_share > 0.3


def test_the_share_of_all_counts_overlaps_once(archive, make_document):
    """Ten copies of one text are no more than one."""
    archive.add(make_document(1, id=f"c{k}") for k in range(10))
    check = archive.check(make_document(1))
    assert check.share == 1.0
    assert [each.share for each in check.found] == [1.0] * 10
    assert archive.check("Something else altogether happened.").share == 0.0
    assert archive.check("").share == 0.0


def test_what_is_not_aligned_is_counted(archive, make_document):
    """Boilerplate of 300 documents: the best few and the earliest are shown, and about how many more have it."""
    archive.add(make_document(k, published="2024-05-01" if k != 150 else "2019-01-01") for k in range(300))
    check = archive.check(Document(id="draft", text=make_document(42).text), max_documents=5)
    assert len(check.found) == 6
    assert {"d42", "d150"} <= {each.document.id for each in check.found}
    [crowd] = check.crowds
    assert 280 <= crowd.n_more <= 300
    assert "any hour of the day" in check.draft.text[crowd.start : crowd.end]


def test_what_is_not_looked_at_is_said(archive, make_document):
    """The draft's own id, an outlet that nobody has, and documents without a date."""
    archive.add([make_document(1), make_document(2, published=None)])
    check = archive.check(make_document(1), exclude_outlets=["Nobody's Paper"], since=date(2020, 1, 1))
    messages = [notice.message for notice in check.notices]
    assert len(messages) == 3
    assert "it was not looked at" in messages[0]
    assert '"Nobody\'s Paper"' in messages[1]
    assert "1 document has no date" in messages[2]
    assert check.n_documents == 0


def test_a_check_is_the_same_every_time(tmp_path, make_document):
    """Equal input gives equal output, whatever the order of adding."""
    documents = [make_document(k) for k in range(30)]
    draft = Document(id="draft", text=documents[3].text + documents[9].text[:300])
    results = []
    for name, order in (("a", documents), ("b", documents[::-1])):
        archive = Archive(tmp_path / name)
        archive.add(order)
        assert archive.check(draft) == archive.check(draft)
        results.append(archive.check(draft, max_documents=40).to_dict())
    assert results[0] == results[1]


def test_texts_to_ignore_count_nowhere(archive, make_document, tmp_path):
    """As in `pair`: the template is found, and left out."""
    boilerplate = make_document(0).text.rpartition("\n")[2]

    (tmp_path / "template.txt").write_text(boilerplate, encoding="utf-8")
    templates, _ = load_documents(tmp_path / "template.txt")
    archive.add(make_document(k) for k in range(5))
    draft = Document(id="draft", text=boilerplate)
    assert archive.check(draft).share > 0.9
    assert archive.check(draft, templates=templates).share == 0.0


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"max_documents": 0}, "'max_documents' parameter must be an int >= 1"),
        ({"exclude_outlets": "Gazette"}, "'exclude_outlets' parameter must be several names. Got 'Gazette'"),
        ({"since": "2024-01-01"}, "'since' parameter must be a date"),
        ({"exclude_outlets": [3]}, "must be several names"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(tmp_path, values, said):
    """A name that is no list would leave out outlets of one letter; the message says what is wanted."""
    with Archive(tmp_path / "a") as archive:
        archive.add([Document(id="a", text="The ferry sank off Port Alder on Monday, the coast guard said.")])
        for ask in (archive.check, archive.find):
            with pytest.raises(OptionsError, match=said):
                ask("The ferry sank.", **values)


def test_a_phrase_without_end_costs_a_query_no_square(tmp_path):
    """A draft and articles of one word repeated are paired in a few places."""
    from compare.archive import passages

    with Archive(tmp_path / "a") as archive:
        archive.add([Document(id=str(k), text="ha " * 5_000) for k in range(2)])
        found = archive.find("ha " * 5_000)
        assert {each.right.document for each in found} == {"0", "1"}
        assert len(found) < 4 * passages._MOST_REPEATED
