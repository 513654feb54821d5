"""The bench of shared passages counts right and runs; how fast anything is, is measured there and asserted nowhere."""

import gzip
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SANK = (
    "The ferry Alma sank off Port Alder on Monday evening after it had struck a sandbank that no chart shows. "
    "The coast guard rescued 43 passengers from the water, and divers were still looking for the second engineer at midnight. "
    "The harbour master of Port Alder has closed the channel to all ships that draw more than four metres."
)
LEFT = f"Rain is expected in the north of the island.\n\n{SANK}\n\nBread will cost more from April, the bakers say."
RIGHT = f"A choir from Tarrin won the prize.\n\nTwo schools are to merge next summer.\n\n{SANK}"
STRANGER = "The council votes on Thursday about a new bridge over the Sarn, which has divided the town for years."
CASE = [LEFT.index(SANK), len(SANK), RIGHT.index(SANK), len(SANK)]


@pytest.fixture(autouse=True)
def bench(monkeypatch):
    """The bench's modules find each other, as they do when it is run."""
    monkeypatch.syspath_prepend(ROOT / "tests" / "bench")


def test_plagdet_of_a_case_found_in_two_parts():
    """Worked out by hand: recall 3/4, precision (1 + 2/3) / 2, two detections of one case."""
    from passage_pairs import Tally

    tally = Tally()
    tally.add([(0, 100, 200, 300)], [(0, 50, 200, 250), (60, 100, 280, 330)])
    assert tally.recall == pytest.approx((50 + 50 + 40 + 20) / 200)
    assert tally.precision == pytest.approx((1 + 60 / 90) / 2)
    assert tally.granularity == 2
    f1 = 2 * tally.recall * tally.precision / (tally.recall + tally.precision)
    assert tally.plagdet == pytest.approx(f1 / 1.584962500721156)


def test_what_touches_on_one_side_only_covers_nothing():
    """A right place on the left with a wrong one on the right is a miss and a false alarm."""
    from passage_pairs import Tally

    tally = Tally()
    tally.add([(0, 100, 200, 300)], [(0, 100, 300, 400)])
    assert (tally.recall, tally.precision, tally.granularity, tally.plagdet) == (0, 0, 1, 0)


def test_overlapping_detections_cover_a_case_once():
    """Recall cannot pass 1."""
    from passage_pairs import Tally

    tally = Tally()
    tally.add([(0, 100, 200, 300)], [(0, 80, 200, 280), (20, 100, 220, 300)])
    assert tally.recall == 1


@pytest.mark.parametrize("name", ["newscompare", "difflib", "rapidfuzz", "TF-IDF"])
def test_every_system_finds_a_verbatim_passage(name):
    """No peer is made of straw: each finds the whole of it, and little more."""
    from passage_pairs import Tally
    from passage_peers import SYSTEMS

    tally = Tally()
    a, m, b, n = CASE
    tally.add([(a, a + m, b, b + n)], SYSTEMS[name].find(LEFT, RIGHT))
    assert tally.plagdet > 0.95
    assert SYSTEMS[name].find(LEFT, STRANGER) == []
    assert list(SYSTEMS[name].find(LEFT, "")) == []


def test_sentences_that_lie_near_each_other_on_both_sides_are_joined():
    """One side alone does not join: the same source may be used at two places."""
    from passage_peers import join_sentences

    assert join_sentences([(0, 5, 1.0), (2, 6, 1.0), (3, 90, 1.0)], 1) == [(0, 2, 5, 6), (3, 3, 90, 90)]


def test_made_up_pairs_are_the_same_for_the_same_seed_and_hold_what_was_planted():
    """Offsets of the cases are those of the planted sentences."""
    from passage_pairs import make_pairs

    stories = [[f"The {word} opened at noon. " * 8] for word in ("harbour", "council", "theatre")]
    files = make_pairs(stories, n_pairs=2, seed=1)
    assert files == make_pairs(stories, n_pairs=2, seed=1) != make_pairs(stories, n_pairs=2, seed=2)
    assert [each.cases for each in files["nothing shared"]] == [(), ()]
    for pair in files["verbatim"]:
        assert pair.cases
        for a, b, c, d in pair.cases:
            assert pair.left[a:b] == pair.right[c:d] != ""


def test_the_bench_runs_on_two_pairs(tmp_path, capsys):
    """Each system in its process, a line for it in both tables."""
    from bench_passages import main

    rows = [{"left": LEFT, "right": RIGHT, "cases": [CASE]}, {"left": LEFT, "right": STRANGER, "cases": []}]
    with gzip.open(tmp_path / "two.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    main([str(tmp_path), "--all", "--rounds", "1", "--systems", "difflib,rapidfuzz"])
    shown = capsys.readouterr().out
    assert shown.startswith("2 pairs, ")
    assert [line.split()[2:5] for line in shown.splitlines() if line.startswith("two")] == [
        ["difflib", "1", "1"],
        ["rapidfuzz", "1", "1"],
    ]
    assert [line.split("|")[1].strip() for line in shown.splitlines() if line.startswith("| ")] == [
        "system",
        "difflib",
        "rapidfuzz",
    ]


def test_a_folder_without_pairs_is_refused(tmp_path):
    """Nothing to measure is an error, not a table of zeros."""
    from bench_passages import main

    with pytest.raises(SystemExit, match=r"GOLD must be a folder with files \*\.jsonl\.gz"):
        main([str(tmp_path)])


def test_long_cases_say_which_words_were_copied():
    """The truth of a case names equal words of both documents; a case is the same whenever it is made."""
    from bench_long import CASES

    from compare.text.words import split_words

    for make in CASES.values():
        left, right, truth = make(4_000)
        assert (left, right, truth) == make(4_000)
        ours, theirs = split_words(left).forms, split_words(right).forms
        for i, j, n in truth or ():
            assert ours[i : i + n] == theirs[j : j + n]
            assert n == len(ours[i : i + n]) > 0


def test_a_long_case_is_measured():
    """Copied words that one match holds on both sides are counted, and so are notices."""
    from bench_long import measure

    got = measure("edited", 0.004, "report")
    assert got["held"] == pytest.approx(1, abs=0.02)
    assert got["written"] > 0
    assert got["notices"] == []
