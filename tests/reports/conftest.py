"""A comparison made by hand: four invented articles, with everything that a report can show."""

import re
from dataclasses import replace

import pytest

from compare.model.claims import Attestation, Cell, Claim, ClaimMatrix, ClaimRow, Fact
from compare.model.clusters import Cluster, Coverage, Hint
from compare.model.comparison import Comparison
from compare.model.documents import Document
from compare.model.exclusions import Exclusion
from compare.model.matches import Edit, Match
from compare.model.notices import Notice
from compare.model.spans import Passage, Span, merge_spans, subtract_spans
from compare.options import Options, ReportOptions

HOUSE = "The Ravel dam, finished in 1961, holds back the largest reservoir in the province and supplies water to three towns."
OPENED = "The Water Board of Kessin opened two gates of the Ravel dam on Tuesday to lower the reservoir before the spring thaw"
RELEASE = f"""Water Board opens two gates of the Ravel dam

Kessin, 3 March 2026

{OPENED}.

About 1,200 people who live below the dam were asked to leave their homes for one night.

"There is no danger to the structure," the board's chief engineer, Ida Moll, said.

The gates will stay open until Friday.
"""
COURIER = f"""Gates opened at Ravel dam, 1,200 leave homes
By Tom Ferrer

{OPENED}, it said in a statement.

About 1,200 people living below the dam were asked to leave their homes for one night.

“There is no danger to the structure,” chief engineer Ida Moll told reporters.

A school in Lower Ravel was opened for those who had nowhere to go.

{HOUSE}
"""
POST = """Thousands flee as dam gates open

Some 2,100 people living below the Ravel dam left their homes on Tuesday night after two gates were opened.

The board's chief engineer, Ida Moll, said there was "no danger to the structure". Farmers downstream say that nobody warned them.

Kessin's last flood, in 2009, cost eleven lives and destroyed the old bridge.
"""
LATER = f"""Ravel dam gates closed again

The two gates of the Ravel dam were closed on Saturday, a day later than planned.

The last flood in Kessin, in 2009, cost eleven lives and destroyed the old bridge.

{HOUSE}
"""


def place(document, words):
    """The passage of some words that occur in a document."""
    start = document.text.index(words)
    return Passage(document.id, start, start + len(words))


def match(left, right, left_words, right_words):
    """A match with word-level edits, made with difflib."""
    import difflib

    one, two = place(left, left_words), place(right, right_words)
    a, b = re.findall(r"\S+\s*", left_words), re.findall(r"\S+\s*", right_words)
    edits, i, j = [], one.start, two.start
    steps = difflib.SequenceMatcher(
        a=[w.strip(' ,"“”') for w in a], b=[w.strip(' ,"“”') for w in b], autojunk=False
    ).get_opcodes()
    for tag, a0, a1, b0, b1 in steps:
        n, m = len("".join(a[a0:a1])), len("".join(b[b0:b1]))
        edits.append(Edit(tag, i, i + n, j, j + m))
        i, j = i + n, j + m
    same = sum(edit.left_end - edit.left_start for edit in edits if edit.operation == "equal")
    return Match(left=one, right=two, similarity=same / max(one.length, 1), edits=tuple(edits))


