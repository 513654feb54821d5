"""What was not looked for in a pair of very long or very repetitive documents, and how a reader is told."""

from __future__ import annotations

from typing import Literal, get_args

Cut = Literal["words", "partners", "places", "edits"]
"""What was cut short.

words: units were compared by their rarer words only · partners: a unit that is like very many others was held against
the likeliest of them only · places: a phrase that stands in many places was followed in some of them only · edits: the
wording of a very long passage was compared part by part.
"""

CUTS: tuple[Cut, ...] = get_args(Cut)

_SENTENCES: dict[Cut, str] = {
    "words": (
        "{left} and {right} are so long that only their rarer words were compared sentence by sentence; "
        "passages with the same wording are found, some reworded ones may be missing."
    ),
    "partners": (
        "{left} and {right} repeat themselves so often that sentences with very many likenesses were held against the likeliest "
        "only; passages with the same wording are found, some reworded repetitions may be missing."
    ),
    "places": (
        "{left} and {right} repeat so many phrases that a phrase was not followed to all places where it stands; "
        "some short repetitions may be missing."
    ),
    "edits": (
        "{left} and {right} share a passage that is so long and repeats itself so often that its wording was compared part by "
        "part; more of its words may be the same than are shown as the same."
    ),
}


def tell_cut(cut: Cut, left: str, right: str) -> str:
    """Return the sentence that tells a reader what was cut short in a pair of documents, by their ids."""
    return _SENTENCES[cut].format(left=left, right=right)
