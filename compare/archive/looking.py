"""One question to an archive: which documents may share a passage with a draft, and what was left out."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from compare.archive.candidates import take_grams
from compare.archive.records import Damage
from compare.errors import OptionsError
from compare.matching.fingerprints.words import cut_words
from compare.model.checks import Crowd
from compare.model.notices import Notice
from compare.text.outlets import fold_outlet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.archive import choice
    from compare.archive.snapshot import Reader
    from compare.model.documents import Document


class Looked(NamedTuple):
    """What was found.

    Args:
        candidates: Documents that may share a passage, best first.
        crowds: Places of the draft that further documents have.
        n_documents: Documents that were looked at.
        exclude_outlets: Outlets that were not.
        notices: What was left out.
    """

    candidates: list[Document | Damage]
    crowds: tuple[Crowd, ...]
    n_documents: int
    exclude_outlets: tuple[str, ...]
    notices: tuple[Notice, ...]


def look(
    reader: Reader, draft: Document, min_words: int, exclude_outlets: Iterable[str], since: date | None, max_documents: int
) -> Looked:
    """Return which documents may share a passage with a draft.

    Raises:
        OptionsError: A value cannot be used; all are named at once.
    """
    exclude_outlets = exclude_outlets if isinstance(exclude_outlets, str) else tuple(exclude_outlets)
    problems = tuple(_find_problems(min_words, exclude_outlets, since, max_documents))
    if problems:
        raise OptionsError(problems)
    reader.renew()
    try:
        allowed = reader.allow(draft.id, exclude_outlets, since)
        candidates, crowds = reader.find_candidates(take_grams(draft.text), allowed, min_words, max_documents)
        notices = _notice(reader, draft, exclude_outlets, since, candidates)
        return Looked(
            candidates, _place_crowds(draft.text, crowds), reader.count(allowed), tuple(exclude_outlets), tuple(notices)
        )
    finally:
        reader.finish()


def _find_problems(min_words: object, exclude_outlets: object, since: object, max_documents: object) -> Iterator[str]:
    for name, value in (("min_words", min_words), ("max_documents", max_documents)):
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            yield f"The {name!r} parameter must be an int >= 1. Got {value!r} instead."
    if not isinstance(exclude_outlets, tuple) or not all(isinstance(each, str) for each in exclude_outlets):
        yield f"The 'exclude_outlets' parameter must be several names. Got {exclude_outlets!r} instead."
    if since is not None and (not isinstance(since, date) or isinstance(since, datetime)):
        yield f"The 'since' parameter must be a date. Got {since!r} instead."


def _notice(
    reader: Reader,
    draft: Document,
    exclude_outlets: Sequence[str],
    since: date | None,
    candidates: Sequence[Document | Damage],
) -> list[Notice]:
    found = []
    if reader.find_number(draft.id) is not None:
        found.append(
            Notice(message="The archive has a document with the id of the draft; it was not looked at.", source=draft.id)
        )
    known = reader.fold_outlets() if exclude_outlets else set()
    found += [
        Notice(message=f"No document is of the outlet {name!r}, which is to be left out.")
        for name in exclude_outlets
        if fold_outlet(name) not in known
    ]
    if since is not None and (n_undated := reader.count_undated()):
        what = "document has" if n_undated == 1 else "documents have"
        found.append(Notice(message=f"{n_undated:,} {what} no date; with a first day given, they were not looked at."))
    for each in candidates:
        if isinstance(each, Damage):
            hint = f"Hint: newscompare archive verify {reader.folder}"
            found.append(Notice(message=f"The document is damaged ({each.reason}) and was left out. {hint}", source=each.id))
    return found


def _place_crowds(text: str, crowds: Sequence[choice.Crowd]) -> tuple[Crowd, ...]:
    """Return the places by code points."""
    if not crowds:
        return ()
    import numpy as np

    words = cut_words([text])
    starts = words.locate(np.array([each.start for each in crowds]))[0]
    ends = words.locate(np.array([each.end for each in crowds]) - 1)[1]
    return tuple(Crowd(start, end, each.n_more) for each, start, end in zip(crowds, starts.tolist(), ends.tolist(), strict=True))
