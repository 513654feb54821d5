"""The persistent index: which passages of a draft have run before, here or elsewhere.

An archive is a folder: a manifest (SQLite) with the documents, and segments, files of fingerprints that are written once and
mapped into memory.  The manifest alone says what is true; a segment can be made anew from it.
"""

from compare.archive.archive import Archive, FoundPassage

__all__ = ["Archive", "FoundPassage"]
