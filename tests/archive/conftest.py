"""Made-up news small enough to be read, large enough that an archive of it has passages, boilerplate and strangers."""

import random

import pytest

from compare.archive import Archive
from compare.model.documents import Document

BOILERPLATE = "Reporting by the newsroom of the Harbour Times; the desk can be reached at any hour of the day or night."


@pytest.fixture(scope="session")
def write_story():
    """A function that makes a text of so many words from a seed: two seeds share no passage."""
    words = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("an", "el", "ir", "or", "um") for c in ("do", "ka", "ler", "mi", "s")]

    def write(seed: int, n_words: int = 120) -> str:
        chance = random.Random(seed)
        return " ".join(chance.choice(words) for _ in range(n_words)).capitalize() + "."

    return write


@pytest.fixture
def make_document(write_story):
    """A function that makes the document of a seed."""

    def make(seed: int, **fields) -> Document:
        known = {"outlet": "Harbour Times", "published": f"2024-03-{seed % 28 + 1:02d}"} | fields
        return Document(**{"id": f"d{seed}", "text": f"{write_story(seed)}\n\n{BOILERPLATE}"} | known)

    return make


@pytest.fixture
def archive(tmp_path):
    """An empty archive."""
    with Archive(tmp_path / "news.archive") as archive:
        yield archive
