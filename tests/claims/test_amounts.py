"""Numbers that exclude each other: what bounds the work, and what a table is."""

import pytest

from compare.claims import amounts
from compare.claims.amounts import MOST_FIGURES, Amounts
from compare.claims.extraction import extract_claims
from compare.claims.story import Story
from compare.model.documents import Document
from compare.options import ClaimOptions
from compare.text.segments import segment_document


def read(*texts):
    """Return the statements of documents, and what compares their numbers."""
    documents = [segment_document(Document(id=f"outlet-{n}", text=text)) for n, text in enumerate(texts)]
    story = Story(extract_claims(documents, ClaimOptions()), documents)
    return story, Amounts(story)


def count_boats(n, first=1_000):
    return ", ".join(f"{first + 7 * each} boats" for each in range(n)) + " lay in the harbours of the coast."


@pytest.mark.parametrize(("n", "n_read"), [(MOST_FIGURES, MOST_FIGURES), (MOST_FIGURES + 1, 0), (200, 0)])
def test_a_table_is_compared_with_nothing(n, n_read):
    """A claim with more numbers than any sentence of news is no sentence; pairs of its numbers would be counted in thousands."""
    story, found = read(count_boats(n))
    [statement] = story.statements("outlet-0")
    assert len(found.figures(statement)) == n_read


def test_two_long_tables_are_compared_at_all():
    """Each pair of their numbers took its time: lines of some hundred each made minutes."""
    story, found = read(count_boats(200), count_boats(200, first=1_003))
    assert not list(found.compare_known())
    [left], [right] = story.statements("outlet-0"), story.statements("outlet-1")
    assert found.compare(left, right) is None


def test_of_many_numbers_for_one_noun_the_first_are_compared(monkeypatch):
    """A bound on pairs: what stands behind the first numbers of a document is not looked up."""
    _, found = read(*(f"The storm over Port Alder killed {n} people on the island." for n in (47, 51)))
    assert [conflict.reason for *_, conflict in found.compare_known()] == ["47 people here, 51 people there."]
    monkeypatch.setattr(amounts, "MOST_KNOWN", 0)
    monkeypatch.setattr(amounts, "LEAST_KNOWN", 0)
    assert not list(found.compare_known())
