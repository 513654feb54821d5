"""Ask a judge about the doubtful cells and lay its verdicts over the attestations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from compare.claims.extraction import ASSERTING
from compare.claims.judges.questions import Judge, Question, Undecided, Verdict
from compare.claims.propositions import join_clauses
from compare.model.claims import Attestation, Claim
from compare.model.notices import Notice
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage

MOST_EVIDENCE = 3
"""Sentences shown for a cell at most, as without a judge."""
_NAMED = 5
"""Pairs of documents named in one notice."""


def judge_claims(
    claims: Sequence[Claim], documents: Sequence[SegmentedDocument], judge: Judge
) -> tuple[tuple[Claim, ...], tuple[Notice, ...]]:
    """Return the claims with their doubtful attestations decided by `judge`, and what it left open.

    Args:
        claims: With the attestations of the comparison of words.
        documents: All documents of the comparison.
        judge: Asked once, with all questions in the order of the claims, then of the documents; not at all if there are none.
    """
    questions = collect_questions(claims, documents)
    if not questions:
        return tuple(claims), ()
    places = _places(documents)
    judgement = judge.decide(tuple(questions.values()))
    decided: dict[int, dict[str, Attestation]] = {}
    left_open: dict[str, list[Question]] = {}
    for ((n, other), question), answer in zip(questions.items(), judgement.answers, strict=True):
        if isinstance(answer, Undecided):
            left_open.setdefault(answer.why, []).append(question)
        else:
            evidence = tuple(places[other][place] for place in answer.evidence)
            decided.setdefault(n, {})[other] = _lay_over(claims[n].attestations[other], answer, judge.name, evidence)
    judged = tuple(
        replace(claim, attestations={**claim.attestations, **decided[n]}) if n in decided else claim
        for n, claim in enumerate(claims)
    )
    notices = (_describe(judge.name, why, kept, len(questions)) for why, kept in left_open.items())
    return judged, (*judgement.notices, *notices)


def collect_questions(claims: Sequence[Claim], documents: Sequence[SegmentedDocument]) -> dict[tuple[int, str], Question]:
    """Return a question for each doubtful cell, by place of the claim and id of the document asked; in that order."""
    places = _places(documents)
    texts = {
        each.document.id: tuple(" ".join(each.document.quote(p).split()) for p in places[each.document.id]) for each in documents
    }
    wholes, groups = join_clauses(claims, documents)
    whole = {n: each.text for each, group in zip(wholes, groups, strict=True) for n in group}
    numbers = {id: {passage: n for n, passage in enumerate(each)} for id, each in places.items()}
    return {
        (n, other): Question(
            document=claim.document,
            other=other,
            claim=claim.text,
            sentence=whole[n],
            speaker=claim.speaker,
            sentences=texts[other],
            likeliest=tuple(numbers[other][each] for each in found.evidence if each in numbers[other]),
            relation=found.relation,
            confidence=found.confidence,
        )
        for n, claim in enumerate(claims)
        for other, found in claim.attestations.items()
        if found.is_doubtful and texts[other]
    }


def _places(documents: Sequence[SegmentedDocument]) -> dict[str, tuple[Passage, ...]]:
    """Return the sentences that can be evidence, by document."""
    return {
        each.document.id: tuple(Passage(each.document.id, s.start, s.end) for s in each.sentences if s.role in ASSERTING)
        for each in documents
    }


def _lay_over(before: Attestation, verdict: Verdict, name: str, named: tuple[Passage, ...]) -> Attestation:
    """Return the attestation with the verdict in it; the likeness stays that of the words."""
    evidence = before.evidence[:1] if verdict.relation == "silent" else named[:MOST_EVIDENCE] or before.evidence
    return replace(
        before,
        relation=verdict.relation,
        confidence=verdict.confidence,
        evidence=evidence,
        reason=_explain(before, verdict, name, evidence),
        is_doubtful=verdict.is_doubtful,
    )


def _explain(before: Attestation, verdict: Verdict, name: str, evidence: tuple[Passage, ...]) -> str:
    """Say who decided, and what; what the words said is kept where it still holds.

    >>> place = (Passage("herald", 0, 52),)
    >>> silent = Attestation(relation="silent", confidence=0.7, similarity=0.2, evidence=place, reason="Nothing found.")
    >>> _explain(silent, Verdict(relation="partly", confidence=0.8), "the model x", place)
    'Decided by the model x, since the words left it open: part of it stands in the sentence shown.'
    >>> _explain(silent, Verdict(relation="silent", confidence=0.8), "the model x", place)
    'Decided by the model x, since the words left it open: not found. By the words: Nothing found.'
    """
    where = "the sentence shown" if len(evidence) == 1 else "the sentences shown"
    said = {"states": f"all of it stands in {where}", "partly": f"part of it stands in {where}", "silent": "not found"}
    holds = verdict.relation == before.relation and evidence == before.evidence
    words = f" By the words: {before.reason}" if holds else ""
    surely = ", which is not sure either," if verdict.is_doubtful else ","
    return f"Decided by {name}{surely} since the words left it open: {said[verdict.relation]}.{words}"


def _describe(name: str, why: str, kept: Sequence[Question], n_asked: int) -> Notice:
    """Say which cells kept the decision of the words, and why."""
    pairs = Counter((question.document, question.other) for question in kept)
    shown = [f"{document} in {other} ({n:,})" for (document, other), n in list(pairs.items())[:_NAMED]]
    more = f" and {len(pairs) - _NAMED:,} more pairs" if len(pairs) > _NAMED else ""
    return Notice(
        message=f"{name[0].upper()}{name[1:]} left {len(kept):,} of {n_asked:,} doubtful cells open: {why}. "
        f"There the comparison of words stands: claims of {', '.join(shown)}{more}."
    )
