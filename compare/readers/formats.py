"""Which reader a file gets: by its suffix, or by its first characters if that tells nothing."""

from __future__ import annotations

from collections.abc import Iterator

from compare.readers.contents import looks_like_html, looks_like_json_lines, read_path, read_stream, refuse_binary
from compare.readers.encoding import decode_text
from compare.readers.front_matter import split_front_matter
from compare.readers.inputs import Input, suffix_of
from compare.readers.json_lines import read_json_lines
from compare.readers.records import EmptyRefusal, LostLine, Record, repair_text

_PLAIN = (".txt", ".text", ".md", ".markdown")
_PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")


def read_records(source: Input, max_bytes: int) -> tuple[Iterator[Record | LostLine], tuple[str, ...]]:
    """Return the records of one input, and what a reader must know about it.

    Raises:
        EmptyRefusal: Nothing but blanks is there.
        Refusal: It cannot be opened, is too large, or holds no article.
    """
    content = read_path(source.path, max_bytes) if source.path else read_stream(source.stream, max_bytes)
    if isinstance(content, bytes):
        refuse_binary(content)
    if not content.strip():
        raise EmptyRefusal("is empty.")
    suffix = suffix_of(source.name)
    if suffix in LINES:
        return read_json_lines(content)
    if suffix in _PAGES:
        return _one(_read_page(content))
    if suffix in _PLAIN:
        return _one(read_plain(content))
    if looks_like_html(content):
        return _one(_read_page(content))
    text = content if isinstance(content, str) else decode_text(content)[0]
    return read_json_lines(content) if looks_like_json_lines(text) else _one(read_plain(content))


def read_plain(content: bytes | str) -> Record:
    """Return the article of a plain text or Markdown file: what follows its front matter, verbatim.

    Raises:
        EmptyRefusal: Nothing but front matter and blanks is there.
    """
    text, problems = (content.removeprefix("\ufeff"), ()) if isinstance(content, str) else decode_text(content)
    fields, body, more = split_front_matter(text)
    body, repaired = repair_text(body)
    if not body.strip():
        raise EmptyRefusal("holds front matter but no text." if fields else "is empty.")
    return Record(text=body, fields=fields, problems=problems + more + repaired)


def _read_page(content: bytes | str) -> Record:
    from compare.readers.html_pages import read_html

    return read_html(content)


def _one(record: Record) -> tuple[Iterator[Record | LostLine], tuple[str, ...]]:
    return iter((record,)), ()
