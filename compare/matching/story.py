"""Every pair of a story, each document prepared once, and what the user leaves out kept apart."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from compare.matching.align import make_match
from compare.matching.cuts import CUTS, tell_cut
from compare.matching.excluded import align_pair
from compare.matching.ignored import mark_ignored
from compare.matching.occupied import Closed
from compare.matching.prepare import Preparer
from compare.model.documents import Document
from compare.model.exclusions import EXCLUSION_REASONS, ExclusionReason
from compare.model.matches import Match
from compare.model.notices import Notice
from compare.options import MatchOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.matching.prepare import Flags
    from compare.model.segments import SegmentedDocument
    from compare.model.spans import Passage

_DEFAULTS = MatchOptions()
_IGNORED_NOWHERE = "This text is ignored; it was found in none of the articles."


class StoryMatches(NamedTuple):
    """What the documents of a story share.

    Args:
        matches: Reused passages of every pair, ordered by left, then by right passage.
        excluded: Those that the options leave out, by reason; ordered in the same way.
        notices: What was cut short, and where ignored text was found.
    """

    matches: tuple[Match, ...]
    excluded: Mapping[ExclusionReason, tuple[Match, ...]]
    notices: tuple[Notice, ...]


def align_documents(
    left: Document, right: Document, options: MatchOptions = _DEFAULTS, templates: Sequence[Document] = ()
) -> tuple[Match, ...]:
    """Return every passage that stands in both documents and is not left out, ordered by place in `left`."""
    found = _match([left, right], options, templates)
    for notice in found.notices:
        if notice.source is None or notice.message == _IGNORED_NOWHERE:
            warnings.warn(str(notice), stacklevel=3)  # the line that calls the porch
    return found.matches


def match_with_first(
    documents: Sequence[SegmentedDocument], options: MatchOptions, templates: Sequence[Document] = ()
) -> StoryMatches:
    """Return the reused passages of the first document and each other one: those of `match_documents` on its left.

    Args:
        documents: At least one.
        options: What counts as a passage, and what is left out.
        templates: Texts that are ignored wherever they stand.
    """
    return _match([each.document for each in documents], options, templates, n_left=1)


def match_documents(
    documents: Sequence[SegmentedDocument], options: MatchOptions, templates: Sequence[Document] = ()
) -> StoryMatches:
    """Return the reused passages of every pair, in the order of the documents.

    The matches of two documents are those of `align_documents`, whatever other documents there are.

    Args:
        documents: At least one.
        options: What counts as a passage, and what is left out.
        templates: Texts that are ignored wherever they stand.
    """
    return _match([each.document for each in documents], options, templates)


def _match(
    documents: Sequence[Document], options: MatchOptions, templates: Sequence[Document], n_left: int | None = None
) -> StoryMatches:
    """Return the passages of every pair; with `n_left`, of those whose left document is one of the first so many."""
    import numpy as np

    preparer = Preparer()
    prepared = [preparer.prepare(each.text) for each in documents]
    ignorable = [preparer.prepare(each.text) for each in templates]
    bits = preparer.stems.bits
    marked = [mark_ignored(each, ignorable, bits) for each in prepared] if templates else []
    ignored: list[Flags] = [np.logical_or.reduce(flags) for flags in marked]
    notices = _tell_ignored(templates, marked)
    place = {each.id: k for k, each in enumerate(documents)}
    matches: list[Match] = []
    excluded: dict[ExclusionReason, list[Match]] = {reason: [] for reason in EXCLUSION_REASONS}
    n_left = len(documents) if n_left is None else n_left
    for i, j in combinations(range(len(documents)), 2):
        if i >= n_left:
            break
        ids = documents[i].id, documents[j].id
        found = align_pair(prepared[i], prepared[j], bits, options, Closed(ignored[i], ignored[j]) if templates else None)
        cuts = set(found.cuts)
        matches += [make_match(prepared[i], prepared[j], ids, fragment, cuts) for fragment in found.kept]
        for reason, fragments in found.excluded.items():
            excluded[reason] += [make_match(prepared[i], prepared[j], ids, fragment, cuts) for fragment in fragments]
        notices += [Notice(message=tell_cut(cut, *ids)) for cut in CUTS if cut in cuts]

    def place_of(passage: Passage) -> tuple[int, int, int]:
        return place[passage.document], passage.start, passage.end

    def order(found: list[Match]) -> tuple[Match, ...]:
        return tuple(sorted(found, key=lambda match: (*place_of(match.left), *place_of(match.right))))

    return StoryMatches(order(matches), {reason: order(each) for reason, each in excluded.items()}, tuple(notices))


def _tell_ignored(templates: Sequence[Document], marked: Sequence[Sequence[Flags]]) -> list[Notice]:
    """Return a notice for each template: in how many articles it was found, so that nobody ignores nothing unawares."""
    notices = []
    for k, template in enumerate(templates):
        counts = [int(flags[k].sum()) for flags in marked]
        n_found = sum(count > 0 for count in counts)
        where = f"in {n_found} of {len(counts)} articles ({sum(counts)} words)"
        message = f"This text is ignored; it was found {where}." if n_found else _IGNORED_NOWHERE
        notices.append(Notice(message=message, source=template.path or template.id))
    return notices
