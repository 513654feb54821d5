"""What a user can set: one frozen dataclass for each stage, and `Options` that holds them all.

The same names serve Python, TOML (`newscompare.toml`, `[tool.newscompare]`), the command line and the report.
Thresholds that no user should have to know are constants beside the code that uses them.
"""

from compare.options.options import Options
from compare.options.stages import (
    ClaimOptions,
    ClusterOptions,
    JudgeOptions,
    MatchOptions,
    ReadOptions,
    ReportOptions,
    ScanOptions,
)

__all__ = [
    "ClaimOptions",
    "ClusterOptions",
    "JudgeOptions",
    "MatchOptions",
    "Options",
    "ReadOptions",
    "ReportOptions",
    "ScanOptions",
]
