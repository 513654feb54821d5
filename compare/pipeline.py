"""The whole job on one screen: read -> segment -> match -> cluster -> claims -> comparison -> report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from compare.errors import InputError, OptionsError
from compare.model.comparison import Comparison
from compare.model.documents import Document
from compare.model.matches import Match
from compare.model.notices import Notice
from compare.model.segments import SegmentedDocument
from compare.options import MatchOptions, Options
from compare.text.segments import segment_document

if TYPE_CHECKING:
    from datetime import date

    from compare.claims.judges import Judge
    from compare.model.checks import Check
    from compare.model.scans import Scan
    from compare.readers import Source

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""


def compare_documents(
    documents: Iterable[Document],
    options: Options | None = None,
    *,
    notices: Sequence[Notice] = (),
    progress: Progress | None = None,
) -> Comparison:
    """Compare every document with every other: shared passages, and who states which claim.

    Args:
        documents: At least one; their order is the order of the result.
        options: Defaults serve news of ordinary length.
        notices: What was noticed while reading; kept in front of those of the comparison.
        progress: Told the name of each stage as it begins.

    Raises:
        InputError: There is no document, two have one id, or a file to ignore cannot be read.
        OptionsError: `options.report.reference` names no document, or the judge that is asked for cannot be used.
        MissingExtraError: The judge that is asked for needs a package that is not installed.

    >>> from compare import Document, compare_documents
    >>> gazette = Document(id="gazette", text="The ferry Alma sank off Port Alder on Monday, killing 43 people.")
    >>> herald = Document(id="herald", text="Rain fell. The ferry Alma sank off Port Alder on Monday, killing 34 people.")
    >>> comparison = compare_documents([gazette, herald])
    >>> [each.reason for each in comparison.contradictions()]
    ['43 people here, 34 people there.']
    """
    from compare.claims import compare_claims

    if isinstance(documents, (Document, str)):
        raise InputError(f"The 'documents' parameter must be several documents. Got {type(documents).__name__} instead.")
    options, tell = options or Options(), progress or (lambda stage: None)
    documents = tuple(documents)
    noticed = [*notices, *_check_documents(documents, options)]
    judge = _open_judge(options)
    segmented = _segment(documents, tell)
    reuse = _compare_wording(segmented, options, noticed, tell)
    tell("Comparing claims" if judge is None else "Comparing claims; a judge decides where words do not")
    claims, matrix, limited = compare_claims(segmented, options.claims, options.report.reference, judge)
    return replace(reuse, claims=claims, matrix=matrix, notices=(*reuse.notices, *limited))


def _open_judge(options: Options) -> Judge | None:
    """Return who decides doubtful cells, opened before the long work: what cannot be used is said at once."""
    if not options.judge.is_asked:
        return None
    from compare.claims.judges import open_judge

    return open_judge(options.judge)


def _segment(documents: Sequence[Document], tell: Progress) -> tuple[SegmentedDocument, ...]:
    tell("Cutting paragraphs and sentences")
    return tuple(segment_document(document) for document in documents)


def _compare_wording(
    segmented: Sequence[SegmentedDocument], options: Options, notices: Sequence[Notice], tell: Progress
) -> Comparison:
    """Return what the documents share, without their claims."""
    from compare.matching import match_documents
    from compare.reuse import cluster_matches, group_excluded, measure_coverage

    tell("Looking for shared passages")
    templates, doubts = _read_templates(options)
    found = match_documents(segmented, options.match, templates)
    tell("Grouping shared passages")
    clusters = cluster_matches(found.matches, segmented, options.cluster)
    return Comparison(
        documents=tuple(each.document for each in segmented),
        matches=found.matches,
        clusters=clusters,
        coverage=measure_coverage(found.matches, clusters, segmented, options.cluster),
        excluded=group_excluded(found.excluded, segmented),
        options=options,
        notices=(*notices, *doubts, *found.notices),
    )


def compare_files(
    paths: Iterable[Source],
    *,
    sources: str | Path | None = None,
    reference: str | Path | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Read articles and compare them: what `newscompare report` does before it writes.

    Args:
        paths: As for `read_documents`; problems with single files become notices of the comparison.
        sources: As for `read_documents`.
        reference: File that all others are held against; read along if it is not among `paths`.
        options: Defaults serve news of ordinary length.
        progress: Told the name of each stage as it begins.

    Raises:
        InputError: Fewer than two documents can be read, or the reference is none of them.
    """
    from compare.readers import load_documents

    options = options or Options()
    if progress:
        progress("Reading")
    wanted = list(paths)
    documents, notices = load_documents(wanted, sources=sources, options=options.read)
    if reference is not None:
        chosen = [each for each in documents if each.path is not None and _same_file(each.path, reference)]
        if not chosen:
            documents, notices = load_documents([reference, *wanted], sources=sources, options=options.read)
            chosen = [each for each in documents if each.path is not None and _same_file(each.path, reference)]
        if len(chosen) != 1:
            raise InputError(f"The reference must be a file with one article. {reference} has {len(chosen)}.")
        options = options.updated({"report": {"reference": chosen[0].id}})
    if len(documents) < 2:
        reasons = "".join(f"\n{notice}" for notice in notices)
        names = ", ".join(each.path or each.id for each in documents)
        raise InputError(f"A comparison needs at least two articles. Got {len(documents)} ({names}).{reasons}")
    return compare_documents(documents, options, notices=notices, progress=progress)