def build(*, outlets=True, dates=True, titles=True, reference=None, max_rows=200):
    """The comparison."""
    release = Document(
        id="release",
        text=RELEASE,
        outlet="Water Board" if outlets else None,
        published="2026-03-03" if dates else None,
        title="Water Board opens two gates of the Ravel dam" if titles else None,
    )
    courier = Document(
        id="courier-1",
        text=COURIER,
        outlet="Kessin Courier" if outlets else None,
        published="2026-03-03T18:20:00+01:00" if dates else None,
        title="Gates opened at Ravel dam, 1,200 leave homes" if titles else None,
        url="https://courier.example/ravel?a=1&b=2",
    )
    post = Document(
        id="post",
        text=POST,
        outlet="Northern Post" if outlets else None,
        title="Thousands flee as dam gates open" if titles else None,
    )
    later = Document(
        id="courier-2", text=LATER, outlet="Kessin Courier" if outlets else None, published="2026-03-08" if dates else None
    )
    asked = (
        "About 1,200 people who live below the dam were asked to leave their homes for one night.",
        "About 1,200 people living below the dam were asked to leave their homes for one night.",
    )
    flood = (
        "Kessin's last flood, in 2009, cost eleven lives and destroyed the old bridge.",
        "The last flood in Kessin, in 2009, cost eleven lives and destroyed the old bridge.",
    )
    matches = (
        match(release, courier, OPENED, OPENED),
        match(release, courier, *asked),
        match(release, courier, "There is no danger to the structure", "There is no danger to the structure"),
        match(courier, later, HOUSE, HOUSE),
        match(post, later, *flood),
    )
    structure = [
        place(release, "There is no danger to the structure"),
        place(courier, "There is no danger to the structure"),
        place(post, "no danger to the structure"),
    ]
    clusters = (
        _cluster(
            structure, "quotation", "The words stand inside quotation marks in Water Board, Kessin Courier and Northern Post."
        ),
        replace(
            _cluster([matches[0].left, matches[0].right], "wire", "Same text in two outlets on the same day."),
            hints=(Hint("release", "Kessin Courier names Water Board in its story.", by="courier-1"),) if outlets else (),
        ),
        _cluster([matches[3].left, matches[3].right], "house", "Kessin Courier used it on 3 and 8 March 2026."),
        _cluster([matches[1].left, matches[1].right], "wire", "Same text in two outlets on the same day."),
        _cluster([matches[4].left, matches[4].right], "background", "Two outlets, and Northern Post carries no date."),
    )
    documents = (release, courier, post, later)
    claims, matrix = _claims(release, courier, post, later)
    return Comparison(
        documents=documents,
        matches=matches,
        clusters=clusters,
        coverage=_coverage(documents, clusters),
        claims=claims,
        matrix=matrix,
        options=Options(report=ReportOptions(max_rows=max_rows, reference=reference)),
        excluded=(Exclusion(reason="short", passages=clusters[0].passages),),
        notices=(Notice(message="No outlet is known.", source="notes.txt"), Notice(message="Two candidates were cut short.")),
    )


def _cluster(passages, kind, reason):
    return Cluster(id=passages[0].id, passages=tuple(passages), kind=kind, reason=reason)


def _coverage(documents, clusters):
    rows = []
    for document in documents:
        size = len(document.text.strip())
        for other in (*(each for each in documents if each is not document), None):
            spans = [
                Span(passage.start, passage.end)
                for cluster in clusters
                for passage in cluster.passages
                if passage.document == document.id and (other is None or other.id in cluster.documents)
            ]
            boilerplate = [
                Span(passage.start, passage.end)
                for cluster in clusters
                for passage in cluster.passages
                if cluster.kind != "wire" and passage.document == document.id
            ]
            rows.append(
                Coverage(
                    document=document.id,
                    other=other.id if other else None,
                    share=sum(s.length for s in merge_spans(spans)) / size,
                    adjusted_share=sum(s.length for s in subtract_spans(spans, boilerplate)) / size,
                )
            )
    return tuple(rows)


