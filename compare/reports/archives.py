"""What an archive holds and whether it is whole, as plain text; and its documents as JSON lines."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from compare.errors import OutputError
from compare.model.documents import write_day
from compare.reports.wording import clean_label, count, shorten

if TYPE_CHECKING:
    from compare.model.archives import Holdings, OutletCount, Verification
    from compare.model.documents import Document

_FIELDS = ("id", "outlet", "title", "published", "url", "text")


def render_holdings(holdings: Holdings) -> str:
    """Return what an archive holds, an outlet a line."""
    return "\n".join(_holdings(holdings)) + "\n"


def _holdings(holdings: Holdings) -> Iterator[str]:
    known = sum(each.outlet is not None for each in holdings.outlets)
    yield f"{count(holdings.n_documents, 'document')} of {count(known, 'known outlet')}, {holdings.n_characters:,} characters."
    waiting = f", {count(holdings.n_removed, 'removed document')} in them until a merge" if holdings.n_removed else ""
    yield f"{count(holdings.n_segments, 'segment')}{waiting}; {holdings.n_bytes / 1e6:,.1f} MB on disk."
    yield f"Format {holdings.format}, fingerprints {holdings.scheme}."
    if holdings.outlets:
        yield ""
    for each in holdings.outlets:
        name = shorten(clean_label(each.outlet), 60) if each.outlet else "(outlet unknown)"
        yield f"{each.n_documents:>10,}  {name}{_days(each)}"


def _days(each: OutletCount) -> str:
    if not each.first or not each.last:
        return ", undated"
    days = write_day(each.first) + (f" to {write_day(each.last)}" if each.last != each.first else "")
    return f", {days}" + (f", {each.n_undated:,} undated" if each.n_undated else "")


def render_document_line(document: Document) -> str:
    """Return a document on one line: id, outlet, day, headline, length, with tabs."""
    day = document.day.isoformat() if document.day else ""
    parts = (document.id, document.outlet or "", day, document.title or "", str(len(document.text)))
    return "\t".join(clean_label(part) for part in parts) + "\n"


def render_verification(found: Verification) -> str:
    """Return whether an archive is whole, in sentences."""
    held = (
        f"{count(found.n_documents, 'document')} and {count(found.n_segments, 'segment')} held against their checksums; "
        f"the fingerprints of {count(found.n_derived, 'document')} made anew and compared."
    )
    lines = [held, *(f"Made anew: {clean_label(str(notice))}" for notice in found.repaired)]
    lines += [f"Damaged: {clean_label(str(notice))}" for notice in found.problems]
    lines.append("The archive is whole." if found.is_whole else f"{count(len(found.problems), 'problem')}.")
    return "\n".join(lines) + "\n"


def render_record(document: Document) -> bytes:
    """Return a document as a line of JSON that `archive add` reads back; further fields stand beside the known ones.

    Where it was read from is left out: that is a path on one machine.
    """
    published = document.published.isoformat() if document.published else None
    values = (document.id, document.outlet, document.title, published, document.url, document.text)
    record: dict[str, Any] = {name: value for name, value in zip(_FIELDS, values, strict=True) if value is not None}
    beside = {key: value for key, value in document.meta.items() if _squeeze(key) not in _TAKEN}
    inside = {key: value for key, value in document.meta.items() if _squeeze(key) in _TAKEN}
    record |= beside
    if inside:  # alone, `meta` was read from an export: it gets no second box
        record["meta"] = inside["meta"] if inside.keys() == {"meta"} else inside
    return (json.dumps(record, ensure_ascii=False, default=str) + "\n").encode("utf-8", "backslashreplace")


def _squeeze(key: object) -> str:
    return re.sub(r"[\W_]+", "", str(key).casefold())


_TAKEN = {*_FIELDS, "meta"}


def write_records(path: str, documents: Iterable[Document]) -> None:
    """Write documents to a file, whole or not at all.

    A link leads to the file that is written; what is no file (a device, a pipe) is written as it comes.

    Raises:
        OutputError: It cannot be written.
    """
    target = os.path.realpath(path)
    is_device = os.path.exists(target) and not os.path.isfile(target) and not os.path.isdir(target)
    part = target if is_device else f"{target}.part"
    try:
        with open(part, "wb") as file:
            file.writelines(render_record(document) for document in documents)
        if not is_device:
            os.replace(part, target)
    except BaseException as error:
        if not is_device:  # moving or deleting one would take it away
            _discard(part)
        if isinstance(error, OSError):
            raise OutputError(f"The documents cannot be written to {path}: {error.strerror or error}.") from error
        raise


def _discard(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
