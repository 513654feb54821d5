"""What the tests of reading share."""

import pytest

from compare.readers import load_documents


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder that is the current one, so that names are short and relative."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def load():
    """Read, and return documents by id with the notices as lines."""

    def read(paths, **kwargs):
        documents, notices = load_documents(paths, **kwargs)
        assert len({document.id for document in documents}) == len(documents)
        return {document.id: document for document in documents}, [str(notice) for notice in notices]

    return read
