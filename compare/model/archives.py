"""What is said of an archive: what it holds, and whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from compare.model.notices import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCount:
    """The documents of one outlet.

    Args:
        outlet: Its name; None for documents whose outlet is unknown.
        n_documents: How many there are.
        first: Day of the earliest dated one; None if none has a date.
        last: Day of the latest.
        n_undated: Those without a date.
    """

    outlet: str | None
    n_documents: int
    first: date | None
    last: date | None
    n_undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What an archive holds.

    Args:
        path: Its folder, as the caller named it.
        outlets: Those with most documents first, then by name.
        n_documents: All documents.
        n_characters: Code points of all texts.
        n_segments: Files of fingerprints.
        n_removed: Removed documents whose fingerprints wait for a merge.
        n_bytes: Size of the folder.
        scheme: Name of the fingerprints.
        format: Number of the format.
    """

    path: str
    outlets: tuple[OutletCount, ...]
    n_documents: int
    n_characters: int
    n_segments: int
    n_removed: int
    n_bytes: int
    scheme: str
    format: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether an archive is whole.

    Args:
        n_documents: Documents whose text and metadata were held against their checksum: all there are.
        n_segments: Segments whose blocks were held against their checksums: all there are.
        n_derived: Documents whose fingerprints were made anew and compared.
        problems: What is damaged and stays so.
        repaired: What was damaged and has been made anew.
    """

    n_documents: int
    n_segments: int
    n_derived: int
    problems: tuple[Notice, ...]
    repaired: tuple[Notice, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is damaged any more."""
        return not self.problems
