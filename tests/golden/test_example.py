"""The committed example report is what the code writes today."""

from pathlib import Path

import pytest

import compare

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "reports" / "example"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("example")
    documents = compare.read_documents(ROOT / "texts" / "drills")
    compare.write_report(compare.compare_documents(documents), folder)
    return folder


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLE.iterdir()))
def test_example_report_is_fresh(written, name):
    """Stale examples lie; `make golden` rebuilds them."""
    assert (written / name).read_bytes() == (EXAMPLE / name).read_bytes(), f"reports/example/{name} is stale. Hint: make golden"


def test_example_has_every_file_of_a_report(written):
    """No file of a report is missing from the example."""
    assert {path.name for path in EXAMPLE.iterdir()} == {path.name for path in written.iterdir()}
