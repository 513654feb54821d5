"""Cut a document into paragraphs and sentences."""

from __future__ import annotations

from compare.model.documents import Document
from compare.model.segments import Segment, SegmentedDocument
from compare.text.paragraphs import split_paragraphs
from compare.text.sentences import split_sentences


def segment_document(document: Document) -> SegmentedDocument:
    """Return the document with its segments."""
    text = document.text
    paragraphs = tuple(Segment(p.start, p.end) for p in split_paragraphs(text))
    sentences = tuple(Segment(s.start, s.end) for p in paragraphs for s in split_sentences(text, p.start, p.end))
    return SegmentedDocument(document=document, paragraphs=paragraphs, sentences=sentences)
