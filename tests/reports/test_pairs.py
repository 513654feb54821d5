"""What two sources share, counted in sentences."""

import compare
from compare.reports.pairs import view_pairs
from compare.reports.places import Segments
from compare.reports.sources import Sources

FIRST = "The Aldercombe was struck on its port side three miles off Gannet Head and sank within half an hour."
SECOND = "Rescuers brought 187 people ashore before midnight, and a trawler found the others clinging to a raft at dawn."
THIRD = "The coaster was carrying gravel from the quarries on Tarrin to the mainland when the fog closed in."


def pairs(*texts, published=()):
    documents = [
        compare.Document(id=f"source-{n}", text=text, published=day)
        for n, (text, day) in enumerate(zip(texts, [*published, *[None] * len(texts)], strict=False))
    ]
    comparison = compare.compare_documents(documents)
    sources = Sources(comparison)
    return view_pairs(comparison, sources, Segments(comparison, sources))


def test_sentences_are_counted_by_how_much_was_changed():
    """Word for word and small edits are told apart."""
    [pair] = pairs(f"{FIRST} {SECOND} {THIRD}", f"{FIRST} {SECOND.replace('midnight', 'ten')} {THIRD}")
    assert (pair.n_verbatim, pair.n_edited, pair.n_reworded) == (2, 1, 0)
    assert pair.counts == "two sentences word for word and one with small edits"


def test_spelling_is_no_edit():
    """Harbour and harbor are one word."""
    [pair] = pairs("The harbour defence offences of the neighbouring towns were catalogued in October by Türkiye.",
                   "The harbor defense offenses of the neighboring towns were cataloged in October by Turkiye.")  # fmt: skip
    assert (pair.n_verbatim, pair.n_edited) == (1, 0)


def test_moved_sentences_are_word_for_word_though_the_order_differs():
    """Moving a paragraph does not edit its sentences."""
    [pair] = pairs(f"{FIRST} {SECOND} {THIRD}", f"{THIRD} {FIRST} {SECOND}")
    assert (pair.n_verbatim, pair.n_edited, pair.n_reworded) == (3, 0, 0)


def test_the_time_between_is_said_where_both_dates_are_known():
    """Standing background shows by its age."""
    [pair] = pairs(FIRST + SECOND, FIRST + SECOND, published=["2021-09-07", "2023-04-18"])
    assert pair.line == "A and B: two sentences word for word, 19 months apart"
    [pair] = pairs(FIRST, FIRST, published=["2021-09-07"])
    assert pair.line == "A and B: one sentence word for word"


def test_pairs_without_a_shared_passage_are_not_listed():
    """Nothing shared is nothing to say."""
    assert pairs(FIRST, THIRD) == ()
