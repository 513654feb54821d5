"""Fingerprints in batches: words, hashes that never change, passages among many texts."""

import hashlib
import random
import zlib
from importlib import resources
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.matching.fingerprints.batch import find_reuse
from compare.matching.fingerprints.folding import fold_texts, make_table
from compare.matching.fingerprints.grams import ALIGNMENT, GRAM, MARGIN, POSITION_BITS, POSITION_MASK, place_texts
from compare.matching.fingerprints.runs import find_places, pack_seeds
from compare.matching.fingerprints.seeds import MOST_PAIRED, link_crowded, pair_grams
from compare.matching.fingerprints.words import cut_words, hash_words
from compare.text.words import split_words

TOWN = "harbour orchard lantern quarry meadow saddle copper thistle anchor barley pigeon marble timber willow kettle gravel"
FILLER = [f"{a}{b}" for a in ("ka", "lo", "mi", "ru", "se", "to", "va") for b in TOWN.split()]
SENTENCE = (
    "Inspectors from the lighthouse authority photographed rusted davits, perished gaskets and a bilge pump without an impeller "
    "before the skipper had moored."
)
PINNED_HASHES = ["0xea124990cb9b4494", "0xacc04f178781ebe5", "0xc24c8a5d33748a82", "0x3101d74a3733417a", "0x58fe615572c6c76"]
PINNED_TABLE = "2126218716fca1251dcc2e657606bd1075c1c1d86a6270f7be93139f345be761"
ANY = st.text(alphabet=st.one_of(st.sampled_from("abc XY'’.,-1 \n\u00ad\u0301é渡轮ไ🚢ß\ud800"), st.characters()), max_size=120)


def words_of(text):
    """The words of a text as the batch path cuts them."""
    words = cut_words([text])
    starts, ends = words.locate(np.arange(len(words.starts)))
    return [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]


def filler(seed, n):
    """Words that no other seed has in this order."""
    return " ".join(random.Random(seed).choices(FILLER, k=n))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Baku’s 1,200 troops", ["Baku", "1,200", "troops"]),
        ("They don't; we’ll see O'Neill's.", ["They", "don't", "we’ll", "see", "O", "Neill"]),
        ("3.5m, 7. End.5", ["3.5m", "7", "End", "5"]),
        ("co\u00adoperate cafe\u0301.", ["co\u00adoperate", "cafe\u0301"]),
        ("渡轮 sank", ["渡", "轮", "sank"]),
        ("under_score 🚢 a-b", ["under", "score", "a", "b"]),
        ("\u00ad\u00ad", []),
        ("", []),
        ("𐐨𠀀x", ["𐐨", "𠀀", "x"]),
    ],
)
def test_words_are_cut_where_readers_cut_them(text, expected):
    """Possessives are taken off, short endings stay, numbers are whole, characters without spaces are words."""
    assert words_of(text) == expected


@given(ANY)
def test_words_are_disjoint_places_of_the_text(text):
    """Every place holds something, lies inside the text, and behind the one before."""
    words = cut_words([text, text])
    starts, ends = words.locate(np.arange(len(words.starts)))
    n = int(words.bounds[1])
    assert (starts[:n] == starts[n:]).all()
    assert (starts < ends).all()
    assert (ends[: n - 1] <= starts[1:n]).all()
    assert not n or ends[n - 1] <= len(text)
    assert all(
        any(letter.isalnum() or letter > "\U00020000" for letter in text[a:b])
        for a, b in zip(starts[:n].tolist(), ends[:n].tolist(), strict=True)
    )


@given(st.lists(ANY, max_size=6))
def test_a_word_has_one_hash_in_whatever_company(texts):
    """Neither the texts around it nor their encodings change the hash of a word."""
    together = cut_words(texts)
    hashes = hash_words(together, texts)
    for number, text in enumerate(texts):
        alone = cut_words([text])
        expected = hash_words(alone, [text])
        assert (hashes[together.bounds[number] : together.bounds[number + 1]] == expected).all()


def test_words_agree_with_those_of_the_story_matcher():
    """On plain news both cut the same words."""
    text = f"{SENTENCE} “We bought 1,200 rafts,” she said on 3 May; it cost 2.5 million… Nobody won’t!"
    ours, theirs = words_of(text), split_words(text)
    assert ours == [text[a:b] for a, b in zip(theirs.starts, theirs.ends, strict=True)]


