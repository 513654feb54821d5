"""The stages: one frozen dataclass for each."""

from __future__ import annotations

from dataclasses import dataclass


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
        min_words: Shortest passage that counts, in words; six or more.
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
