"""Saved web pages: the article as paragraphs, and what the page states about itself."""

import json
import sys
from pathlib import Path

import pytest

from compare.errors import ReadError
from compare.options import ReadOptions

ARTICLE = """<nav><a href="/">Home</a> <a href="/sea">Sea</a></nav>
<article><h1>Ferries resume</h1>
<p>Ferries to the outer islands resumed on Monday after a <b>three-day</b> strike by their crews, the port said.</p>
<p>The union said that talks about pay and rest would go on in Port Alder until the end of the month.</p></article>
<footer>All rights reserved</footer>"""
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "@id": "#site", "name": "Wrong"},
        {"@type": "Organization", "@id": "#org", "name": "Harbour Gazette"},
        {
            "@type": ["NewsArticle"], "headline": "Ferries &amp; crews", "datePublished": "2021-09-07T10:30:00+04:00",
            "publisher": {"@id": "#org"}, "url": "https://g.example/ld", "author": [{"name": "B. Tide"}],
        },
    ],
}  # fmt: skip


def page(head="", body=ARTICLE):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def read(load, content, name="a.html"):
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    documents, notices = load(name)
    return next(iter(documents.values())), notices


def test_the_article_is_read_as_paragraphs(here, load):
    """Blank lines part them; navigation and footer are no text."""
    document, notices = read(load, page())
    assert "after a three-day strike by their crews, the port said.\n\nThe union said" in document.text
    assert "Home" not in document.text
    assert "rights" not in document.text
    assert notices == []


def test_linked_data_come_first(here, load):
    """The page's own record of the article is surest; entities are resolved, references followed."""
    head = f'<meta property="og:title" content="Other"><script type="application/ld+json">{json.dumps(LINKED)}</script>'
    document, _ = read(load, page(head))
    assert (document.title, document.outlet) == ("Ferries & crews", "Harbour Gazette")
    assert document.published.isoformat() == "2021-09-07T10:30:00+04:00"
    assert document.url == "https://g.example/ld"
    assert document.meta == {"author": "B. Tide"}


@pytest.mark.parametrize(
    "broken",
    ["{", "[" * 100_000, '"text"', "null", '[{"@type": 3, "publisher": []}]', '{"@type": "NewsArticle", "headline": [1]}'],
)
def test_broken_linked_data_are_passed_over(here, load, broken):
    """Meta elements answer instead."""
    head = f'<script type="application/ld+json">{broken}</script><meta property="og:title" content="Ferries">'
    assert read(load, page(head))[0].title == "Ferries"


def test_meta_elements_are_read(here, load):
    """As most pages have them; a date of change is no date of publication."""
    head = """<title>Ferries - Gazette</title><meta property="og:site_name" content="Harbour Gazette">
        <meta property="article:modified_time" content="2022-01-01"><meta name="DC.date.issued" content="2021-09-07">
        <link rel="canonical" href="https://g.example/1"><meta name="author" content="B. Tide">"""
    document, _ = read(load, page(head))
    assert (document.title, document.outlet, str(document.published)) == ("Ferries - Gazette", "Harbour Gazette", "2021-09-07")
    assert (document.url, document.meta) == ("https://g.example/1", {"author": "B. Tide"})


def test_a_time_element_counts_only_as_the_date_of_publication(here, load):
    """Any other time on a page can be anything."""
    stated = '<time itemprop="datePublished" datetime="2021-09-07">Tuesday</time>'
    assert str(read(load, page(body=ARTICLE + stated))[0].published) == "2021-09-07"
    other = ARTICLE.replace("<h1>", '<time datetime="2021-09-07">Tuesday</time><h1>')
    assert read(load, page(body=other))[0].published is None


def test_nothing_is_guessed_from_a_page(here, load):
    """Its address and words name no outlet and no date."""
    document, _ = read(load, page('<link rel="canonical" href="https://gazette.example/2021/09/07/ferries">'))
    assert (document.outlet, document.published) == (None, None)


def test_an_address_with_a_script_is_left_out(here, load):
    """Pages are hostile input."""
    document, notices = read(load, page('<link rel="canonical" href="javascript:alert(1)">'))
    assert document.url is None
    assert "is no web address" in notices[0]


def test_a_script_in_a_title_is_kept_as_text(here, load):
    """Nothing is taken away: reports escape what they show."""
    document, _ = read(load, page('<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt;">'))
    assert document.title == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="iso-8859-2">', "iso-8859-2"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ("<meta charset=shift_jis>", "shift_jis"),
    ],
)
def test_the_declared_encoding_is_obeyed(here, load, declared, encoding):
    """No guess is needed."""
    words = {"iso-8859-2": "Władze", "cp1251": "Паромы", "shift_jis": "港のフェリー"}[encoding]
    document, notices = read(load, page(declared, ARTICLE.replace("The union", words)).encode(encoding))
    assert words in document.text
    assert notices == []


def test_a_label_that_is_not_true_is_not_believed(here, load):
    """A browser saves pages as UTF-8 and leaves the label."""
    document, notices = read(load, page("<meta charset=windows-1252>", ARTICLE.replace("port said", "préfète said")))
    assert "préfète" in document.text
    assert notices == ["a.html: declares cp1252 but is UTF-8; read as UTF-8."]


@pytest.mark.parametrize("label", ["x-unknown", "rot13", "utf-7", "unicode_escape", "zlib"])
def test_a_label_that_is_no_encoding_of_text_is_told(here, load, label):
    """Python knows codecs that no page may call."""
    document, notices = read(load, page(f"<meta charset={label}>"))
    assert "The union" in document.text
    assert notices == [f"a.html: declares the encoding {label!r}, which is none."]


def test_an_xml_declaration_is_no_obstacle(here, load):
    """XHTML begins with one."""
    assert "The union" in read(load, '<?xml version="1.0" encoding="utf-8"?>\n' + page())[0].text


@pytest.mark.parametrize("content", ["<html></html>", "<!doctype html><p>", "<nav>Home</nav>"])
def test_a_page_without_an_article_is_refused(here, load, content):
    """It is named with what to do."""
    with pytest.raises(ReadError, match=r"a.html: holds no article.* Hint: save its text"):
        read(load, content)


def test_a_page_of_endless_tags_is_refused(here, load):
    """Its extraction would take minutes."""
    with pytest.raises(ReadError, match=r"a.html: must have at most 50,000 tags. It has 60,0"):
        read(load, page(body="<p>Ferries</p>" * 30_000))


def test_a_report_of_this_program_is_no_article(here, load):
    """A second run over a folder that holds the report of the first."""
    with pytest.raises(ReadError, match=r"is a report of newscompare"):
        read(load, page('<meta name="generator" content="newscompare 0.1">'))


def test_html_is_recognised_without_a_suffix(here, load):
    """As it comes through a pipe."""
    assert read(load, page(), "saved-page")[0].text.startswith("Ferries")


def test_without_the_extra_a_page_is_refused_with_what_to_install(here, load, monkeypatch):
    """Alone it is an error, beside others a notice."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    Path("story").mkdir()
    Path("story/a.html").write_text(page())
    with pytest.raises(
        ReadError, match=r"a.html: HTML needs trafilatura, which is not installed. Hint: pip install 'newscompare\[html\]'"
    ):
        load("story/a.html")
    Path("story/b.txt").write_text("Ferries resumed.")
    documents, notices = load("story", options=ReadOptions())
    assert list(documents) == ["b"]
    assert notices[0].startswith("story/a.html: HTML needs trafilatura")
