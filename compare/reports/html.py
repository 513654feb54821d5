"""The report as one self-contained page.

Every value is escaped by the environment; the only markup that code adds is line breaks.  The page allows itself one
style sheet and one script, named by their hashes, and nothing else: no address is ever loaded.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from compare.reports.claims import SYMBOLS, WORDS
from compare.reports.passages import KIND_MEANINGS, KIND_WORDS
from compare.reports.view import View
from compare.reports.wording import percent, shorten

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_TEMPLATES = Path(__file__).parent / "templates"
_PARAGRAPHS = re.compile(r"\s*\n\s*\n\s*")
_MOST_COLUMNS = 12
"""More sources than this make no table that can be read: each row then lists who says what."""


def render_html(view: View, *, limit: int) -> str:
    """Return the page.

    Args:
        view: What to show.
        limit: Longest list of claims under the reference.
    """
    from markupsafe import Markup

    environment = make_environment()
    style, script = read_asset("style.css"), read_asset("report.js")
    is_compact = len(view.columns) > _MOST_COLUMNS
    return environment.get_template("report.html.j2").render(
        view=view,
        limit=limit,
        sections=_sections(view),
        is_compact=is_compact,
        n_columns=2 if is_compact else len(view.columns) + 1,
        kinds=KIND_WORDS,
        meanings=KIND_MEANINGS,
        symbols=SYMBOLS,
        words=WORDS,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704
        style_hash=hash_asset(style),
        script_hash=hash_asset(script),
    )


def _sections(view: View) -> list[tuple[str, str, int | None]]:
    sections: list[tuple[str, str, int | None]] = [("findings", "Findings", None), ("overlap", "Overlap", None)]
    if view.yardstick:
        sections.append(("reference", "Reference", None))
    return [
        *sections,
        ("contradictions", "Differences", view.n_details),
        ("passages", "Passages", view.n_passages),
        *([("left-out", "Left out", view.n_excluded)] if view.excluded else []),
        ("claims", "Claims", view.n_rows),
        ("sources", "Sources", len(view.sources)),
        ("articles", "Articles", None),
        ("method", "Method", None),
    ]


def make_environment() -> Environment:
    """Return the one environment of all pages: everything is escaped, and only our own templates are read."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from compare.reports.compiled import CompiledTemplates

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        bytecode_cache=CompiledTemplates(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        {"percent": percent, "clip": shorten, "show": _show, "inline": _inline, "same": _same, "place": _place}
    )
    return environment


def _show(text: str) -> Markup:
    """Escape text of several lines, its line breaks kept."""
    from markupsafe import Markup, escape

    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _inline(text: str) -> Markup:
    """Escape text of several paragraphs as one, a sign between them."""
    from markupsafe import Markup, escape

    if not text.strip():
        return Markup(' <span class="gap">¶</span> ') if "\n\n" in text else escape(text[:1])
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    parts = [" ".join(part.split()) for part in _PARAGRAPHS.split(text.strip())]
    sign = Markup(' <span class="gap">¶</span> ')
    shown = sign.join(escape(part) for part in parts)
    return Markup("").join((sign if "\n" in lead else lead[:1], shown, sign if "\n" in trail else trail[:1]))


def _same(text: str) -> Markup:
    """Mark the words that a reworded version has in common, the spaces at their ends left out."""
    from markupsafe import Markup

    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return _inline(lead) + Markup('<mark class="same">{}</mark>').format(_inline(text.strip())) + _inline(trail)


def _place(anchor: str) -> str:
    key, _, number = anchor.partition("-p")
    return f"{key} ¶{number}"


def read_asset(name: str) -> str:
    """Return a style sheet or script of ours."""
    return (_TEMPLATES / name).read_text(encoding="utf-8").strip()


def hash_asset(text: str) -> str:
    """Return the name by which a Content-Security-Policy allows a style sheet or script."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
