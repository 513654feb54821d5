"""All stages together, from Python, TOML and the command line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from compare.errors import OptionsError
from compare.options.checks import find_problems
from compare.options.stages import (
    ClaimOptions,
    ClusterOptions,
    JudgeOptions,
    MatchOptions,
    ReadOptions,
    ReportOptions,
    ScanOptions,
)


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
        problems = tuple(find_problems(self))
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


def _unknown(where: str, name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else f" Known are {', '.join(known)}."
    return f"{where}: {name!r} is no option.{hint}"