def test_case_accents_and_marks_change_no_hash():
    """What the eye takes for one word has one hash."""
    texts = ["Zürich’s don't", "ZURICH don’t", "zu\u0308rich's don‘t"]
    hashes = [hash_words(cut_words([text]), [text]).tolist() for text in texts]
    assert hashes[0] == hashes[1] == hashes[2]


def test_hashes_are_fixed_for_ever():
    """They are stored: if this test fails, archives can no longer be read, and `SCHEME` must have another name."""
    text = "Ferry sank Donaudampfschifffahrtsgesellschaftskapitän 渡 1,200"
    assert [hex(value) for value in hash_words(cut_words([text]), [text]).tolist()] == PINNED_HASHES
    packed = resources.files("compare.matching.fingerprints").joinpath("folding.bin").read_bytes()
    assert hashlib.sha256(zlib.decompress(packed)).hexdigest() == PINNED_TABLE


def test_the_table_is_what_its_maker_makes_but_for_newer_characters():
    """The file can be rebuilt; only letters that later versions of Unicode added may differ."""
    made, kept = (
        zlib.decompress(data)
        for data in (make_table(), resources.files("compare.matching.fingerprints").joinpath("folding.bin").read_bytes())
    )
    assert sum(a != b for a, b in zip(made, kept, strict=True)) < 0.01 * len(kept)
    assert made[:0x250] == kept[:0x250]


def test_long_words_differ_by_their_ends_and_lengths():
    """A word of 20 MB costs no more than a name, and is still told from its like."""
    texts = ["a" * 40, "a" * 41, "a" * 40 + "b", "b" + "a" * 39, "a" * 5_000_000]
    hashes = {int(hash_words(cut_words([text]), [text])[0]) for text in texts}
    assert len(hashes) == len(texts)


@given(ANY)
def test_a_text_folds_to_one_byte_a_code_point(text):
    """So offsets in the bytes are offsets in the text."""
    assert [len(each) for each in fold_texts([text, "x", text])] == [len(text), 1, len(text)]


def test_grams_lie_inside_their_documents():
    """Documents begin at aligned positions with a margin before them, and no gram spans two of them."""
    texts = [filler(1, 30), "", "one two three", filler(2, 9)]
    placed = place_texts(texts, 2)
    assert (placed.firsts % ALIGNMENT == 0).all()
    assert (np.diff(placed.firsts) >= placed.n_words[:-1] + MARGIN).all()
    grams = np.sort(np.concatenate(placed.grams) & np.uint64(POSITION_MASK)).astype(np.int64)
    expected = [first + k for first, n in zip(placed.firsts, placed.n_words, strict=True) for k in range(max(n - GRAM + 1, 0))]
    assert grams.tolist() == expected


def test_partitions_hold_all_grams_once():
    """However many partitions there are, equal grams meet in one of them."""
    texts = [f"{SENTENCE} {filler(seed, 20)}" for seed in range(5)]
    pairs = []
    for bits in (0, 3, 9):
        seeds = [pair_grams(grams.copy()) for grams in place_texts(texts, bits).grams]
        pairs.append(sorted((a, b) for each in seeds for a, b in zip(each.left.tolist(), each.right.tolist(), strict=True)))
    assert pairs[0] == pairs[1] == pairs[2]
    assert len(pairs[0]) >= 10


def test_what_stands_in_very_many_places_is_linked_and_not_paired():
    """Boilerplate costs linear time: n texts have n - 1 links a gram."""
    n = 5 * MOST_PAIRED
    placed = place_texts([f"{filler(seed, 3)}. {SENTENCE}" for seed in range(n)], 0)
    seeds = pair_grams(placed.grams[0])
    links = link_crowded(seeds.crowded, np.concatenate((placed.forms, np.zeros(MARGIN, dtype=np.uint32))), placed.firsts)
    n_words = len(words_of(SENTENCE))
    assert len(seeds.left) < n  # chance, among the words in front
    assert len(seeds.crowded) == n * (n_words - GRAM + 1)
    assert len(links.left) == (n - 1) * (n_words - 12 + 1)


