"""One article, as it was read."""

from datetime import date, datetime

import pytest

from compare.model.documents import Document
from compare.model.spans import Span


def test_published_takes_iso_strings_dates_and_moments():
    """A notebook writes a string; a moment keeps its zone."""
    assert Document(id="a", text="", published="2021-09-07").published == date(2021, 9, 7)
    moment = Document(id="a", text="", published="2023-04-18T23:30:00+04:00")
    assert isinstance(moment.published, datetime)
    assert moment.day == date(2023, 4, 18)


@pytest.mark.parametrize("value", ["yesterday", "2021-13-01", "1631010600", 20210907])
def test_published_that_is_no_date_is_refused(value):
    """A date is never guessed."""
    with pytest.raises(ValueError, match="ISO 8601"):
        Document(id="a", text="", published=value)


def test_id_and_text_must_be_strings_and_the_id_not_empty():
    """What makes no sense is refused where it is made."""
    with pytest.raises(ValueError, match="must not be empty"):
        Document(id="", text="x")
    with pytest.raises(TypeError, match="'text' must be a string"):
        Document(id="a", text=b"x")  # type: ignore[arg-type]


def test_quote_counts_code_points_not_bytes_or_utf16():
    """Emoji and accents count one each."""
    assert Document(id="a", text="😀 Türkiye").quote(Span(2, 9)) == "Türkiye"


def test_what_pandas_gives_for_missing_is_unknown():
    """A row of a data frame makes a document."""
    pd = pytest.importorskip("pandas")
    document = Document(id="a", text="", outlet=float("nan"), published=pd.NaT, meta=None)  # type: ignore[arg-type]
    assert (document.outlet, document.published, document.meta) == (None, None, {})


def test_a_name_that_is_no_string_is_refused():
    """The mistake is named where it is made."""
    with pytest.raises(TypeError, match=r"'outlet' must be a string or None\. Got 3"):
        Document(id="a", text="", outlet=3)  # type: ignore[arg-type]
