"""The pair scorer on sentence pairs without a story: MRPC (Dolan & Brockett 2005), ten-fold cross-validation.

The features are those of links between a claim and a sentence, less those that need a story (ranks, neighbours, windows),
with plain counts beside the weighed ones: what tells a paraphrase from a sentence about the same thing is how much
of the order stays, which no weight of words shows.
"""

import json
from collections import Counter

import numpy as np
import pytest

from compare.claims.features import both_ways, pair_features, read_story
from compare.claims.fitting import LINK_FEATURES
from compare.model.claims import Claim
from compare.model.documents import Document
from compare.model.segments import Segment, SegmentedDocument

BLOCK = 64
NEED_A_STORY = ("rank", "lead", "beside", "window", "both")


def listed(id, sentences):
    """Return a document that has one sentence a line."""
    lines = [" ".join(sentence.split()) for sentence in sentences]
    starts = np.cumsum([0, *(len(line) + 1 for line in lines)]).tolist()
    segments = tuple(Segment(start, start + len(line)) for start, line in zip(starts, lines, strict=False))
    return SegmentedDocument(document=Document(id=id, text="\n".join(lines)), paragraphs=segments, sentences=segments)


def link_features(story, n):
    """Return the features of the pairs (i, n + i), by name, shape (n,)."""
    found = {}
    for start in range(0, n, BLOCK):
        stop = min(n, start + BLOCK)
        for name, value in both_ways(pair_features(story, slice(start, stop), np.arange(n + start, n + stop))).items():
            if name in LINK_FEATURES and not name.startswith(NEED_A_STORY):
                found.setdefault(name, []).append(np.diag(value).copy())
    return {name: np.concatenate(value) for name, value in found.items()}


def plain_features(left, right):
    """Return what two readings share, unweighed: n-grams, order, length, figures, negation, first and last word."""
    from rapidfuzz.distance import Indel, LCSseq, Levenshtein

    a, b = left.stems, right.stems
    shorter, longer = sorted((len(a), len(b)))
    run = LCSseq.similarity(a, b)
    found = {
        "length": abs(len(a) - len(b)),
        "length.share": shorter / longer,
        "length.both": np.log(len(a) + len(b)),
        "order.more": run / shorter,
        "order.less": run / longer,
        "edits": Levenshtein.normalized_similarity(a, b),
        "characters.equal": Indel.normalized_similarity(" ".join(left.forms), " ".join(right.forms)),
        "first": a[:1] == b[:1],
        "last": a[-1:] == b[-1:],
        "forms": len({*left.forms} & {*right.forms}) / max(len({*left.forms}), len({*right.forms})),
        "negation": denies(left) != denies(right),
    }
    for n in (1, 2, 3, 4):
        one, other = (Counter(zip(*(stems[k:] for k in range(n)), strict=False)) for stems in (a, b))
        shares = [(one & other).total() / max(1, each.total()) for each in (one, other)]
        found[f"{n}-grams.more"], found[f"{n}-grams.less"] = max(shares), min(shares)
    return found


def denies(reading):
    return any(form in ("no", "not", "never", "without") or form.endswith("n't") for form in reading.forms)


def score(features, labels):
    """Return accuracy and F1 in percent, ten folds, mean of three shuffles."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import accuracy_score, f1_score
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    found = []
    for seed in range(3):
        model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=2000))
        said = cross_val_predict(model, features, labels, cv=StratifiedKFold(10, shuffle=True, random_state=seed))
        found.append((100 * accuracy_score(labels, said), 100 * f1_score(labels, said)))
    return np.mean(found, axis=0).tolist()


def test_paraphrases_are_told_from_look_alikes(shared):
    """Classical methods reach 75.6 / 83.0, Dice over words 73.0 / 81.3; the link features alone 74.6 / 82.4."""
    path = shared / "gold" / "sentences" / "mrpc-train.jsonl"
    if not path.is_file():
        pytest.skip("needs the sentence pairs of the gold data")
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    documents = listed("left", [pair["left"] for pair in pairs]), listed("right", [pair["right"] for pair in pairs])
    claims = [
        Claim(
            id=f"left:{each.start}", document="left", start=each.start, end=each.end, text=documents[0].document.quote(each.span)
        )
        for each in documents[0].sentences
    ]
    story = read_story(claims, documents)
    n = len(pairs)
    columns = [*link_features(story, n).values()]
    readings = zip(story.claims.readings, story.sentence_units.readings[n:], strict=True)
    plain = [plain_features(left, right) for left, right in readings]
    columns += [np.array([each[name] for each in plain], float) for name in plain[0]]
    accuracy, f1 = score(np.stack(columns, axis=1), np.array([pair["label"] for pair in pairs]))
    print(f"MRPC, ten folds: accuracy {accuracy:.1f}, F1 {f1:.1f}")
    assert accuracy >= 76
    assert f1 >= 83.3
