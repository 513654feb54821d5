"""Markdown and terminal tell the story of the page, with the same figures."""

import re
import sys
from dataclasses import replace

import compare
from compare.model.comparison import Comparison
from compare.model.documents import Document
from compare.reports import print_summary, render_report
from compare.reports.terminal import render_plain
from compare.reports.view import build_view
from compare.reports.wording import percent


def plain_words(text):
    """Text without what only a format adds."""
    return re.sub(r"\s+", " ", re.sub(r"[\\*“”\"~|−+]|<br>", "", text))


def test_findings_are_the_same_sentences_everywhere(comparison):
    """HTML, Markdown and terminal begin with the very same findings."""
    from html import unescape

    view = build_view(comparison)
    contents = render_report(comparison, ("html", "md"))
    page = plain_words(unescape(re.sub(r"<[^>]+>", "", contents["report.html"].decode())))
    markdown, terminal = plain_words(contents["report.md"].decode()), plain_words(render_plain(view))
    for finding in view.findings:
        for text in (page, markdown, terminal):
            assert plain_words(finding.text) in text


def test_shares_are_the_same_figures_everywhere(comparison):
    """Every share of the matrix stands in every format, as the comparison has it; so does that without boilerplate."""
    view = build_view(comparison)
    contents = render_report(comparison, ("html", "md"))
    lines = {
        "html": re.findall(r"<tr>\s*<th scope=\"row\"><div.*?</tr>", contents["report.html"].decode(), flags=re.DOTALL),
        "md": [line for line in contents["report.md"].decode().splitlines() if re.match(r"\| [A-D] \*\*", line)],
        "text": [line for line in render_plain(view).splitlines() if re.match(r"[A-D] .*\d%$", line)],
    }
    shares = {(each.document, each.other): percent(each.share) for each in comparison.coverage}
    adjusted = {(each.document, each.other): percent(each.adjusted_share) for each in comparison.coverage}
    ids = [document.id for document in comparison.documents]
    for place, id in enumerate(ids):
        others = [*(other for other in ids if other != id), None]
        row = lines["html"][place]
        expected = [shares[id, other] for other in others]
        assert re.findall(r"[<>]?\d+%", re.sub(r"<[^>]+>", " ", re.sub(r"<small>.*?</small>", "", row))) == expected
        small = [adjusted[id, other] for other in others if adjusted[id, other] != shares[id, other]]
        assert re.findall(r"<small>(.*?)</small>", row) == small
        for name in ("md", "text"):
            found = re.findall(r"[<>]?\d+%", lines[name][place].replace("\\", ""))
            assert found == [*expected, adjusted[id, None]]
    assert any(adjusted[key] != shares[key] for key in shares)


def test_counts_are_the_same_figures_everywhere(comparison):
    """Passages, claims and contradictions are counted once, in the view."""
    view = build_view(comparison)
    contents = render_report(comparison, ("html", "md", "json", "csv"))
    page, markdown, terminal = contents["report.html"].decode(), contents["report.md"].decode(), render_plain(view)
    assert (
        page.count('<article class="passage"')
        == markdown.count(" words in ")
        == len(comparison.to_dict()["clusters"])
        == view.n_passages
    )
    assert page.count('<tr role="row" class="claim"') == view.n_rows == contents["matrix.csv"].decode().count("\n") - 1
    assert f"Claims ({view.n_rows})" in terminal
    assert f"Details given differently ({view.n_details})" in terminal
    assert len(re.findall(r"^\| \d+ \|", markdown, flags=re.MULTILINE)) == view.n_rows


def test_markdown_of_hostile_words_stays_text():
    """A title or a text can neither make HTML nor links nor tables in Markdown."""
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) | a | `b` https://evil.example # *c*\n\n# d"
    document = Document(id="a", text=hostile, title=hostile, outlet=hostile)
    text = render_report(Comparison(documents=(document, replace(document, id="b"))), ("md",))["report.md"].decode()
    assert "<script" not in text.replace("\\<", "")
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "https://" not in text
    assert len(re.findall(r"^# ", text, flags=re.MULTILINE)) == 1


def test_terminal_obeys_no_escape_sequence_of_an_article():
    """Control characters of a title never reach the terminal."""
    document = Document(id="a", text="x", title="\x1b[2J\x1b]0;owned\x07Title\x9b31m")
    text = render_plain(build_view(Comparison(documents=(document,))))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert "Title" in text


