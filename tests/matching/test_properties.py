"""Properties of matching, whatever the text."""

from itertools import combinations, pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from compare.matching import align_documents, match_documents
from compare.model.documents import Document
from compare.model.matches import Edit, Match
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage
from compare.options import MatchOptions
from compare.text.words import split_words

VOCABULARY = """
    the of and a in to ferry harbour Alma divers cargo stone swell coastguard quarry deck frost orchard blossom cider scab "
    "valley library catalogue roof
    said Monday 43 2021 1,200 Türkiye “quoted” cafe\u0301 naïve co\u00adop שלום مرحبا 渡轮 🚢 don’t
""".split()  # noqa: SIM905 - a list of words reads best as words
WORDS = st.sampled_from(VOCABULARY)
ENDS = st.sampled_from([". ", "! ", ".\n\n", "; ", ".\r\n", "\u00a0", ", ", "… "])
SENTENCES = st.builds(lambda words, end: " ".join(words) + end, st.lists(WORDS, min_size=1, max_size=14), ENDS)
TEXTS = st.lists(SENTENCES, max_size=12).map("".join)
ANY = st.one_of(TEXTS, st.text(max_size=60), st.text(alphabet=st.characters(), max_size=60))
PASSAGE = (
    "Inspectors from the lighthouse authority photographed rusted davits, perished gaskets and a bilge pump without an impeller. "
    "Nobody aboard had practised launching the rafts since the previous skipper retired in autumn."
)
NEWS = (
    PASSAGE.split(". ")[0] + ". ",
    "Nobody aboard had practised launching the rafts since the previous skipper retired in autumn. ",
    "Inspectors photographed a bilge pump without an impeller, and rusted davits. ",
    "“We bought the rafts second-hand from a trawler,” the owner wrote to the lighthouse authority. ",
    "The owner wrote that he had bought the rafts second-hand; nobody had practised launching them. ",
    "Growers of the Tessel valley expect a meagre apple harvest after the late frost.\n\n",
)
STORIES = st.lists(st.one_of(st.sampled_from(NEWS), SENTENCES), max_size=12).map("".join)
"""Texts of one story: sentences that several have, as they are or reworded, in any order, amid their own."""


def align(left, right):
    return align_documents(Document(id="left", text=left), Document(id="right", text=right))


def cut(document):
    return SegmentedDocument(document=document, paragraphs=(), sentences=())


def places(matches):
    return {(m.left.document, m.left.start, m.left.end, m.right.document, m.right.start, m.right.end) for m in matches}


@given(ANY, ANY)
def test_edits_tile_both_passages_and_offsets_are_in_range(left, right):
    """Joining the sides of the edits gives both passages back, whatever the text."""
    for match in align(left, right):
        assert 0 <= match.left.start < match.left.end <= len(left)
        assert 0 <= match.right.start < match.right.end <= len(right)
        assert 0.0 <= match.similarity <= 1.0
        assert (match.similarity == 1.0) == match.is_verbatim
        assert "".join(left[e.left_start : e.left_end] for e in match.edits) == left[match.left.start : match.left.end]
        assert "".join(right[e.right_start : e.right_end] for e in match.edits) == right[match.right.start : match.right.end]
        for before, after in pairwise(match.edits):
            assert (before.left_end, before.right_end) == (after.left_start, after.right_start)
            assert before.operation != after.operation


@given(STORIES, STORIES)
def test_passages_overlap_only_where_the_other_document_repeats_the_text(left, right):
    """Two passages of a pair never overlap on both sides, and of two that overlap on one side, one has its other side alone."""
    matches = align(left, right)

    def is_alone(match, side):
        return not any(getattr(match, side).span.overlap(getattr(each, side)) for each in matches if each is not match)

    for one, other in combinations(matches, 2):
        on_left, on_right = one.left.span.overlap(other.left), one.right.span.overlap(other.right)
        assert not (on_left and on_right)
        assert not on_left or is_alone(one, "right") or is_alone(other, "right")
        assert not on_right or is_alone(one, "left") or is_alone(other, "left")


