"""From a record to a document: its metadata are weighed."""

from __future__ import annotations

from compare.model.documents import Document
from compare.readers.fields import Fields, merge_fields, read_fields
from compare.readers.inputs import Input, stem_of
from compare.readers.records import Record
from compare.readers.sources import SourceTables


def weigh_record(record: Record, source: Input, tables: SourceTables, *, reads_text: bool = True) -> tuple[Document, list[str]]:
    """Return the document of one record, and what is doubtful about it.

    Args:
        record: The text, and what its file says about it.
        source: Where it was read.
        tables: What others say about it, which is stronger.
        reads_text: Whether what the text says about itself counts, where nothing else tells.
    """
    own = read_fields(record.fields, without=("text",) if record.line else ("id", "text"))
    layers = [*tables.layers(source, own.id, record.line), own]
    known = merge_fields(layers)
    if reads_text and (known.title is None or known.published is None):
        known = merge_fields([known, _read_text(record.text)])
    path = source.name if record.line is None else f"{source.name}:{record.line}"
    stem = stem_of(source.name)
    document = Document(
        id=stem if record.line is None else own.id or f"{stem}:{record.line}",
        text=record.text,
        outlet=known.outlet,
        title=known.title,
        published=known.published,
        url=known.url,
        path=path,
        meta=known.rest,
    )
    return document, [*record.problems, *own.problems]


def _read_text(text: str) -> Fields:
    """Return what the text of an article says about itself: its furniture."""
    from compare.text.furniture import describe_text

    found = describe_text(text)
    return Fields(title=found.title, published=found.published, rest={"byline": found.byline} if found.byline else {})
