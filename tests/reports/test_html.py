"""The page: well-formed, self-contained, and deaf to what articles would like to put into it."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from compare.model.comparison import Comparison
from compare.model.documents import Document
from compare.reports.html import render_html
from compare.reports.view import build_view

VOID = {"meta", "br", "img", "input", "link", "hr", "rect"}
HOSTILE = "</title></style></script><script>alert(1)</script>\"><img src=x onerror=alert(2)>'{{ 7*7 }}\u202e\u2066<!--"


class Page(HTMLParser):
    """Collects elements and text; notes end tags that do not fit and ids that come twice."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.problems, self.words = [], [], [], []
        self.feed(text)
        self.close()
        self.problems += [f"<{tag}> is never closed" for tag in self.open]
        ids = [value for _, attributes in self.elements for name, value in attributes if name == "id"]
        self.ids = set(ids)
        self.problems += [f"id {id} comes twice" for id in self.ids if ids.count(id) > 1]

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, attributes))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        if not set(self.open) & {"style", "script"}:
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())

    def values(self, name):
        return [value for _, attributes in self.elements for key, value in attributes if key == name]


def page_of(comparison):
    return render_html(build_view(comparison), limit=comparison.options.report.max_rows)


def with_hostile_words(comparison):
    """The comparison with hostile words wherever a value of others can stand."""
    words = HOSTILE + " x" * 5_000
    documents = tuple(
        replace(each, id=each.id, outlet=words, title=words, url=f"javascript:{HOSTILE}", text=each.text + "\n" + HOSTILE)
        for each in comparison.documents
    )
    claims = tuple(replace(each, text=words, speaker=words) for each in comparison.claims)
    rows = tuple(replace(each, text=words) for each in comparison.matrix.rows)
    cells = tuple(tuple(replace(cell, reason=words) for cell in row) for row in comparison.matrix.cells)
    return replace(
        comparison,
        documents=documents,
        clusters=tuple(replace(each, reason=words) for each in comparison.clusters),
        claims=claims,
        matrix=replace(comparison.matrix, rows=rows, cells=cells),
        notices=tuple(replace(each, message=words, source=words) for each in comparison.notices),
    )


def test_page_is_well_formed(make_comparison):
    """Every element is closed where it should be and every id is unique, with and without a reference."""
    for reference in (None, "release"):
        assert Page(page_of(make_comparison(reference=reference))).problems == []


def test_every_inner_link_leads_somewhere(make_comparison):
    """No link of the page is dead."""
    page = Page(page_of(make_comparison(reference="release")))
    targets = {value[1:] for value in page.values("href") if value.startswith("#")}
    assert targets - page.ids == set()
    assert set(page.values("aria-labelledby")) <= page.ids


def test_page_loads_nothing_from_elsewhere(comparison):
    """The only address in the page is the link to the published article; nothing has a source."""
    page = Page(page_of(comparison))
    assert page.values("src") == []
    assert [tag for tag, _ in page.elements if tag in {"link", "img", "iframe", "object", "embed", "form", "base"}] == []
    assert [value for value in page.values("href") if not value.startswith("#")] == ["https://courier.example/ravel?a=1&b=2"]
    assert "url(" not in page_of(comparison)
    assert "@import" not in page_of(comparison)


