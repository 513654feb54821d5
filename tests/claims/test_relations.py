"""What another article says to a sentence: the cases of `tests/cases/claims/relations`, by the whole comparison of claims."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from compare.claims import compare_claims
from compare.model.documents import Document
from compare.options import ClaimOptions
from compare.text.segments import segment_document

FOLDER = Path(__file__).parents[1] / "cases" / "claims" / "relations"
CASES = [
    {"kind": path.stem, **case}
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
RELATIONS = ("states", "partly", "contradicts", "silent", "no claim")


def name_of(case):
    return f"{case['kind']}: {case['why']}"


def article(case, side):
    """The whole article of one side: as given, or the sentence and its context."""
    prefix = "" if side == "here" else "there_"
    return case.get(f"{prefix}article", f"{case[side]} {case.get(f'{prefix}context', '')}").strip()


def answer(case):
    """What the program says, and why: a sentence is stated if all of its claims are, contradicted if one of them is."""
    text = article(case, "here")
    documents = [
        Document(id="here", text=text, published=case.get("on")),
        Document(id="there", text=article(case, "there"), published=case.get("there_on")),
    ]
    claims, _, _ = compare_claims([segment_document(each) for each in documents], ClaimOptions())
    start = text.index(case["here"])
    inside = [
        (claim, claim.attestations["there"])
        for claim in claims
        if claim.document == "here"
        and min(claim.end, start + len(case["here"])) - max(claim.start, start) >= 0.5 * (claim.end - claim.start)
    ]
    relations = [found.relation for _, found in inside]
    if not inside:
        relation = "no claim"
    elif "contradicts" in relations:
        relation = "contradicts"
    elif all(found == "states" for found in relations):
        relation = "states"
    else:
        relation = "partly" if {"states", "partly"} & set(relations) else "silent"
    shown = [found.reason for _, found in inside if found.relation == relation or relation == "partly"]
    if relation == "partly" and len(inside) > 1:  # a clause that is not stated is itself what is missing
        shown += [claim.text for claim, found in inside if found.relation != "states"]
    return relation, " ".join(shown)


def fails(case):
    """What is wrong with the answer, in words; empty if nothing is."""
    relation, reason = answer(case)
    if relation != case["relation"]:
        return f"{relation} instead of {case['relation']}: {reason}"
    wanted = [case["reason"]] if isinstance(case.get("reason"), str) else case.get("reason", [])
    missing = [words for words in wanted if words.casefold() not in reason.casefold()]
    return f"{missing} not in the reason: {reason}" if missing else ""


@pytest.mark.parametrize("case", [case for case in CASES if "known" not in case], ids=name_of)
def test_a_careful_reader_would_answer_the_same(case):
    """Every case without a `known` comes out as written there."""
    assert fails(case) == ""


@pytest.mark.parametrize("case", [case for case in CASES if "known" in case], ids=name_of)
def test_a_known_failure_still_fails(case):
    """A case that comes out right has lost its reason to be marked: take its `known` out."""
    assert fails(case) != "", "comes out right: take its `known` out"


def test_there_are_cases_of_every_kind_and_relation():
    """No kind has fewer than six cases, none is there twice, and every relation is asked for often."""
    kinds = Counter(case["kind"] for case in CASES)
    relations = Counter(case["relation"] for case in CASES)
    assert len(CASES) >= 120
    assert min(kinds.values()) >= 6
    assert len({name_of(case) for case in CASES}) == len(CASES)
    assert set(relations) == set(RELATIONS)
    assert min(relations.values()) >= 6


def test_every_kind_comes_out_right_more_often_than_not():
    """Marks excuse single cases, never a whole kind; `pytest -s` prints the shares."""
    right = Counter(case["kind"] for case in CASES if "known" not in case)
    kinds = Counter(case["kind"] for case in CASES)
    for kind, n in sorted(kinds.items()):
        print(f"{kind:20} {right[kind]:3} of {n:3}")
    print(f"{'all':20} {sum(right.values()):3} of {len(CASES):3}")
    assert all(2 * right[kind] > n for kind, n in kinds.items())
