"""The engine of the archive and the corpus, and the matcher of a story, find the same verbatim passages."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from compare import Document, compare_documents
from compare.matching.fingerprints.batch import find_reuse

PARTS = (
    "Inspectors from the lighthouse authority photographed rusted davits, perished gaskets and a bilge pump without an impeller.",
    "Nobody aboard had practised launching the rafts since the previous skipper retired in autumn, the harbour office noted.",
    "“We bought the rafts second-hand from a trawler that was broken up on the slipway beyond the quarry,” the owner wrote.",
    "Growers of the Tessel valley expect a meagre apple harvest after the late frost, and the cider press stays closed till May.",
    "The library catalogue lists 1,200 charts of the strait, most of them drawn by hand and none of them newer than 1911.",
    "Türkiye’s envoy visited the naïve painter’s café on Monday and bought three landscapes for the consulate’s waiting room.",
)
ROOTS = ("anchor", "barley", "copper", "deck", "engine", "fender", "gull", "hawser", "iron", "jetty", "kelp", "locker", "mast")
WORDS = [f"{a}{b}" for a in ("ka", "lo", "mi", "ru", "se", "to", "va", "ze", "ny", "pu", "di", "ho") for b in ROOTS]
"""So many that own sentences share no wording: of twenty words any two texts are one another's paraphrase."""


def made_texts(seed):
    """Two to four texts of shared and own sentences, in any order, some of them cut short."""
    chance = random.Random(seed)
    texts = []
    for _ in range(chance.randint(2, 4)):
        chosen = chance.sample(PARTS, k=chance.randint(0, 4))
        for _ in range(chance.randint(0, 4)):
            own = " ".join(chance.choices(WORDS, k=chance.randint(3, 25))).capitalize() + "."
            chosen.insert(chance.randint(0, len(chosen)), own)
        text = chance.choice([" ", "\n\n"]).join(chosen)
        texts.append(text if chance.random() < 0.7 else text[chance.randint(0, len(text) // 2) :])
    return texts


def cover(span, others):
    """Share of a span inside the union of others."""
    start, end = span
    inside = sum(any(a <= k < b for a, b in others) for k in range(start, end))
    return inside / max(end - start, 1)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9))
def test_both_find_the_same_verbatim_passages_of_fifteen_words(seed):
    """What one engine finds word for word, the other one finds too, on both sides, but for a word or two at the edges."""
    texts = made_texts(seed)
    story = compare_documents([Document(id=str(k), text=text) for k, text in enumerate(texts)])
    ours = [
        ((each.left, each.left_start, each.left_end), (each.right, each.right_start, each.right_end), each.similarity)
        for each in find_reuse(texts, 15)
    ]
    theirs = [
        (
            (int(match.left.document), match.left.start, match.left.end),
            (int(match.right.document), match.right.start, match.right.end),
            match.similarity,
        )
        for match in story.matches
    ]
    for found, expected in ((ours, theirs), (theirs, ours)):
        for left, right, similarity in expected:
            if similarity < 1.0 or len(texts[left[0]][left[1] : left[2]].split()) < 15:
                continue
            same = [(a, b) for a, b, _ in found if (a[0], b[0]) == (left[0], right[0])]
            assert cover(left[1:], [a[1:] for a, _ in same]) > 0.85, (texts, left, right)
            assert cover(right[1:], [b[1:] for _, b in same]) > 0.85, (texts, left, right)
