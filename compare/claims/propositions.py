"""Sentences as a whole: what is read and judged at once, before its clauses are told apart.

The regressions are fitted on sentences, since readers labelled sentences, and a clause alone is too short to be told
from the other clauses of one story.  So a sentence is attested first, and its clauses share the result
(`parts.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from compare.model.claims import Claim
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage, Span, merge_spans, subtract_spans
from compare.text.words import has_words


def join_clauses(
    claims: Sequence[Claim], documents: Sequence[SegmentedDocument]
) -> tuple[tuple[Claim, ...], tuple[tuple[int, ...], ...]]:
    """Return one claim for each sentence, and for each of them the places of its clauses in `claims`.

    Args:
        claims: In the order of the documents, then of beginning; the clauses of one sentence stand together.
        documents: The documents of the claims.
    """
    texts = {each.document.id: each.document.text for each in documents}
    starts = {each.document.id: [sentence.start for sentence in each.sentences] for each in documents}
    groups: list[list[int]] = []
    last: tuple[str, int] | None = None
    for n, claim in enumerate(claims):
        key = (claim.document, bisect_right(starts[claim.document], claim.start))
        if key == last:
            groups[-1].append(n)
        else:
            groups.append([n])
        last = key
    wholes = tuple(_join([claims[n] for n in group], texts) for group in groups)
    return wholes, tuple(tuple(group) for group in groups)


def _join(clauses: Sequence[Claim], texts: Mapping[str, str]) -> Claim:
    if len(clauses) == 1:
        return clauses[0]
    document = clauses[0].document
    text = texts[document]
    pieces = list(merge_spans(piece for clause in clauses for piece in clause.pieces))
    for n in range(len(pieces) - 1, 0, -1):
        if not has_words(text[pieces[n - 1].end : pieces[n].start]):  # a comma between two clauses is the sentence's own
            pieces[n - 1 : n + 1] = [Span(pieces[n - 1].start, pieces[n].end)]
    start, end = pieces[0].start, pieces[-1].end
    return replace(
        clauses[0],
        id=Passage(document, start, end).id,
        start=start,
        end=end,
        text=" ".join(" ".join(text[piece.start : piece.end].split()) for piece in pieces),
        facts=tuple(fact for clause in clauses for fact in clause.facts),
        gaps=subtract_spans([Span(start, end)], pieces),
    )
