"""What a check says, place by place of the draft: the view that terminal, page and Markdown render."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.model.checks import Check, FoundDocument, ReusedPassage, ReuseKind
from compare.model.documents import Document
from compare.model.matches import Match
from compare.model.spans import Span, merge_spans
from compare.reports.wording import clean_label, clean_text, count, long_date, percent, shorten, split_edges, write_notices
from compare.text.words import split_words

KIND_WORDS: dict[ReuseKind, str] = {
    "quotation": "quotation",
    "own": "own text",
    "other": "other outlet",
    "unknown": "outlet unknown",
}
KIND_MEANINGS: dict[ReuseKind, str] = {
    "quotation": "the words stand inside quotation marks in the draft or there",
    "own": "the outlet of the draft has published it, too",
    "other": "another outlet has published it",
    "unknown": "the outlet of the draft or of the document is not known",
}
_EDITED = 0.7
"""Least share of words in common for `edited`; below it is `reworded` (as `pairs.py` counts sentences), and the changes are not
marked: they would hide the text."""
_MOST_ROWS = 12
"""Documents that are listed at one place; the JSON has them all."""
_NAME_LIMIT = 60
_TITLE_LIMIT = 240


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a version.

    Args:
        operation: `equal`, `delete` (only in the draft) or `insert` (only in the document).
        text: The words, fit to show.
    """

    operation: str
    text: str

    @property
    def edges(self) -> tuple[str, str, str]:
        """The text without the white space at its ends, and that before and after it: no mark runs over spaces."""
        return split_edges(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A passage of the draft as a document has it.

    Args:
        name: The outlet, or the id of the document.
        about: Its id, headline and day, as far as known, in words.
        url: Where it stands on the web; None unless it is an http address.
        kind: See `ReuseKind`.
        how: `word for word`, `edited` or `reworded`, and the part of the place if it is not all of it.
        pieces: Steps from the draft to this version; empty where the words are the same.
    """

    name: str
    about: str
    url: str | None
    kind: ReuseKind
    how: str
    pieces: tuple[Piece, ...]

    @property
    def kind_words(self) -> str:
        """The kind as readers know it."""
        return KIND_WORDS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place of the draft that stands in the archive.

    Args:
        number: From 1.
        text: The draft's words, fit to show.
        size: Their number, in words.
        versions: Whole ones first, then those word for word, then the earliest.
        more: What is not listed, in a sentence; empty if nothing is.
    """

    number: int
    text: str
    size: str
    versions: tuple[Version, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """Everything that a check says.

    Args:
        name: How the draft is named.
        about: Its headline, day and size.
        share: Share of it that stands in the archive.
        adjusted_share: The same without quotations and own text.
        findings: What a reader must know first, a sentence each.
        places: In the order of the draft.
        n_places: How many there are, the rest not shown.
        notices: Source (or None) and sentence.
        schema_version: Of the JSON.
    """

    name: str
    about: str
    share: float
    adjusted_share: float
    findings: tuple[str, ...]
    places: tuple[PlaceView, ...]
    n_places: int
    notices: tuple[tuple[str | None, str], ...]
    schema_version: str


def view_check(check: Check, max_rows: int) -> CheckView:
    """Return the view of a check.

    Args:
        check: What was found.
        max_rows: Places that are shown at most.
    """
    spans = merge_spans(passage.match.left.span for found in check.found for passage in found.passages)
    places = _Places(check)
    return CheckView(
        name=_name(check.draft),
        about=_describe(check.draft, with_id=False),
        share=check.share,
        adjusted_share=check.adjusted_share,
        findings=tuple(_find(check, spans)),
        places=tuple(places.view(k, span) for k, span in enumerate(spans[:max_rows], 1)),
        n_places=len(spans),
        notices=write_notices(check.notices),
        schema_version=check.schema_version,
    )


def describe_excess(check: Check, limit: float) -> str | None:
    """Return by how much the share of the draft that stands in the archive exceeds a limit; None if it does not."""
    if check.share <= limit:
        return None
    said, allowed = (f"{100 * each:.2f}".rstrip("0").rstrip(".") + "%" for each in (check.share, limit))
    said = f"A little more than {said}" if said == allowed else said
    return f"{said} of {_name(check.draft)} stands in the archive; at most {allowed} may."


def _find(check: Check, spans: Sequence[Span]) -> Iterator[str]:
    looked = count(check.n_documents, "document")
    limits = [f"not of {clean_label(name)}" for name in check.exclude_outlets]
    if check.since:
        limits.append(f"since {long_date(check.since)}")
    looked += f" ({', '.join(limits)})" if limits else ""
    name = _name(check.draft)
    if not check.found:
        yield f"No passage of {name} was found in the {looked} of the archive that were looked at."
        return
    adjusted = f"{percent(check.adjusted_share)} without quotations and own text"
    yield f"{percent(check.share)} of {name} stands in the archive ({adjusted})."
    yield f"{count(len(spans), 'place')} of it, in {len(check.found):,} of the {looked} that were looked at."
    best = check.found[0]
    yield f"Most of it in one document: {percent(best.share)} in {_name(best.document)}{_and(_describe(best.document))}."


class _Places:
    """The matches of a check by place of the draft."""

    def __init__(self, check: Check) -> None:
        self._check = check
        self._text = clean_text(check.draft.text)
        self._words = split_words(check.draft.text)
        self._texts = {each.document.id: clean_text(each.document.text) for each in check.found}

    def view(self, number: int, place: Span) -> PlaceView:
        here = [
            (found, passage)
            for found in self._check.found
            for passage in found.passages
            if place.start <= passage.match.left.start < place.end
        ]
        here.sort(key=lambda each: self._rank(*each))
        n_more = max((each.n_more for each in self._check.crowds if Span(each.start, each.end).overlap(place)), default=0)
        n_cut = len(here) - _MOST_ROWS
        said = [count(n_cut, "more version") + " not listed here"] if n_cut > 0 else []
        if n_more:
            said.append(f"about {count(n_more, 'further document has', 'further documents have')} it or a part of it")
        more = "; ".join(said)
        return PlaceView(
            number=number,
            text=self._text[place.start : place.end],
            size=count(self._count(place), "word"),
            versions=tuple(self._view(place, *each) for each in here[:_MOST_ROWS]),
            more=f"{more[:1].upper()}{more[1:]}." if more else "",
        )

    def _count(self, span: Span) -> int:
        return len(self._words.within(span))

    def _rank(self, found: FoundDocument, passage: ReusedPassage) -> tuple[int, float, bool, str, str]:
        day = found.document.day
        return -passage.match.left.length, -passage.match.similarity, day is None, str(day), found.document.id

    def _view(self, place: Span, found: FoundDocument, passage: ReusedPassage) -> Version:
        match, document = passage.match, found.document
        how = "word for word" if match.is_verbatim else "edited" if match.similarity >= _EDITED else "reworded"
        if match.left.span != place:
            how += f", {self._count(match.left.span):,} of the {count(self._count(place), 'word')}"
        url = clean_label(document.url or "")
        return Version(
            name=_name(document),
            about=_describe(document),
            url=url if url.startswith(("https://", "http://")) and len(url) < 2_000 and " " not in url else None,
            kind=passage.kind,
            how=how,
            pieces=() if match.is_verbatim else tuple(self._pieces(match)),
        )

    def _pieces(self, match: Match) -> Iterator[Piece]:
        theirs = self._texts[match.right.document]
        if match.similarity < _EDITED:
            yield Piece("equal", theirs[match.right.start : match.right.end])
            return
        for edit in match.edits:
            left, right = self._text[edit.left_start : edit.left_end], theirs[edit.right_start : edit.right_end]
            if edit.operation == "equal":
                yield Piece("equal", right)
                continue
            if left.strip():
                yield Piece("delete", left)
            if right.strip():
                yield Piece("insert", right)


def _name(document: Document) -> str:
    return shorten(clean_label(document.outlet or document.id), _NAME_LIMIT)


def _describe(document: Document, *, with_id: bool = True) -> str:
    """Return id (where the name is not the id), headline and day."""
    parts = [shorten(clean_label(document.id), 80)] if with_id and document.outlet else []
    if document.title:
        parts.append(shorten(clean_label(document.title), _TITLE_LIMIT))
    return ", ".join([*parts, long_date(document.published)])


def _and(about: str) -> str:
    return f" ({about})" if about else ""
