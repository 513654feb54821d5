"""How a document is cut: paragraphs, sentences, and what is no part of the story.

Furniture (a byline, a dateline, a caption, a `---`) stays in the text, since removing it would shift every
offset; a segment's role says what it is, and the stages decide what they use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from compare.model.documents import Document
from compare.model.spans import Span

Role = Literal["body", "headline", "kicker", "caption", "byline", "dateline", "credit", "rule"]
"""`body` is the story itself; every other role is furniture.

headline: the title line · kicker: a line over or under it (standfirst, section) · caption: text of a picture ·
byline: who wrote it · dateline: when (and where) it was published · credit: agency or photo credit,
"read more" line, copyright · rule: `---`, `***` and the like.
"""

ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """A paragraph or a sentence, without white space around it."""

    start: int
    end: int
    role: Role = "body"

    @property
    def span(self) -> Span:
        """The place without the role."""
        return Span(self.start, self.end)

    @property
    def is_furniture(self) -> bool:
        """Whether the segment is no part of the story."""
        return self.role != "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentedDocument:
    """A document with its segments.

    Args:
        document: The document that was cut.
        paragraphs: In text order, disjoint; together they hold every character that is not white space.
        sentences: In text order, disjoint, each inside one paragraph; together they hold every character
            that is not white space, too.
        quotations: Spans between quotation marks, marks excluded, in text order, disjoint.
    """

    document: Document
    paragraphs: tuple[Segment, ...]
    sentences: tuple[Segment, ...]
    quotations: tuple[Span, ...] = ()

    @property
    def body(self) -> tuple[Segment, ...]:
        """The sentences that are part of the story."""
        return tuple(sentence for sentence in self.sentences if not sentence.is_furniture)
