"""The ground that `scan` is measured on is what it says, and whoever finds nothing, or anything, is told so."""

import json
import random
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[1] / "bench"
PLAIN = str.maketrans("“”’–", '""\'-')


@pytest.fixture(autouse=True)
def bench(monkeypatch):
    """The bench's modules find each other, as they do when it is run."""
    monkeypatch.syspath_prepend(BENCH)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the corpora of this module lie: each is written once."""
    return tmp_path_factory.mktemp("news")


@pytest.fixture
def corpus(folder):
    """The paths of a corpus."""
    from news_corpus import write_corpus

    return write_corpus(folder, 1_500, 1)


@pytest.fixture
def texts(corpus):
    """Text by document."""
    from passage_truth import read_texts

    return read_texts(corpus.corpus)


@pytest.fixture
def planted(corpus):
    """The truth."""
    from news_corpus import read_truth

    return read_truth(corpus.truth)


def quote(texts, place):
    """Return a passage with the marks of a plain outlet."""
    assert 0 <= place.start < place.end <= len(texts[place.document])
    return texts[place.document][place.start : place.end].translate(PLAIN)


def test_verbatim_passages_are_equal_at_their_offsets(texts, planted):
    """Whole words, from the first to the last character; only quotation marks and dashes are those of the outlet."""
    verbatim = [each for each in planted if each.edit_share == 0]
    assert {each.kind for each in verbatim} == {"copy", "wire", "boilerplate"}
    for each in verbatim:
        assert quote(texts, each.left) == quote(texts, each.right)
    for each in planted:
        for place in (each.left, each.right):
            before, after = texts[place.document][: place.start], texts[place.document][place.end :]
            assert before == "" or before.endswith("\n\n")
            assert after == "" or after.startswith("\n\n")


def test_edited_passages_differ_by_the_share_of_words_that_is_recorded(texts, planted):
    """An edit replaces, deletes or inserts one word: so many steps lead from the left to the right, or a few less."""
    from rapidfuzz.distance import Levenshtein

    for each in (each for each in planted if each.kind == "copy"):
        left, right = (quote(texts, place).replace(" -", "").split() for place in (each.left, each.right))
        n_edits = round(each.edit_share * len(left))
        assert 0.8 * n_edits <= Levenshtein.distance(left, right) <= n_edits
        assert len(right) >= 15


def test_the_corpus_has_what_it_promises(corpus, texts, planted):
    """A tenth are copies, a third are not ASCII, every band of edits and every kind occurs, nobody copies from himself."""
    from passage_truth import BANDS, name_band

    copies = [each for each in planted if each.kind == "copy"]
    assert len(copies) == len({each.right.document for each in copies}) == 150
    assert {name_band(each.edit_share) for each in copies} == set(BANDS)
    assert {each.kind for each in planted} == {"copy", "wire", "boilerplate", "formula"}
    assert all(each.left.document != each.right.document for each in planted)
    assert 2_400 < sum(map(len, texts.values())) / len(texts) < 2_800
    assert 0.25 < sum(not text.isascii() for text in texts.values()) / len(texts) < 0.45
    assert len(texts) == 1_500
    with corpus.corpus.open(encoding="utf-8") as lines:
        assert list(json.loads(next(lines))) == ["id", "outlet", "published", "title", "text"]


def test_size_and_seed_fix_every_byte(tmp_path):
    """Two runs write the same corpus and truth; another seed writes another."""
    from news_corpus import write_corpus

    first, again, other = (
        [path.read_bytes() for path in write_corpus(tmp_path / name, 100, seed)] for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == again
    assert first[0] != other[0]


def score(planted, texts, matches, clusters=()):
    """Return the score of what is said to be found."""
    from passage_truth import score_passages

    return score_passages(matches, clusters, planted, texts)


def test_whoever_finds_the_truth_has_the_highest_score(texts, planted):
    """In whichever order the sides are given, and if wire and boilerplate come as clusters only."""
    rows = [(*each.right, *each.left) for each in planted if each.kind == "copy"]
    groups = {}
    for each in planted:
        if each.kind in ("wire", "boilerplate"):
            groups.setdefault(each.group, set()).update((each.left, each.right))
    got = score(planted, texts, rows, map(sorted, groups.values()))
    assert (got.recall, got.precision, set(got.covers), set(got.overruns)) == (1, 1, {1}, {0})
    assert all(found == n > 0 for found, n in got.groups.values())
    assert got.n_grouped[0] == got.n_grouped[1] > 0


def test_whoever_finds_nothing_scores_nothing(texts, planted):
    """There is no precision without a match."""
    got = score(planted, texts, [])
    assert (got.recall, got.precision) == (0, None)
    assert all(found == 0 < n for found, n in got.groups.values())


def test_less_than_half_of_one_side_is_not_found(texts, planted):
    """Half of both sides is, with the cover and the overrun that follow."""
    copies = [each for each in planted if each.kind == "copy"]
    each = copies[0]
    (left, a, b), (right, c, d) = each.left, each.right
    assert score([each], texts, [(left, a, b, right, c, c + (d - c) // 2 - 1)]).recall == 0
    got = score([each], texts, [(left, a, b, right, c, d - (d - c) // 2)])
    assert got.recall == 1
    assert got.covers == [pytest.approx(0.75, abs=0.01)]
    assert score([each], texts, [(left, a - 30, b, right, c - 10, d)]).overruns == [20]
    elsewhere = next(other.right.document for other in copies[1:] if other.right.document != right)
    assert score([each], texts, [(left, a, b, elsewhere, 0, 500)]).recall == 0


def test_passages_of_strangers_are_wrong(texts, planted):
    """By chance they are less alike than planted ones, whether they are given as matches or as one cluster."""
    from news_corpus import Place

    chance = random.Random(1)
    places = [Place(each, 100, 500) for each in chance.sample(sorted(texts), 400)]
    got = score(planted, texts, [(*a, *b) for a, b in zip(places[::2], places[1::2], strict=True)], [places])
    assert got.precision < 0.05
    assert len(got.wrong) > 190
    assert got.n_grouped[1] < 0.05 * got.n_grouped[0]


def test_copies_of_one_source_are_right_among_each_other(texts, planted):
    """Two articles that took the same paragraphs share them, though neither took them from the other."""
    from news_corpus import Place, Planted

    source, one, other = (Place(each, 0, 200) for each in sorted(texts)[:3])
    rows = [
        Planted(kind="copy", group=f"copy-{place.document}", edit_share=0, left=source, right=place) for place in (one, other)
    ]
    assert score(rows, texts, [(*one, *other)]).precision == 1
    assert score(rows, texts, [(*one, *other._replace(start=500, end=700))]).precision == 0


def test_articles_that_share_a_paragraph_are_paired():
    """Each holder of one of two like paragraphs with each of the other, and those of one paragraph with each other; never twice."""
    import numpy as np
    from corpus_peers import Paragraphs

    paragraphs = Paragraphs.of(["a\n\nb", "a\n\nd", "c", "c\n\na2\n\nd"])  # a: 0, 1; b: 0; d: 1, 3; c: 2, 3; a2: 3
    like = paragraphs.texts.index("a2"), paragraphs.texts.index("a")
    assert paragraphs.pair(*np.array(like).reshape(2, 1)).tolist() == [[0, 1], [0, 3], [1, 3], [2, 3]]
    nothing = np.array([], np.int64)
    assert paragraphs.pair(nothing, nothing).tolist() == [[0, 1], [1, 3], [2, 3]]


@pytest.mark.parametrize("name", ["rensa", "rensa-32x3", "datasketch", "sparse_dot_topn", "scikit-learn"])
def test_every_peer_finds_what_is_lightly_edited(corpus, name):
    """No peer is made of straw: each that is installed finds nearly all copies of which few words are edited."""
    import numpy as np
    from corpus_peers import JOBS
    from news_corpus import read_truth
    from passage_truth import read_texts

    pytest.importorskip(JOBS[name].package)
    texts = read_texts(corpus.corpus)
    numbers = {each: number for number, each in enumerate(texts)}
    found = set(map(tuple, np.asarray(JOBS[name].run(list(texts.values()))).tolist()))
    wanted = [
        tuple(sorted((numbers[each.left.document], numbers[each.right.document])))
        for each in read_truth(corpus.truth)
        if each.kind == "copy" and each.edit_share <= 0.05
    ]
    assert sum(each in found for each in wanted) > 0.95 * len(wanted) > 0
