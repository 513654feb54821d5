"""Who may have had a shared passage first, where the dates do not tell: signs in the texts, offered as hints only.

Two signs are read: a source that names another one's outlet in its story ("she told the Observer") has probably read it,
and the fuller version of a passage is seldom the later one.  Both fail often enough (an agency's full text printed by one
outlet, cut by another that had it earlier) that neither may be shown as more than a hint.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.model.clusters import Hint
from compare.model.documents import is_before
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.model.documents import Document
    from compare.model.segments import SegmentedDocument
    from compare.model.spans import Passage

_FULLER = 1.2
_FULLER_WORDS = 3
"""A fifth and three words more than any other version: less is how editors differ."""


class Directions:
    """Hints for the shared passages of one set of documents.

    Args:
        documents: By id.
    """

    def __init__(self, documents: Mapping[str, SegmentedDocument]) -> None:
        self._documents = documents
        self._named: dict[tuple[str, str], bool] = {}

    def find_hints(self, passages: Sequence[Passage]) -> tuple[Hint, ...]:
        """Return the signs of who had a passage first, strongest first; none where the dates of all members tell.

        Args:
            passages: Its members, ordered by document.
        """
        members = [self._documents[id].document for id in dict.fromkeys(passage.document for passage in passages)]
        dated = [member for member in members if member.published is not None]
        first = [one for one in members if one.published is None or not any(is_before(other, one) for other in dated)]
        if len(first) < 2:
            return ()
        hints = []
        for one in first:
            naming = [other for other in members if other.outlet != one.outlet and self._names(other, one.outlet)]
            hints += [Hint(one.id, f"{_label(other)} names {one.outlet} in its story.", by=other.id) for other in naming]
        sizes = {one.id: self._count_words(one.id, passages) for one in members}
        fullest = max(first, key=lambda one: sizes[one.id])
        next_size = max(size for id, size in sizes.items() if id != fullest.id)
        if sizes[fullest.id] >= max(_FULLER * next_size, next_size + _FULLER_WORDS):
            hints.append(
                Hint(fullest.id, f"Its version is the fullest: {sizes[fullest.id]} words; the others have {next_size} or fewer.")
            )
        return tuple(hints)

    def _count_words(self, id: str, passages: Sequence[Passage]) -> int:
        """Return the words of a document's longest member."""
        text = self._documents[id].document.text
        return max(len(split_words(text, each.start, each.end)) for each in passages if each.document == id)

    def _names(self, document: Document, outlet: str | None) -> bool:
        """Return whether a document names an outlet in its story; bylines, credits and the like are left out."""
        name = (outlet or "").strip().removeprefix("The ")
        if not name or name not in document.text:
            return False
        key = (document.id, name)
        if key not in self._named:
            word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            self._named[key] = any(word.search(document.text, each.start, each.end) for each in self._documents[document.id].body)
        return self._named[key]


def _label(document: Document) -> str:
    return document.outlet or document.id
