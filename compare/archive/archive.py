"""The archive of a newsroom, in one folder: add articles, take some out, ask whether a draft has run before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from compare.archive.records import Damage, read_all, read_documents, refuse_damage
from compare.archive.schema import explained, open_to_read
from compare.errors import InputError
from compare.model.documents import Document
from compare.model.notices import Notice
from compare.model.spans import Passage
from compare.options import MatchOptions

if TYPE_CHECKING:
    from datetime import date
    from types import TracebackType

    from compare.archive.looking import Looked
    from compare.archive.snapshot import Reader
    from compare.archive.writer import Added, Removed
    from compare.model.archives import Holdings, Verification
    from compare.model.checks import Check

MOST_DOCUMENTS: Final = 10
"""Documents that are aligned for each place of a draft; of the rest their number is said."""
_LEAST_WORDS: Final = 15


class FoundPassage(NamedTuple):
    """A passage of a draft that stands in a document of the archive.

    Args:
        left: Passage of the draft.
        right: Passage of the document.
        similarity: Share of words that both sides have in common, in [0, 1].
    """

    left: Passage
    right: Passage
    similarity: float


class Archive:
    """An archive in one folder, made by the first `add`.

    What was added or removed is there for every later question, also of another process; one process at a time writes, any
    number read meanwhile.  An archive object belongs to one thread.

    Args:
        path: Its folder.

    >>> from tempfile import TemporaryDirectory
    >>> folder = TemporaryDirectory()
    >>> archive = Archive(folder.name)
    >>> archive.add([Document(id="gazette", text="The ferry sank off Port Alder on Monday, the coast guard said.")]).n_new
    1
    >>> [found] = archive.find("Rain fell. The ferry sank off Port Alder on Monday.", min_words=6)
    >>> found.right
    Passage(document='gazette', start=0, end=39)
    >>> archive.close(); folder.cleanup()
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path: Final = os.fspath(path)
        self._reader: Reader | None = None

    def __repr__(self) -> str:
        return f"Archive({self.path!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; the archive opens them again when it is asked something."""
        if self._reader:
            self._reader.close()
            self._reader = None

    def add(self, documents: Iterable[Document]) -> Added:
        """Add documents; one whose id is there already replaces it, unless nothing differs.

        Everything is committed at the end, and whenever 65,536 documents have been added; a crash loses what was added since.

        Raises:
            ArchiveError: The folder cannot be written, or another process writes to it.
        """
        from compare.archive.merging import merge_segments
        from compare.archive.writer import opened_writer

        if isinstance(documents, (Document, str)):
            raise InputError(f"The 'documents' parameter must be several documents. Got {type(documents).__name__} instead.")
        with opened_writer(self.path) as writer:
            added = writer.add(documents)
            merge_segments(writer)
        return added

    def remove(self, ids: Iterable[str]) -> Removed:
        """Remove the documents with these ids, their texts at once, their fingerprints with a later merge.

        Raises:
            ArchiveError: There is no archive, it cannot be written, or another process writes to it.
        """
        from compare.archive.merging import merge_segments
        from compare.archive.writer import opened_writer

        if isinstance(ids, str):
            raise InputError(f"The 'ids' parameter must be several ids. Got {ids!r} instead.")
        open_to_read(self.path).close()
        with opened_writer(self.path) as writer:
            removed = writer.remove(map(str, ids))
            merge_segments(writer)
        return removed

    def verify(self, *, every: bool = False, repair: bool = False) -> Verification:
        """Hold everything against its checksums, and the fingerprints of a sample of documents against their texts.

        Args:
            every: Whether the fingerprints of all documents are made anew and compared.
            repair: Whether damaged and missing segments are made anew from the texts.

        Raises:
            ArchiveError: There is no archive, or its manifest cannot be read at all.
        """
        from compare.archive.verification import verify_archive

        self.close()
        with explained(self.path):
            return verify_archive(self.path, every=every, repair=repair)

    def describe(self) -> Holdings:
        """Return what the archive holds, by outlets and days."""
        from compare.archive.holdings import describe_archive

        with explained(self.path):
            return describe_archive(self.path)

    def read(self, damaged: list[Notice]) -> Iterator[Document]:
        """Yield the documents that can be read, in the order in which they were added, and note the others in `damaged`."""
        with explained(self.path):
            connection = open_to_read(self.path)
            try:
                for _, found in read_all(connection):
                    if isinstance(found, Damage):
                        damaged.append(Notice(message=f"The document is damaged: {found.reason}.", source=found.id))
                    else:
                        yield found
            finally:
                connection.close()

    def __len__(self) -> int:
        with explained(self.path):
            connection = open_to_read(self.path)
            try:
                return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
            finally:
                connection.close()

    def __iter__(self) -> Iterator[Document]:
        """Return the documents in the order in which they were added, as they are at this moment.

        Raises:
            ArchiveError: A document is damaged.
        """
        with explained(self.path):
            connection = open_to_read(self.path)
            try:
                for _, found in read_all(connection):
                    yield refuse_damage(found, self.path)
            finally:
                connection.close()

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._find_number(id) is not None

    def __getitem__(self, id: str) -> Document:
        """Return the document with this id.

        Raises:
            KeyError: None has it.
            ArchiveError: It is damaged.
        """
        number = self._find_number(id)
        with explained(self.path):
            for _, found in read_documents(self._open().connection, [] if number is None else [number]):
                return refuse_damage(found, self.path)
        raise KeyError(f"No document of {self.path} has the id {id!r}.")

    def find(
        self,
        draft: Document | str,
        *,
        min_words: int = _LEAST_WORDS,
        exclude_outlets: Iterable[str] = (),
        since: date | None = None,
        max_documents: int = MOST_DOCUMENTS,
    ) -> tuple[FoundPassage, ...]:
        """Return the passages of a draft that stand in the archive, ordered by place in the draft: fast, and what `scan` finds.

        `check` aligns each document found, and finds what is reworded, too.

        Args:
            draft: The text that is looked for; a document of the archive with its id is not looked at.
            min_words: Shortest passage.
            exclude_outlets: Outlets whose documents are not looked at.
            since: First day of the documents that are looked at; those without a date are left out then.
            max_documents: Documents that are aligned for each place of the draft, and the earliest one besides.

        Raises:
            ArchiveError: The archive is missing or damaged.
            OptionsError: A value cannot be used.
        """
        from compare.archive.passages import find_shared

        draft = Document(id="draft", text=draft) if isinstance(draft, str) else draft
        looked = self._look(draft, min_words, exclude_outlets, since, max_documents)
        documents = [refuse_damage(each, self.path) for each in looked.candidates]
        shared = find_shared(draft.text, [each.text for each in documents], min_words)
        found = [
            FoundPassage(
                Passage(draft.id, each.left_start, each.left_end),
                Passage(documents[each.right - 1].id, each.right_start, each.right_end),
                each.similarity,
            )
            for each in shared
        ]
        return tuple(sorted(found))

    def check(
        self,
        draft: Document | str,
        *,
        options: MatchOptions | None = None,
        templates: Sequence[Document] = (),
        exclude_outlets: Iterable[str] = (),
        since: date | None = None,
        max_documents: int = MOST_DOCUMENTS,
    ) -> Check:
        """Return what of a draft stands in the archive: where, whose it is, how it differs, and how much of the draft it is.

        A document is found by a passage of some ten words and more that stands there almost as in the draft; its passages are
        then the same as those of `align_documents(draft, document)`, also the short and the reworded ones.

        Args:
            draft: The text that is checked; a document of the archive with its id is not looked at.
            options: What counts as a passage.
            templates: Texts that are ignored wherever they stand.
            exclude_outlets: Outlets whose documents are not looked at.
            since: First day of the documents that are looked at; those without a date are left out then.
            max_documents: Documents that are aligned for each place of the draft, and the earliest one besides.

        Raises:
            ArchiveError: The archive is missing or damaged.
            OptionsError: A value cannot be used.
        """
        from compare.archive.checking import check_documents
        from compare.model.checks import Check

        draft = Document(id="draft", text=draft) if isinstance(draft, str) else draft
        options = options or MatchOptions()
        looked = self._look(draft, _LEAST_WORDS, exclude_outlets, since, max_documents)
        documents = [each for each in looked.candidates if isinstance(each, Document)]
        found, (share, adjusted_share), notices = check_documents(draft, documents, options, templates)
        return Check(
            draft=draft,
            found=found,
            crowds=looked.crowds,
            share=share,
            adjusted_share=adjusted_share,
            n_documents=looked.n_documents,
            exclude_outlets=looked.exclude_outlets,
            since=since,
            options=options,
            notices=(*looked.notices, *notices),
        )

    def _look(
        self, draft: Document, min_words: int, exclude_outlets: Iterable[str], since: date | None, max_documents: int
    ) -> Looked:
        from compare.archive.looking import look

        reader = self._open()
        with explained(self.path):
            return look(reader, draft, min_words, exclude_outlets, since, max_documents)

    def _open(self) -> Reader:
        if self._reader is None:
            from compare.archive.snapshot import Reader

            with explained(self.path):
                self._reader = Reader(self.path)
        return self._reader

    def _find_number(self, id: str) -> int | None:
        with explained(self.path):
            return self._open().find_number(id)