def _claims(release, courier, post, later):
    """Rows: words of the claim in each document (None where silent), and what each document says to it."""
    table = [
        (
            {
                "release": "opened two gates of the Ravel dam on Tuesday",
                "courier-1": "opened two gates of the Ravel dam on Tuesday",
                "post": "two gates were opened",
            },
            {"courier-2": ("partly", "two gates of the Ravel dam", "Speaks of the two gates, not of Tuesday.", 0.7)},
            4.0,
        ),
        (
            {
                "release": "There is no danger to the structure",
                "courier-1": "There is no danger to the structure",
                "post": "no danger to the structure",
            },
            {"courier-2": ("silent", "The two gates of the Ravel dam were closed on Saturday", "No statement found.", 0.93)},
            3.5,
        ),
        (
            {"courier-1": "The Ravel dam, finished in 1961", "courier-2": "The Ravel dam, finished in 1961"},
            {
                "release": ("silent", "The Water Board of Kessin opened two gates", "No statement found.", 0.9),
                "post": ("silent", "Farmers downstream", "No statement found.", 0.55),
            },
            2.0,
        ),
        (
            {
                "release": "About 1,200 people who live below the dam were asked to leave their homes",
                "courier-1": "About 1,200 people living below the dam were asked to leave their homes",
            },
            {
                "post": (
                    "contradicts",
                    "Some 2,100 people living below the Ravel dam left their homes",
                    "1,200 people here, 2,100 people there.",
                    0.88,
                ),
                "courier-2": ("silent", "The two gates of the Ravel dam were closed", "No statement found.", 0.9),
            },
            3.0,
        ),
        (
            {"release": "The gates will stay open until Friday"},
            {
                "courier-1": ("silent", "opened two gates", "No statement found.", 0.9),
                "post": ("silent", "two gates were opened", "No statement found.", 0.8),
                "courier-2": (
                    "contradicts",
                    "closed on Saturday, a day later than planned",
                    "Friday here, Saturday there.",
                    0.52,
                ),
            },
            2.5,
        ),
        (
            {"post": "Farmers downstream say that nobody warned them"},
            {
                id: ("silent", words, "No statement found.", 0.8)
                for id, words in {
                    "release": "people who live below the dam",
                    "courier-1": "people living below the dam",
                    "courier-2": "The last flood in Kessin",
                }.items()
            },
            1.5,
        ),
        (
            {"courier-1": "A school in Lower Ravel was opened"},
            {
                id: ("silent", words, "No statement found.", 0.8)
                for id, words in {
                    "release": "leave their homes",
                    "post": "left their homes",
                    "courier-2": "a day later than planned",
                }.items()
            },
            1.2,
        ),
    ]
    documents = {each.id: each for each in (release, courier, post, later)}
    claims, rows, matrix = [], [], []
    for own, others, weight in table:
        places = {id: place(documents[id], words) for id, words in own.items()}
        group = next(iter(places.values())).id
        cells = {
            id: Cell(relation="states", confidence=1.0, evidence=(passage,), reason="States it itself.")
            for id, passage in places.items()
        }
        for id, (relation, words, reason, confidence) in others.items():
            cells[id] = Cell(
                relation=relation,
                confidence=confidence,
                evidence=(place(documents[id], words),),
                reason=reason,
                is_doubtful=relation != "contradicts" and confidence < 0.6,
            )
        for id, passage in places.items():
            text = documents[id].quote(passage)
            numbers = re.search(r"[\d,]+ people", text)
            claims.append(
                Claim(
                    id=passage.id,
                    document=id,
                    start=passage.start,
                    end=passage.end,
                    text=text,
                    speaker="Ida Moll" if "danger" in text else None,
                    group=group,
                    facts=(
                        Fact(
                            kind="quantity",
                            start=passage.start + numbers.start(),
                            end=passage.start + numbers.end(),
                            value=numbers.group(),
                        ),
                    )
                    if numbers
                    else (),
                    attestations={
                        other: Attestation(
                            relation=cells[other].relation,
                            confidence=cells[other].confidence,
                            similarity=0.4,
                            evidence=cells[other].evidence,
                            reason=cells[other].reason,
                            is_doubtful=cells[other].is_doubtful,
                        )
                        for other in documents
                        if other != id
                    },
                )
            )
        rows.append(
            ClaimRow(
                id=group,
                text=documents[places[next(iter(places))].document].quote(next(iter(places.values()))),
                claims=tuple(passage.id for passage in places.values()),
                weight=weight,
            )
        )
        matrix.append(tuple(cells[id] for id in documents))
    order = list(documents)
    claims.sort(key=lambda claim: (order.index(claim.document), claim.start))
    return tuple(claims), ClaimMatrix(rows=tuple(rows), documents=tuple(documents), cells=tuple(matrix))


@pytest.fixture(scope="session")
def make_comparison():
    """The builder, with its choices."""
    return build


@pytest.fixture(scope="session")
def comparison():
    """The comparison as most tests use it."""
    return build()
