"""The summary of a scan, as plain text and as a page: what is shared most, who shares with whom, what each outlet repeats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compare.model.documents import write_day
from compare.reports.html import hash_asset, make_environment, read_asset
from compare.reports.passages import KIND_MEANINGS, KIND_WORDS
from compare.reports.wording import clean_label, count, percent, shorten, write_notices

if TYPE_CHECKING:
    from compare.model.clusters import Kind
    from compare.model.scans import OutletBoilerplate, OutletPair, Scan, SharedText

_MOST_LINES = 8
"""Lines of each list in the terminal; the page has them all."""
_LONGEST_TEXT = 140


def render_scan_plain(scan: Scan) -> str:
    """Return the summary as plain text."""
    return "\n".join(_plain(scan)) + "\n"


def _plain(scan: Scan) -> Iterator[str]:
    yield from write_findings(scan)
    if scan.largest:
        yield from ("", "Shared by most articles (house text apart):")
        yield from (f"  {_line(each)}" for each in scan.largest[:_MOST_LINES])
    if scan.pairs:
        yield from ("", "Outlets that share most (quotations and house text apart):")
        yield from (f"  {write_pair(each)}" for each in scan.pairs[:_MOST_LINES])
    if scan.boilerplate:
        yield from ("", "What outlets repeat:")
        for each in scan.boilerplate[:_MOST_LINES]:
            yield f"  {write_boilerplate(each)}"
            yield f"      {shorten(clean_label(each.texts[0].text), _LONGEST_TEXT)}"
    yield ""
    yield f"Written: {scan.matches}, {scan.clusters}, {scan.summary}"


def write_findings(scan: Scan) -> list[str]:
    """Return what a reader must know first, a sentence each."""
    share = percent(scan.n_with / max(scan.n_documents, 1))
    found = [
        f"{count(scan.n_documents, 'article')} of {count(scan.n_outlets, 'known outlet')}, {scan.n_characters:,} characters.",
        f"{count(scan.n_with, 'article has', 'articles have')} a passage that another one has, too ({share}).",
    ]
    if scan.n_clusters:
        kinds = ", ".join(_write_kind(kind, n) for kind, n in scan.kinds.items() if n)
        found.append(f"{count(scan.n_clusters, 'shared passage')} in {count(scan.n_matches, 'pair')} of places: {kinds}.")
    return found


def _write_kind(kind: Kind, n: int) -> str:
    return count(n, "quotation") if kind == "quotation" else f"{n:,} of {KIND_WORDS[kind]}"


def _line(text: SharedText) -> str:
    return f"{write_spread(text)}: {shorten(clean_label(text.text), _LONGEST_TEXT)}"


def write_spread(text: SharedText) -> str:
    """Return of what kind a shared passage is, in how many articles, by whom and when."""
    outlets = ", ".join(map(clean_label, text.outlets))
    more = f" and {text.n_outlets - len(text.outlets):,} more" if text.n_outlets > len(text.outlets) else ""
    when = ""
    if text.first and text.last:
        when = f", {write_day(text.first)}" + (f" to {write_day(text.last)}" if text.last != text.first else "")
    who = f" ({outlets}{more})" if outlets else ""
    return f"{KIND_WORDS[text.kind]}, {count(text.n_documents, 'article')}{who}{when}, {count(text.n_words, 'word')}"


def write_pair(pair: OutletPair) -> str:
    """Return how much two outlets share, and who had it first in this corpus."""
    left, right = clean_label(pair.left), clean_label(pair.right)
    first = ", ".join(f"{name} first in {n:,}" for name, n in ((left, pair.n_left_first), (right, pair.n_right_first)) if n)
    rest = pair.n_clusters - pair.n_left_first - pair.n_right_first
    same = f"{rest:,} on one day or undated" if rest else ""
    return f"{left} and {right}: {count(pair.n_clusters, 'passage')} ({', '.join(filter(None, (first, same)))})"


def write_boilerplate(outlet: OutletBoilerplate) -> str:
    """Return in how many articles of an outlet house text stands."""
    share = percent(outlet.n_with / max(outlet.n_documents, 1))
    return f"{clean_label(outlet.outlet)}: {outlet.n_with:,} of {count(outlet.n_documents, 'article')} ({share})"


def render_scan_html(scan: Scan) -> str:
    """Return the summary as one page without scripts."""
    from markupsafe import Markup

    style = read_asset("style.css") + "\n" + read_asset("scan.css")
    return (
        make_environment()
        .get_template("scan.html.j2")
        .render(
            scan=scan,
            findings=write_findings(scan),
            kinds=KIND_WORDS,
            meanings=KIND_MEANINGS,
            notices=write_notices(scan.notices),
            write_spread=write_spread,
            write_pair=write_pair,
            write_boilerplate=write_boilerplate,
            clean=clean_label,
            style=Markup(style),  # noqa: S704 - our own file
            style_hash=hash_asset(style),
        )
    )
