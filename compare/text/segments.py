"""Cut a document into paragraphs and sentences."""

from __future__ import annotations

import re

from compare.model.documents import Document
from compare.model.segments import Segment, SegmentedDocument


def segment_document(document: Document) -> SegmentedDocument:
    """Return the document with its segments."""
    paragraphs = [Segment(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*\S|\S", document.text)]
    sentences = [
        Segment(p.start + m.start(), p.start + m.end())
        for p in paragraphs
        for m in re.finditer(r"\S.*?(?:[.!?][\"'”’)]*(?=\s|$)|$)", document.text[p.start : p.end])
    ]
    return SegmentedDocument(document=document, paragraphs=tuple(paragraphs), sentences=tuple(sentences))
