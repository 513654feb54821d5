"""Very long and very repetitive documents: what is cut short is told, and what has the same wording is still found."""

import random
from itertools import pairwise

import pytest

from compare.matching import align_documents, edits, match_documents, seeds, verbatim
from compare.model.documents import Document
from compare.options import MatchOptions
from compare.text.segments import segment_document

VERBATIM = (
    "Inspectors from the lighthouse authority photographed rusted davits, perished gaskets and a bilge pump without an impeller. "
    "Nobody aboard had practised launching the rafts since the previous skipper retired in autumn, and the company kept no record "
    "of drills after the harbour board had asked for one twice."
)
NAMES = "Alder Brisk Corran Dorn Ester Falk Garron Hild Ister Jarrow Kestrel Lund Morrow Nairn Orsk Pell".split()  # noqa: SIM905
GAZETTE = " ".join(f"The ferry {name} left its quay an hour late because of fog over the sound." for name in NAMES[:2] * 8)
HERALD = " ".join(f"Because of fog over the sound the ferry {name} left an hour late from its quay." for name in NAMES[:2] * 8)
LEFT, RIGHT = f"{GAZETTE}\n\n{VERBATIM}\n\nGrowers fear frost.", f"Cider is cheap this year.\n\n{VERBATIM}\n\n{HERALD}"


def match(left, right):
    """Return the matches and notices of two texts; both ways of asking tell the same."""
    documents = [Document(id="gazette", text=left), Document(id="herald", text=right)]
    found = match_documents([segment_document(each) for each in documents], MatchOptions())
    if found.notices:
        with pytest.warns(UserWarning, match="gazette and herald") as warned:
            matches = align_documents(*documents)
        assert [str(each.message) for each in warned] == [each.message for each in found.notices]
    else:
        matches = align_documents(*documents)
    assert matches == found.matches
    return matches, " ".join(each.message for each in found.notices)


def holds(matches, left, passage):
    """Whether one match holds a passage of the left document."""
    start = left.index(passage)
    return any(each.left.start <= start and start + len(passage) <= each.left.end for each in matches)


def test_ordinary_documents_are_not_cut():
    """No limit is near what articles need, however much they repeat themselves."""
    matches, told = match(LEFT, RIGHT)
    assert not told
    assert holds(matches, LEFT, VERBATIM)


@pytest.mark.parametrize(
    ("room", "limit", "value", "words"),
    [
        (seeds, "_MOST_PRODUCTS", 400, "only their rarer words were compared"),
        (seeds, "_MOST_SEEDS", 3, "held against the likeliest only"),
        (verbatim, "_MOST_LINKS", 100, "not followed to all places"),
    ],
)
def test_a_cut_is_told_and_the_same_wording_is_found_all_the_same(monkeypatch, room, limit, value, words):
    """Where a limit is reached a notice (or warning) says what was not looked for; a copied passage is not lost by it."""
    monkeypatch.setattr(room, limit, value)
    monkeypatch.setattr(seeds, "_MOST_PARTNERS", 2)
    matches, told = match(LEFT, RIGHT)
    assert words in told
    assert holds(matches, LEFT, VERBATIM)


def test_where_one_document_is_found_entirely_nothing_is_said_to_be_missing(monkeypatch):
    """Reworded passages cannot be missing where no sentence is left."""
    monkeypatch.setattr(seeds, "_MOST_PRODUCTS", 10)
    _, told = match(VERBATIM, f"{GAZETTE}\n\n{VERBATIM}\n\n{HERALD}")
    assert not told


def test_one_sentence_repeated_without_end_is_one_match():
    """Matches do not multiply with the places where a sentence stands."""
    sentence = "The ferry Alma left its quay an hour late because of fog over the northern sound. "
    matches, told = match(sentence * 900, sentence * 800)
    assert not told
    assert len(matches) <= 4
    assert sum(each.right.length for each in matches) >= 0.99 * len(sentence * 800)


def test_a_sentence_repeated_with_edits_has_a_bounded_number_of_matches():
    """Three hundred places on each side are no ninety thousand matches."""
    sentence = GAZETTE[: GAZETTE.index(".")].split()
    chance = random.Random(7)

    def repeat():
        texts = []
        for _ in range(300):
            words = list(sentence)
            words[chance.randrange(len(words))] = chance.choice(NAMES)
            texts.append(" ".join(words) + ".")
        return " ".join(texts)

    matches, _ = match(repeat(), repeat())
    assert 0 < len(matches) <= 600


def test_seeds_of_a_unit_are_the_nearest_if_there_are_too_many(monkeypatch):
    """Of equally likely partners those are kept that stand at the same share of both documents."""
    import numpy as np

    monkeypatch.setattr(seeds, "_MOST_PARTNERS", 1)
    row, column = np.repeat(np.arange(4), 4), np.tile(np.arange(4), 4)
    value = np.where((row == 0) & (column == 3), 1.0, 0.9)
    kept = seeds._keep_nearest(row, column, value, (4, 4))
    assert list(zip(row[kept].tolist(), column[kept].tolist(), strict=True)) == [(0, 3), (1, 1), (2, 2), (3, 3)]


@pytest.mark.parametrize("vocabulary", [2, 3, 5_000])
def test_long_passages_are_aligned_in_parts(monkeypatch, vocabulary):
    """Blocks of a long alignment are the same words on both sides, in order, and do not overlap, whatever repeats."""
    monkeypatch.setattr(edits, "_MOST_CELLS", 400)
    chance = random.Random(vocabulary)
    left = [chance.randrange(vocabulary) for _ in range(900)]
    right = [chance.randrange(vocabulary) if chance.random() < 0.05 else word for word in left[:500] + left[520:]]
    cuts = set()
    blocks = edits.align_words(left, right, cuts)
    assert all(left[a:b] == right[c:d] and b > a for a, b, c, d in blocks)
    assert all(before[1] <= after[0] and before[3] <= after[2] for before, after in pairwise(blocks))
    if vocabulary == 5_000:
        assert sum(b - a for a, b, _, _ in blocks) >= 0.94 * len(right)
    assert bool(cuts) == (vocabulary < 5_000)


def test_edits_compared_in_parts_are_told(monkeypatch):
    """A passage that has nothing to hold on to is aligned part by part, and a notice says so."""
    monkeypatch.setattr(edits, "_MOST_CELLS", 400)
    left = "alder " * 90 + "ferry fog quay. " + "alder " * 200
    right = "alder " * 80 + "ferry sound quay. " + "alder " * 220
    matches, told = match(left, right)
    assert "compared part by part" in told
    for each in matches:
        assert "".join(left[e.left_start : e.left_end] for e in each.edits) == left[each.left.start : each.left.end]
