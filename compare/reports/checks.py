"""A check as plain text, Markdown and a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from compare.reports.check_view import KIND_MEANINGS, KIND_WORDS, CheckView, Version
from compare.reports.wording import clean_label, shorten

_LONGEST = 600
"""Characters of a passage that are shown where there is no page to scroll."""


def render_check_plain(view: CheckView) -> str:
    """Return the check as plain text: the draft's words, then each version with `[-only draft-]` and `{+only there+}`."""
    return "\n".join(_plain(view)) + "\n"


def _plain(view: CheckView) -> Iterator[str]:
    yield f"{view.name} against the archive"
    yield view.about
    yield ""
    yield from view.findings
    if view.places:
        yield ""
        yield "Marked are [-words only in the draft-] and {+words only there+}."
    for place in view.places:
        yield ""
        yield f"{place.number}  {place.size}: {shorten(clean_label(place.text), _LONGEST)}"
        for version in place.versions:
            yield f"   {version.kind_words}, {version.how}: {version.name} ({version.about})"
            if version.pieces:
                yield f"      {shorten(_mark(version, _SIGNS, clean_label), _LONGEST)}"
        if place.more:
            yield f"   {place.more}"
    if len(view.places) < view.n_places:
        yield ""
        yield f"{len(view.places):,} of {view.n_places:,} places shown."


_SIGNS = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}
_MARKDOWN_SIGNS = {"equal": ("", ""), "delete": ("~~−", "~~"), "insert": ("**+", "**")}


def _mark(version: Version, signs: Mapping[str, tuple[str, str]], write: Callable[[str], str]) -> str:
    """Return the words of a version with signs around what changed, on one line."""
    parts = []
    for piece in version.pieces:
        begin, end = signs[piece.operation]
        before, core, after = piece.edges
        parts.append(f"{before}{begin}{write(core)}{end}{after}" if core else before)
    return " ".join("".join(parts).split())


def render_check_markdown(view: CheckView) -> str:
    """Return the check as Markdown (CommonMark with the struck text of GitHub)."""
    return "\n".join(_markdown(view)) + "\n"


def _markdown(view: CheckView) -> Iterator[str]:
    from compare.reports.markdown import escape

    yield f"# {escape(view.name)} against the archive"
    yield ""
    yield f"{escape(view.about)}. Checked by newscompare."
    yield ""
    yield from (f"- {escape(finding)}" for finding in view.findings)
    if view.places:
        yield from ("", "## Place by place", "", "Marked are ~~−words only in the draft~~ and **+words only there**.")
    for place in view.places:
        yield ""
        yield f"**{place.number}** {place.size}: {escape(place.text)}"
        yield ""
        for version in place.versions:
            yield f"- {version.kind_words}, {version.how}: **{escape(version.name)}** ({escape(version.about)})"
            if version.pieces:
                yield f"  <br>{_mark(version, _MARKDOWN_SIGNS, escape)}"
        if place.more:
            yield f"- {place.more}"
    if len(view.places) < view.n_places:
        yield from ("", f"{len(view.places):,} of {view.n_places:,} places shown.")
    if view.notices:
        yield from ("", "## Notices", "")
        yield from (
            f"- {escape(source)}: {escape(message)}" if source else f"- {escape(message)}" for source, message in view.notices
        )


def render_check_html(view: CheckView) -> str:
    """Return the check as one self-contained page, with the manners of the report: escaped, nothing loaded, no script."""
    from markupsafe import Markup

    from compare.reports.html import hash_asset, make_environment, read_asset

    style = f"{read_asset('style.css')}\n{read_asset('check.css')}"
    template = make_environment().get_template("check.html.j2")
    return template.render(
        view=view,
        kinds=KIND_WORDS,
        meanings=KIND_MEANINGS,
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=hash_asset(style),
    )
