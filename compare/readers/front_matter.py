"""Front matter: the fields before the text of a Markdown or plain text file.

Read without a YAML library, since a journalist's file holds `key: value` lines and lists, and YAML itself would
read a title `No` as false.  Between `+++` lines stands TOML.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable

from compare.readers.fields import NAMES

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_KEY = re.compile(r"([^\W\d][\w .-]{0,60}?)\s*:(?:\s+(.*))?$")
_USUAL = {alias for name, aliases in NAMES.items() if name != "text" for alias in aliases} | {
    "author", "byline", "categories", "category", "description", "draft", "lang", "language", "layout", "section",
    "summary", "tags",
}  # fmt: skip
"""One of these must be there: an interview between two rules has `Q: ` and `A: ` on its lines as well."""
_MAX_LINES = 500
"""A longer block between `---` lines is an article, not its front matter."""


def split_front_matter(text: str) -> tuple[dict[str, object], str, tuple[str, ...]]:
    r"""Return the fields, the text that follows them, and problems; a text without front matter is returned as it is.

    Only a block that is closed and holds nothing but fields counts: a rule `---` above a first paragraph is text.

    >>> split_front_matter("---\ntitle: Ferries resume\n---\nFerries resumed.")
    ({'title': 'Ferries resume'}, 'Ferries resumed.', ())
    >>> split_front_matter("---\nFerries resumed.\n---\n")[0]
    {}
    """
    fence = text[:3]
    if fence not in ("---", "+++"):
        return {}, text, ()
    lines: list[str] = []
    position = 0
    for found in _LINE.finditer(text):
        line = found.group().rstrip()
        if position == 0:
            if line != fence:
                return {}, text, ()
        elif line == fence or (fence == "---" and line == "..."):
            break
        else:
            lines.append(line)
        position = found.end()
        if len(lines) > _MAX_LINES or found.end() == len(text):
            return {}, text, ()
    body = text[found.end() :]
    if fence == "---":
        fields = _read_pairs(lines)
        return (fields, body, ()) if any(key.lower() in _USUAL for key in fields) else ({}, text, ())
    try:
        return dict(tomllib.loads("\n".join(lines))), body, ()
    except (ValueError, RecursionError) as error:
        return {}, text, (f"has front matter that is no TOML and is read as text: {error}.",)


def _read_pairs(lines: Iterable[str]) -> dict[str, object]:
    """Return `key: value` lines with lists and folded lines; empty if any line is something else."""
    fields: dict[str, object] = {}
    key: str | None = None
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        held = line.strip()
        if key is not None and (line[0] in " \t" or re.match(r"-\s", line)):
            fields[key] = _joined(fields[key], held)
            continue
        found = _KEY.match(line)
        if not found:
            return {}
        key = found[1]
        fields[key] = _value(found[2] or "")
    return fields


def _joined(before: object, line: str) -> object:
    item = re.match(r"-\s+(.*)$", line)
    if item and (before == "" or isinstance(before, list)):
        return [*(before if isinstance(before, list) else []), _value(item[1])]
    if isinstance(before, list):
        return [*before, _value(line)]
    return _value(line) if before in ("", "|", ">", "|-", ">-") else f"{before} {line}"


def _value(text: str) -> object:
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        held = text[1:-1]
        return held.replace("''", "'") if text[0] == "'" else held.replace('\\"', '"')
    if text.startswith("[") and text.endswith("]"):
        return [_value(item) for item in text[1:-1].split(",") if item.strip()]
    return text
