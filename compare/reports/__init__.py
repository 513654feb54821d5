"""What a comparison says, to people and to programs.

One view (`view.py`) is built from a `Comparison`, and HTML, Markdown and the terminal render it; JSON and CSV hold
the comparison itself, complete.  This room imports no stage: every format tells the same story.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.model.checks import Check
    from compare.model.comparison import Comparison
    from compare.model.scans import Scan
    from compare.reports.side_by_side import PairView
    from compare.reports.view import View

FORMATS = ("html", "md", "json", "csv")
PAIR_FORMATS = ("terminal", "json", "html", "md")


def render_report(comparison: Comparison, formats: Sequence[str] = FORMATS, view: View | None = None) -> dict[str, bytes]:
    """Return the files of a report by their names; the same comparison gives the same bytes.

    Args:
        comparison: What is reported.
        formats: Some of `FORMATS`.
        view: The view of the comparison, if the caller has built it already.

    Raises:
        OptionsError: A format is unknown.
    """
    from compare.errors import OptionsError
    from compare.reports import tables
    from compare.reports.view import build_view

    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        known = ", ".join(FORMATS)
        raise OptionsError(tuple(f"The 'formats' parameter must name some of {known}. Got {name!r} instead." for name in unknown))
    contents: dict[str, bytes] = {}
    if view is None and {"html", "md"} & set(formats):
        view = build_view(comparison)
    for name in FORMATS:
        if name not in formats:
            continue
        if name == "html" and view:
            from compare.reports.html import render_html

            contents["report.html"] = render_html(view, limit=comparison.options.report.max_rows).encode()
        elif name == "md" and view:
            from compare.reports.markdown import render_markdown

            contents["report.md"] = render_markdown(view).encode()
        elif name == "json":
            contents["comparison.json"] = tables.render_json(comparison)
        elif name == "csv":
            contents.update(tables.render_tables(comparison))
    return contents


def write_report(
    comparison: Comparison, directory: str | Path, formats: Sequence[str] = FORMATS, view: View | None = None
) -> tuple[Path, ...]:
    """Write a report into `directory` (made if missing) and return the files written: all of them, or none.

    Raises:
        OutputError: The directory cannot be made or written.
        OptionsError: A format is unknown.
    """
    from compare.reports.files import write_files

    return write_files(directory, render_report(comparison, formats, view))


def print_summary(comparison: Comparison, written: Sequence[Path] = (), view: View | None = None) -> None:
    """Print the findings on stdout: set in colour on a terminal, plain otherwise or with NO_COLOR set."""
    from compare.reports.terminal import print_view
    from compare.reports.view import build_view

    print_view(view or build_view(comparison), [str(path) for path in written])


def render_pair(comparison: Comparison, name: str, *, show_all: bool = False) -> bytes:
    """Return two articles side by side; the same comparison gives the same bytes.

    Args:
        comparison: Of two documents.
        name: One of `PAIR_FORMATS`; `terminal` is plain text, `json` the comparison itself.
        show_all: Whether `terminal` shows all sentences without a counterpart.

    Raises:
        OptionsError: The format is unknown.
    """
    from compare.errors import OptionsError

    if name not in PAIR_FORMATS:
        raise OptionsError((f"The 'name' parameter must be one of {', '.join(PAIR_FORMATS)}. Got {name!r} instead.",))
    if name == "json":
        from compare.reports.tables import render_json

        return render_json(comparison)
    view = _view_pair(comparison, show_all=show_all)
    if name == "html":
        from compare.reports.pair_html import render_pair_html

        return render_pair_html(view).encode()
    if name == "md":
        from compare.reports.pair_markdown import render_pair_markdown

        return render_pair_markdown(view).encode()
    from compare.reports.pair_terminal import render_pair_plain

    return render_pair_plain(view, show_all=show_all).encode()


def print_pair(comparison: Comparison, *, show_all: bool = False) -> None:
    """Print two articles side by side on stdout: in columns and colour on a terminal, plain lines otherwise."""
    from compare.reports.pair_terminal import print_pair

    print_pair(_view_pair(comparison, show_all=show_all), show_all=show_all)


def describe_excess(comparison: Comparison, limit: float) -> str | None:
    """Return by how much the first document exceeds a limit of what may stand in the second; None if it does not.

    Args:
        comparison: Of two documents.
        limit: Largest share of the first one, in [0, 1].
    """
    from compare.reports.pair_facts import describe_excess

    return describe_excess(comparison, limit)


def write_file(path: str | Path, content: bytes) -> Path:
    """Write one file, whole or not at all.

    Raises:
        OutputError: The file cannot be written.
    """
    from compare.reports.files import write_file

    return write_file(path, content)


def _view_pair(comparison: Comparison, *, show_all: bool) -> PairView:
    from compare.reports.side_by_side import view_pair

    return view_pair(comparison, most_sentences=None) if show_all else view_pair(comparison)


def render_scan(scan: Scan, name: str) -> bytes:
    """Return the summary of a scan; the same scan gives the same bytes.

    Args:
        scan: What is summed up.
        name: `terminal` for plain text, or `html`.
    """
    from compare.reports.scans import render_scan_html, render_scan_plain

    return (render_scan_html(scan) if name == "html" else render_scan_plain(scan)).encode("utf-8", "replace")


def render_check(check: Check, name: str, *, max_rows: int = 200) -> bytes:
    """Return what of a draft stands in an archive; the same check gives the same bytes.

    Args:
        check: What is shown.
        name: One of `PAIR_FORMATS`; `terminal` is plain text, `json` the check itself, complete.
        max_rows: Places that the others show at most.

    Raises:
        OptionsError: The format is unknown.
    """
    from compare.errors import OptionsError

    if name not in PAIR_FORMATS:
        raise OptionsError((f"The 'name' parameter must be one of {', '.join(PAIR_FORMATS)}. Got {name!r} instead.",))
    if name == "json":
        import json

        return (json.dumps(check.to_dict(), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
    from compare.reports import checks
    from compare.reports.check_view import view_check

    view = view_check(check, max_rows)
    render = {"html": checks.render_check_html, "md": checks.render_check_markdown, "terminal": checks.render_check_plain}
    return render[name](view).encode("utf-8", "replace")


def describe_check_excess(check: Check, limit: float) -> str | None:
    """Return by how much a draft exceeds a limit of what may stand in the archive; None if it does not."""
    from compare.reports.check_view import describe_excess

    return describe_excess(check, limit)


def read_schema() -> str:
    """Return the JSON Schema of `comparison.json`."""
    from importlib.resources import files

    return files("compare.reports").joinpath("schema.json").read_text(encoding="utf-8")
