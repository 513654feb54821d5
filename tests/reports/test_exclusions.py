"""What the user left out: greyed and counted, never gone, and in no other figure."""

import csv
import re
from dataclasses import replace
from io import StringIO

import pytest

import compare
from compare import Document, Options
from compare.model.exclusions import Exclusion
from compare.model.spans import Passage
from compare.reports import render_report
from compare.reports.view import build_view

SANK = "The ferry Alma sank off Port Alder on Monday evening in heavy swell, killing three of its crew."
SAID = "“Nobody had told us that the bow doors were left open in such a sea,” the mate said."
STANDING = "This paper has reported on the ferries of Alder since the line was founded in 1911."
SHORT = "Divers searched until dusk on Tuesday."
TEXTS = {
    "gazette": f"{SANK}\n\n{SAID}\n\nThe harbour was closed to all traffic.\n\n{STANDING}",
    "herald": f"Many questions remain open.\n\n{SAID}\n\n{SANK}\n\n{STANDING}\n\n{SHORT} More divers came later.",
    "post": f"{SHORT} No trace was found.\n\n{STANDING} It will go on doing so.",
}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A file with text to ignore."""
    path = tmp_path_factory.mktemp("templates") / "standing.txt"
    path.write_text(STANDING, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def filtered(template):
    """Three articles of which everything but one sentence is left out, for one reason each."""
    options = Options.from_dict({"match": {"exclude": ["quotations"], "min_words": 9, "ignore": [template]}})
    return compare.compare_documents([Document(id=id, text=text, outlet=id.title()) for id, text in TEXTS.items()], options)


def runs_of(view, index):
    return [run for paragraph in view.articles[index].paragraphs for run in paragraph.runs]


def test_what_is_left_out_is_counted_by_reason(filtered):
    """One sentence says how many passages of how many words for which reason."""
    view = build_view(filtered)
    assert view.left_out == (
        "Left out at your request: 1 ignored passage (16 words), 1 quotation (18 words) and 1 passage shorter than 9 words (6 words)"
    )
    assert view.n_excluded == len(filtered.excluded) == 3


def test_figures_count_only_what_counts(filtered):
    """Findings, passages and pairs speak of one passage in two sources."""
    view = build_view(filtered)
    assert view.n_passages == len(view.passages) == 1
    assert [(pair.left.key, pair.right.key, pair.n_sentences) for pair in view.pairs] == [("A", "B", 1)]
    assert view.findings[0].text.startswith("One shared passage: one ")
    assert "Post shares no passage that counts with any other." in view.findings[1].text
    [alone] = [card for card in view.cards if card.source.name == "Post"]
    assert alone.share == 0
    assert alone.excluded_share == pytest.approx((len(STANDING) + len(SHORT)) / len(TEXTS["post"]), abs=0.03)
    assert alone.own_share == pytest.approx(1 - alone.excluded_share)


def test_every_format_lists_each_passage_once(filtered):
    """Page and Markdown list what excluded.csv holds, each with its reason and all its sources."""
    contents = render_report(filtered, ("html", "md", "csv"))
    rows = list(csv.DictReader(StringIO(contents["excluded.csv"].decode())))
    page = contents["report.html"].decode()
    listed = re.findall(r'<li id="o(\d+)"><span class="why">(\w+)</span>(.*?)</li>', page)
    assert [(number, reason) for number, reason, _ in listed] == list(
        dict.fromkeys((row["exclusion"], row["reason"]) for row in rows)
    )
    for number, _, words in listed:
        assert words.count('<a href="#') == sum(row["exclusion"] == number for row in rows)
    markdown = contents["report.md"].decode()
    assert "(ignored, 16 words: Gazette, Herald and Post)" in markdown
    assert "(quotation, 18 words: Gazette and Herald)" in markdown
    assert "(short, 6 words: Herald and Post)" in markdown
    assert len(re.findall(r"^- .* words: .*\)$", markdown, flags=re.MULTILINE)) == len(listed)


def test_articles_mark_what_is_left_out(filtered):
    """Every word that is left out is in a stretch of its own, which begins and ends once."""
    view = build_view(filtered)
    for index, document in enumerate(filtered.documents):
        runs = runs_of(view, index)
        for each in filtered.excluded:
            for passage in each.passages:
                if passage.document == document.id:
                    words = "".join(run.text for run in runs if run.excluded and run.excluded.reason == each.reason)
                    assert words == document.quote(passage)
        assert "".join("".join(run.text for run in runs).split()) == "".join(document.text.split())
        assert sum(run.begins_excluded for run in runs) == sum(run.ends_excluded for run in runs) == 3 - (index != 1)


def test_screen_readers_hear_what_is_left_out(filtered):
    """Grey is said in words, at the beginning with the reason and at the end."""
    page = render_report(filtered, ("html",))["report.html"].decode()
    text = re.sub(r"<[^>]+>", "", page)
    assert text.count("begin left out: ") == text.count("(end left out)") == 7
    assert "begin left out: quotation: “Nobody had told us" in text


def test_the_margin_names_who_else_has_it(filtered):
    """Beside the paragraph stands where else it was found."""
    [note] = [each for paragraph in build_view(filtered).articles[2].paragraphs[-1:] for each in paragraph.excluded]
    assert (note.reason, [source.key for source in note.sources]) == ("ignored", ["A", "B", "C"])


def test_what_counts_with_another_source_is_not_grey(comparison):
    """A stretch that is left out with one source and counts with another is marked as what counts, and noted in the margin."""
    view = build_view(comparison)  # its exclusion is one of its clusters
    assert not [run for article in view.articles for run in (run for p in article.paragraphs for run in p.runs) if run.excluded]
    assert sum(len(paragraph.excluded) for article in view.articles for paragraph in article.paragraphs) == 3
    assert all(card.excluded_share == 0 or card.source.name == "Northern Post" for card in view.cards)


def test_a_part_that_counts_cuts_the_grey(comparison):
    """Only the rest of a longer stretch is grey, without the white space around it."""
    [first, *_] = comparison.clusters[1].passages  # "The Water Board of Kessin opened …" in the release
    text = comparison.documents[0].text
    wide = Passage("release", text.index("Kessin, 3 March"), text.index("About 1,200") + 5)
    excluded = (
        Exclusion(reason="quotation", passages=(wide, Passage("post", 0, 13))),
        Exclusion(reason="short", passages=(Passage("release", wide.start, wide.start + 6), Passage("post", 14, 19))),
    )
    view = build_view(replace(comparison, excluded=excluded))
    grey = [(run.text, run.excluded.reason) for run in runs_of(view, 0) if run.excluded]
    assert text[wide.start : first.start].strip() == "Kessin, 3 March 2026"
    assert [words for words, _ in grey] == ["Kessin, 3 March 2026", "."]
    assert {reason for _, reason in grey} == {"quotation"}


def test_long_lists_are_cut_and_counted_and_no_reason_vanishes(filtered):
    """What is not shown is counted, reason by reason, and links to what is not listed do not exist."""
    [ignored, quotation, short] = filtered.excluded
    many = replace(
        filtered,
        excluded=(*[ignored] * 10, quotation, *[short] * 5),
        options=filtered.options.updated({"report": {"max_rows": 4}}),
    )
    view = build_view(many)
    assert [(len(group.passages), group.n_passages) for group in view.excluded] == [(2, 10), (1, 1), (1, 5)]
    assert [group.size for group in view.excluded] == ["160 words", "18 words", "30 words"]
    contents = render_report(many, ("html", "md"))
    for text in (contents["report.html"].decode(), contents["report.md"].decode()):
        assert "2 of 10 passages shown; all are in excluded.csv." in text
        assert "1 of 5 passages shown; all are in excluded.csv." in text
    page = contents["report.html"].decode()
    assert set(re.findall(r'href="#(o\d+)"', page)) <= set(re.findall(r'id="(o\d+)"', page))


def test_nothing_shared_but_what_is_left_out_is_said(filtered):
    """Whoever leaves out everything is not told that nothing was there."""
    view = build_view(replace(filtered, clusters=(), matches=(), coverage=()))
    assert (
        view.findings[0].text == "No shared passage of 9 words or more was found in the 3 articles, apart from what was left out."
    )
    contents = render_report(replace(filtered, clusters=(), matches=(), coverage=(), notices=()), ("html", "md"))
    for text in (contents["report.html"].decode(), contents["report.md"].decode()):
        assert "stands in another one, apart from what was left out." in text
        assert "Nothing else was left out, cut short or repaired." in text


def test_hostile_words_that_are_left_out_stay_words():
    """Markup in a passage that is left out is text in page and Markdown."""
    hostile = "“</ul><script>alert(1)</script> *one* two three four five six seven eight | nine,” she said."
    documents = [Document(id="a", text=hostile), Document(id="b", text=f"Before it. {hostile}")]
    comparison = compare.compare_documents(documents, Options.from_dict({"match": {"exclude": ["quotations"]}}))
    assert comparison.excluded
    contents = render_report(comparison, ("html", "md"))
    assert contents["report.html"].decode().count("<script") == 1
    assert "<script" not in contents["report.md"].decode().replace("\\<", "")
