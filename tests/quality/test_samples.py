"""Accuracy on the sample stories, against the gold file that lies with each: passages by kind, claims by relation."""

import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

import compare

TEXTS = Path(__file__).parents[2] / "texts"
STORIES = sorted(path.parent.name for path in TEXTS.glob("*/gold.toml"))
COVERED = {"states", "partly", "contradicts"}


@lru_cache
def load(story):
    """Return the comparison of a story, its texts and its gold."""
    documents = compare.read_documents(TEXTS / story)
    gold = tomllib.loads((TEXTS / story / "gold.toml").read_text(encoding="utf-8"))
    return compare.compare_documents(documents), {document.id: document.text for document in documents}, gold


def places(texts, id, words):
    """Return the span of the gold's words, which must stand in the text once or more."""
    start = texts[id].find(words)
    assert start >= 0, f"{id} does not hold {words!r}"
    return start, start + len(words)


def inside(start, end, spans):
    """Return how many characters of [start, end) lie in any of the spans."""
    return len({i for a, b in spans for i in range(max(a, start), min(b, end))})


def share(start, end, spans):
    """Return the share of [start, end) that lies in any of the spans."""
    return inside(start, end, spans) / (end - start)


def passage_counts(story):
    """Count gold pairs found, and matches that hold gold, each by kind."""
    comparison, texts, gold = load(story)
    kinds = comparison.kinds()
    found, missed = Counter(), []
    for passage in gold["passages"]:
        spans = {id: places(texts, id, words) for id, words in passage["texts"].items()}
        ids = [document.id for document in comparison.documents if document.id in spans]
        for i, left in enumerate(ids):
            for right in ids[i + 1 :]:
                pairs = [match for match in comparison.matches if (match.left.document, match.right.document) == (left, right)]
                least = 0.8 * min(
                    end - start for start, end in (spans[left], spans[right])
                )  # one version may be a part of the other
                hit = [
                    match
                    for match in pairs
                    if least <= inside(*spans[left], [(match.left.start, match.left.end)])
                    and least <= inside(*spans[right], [(match.right.start, match.right.end)])
                ]
                found[passage["kind"], "all"] += 1
                found[passage["kind"], "found"] += bool(hit)
                clusters = [
                    cluster
                    for cluster in comparison.clusters
                    if all(
                        share(*spans[id], [(each.start, each.end) for each in cluster.passages if each.document == id]) >= 0.5
                        for id in (left, right)
                    )
                ]
                found[passage["kind"], "kind"] += any(cluster.kind == passage["kind"] for cluster in clusters)
                if not hit:
                    missed.append((passage["kind"], left, right, texts[left][slice(*spans[left])][:80]))
    said = Counter()
    for match in comparison.matches:
        held = [
            passage["kind"]
            for passage in gold["passages"]
            if {match.left.document, match.right.document} <= set(passage["texts"])
            and share(
                match.left.start, match.left.end, [places(texts, match.left.document, passage["texts"][match.left.document])]
            )
        ]
        said["all"] += 1
        said["right"] += bool(held)
        said[kinds[match.id]] += 1
        said[kinds[match.id], "right"] += kinds[match.id] in held
    return found, said, missed


def claim_counts(story):
    """Count cells (gold claim, source that states it, other source) by wanted and given relation."""
    comparison, texts, gold = load(story)
    cells, wrong = Counter(), []
    for entry in gold["claims"]:
        wanted = {id: relation for relation in ("states", "partly", "contradicts") for id in entry.get(relation, {})}
        for id, words in entry.get("states", {}).items():
            start, end = places(texts, id, words)
            claims = [
                claim for claim in comparison.claims
                if claim.document == id and min(claim.end, end) - max(claim.start, start) >= 0.5 * min(claim.end - claim.start, end - start)
            ]  # fmt: skip
            for other in texts:
                if other == id:
                    continue
                given = {claim.attestations[other].relation for claim in claims} or {"silent"}
                best = next(relation for relation in ("contradicts", "states", "partly", "silent") if relation in given)
                want = wanted.get(other, "silent")
                cells[want, best] += 1
                if best != want:
                    wrong.append((want, best, id, other, entry["claim"]))
    return cells, wrong


