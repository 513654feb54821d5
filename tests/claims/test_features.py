"""Words of a story as numbers."""

import numpy as np
import pytest

from compare.claims.extraction import extract_claims
from compare.claims.features import both_ways, pair_features, read_story
from compare.claims.lexicon import MAX_CHARACTERS, build_lexicon, read_words
from compare.claims.models import Logistic, load_models
from compare.claims.pairing import link_claims
from compare.model.documents import Document
from compare.options import ClaimOptions
from compare.text.segments import segment_document

LEFT = "The ferry Alma sank off Port Alder. Three divers found the logbook. The mayor of Alder wept."
RIGHT = "The mayor wept. Off Port Alder the ferry Alma sank. Prices of fish rose."


def story_of(*texts):
    documents = [segment_document(Document(id=f"d{place}", text=text)) for place, text in enumerate(texts)]
    return read_story(extract_claims(documents, ClaimOptions()), documents)


def test_a_word_in_every_sentence_tells_less_than_a_rare_one():
    """The story's own frequency decides."""
    lexicon = build_lexicon([read_words(f"Alder {word}") for word in ("logbook", "mackerel", "lantern")] * 30, [])
    weight = dict(zip(lexicon.index, lexicon.weight, strict=True))
    assert weight["alder"] == pytest.approx(0, abs=0.02)
    assert weight["lantern"] > 0.2


def test_number_words_are_numbers():
    """`Three` and `3` are one stem."""
    assert read_words("Three").stems == read_words("3").stems == ("3",)


def test_what_stands_beyond_any_sentence_is_not_read():
    """A line of a million characters costs no more than a long sentence."""
    assert len(read_words("word " * 1_000_000).stems) <= MAX_CHARACTERS


def test_shares_lie_in_the_unit_interval_and_the_right_pair_ranks_first():
    """Claim 0 is sentence 1 in other order."""
    story = story_of(LEFT, RIGHT)
    found = pair_features(story, slice(0, 3), np.arange(3, 6))
    for name in ("words.claim", "words.sentence", "families.dice", "characters", "window.claim", "bigrams.dice"):
        assert found[name].shape == (3, 3)
        assert found[name].min() >= 0
        assert found[name].max() <= 1 + 1e-5
    assert found["words.claim"][0].argmax() == 1
    assert found["rank.claim"][0, 1] == found["rank.sentence"][0, 1] == 1
    assert found["words.claim"][0, 1] == pytest.approx(1)


def test_symmetric_features_do_not_change_when_sides_are_swapped():
    """A link has no direction."""
    story = story_of(LEFT, RIGHT)
    there = both_ways(pair_features(story, slice(0, 3), np.arange(3, 6)))
    back = both_ways(pair_features(story, slice(3, 6), np.arange(0, 3)))
    for name in load_models().link.coefficients:
        np.testing.assert_allclose(there[name], back[name].T, atol=1e-5, err_msg=name)


def test_a_long_document_read_in_pieces_finds_the_same_best_sentence(monkeypatch):
    """Pieces bound the memory; a claim's likeliest sentence does not depend on them."""
    filler = " ".join(f"Item {n} of the agenda concerned road {n * 7}." for n in range(30))
    story = story_of(LEFT, f"{filler} Off Port Alder the ferry Alma sank. {filler}")
    whole = link_claims(story, load_models().link)
    monkeypatch.setattr("compare.claims.pairing.MAX_BLOCK", 20)
    pieces = link_claims(story, load_models().link)
    assert whole.sentence[0, 1, 0] == pieces.sentence[0, 1, 0] == 3 + 30


def test_logistic_of_no_evidence_is_its_intercept():
    """The arithmetic is the textbook's."""
    model = Logistic(coefficients={"x": 2.0}, intercept=0.0)
    assert model.probability({"x": np.array([0.0, 1.0])}) == pytest.approx([0.5, 1 / (1 + np.exp(-2))])


def test_documents_read_in_one_block_do_not_touch():
    """Ranks and neighbours end at the border of a document, so a third document changes no feature of a pair."""
    three = story_of(LEFT, RIGHT, RIGHT)
    alone = pair_features(three, slice(0, 3), np.arange(3, 6))
    together = pair_features(three, slice(0, 3), np.arange(3, 9))
    for name, value in alone.items():
        np.testing.assert_allclose(together[name][:, :3], value, atol=1e-6, err_msg=name)
        np.testing.assert_allclose(together[name][:, 3:], value, atol=1e-6, err_msg=name)
