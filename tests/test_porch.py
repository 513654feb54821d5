"""The public names, pinned."""

import compare


def test_public_names_are_these_and_sorted():
    """Other programs rely on this list: a change of it is a change for users."""
    assert compare.__all__ == [
        "Archive",
        "CompareError",
        "Comparison",
        "Document",
        "Options",
        "align_documents",
        "compare_documents",
        "read_documents",
        "scan_corpus",
        "write_report",
    ]


def test_every_public_name_can_be_reached_and_is_listed():
    """Lazy names are real names."""
    for name in compare.__all__:
        assert getattr(compare, name).__doc__
        assert name in dir(compare)


def test_an_unknown_name_is_an_attribute_error():
    """Lazy loading does not turn typing errors into something else."""
    assert not hasattr(compare, "compare_document")
