"""Two articles side by side, as the terminal, the page and Markdown show them."""

import io
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from compare.errors import OptionsError
from compare.model.clusters import Cluster, Coverage, Hint
from compare.model.comparison import Comparison
from compare.model.documents import Document
from compare.model.exclusions import Exclusion
from compare.model.matches import Edit, Match
from compare.model.notices import Notice
from compare.model.spans import Passage
from compare.reports import PAIR_FORMATS, render_pair
from compare.reports.pair_terminal import print_rich
from compare.reports.side_by_side import view_pair

HOSTILE = '</title></style><script>alert(1)</script>"><img src=x onerror=alert(2)>{{ 7*7 }}\x1b[31m\u202e<!--'
LEFT = (
    "The harbour bridge will close on Monday. Shops fear for their trade. Rents are high there. Others will leave soon.\n\n"
    'Oda Brandt said: "No lorry may cross it." The state will pay for most of it.'
)
RIGHT = (
    'The harbour bridge will shut on Monday. The work was long put off.\n\n"No lorry may cross it," she said.\n\n'
    "For most of the repair the state is going to pay, a minister said yesterday."
)


def passage(id, text, words):
    start = text.index(words)
    return Passage(id, start, start + len(words))


def edited(left, right, here, there):
    """A match of two wordings, their first and last words equal."""
    one, two = passage("draft", left, here), passage("wire", right, there)
    a, b = re.findall(r"\S+\s*", here), re.findall(r"\S+\s*", there)
    edits, i, j = [], one.start, two.start
    for x, y in zip(a, b, strict=True):
        how = "equal" if x.strip(" .,") == y.strip(" .,") else "replace"
        edits.append(Edit(how, i, i + len(x), j, j + len(y)))
        i, j = i + len(x), j + len(y)
    return Match(left=one, right=two, similarity=0.8, edits=tuple(edits))


def build(title="Bridge closes"):
    """An edited row, a reworded one, one that is left out, and stretches without a counterpart."""
    closed = edited(LEFT, RIGHT, "The harbour bridge will close on Monday", "The harbour bridge will shut on Monday")
    state = (passage("draft", LEFT, "for most of it"), passage("wire", RIGHT, "For most of the"))
    edits = (
        Edit("equal", state[0].start, state[0].end - 2, state[1].start, state[1].end - 3),
        Edit("replace", state[0].end - 2, state[0].end, state[1].end - 3, state[1].end),
    )
    pays = Match(left=state[0], right=state[1], similarity=0.6, edits=edits)
    quoted = tuple(passage(id, text, "No lorry may cross it") for id, text in (("draft", LEFT), ("wire", RIGHT)))
    documents = (
        Document(id="draft", text=LEFT, outlet="Morning Star", title=title, published="2024-05-14"),
        Document(id="wire", text=RIGHT, outlet="Wire"),
    )
    return Comparison(
        documents=documents,
        matches=(closed, pays),
        clusters=(
            Cluster(
                id="c", passages=(closed.left, closed.right), kind="wire", reason="r", hints=(Hint("wire", "It is fuller."),)
            ),
            Cluster(id="d", passages=(pays.left, pays.right), kind="background", reason="r"),
        ),
        coverage=tuple(
            Coverage(document=one, other=other, share=share, adjusted_share=share / 2)
            for one, other, share in (("draft", "wire", 0.28), ("draft", None, 0.28), ("wire", "draft", 0.3), ("wire", None, 0.3))
        ),
        excluded=(Exclusion(reason="quotation", passages=quoted),),
        notices=(Notice(message="is doubtful", source="draft.txt"),),
    )


