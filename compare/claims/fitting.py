"""Rebuild `background.json` and `coefficients.json` from labelled stories: `python -m compare.claims.fitting SHARED_DIR`.

Labels: every sentence of every source against every other source, by human readers (`gold/claims/*.json`).  Sentences
are cut by the program itself, and take the labels of the gold sentences they overlap.  Logistic regressions are fitted
one on top of the other: those on cells see only what the one on links says about stories that it was not fitted on.
Printed beside the fit: the figures cross-validated by whole story, which are the ones to quote.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.claims.cells import MISSING, cell_features
from compare.claims.extraction import extract_claims
from compare.claims.features import Story, both_ways, pair_features, read_story
from compare.claims.models import REGRESSIONS, Logistic, Models
from compare.claims.pairing import blocks, link_claims
from compare.claims.propositions import join_clauses
from compare.model.claims import Claim
from compare.model.documents import Document, parse_iso
from compare.model.segments import SegmentedDocument
from compare.options import ClaimOptions
from compare.text.segments import segment_document
from compare.text.words import split_words

LINK_FEATURES = (
    "words.more", "words.less", "words.dice", "words.mass", "names.more", "names.less", "names.mass", "names.none.more",
    "numbers.more", "numbers.less", "numbers.none.more", "others.more", "others.less", "others.mass", "characters",
    "families.more", "families.less", "families.dice", "bigrams.dice", "bigrams.more", "window.more", "window.less",
    "beside.along", "beside.more", "beside.less", "rank.more", "rank.less", "lead.more", "lead.less", "both early",
)  # fmt: skip
LINK_STRENGTH, CELL_STRENGTH = 0.1, 0.02
"""scikit-learn's C, the inverse of the penalty on squared coefficients; from .005 to .3 the figures differ by less than .005."""
THRESHOLD = 0.4
"""Half the F1 that is reached, where F1 is best if probabilities are calibrated; measured, it is flat from .34 to .45."""
_DAY = re.compile(r"\s*date (\d{4}-\d\d-\d\d)\b")
"""How some labelled texts begin."""
N_FOLDS, N_INNER_FOLDS, SEED = 8, 5, 0
N_BACKGROUND = 4_000
"""Stems in the table of background IDF: 1,000, 3,000, 8,000 and 20,000 gave F1 .795, .796, .797, .797 (AP .890 to .891);
a list of stop words in its place .788 (.887)."""

