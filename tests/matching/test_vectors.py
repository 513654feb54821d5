"""Short documents are compared without SciPy, long ones with it, and the result does not depend on which."""

import subprocess
import sys

import numpy as np
import pytest

from compare.matching import align_documents, vectors
from compare.readers import read_documents


@pytest.mark.parametrize("story", ["drills", "ferry", "reservoir"])
def test_full_and_sparse_rows_give_the_same_matches(texts, story, monkeypatch):
    """Weights are multiples of 1/1024, so sums are exact in any order."""
    documents = read_documents(texts / story)
    pairs = [(left, right) for left in documents for right in documents if left is not right]
    full = [align_documents(*pair) for pair in pairs]
    monkeypatch.setattr(vectors, "MOST_CELLS", -1)
    assert [align_documents(*pair) for pair in pairs] == full
    assert any(full)


def test_rows_of_documents_that_share_nothing_have_no_columns():
    """Nothing shared, nothing found, and no error on the way."""
    left, right = vectors.make_rows(
        (np.ones(2), np.array([0, 1]), np.array([0, 1, 2])), (np.ones(1), np.array([2]), np.array([0, 1])), 3
    )
    row, column, value = vectors.list_cells(left @ right.T)
    assert (len(row), len(column), len(value)) == (0, 0, 0)
    assert left.indptr.tolist() == [0, 0, 0]


def test_aligning_two_articles_imports_no_scipy():
    """It would take longer than the work."""
    code = (
        "import sys; from compare import Document, align_documents; text = 'The ferry sank off Port Alder on Monday evening. ' * 3; "
        "align_documents(Document(id='a', text=text), Document(id='b', text=text)); "
        "sys.exit('scipy' in sys.modules or 'sklearn' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
