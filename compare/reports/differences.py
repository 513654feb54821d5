"""Word by word, how one version of a passage differs from another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from compare.model.matches import Edit, Match
from compare.model.spans import Passage
from compare.reports.sources import Sources
from compare.text.words import split_words

Operation = Literal["equal", "delete", "insert", "gap"]
_MOST_CELLS = 20_000_000
"""Words left x words right that are still compared; the bit matrix of that takes 2.5 MB."""
_CONTEXT = 10
"""Words kept on both sides of a change; a longer stretch of the same words becomes a gap that is counted."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a variant.

    `equal` · `delete`: only in the shown version · `insert`: only here · `gap`: the same words, left out.
    """

    operation: Operation
    text: str


class Differences:
    """The word-level edits of a comparison, looked up where its matches have them and computed where they do not."""

    def __init__(self, matches: Iterable[Match], sources: Sources) -> None:
        self._edits = {(match.left, match.right): match.edits for match in matches}
        self._sources = sources

    def between(self, shown: Passage, variant: Passage) -> tuple[Piece, ...]:
        """Return the steps from the shown version to the variant, long unchanged stretches left out.

        Joining the pieces that are no `delete` gives the variant, but for the gaps.
        """
        left, right = self._sources.quote(shown), self._sources.quote(variant)
        if (shown, variant) in self._edits:
            steps = _from_edits(
                self._edits[shown, variant], self._sources[shown.document].text, self._sources[variant.document].text
            )
        elif (variant, shown) in self._edits:
            turned = [
                Edit(_TURNED[edit.operation], edit.right_start, edit.right_end, edit.left_start, edit.left_end)
                for edit in self._edits[variant, shown]
            ]
            steps = _from_edits(turned, self._sources[shown.document].text, self._sources[variant.document].text)
        else:
            steps = compare_words(left, right)
        return tuple(_leave_out(_tidy(steps)))


_TURNED: dict[str, Literal["equal", "replace", "delete", "insert"]] = {
    "equal": "equal", "replace": "replace", "delete": "insert", "insert": "delete",
}  # fmt: skip


def compare_words(left: str, right: str) -> Iterator[Piece]:
    """Yield the steps from `left` to `right`: the longest common subsequence of their folded words (Indel distance).

    Texts too long to compare in reasonable memory come back as one deletion and one insertion.
    """
    from rapidfuzz.distance import Indel

    a, b = split_words(left), split_words(right)
    if len(a) * len(b) > _MOST_CELLS:
        yield Piece("delete", left)
        yield Piece("insert", right)
        return
    starts_a, starts_b = (0, *a.starts[1:], len(left)), (0, *b.starts[1:], len(right))
    if not a.starts or not b.starts:
        yield from (piece for piece in (Piece("delete", left), Piece("insert", right)) if piece.text)
        return
    for step in Indel.opcodes(a.forms, b.forms):
        here = left[starts_a[step.src_start] : starts_a[step.src_end]]
        there = right[starts_b[step.dest_start] : starts_b[step.dest_end]]
        if step.tag == "equal":
            yield Piece("equal", there)
        else:
            yield from (piece for piece in (Piece("delete", here), Piece("insert", there)) if piece.text)


def _from_edits(edits: Iterable[Edit], left: str, right: str) -> Iterator[Piece]:
    for edit in edits:
        here, there = left[edit.left_start : edit.left_end], right[edit.right_start : edit.right_end]
        if edit.operation == "equal":
            yield Piece("equal", there)
        else:
            yield from (piece for piece in (Piece("delete", here), Piece("insert", there)) if piece.text)


def _tidy(steps: Iterable[Piece]) -> Iterator[Piece]:
    """Bring deletions before insertions, join neighbours, and keep white space out of what is struck or underlined."""
    deleted = inserted = equal = ""
    for step in (*steps, Piece("gap", "")):
        if step.operation == "delete":
            deleted += step.text
        elif step.operation == "insert":
            inserted += step.text
        if step.operation in {"delete", "insert"}:
            if equal:
                yield Piece("equal", equal)
                equal = ""
            continue
        if deleted.strip() or inserted.strip():
            if deleted.strip():
                yield Piece("delete", deleted.strip())
            if inserted.strip():
                if deleted.strip():
                    yield Piece("equal", " ")
                lead, trail = _edges(inserted)
                if lead and not deleted.strip():
                    yield Piece("equal", lead)
                yield Piece("insert", inserted.strip())
                equal = trail
            elif deleted[-1:].isspace():
                equal = " "
        elif inserted:
            equal += inserted
        deleted = inserted = ""
        equal += step.text
    if equal:
        yield Piece("equal", equal)


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _leave_out(pieces: Iterable[Piece]) -> Iterator[Piece]:
    pieces = list(pieces)
    for place, piece in enumerate(pieces):
        words = piece.text.split(" ") if piece.operation == "equal" else []
        head = 0 if place == 0 else _CONTEXT
        tail = 0 if place == len(pieces) - 1 else _CONTEXT
        n_hidden = len(words) - head - tail
        if n_hidden < 2 * _CONTEXT or len(pieces) == 1:
            yield piece
            continue
        if head:
            yield Piece("equal", " ".join(words[:head]) + " ")
        yield Piece("gap", f"{n_hidden} words the same")
        if tail:
            yield Piece("equal", " " + " ".join(words[-tail:]))
