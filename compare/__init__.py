"""Find what several news articles share, and which claims each states, adds, leaves out or gives differently.

>>> import compare
>>> left = compare.Document(id="gazette", text="The ferry sank off Port Alder on Monday evening, the coast guard said.")
>>> right = compare.Document(id="herald", text="Officials said the ferry sank off Port Alder on Monday evening.")
>>> [match] = compare.align_documents(left, right)
>>> left.quote(match.left)
'The ferry sank off Port Alder on Monday evening'

Everything is imported when it is first used, so `import compare` costs about a millisecond.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compare.archive import Archive
    from compare.errors import CompareError
    from compare.model.comparison import Comparison
    from compare.model.documents import Document
    from compare.options import Options
    from compare.pipeline import align_documents, compare_documents, read_documents, scan_corpus, write_report

__version__ = "0.1.0"

_HOMES = {
    "Archive": "compare.archive",
    "CompareError": "compare.errors",
    "Comparison": "compare.model.comparison",
    "Document": "compare.model.documents",
    "Options": "compare.options",
    "align_documents": "compare.pipeline",
    "compare_documents": "compare.pipeline",
    "read_documents": "compare.pipeline",
    "scan_corpus": "compare.pipeline",
    "write_report": "compare.pipeline",
}
"""Where each public name lives."""

__all__ = [
    "Archive",
    "CompareError",
    "Comparison",
    "Document",
    "Options",
    "align_documents",
    "compare_documents",
    "read_documents",
    "scan_corpus",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'compare' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
