"""What a draft has that an archive has, too: the only thing that the reports of a check see, and its JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from compare.model.documents import Document
from compare.model.matches import Match
from compare.model.notices import Notice
from compare.options import MatchOptions

CHECK_VERSION = "1.0"
"""Version of the published JSON of a check: the first number changes when a field is removed or means something else."""

ReuseKind = Literal["quotation", "own", "other", "unknown"]
"""Whose text a passage of the archive is.

quotation: the words stand inside quotation marks in the draft or in the document · own: the outlet of the draft has
published it, too · other: another outlet has · unknown: the outlet of the draft or of the document is not known.
"""

REUSE_KINDS: tuple[ReuseKind, ...] = get_args(ReuseKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReusedPassage:
    """A passage of the draft in one document.

    Args:
        match: Both places and the edits from the draft to the document; left is the draft.
        kind: Whose text it is.
    """

    match: Match
    kind: ReuseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A document of the archive that shares passages with the draft.

    Args:
        document: The document.
        passages: Ordered by place in the draft; the same as `align_documents(draft, document)`.
        share: Share of the draft that stands in it, as in `Coverage`.
        adjusted_share: The same without quotations and the outlet's own text.
    """

    document: Document
    passages: tuple[ReusedPassage, ...]
    share: float
    adjusted_share: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """A place of the draft that more documents have than were aligned with it.

    Args:
        start: First code point of the place.
        end: Code point after the last.
        n_more: Documents that were only counted; where these are hundreds, about so many.
    """

    start: int
    end: int
    n_more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What of a draft stands in an archive.

    Args:
        draft: The text that was checked.
        found: Documents that share passages with it, those with the largest share first, then the earliest, then by id.
        crowds: Places that further documents have, in the order of the draft.
        share: Share of the draft that stands in any document, in [0, 1]; overlaps counted once.
        adjusted_share: The same without quotations and the outlet's own text.
        n_documents: Documents of the archive that were looked at.
        exclude_outlets: Outlets that were not looked at.
        since: First day of the documents that were looked at; None for all.
        options: What counts as a passage.
        notices: What was left out, cut short or doubtful.
    """

    draft: Document
    found: tuple[FoundDocument, ...]
    crowds: tuple[Crowd, ...]
    share: float
    adjusted_share: float
    n_documents: int
    exclude_outlets: tuple[str, ...] = ()
    since: date | None = None
    options: MatchOptions
    notices: tuple[Notice, ...] = ()
    schema_version: str = CHECK_VERSION

    def to_dict(self) -> dict[str, Any]:
        """Return the published JSON as plain values; equal input gives equal bytes once dumped."""
        return {
            "schema_version": self.schema_version,
            "draft": _describe(self.draft),
            "share": round(self.share, 4),
            "adjusted_share": round(self.adjusted_share, 4),
            "n_documents": self.n_documents,
            "documents": [
                {
                    **_describe(each.document),
                    "url": each.document.url,
                    "share": round(each.share, 4),
                    "adjusted_share": round(each.adjusted_share, 4),
                    "passages": [_list(passage) for passage in each.passages],
                }
                for each in self.found
            ],
            "crowds": [{"start": each.start, "end": each.end, "n_more": each.n_more} for each in self.crowds],
            "notices": [{"message": notice.message, "source": notice.source} for notice in self.notices],
            "options": {
                "exclude_outlets": list(self.exclude_outlets),
                "since": self.since.isoformat() if self.since else None,
                "min_words": self.options.min_words,
                "min_similarity": self.options.min_similarity,
                "exclude": list(self.options.exclude),
                "ignore": list(self.options.ignore),
            },
        }


def _describe(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "length": len(document.text),
    }


def _list(passage: ReusedPassage) -> dict[str, Any]:
    match = passage.match
    return {
        "start": match.left.start,
        "end": match.left.end,
        "there": {"start": match.right.start, "end": match.right.end},
        "similarity": round(match.similarity, 4),
        "kind": passage.kind,
        "edits": [[edit.operation, edit.left_start, edit.left_end, edit.right_start, edit.right_end] for edit in match.edits],
    }