def test_summary_is_plain_when_it_is_piped(comparison, capsys):
    """No colour code goes into a file or a pipe."""
    print_summary(comparison, ())
    assert "\x1b" not in capsys.readouterr().out


class Terminal:
    """Something that says it is a terminal."""

    encoding = "utf-8"

    def __init__(self):
        self.text = ""

    def isatty(self):
        return True

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def test_summary_on_a_terminal_has_colour_unless_it_is_refused(comparison, monkeypatch):
    """NO_COLOR is honoured, and the words are the same."""
    shown = {}
    for refused in (False, True):
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.delenv("NO_COLOR", raising=False)
        if refused:
            monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setattr(sys, "stdout", Terminal())
        print_summary(comparison, ())
        shown[refused] = sys.stdout.text
    assert "\x1b[31m" in shown[False]
    assert "\x1b[31m" not in shown[True]
    for text in shown.values():
        words = re.sub(r"\s+", " ", re.sub(r"\x1b\[[\d;]*m", "", text))
        for finding in build_view(comparison).findings:
            assert re.sub(r"\s+", " ", finding.text) in words


def test_summary_survives_a_terminal_without_unicode(comparison, monkeypatch):
    """A narrow encoding loses signs, not the summary."""
    import io

    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    print_summary(comparison, ())
    sys.stdout.flush()
    assert b"Five shared passages" in raw.getvalue()


def test_files_written_are_named(comparison, tmp_path):
    """The summary ends with where the report is."""
    text = render_plain(build_view(comparison), ["reports/x/report.html"])
    assert text.rstrip().endswith("Written to reports/x: report.html")


def test_what_was_left_out_is_the_same_sentence_everywhere(make_comparison):
    """The counts of what was left out stand under the title in every format, and nowhere if nothing was left out."""
    for comparison in (make_comparison(), replace(make_comparison(), excluded=())):
        view = build_view(comparison)
        contents = render_report(comparison, ("html", "md"))
        page, markdown, terminal = contents["report.html"].decode(), contents["report.md"].decode(), render_plain(view)
        for text in (page, markdown, terminal):
            if comparison.excluded:
                assert view.left_out == "Left out at your request: 1 passage shorter than 6 words (5 words)"
                assert view.left_out in text
                assert text.index(view.left_out) < text.index("Five")
            else:
                assert "eft out" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL).replace("was left out, cut", "")


def test_directions_are_the_same_words_everywhere(make_comparison):
    """Who was first, equal and missing dates, and hints read alike in page and Markdown."""
    from html import unescape

    for comparison in (make_comparison(), make_comparison(dates=False)):
        contents = render_report(comparison, ("html", "md"))
        asides = re.findall(r"<dl class=\"aside\">(.*?)<dt>Why", contents["report.html"].decode(), flags=re.DOTALL)
        page = [" ".join(unescape(re.sub(r"<[^>]+>", " ", aside)).split()) for aside in asides]
        said = re.findall(
            r"^- Earliest in this set: .*?(?=\n- Why)", contents["report.md"].decode(), flags=re.DOTALL | re.MULTILINE
        )
        assert len(page) == len(said) == len(comparison.clusters)
        for one, other in zip(page, said, strict=True):
            assert re.sub(r"\W+", " ", one).strip() == re.sub(r"\W+", " ", other).strip()
    assert "- Earliest in this set: not known; no date for Water Board and Kessin Courier (B)." in said


def test_shares_of_a_source_are_the_same_figures_everywhere(comparison):
    """What a source shares, what of it is more than boilerplate, and what is nobody else's: page and Markdown agree."""
    contents = render_report(comparison, ("html", "md"))
    page = [
        re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<p class=\"share\">(.*?)</p>", contents["report.html"].decode())
    ]
    markdown = [
        line.replace("\\", "")
        for line in contents["report.md"].decode().splitlines()
        if "of its text also stands elsewhere in this set" in line
    ]
    assert len(page) == 4
    assert [line.replace("&lt;", "<").replace("&gt;", ">") for line in page] == markdown
    assert page[3] == (
        "63% of its text also stands elsewhere in this set: house text 37%, background 26%. "
        "0% without quotations and boilerplate; 37% in no other source."
    )


def test_the_terminal_names_the_file_of_a_source_without_outlet():
    """A letter alone tells nobody which article is meant."""
    documents = Document(id="draft", text="The ferry sank off the head."), Document(id="wire", text="Fog.", outlet="NPA")
    text = render_plain(build_view(compare.compare_documents(documents)))
    assert "A draft, outlet unknown, date unknown" in text
    assert "B NPA, date unknown" in text
