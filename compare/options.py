"""What a user can set: one frozen dataclass for each stage, and `Options` that holds them all.

The same names serve Python, TOML (`newscompare.toml`, `[tool.newscompare]`), the command line and the report.
Thresholds that no user should have to know are constants beside the code that uses them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from compare.errors import OptionsError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Limits on what is read.

    Args:
        max_bytes: Files above this size are refused with a notice.
        max_documents: Documents beyond this number are left out with a notice.
    """

    max_bytes: int = 50_000_000
    max_documents: int = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchOptions:
    """What counts as a shared passage.

    Args:
        min_words: Shortest passage that counts, in words; shorter ones down to six words are reported as left out.
        min_similarity: Least share of words in common, in whatever order, of the shorter side of a passage, in [0, 1].
        exclude: Kinds of passages that do not count and are reported as left out: `quotations` (six words and more between
            quotation marks in at least one of the documents).
        ignore: Files whose text does not count wherever it stands, also slightly edited: a masthead, a template, an agency's
            standing paragraph.
    """

    min_words: int = 6
    min_similarity: float = 0.25
    exclude: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterOptions:
    """How the kind of a shared passage is told.

    Args:
        wire_days: Longest time between the first and the last outlet for `wire`, in days; what is repeated over
            a longer time is `background`.
    """

    wire_days: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOptions:
    """How claims are compared.

    Args:
        min_words: Shortest claim, in words.
        max_documents: Claims are compared in the first documents up to this number; a notice names the others, which keep
            their shared passages.
        max_sentences: Claims are compared in the first sentences of a document up to this number; a notice counts the rest.
    """

    min_words: int = 3
    max_documents: int = 60
    max_sentences: int = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeOptions:
    """Who decides the cells that the comparison of words leaves doubtful; nobody, and nothing is sent, unless asked.

    Args:
        url: Address of an OpenAI-compatible server (`http://localhost:8000/v1`); its key stands in the variable
            NEWSCOMPARE_JUDGE_KEY of the environment, never here.
        model: Name of the model, as that server knows it.
        encoder: Folder of a sentence encoder on this machine, instead of a server.
        cache: Folder that remembers the verdicts of a server; None for `newscompare` among the user's caches.
        max_seconds: Longest wait for all answers of a server; what has none by then keeps the decision of the words.
    """

    url: str | None = None
    model: str | None = None
    encoder: str | None = None
    cache: str | None = None
    max_seconds: int = 300

    @property
    def is_asked(self) -> bool:
        """Whether anybody is to decide."""
        return self.url is not None or self.encoder is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions:
    """How a corpus is scanned.

    Args:
        min_words: Shortest passage that counts, in words.
        memory_mb: Megabytes that a scan may take; what is more goes through files beside the result.  0: half of the machine.
        threads: Pieces of work that are done at once; 0 for one on each processor.
    """

    min_words: int = 15
    memory_mb: int = 0
    threads: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What a report shows.

    Args:
        max_rows: Longest list in the HTML, Markdown and terminal reports; what is left out is counted there, and
            stands in the JSON and CSV files.
        reference: Id of the document that all others are held against (a press release, the wire copy); None for none.
    """

    max_rows: int = 200
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """All options of a comparison.

    Raises:
        OptionsError: Any value cannot be used; names every problem at once.

    >>> Options(match=MatchOptions(min_words=0))
    Traceback (most recent call last):
    ...
    compare.errors.OptionsError: The 'match.min_words' option must be an int >= 1. Got 0 instead.
    """

    read: ReadOptions = field(default_factory=ReadOptions)
    match: MatchOptions = field(default_factory=MatchOptions)
    cluster: ClusterOptions = field(default_factory=ClusterOptions)
    claims: ClaimOptions = field(default_factory=ClaimOptions)
    judge: JudgeOptions = field(default_factory=JudgeOptions)
    scan: ScanOptions = field(default_factory=ScanOptions)
    report: ReportOptions = field(default_factory=ReportOptions)

    def __post_init__(self) -> None:
        problems = tuple(_problems(self))
        if problems:
            raise OptionsError(problems)

    def to_dict(self) -> dict[str, dict[str, Any]]:
        """Return all options as plain values, stage by stage."""
        return {
            stage: {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
            for stage, values in asdict(self).items()
        }

    def of_comparison(self) -> dict[str, dict[str, Any]]:
        """Return those that decide what a comparison finds and shows, as plain values: all but how a corpus is scanned."""
        return {stage: values for stage, values in self.to_dict().items() if stage != "scan"}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any], where: str = "options") -> Options:
        """Build options from nested mappings, as TOML gives them; what is not named keeps its default.

        Args:
            values: `{"match": {"min_words": 8}}`.
            where: Named in messages.

        Raises:
            OptionsError: A name is unknown or a value cannot be used; names every problem at once.
        """
        return cls().updated(values, where)

    def updated(self, values: Mapping[str, Any], where: str = "options") -> Options:
        """Return a copy in which `values` replace what they name.

        Raises:
            OptionsError: A name is unknown or a value cannot be used; names every problem at once.
        """
        problems: list[str] = []
        stages = {stage.name: getattr(self, stage.name) for stage in fields(self)}
        for name, given in values.items():
            if name not in stages:
                problems.append(_unknown(where, name, list(stages)))
                continue
            if not isinstance(given, Mapping):
                problems.append(f"{where}: {name!r} must be a table. Got {given!r} instead.")
                continue
            known = [option.name for option in fields(stages[name])]
            problems += [_unknown(where, f"{name}.{key}", [f"{name}.{k}" for k in known]) for key in given if key not in known]
            wanted = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items() if key in known}
            stages[name] = replace(stages[name], **wanted)
        try:
            options = type(self)(**stages)
        except OptionsError as error:
            problems += [f"{where}: {problem}" for problem in error.problems]
        if problems:
            raise OptionsError(tuple(problems))
        return options

    @classmethod
    def from_toml(cls, path: str | Path) -> Options:
        """Read options from `newscompare.toml`, or from `[tool.newscompare]` of a `pyproject.toml`.

        Files and folders that it names (`match.ignore`, `judge.encoder`, `judge.cache`) stand beside it, wherever the program is
        called from.

        Raises:
            OptionsError: The file cannot be read, is no TOML, or holds a bad option; names every problem at once.
        """
        path = Path(path)
        try:
            values: Any = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise OptionsError((f"{path}: options cannot be read: {error}",)) from error
        if path.name == "pyproject.toml":
            values = values.get("tool", {}).get("newscompare", {})
        options = cls.from_dict(values, where=str(path))
        here, judge = path.parent, options.judge
        return replace(
            options,
            match=replace(options.match, ignore=tuple(str(here / name) for name in options.match.ignore)),
            judge=replace(
                judge,
                encoder=None if judge.encoder is None else str(here / judge.encoder),
                cache=None if judge.cache is None else str(here / judge.cache),
            ),
        )


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

_ZERO_ALLOWED = {"cluster.wire_days", "scan.memory_mb", "scan.threads"}


def _problems(options: Options) -> list[str]:
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
                least = 0 if name in _ZERO_ALLOWED else 1
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


def _unknown(where: str, name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else f" Known are {', '.join(known)}."
    return f"{where}: {name!r} is no option.{hint}"
