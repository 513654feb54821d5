"""Rebuild `calibration.json` for an encoder: `python -m compare.claims.judges.calibration SHARED_DIR ENCODER_DIR`.

Fitted on the doubtful cells of labelled stories, as they are doubtful for regressions that never saw those stories.
Printed: the figures without and with the encoder, fully nested: nothing of a story that is scored was in any stage.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from compare.claims.attestation import attest_sentences, weigh_story
from compare.claims.fitting import (
    N_FOLDS,
    SEED,
    Labelled,
    digest_files,
    dump_json,
    fit_logistic,
    fit_models,
    read_gold,
    round_coefficient,
    split_folds,
)
from compare.claims.judges.encoder import (
    Calibration,
    Encode,
    EncoderJudge,
    load_encoder,
    measure_probe,
    read_questions,
)
from compare.claims.judges.judging import collect_questions, judge_claims
from compare.claims.models import Logistic
from compare.claims.validation import Figures, score_story
from compare.model.claims import Claim

FEATURES = ("words", "cosine")
STRENGTH = 0.1
"""scikit-learn's C; from .1 to 10 F1 differs by less than .001, below .1 the band of doubt keeps more cells."""
_COVERED = {"stated", "partial", "conflict"}

_Attested = tuple[Labelled, tuple[Claim, ...]]


def attest_unseen(stories: Sequence[Labelled], n_folds: int, seed: int) -> Iterator[_Attested]:
    """Yield each story with its claims, attested by regressions fitted on the stories of the other folds."""
    for fold in split_folds(len(stories), n_folds, seed):
        models = fit_models([each for place, each in enumerate(stories) if place not in fold])
        for place in fold:
            each = stories[place]
            yield each, attest_sentences(each.claims, each.documents, weigh_story(each.story, each.documents, models))


def calibrate(attested: Sequence[_Attested], encode: Encode) -> Calibration:
    """Fit on the doubtful cells on which the readers agree whether they are covered."""
    features: list[Any] = []
    labels: list[frozenset[str]] = []
    for each, claims in attested:
        questions = collect_questions(claims, each.documents)
        places = list(questions)
        order = {document.document.id: place for place, document in enumerate(each.documents)}
        reading = read_questions(tuple(questions.values()), encode)
        for group, *row in zip(reading.groups, *(reading.features[name] for name in FEATURES), strict=True):
            n, other = places[group[0]]
            label = each.label[n, order[other]]
            if each.is_cell[n, order[other]] and len({name in _COVERED for name in label}) == 1:
                features.append(row)
                labels.append(label)
    covered = [label for label in labels if label & _COVERED]
    return Calibration(
        covered=fit_logistic(FEATURES, np.array(features), np.array([bool(label & _COVERED) for label in labels]), STRENGTH),
        partly=sum("stated" not in label for label in covered) / len(covered),
        probe=measure_probe(encode),
    )


def cross_validate(stories: Sequence[Labelled], encode: Encode) -> tuple[Figures, Figures]:
    """Return the figures without and with the encoder, both on stories that no stage has seen."""
    plain, judged = (Counter[str](), []), (Counter[str](), [])  # type: ignore[var-annotated]
    for fold in split_folds(len(stories), N_FOLDS, SEED):
        seen = [each for place, each in enumerate(stories) if place not in fold]
        judge = EncoderJudge("", encode, calibrate(list(attest_unseen(seen, N_FOLDS, SEED + 2)), encode))
        models = fit_models(seen)
        for place in fold:
            each = stories[place]
            claims = attest_sentences(each.claims, each.documents, weigh_story(each.story, each.documents, models))
            for (counts, confidence), said in ((plain, claims), (judged, judge_claims(claims, each.documents, judge)[0])):
                counts.update(score_story(each.gold, said, confidence))
    return Figures(counts=plain[0], confidence=tuple(plain[1])), Figures(counts=judged[0], confidence=tuple(judged[1]))


def remember(encode: Encode) -> Encode:
    """Return `encode` with a memory: cross-validation asks for every sentence many times."""
    known: dict[str, Any] = {}

    def recall(texts: Sequence[str]) -> Any:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, encode(new), strict=True) if new else ())
        return np.stack([known[text] for text in texts])

    return recall


def main(arguments: Sequence[str] | None = None) -> int:
    """Rebuild the calibration and print what it was made from and what the encoder adds."""
    parser = argparse.ArgumentParser(
        prog="python -m compare.claims.judges.calibration", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("shared", type=Path, help="folder with gold/claims/*.json")
    parser.add_argument("encoder", help="folder with the encoder")
    parser.add_argument("-o", "--output", type=Path, help="file to write  [default: the one that is shipped]")
    parser.add_argument("--check", action="store_true", help="print the cross-validated figures, write nothing")
    given = parser.parse_args(arguments)
    encode = remember(load_encoder(given.encoder))
    paths = sorted(given.shared.glob("gold/claims/*.json"))
    stories = [read_gold(path) for path in paths]
    plain, judged = (each.rounded() for each in cross_validate(stories, encode))
    print(f"{'':24s} words  encoder")
    print("\n".join(f"{name:24s} {value:.3f}  {judged[name]:.3f}" for name, value in plain.items()))
    if not given.check:
        fitted = calibrate(list(attest_unseen(stories, N_FOLDS, SEED)), encode)
        made = {
            "provenance": {
                "encoder": Path(given.encoder).absolute().name,
                "data": f"doubtful cells of {len(stories)} stories of gold/claims",
                "sha256": digest_files(paths),
                "cross_validated": {"words": plain, "encoder": judged},
            },
            "covered": _write(fitted.covered),
            "partly": round(fitted.partly, 3),
            "probe": round(fitted.probe, 4),
        }
        output = given.output or Path(__file__).parent / "calibration.json"
        output.write_text(dump_json(made), encoding="utf-8")
    return 0


def _write(fitted: Logistic) -> dict[str, Any]:
    coefficients = {name: round_coefficient(value) for name, value in fitted.coefficients.items()}
    return {"intercept": round_coefficient(fitted.intercept), "coefficients": coefficients}


if __name__ == "__main__":
    sys.exit(main())
