"""Sister events: what is told in the same words of another place, another name or another year."""

import dataclasses

import numpy as np
import pytest

from compare.claims.attestation import attest_claims
from compare.claims.extraction import extract_claims
from compare.claims.features import read_story
from compare.claims.matrix import build_matrix
from compare.claims.naming import read_names
from compare.claims.vetoes import NAME_MISSING, Vetoes
from compare.model.documents import Document
from compare.options import ClaimOptions
from compare.text.segments import segment_document

NORTH = """The two navies opened a joint drill off Tarnholm on Monday, the ministry said.

A company of marines landed near Tarnholm to take part in the drill, which is called Silver Anchor. Flags were exchanged on the pier.

In spring the two navies signed the Belgrave Accord. It provides for common training."""
SOUTH = """The two navies opened a joint drill off Quelmar on Thursday, the ministry said.

A company of engineers landed near Quelmar to take part in the drill, which is called Green Harbour. Speeches were held on the quay.

In spring the two navies signed the Belgrave Accord. It provides for common training."""
LATER = """The two navies opened a joint drill on Monday, the ministry said. Some 400 sailors take part.

The navies signed the Belgrave Accord in spring. Vessels of both navies left port in the morning."""
EARLIER = """Admirals of both navies watched as their joint drill began. It lasts a week and 900 sailors are there.

In spring the navies signed the Belgrave Accord. Vessels of both navies left their port in the night."""


