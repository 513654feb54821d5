"""The way of a document: gather what is named, read it, weigh its metadata, give it an id."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field

from compare.errors import InputError, ReadError
from compare.model.documents import Document
from compare.model.notices import Notice
from compare.options import ReadOptions
from compare.readers.formats import read_records
from compare.readers.identity import note_equal_texts, unique_ids
from compare.readers.inputs import METADATA_FILES, PARQUET, TABLES, Gathered, Input, Source, gather_inputs, suffix_of
from compare.readers.ledger import Ledger
from compare.readers.records import EmptyRefusal, LostLine, Record, Refusal, count_of
from compare.readers.sources import SourceTables
from compare.readers.weighing import weigh_record


class ReadWarning(UserWarning):
    """Something that `read_documents` left out, repaired or could not tell; the message names the file."""


@dataclass(slots=True)
class _Drafts:
    """Documents that still lack their final id, and what was noticed while they were read."""

    documents: list[Document] = field(default_factory=list)
    is_file_id: list[bool] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    refusals: list[Notice] = field(default_factory=list)
    n_beyond: int = 0


def load_documents(
    paths: Source | Iterable[Source],
    *,
    sources: str | os.PathLike[str] | None = None,
    options: ReadOptions | None = None,
    keep_empty: bool = False,
) -> tuple[tuple[Document, ...], tuple[Notice, ...]]:
    """Read articles, and return them with everything a user must know about the reading.

    A document's text is the decoded text of its file with every newline as it stands there; front matter is no
    text, and of an HTML page the text is the extracted article.  Metadata come, strongest first, from `sources`,
    from `sources.toml` or `sources.csv` beside the file, from its own fields, and from what stands in its text;
    what none of them says stays None.

    Args:
        paths: One or several of: file, folder (read with its subfolders), glob, `-` for stdin, open file.
        sources: TOML or CSV file that says who published what, and when.
        options: Limits.
        keep_empty: Whether a file without any text is a document without words, and not refused.

    Returns:
        Documents in the order in which they were named, in folders by name; and notices.

    Raises:
        InputError: Nothing is named, a path does not exist, `sources` cannot be used, or nothing can be read.
        ReadError: The only file that was named, or found, cannot be read.
    """
    limits = options or ReadOptions()
    gathered = gather_inputs(paths)
    try:
        tables = SourceTables(sources, limits.max_bytes)
    except Refusal as refusal:
        raise InputError(f"{os.fspath(sources or '')}: {refusal}") from refusal
    drafts = _Drafts(notices=gathered.notices, refusals=gathered.refusals)
    for n_read, source in enumerate(gathered.inputs):
        if len(drafts.documents) >= limits.max_documents:
            drafts.n_beyond += len(gathered.inputs) - n_read
            break
        _read_input(source, tables, limits, drafts, keep_empty=keep_empty)
    if not drafts.documents:
        raise _nothing_read(drafts.refusals)
    ids, renamed = unique_ids(
        [(each.id, each.path or "", is_file_id) for each, is_file_id in zip(drafts.documents, drafts.is_file_id, strict=True)]
    )
    documents = tuple(each if each.id == id else _with_id(each, id) for each, id in zip(drafts.documents, ids, strict=True))
    notices = [*drafts.notices, *(_left_out(refusal) for refusal in drafts.refusals), *renamed, *note_equal_texts(documents)]
    notices += tables.notices() + _unused_tables(gathered, tables)
    if drafts.n_beyond:
        beyond = count_of(drafts.n_beyond, "further file or record", "further files or records")
        message = f"At most {count_of(limits.max_documents, 'document')} can be read; {beyond} left out."
        notices.append(Notice(message=f"{message} Hint: raise the 'read.max_documents' option."))
    return documents, tuple(notices)


def read_documents(
    paths: Source | Iterable[Source],
    *,
    sources: str | os.PathLike[str] | None = None,
    options: ReadOptions | None = None,
) -> tuple[Document, ...]:
    """Read articles from files, folders, globs, `-` for stdin, or open files.

    What was left out, repaired or could not be told is warned of (`ReadWarning`), one warning each, at the line
    that calls the porch.

    Args:
        paths: One source or several.
        sources: TOML or CSV file that says who published what, and when; `sources.toml` and `sources.csv` beside
            the files are found by themselves.
        options: Limits.

    Returns:
        Documents in the order in which they were named, in folders by name.

    Raises:
        InputError: Nothing is named, a path does not exist, or nothing can be read.
        ReadError: The only file that was named, or found, cannot be read.

    >>> import io
    >>> read_documents(io.StringIO("Ferries resumed on Monday."))[0].text
    'Ferries resumed on Monday.'
    """
    documents, notices = load_documents(paths, sources=sources, options=options)
    for notice in notices:
        warnings.warn(str(notice), ReadWarning, stacklevel=3)
    return documents


def _read_input(source: Input, tables: SourceTables, limits: ReadOptions, drafts: _Drafts, *, keep_empty: bool) -> None:
    """Add the documents of one input; a refusal costs this input only."""
    tables.layers(source)  # a file that is refused below was still rightly named in them
    n_before = len(drafts.documents)
    ledger = Ledger(source.name)
    try:
        records, problems = read_records(source, limits.max_bytes)
    except Refusal as refusal:
        if keep_empty and isinstance(refusal, EmptyRefusal):
            drafts.notices.append(Notice(message=str(refusal), source=source.name))
            _add_record(Record(text=""), source, tables, drafts, ledger)
        else:
            drafts.refusals.append(Notice(message=str(refusal), source=source.name))
        return
    drafts.notices += [Notice(message=problem, source=source.name) for problem in problems]
    for record in records:
        if isinstance(record, LostLine):
            ledger.lose(record)
        elif len(drafts.documents) >= limits.max_documents:
            drafts.n_beyond += 1
        else:
            _add_record(record, source, tables, drafts, ledger)
    if len(drafts.documents) == n_before:
        is_table = suffix_of(source.name) in (*TABLES, *PARQUET)
        first = f" Line {ledger.first_lost.line} {ledger.first_lost.reason}" if ledger.first_lost else ""
        held = "a text in each row. No row does" if is_table else "one JSON object with a text on each line. No line does"
        message = f"must hold {held}.{first}"
        drafts.refusals.append(Notice(message=message, source=source.name))
        return
    drafts.notices += ledger.notices()


def _add_record(record: Record, source: Input, tables: SourceTables, drafts: _Drafts, ledger: Ledger) -> None:
    document, problems = weigh_record(record, source, tables)
    drafts.is_file_id.append(record.line is None)
    drafts.documents.append(document)
    ledger.doubt(problems, document.path or "")


def _with_id(document: Document, id: str) -> Document:
    from dataclasses import replace

    return replace(document, id=id)


def _left_out(refusal: Notice) -> Notice:
    return Notice(message=f"{refusal.message} Left out.", source=refusal.source)


def _nothing_read(refusals: list[Notice]) -> InputError:
    if len(refusals) == 1:
        return ReadError(str(refusals[0]))
    if not refusals:
        return InputError("At least one article must be named. Got none that is a text. Hint: metadata files are no articles.")
    reasons = " ".join(f"{refusal}" for refusal in refusals[:5])
    more = f" And {len(refusals) - 5:,} more." if len(refusals) > 5 else ""
    return InputError(f"None of {len(refusals):,} files or folders can be read. {reasons}{more}")


def _unused_tables(gathered: Gathered, tables: SourceTables) -> list[Notice]:
    message = "holds metadata for files beside it, and none of those was read. Hint: name it with --sources."
    consulted = tables.consulted()
    return [
        Notice(message=message, source=name)
        for name in gathered.skipped
        if name.rsplit("/", 1)[-1] in METADATA_FILES and name not in consulted
    ]
