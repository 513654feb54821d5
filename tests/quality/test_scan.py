"""Accuracy floors of `scan` on made-up news, of a seed that nothing was tuned on."""

from pathlib import Path

import compare

BENCH = Path(__file__).parents[1] / "bench"


def test_planted_reuse_is_found_and_nothing_else(tmp_path, monkeypatch):
    """Copies with up to a fifth of their words edited, wire stories, boilerplate; offsets to the character."""
    monkeypatch.syspath_prepend(BENCH)
    from news_corpus import write_corpus
    from passage_truth import score_files

    corpus = write_corpus(tmp_path, 3_000, 7).corpus
    score = score_files(corpus, compare.scan_corpus(corpus, tmp_path / "reuse.jsonl").matches).to_dict()
    floors = {
        "recall": 0.99,
        "heavy": 0.96,
        "precision": 0.99,
        "wire": 0.97,
        "boilerplate": 0.99,
        "cover": 0.98,
        "grouped": 0.99,
    }
    assert {name: score[name] for name in floors if score[name] < floors[name]} == {}
    assert score["overrun"] < 1