@pytest.mark.parametrize("story", STORIES)
def test_gold_words_stand_in_the_texts(story):
    """The gold file speaks of these texts, letter for letter."""
    _, texts, gold = load(story)
    for entry in [*gold["passages"], *gold["claims"]]:
        for field in ("texts", "states", "partly", "contradicts"):
            for id, words in entry.get(field, {}).items():
                places(texts, id, words)


@pytest.fixture(scope="module")
def passages():
    """Counts of all stories together."""
    found, said = Counter(), Counter()
    for story in STORIES:
        of_story, said_of_story, _ = passage_counts(story)
        found.update(of_story)
        said.update(said_of_story)
    print("\nkind         pairs  found  of that kind   matches  right   (pytest -s)")
    for kind in ("quotation", "wire", "house", "background"):
        n = found[kind, "all"]
        print(
            f"{kind:<12} {n:5}  {found[kind, 'found'] / n:5.3f}  {found[kind, 'kind'] / n:12.3f}   {said[kind]:7}  "
            f"{said[kind, 'right'] / said[kind]:5.3f}"
        )
    return found, said


@pytest.mark.parametrize(("kind", "floor"), [("quotation", 0.95), ("wire", 0.96), ("house", 1.0), ("background", 1.0)])
def test_shared_passages_are_found_and_their_kind_is_told(passages, kind, floor):
    """Recall of each kind: the passage is found in both documents, and lies in a cluster of that kind."""
    found, _ = passages
    assert found[kind, "all"]
    assert found[kind, "found"] / found[kind, "all"] >= floor
    assert found[kind, "kind"] / found[kind, "all"] >= floor


@pytest.mark.parametrize(("kind", "floor"), [("quotation", 0.90), ("wire", 0.85), ("house", 1.0), ("background", 1.0)])
def test_matches_are_shared_passages_of_the_kind_they_are_given(passages, kind, floor):
    """Precision of each kind: what is called so holds gold of that kind."""
    _, said = passages
    assert said[kind, "right"] / said[kind] >= floor


def test_hardly_a_match_is_no_shared_passage(passages):
    """An editor who sees one wrong highlight stops trusting the rest."""
    _, said = passages
    assert said["right"] / said["all"] >= 0.95


@pytest.fixture(scope="module")
def cells():
    """Cells of all stories together, by wanted and given relation."""
    total = Counter()
    for story in STORIES:
        total.update(claim_counts(story)[0])
    return total


def test_covered_claims_are_told_from_those_not_found(cells):
    """The coefficients were fitted on other stories, so these figures are held out."""
    hit = sum(n for (want, given), n in cells.items() if want in COVERED and given in COVERED)
    said = sum(n for (_, given), n in cells.items() if given in COVERED)
    wanted = sum(n for (want, _), n in cells.items() if want in COVERED)
    precision, recall = hit / said, hit / wanted
    assert 2 * precision * recall / (precision + recall) >= 0.84


def test_contradictions_are_found(cells):
    """Different figures for the same thing: most are found, and a claim that is stated is seldom called contradicted."""
    wanted = sum(n for (want, _), n in cells.items() if want == "contradicts")
    said = sum(n for (_, given), n in cells.items() if given == "contradicts")
    assert cells["contradicts", "contradicts"] / wanted >= 0.85
    assert cells["states", "contradicts"] / said <= 0.15


def test_compatible_vagueness_is_no_contradiction():
    """41 days are six weeks, over 60 is more than 60, and June 11 repeated two years later is a stale date."""
    comparison, _, _ = load("drills")
    assert {frozenset((each.claim.document, each.other.document)) for each in comparison.contradictions()} == {
        frozenset(("calvanne-herald-2021-09-14", "harbour-post-2021-09-15"))
    }
    assert all("1,100" in each.reason and "850" in each.reason for each in comparison.contradictions())
