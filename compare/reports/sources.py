"""The articles as a report names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from compare.model.comparison import Comparison
from compare.model.documents import Document
from compare.model.spans import Passage
from compare.reports.wording import clean_label, clean_text, letter, long_date, short_date, shorten, word_count

_NAME_LIMIT = 40
"""A name stands in running sentences and table heads; the longest real outlet in the gold stories has 34 characters."""
_TITLE_LIMIT = 240
"""No headline is longer; a hostile one is cut here and stands in full in the JSON and CSV files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article, named.

    Args:
        index: Place in the comparison, from 0.
        key: Its letter: `"A"`.
        id: Its id, fit to show.
        name: How sentences name it, unlike every other: the outlet, with the date where an outlet comes twice.
        outlet: The outlet; None if unknown.
        title: Its headline; None if unknown.
        day: Publication in words: `"7 September 2021"`, `"date unknown"`.
        short_day: The same for a narrow column.
        iso: The same for machines; None if unknown.
        url: Where it stands on the web; None unless it is an http address.
        size: `"312 words"`.
        text: The text with every offset as in the document, fit to show.
    """

    index: int
    key: str
    id: str
    name: str
    outlet: str | None
    title: str | None
    day: str
    short_day: str
    iso: str | None
    url: str | None
    size: str
    text: str


class Sources:
    """All articles of a comparison by the id of their document, in its order."""

    def __init__(self, comparison: Comparison) -> None:
        self._sources = dict(zip((each.id for each in comparison.documents), _name_all(comparison.documents), strict=True))
        self.documents = {each.id: each for each in comparison.documents}

    def __getitem__(self, id: str) -> Source:
        return self._sources[id]

    def __contains__(self, id: object) -> bool:
        return id in self._sources

    def __iter__(self) -> Iterator[Source]:
        return iter(self._sources.values())

    def __len__(self) -> int:
        return len(self._sources)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the documents."""
        return tuple(self._sources)

    def quote(self, passage: Passage) -> str:
        """Return the words of a passage, fit to show."""
        return self._sources[passage.document].text[passage.start : passage.end]


def _name_all(documents: tuple[Document, ...]) -> list[Source]:
    labels = [shorten(clean_label(each.outlet or ""), _NAME_LIMIT) for each in documents]
    twice = Counter(labels)
    dated = Counter(zip(labels, (each.day for each in documents), strict=True))
    one_year = len({each.day.year for each in documents if each.day}) == 1
    sources = []
    for index, (document, label) in enumerate(zip(documents, labels, strict=True)):
        key = letter(index)
        if not label:
            name = f"Source {key}"
        elif twice[label] == 1:
            name = label
        elif dated[label, document.day] == 1:
            name = f"{label} ({short_date(document.day, with_year=not one_year)})"
        else:
            name = f"{label} ({key})"
        text = clean_text(document.text)
        title = shorten(clean_label(document.title or ""), _TITLE_LIMIT)
        url = clean_label(document.url or "")
        sources.append(
            Source(
                index=index,
                key=key,
                id=shorten(clean_label(document.id), 80) or key,
                name=name,
                outlet=label or None,
                title=title or None,
                day=long_date(document.published),
                short_day=short_date(document.day),
                iso=document.published.isoformat() if document.published else None,
                url=url if url.startswith(("https://", "http://")) and len(url) < 2_000 and " " not in url else None,
                size=word_count(text),
                text=text,
            )
        )
    return sources
