"""Stories of which not all claims were compared: no report takes a source that was not read for a silent one."""

import csv
from io import StringIO

import pytest

from compare import Document, Options, compare_documents
from compare.reports import print_summary, render_report
from compare.reports.view import build_view


@pytest.fixture(scope="module")
def limited():
    """Five articles, the reference last, of which three may be compared."""
    documents = [
        Document(id=f"outlet-{n}", text=f"The ferry Alma sank off Port Alder on Monday. Witness Number{n} saw {n + 2} boats.")
        for n in range(5)
    ]
    options = Options.from_dict({"claims": {"max_documents": 3}, "report": {"reference": "outlet-4"}})
    return compare_documents(documents, options)


def test_every_row_has_a_cell_for_each_column(limited):
    """Heads and cells of the table stand over each other."""
    view = build_view(limited)
    assert [source.id for source in view.columns] == ["outlet-0", "outlet-1", "outlet-4"]
    assert all(tuple(cell.source for cell in row.cells) == view.columns for group in view.groups for row in group.rows)


def test_a_source_that_was_not_compared_says_so(limited):
    """Nothing "only here", nothing "not found": it was not looked at."""
    view = build_view(limited)
    assert [card.is_compared for card in view.cards] == [True, True, False, False, True]
    assert [use.is_compared for use in view.yardstick.uses] == [True, True, False, False]
    files = render_report(limited, ("html", "md"))
    for name, content in files.items():
        assert content.decode().count("Its claims were not compared") == 2, name
        assert "Not compared: outlet-2, outlet-3." in content.decode(), name


def test_markdown_rows_have_as_many_cells_as_their_head(limited):
    """A table with a cell too few is no table."""
    page = render_report(limited, ("md",))["report.md"].decode()
    lines = [line for line in page[page.index("## Claims by source") :].splitlines() if line.startswith("|")]
    assert lines
    assert {line.count("|") for line in lines} == {6}


def test_the_summary_gives_no_figures_of_what_was_not_compared(limited, capsys):
    """A zero would be a finding."""
    print_summary(limited)
    lines = capsys.readouterr().out.splitlines()
    assert [line.strip() for line in lines if "not compared" in line] == ["C Source C: not compared", "D Source D: not compared"]


def test_the_shared_passages_of_all_are_kept(limited):
    """Only claims are limited."""
    rows = list(csv.DictReader(StringIO(render_report(limited, ("csv",))["matches.csv"].decode())))
    assert {row["left"] for row in rows} | {row["right"] for row in rows} == {f"outlet-{n}" for n in range(5)}


def test_no_finding_speaks_for_sources_that_were_not_compared(limited):
    """What all of three sources state may stand in all of five, but nobody looked."""
    said = " ".join(part.text for finding in build_view(limited).findings for part in finding.parts)
    assert "all 3 sources whose claims were compared" in said