def test_what_each_document_has_twice_is_linked_with_other_documents():
    """Boilerplate at the top and at the end of every article is one group, not one for each pair of neighbours."""
    n = 3 * MOST_PAIRED
    texts = [f"{SENTENCE} {filler(seed, 30)} {SENTENCE}" for seed in range(n)]
    found = find_reuse(texts, 15)
    assert {(each.left, each.right) for each in found} >= {(k, k + 1) for k in range(n - 1)}
    assert {(each.left, each.left_start > 200) for each in found} == {(k, end) for k in range(n - 1) for end in (False, True)}
    assert len(found) < 5 * n


def test_diagonals_of_large_corpora_fit():
    """Positions beyond two to the thirty-fifth are packed and unpacked without loss."""
    left = np.array([7, 8, 9, 10], dtype=np.int64)
    right = left + (1 << 35) + 8
    firsts = np.array([0, 1 << 34], dtype=np.int64)
    places, _ = find_places(pack_seeds(left, right, 0), 0, firsts)
    assert (places.left_start.tolist(), places.right_start.tolist()) == ([7], [7 + (1 << 35) + 8])


def test_equal_hashes_are_told_by_all_their_bits():
    """The position in the low bits says nothing about equality."""
    packed = np.array([(5 << POSITION_BITS) | 7, (5 << POSITION_BITS) | 99, (6 << POSITION_BITS) | 8], dtype=np.uint64)
    seeds = pair_grams(packed)
    assert (seeds.left.tolist(), seeds.right.tolist()) == ([7], [99])


def test_a_passage_has_exact_offsets_on_both_sides():
    """Offsets are code points of the texts as they are."""
    left = f"🚢 {filler(1, 20)}. {SENTENCE} {filler(2, 10)}"
    right = f"“{SENTENCE}” {filler(3, 30)}"
    [found] = find_reuse([left, right], 15)
    assert left[found.left_start : found.left_end] == right[found.right_start : found.right_end] == SENTENCE.removesuffix(".")
    assert found.similarity == 1.0


def test_edited_words_do_not_end_a_passage():
    """Replaced, dropped and added words are bridged, and lower the similarity."""
    edited = SENTENCE.replace("photographed", "took pictures of").replace(" perished", "").replace("bilge", "very old bilge")
    [found] = find_reuse([f"{filler(1, 20)} {SENTENCE}", f"{edited} {filler(2, 20)}"], 12)
    assert (found.right_start, found.right_end) == (0, len(edited) - 1)
    assert 0.7 < found.similarity < 0.95


def test_a_form_filled_with_other_figures_is_no_passage():
    """Equal words must outweigh the edited ones, and numbers of a short edited passage prove nothing."""
    form = "Shares of {} rose {} cents to {} dollars in trading of {} million, and analysts of {} kept their target of {} dollars"
    texts = [form.format("Alder", 12, 40, 3, "Barrow", 55), form.format("Corbel", 9, 71, 8, "Dunlin", 90)]
    assert find_reuse(texts, 15) == []


def test_words_in_a_row_count_however_edited_their_surroundings_are():
    """Sixteen equal words are a passage, also where seven more follow after many that differ."""
    shared, more = filler(70, 16), filler(71, 7)
    texts = [f"{filler(72, 5)} {shared} {filler(73, 5)} {more}", f"{shared} {filler(74, 12)} {more} {filler(75, 6)}"]
    found = find_reuse(texts, 15)
    assert any(texts[0][each.left_start : each.left_end].startswith(shared) for each in found)


def test_min_words_counts_equal_words():
    """The shortest passage that counts is exact."""
    shared = "rusted davits perished gaskets bilge pumps moored skippers launching rafts autumn trawler deck frost cider"
    texts = [f"{filler(1, 20)} {shared} {filler(2, 20)}", f"{filler(3, 20)} {shared} {filler(4, 20)}"]
    assert len(find_reuse(texts, 15)) == 1
    assert find_reuse(texts, 16) == []


