"""A check as text, Markdown and a page: complete, bounded, and deaf to what articles would like to put into it."""

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256

import pytest

from compare.model.checks import Check, Crowd, FoundDocument, ReusedPassage
from compare.model.documents import Document
from compare.model.matches import Edit, Match
from compare.model.notices import Notice
from compare.model.spans import Passage
from compare.options import MatchOptions
from compare.reports import describe_check_excess, render_check

HOSTILE = "</title></style><script>alert(1)</script>\"><img src=x onerror=alert(2)>'{{ 7*7 }}\u202e<!-- \x1b[31m **x** [a](javascript:b)"


def make_check(n_found=2, text=f"The ferry Alma sank {HOSTILE} off Port Alder.", outlet=HOSTILE, **fields):
    draft = Document(id="draft", text=text, outlet=outlet, title=HOSTILE)
    found = []
    for k in range(n_found):
        theirs = text.replace("sank", "went down", 1) if k else text
        document = Document(
            id=f"{k}{HOSTILE}", text=theirs, outlet=outlet, title=HOSTILE, published=date(2024, 3, 1), url="javascript:alert(1)"
        )
        edits = (Edit("equal", 0, len(text), 0, len(theirs)),)
        if k:
            edits = (
                Edit("equal", 0, 15, 0, 15),
                Edit("replace", 15, 19, 15, 24),
                Edit("equal", 19, len(text), 24, len(theirs)),
            )
        match = Match(
            left=Passage("draft", 0, len(text)),
            right=Passage(document.id, 0, len(theirs)),
            similarity=0.9 if k else 1.0,
            edits=edits,
        )
        found.append(
            FoundDocument(document=document, passages=(ReusedPassage(match=match, kind="own"),), share=1.0, adjusted_share=0.0)
        )
    known = {
        "crowds": (Crowd(0, 10, 1234),),
        "share": 1.0 if n_found else 0.0,
        "adjusted_share": 0.0,
        "n_documents": 100_000,
        "options": MatchOptions(),
        "notices": (Notice(message=HOSTILE, source=HOSTILE),),
    }
    return Check(draft=draft, found=tuple(found), **known | fields)


def test_a_hostile_article_stays_text_on_the_page():
    """No element and no address of theirs, and a policy that names our style alone."""
    page = render_check(make_check(), "html").decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:alert" not in page
    assert "49" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    assert "\u202e" not in re.sub(r'<p class="(?:text|variant) theirs".*?</p>', "", page, flags=re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    hashed = "sha256-" + b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src '{hashed}'" in page.replace("&#39;", "'")


def test_a_hostile_article_stays_text_in_markdown_and_on_the_terminal():
    """Nothing is a tag, a link or a command."""
    markdown = render_check(make_check(), "md").decode()
    assert not re.search(r"(?<!\\)<(?!br>)", markdown)
    assert not re.search(r"(?<!\\)\[", markdown)
    plain = render_check(make_check(), "terminal").decode()
    assert "\x1b" not in plain + markdown
    assert "\u202e" not in plain


@pytest.mark.parametrize("name", ["terminal", "md", "html"])
def test_every_format_tells_the_same(name):
    """Share, outlet, day, whose text, the edit, and what was only counted."""
    check = make_check(text="The ferry Alma sank off Port Alder on Monday.", outlet="Harbour Times")
    said = render_check(check, name).decode()
    for words in ("100%", "0% without quotations and own text", "100,000 documents", "1 March 2024", "own text", "word for word",
                  "edited", "went down", "bout 1,234 further documents have it"):  # fmt: skip
        assert words in said, words


@pytest.mark.parametrize("name", ["terminal", "md", "html", "json"])
def test_nothing_found_is_said(name):
    """Not an empty page."""
    said = render_check(make_check(0, text="Rain fell.", outlet="Harbour Times", crowds=(), notices=()), name).decode()
    assert "No passage of Harbour Times was found in the 100,000 documents" in said or name == "json"


def test_long_lists_are_cut_and_counted():
    """The JSON has them all."""
    check = make_check(30, text="The ferry Alma sank off Port Alder on Monday.", outlet="Harbour Times", crowds=())
    said = render_check(check, "terminal").decode()
    assert said.count("   own text, ") == 12
    assert "18 more versions not listed here." in said
    assert render_check(check, "json").decode().count('"kind": "own"') == 30


def test_the_excess_says_the_share_that_a_reader_sees():
    """A little more than the limit is more."""
    check = make_check(text="The ferry Alma sank.", outlet="Harbour Times")
    assert describe_check_excess(check, 1.0) is None
    assert describe_check_excess(check, 0.305) == "100% of Harbour Times stands in the archive; at most 30.5% may."


def test_an_unknown_format_is_refused():
    """With those that are known."""
    with pytest.raises(ValueError, match="must be one of terminal, json, html, md"):
        render_check(make_check(), "pdf")