def test_policy_names_the_hashes_of_style_and_script(comparison):
    """The policy allows the page's own style and script and nothing else, and no attribute needs more."""
    text = page_of(comparison)
    [policy] = [
        dict(attributes)["content"]
        for tag, attributes in Page(text).elements
        if tag == "meta" and "http-equiv" in dict(attributes)
    ]
    for tag in ("style", "script"):
        [inner] = re.findall(f"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        assert f"{tag}-src 'sha256-{b64encode(sha256(inner.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    page = Page(text)
    assert page.values("style") == []
    assert [name for _, attributes in page.elements for name, _ in attributes if name.startswith("on")] == []


def test_hostile_words_stay_words(comparison):
    """A story that carries markup adds no element and no attribute to the page; its words are shown."""
    honest, hostile = Page(page_of(comparison)), Page(page_of(with_hostile_words(comparison)))
    assert hostile.problems == []
    assert {tag for tag, _ in hostile.elements} <= {tag for tag, _ in honest.elements} | {"br"}
    assert [tag for tag, _ in hostile.elements].count("script") == 1
    names = {name for _, attributes in honest.elements for name, _ in attributes}
    assert {name for _, attributes in hostile.elements for name, _ in attributes} <= names
    assert [value for value in hostile.values("href") if not value.startswith("#")] == []
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text


def test_long_titles_are_cut_and_names_carry_no_direction(comparison):
    """A title of 10,000 characters does not fill the page; marks that turn the direction stay out of names."""
    text = page_of(with_hostile_words(comparison))
    view = build_view(with_hostile_words(comparison))
    assert len(view.story) <= 240
    assert all(len(each.name) < 60 and "\u202e" not in each.name for each in view.sources)
    assert len(text) < 400_000


def test_names_of_sources_are_isolated(comparison):
    """Each name and each text of an outlet has its own direction."""
    page = Page(page_of(comparison))
    assert [tag for tag, _ in page.elements].count("bdi") > 20
    for _, attributes in page.elements:
        if "theirs" in (dict(attributes).get("class") or "").split():
            assert dict(attributes).get("dir") == "auto"


def test_unshowable_characters_become_signs():
    """NUL, escape sequences and lone surrogates reach no file."""
    document = Document(id="a\ud800", text="One\x00 two \x1b[31m\ud800 three.", title="\ud83d ti\x07tle")
    text = page_of(Comparison(documents=(document,)))
    assert text.encode("utf-8")
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f]", text)
    assert "two \ufffd[31m\ufffd three." in text


@pytest.mark.parametrize(
    "texts", [(), ("",), ("One word",), ("", ""), ("Nothing in common.", "Quite another thing."), ("渡轮沉没。", "العبارة غرقت.")]
)
def test_page_of_little_is_a_page(texts):
    """No article, one article, empty articles, nothing shared, no dates: still a page that says so."""
    documents = tuple(Document(id=f"d{n}", text=text) for n, text in enumerate(texts))
    page = Page(page_of(Comparison(documents=documents)))
    assert page.problems == []
    assert "Findings" in page.text


def test_a_missing_value_is_an_error_not_a_blank():
    """Templates fail on a name that does not exist."""
    from jinja2 import UndefinedError

    from compare.reports.html import make_environment

    with pytest.raises(UndefinedError, match="nothing"):
        make_environment().from_string("{{ nothing }}").render()


def test_screen_readers_hear_where_passages_begin_and_end(comparison):
    """Each mark has its beginning and its end in words."""
    text = Page(page_of(comparison)).text
    n_places = sum(len(cluster.passages) for cluster in comparison.clusters)
    assert text.count("begin shared passage ") == n_places
    assert text.count("(end shared passage ") == n_places


def test_differences_need_no_colour(comparison):
    """Insertions and deletions are elements with words of their own, relations are symbols with words."""
    page = Page(page_of(comparison))
    assert "missing: who live" in page.text
    assert "added: living" in page.text
    assert "✓ states" in page.text
    assert "≠ differs" in page.text
    assert "– not found" in page.text


def test_headings_go_down_one_step_at_a_time(make_comparison):
    """The outline has one h1 and no gaps."""
    levels = [
        int(tag[1]) for tag, _ in Page(page_of(make_comparison(reference="release"))).elements if re.fullmatch("h[1-6]", tag)
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_many_sources_get_a_table_that_can_be_read(comparison):
    """With more sources than columns can be, each row lists who says what, and nothing is lost."""
    from compare.model.claims import Cell

    more = tuple(Document(id=f"more-{n}", text="Something else happened.") for n in range(20))
    silent = Cell(relation="silent", confidence=0.9, evidence=(), reason="")
    matrix = replace(
        comparison.matrix,
        documents=(*comparison.matrix.documents, *(each.id for each in more)),
        cells=tuple((*cells, *[silent] * 20) for cells in comparison.matrix.cells),
    )
    page = Page(page_of(replace(comparison, documents=(*comparison.documents, *more), matrix=matrix)))
    assert page.problems == []
    assert "21 sources" in page.text