def test_nothing_is_shared_with_oneself():
    """A text that repeats itself is no reuse; two that do are."""
    text = f"{SENTENCE} {filler(1, 10)} {SENTENCE}"
    assert find_reuse([text], 15) == []
    assert {(each.left, each.right) for each in find_reuse([text, SENTENCE], 15)} == {(0, 1)}


def test_scripts_without_spaces_are_matched_by_characters():
    """A shared sentence of Chinese is found, its neighbours not."""
    shared = "渡轮在港口外沉没之后海岸警卫队连夜搜寻幸存者并公布名单"
    [found] = find_reuse([f"天气晴朗。{shared}。次日下雨", f"据报道，{shared}。市长哀悼"], 15)
    assert (found.left_start, found.right_start) == (5, 4)
    assert found.left_end - found.left_start >= len(shared)


@pytest.mark.parametrize("text", ["", " ", "a", "\x00", "'" * 50, "\u0301" * 99, "a'" * 20, "1." * 30, "渡" * 40, "\ud800" * 20])
def test_any_text_is_taken(text):
    """Nothing is too odd, short or empty."""
    assert isinstance(find_reuse([text, text, "", SENTENCE], 15), list)


def test_no_texts_have_no_passages():
    """Empty in, empty out."""
    assert find_reuse([], 15) == find_reuse([""], 15) == []


def test_texts_that_repeat_one_phrase_end_soon():
    """Repetition costs linear time, in one text and among many."""
    texts = ["all work and no play makes a dull boy. " * 20_000, "all work and no play makes a dull boy. " * 10_000]
    assert len(find_reuse(texts, 15)) < 1_000


def common_runs(left, right, least):
    """Slow reference: maximal runs of at least `least` equal words, as ranges of words."""
    found, before = [], {}
    for i, word in enumerate(left):
        row = {}
        for j, other in enumerate(right):
            if word == other:
                row[j] = before.get(j - 1, 0) + 1
        for j, length in before.items():
            if length >= least and row.get(j + 1, 0) != length + 1:
                found.append((i - length, i, j + 1 - length, j + 1))
        before = row
    found += [(len(left) - n, len(left), j + 1 - n, j + 1) for j, n in before.items() if n >= least]
    return found


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_every_verbatim_run_of_fifteen_words_is_found(seed):
    """Held against all common runs, found the slow way."""
    chance = random.Random(seed)
    phrases = [" ".join(chance.choices(FILLER, k=chance.randint(4, 40))) for _ in range(6)]
    texts = []
    for _ in range(chance.randint(2, 6)):
        parts = chance.sample(phrases, k=chance.randint(0, 4))
        for _ in range(chance.randint(0, 3)):
            parts.insert(chance.randint(0, len(parts)), " ".join(chance.choices(FILLER, k=chance.randint(1, 12))))
        texts.append(" ".join(parts))
    found = find_reuse(texts, 15)
    cut = [split_words(text) for text in texts]
    for a, b in combinations(range(len(texts)), 2):
        for i0, i1, j0, j1 in common_runs(cut[a].forms, cut[b].forms, 15):
            left = cut[a].starts[i0], cut[a].ends[i1 - 1]
            right = cut[b].starts[j0], cut[b].ends[j1 - 1]
            assert any(
                (each.left, each.right) == (a, b)
                and each.left_start <= left[0] and left[1] <= each.left_end
                and each.right_start <= right[0] and right[1] <= each.right_end
                for each in found
            ), (texts[a], texts[b], left, right)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_the_order_of_texts_changes_no_passage(seed):
    """A pair is aligned alike whoever comes first, and whoever else is there."""
    texts = [f"{filler(seed, 12)} {SENTENCE} {filler(seed + 50, 12)}" for seed in range(4)]
    texts += [filler(seed, 30) for seed in range(60, 63)]
    order = list(range(len(texts)))
    random.Random(seed).shuffle(order)
    plain = {
        frozenset([(each.left, each.left_start, each.left_end), (each.right, each.right_start, each.right_end)])
        for each in find_reuse(texts, 15)
    }
    shuffled = {
        frozenset(
            [
                (order[each.left], each.left_start, each.left_end),
                (order[each.right], each.right_start, each.right_end),
            ]
        )
        for each in find_reuse([texts[k] for k in order], 15)
    }
    assert plain == shuffled
    assert len(plain) == 6