def compare_pair(
    left: str | Path,
    right: str | Path,
    *,
    sources: str | Path | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Read two articles and find what they share: what `newscompare pair` does before it prints.

    Claims are not compared, so the result has none, and comes several times faster.

    Args:
        left: File with one article, or `-` for standard input; a file without any text is an article without words.
        right: The same for the other article.
        sources: As for `read_documents`.
        options: Defaults serve news of ordinary length.
        progress: Told the name of each stage as it begins.

    Raises:
        InputError: A file cannot be read or holds several articles, or both are one.
    """
    from compare.readers import load_documents

    options, tell = options or Options(), progress or (lambda stage: None)
    tell("Reading")
    _check_pair(left, right)
    documents, notices = load_documents([left, right], sources=sources, options=options.read, keep_empty=True)
    for side, path in (("LEFT", left), ("RIGHT", right)):
        name = Path(path).as_posix()
        held = [each for each in documents if each.path == name]
        held = held or [each for each in documents if (each.path or "").rpartition(":")[0] == name]
        if not held:
            reasons = [notice.message.removesuffix(" Left out.") for notice in notices if notice.source == name]
            raise InputError(f"{side} cannot be read. {name}: {' '.join(reasons) or 'no file has that name.'}")
        if len(held) > 1:
            hint = "Hint: newscompare report compares several."
            raise InputError(f"{side} must be a file with one article. {name} has {len(held)}. {hint}")
    return _compare_wording(_segment(documents, tell), options, notices, tell)


def align_documents(left: Document, right: Document, options: MatchOptions | Options | None = None) -> tuple[Match, ...]:
    """Return every passage that stands in both documents, ordered by place in `left`.

    `compare_documents` finds the same matches for the pair, and keeps what the options leave out, which is not returned here.
    Two matches may overlap in one document where the other one repeats the text.

    Raises:
        InputError: A side is no `Document`, both have one id, or a file to ignore cannot be read.

    Warns:
        ReadWarning: For each file to ignore that was left out or repaired.
        UserWarning: For what was not looked for, since the documents are very long or repeat themselves too often.

    >>> from compare import Document, align_documents
    >>> left = Document(id="left", text="The strait is the only ice-free way into the port of Alder in January.")
    >>> align_documents(left, Document(id="right", text=""))
    ()
    """
    import warnings

    from compare.matching import align_documents

    for each in (left, right):
        if not isinstance(each, Document):
            raise InputError(f"What is aligned must be a Document with id and text. Got {type(each).__name__} instead.")
    if left.id == right.id:
        raise InputError(f"Documents that are aligned need ids of their own. Got {left.id!r} twice.")
    if not isinstance(options, Options):
        options = Options(match=options or MatchOptions())
    templates, doubts = _read_templates(options)
    if doubts:
        from compare.readers import ReadWarning

        for notice in doubts:
            warnings.warn(str(notice), ReadWarning, stacklevel=2)
    return align_documents(left, right, options.match, templates)


def read_documents(
    paths: Source | Iterable[Source], *, sources: str | Path | None = None, options: Options | None = None
) -> tuple[Document, ...]:
    """Read articles from files, folders, globs, file objects, or `"-"` for standard input.

    Args:
        paths: One or several of them; folders are read with all their subfolders, in the order of names.
        sources: TOML or CSV file that names outlet, date, title and url of the files; a `sources.toml` or
            `sources.csv` beside the files is found by itself.
        options: Limits.

    Raises:
        InputError: There is nothing to read: no path, no such file, no readable document.

    Warns:
        ReadWarning: For each file or record that was left out or repaired.
    """
    from compare.readers import read_documents

    return read_documents(paths, sources=sources, options=(options or Options()).read)


def write_report(
    comparison: Comparison, directory: str | Path, formats: Sequence[str] = ("html", "md", "json", "csv")
) -> tuple[Path, ...]:
    """Write a report into `directory` (made if missing) and return the files written.

    Either all files are written or none.

    Raises:
        OutputError: The directory cannot be made or written.
        OptionsError: A format is unknown.
    """
    from compare.reports import write_report

    return write_report(comparison, directory, formats)


def scan_corpus(
    paths: Source | Iterable[Source],
    output: str | Path,
    *,
    engine: str = "local",
    sources: str | Path | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Scan:
    """Find every passage that two articles of a corpus share, and write them down.

    Three files are written: `output` with the matches, the clusters beside it (`reuse.clusters.parquet` beside
    `reuse.parquet`), and a page with the summary (`reuse.html`).  The documents may be many millions; what does not fit into
    memory goes through files in `reuse.parquet.work`, from which the same call takes up a scan that was broken off.

    Args:
        paths: JSON lines, CSV or Parquet, also packed, or folders of them or of articles; as for `read_documents`.
        output: Table of the matches; its ending says the format: `.parquet`, `.jsonl` or `.csv`.
        engine: `local`.
        sources: As for `read_documents`.
        options: `options.scan` says how; defaults serve a corpus of news.
        progress: Told how far the work is.

    Raises:
        InputError: There is nothing to read, or an earlier scan into the same output was not finished and is another one.
        OptionsError: The engine is unknown.
        OutputError: The result cannot be written.
        MissingExtraError: Parquet is asked for, and PyArrow is not installed.
    """
    from compare.corpus import scan_corpus

    if engine != "local":
        raise OptionsError((f"The 'engine' parameter must be local. Got {engine!r} instead.",))
    return scan_corpus(paths, output, options or Options(), sources, progress or (lambda stage: None))


def check_draft(
    draft: str | Path,
    archive: str | Path,
    *,
    outlet: str | None = None,
    exclude_outlets: Sequence[str] = (),
    since: date | None = None,
    max_documents: int | None = None,
    sources: str | Path | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Check:
    """Read a draft and ask an archive what of it has run before: what `newscompare check` does before it prints.

    Args:
        draft: File with one article, or `-` for standard input.
        archive: Folder of the archive.
        outlet: Outlet of the draft; None for what its file says.
        exclude_outlets: As for `Archive.check`.
        since: As for `Archive.check`.
        max_documents: As for `Archive.check`; None for its default.
        sources: As for `read_documents`.
        options: `options.match` says what counts as a passage.
        progress: Told the name of each stage as it begins.

    Raises:
        InputError: The draft cannot be read, or its file has several articles.
        ArchiveError: The archive is missing or damaged.
    """
    from compare.archive import Archive
    from compare.readers import load_documents

    options, tell = options or Options(), progress or (lambda stage: None)
    tell("Reading")
    documents, notices = load_documents([draft], sources=sources, options=options.read, keep_empty=True)
    if len(documents) != 1:
        raise InputError(f"DRAFT must be a file with one article. {draft} has {len(documents)}.")
    document = documents[0] if outlet is None else replace(documents[0], outlet=outlet)
    templates, doubts = _read_templates(options)
    tell("Looking into the archive")
    limits = {} if max_documents is None else {"max_documents": max_documents}
    with Archive(archive) as opened:
        found = opened.check(
            document, options=options.match, templates=templates, exclude_outlets=exclude_outlets, since=since, **limits
        )
    return replace(found, notices=(*notices, *doubts, *found.notices))


def _read_templates(options: Options) -> tuple[tuple[Document, ...], list[Notice]]:
    """Return the texts to ignore, and what was noticed while reading them.

    Where none can be read it is an error, since what it was to keep out would count.
    """
    if not options.match.ignore:
        return (), []
    from compare.readers import load_documents

    templates: list[Document] = []
    doubts: list[Notice] = []
    for path in options.match.ignore:
        try:
            documents, notices = load_documents(path, options=options.read)
        except InputError as error:
            raise InputError(f"The text to ignore cannot be read. {error}") from error
        templates += documents
        doubts += notices
    return tuple(templates), doubts


def _same_file(one: str, other: str | Path) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):  # no such file; NUL in a name
        return False


def _check_pair(left: str | Path, right: str | Path) -> None:
    if str(left) == str(right) == "-":
        raise InputError("Only one of LEFT and RIGHT can be standard input. Got - twice.")
    for side, path in (("LEFT", left), ("RIGHT", right)):
        if Path(path).is_dir():
            raise InputError(
                f"{side} must be a file with one article. {path} is a folder. Hint: newscompare report compares folders."
            )
    if _same_file(str(left), right):
        both = f"{left} twice" if str(left) == str(right) else f"{left} and {right}, which are one file"
        raise InputError(f"LEFT and RIGHT must be two files. Got {both}.")


def _check_documents(documents: Sequence[Document], options: Options) -> list[Notice]:
    if not documents:
        raise InputError("A comparison needs at least one document. Got none instead.")
    twice = [id for id, n in Counter(document.id for document in documents).items() if n > 1]
    if twice:
        raise InputError(
            f"Every document of a comparison needs an id of its own. Got {', '.join(map(repr, twice))} more than once."
        )
    known = [document.id for document in documents]
    reference = options.report.reference
    if reference is not None and reference not in known:
        raise OptionsError(
            (f"The 'report.reference' option must be the id of a document. Got {reference!r}; known are {', '.join(known)}.",)
        )
    if len(documents) == 1:
        return [Notice(message="There is only one document, so there is nothing to compare it with.", source=documents[0].id)]
    return []
