"""The view: what a report says, before any format."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import compare
from compare.model.claims import Attestation, Claim, Fact
from compare.model.comparison import Comparison
from compare.model.documents import Document
from compare.model.spans import Passage
from compare.options import Options
from compare.reports.findings import _width
from compare.reports.view import build_view
from compare.reports.wording import spell


def findings_of(comparison):
    return [finding.text for finding in build_view(comparison).findings]


def test_story_is_the_title_of_the_earliest_dated_source(comparison, make_comparison):
    """The story has the name that it had first; without titles it is counted."""
    assert build_view(comparison).story == "Water Board opens two gates of the Ravel dam"
    turned = replace(comparison, documents=(*comparison.documents[2:], *comparison.documents[:2]))
    assert build_view(turned).story == "Water Board opens two gates of the Ravel dam"
    assert build_view(make_comparison(titles=False)).story == "4 articles compared"


def test_sources_that_share_an_outlet_are_told_apart(comparison, make_comparison):
    """Names in sentences are unique: by date where the outlet comes twice, by letter where nothing else is known."""
    assert [source.name for source in build_view(comparison).sources] == [
        "Water Board",
        "Kessin Courier (3 March)",
        "Northern Post",
        "Kessin Courier (8 March)",
    ]
    assert [source.name for source in build_view(make_comparison(dates=False)).sources][1::2] == [
        "Kessin Courier (B)",
        "Kessin Courier (D)",
    ]
    assert [source.name for source in build_view(make_comparison(outlets=False)).sources] == [
        "Source A",
        "Source B",
        "Source C",
        "Source D",
    ]


def test_there_are_three_to_six_findings(comparison, make_comparison):
    """An editor reads the first screen, not more."""
    for each in (comparison, make_comparison(dates=False), make_comparison(outlets=False)):
        assert 3 <= len(findings_of(each)) <= 6


def test_findings_count_kinds_and_give_the_widest_example(comparison):
    """The first sentence says how many passages of which kind, with the one that most outlets have."""
    first = findings_of(comparison)[0]
    assert first.startswith(
        "Five shared passages: one quotation, two passages of wire copy, one piece of house text and one piece of background."
    )
    assert "Water Board, Kessin Courier (3 March) and Northern Post: “There is no danger to the structure" in first


def test_findings_give_the_largest_overlap_in_both_directions(comparison):
    """A share has a direction, so two are given."""
    second = findings_of(comparison)[1]
    assert (
        "60% of Water Board also stands in Kessin Courier (3 March), and 43% of Kessin Courier (3 March) in Water Board" in second
    )


def test_findings_name_both_values_of_a_contradiction(comparison):
    """Who gives which value is said, doubt as doubt."""
    third = findings_of(comparison)[2]
    assert third.startswith("Two details are given differently: ")
    assert "1,200 people in Water Board and Kessin Courier (3 March), 2,100 people in Northern Post" in third
    assert "Friday in Water Board, Saturday in Kessin Courier (8 March) (unsure)." in third


def test_findings_never_accuse(comparison):
    """Words that only a person can answer for do not come from the program."""
    for text in findings_of(comparison):
        assert not re.search(r"copied|plagiar|omitted|stole|biased|wrong|lie[sd]?\b", text, flags=re.IGNORECASE)


def test_a_single_article_is_said_to_be_single():
    """There is nothing to compare one article with."""
    assert findings_of(Comparison(documents=(Document(id="a", text="One."),))) == [
        "There is only one article, so there is nothing to compare it with."
    ]


def test_nothing_shared_is_said(comparison):
    """No passage is a finding too."""
    lone = replace(comparison, clusters=(), matches=(), coverage=(), excluded=())
    assert findings_of(lone)[0] == "No shared passage of 6 words or more was found in the 4 articles."


def test_without_dates_nothing_is_called_earliest(make_comparison):
    """The report says that the order in time is not known."""
    view = build_view(make_comparison(dates=False))
    assert all(passage.earliest == () for passage in view.passages)
    assert view.findings[-1].text == "No source carries a date, so nothing can be said about which was first."
    assert view.period == "no dates known"


def test_equal_versions_are_named_together_and_others_show_their_changes(comparison):
    """A variant is the shown version with words taken out and put in."""
    passage = build_view(comparison).passages[3]
    [variant] = passage.variants
    assert [source.key for source in variant.sources] == ["B"]
    assert [(piece.operation, piece.text) for piece in variant.pieces] == [
        ("equal", "About 1,200 people "),
        ("delete", "who live"),
        ("equal", " "),
        ("insert", "living"),
        ("equal", " below the dam were asked to leave their homes for one night."),
    ]
    assert variant.n_changes == 1
    assert [source.key for source in build_view(comparison).passages[1].same] == ["B"]


def test_articles_are_shown_whole(comparison):
    """Joining the runs of all paragraphs gives every word of the text back."""
    for document, article in zip(comparison.documents, build_view(comparison).articles, strict=True):
        shown = " ".join(run.text for paragraph in article.paragraphs for run in paragraph.runs)
        assert "".join(shown.split()) == "".join(document.text.split())


def test_marks_are_where_the_passages_are(comparison):
    """The words under the marks of a passage are the passage."""
    for cluster, passage in zip(comparison.clusters, build_view(comparison).passages, strict=True):
        for place in cluster.passages:
            source = build_view(comparison).articles[[each.id for each in comparison.documents].index(place.document)]
            words = [
                run.text
                for paragraph in source.paragraphs
                for run in paragraph.runs
                if passage.number in {each.number for each in run.passages}
            ]
            assert "".join("".join(words).split()) == "".join(comparison.quote(place).split())


def test_overlapping_passages_never_nest(comparison):
    """Two passages over the same words cut runs that each know both, and each begins and ends once."""
    from compare.model.clusters import Cluster
    from compare.model.spans import Passage

    text = comparison.documents[0].text
    start = text.index("The Water Board of Kessin")
    over = Cluster(
        id="over",
        passages=(Passage("release", start + 4, start + 200), Passage("post", 0, 10)),
        kind="background",
        reason="Made to overlap.",
    )
    view = build_view(replace(comparison, clusters=(*comparison.clusters, over)))
    runs = [run for paragraph in view.articles[0].paragraphs for run in paragraph.runs]
    assert {tuple(sorted(each.number for each in run.passages)) for run in runs} >= {(2,), (2, 6), (6,), (4, 6), ()}
    for number in range(1, 7):
        begun = sum(number == each.number for run in runs for each in run.begins)
        ended = sum(number == each.number for run in runs for each in run.ends)
        assert begun == ended == sum(p.document == "release" for p in view_cluster(comparison, over, number).passages)


def view_cluster(comparison, over, number):
    return (*comparison.clusters, over)[number - 1]


def test_the_same_two_values_are_one_detail(comparison):
    """Two sources against one are one entry with all three names, not two entries."""
    view = build_view(comparison)
    assert view.n_details == 2
    assert [(each.value, [source.key for source in each.sources]) for each in view.details[0].versions] == [
        ("1,200 people", ["A", "B"]),
        ("2,100 people", ["C"]),
    ]


def contradict(comparison, left, right, reason, words=("1,200 people", "2,100 people")):
    """The comparison with one more contradiction between two documents."""
    claim = next(each for each in comparison.claims if each.document == left and words[0] in each.text)
    other = next(each for each in comparison.documents if each.id == right)
    start = other.text.index(words[1])
    found = Attestation(
        relation="contradicts",
        confidence=0.9,
        similarity=0.5,
        evidence=(Passage(right, start, start + len(words[1])),),
        reason=reason,
    )
    changed = replace(claim, attestations={**claim.attestations, right: found})
    return replace(comparison, claims=tuple(changed if each is claim else each for each in comparison.claims))


def test_three_values_of_one_detail_are_one_entry(comparison):
    """Pairs that share a value in one place belong to one detail."""
    more = contradict(
        comparison, "release", "courier-2", "1,200 people here, eleven lives there.", ("1,200 people", "eleven lives")
    )
    detail = build_view(more).details[0]
    assert [(each.value, [source.key for source in each.sources]) for each in detail.versions] == [
        ("1,200 people", ["A", "B"]),
        ("2,100 people", ["C"]),
        ("eleven lives", ["D"]),
    ]
    assert detail.values == "1,200 people, 2,100 people or eleven lives"


def test_the_same_amount_in_other_words_is_one_value(comparison):
    """Nine people and 9 are no two values: the facts of the claims say so."""
    text = "Nine were hurt, the Post said. Others say 9 people were hurt. Twelve people were hurt."
    documents = tuple(Document(id=id, text=text) for id in ("one", "two", "three"))
    claims = []
    for id, words, value in (("one", "Nine", "9"), ("two", "9 people", "9 people")):
        start = text.index(words)
        fact = Fact(kind="quantity", start=start, end=start + len(words), value=value)
        twelve = text.index("Twelve people")
        found = Attestation(
            relation="contradicts",
            confidence=0.9,
            similarity=0.5,
            evidence=(Passage("three", twelve, twelve + 13),),
            reason=f"{words} here, Twelve people there.",
        )
        claims.append(
            Claim(
                id=f"{id}:1",
                document=id,
                start=start,
                end=start + len(words),
                text=words,
                facts=(fact,),
                attestations={"three": found},
            )
        )
    [detail] = build_view(Comparison(documents=documents, claims=tuple(claims))).details
    assert [(each.value, [source.key for source in each.sources]) for each in detail.versions] == [
        ("nine", ["A", "B"]),
        ("twelve people", ["C"]),
    ]


def test_a_reason_without_two_values_is_still_shown(comparison):
    """Whatever a reason says, both sentences are shown side by side."""
    odd = contradict(comparison, "release", "courier-2", "They cannot both be.", ("1,200 people", "eleven lives"))
    versions = [[source.key for each in detail.versions for source in each.sources] for detail in build_view(odd).details]
    assert ["A", "D"] in versions


def test_differing_words_are_marked_on_both_sides(comparison):
    """The eye finds the values at once."""
    marked = [
        [[text for text, differs in each.quote.pieces if differs] for each in detail.versions]
        for detail in build_view(comparison).details
    ]
    assert marked == [[["1,200 people"], ["2,100 people"]], [["Friday"], ["Saturday"]]]


def test_doubt_is_shown_as_doubt(comparison):
    """A cell below the confidence that most cells have says so."""
    rows = [row for group in build_view(comparison).groups for row in group.rows]
    assert [(row.number, cell.source.key) for row in rows for cell in row.cells if cell.is_doubtful] == [(3, "C"), (5, "D")]


def test_lists_that_are_cut_keep_their_count(make_comparison):
    """Shortened lists say of how many, and no group of claims vanishes."""
    view = build_view(make_comparison(max_rows=2))
    assert (len(view.passages), view.n_passages) == (2, 5)
    assert (len(view.notices), view.n_notices) == (2, 2)
    assert [group.n_rows for group in view.groups] == [3, 2, 2]
    assert all(1 <= len(group.rows) < group.n_rows for group in view.groups)
    assert sum(len(paragraph.notes) for article in view.articles for paragraph in article.paragraphs) == 5


def test_without_a_reference_there_is_no_yardstick(comparison):
    """The section is there only when it was asked for."""
    assert build_view(comparison).yardstick is None


def test_reference_is_the_yardstick_for_all_others(make_comparison):
    """Kept, partly, changed, not found and added are counted from the matrix, shares from the coverage."""
    yardstick = build_view(make_comparison(reference="release")).yardstick
    assert yardstick.source.key == "A"
    assert yardstick.n_rows == 4
    figures = [
        (use.source.key, len(use.kept), len(use.partly), len(use.changed), len(use.dropped), len(use.added))
        for use in yardstick.uses
    ]
    assert figures == [("B", 3, 0, 0, 1, 2), ("C", 2, 0, 1, 1, 1), ("D", 0, 1, 1, 2, 1)]


@pytest.mark.parametrize("index", range(4))
def test_cards_agree_with_adds_and_the_matrix(comparison, index):
    """What a card calls only here is what the comparison says the source adds."""
    card, id = build_view(comparison).cards[index], comparison.documents[index].id
    assert {row.text for row in card.alone} == {claim.text for claim in comparison.adds(id)}
    omitted = {row.text for row in comparison.omits(id)}
    assert {each.row.text for each in card.missing} <= omitted


def test_a_very_long_text_is_cut_and_counted():
    """A page of 20 MB helps nobody; what is left out is counted."""
    view = build_view(Comparison(documents=(Document(id="long", text="word " * 50_000),)))
    [article] = view.articles
    assert article.n_left_out == 150_000
    assert sum(len(run.text) for paragraph in article.paragraphs for run in paragraph.runs) <= 100_000


def test_equal_and_missing_dates_are_told_apart(comparison, make_comparison):
    """Two sources of one day are both earliest; who carries no date is named."""
    wire, background = build_view(comparison).passages[1], build_view(comparison).passages[4]
    assert [source.key for source in wire.earliest] == ["A", "B"]
    assert wire.undated == ()
    assert [source.key for source in background.earliest] == ["D"]
    assert [source.key for source in background.undated] == ["C"]
    unknown = build_view(make_comparison(dates=False)).passages[1]
    assert unknown.earliest == ()
    assert [source.key for source in unknown.undated] == ["A", "B"]


def test_hints_name_sources_as_the_report_does(comparison):
    """A hint says whom it speaks for; the source that names another one is told from its namesake."""
    [hint] = build_view(comparison).passages[1].hints
    assert hint.source.name == "Water Board"
    assert hint.reason == "Kessin Courier (3 March) names Water Board in its story."
    assert build_view(comparison).passages[0].hints == ()


def test_hints_of_a_comparison_reach_the_report():
    """The words that the stage writes are the words that the report knows how to name."""
    text = "The ferry Alma sank off Port Alder on Monday evening in heavy swell, killing three of its crew."
    documents = [
        Document(id="one", text=text, outlet="Gazette", published="2026-03-01"),
        Document(id="two", text=f"{text} Nobody told the Gazette why it had sailed.", outlet="Herald", published="2026-03-01"),
        Document(id="three", text="Quite another matter was on the table.", outlet="Herald", published="2026-03-02"),
    ]
    [passage] = build_view(compare.compare_documents(documents)).passages
    assert [(hint.source.name, hint.reason) for hint in passage.hints] == [
        ("Gazette", "Herald (1 March) names Gazette in its story.")
    ]


@pytest.mark.parametrize("index", range(4))
def test_shares_of_a_card_add_up(comparison, index):
    """What is shared, left out and nobody else's is the whole text, each part once."""
    card = build_view(comparison).cards[index]
    assert card.share + card.excluded_share + card.own_share == pytest.approx(1)
    assert 0 <= card.adjusted_share <= card.share


