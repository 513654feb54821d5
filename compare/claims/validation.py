"""How good attestation is on stories it was not fitted on: the published score, and whether confidence is honest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from compare.claims.attestation import attest_sentences, weigh_story
from compare.claims.models import Models
from compare.model.claims import Attestation, Claim

if TYPE_CHECKING:
    from compare.claims.fitting import Labelled

_COVERED = {"stated", "partial", "conflict"}
_LABEL = {"states": "stated", "partly": "partial", "silent": "omitted", "contradicts": "conflict"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts over all cells of gold sentences; see `rounded` for what they say."""

    counts: Counter[str]
    confidence: tuple[tuple[str, float, bool], ...]

    def rounded(self) -> dict[str, float]:
        """Return the figures as shares in [0, 1], three digits."""
        c = self.counts
        precision, recall = _share(c["tp"], c["tp"] + c["fp"]), _share(c["tp"], c["tp"] + c["fn"])
        found = {
            "covered_precision": precision,
            "covered_recall": recall,
            "covered_f1": _harmonic(precision, recall),
            "omission_precision": _share(c["omitted right"], c["omitted said"]),
            "stated_lost": _share(c["stated lost"], c["stated gold"]),
            "sure_omission_precision": _share(c["sure right"], c["sure said"]),
            "sure_stated_lost": _share(c["sure lost"], c["stated gold"]),
            "doubtful_share": _share(c["doubtful"], c["all"]),
            "label_accuracy": _share(c["exact"], c["all"]),
            "evidence_hit": _share(c["evidence hit"], c["evidence all"]),
            "evidence_first_hit": _share(c["evidence first"], c["evidence all"]),
        }
        for label in ("stated", "partial"):
            found[f"{label}_f1"] = _harmonic(
                _share(c[f"{label} right"], c[f"{label} said"]), _share(c[f"{label} hit"], c[f"{label} gold"])
            )
        return {name: round(value, 3) for name, value in found.items()}

    def reliability(self) -> list[tuple[str, float, int, float, float]]:
        """Return (relation, lower end of a band of confidence, cells, mean confidence, share that is right)."""
        bands: dict[tuple[str, int], list[tuple[float, bool]]] = {}
        for relation, confidence, right in self.confidence:
            bands.setdefault((relation, min(9, int(confidence * 10))), []).append((confidence, right))
        return [
            (relation, band / 10, len(cells), *(sum(column) / len(cells) for column in zip(*cells, strict=True)))
            for (relation, band), cells in sorted(bands.items())
        ]


def cross_validate(
    stories: Sequence[Labelled], fit: Callable[[Sequence[Labelled]], Models], folds: Iterable[Sequence[int]]
) -> Figures:
    """Score every story with models fitted on the stories of the other folds."""
    counts = Counter[str]()
    confidence: list[tuple[str, float, bool]] = []
    for fold in folds:
        models = fit([each for place, each in enumerate(stories) if place not in fold])
        for place in fold:
            each = stories[place]
            claims = attest_sentences(each.claims, each.documents, weigh_story(each.story, each.documents, models))
            counts += score_story(each.gold, claims, confidence)
    return Figures(counts=counts, confidence=tuple(confidence))


def score_story(gold: dict[str, Any], claims: Sequence[Claim], confidence: list[tuple[str, float, bool]]) -> Counter[str]:
    """Count hits and misses over the gold sentences of one story, as the published score does; add to `confidence`."""
    counts = Counter[str]()
    cells = {(cell["a"], cell["n"], cell["b"]): cell for cell in gold["cells"]}
    for source in gold["sources"]:
        own = [claim for claim in claims if claim.document == source["id"]]
        for sentence in source["sentences"]:
            inside = [
                claim
                for claim in own
                if min(claim.end, sentence["end"]) - max(claim.start, sentence["start"]) >= 0.5 * (claim.end - claim.start)
            ]
            for other in gold["sources"]:
                if other["id"] != source["id"]:
                    cell = cells.get((source["id"], sentence["n"], other["id"]), {"labels": ["omitted"], "evidence": []})
                    said = [claim.attestations[other["id"]] for claim in inside]
                    _count(counts, cell, said, other)
                    confidence += [(each.relation, each.confidence, _LABEL[each.relation] in cell["labels"]) for each in said]
    return counts


def _count(counts: Counter[str], cell: dict[str, Any], said: Sequence[Attestation], other: dict[str, Any]) -> None:
    relations = [each.relation for each in said]
    if relations and all(relation == "states" for relation in relations):
        label = "stated"
    elif any(relation != "silent" for relation in relations):
        label = "partial"
    else:
        label = "omitted"
    accepted = set(cell["labels"])
    is_covered, says_covered = bool(accepted & _COVERED), label in _COVERED
    if len({each in _COVERED for each in accepted}) == 1:
        counts["tp"] += is_covered and says_covered
        counts["fp"] += says_covered and not is_covered
        counts["fn"] += is_covered and not says_covered
    counts["all"] += 1
    counts["exact"] += label in accepted
    counts["omitted said"] += not says_covered
    counts["omitted right"] += not says_covered and "omitted" in accepted
    counts["stated lost"] += accepted == {"stated"} and not says_covered
    is_doubtful = any(each.is_doubtful for each in said)
    counts["doubtful"] += is_doubtful
    if not says_covered and not is_doubtful:
        counts["sure said"] += 1
        counts["sure right"] += "omitted" in accepted
        counts["sure lost"] += accepted == {"stated"}
    for name in ("stated", "partial"):
        counts[f"{name} gold"] += accepted == {name}
        counts[f"{name} hit"] += accepted == {name} == {label}
        counts[f"{name} said"] += label == name
        counts[f"{name} right"] += label == name and name in accepted
    if is_covered and says_covered:
        shown = [passage for each in said if each.relation != "silent" for passage in each.evidence]
        hits = [
            any(passage.start < s["end"] and passage.end > s["start"] for s in other["sentences"] if s["n"] in cell["evidence"])
            for passage in shown
        ]
        counts["evidence all"] += 1
        counts["evidence hit"] += any(hits)
        counts["evidence first"] += any(hits[:1])


def describe(figures: Figures) -> str:
    """Return figures and the table of reliability as text."""
    lines = [f"{name:24s} {value:.3f}" for name, value in figures.rounded().items()]
    lines += ["", "relation  confidence  cells  mean  right"]
    lines += [
        f"{relation:9s} {low:.1f}-{low + 0.1:.1f}    {n:6d}  {mean:.2f}  {right:.2f}"
        for relation, low, n, mean, right in figures.reliability()
    ]
    return "\n".join(lines)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0