def mirror(match):
    return Match(
        left=Passage("left", match.right.start, match.right.end),
        right=Passage("right", match.left.start, match.left.end),
        similarity=match.similarity,
        edits=tuple(
            Edit(
                {"insert": "delete", "delete": "insert"}.get(each.operation, each.operation),
                each.right_start,
                each.right_end,
                each.left_start,
                each.left_end,
            )
            for each in match.edits
        ),
    )


@given(STORIES, STORIES)
def test_changing_sides_changes_nothing_else(left, right):
    """What A shares with B, B shares with A: the same passages, the same edits, seen from the other side."""
    there, back = align(left, right), align(right, left)
    assert sorted(map(mirror, back), key=lambda match: (match.left, match.right)) == list(there)


@given(TEXTS, st.data())
def test_an_inserted_passage_is_found_wherever_it_stands(text, data):
    """A passage of one document that is put between any two sentences of another is found, all but its edges."""
    sentences = text.split(". ")
    place = data.draw(st.integers(0, len(sentences)))
    other = ". ".join([*sentences[:place], PASSAGE, *sentences[place:]])
    start = other.index(PASSAGE)
    matches = align(f"Growers fear frost. {PASSAGE}", other)
    covered = sum(m.right.span.overlap(m.right.__class__("right", start, start + len(PASSAGE))) for m in matches)
    assert covered >= 0.95 * len(PASSAGE)


@given(TEXTS)
def test_identical_documents_give_one_match(text):
    """A document matches itself as a whole."""
    matches = align(text, text)
    assert len(matches) <= 1
    if len(text.split()) > 40:
        assert matches[0].similarity == 1.0


@settings(max_examples=25)
@given(st.lists(TEXTS, min_size=3, max_size=3))
def test_further_documents_change_nothing(texts):
    """Each pair is decided by itself: a third document neither adds nor removes a match of two others."""
    documents = [Document(id=name, text=text + PASSAGE) for name, text in zip("abc", texts, strict=True)]
    matches = match_documents([cut(each) for each in documents], MatchOptions()).matches
    for i, j in ((0, 1), (0, 2), (1, 2)):
        alone = align_documents(documents[i], documents[j])
        assert alone == tuple(m for m in matches if {m.left.document, m.right.document} == {documents[i].id, documents[j].id})


@settings(max_examples=15)
@given(st.lists(TEXTS, min_size=3, max_size=3))
def test_the_order_of_documents_changes_sides_only(texts):
    """Every order of three documents that share a passage gives the same shared words of that passage."""
    documents = [Document(id=name, text=text + "\n\n" + PASSAGE) for name, text in zip("abc", texts, strict=True)]
    seen = set()
    for order in permutations(documents):
        matches = match_documents([cut(each) for each in order], MatchOptions()).matches
        seen.add(frozenset(frozenset((m.left.document, m.right.document)) for m in matches))
    assert len(seen) == 1


def test_rare_words_of_a_third_document_do_not_hide_a_short_passage():
    """What a word says is measured in the pair, not in the story: it once shrank with every further document."""
    texts = (
        "Growers wait. He mocked a glass roof over the flooded reading room and left.",
        "Critics saw a glass roof over the flooded reading room, which leaked.",
        " ".join(f"Zyx{k} qwv{k} plk{k} vbn{k} tgh{k}." for k in range(200)),
    )
    documents = [Document(id=name, text=text) for name, text in zip("abc", texts, strict=True)]
    matches = match_documents([cut(each) for each in documents], MatchOptions()).matches
    assert matches == align_documents(documents[0], documents[1]) != ()


SYLLABLES = ("bra", "cor", "dul", "fen", "gos", "hir", "jat", "kel", "lom", "mur", "nep", "osk", "pri", "quo", "rud", "sev")
INVENTED = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
NEW_WORDS = st.lists(st.sampled_from(INVENTED), min_size=40, max_size=80, unique=True)
ONE_WORD = st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x52F), max_size=30).map("".join)


def held(text, span, spans):
    """Return the share of a span's characters, spaces left out, that lie in the spans."""
    letters = [k for k in range(*span) if not text[k].isspace()]
    return sum(any(start <= k < end for start, end in spans) for k in letters) / len(letters)


