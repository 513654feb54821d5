"""Two articles side by side as one self-contained page, with the manners of the report: escaped, nothing loaded, no script."""

from __future__ import annotations

from compare.reports.html import hash_asset, make_environment, read_asset
from compare.reports.side_by_side import PairView


def render_pair_html(view: PairView) -> str:
    """Return the page."""
    from markupsafe import Markup

    style = f"{read_asset('style.css')}\n{read_asset('pair.css')}"
    template = make_environment().get_template("pair.html.j2")
    return template.render(view=view, style=Markup(style), style_hash=hash_asset(style))  # noqa: S704 - our own files
