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
