"""From files to documents: plain text, Markdown, HTML, JSON lines, with what is known about each.

This room promises that no input stops it but one: when there is nothing to compare.  A file, line or date that
cannot be read costs itself and leaves a notice; a text is never changed, but for characters that no file could
hold; and what nobody states about an article stays unknown.
"""

from __future__ import annotations

from compare.readers.inputs import Source
from compare.readers.load import ReadWarning, load_documents, read_documents

__all__ = ["ReadWarning", "Source", "load_documents", "read_documents"]
