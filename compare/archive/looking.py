"""One question to an archive: which documents may share a passage with a draft, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compare.archive.candidates import take_grams
from compare.archive.records import Damage
from compare.matching.fingerprints.words import cut_words
from compare.model.checks import Crowd
from compare.model.notices import Notice
from compare.text.outlets import fold_outlet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from compare.archive import choice
    from compare.archive.snapshot import Reader
    from compare.model.documents import Document


class Looked(NamedTuple):
    """What was found.

    Args:
        candidates: Documents that may share a passage, best first.
        crowds: Places of the draft that further documents have.
        n_documents: Documents that were looked at.
        notices: What was left out.
    """

    candidates: list[Document | Damage]
    crowds: tuple[Crowd, ...]
    n_documents: int
    notices: tuple[Notice, ...]


def look(
    reader: Reader, draft: Document, min_words: int, exclude_outlets: Sequence[str], since: date | None, max_documents: int
) -> Looked:
    """Return which documents may share a passage with a draft."""
    reader.renew()
    try:
        allowed = reader.allow(draft.id, exclude_outlets, since)
        candidates, crowds = reader.find_candidates(take_grams(draft.text), allowed, min_words, max_documents)
        notices = _notice(reader, draft, exclude_outlets, since, candidates)
        return Looked(candidates, _place_crowds(draft.text, crowds), reader.count(allowed), tuple(notices))
    finally:
        reader.finish()


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