class Page(HTMLParser):
    """Elements and open tags of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.problems, self.words = [], [], [], []
        self.feed(text)
        self.problems += self.open

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in {"meta", "rect"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if self.open[-1:] == [tag]:
            self.open.pop()
        else:
            self.problems.append(f"</{tag}>")

    def handle_data(self, data):
        if not set(self.open) & {"style", "title"}:
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="module")
def page():
    return render_pair(build(), "html").decode()


def test_the_page_is_well_formed_and_every_link_leads_somewhere(page):
    """One file that any browser reads."""
    parsed = Page(page)
    assert parsed.problems == []
    ids = [attributes["id"] for _, attributes in parsed.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for tag, attributes in parsed.elements if tag == "a"]
    assert all(link.startswith("#") and link[1:] in ids for link in links)


def test_the_page_allows_its_own_style_and_nothing_else(page):
    """No script at all, no address that is loaded."""
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    [policy] = [a["content"] for tag, a in Page(page).elements if tag == "meta" and "http-equiv" in a]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "<script" not in page
    assert "url(" not in style


def test_marks_on_the_page_are_read_out(page):
    """Nothing by colour alone: screen readers hear which side has a word."""
    assert '<del><span class="vh">only left: </span>close</del>' in page
    assert '<ins><span class="vh">only right: </span>shut</ins>' in page
    assert '<span class="why">quotation, left out: </span>' in page
    assert '<mark class="same">for most of</mark>' in page


@pytest.mark.parametrize("name", ["html", "md", "terminal"])
def test_every_format_says_the_same_figures(name):
    """One view, three renderings."""
    text = render_pair(build(), name).decode()
    text = Page(text).text if name == "html" else text
    for said in (
        "28%", "14% without quotations and boilerplate", "2 shared passages", "Left out at your request: 1 quotation (5 words)",
        "The date of Wire is not known", "Hint, no proof: Wire first? “", "”: It is fuller.", "edited, wire copy", "reworded",
        "left out: quotation",
    ):  # fmt: skip
        assert said in text, said


def test_a_fold_does_not_end_with_the_sign_of_a_paragraph():
    """Nothing follows it."""
    first = "Shops in the old town, along the quay and by the two markets fear for their trade again."
    documents = Document(id="a", text=f"{first}\n\nRents are high there.\n\nOthers will leave."), Document(id="b", text="")
    text = render_pair(Comparison(documents=documents), "terminal").decode()
    assert f"1 < {first} … (3 sentences)" in text.splitlines()


@pytest.mark.parametrize("name", PAIR_FORMATS)
def test_hostile_text_stays_text(name):
    """Articles are hostile input, titles and names too."""
    left, right = (
        Document(id=HOSTILE + id, text=f"{HOSTILE} {LEFT} {HOSTILE}", outlet=HOSTILE, title=HOSTILE, url="javascript:alert(1)")
        for id in "ab"
    )
    comparison = Comparison(
        documents=(left, right),
        matches=(
            Match(
                left=Passage(left.id, 0, len(left.text)),
                right=Passage(right.id, 0, len(right.text)),
                similarity=1.0,
                edits=(Edit("equal", 0, len(left.text), 0, len(right.text)),),
            ),
        ),
        clusters=(Cluster(id="c", passages=(Passage(left.id, 0, 9), Passage(right.id, 0, 9)), kind="wire", reason=HOSTILE),),
        notices=(Notice(message=HOSTILE, source=HOSTILE),),
    )
    text = render_pair(comparison, name).decode()
    assert "\x1b" not in text
    if name == "html":
        assert {tag for tag, _ in Page(text).elements}.isdisjoint({"script", "img"})
        assert "javascript:" not in " ".join(a.get("href", "") for _, a in Page(text).elements)
        assert Page(text).problems == []
    if name == "md":
        assert not re.search(r"(?<!\\)<", text)
    if name in {"md", "terminal"}:
        assert "\u202e" not in text


def test_plain_text_has_a_line_for_each_row_and_side():
    """A pipe gets lines that grep understands."""
    lines = render_pair(build(), "terminal").decode().splitlines()
    assert "1 < The harbour bridge will [-close-] on Monday." in lines
    assert "1 > The harbour bridge will {+shut+} on Monday." in lines
    assert "2 < Shops fear for their trade. Rents are high there. Others will leave soon. (3 sentences)" in lines
    assert '3 < Oda Brandt said: "[quotation, left out: No lorry may cross it]."' in lines
    assert "4 < The state will pay {=for most of=} it." in lines
    assert "Long stretches without a counterpart are folded; --all shows them." in lines


def test_all_sentences_are_shown_on_request():
    """Folding is for reading, not for hiding."""
    folded, full = (render_pair(build(), "terminal", show_all=show_all).decode() for show_all in (False, True))
    assert "(3 sentences)" in folded
    assert "(3 sentences)" not in full
    assert "--all" not in full


def test_what_both_have_to_the_letter_is_one_line():
    """Nobody wants to read a sentence twice to find no difference."""
    text = "The harbour bridge will close on Monday."
    documents = Document(id="a", text=text), Document(id="b", text=text)
    match = Match(left=Passage("a", 0, 40), right=Passage("b", 0, 40), similarity=1.0, edits=(Edit("equal", 0, 40, 0, 40),))
    comparison = Comparison(documents=documents, matches=(match,))
    assert f"1 = {text}" in render_pair(comparison, "terminal").decode().splitlines()
    assert f"- Both: {text}" in render_pair(comparison, "md").decode().splitlines()


def on_terminal(width, **kwargs):
    from rich.console import Console

    console = Console(file=io.StringIO(), width=width, force_terminal=True, highlight=False, legacy_windows=False, **kwargs)
    print_rich(view_pair(build()), console)
    return console.file.getvalue()


def test_a_wide_terminal_has_two_columns_and_a_narrow_one_has_one():
    """From 80 columns on there is room for two texts."""
    wide, narrow = (on_terminal(width, color_system=None) for width in (100, 79))
    assert re.search(r"The harbour bridge will \[-close-\] on Monday\. +│ The harbour bridge will \{\+shut\+\}", wide)
    assert "│" not in narrow
    assert re.search(r"^< The harbour bridge will \[-close-\] on Monday\. *$", narrow, re.MULTILINE)
    for text, width in ((wide, 100), (narrow, 79)):
        assert max(map(len, re.sub(r"\x1b\[[\d;]*m", "", text).splitlines())) <= width


def test_signs_stand_in_for_colours_where_there_are_none():
    """NO_COLOR, and terminals without."""
    coloured, plain = (
        on_terminal(100, color_system="standard", no_color=False),
        on_terminal(100, color_system="standard", no_color=True),
    )
    assert "[-close-]" not in coloured
    assert "\x1b[9;31mclose" in coloured
    assert "[-close-]" in plain


@pytest.mark.parametrize("name", ["html", "md", "terminal", "json"])
def test_equal_comparisons_give_equal_bytes(name):
    """No clock and no hash order."""
    assert render_pair(build(), name) == render_pair(build(), name)


def test_rows_beyond_the_limit_are_counted_in_every_format():
    """A list that was shortened says so."""
    from dataclasses import replace

    from compare.options import Options

    comparison = replace(build(), options=Options.from_dict({"report": {"max_rows": 1}}))
    for name in ("md", "terminal", "html"):
        assert re.search(r"1 of 4 rows\s+shown", render_pair(comparison, name).decode()), name


def test_an_unknown_format_is_named():
    """With those there are."""
    with pytest.raises(OptionsError, match="must be one of terminal, json, html, md"):
        render_pair(build(), "pdf")


def test_two_empty_texts_have_nothing_to_show():
    """No words, nothing shared, no crash."""
    comparison = Comparison(documents=(Document(id="a", text=""), Document(id="b", text=" \n")))
    for name in ("html", "md", "terminal"):
        assert "No shared passage." in render_pair(comparison, name).decode()
