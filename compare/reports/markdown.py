"""The report as Markdown: for a ticket, a mail, a diff."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from compare.reports.cards import Card, Yardstick
from compare.reports.claims import RowView
from compare.reports.differences import Piece
from compare.reports.exclusions import ExcludedGroup
from compare.reports.findings import Finding
from compare.reports.passages import SharedPassage
from compare.reports.quotes import Quote
from compare.reports.sources import Source
from compare.reports.view import View
from compare.reports.wording import clean_label, count, join, percent, shorten

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&#$])|(?<![^\W_])(https?:)")
_QUOTES = frozenset("\"“„«'‘‚‹")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def escape(text: str) -> str:
    r"""Return text on one line in which nothing is Markdown or HTML.

    >>> print(escape("<b>*1* | 2</b>"), escape("1. first"), escape("- dash"))
    \<b\>\*1\* \| 2\</b\> 1\. first \- dash
    """
    escaped = _SPECIAL.sub(lambda found: f"\\{found[1]}" if found[1] else found[2][:-1] + "\\:", clean_label(text))
    return _LINE_START.sub(lambda found: f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}", escaped)


def render_markdown(view: View) -> str:
    """Return the report as Markdown (CommonMark with the tables of GitHub)."""
    return "\n".join(_lines(view)) + "\n"


def _lines(view: View) -> Iterator[str]:
    yield f"# {escape(view.story)}"
    yield ""
    yield f"{count(len(view.sources), 'article')}, {view.period}. Compared by newscompare."
    if view.left_out:
        yield ""
        yield f"{view.left_out}. It is listed below and counted nowhere else."
    yield from _section("Findings")
    yield from (f"- {_finding(finding)}" for finding in view.findings)
    yield from _section("Sources and overlap")
    yield from _overlap(view)
    if view.yardstick:
        yield from _section(f"Against {escape(view.yardstick.source.name)}")
        yield from _yardstick(view.yardstick)
    yield from _section("Details given differently")
    if not view.details:
        yield "No contradiction was found. Numbers, dates, times, places, names and negations were compared."
    for each in view.details:
        yield f"{each.number}. {escape(each.values)}{' (unsure)' if each.is_doubtful else ''}"
        yield from (f"   - {escape(one.value)}: {_names(one.sources)}: “{_quote(one.quote)}”" for one in each.versions)
    yield from _cut(len(view.details), view.n_details, "details", "claims.csv")
    yield from _section("Shared passages")
    if not view.passages:
        yield f"No passage of these articles stands in another one{', apart from what was left out' if view.excluded else ''}."
    for passage in view.passages:
        yield from _passage(passage)
    yield from _cut(len(view.passages), view.n_passages, "passages", "clusters.csv")
    if view.excluded:
        yield from _section("Left out at your request")
        yield "Shared passages only; claims are compared in full."
        for group in view.excluded:
            yield from _excluded(group)
    yield from _section("Claims by source")
    yield from _claims(view)
    yield from _section("Source by source")
    for card in view.cards:
        yield from _card(card, len(view.sources), has_rows=bool(view.n_rows))
    yield from _section("Notices")
    if not view.notices:
        yield f"Nothing {'else ' if view.excluded else ''}was left out, cut short or repaired."
    yield from (
        f"- {escape(source)}: {escape(message)}" if source else f"- {escape(message)}" for source, message in view.notices
    )
    yield from _cut(len(view.notices), view.n_notices, "notices", "comparison.json")
    yield from _section("How to read this")
    yield (
        "A share has a direction: how much of one text also stands in the other. “Earliest in this set” goes by the dates of "
        "these sources only; a hint is a sign in the texts and no proof. “Without quotations and boilerplate” leaves out "
        "quotations, house text and background (where dates show that it is old). “Not found” means that no statement was "
        "found in the text at hand; it is no denial. Marks: ✓ states, ~ partly, ≠ differs, – not found, ? unsure."
    )


def _section(title: str) -> tuple[str, ...]:
    return ("", f"## {title}", "")


def _cut(n_shown: int, n_all: int, what: str, where: str) -> Iterator[str]:
    if n_shown < n_all:
        yield ""
        yield f"{n_shown:,} of {n_all:,} {what} shown; all are in {where}."


def _names(sources: Iterable[Source]) -> str:
    return join([escape(source.name) for source in sources])


def _quote(quote: Quote) -> str:
    return "".join(f"**{escape(words)}**" if differs else _inner(words) for words, differs in quote.pieces)


def _inner(text: str) -> str:
    """Escape a piece of a sentence, the spaces at its ends kept."""
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' if lead else ''}{escape(text)}{' ' if trail and text.strip() else ''}"


def _finding(finding: Finding) -> str:
    styles = {"strong": "**{}**", "quote": "“{}”", "name": "{}", "plain": "{}"}
    return "".join(
        styles[part.style].format(_inner(part.text) if part.style == "plain" else escape(part.text)) for part in finding.parts
    )


def _overlap(view: View) -> Iterator[str]:
    yield f"{view.overlap_title}:"
    yield ""
    last = ["any other", "any other, without quotations and boilerplate"]
    yield "| Source | " + " | ".join([*(row.source.key for row in view.overlap), *last]) + " |"
    yield "|---|" + "---:|" * (len(view.overlap) + 2)
    for row in view.overlap:
        source = row.source
        label = f"{source.key} **{escape(source.outlet or 'Outlet unknown')}**, {source.day}"
        label += f": {escape(shorten(row.label, 90))}"
        shares = ["" if cell.share is None else percent(cell.share) for cell in row.shares]
        yield f"| {label} | " + " | ".join([*shares, percent(row.shares[-1].adjusted or 0.0)]) + " |"
    yield from _cut(len(view.overlap), len(view.sources), "sources", "coverage.csv")
    if view.pairs:
        yield ""
        yield from (f"- {each.line}" for each in view.pairs)
        yield from _cut(len(view.pairs), view.n_pairs, "pairs", "matches.csv")


def _yardstick(yardstick: Yardstick) -> Iterator[str]:
    yield (
        f"{count(yardstick.n_rows, 'claim')} in {escape(yardstick.source.name)}. Of these, each source "
        "kept so many whole, in part, or changed; so many were not found in it; and it added so many."
    )
    yield ""
    yield "| Source | kept | in part | changed | not found | added | its text in the reference | reference text in it |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for use in yardstick.uses:
        rows = (use.kept, use.partly, use.changed, use.dropped, use.added)
        figures = [len(each) if use.is_compared else "not compared" for each in rows]
        shares = [percent(use.from_share), percent(use.kept_share)]
        yield f"| {' | '.join([escape(use.source.name), *map(str, figures), *shares])} |"


def _passage(passage: SharedPassage) -> Iterator[str]:
    yield f"### {passage.number}. {passage.kind_words.capitalize()}, {passage.size} in {len(passage.sources)} sources"
    yield ""
    lead, trail = "… " if passage.begins_inside else "", " …" if passage.ends_inside and not passage.is_cut else ""
    yield f"> {lead}{escape(passage.text)}{trail}"
    yield ""
    yield f"- {_names((passage.shown, *passage.same))}: {'same words' if passage.same else 'as above'}"
    for variant in passage.variants:
        said = "reworded" if variant.is_reworded else count(variant.n_changes, "change")
        yield f"- {_names(variant.sources)}, {said}: {_pieces(variant.pieces)}"
    first = _names(passage.earliest) if passage.earliest else "not known"
    equal = " (dates are equal)" if len(passage.earliest) > 1 else ""
    undated = f"; no date for {_names(passage.undated)}" if passage.undated else ""
    yield f"- Earliest in this set: {first}{equal}{undated}."
    yield from (f"- Hint, no proof: {escape(hint.source.name)} first? {escape(hint.reason)}" for hint in passage.hints)
    yield f"- Why {passage.kind_words}: {escape(passage.reason)}"
    yield ""


def _excluded(group: ExcludedGroup) -> Iterator[str]:
    yield ""
    yield f"{group.title[0].upper()}{group.title[1:]} ({group.size}):"
    yield ""
    for each in group.passages:
        text = each.text if each.text[:1] in _QUOTES else f"“{each.text}”"
        yield f"- {escape(text)} ({each.reason_words}, {each.size}: {_names(each.sources)})"
    yield from _cut(len(group.passages), group.n_passages, "passages", "excluded.csv")


def _pieces(pieces: Sequence[Piece]) -> str:
    styles = {"equal": "{}", "delete": "~~−{}~~", "insert": "**+{}**", "gap": "\\[{}\\]"}
    return "".join(
        styles[piece.operation].format(_inner(piece.text) if piece.operation == "equal" else escape(piece.text))
        for piece in pieces
    )


def _claims(view: View) -> Iterator[str]:
    if not view.n_rows:
        yield "No claim could be taken from these texts."
    for group in view.groups:
        yield f"### {group.title} ({group.n_rows})"
        yield ""
        yield from _table(group.rows, view.columns)
        yield from _cut(len(group.rows), group.n_rows, "claims", "matrix.csv")
        yield ""


def _table(rows: Sequence[RowView], sources: Sequence[Source]) -> Iterator[str]:
    if len(sources) > 12:
        for row in rows:
            who = [
                f"{relation} {' '.join(each.key for each in here)}"
                for relation, here in row.by_relation.items()
                if here and relation != "silent"
            ]
            yield f"- {row.number}. {escape(row.text)} ({'; '.join(who)})"
        return
    yield "| | Claim | " + " | ".join(source.key for source in sources) + " |"
    yield "|---:|---|" + "---|" * len(sources)
    for row in rows:
        cells = [f"{cell.symbol.replace('~', chr(92) + '~')} {cell.word}{'?' if cell.is_doubtful else ''}" for cell in row.cells]
        speakers = f" (according to {', '.join(map(escape, row.speakers[:3]))})" if row.speakers else ""
        yield f"| {row.number} | {escape(row.text)}{speakers} | {' | '.join(cells)} |"


def _card(card: Card, n_sources: int, *, has_rows: bool) -> Iterator[str]:
    source = card.source
    yield f"### {source.key} {escape(source.name)}"
    yield ""
    yield f"{source.day}, {source.size}."
    if n_sources < 2:
        return
    kinds = ": " + ", ".join(f"{each.words} {percent(each.share)}" for each in card.kinds) if card.kinds else ""
    besides = f" {'; '.join(f'{share} {words}' for share, words in card.besides)}." if card.besides else ""
    yield f"{percent(card.share)} of its text also stands elsewhere in this set{kinds}.{besides}"
    yield ""
    if not card.is_compared:
        yield "Its claims were not compared; the notices say why."
        yield ""
    elif has_rows:
        yield f"Only here: {card.n_alone}"
        yield ""
        yield from (f"- {row.number}. {escape(row.text)}{' (unsure)' if row.is_doubtful else ''}" for row in card.alone)
        yield ""
        yield f"In {'others' if n_sources > 2 else 'the other'}, not found here: {card.n_missing}"
        yield ""
        for each in card.missing:
            nearest = f" Closest sentence: “{escape(shorten(each.cell.evidence[0].text, 200))}”" if each.cell.evidence else ""
            yield f"- {each.row.number}. {escape(each.row.text)}{' (unsure)' if each.cell.is_doubtful else ''}{nearest}"
        yield ""
