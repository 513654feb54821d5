"""Where a document holds text that the user named as one to ignore: a masthead, a template, a standing paragraph."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from compare.matching.align import align_prepared
from compare.options import MatchOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.matching.prepare import Flags, Floats, Prepared

_PASSAGES = MatchOptions(min_words=4)
_LEAST_EDITED = 5
_LINE_SHARE = 0.8
"""Likeness of a line to one of the template: in a line of at least `_LEAST_EDITED` words a name or a date may be another one."""
_MOST_LINES = 1_000
"""Lines of a template that are held against each line of a document; a longer template is found by its passages."""


def mark_ignored(document: Prepared, templates: Iterable[Prepared], bits: Floats) -> list[Flags]:
    """Return for each template which words of a document stand in it, shape (n_words,).

    A passage counts as in any two documents, also slightly edited; a line also if it is nothing but a line of the template,
    however short, or one of at least five words with few of them changed.
    """
    import numpy as np

    marked = []
    for template in templates:
        flags = np.zeros(len(document.words), dtype=np.bool_)
        for fragment in align_prepared(document, template, bits, _PASSAGES).fragments:
            flags[fragment.left_start : fragment.left_end] = True
        for start, end in _find_lines(document, template):
            flags[start:end] = True
        marked.append(flags)
    return marked


def _find_lines(document: Prepared, template: Prepared) -> Iterator[tuple[int, int]]:
    """Yield the lines of a document, in words, that are lines of the template."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extractOne

    wanted = list(dict.fromkeys(tuple(template.forms[a:b].tolist()) for a, b in _cut_lines(template)))[:_MOST_LINES]
    exact, long = set(wanted), [each for each in wanted if len(each) >= _LEAST_EDITED]
    for start, end in _cut_lines(document):
        line = tuple(document.forms[start:end].tolist())
        if line in exact or (
            len(line) >= _LEAST_EDITED
            and extractOne(line, long, scorer=Indel.normalized_similarity, score_cutoff=_LINE_SHARE) is not None
        ):
            yield start, end


def _cut_lines(side: Prepared) -> list[tuple[int, int]]:
    """Return the lines that hold words, as ranges of words."""
    firsts = [
        k for k in range(len(side.words)) if not k or "\n" in side.text[side.words.ends[k - 1] : side.words.starts[k]]
    ]  # fmt: skip
    return list(pairwise([*firsts, len(side.words)])) if firsts else []
