"""Two prepared documents -> every reused passage.

Passages are chosen from the surest to the least sure, and what is taken is never taken again: long verbatim runs,
condensed passages, fragments of several sentences, single sentences, and last the short wording that is left.
Only what repeats a passage in another place of one document, but for small edits, may share that passage (`repeats`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compare.matching.blocks import choose_blocks
from compare.matching.chains import find_chains, find_neighbours
from compare.matching.choice import choose_fragments, find_taken, find_walls
from compare.matching.condensed import find_condensed
from compare.matching.edges import cut_passage
from compare.matching.edits import align_words, make_edits, share_words
from compare.matching.evidence import weigh_evidence
from compare.matching.finish import JOIN_WORDS, is_wanted, join_fragments, refine_fragment
from compare.matching.moved import find_stretches
from compare.matching.occupied import Closed, Occupied
from compare.matching.pairs import Fragment, Pair
from compare.matching.repeats import find_repeats
from compare.matching.seeds import find_seeds, make_vectors, weigh_terms
from compare.matching.verbatim import find_runs
from compare.model.matches import Match
from compare.model.spans import Passage

if TYPE_CHECKING:
    from compare.matching.cuts import Cut
    from compare.matching.prepare import Floats, Prepared
    from compare.options import MatchOptions

_GRAM = 3
"""Words of the grams that runs are found by."""


class Alignment(NamedTuple):
    """The reused passages of a pair.

    Args:
        fragments: As ranges of words, ordered by place on the left.  Two overlap only on one side, where the other
            document repeats the text.
        cuts: What was not looked for, since the documents were too long or repeat themselves too often.
    """

    fragments: list[Fragment]
    cuts: frozenset[Cut] = frozenset()


def align_prepared(
    left: Prepared, right: Prepared, bits: Floats, options: MatchOptions, closed: Closed | None = None
) -> Alignment:
    """Return the reused passages of a pair.

    Args:
        left: One document.
        right: The other one.
        bits: How rare each stem is in news at large.
        options: What counts as a passage.
        closed: Words that no passage may hold; None for none.
    """
    if not _is_in_order(left, right):
        found = _align_ordered(right, left, bits, options, closed.mirror() if closed else None)
        return Alignment(sorted(each.mirror() for each in found.fragments), found.cuts)
    return _align_ordered(left, right, bits, options, closed)


def _is_in_order(left: Prepared, right: Prepared) -> bool:
    """Return whether a pair is aligned as it stands; False if with its sides changed.

    Whatever falls by place on the left (which of two equal sentences, which of two common subsequences) must not depend on
    who stands first.  The longer document takes the left: on PAN 2013 this is .951, the shorter one there .950.
    """
    return (len(left.words), left.text) >= (len(right.words), right.text)


def _align_ordered(left: Prepared, right: Prepared, bits: Floats, options: MatchOptions, closed: Closed | None) -> Alignment:
    n_left, n_right = len(left.stems), len(right.stems)
    if min(n_left, n_right) < options.min_words:
        return Alignment([])
    if closed is None and n_left == n_right and bool((left.forms == right.forms).all()):
        return Alignment([Fragment(0, n_left, 0, n_right, 1.0)])
    weights = weigh_terms(left, right, bits)
    pair = Pair(left, right, weights, make_vectors(left, right, weights))
    evidence = weigh_evidence(pair, bits)
    occupied = Occupied(n_left, n_right, closed)
    copied, is_linked_less = find_runs(left.forms, right.forms, _GRAM)
    blocks = choose_blocks(pair, copied, occupied)
    runs, is_chained_less = find_runs(left.stems, right.stems, _GRAM)
    taken = find_taken(pair, occupied)
    is_all_found = bool(taken[0].all() or taken[1].all())
    seeds, is_seeded_less = find_seeds(left, right, pair.vectors, taken)
    condensed = []
    for fragment in find_condensed(pair, seeds):
        if occupied.is_free(fragment):
            occupied.add(fragment)
            condensed.append(fragment)
    found = choose_fragments(pair, seeds, find_walls(blocks, occupied), find_stretches(left, right, runs), evidence, occupied)
    found += find_chains(pair, copied, evidence, occupied, options.min_words)
    found += find_neighbours(copied, evidence, occupied, [*blocks, *found], JOIN_WORDS)
    whole = join_fragments(sorted([*blocks, *found]), occupied)
    joined = [part for each in whole for part in refine_fragment(pair, each)]
    if len(joined) > len(whole):  # somebody's own sentences were cut out; the other document may have them elsewhere
        left_over = Occupied(n_left, n_right, closed)
        left_over.add(*joined, *condensed)
        joined += find_chains(pair, copied, evidence, left_over, options.min_words)
    wanted = [each for each in [*joined, *condensed] if is_wanted(pair, each, options)]
    repeats = find_repeats(pair, runs, evidence, wanted, closed, options.min_words)
    wanted += [each for each in repeats if is_wanted(pair, each, options)]
    told: dict[Cut, bool] = {
        "words": pair.vectors.is_cut and not is_all_found,
        "partners": is_seeded_less,
        "places": is_linked_less or is_chained_less,
    }
    return Alignment(sorted(wanted), frozenset(cut for cut, is_told in told.items() if is_told))


def make_match(left: Prepared, right: Prepared, ids: tuple[str, str], fragment: Fragment, cuts: set[Cut] | None = None) -> Match:
    """Return a passage with its offsets, likeness and edits; `cuts` takes what was cut short in the edits."""
    a = left.forms[fragment.left_start : fragment.left_end].tolist()
    b = right.forms[fragment.right_start : fragment.right_end].tolist()
    is_ordered = _is_in_order(left, right)
    blocks = align_words(a, b, cuts) if is_ordered else [(i, j, k, m) for k, m, i, j in align_words(b, a, cuts)]
    left_span = cut_passage(left, fragment.left_start, fragment.left_end)
    right_span = cut_passage(right, fragment.right_start, fragment.right_end)
    return Match(
        left=Passage(ids[0], *left_span),
        right=Passage(ids[1], *right_span),
        similarity=share_words(a, b, blocks),
        edits=make_edits(left, right, fragment, blocks, left_span, right_span),
    )