def attest(*texts, days=()):
    """Return documents, claims with attestations, and the matrix."""
    days = days or (None,) * len(texts)
    documents = [
        segment_document(Document(id=f"d{place}", text=text, published=day))
        for place, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    claims = attest_claims(extract_claims(documents, ClaimOptions()), documents, ClaimOptions())
    return documents, *build_matrix(claims, documents)


def find(claims, words):
    return next(claim for claim in claims if words in claim.text)


def names_of(*texts):
    documents = [segment_document(Document(id=f"d{place}", text=text)) for place, text in enumerate(texts)]
    claims = extract_claims(documents, ClaimOptions())
    return read_names(read_story(claims, documents))


@pytest.mark.parametrize("words", ["joint drill off Tarnholm", "landed near Tarnholm"])
def test_the_same_words_of_another_place_state_nothing(words):
    """A drill off Tarnholm is not stated by an article about the drill off Quelmar, which never names Tarnholm."""
    _, claims, _ = attest(NORTH, SOUTH)
    found = find(claims, words).attestations["d1"]
    assert found.relation in ("partly", "silent")
    assert "nowhere in this source: “Tarnholm”" in found.reason


def test_background_of_both_stays_stated():
    """What both articles say of the treaty is untouched by their places."""
    _, claims, _ = attest(NORTH, SOUTH)
    assert find(claims, "Belgrave").attestations["d1"].relation == "states"


def test_no_row_unites_two_places():
    """The matrix keeps the two drills apart, and what only one article tells is its own."""
    _, claims, matrix = attest(NORTH, SOUTH)
    places = {claim.id: claim.text for claim in claims}
    for row in matrix.rows:
        told = " ".join(places[id] for id in row.claims)
        assert not ("Tarnholm" in told and "Quelmar" in told)
    assert len(find_row(matrix, find(claims, "Belgrave")).claims) == 2


def find_row(matrix, claim):
    return next(row for row in matrix.rows if claim.id in row.claims)


def test_two_years_apart_the_same_event_is_another():
    """The confidence that an article covers a drill falls with two years between them, and the reason says so."""
    near = find(attest(LATER, EARLIER, days=("2023-05-02", "2023-05-02"))[1], "joint drill").attestations["d1"]
    far = find(attest(LATER, EARLIER, days=("2023-05-02", "2021-05-02"))[1], "joint drill").attestations["d1"]
    assert near.is_covered
    assert not far.is_covered
    assert "of different years" in far.reason


def test_a_named_treaty_is_background_in_every_year():
    """Years do not part what is anchored by a name and told in the same words."""
    far = find(attest(LATER, EARLIER, days=("2023-05-02", "2021-05-02"))[1], "Belgrave").attestations["d1"]
    assert far.relation == "states"


def test_an_article_without_a_date_is_of_the_year_of_the_one_it_is_likest():
    """A copy of the earlier article that has no date is parted from the later one, too, whatever years it names."""
    copy = EARLIER + " The first drill was held in 1974."
    _, claims, _ = attest(LATER, EARLIER, copy, days=("2023-05-02", "2021-05-02", None))
    found = find(claims, "joint drill").attestations
    assert "of different years" in found["d1"].reason
    assert "of different years" in found["d2"].reason


def test_without_two_dates_no_years_are_parted():
    """An article without a date is not parted from the only dated one, however old the years it names."""
    copy = EARLIER + " The first drill was held in 1974."
    _, claims, _ = attest(LATER, copy, days=("2023-05-02", None))
    assert "of different years" not in find(claims, "joint drill").attestations["d1"].reason


def test_two_spellings_are_one_name_unless_one_article_has_both():
    """Orkhesh and Orkesh in two articles are one place, in one article they are two."""
    told = "Troops of the army reached {} at night. The road to {} is closed."
    apart = names_of(told.format("Orkhesh", "Orkhesh"), told.format("Orkesh", "Orkesh"))
    assert apart.column["orkhesh"] == apart.column["orkesh"]
    both = names_of(told.format("Orkhesh", "Orkesh"), told.format("Orkesh", "Orkesh"))
    assert both.column["orkhesh"] != both.column["orkesh"]


def test_days_and_months_are_no_names():
    """A date in other words is no missing name."""
    names = names_of("The mayor of Tarnholm spoke on Monday in March. The band of Tarnholm played in April.")
    assert set(names.column) == {"tarnholm"}


def test_probabilities_without_a_veto_stay_as_they_are():
    """Nothing is corrected where nothing speaks against it."""
    none, all_ = np.zeros((1, 2), bool), np.ones((1, 2), bool)
    covered, whole = np.array([[0.0, 0.7]]), np.array([[0.3, 0.9]])
    kept = Vetoes(none, none, none).correct(covered, whole)
    assert (kept[0] == covered).all()
    assert (kept[1] == whole).all()
    lower = Vetoes(all_, all_, none).correct(covered, whole)
    assert (lower[0][0, 1], lower[1][0, 1]) == (pytest.approx(0.4, abs=0.01), pytest.approx(NAME_MISSING * 0.9))


@pytest.mark.parametrize(
    "text", ["", "Tarnholm", "\x00", "北京的演习在海上举行。", "Ταρνχολμ " * 3, "A" * 5000 + " " + "Ab Cd Ef " * 400]
)
def test_any_text_has_names_or_none(text):
    """Empty, one word, other scripts, one long line: nothing fails."""
    documents, claims, _ = attest(NORTH, text)
    assert all(set(claim.attestations) == {each.document.id for each in documents} - {claim.document} for claim in claims)


def test_attestations_are_the_same_twice():
    """No order of sets decides which spelling stands for a name."""
    first, second = attest(NORTH, SOUTH, LATER)[1], attest(NORTH, SOUTH, LATER)[1]
    assert [dataclasses.astuple(claim) for claim in first] == [dataclasses.astuple(claim) for claim in second]


TWO_DRILLS = """The two navies opened a joint drill in Tarnholm on Monday, the ministry said.

Some 400 sailors take part. The drill ends on Friday.

Three weeks ago the navies held a drill in Quelmar, where marines boarded a freighter."""
ONE_DRILL = """The two navies opened a joint drill in Quelmar on Monday, the ministry said.

Marines are to board a freighter. It is the first drill of its kind."""


def test_evidence_of_the_same_place_comes_first():
    """Of two drills in one article, the one in the claim's place is the evidence, however alike the other is."""
    _, claims, matrix = attest(TWO_DRILLS, ONE_DRILL)
    found = find([claim for claim in claims if claim.document == "d1"], "drill in Quelmar").attestations["d0"]
    first = TWO_DRILLS[found.evidence[0].start : found.evidence[0].end]
    assert "Quelmar" in first
    assert all(
        len(
            {
                place
                for id in row.claims
                for place in ("Tarnholm", "Quelmar")
                if place in next(c.text for c in claims if c.id == id)
            }
        )
        < 2
        for row in matrix.rows
    )
