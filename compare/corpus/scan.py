"""The whole scan on one page: read -> match -> cluster -> tables and summary."""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from compare.corpus.local import find_reuse
from compare.corpus.plan import default_memory, make_plan
from compare.corpus.result import Result, make_result
from compare.corpus.store import Store
from compare.corpus.summary import count_house, tally_result
from compare.corpus.writing import check_output, write_result
from compare.errors import OutputError
from compare.matching.fingerprints.words import SCHEME
from compare.model.notices import Notice
from compare.model.scans import Scan
from compare.readers import stream_documents

if TYPE_CHECKING:
    from compare.model.documents import Document
    from compare.options import Options
    from compare.readers import DocumentStream, Source

Progress = Callable[[str], None]

_SHARES: Final = {"Reading": (0.0, 0.6), "Pairing": (0.6, 0.7), "Aligning": (0.7, 0.85), "Writing": (0.85, 1.0)}
"""Where each step begins and ends in the time of a scan (100,000 made-up articles)."""
_EVERY: Final = 500
_PAUSE: Final = 0.2
"""Documents, and seconds, between two messages."""
_PACKED: Final = 3
"""Bytes of text in a byte of a packed file, about."""


def scan_corpus(
    paths: Source | Iterable[Source], output: str | os.PathLike[str], options: Options, sources: Any, progress: Progress
) -> Scan:
    """Do what `pipeline.scan_corpus` says, on one machine."""
    matches = Path(output)
    check_output(matches)
    clusters, page = (matches.with_name(f"{matches.stem}.{name}") for name in (f"clusters{matches.suffix}", "html"))
    stream = stream_documents(paths, sources=sources, options=options.read)
    for written in (matches, clusters, page):
        if any(written.exists() and os.path.exists(name) and written.samefile(name) for name, *_ in stream.describe_inputs()):
            raise OutputError(f"{written}: the result must be written to no file that is read.")
    n_threads = options.scan.threads or os.cpu_count() or 1
    memory = options.scan.memory_mb * 1_000_000 or default_memory()
    plan = make_plan(None if stream.n_bytes is None else _PACKED * stream.n_bytes, memory, n_threads)
    store = Store(matches.with_name(f"{matches.name}.work"), plan.memory, _describe_job(stream, options))
    clock = _Clock(progress)
    try:
        documents, note = _watch(stream, clock), partial(_note_notices, stream)
        found = find_reuse(documents, store, plan, options.scan.min_words, clock.tell, note)
        clock.tell("Writing", 0.0)
        result = make_result(found, store, n_threads, options.cluster.wire_days)
        clock.tell("Writing", 0.5)
        write_result(result, matches, clusters)
        scan = _sum_up(result, matches, clusters, page, _read_notices(found.note))
        _write_page(scan)
    except BaseException:
        store.close()
        raise
    store.remove()
    return scan


def _describe_job(stream: DocumentStream, options: Options) -> dict[str, Any]:
    """Return what must be equal for a scan to be taken up: the files, and what decides the result."""
    files = stream.describe_inputs()
    is_known = all(changed is not None for _, _, changed in files)
    return {
        "files": files if is_known else uuid.uuid4().hex,  # a stream cannot be read again
        "options": {"min_words": options.scan.min_words},
        "fingerprints": SCHEME,
    }


def _watch(stream: DocumentStream, clock: _Clock) -> Iterator[Document]:
    """Yield the documents, and tell how far the reading is."""
    for n, document in enumerate(stream):
        if n % _EVERY == 0:
            clock.tell("Reading", stream.n_bytes_read / stream.n_bytes if stream.n_bytes else None, f"{n:,} articles")
        yield document


def _note_notices(stream: DocumentStream) -> bytes:
    return json.dumps([[notice.message, notice.source] for notice in stream.notices]).encode()


def _read_notices(note: bytes) -> tuple[Notice, ...]:
    return tuple(Notice(message=message, source=source) for message, source in json.loads(note))


class _Clock:
    """Tells how far a scan is, and how long the rest will take if it goes on like this."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._begin = self._last = time.monotonic()
        self._offset = 0.0

    def tell(self, step: str, done: float | None, what: str = "") -> None:
        """Tell how much of a step is done, in [0, 1]; None if nobody knows."""
        now = time.monotonic()
        if now - self._last < _PAUSE and done:
            return
        self._last = now
        said = [step, *([what] if what else [])]
        if done is not None:
            begin, end = _SHARES[step]
            share = begin + (end - begin) * min(done, 1.0)
            said.append(f"{share:.0%}")
            if now - self._begin > 1 and share > 0.02:
                said.append(f"about {_write_seconds((now - self._begin) / share * (1 - share))} left")
        self._progress(", ".join(said))


def _write_seconds(seconds: float) -> str:
    """Return a time as a reader says it.

    >>> _write_seconds(42.3), _write_seconds(150), _write_seconds(7300)
    ('42 s', '2 min', '2 h')
    """
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.0f} h"


def _sum_up(result: Result, matches: Path, clusters: Path, page: Path, notices: tuple[Notice, ...]) -> Scan:
    import numpy as np

    tally = tally_result(result)
    n_documents, n_with = count_house(result)
    return Scan(
        matches=matches,
        clusters=clusters,
        summary=page,
        n_documents=len(result.roster),
        n_characters=result.n_characters,
        n_outlets=len(result.roster.names),
        n_matches=tally.n_matches,
        n_clusters=sum(tally.kinds.values()),
        n_with=len(np.unique(result.groups.document)),
        kinds=tally.kinds,
        largest=tally.list_largest(),
        pairs=tally.list_pairs(),
        boilerplate=tally.list_boilerplate(result.roster.names, n_documents, n_with),
        notices=notices,
    )


def _write_page(scan: Scan) -> None:
    from compare.reports import render_scan, write_file

    write_file(scan.summary, render_scan(scan, "html"))