def test_settings_are_readable(comparison):
    """Lists are written with commas, none of them as none, files as they were given."""
    assert dict(build_view(comparison).settings)["match.exclude"] == "none"
    options = Options.from_dict({"match": {"exclude": ["quotations"], "ignore": ["masthead.txt", "lists/house.txt"]}})
    settings = dict(build_view(replace(comparison, options=options)).settings)
    assert settings["match.exclude"] == "quotations"
    assert settings["match.ignore"] == "masthead.txt, lists/house.txt"


def test_what_may_be_elsewhere_is_listed_last_and_said():
    """A list of what a source lacks accuses it: what is sure comes first, and the summary counts what is not."""
    view = build_view(compare.compare_documents(compare.read_documents(Path(__file__).parents[2] / "texts" / "drills")))
    assert any(each.cell.is_doubtful for card in view.cards for each in card.missing)
    for card in view.cards:
        assert [each.cell.is_doubtful for each in card.missing] == sorted(each.cell.is_doubtful for each in card.missing)
        assert [row.is_doubtful for row in card.alone] == sorted(row.is_doubtful for row in card.alone)
    unsure = sum(row.is_doubtful for group in view.groups for row in group.rows if row.group == "single")
    single = next(each.text for each in view.findings if "in one source only" in each.text)
    assert unsure > 1
    assert single.endswith(f"for {spell(unsure).lower()} that is unsure.")


def test_the_example_of_a_wide_claim_surely_stands_whole(comparison):
    """A row that every source may state, none of them surely, is a bad first example."""
    rows = [row for group in build_view(comparison).groups for row in group.rows]
    sure = next(row for row in rows if sum(cell.relation == "states" for cell in row.cells) > 1)
    guess = replace(sure, cells=tuple(replace(cell, relation="states", confidence=0.4) for cell in sure.cells))
    assert _width(sure) > _width(guess) == (0, len(sure.cells))
