"""What is wrong with the values of options, a sentence for each."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from compare.options.stages import JudgeOptions

if TYPE_CHECKING:
    from compare.options.options import Options

_SHARES = {"match.min_similarity"}
"""Options that lie in [0, 1]."""

_NAMES = {
    "report.reference": "the id of a document",
    "judge.url": "an address",
    "judge.model": "the name of a model",
    "judge.encoder": "a folder",
    "judge.cache": "a folder",
}
"""Options that name something, and what."""

_LISTS = {"match.exclude": ("quotations",), "match.ignore": None}
"""Options that name several things, of those known or any; what is in none of these sets is a whole number."""

_LEAST = {"cluster.wire_days": 0, "scan.memory_mb": 0, "scan.threads": 0, "scan.min_words": 6}
"""Least value of options whose least value is not 1."""


def find_problems(options: Options) -> list[str]:
    """Return a sentence for each value that cannot be used, in the order of the options."""
    found = []
    for stage in fields(options):
        values = getattr(options, stage.name)
        if type(values).__name__ != stage.type:  # annotations are strings here
            found.append(f"The {stage.name!r} option must be {stage.type}. Got {values!r} instead.")
            continue
        for option in fields(values):
            name, value = f"{stage.name}.{option.name}", getattr(values, option.name)
            if name in _NAMES:
                if value is not None and not (isinstance(value, str) and value):
                    found.append(f"The {name!r} option must be {_NAMES[name]} or None. Got {value!r} instead.")
                continue
            if name in _LISTS:
                known = _LISTS[name]
                if not isinstance(value, tuple) or not all(isinstance(each, str) and each for each in value):
                    given = list(value) if isinstance(value, tuple) else value
                    found.append(f"The {name!r} option must be a list of names. Got {given!r} instead.")
                elif known is not None and (unknown := [each for each in value if each not in known]):
                    found.append(f"The {name!r} option must name some of {', '.join(known)}. Got {', '.join(unknown)} instead.")
                continue
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if name in _SHARES:
                if not is_number or not 0 <= value <= 1:
                    found.append(f"The {name!r} option must be a number in [0, 1]. Got {value!r} instead.")
            else:
                least = _LEAST.get(name, 1)
                if not is_number or isinstance(value, float) or value < least:
                    found.append(f"The {name!r} option must be an int >= {least}. Got {value!r} instead.")
    return found + _judge_problems(options.judge) if isinstance(options.judge, JudgeOptions) else found


def _judge_problems(judge: JudgeOptions) -> list[str]:
    """Say what is wrong with the options of a judge beyond their kind."""
    if not all(each is None or isinstance(each, str) for each in (judge.url, judge.model, judge.encoder)):
        return []
    found = []
    if judge.url is not None and any(mark in judge.url for mark in "@?#"):  # not repeated: there may be a secret in it
        found.append("The 'judge.url' option must hold no user, password or query. Hint: NEWSCOMPARE_JUDGE_KEY holds the key.")
    elif judge.url is not None and not _is_address(judge.url):
        found.append(
            f"The 'judge.url' option must be an address that begins with http:// or https://. Got {judge.url!r} instead."
        )
    if judge.model is not None and not judge.model.isprintable():
        found.append(f"The 'judge.model' option must be printable. Got {judge.model!r} instead.")
    if (judge.url is None) != (judge.model is None):
        found.append("The options 'judge.url' and 'judge.model' must be given together.")
    if judge.url is not None and judge.encoder is not None:
        found.append("Only one of the options 'judge.url' and 'judge.encoder' can decide.")
    return found


def _is_address(url: str) -> bool:
    """Return whether `url` is one of http or https with a host, in printable ASCII without spaces."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return has_host and parts.scheme in ("http", "https") and url.isascii() and url.isprintable() and " " not in url