@given(NEW_WORDS, TEXTS, st.data())
def test_any_words_of_one_text_are_found_at_any_place_of_another(words, other, data):
    """A dozen words or more, cut out anywhere and put between any two characters of another text, are held on both sides."""
    size = data.draw(st.integers(12, 30))
    first = data.draw(st.integers(0, len(words) - size))
    place = data.draw(st.integers(0, len(other)))
    passage = " ".join(words[first : first + size])
    left, right = " ".join(words), f"{other[:place]} {passage} {other[place:]}"
    matches = align(left, right)
    begin = left.index(passage)
    assert held(left, (begin, begin + len(passage)), [(m.left.start, m.left.end) for m in matches]) >= 0.95
    begin = place + 1
    assert held(right, (begin, begin + len(passage)), [(m.right.start, m.right.end) for m in matches]) >= 0.95


@given(st.lists(SENTENCES, min_size=2, max_size=12).map("".join).filter(lambda text: len(text.split()) > 10))
def test_a_document_and_its_copy_are_one_match_from_first_to_last_word(text):
    """Identical documents give one match: verbatim, the same span on both sides, with every word in it."""
    (match,) = align(text, text)
    assert match.is_verbatim
    assert match.left.span == match.right.span
    inside = text[match.left.start : match.left.end]
    assert [c for c in inside if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.one_of(st.just(""), st.text(alphabet=" \r\n\t\u00a0.,;!“”…🚢", max_size=40), ONE_WORD), ANY)
def test_empty_and_one_word_documents_share_nothing(word, text):
    """What has no words, or one, has no passage, not even with itself."""
    assert align(word, text) == align(text, word) == align(word, word) == ()


@given(TEXTS, TEXTS)
def test_equal_edits_hold_the_same_words_and_others_keep_a_side_empty(left, right):
    """An edit is what it says: `equal` the same words, `delete` nothing right, `insert` nothing left, `replace` something on both."""
    for match in align(f"{left}{PASSAGE}", f"{PASSAGE} {right}"):
        for edit in match.edits:
            ours, theirs = (
                (left + PASSAGE)[edit.left_start : edit.left_end],
                f"{PASSAGE} {right}"[edit.right_start : edit.right_end],
            )
            if edit.operation == "equal":
                assert split_words(ours).forms == split_words(theirs).forms != ()
            else:
                assert (bool(ours), bool(theirs)) == {"delete": (True, False), "insert": (False, True), "replace": (True, True)}[
                    edit.operation
                ]


@settings(max_examples=15)
@given(st.lists(TEXTS, min_size=3, max_size=3))
def test_in_any_order_of_documents_a_pair_has_the_matches_of_the_pair_alone(texts):
    """Shuffling documents changes nothing: each pair has what it has alone, and the passage that all hold is found."""
    documents = [Document(id=name, text=text + "\n\n" + PASSAGE) for name, text in zip("abc", texts, strict=True)]
    for order in permutations(documents):
        matches = match_documents([cut(each) for each in order], MatchOptions()).matches
        for left, right in combinations(order, 2):
            found = [m for m in matches if (m.left.document, m.right.document) == (left.id, right.id)]
            assert tuple(found) == align_documents(left, right)
            for document, spans in (
                (left, [(m.left.start, m.left.end) for m in found]),
                (right, [(m.right.start, m.right.end) for m in found]),
            ):
                begin = document.text.index(PASSAGE)
                assert held(document.text, (begin, begin + len(PASSAGE)), spans) >= 0.95


@settings(max_examples=25)
@given(TEXTS, TEXTS, st.text(max_size=300), st.integers(0, 2))
def test_a_stranger_removes_no_match(left, right, stranger, place):
    """A document about something else, put anywhere among the others, leaves their matches as they are."""
    documents = [Document(id="left", text=left + PASSAGE), Document(id="right", text=f"{PASSAGE}\n{right}")]
    alone = align_documents(*documents)
    assert alone
    documents.insert(place, Document(id="stranger", text=stranger))
    matches = match_documents([cut(each) for each in documents], MatchOptions()).matches
    assert tuple(m for m in matches if "stranger" not in (m.left.document, m.right.document)) == alone
