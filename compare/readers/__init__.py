"""From files to documents: plain text, Markdown, HTML, JSON lines, tables, with what is known about each.

This room promises that no input stops it but one: when there is nothing to compare.  A file, line or date that
cannot be read costs itself and leaves a notice; a text is never changed, but for characters that no file could
hold; and what nobody states about an article stays unknown.
"""

from __future__ import annotations

from compare.readers.corpus import DocumentStream, stream_documents
from compare.readers.inputs import Source
from compare.readers.load import ReadWarning, load_documents, read_documents

__all__ = ["DocumentStream", "ReadWarning", "Source", "load_documents", "read_documents", "stream_documents"]