_COVERED = {"stated", "partial", "conflict"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A story with its labels.

    Args:
        claims: Sentences without their attributions.
        is_link: For each block of `blocks(story)` whether claim and sentence are linked, in either direction.
        label: Accepted labels for each claim and document, as an object array of frozensets.
        is_cell: Whether claim and document are a cell of the gold at all.
    """

    name: str
    gold: dict[str, Any]
    documents: tuple[SegmentedDocument, ...]
    claims: tuple[Claim, ...]
    story: Story
    is_link: tuple[NDArray[np.bool_], ...]
    label: NDArray[np.object_]
    is_cell: NDArray[np.bool_]


def read_gold(path: Path) -> Labelled:
    """Read one labelled story and cut it as the program does."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    sources = gold["sources"]
    documents = tuple(
        segment_document(
            Document(
                id=s["id"], outlet=s.get("outlet") or s["id"], text=s["text"],
                published=parse_iso(day[1]) if (day := _DAY.match(s["text"])) else None,
            )
        )
        for s in sources
    )  # fmt: skip
    claims, _ = join_clauses(extract_claims(documents, ClaimOptions()), documents)
    story = read_story(claims, documents)
    cells = {(cell["a"], cell["n"], cell["b"]): cell for cell in gold["cells"]}
    ids = [source["id"] for source in sources]
    claim_gold = [_overlapping(sources[ids.index(claim.document)], claim.start, claim.end)[:1] for claim in claims]
    sentence_gold = [_overlapping(sources[place], segment.start, segment.end) for place, segment in story.sentences]
    linked = {(cell["a"], cell["n"], cell["b"], n) for cell in cells.values() for n in cell["evidence"]}
    linked |= {(b, m, a, n) for a, n, b, m in linked}
    is_link = []
    for rows, columns in blocks(story):
        block = np.zeros((rows.stop - rows.start, len(columns)), bool)
        for i, claim in enumerate(claims[rows]):
            for k, j in enumerate(columns.tolist()):
                other = ids[story.sentences[j][0]]
                block[i, k] = any(
                    (claim.document, n, other, m) in linked for n in claim_gold[rows.start + i] for m in sentence_gold[j]
                )
        is_link.append(block)
    label = np.full((len(claims), len(ids)), frozenset({"omitted"}), object)
    is_cell = np.zeros(label.shape, bool)
    for i, claim in enumerate(claims):
        for b, other in enumerate(ids):
            is_cell[i, b] = other != claim.document and bool(claim_gold[i])
            for n in claim_gold[i]:
                label[i, b] = frozenset(cells.get((claim.document, n, other), {"labels": ["omitted"]})["labels"])
    return Labelled(
        name=gold["cluster"], gold=gold, documents=documents, claims=claims, story=story,
        is_link=tuple(is_link), label=label, is_cell=is_cell,
    )  # fmt: skip


def _overlapping(source: Mapping[str, Any], start: int, end: int) -> list[int]:
    """Return the numbers of the gold sentences that overlap a place, most first."""
    shares = [(min(end, s["end"]) - max(start, s["start"]), s["n"]) for s in source["sentences"]]
    return [n for share, n in sorted(shares, key=lambda each: (-each[0], each[1])) if share > 0]


def fit_models(stories: Sequence[Labelled]) -> Models:
    """Fit the regressions; those on cells on links of stories that the one on links has not seen."""
    rows: list[tuple[Labelled, dict[str, NDArray[Any]]]] = []
    for kept in split_folds(len(stories), N_INNER_FOLDS, SEED + 1):
        link = _fit_link([each for place, each in enumerate(stories) if place not in kept])
        for place in kept:
            each = stories[place]
            rows.append((each, cell_features(each.story, link_claims(each.story, link))))
    cells, words = tuple(rows[0][1]), (*MISSING, "length")
    return Models(
        link=_fit_link(stories),
        covered=_fit_cells(rows, cells, _is_firm, _is_covered),
        whole=_fit_cells(rows, cells, _is_one_of_two, _is_stated),
        words_covered=_fit_cells(rows, words, _is_firm, _is_covered),
        words_whole=_fit_cells(rows, words, _is_one_of_two, _is_stated),
        threshold=THRESHOLD,
    )


def _is_covered(label: frozenset[str]) -> bool:
    return bool(label & _COVERED)


def _is_one_of_two(label: frozenset[str]) -> bool:
    return label in ({"stated"}, {"partial"})


def _is_stated(label: frozenset[str]) -> bool:
    return label == {"stated"}


def _is_firm(label: frozenset[str]) -> bool:
    return len({each in _COVERED for each in label}) == 1


def _fit_link(stories: Sequence[Labelled]) -> Logistic:
    features, labels = [], []
    for each in stories:
        for (rows, columns), is_link in zip(blocks(each.story), each.is_link, strict=True):
            found = both_ways(pair_features(each.story, rows, columns))
            features.append(np.stack([found[name].ravel() for name in LINK_FEATURES], axis=1))
            labels.append(is_link.ravel())
    return fit_logistic(LINK_FEATURES, np.concatenate(features), np.concatenate(labels), LINK_STRENGTH)


def _fit_cells(
    rows: Sequence[tuple[Labelled, dict[str, NDArray[Any]]]],
    names: Sequence[str],
    use: Callable[[frozenset[str]], bool],
    is_positive: Callable[[frozenset[str]], bool],
) -> Logistic:
    features, labels = [], []
    for each, found in rows:
        chosen = each.is_cell & np.vectorize(use, otypes=[bool])(each.label)
        features.append(np.stack([found[name][chosen] for name in names], axis=1))
        labels.append(np.vectorize(is_positive, otypes=[bool])(each.label[chosen]))
    return fit_logistic(names, np.concatenate(features), np.concatenate(labels), CELL_STRENGTH)


def fit_logistic(names: Sequence[str], features: NDArray[Any], labels: NDArray[np.bool_], strength: float) -> Logistic:
    """Fit on standardised features and return coefficients for the plain ones."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=strength, max_iter=1000, tol=1e-7).fit((features - mean) / scale, labels)
    plain = fitted.coef_[0] / scale
    return Logistic(
        coefficients={name: float(value) for name, value in zip(names, plain, strict=True)},
        intercept=float(fitted.intercept_[0] - plain @ mean),
    )


def split_folds(n: int, k: int, seed: int) -> Iterator[list[int]]:
    """Yield the places of at most `k` folds of `n` stories, shuffled."""
    order = np.random.RandomState(seed).permutation(n)
    return (sorted(order[fold::k].tolist()) for fold in range(min(k, n)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Rebuild both files of data beside this module and print what they were made from and how good they are."""
    parser = argparse.ArgumentParser(prog="python -m compare.claims.fitting", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("shared", type=Path, help="folder with gold/claims/*.json and news/*.jsonl.gz")
    parser.add_argument("--check", action="store_true", help="print the cross-validated figures, write nothing")
    given = parser.parse_args(arguments)
    here = Path(__file__).parent
    if not given.check:
        news = sorted(given.shared.glob("news/*.jsonl.gz"))
        here.joinpath("background.json").write_text(dump_json(count_background(news)), encoding="utf-8")
    from compare.claims.validation import cross_validate, describe

    paths = sorted(given.shared.glob("gold/claims/*.json"))
    stories = [read_gold(path) for path in paths]
    figures = cross_validate(stories, fit_models, split_folds(len(stories), N_FOLDS, SEED))
    print(describe(figures))
    if not given.check:
        models = fit_models(stories)
        provenance = {
            "data": f"{len(stories)} stories of gold/claims",
            "sha256": digest_files(paths),
            "cross_validated": figures.rounded(),
        }
        made: dict[str, Any] = {"provenance": provenance, "threshold": models.threshold}
        for name in REGRESSIONS:
            fitted: Logistic = getattr(models, name)
            coefficients = {key: round_coefficient(value) for key, value in fitted.coefficients.items()}
            made[name] = {"intercept": round_coefficient(fitted.intercept), "coefficients": coefficients}
        here.joinpath("coefficients.json").write_text(dump_json(made), encoding="utf-8")
    return 0


def count_background(paths: Sequence[Path]) -> dict[str, Any]:
    """Return the table of background IDF: the `N_BACKGROUND` stems in most articles, ties in the order of the alphabet."""
    n, counts = 0, Counter[str]()
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                counts.update(set(split_words(json.loads(line)["text"][:6_000]).stems))
                n += 1
    commonest = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    kept, rest = commonest[:N_BACKGROUND], commonest[N_BACKGROUND : N_BACKGROUND + 1]
    idf = {stem: round(math.log((n + 1) / (count + 1)), 1) for stem, count in kept}
    rarest = round(math.log((n + 1) / ((rest[0][1] if rest else 0) + 1)) + 1, 1)
    provenance = {"data": f"{n} articles of news", "sha256": digest_files(paths)}
    return {"provenance": provenance, "idf_of_others": rarest, "idf": dict(sorted(idf.items()))}


def digest_files(paths: Sequence[Path]) -> str:
    """Return the SHA-256 of several files one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def round_coefficient(value: float) -> float:
    """Return five digits: more would differ from machine to machine."""
    return float(f"{value:.5g}")


def dump_json(value: Mapping[str, Any]) -> str:
    """Return a file of data, as it is shipped."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main())
