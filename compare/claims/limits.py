"""How much of a story is read for claims: enough for any news story, and never hours for a file of 20 MB.

Every claim is held against every sentence of the other documents, so the cost is the square of what is read, and
the result has a cell for each claim and document.  What is left out is said, document by document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from compare.claims.extraction import ASSERTING
from compare.model.notices import Notice
from compare.model.segments import SegmentedDocument
from compare.options import ClaimOptions

MOST_SENTENCES = 5_000
"""Sentences of all documents together, headlines and captions included.  60 news articles have 2,000 and take 5 s; 5,000
sentences are 25 million pairs and take half a minute.  Above it the longest documents are shortened first."""
SENTENCE_CHARACTERS = 200
"""Characters that a document may use for each of its sentences: the mean of news is 127.  So 2,000 lines of 4,000 characters are
no 8 MB of claims."""
_NAMED = 5
"""Documents named in one notice; the columns of the matrix say which were compared."""


def limit_story(
    documents: Sequence[SegmentedDocument], options: ClaimOptions, reference: str | None = None
) -> tuple[tuple[SegmentedDocument, ...], tuple[Notice, ...]]:
    """Return the documents that claims are compared in, cut to their first sentences, and what was left out.

    Args:
        documents: All documents of the comparison.
        options: `max_documents` and `max_sentences` count.
        reference: Id of a document that is always among them.
    """
    kept, notices = _choose(documents, options.max_documents, reference)
    most = _share_out([_count_told(each) for each in kept], options.max_sentences)
    shortened = []
    for each in kept:
        cut = _shorten(each, most)
        shortened.append(cut)
        if cut is not each:
            notices.append(
                Notice(
                    message=f"Claims are compared in the first {_count_told(cut):,} of {_count_told(each):,} sentences only; "
                    "shared passages are looked for in all of them.",
                    source=each.document.id,
                )
            )
    return tuple(shortened), tuple(notices)


def _choose(
    documents: Sequence[SegmentedDocument], most: int, reference: str | None
) -> tuple[list[SegmentedDocument], list[Notice]]:
    """Return the first documents, the reference among them, in their order."""
    if len(documents) <= most:
        return list(documents), []
    ids = [each.document.id for each in documents]
    chosen = set(islice(dict.fromkeys([*(id for id in ids if id == reference), *ids]), most))
    left_out = [id for id in ids if id not in chosen]
    named = ", ".join(left_out[:_NAMED]) + (f" and {len(left_out) - _NAMED:,} more" if len(left_out) > _NAMED else "")
    message = (
        f"Claims are compared in {most:,} of {len(ids):,} documents only; shared passages are looked for in all. "
        f"Not compared: {named}. Hint: raise the option claims.max_documents, now {most}."
    )
    return [each for each in documents if each.document.id in chosen], [Notice(message=message)]


def _share_out(sizes: Sequence[int], most: int) -> int:
    """Return how many sentences a document may have, so that all together have at most `MOST_SENTENCES`.

    Short documents leave what they do not need to the long ones; at least one each.

    >>> _share_out([10, 20_000, 20_000], 9_999)
    2495
    """
    left = MOST_SENTENCES
    for n, size in enumerate(sorted(sizes)):
        fair = left // (len(sizes) - n)
        if min(size, most) > fair:
            return max(1, fair)
        left -= min(size, most)
    return most


def _count_told(document: SegmentedDocument) -> int:
    """Return of how many sentences claims are made: a headline and a caption count like the body."""
    return sum(sentence.role in ASSERTING for sentence in document.sentences)


def _shorten(document: SegmentedDocument, most: int) -> SegmentedDocument:
    """Return the document up to its `most`-th sentence, or `most * SENTENCE_CHARACTERS`; the same one if that is all."""
    room = most * SENTENCE_CHARACTERS
    sentences, n_told = document.sentences, 0
    for place, sentence in enumerate(sentences):
        if sentence.role not in ASSERTING:
            continue
        room -= sentence.end - sentence.start
        if n_told == most or (room < 0 and n_told):
            return replace(
                document,
                sentences=sentences[:place],
                paragraphs=tuple(each for each in document.paragraphs if each.start < sentence.start),
                quotations=tuple(each for each in document.quotations if each.start < sentence.start),
            )
        n_told += 1
    return document
