"""What all tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data beside the checkout; its tests are skipped on a machine without it."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("needs the gold data in ../shared, which is not part of the project")
    return folder


@pytest.fixture(scope="session")
def texts() -> Path:
    """The sample stories."""
    return ROOT / "texts"


@pytest.fixture
def articles() -> dict[str, str]:
    """Two articles that share a sentence and differ in a figure, by id."""
    sank = "The ferry Alma sank off Port Alder on Monday evening."
    return {
        "gazette": f"{sank}\n\nThe coast guard rescued 43 passengers from the water.",
        "herald": f"Officials spoke late.\n\n{sank} The coast guard rescued 34 passengers from the water.",
    }


@pytest.fixture
def story(tmp_path, monkeypatch, articles):
    """A folder with both articles, and the current folder set beside it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "story"
    folder.mkdir()
    for id, text in articles.items():
        (folder / f"{id}.txt").write_text(text, encoding="utf-8")
    return folder
