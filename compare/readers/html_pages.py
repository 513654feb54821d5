"""A saved web page: its article as paragraphs, its metadata from JSON-LD and meta elements.

The text is trafilatura's (Barbaresi 2021), with a blank line between paragraphs; offsets count that text.  Its
metadata are not taken: for want of better it guesses a date from the page's words and an outlet from the
address, and here what is unknown stays unknown.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from compare.readers.encoding import decode_text
from compare.readers.records import Record, Refusal, repair_characters

_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "citation_title", "dc.title", "parsely-title"),
    "outlet": ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher"),
    "published": (
        "article:published_time", "og:published_time", "datepublished", "citation_publication_date", "parsely-pub-date",
        "sailthru.date", "pubdate", "publishdate", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "date",
    ),
    "url": ("og:url",),
}  # fmt: skip
"""Names of meta elements, the surest first; dates of change are no dates of publication."""

_MAX_TAGS = 50_000
"""trafilatura 2.3 is quadratic in the number of elements: 26,000 tags take 0.4 s, 65,000 take 2.7 s, 130,000 take 12 s.
Pages of articles have some thousands."""


def read_html(data: bytes | str) -> Record:
    """Return the article of a page.

    Raises:
        Refusal: trafilatura is not installed, the page is a report of this program, it is too large, or it holds no article.
    """
    try:
        import trafilatura
        from trafilatura.utils import load_html
    except ImportError as error:
        raise Refusal("HTML needs trafilatura, which is not installed. Hint: pip install 'newscompare[html]'") from error
    page, problems = (data.removeprefix("\ufeff"), ()) if isinstance(data, str) else decode_text(data, is_markup=True)
    page = repair_characters(page)[0]
    n_tags = page.count("<")
    if n_tags > _MAX_TAGS:
        raise Refusal(f"must have at most {_MAX_TAGS:,} tags. It has {n_tags:,}. Hint: save the text of its article as .txt.")
    try:
        tree = load_html(page)
        fields = {} if tree is None else _read_metadata(tree)
        if str(fields.get("generator", "")).startswith("newscompare"):
            raise Refusal("is a report of newscompare, not an article.")
        found = None if tree is None else trafilatura.bare_extraction(tree, with_metadata=False, include_comments=False)
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError, AssertionError) as error:
        # Pages are hostile input, and neither lxml nor trafilatura promises which of these they raise on a broken one.
        raise Refusal(f"cannot be read as HTML: {error or type(error).__name__}.") from error
    lines = (getattr(found, "text", None) or "").split("\n")
    text = "\n\n".join(line for line in lines if line.strip())
    if not text:
        raise Refusal("holds no article that can be told from the rest of the page. Hint: save its text as .txt.")
    return Record(text=repair_characters(text)[0], fields=fields, problems=problems)


def _read_metadata(tree: Any) -> dict[str, object]:
    """Return title, outlet, published and url as the page states them, and its author and generator."""
    linked = _read_json_ld(tree)
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                metas.setdefault(name, content)
    found: dict[str, object] = dict(linked)
    for field, names in _META.items():
        value = next((metas[name] for name in names if name in metas), None)
        if value and not found.get(field):
            found[field] = value
    for name in ("author", "generator"):
        if name in metas:
            found.setdefault(name, metas[name])
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split() and element.get("href"):
            found["url"] = element.get("href").strip()
            break
    if not found.get("published"):
        times = [time for time in tree.iter("time") if time.get("datetime")]
        stated = [time for time in times if time.get("pubdate") is not None or time.get("itemprop") == "datePublished"]
        found["published"] = stated[0].get("datetime") if stated else None
    if not found.get("title"):
        titles = (" ".join(element.itertext()) for element in tree.iter("title"))
        found["title"] = next((title for title in titles if title.strip()), None)
    return {name: value for name, value in found.items() if value}


def _read_json_ld(tree: Any) -> dict[str, object]:
    """Return what the first article of the page's JSON-LD states (schema.org)."""
    nodes: list[Mapping[str, object]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            try:
                nodes += _nodes(json.loads(script.text or ""))
            except (ValueError, RecursionError):
                continue  # half of all pages' JSON-LD errors are of no concern to a reader of the article
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    for node in nodes:
        kinds = node.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and re.search("Article|Posting|Report$", kind) for kind in kinds):
            publisher = _first(node.get("publisher"))
            if isinstance(publisher, Mapping) and not publisher.get("name"):
                publisher = named.get(publisher.get("@id"))
            author = _first(node.get("author"))
            page = node.get("mainEntityOfPage")
            stated = {
                "title": node.get("headline"),
                "outlet": publisher.get("name") if isinstance(publisher, Mapping) else publisher,
                "published": node.get("datePublished"),
                "url": node.get("url") or (page.get("@id") if isinstance(page, Mapping) else page),
                "author": author.get("name") if isinstance(author, Mapping) else author,
            }
            return {name: html.unescape(value) for name, value in stated.items() if isinstance(value, str)}
    return {}


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _nodes(value: object) -> Iterator[Mapping[str, object]]:
    """Yield the objects of a JSON-LD block: alone, in a list, or in a graph."""
    if isinstance(value, list):
        for held in value:
            yield from _nodes(held)
    elif isinstance(value, Mapping):
        yield value
        yield from _nodes(value.get("@graph") or [])
