"""What the matcher promises for two documents, on invented news."""

import pytest

from compare.matching import align_documents
from compare.model.documents import Document
from compare.options import MatchOptions

FERRY = (
    "The ferry Alma capsized off Port Alder on Monday after its cargo of quarry stone shifted in heavy swell. "
    "Divers recovered eleven bodies from the flooded car deck, and the coastguard called off its search at dusk. "
    "The vessel had failed two inspections since spring, according to records that the harbour board published. "
)
ORCHARD = (
    "Growers in the Tessel valley expect the smallest apple harvest in twenty years. "
    "Late frost killed most of the blossom, and a wet June brought scab into the surviving orchards. "
    "Cider makers have begun to buy fruit from across the border. "
)
LIBRARY = (
    "The town library reopens in March with a reading room under a glass roof. "
    "Its card catalogue, which survived the flood of 1953, will stand in the entrance hall. "
)


def align(left, right, **options):
    return align_documents(Document(id="left", text=left), Document(id="right", text=right), MatchOptions(**options))


def quotes(matches, left, right):
    return [(left[m.left.start : m.left.end], right[m.right.start : m.right.end]) for m in matches]


def test_a_copied_sentence_is_found_with_its_full_stop_and_nothing_else():
    """A single shared sentence is a match from its first word to its full stop."""
    sentence = "Divers recovered eleven bodies from the flooded car deck before dusk."
    left, right = f"Rain fell all week. {sentence} Schools stay closed.", f"{ORCHARD}{sentence} Nobody was blamed for it."
    assert quotes(align(left, right), left, right) == [(sentence, sentence)]


def test_a_quotation_keeps_both_of_its_marks():
    """A passage that begins with a quotation mark ends with one, over the comma that English sets inside."""
    quotation = "“Nobody aboard had practised launching the rafts since the skipper retired,”"
    left, right = (
        f"Rain fell. {quotation} the engineer said when he came ashore late in the evening.",
        f"{ORCHARD}{quotation} growers read with some surprise in a pamphlet about cider.",
    )
    assert quotes(align(left, right), left, right) == [(quotation, quotation)]
    bare = quotation.strip("“”,")
    assert quotes(
        align(left, f"{ORCHARD}{bare}, growers read with some surprise in a pamphlet about cider."),
        left,
        f"{ORCHARD}{bare}, growers read with some surprise in a pamphlet about cider.",
    ) == [(quotation, bare)]


def test_a_borrowed_half_sentence_is_found():
    """Distinctive wording of a few words is found inside sentences that differ otherwise."""
    left = f"{ORCHARD}He described a glass roof over the flooded reading room and went home."
    right = f"{FERRY}Critics mocked a glass roof over the flooded reading room, which leaked."
    (match,) = align(left, right)
    assert left[match.left.start : match.left.end].startswith("a glass roof over the flooded reading room")
    assert match.is_verbatim


@pytest.mark.parametrize(
    "phrase",
    [
        "the minister said in a statement on Monday that",
        "of the United States of America and the",
        "President Juan Manuel Santos Calderon of the Republic of Colombia",
        "on Tuesday, September 7, 2021, at the end of the year",
    ],
)
def test_stock_phrases_names_and_dates_are_no_match(phrase):
    """What everyone writes says nothing about who has it from whom."""
    assert align(f"{ORCHARD}Then {phrase} growers left.", f"{FERRY}Later {phrase} crews came.") == ()


def test_an_edited_sentence_carries_edits_that_rebuild_both_sides():
    """Edits tile both passages; equal steps hold equal words."""
    left = "Divers recovered eleven bodies from the flooded car deck, and the coastguard called off its search at dusk."
    right = "Divers recovered twelve bodies from the flooded deck, and the coastguard then called off its search at dusk."
    (match,) = align(left, right)
    assert "".join(left[e.left_start : e.left_end] for e in match.edits) == left
    assert "".join(right[e.right_start : e.right_end] for e in match.edits) == right
    assert [(e.operation, left[e.left_start : e.left_end], right[e.right_start : e.right_end]) for e in match.edits][1] == (
        "replace",
        "eleven ",
        "twelve ",
    )
    assert 0.8 < match.similarity < 1.0


def test_identical_documents_are_one_match():
    """The same text on both sides is one passage with similarity 1."""
    for text in (FERRY, FERRY * 40, "Late frost killed most of the blossom."):
        (match,) = align(text, text)
        assert (match.left.start, match.left.end, match.similarity) == (0, len(text.rstrip()), 1.0)


def test_nothing_is_shared_with_an_empty_or_one_word_document():
    """Too little text is no match, and no error."""
    for text in ("", " ", "Ferries", "\0", "…"):
        assert align(text, FERRY) == align(FERRY, text) == align(text, text) == ()


def test_a_paragraph_with_reordered_sentences_is_found():
    """The order of sentences may change within a passage."""
    first, second, third = (each + "." for each in FERRY.strip().removesuffix(".").split(". "))
    left, right = f"{ORCHARD}{FERRY}{LIBRARY}", f"{third} {first} {second}"
    matches = align(left, right)
    covered = sum(match.right.length for match in matches)
    assert covered >= 0.9 * len(right)


def test_a_moved_paragraph_is_found():
    """A passage may stand anywhere on the other side."""
    left, right = f"{FERRY}\n\n{ORCHARD}\n\n{LIBRARY}", f"{LIBRARY}\n\n{FERRY}"
    assert {a.strip() for a, _ in quotes(align(left, right), left, right)} == {FERRY.strip(), LIBRARY.strip()}


def test_a_reworded_passage_is_found():
    """Several sentences told with other words in between count as reuse."""
    reworded = (
        "On Monday the ferry Alma capsized near Port Alder when a cargo of quarry stone shifted in the swell. "
        "From the flooded car deck divers recovered eleven bodies; at dusk the coastguard called off the search. "
        "According to records published by the harbour board, the vessel had failed two inspections since spring. "
    )
    left, right = f"{ORCHARD}{FERRY}{LIBRARY}", reworded
    matches = align(left, right)
    assert sum(match.right.length for match in matches) >= 0.8 * len(reworded.strip())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“quoted”", '"quoted"'),
        ("Türkiye", "TURKEY"),
        ("défense\u00a0budget", "de\u0301fense budget"),
        ("co\u00adoperation", "cooperation"),
        ("harbour\r\nboard", "harbor\nboard"),
    ],
)
def test_spelling_quotes_accents_and_invisible_marks_hide_nothing(one, other):
    """Characters that differ in form only neither break a match nor shift it."""
    left = f"Growers wait. Divers recovered eleven {one} bodies from the flooded car deck 🚢 before dusk."
    right = f"Divers recovered eleven {other} bodies from the flooded car deck 🚢 before dusk. Nobody came."
    (match,) = align(left, right)
    assert match.similarity == 1.0
    assert left[match.left.start : match.left.end] == left[14:]
    assert right[match.right.start : match.right.end] == right[:-13]


@pytest.mark.parametrize(
    "text",
    [
        "وصلت العبارة إلى ميناء ألدر يوم الاثنين بعد عاصفة شديدة وأنقذ خفر السواحل جميع الركاب قبل الغروب.",
        "渡轮周一在港口附近倾覆，潜水员在黄昏前从被淹的车辆甲板上找到了十一具遗体。",
        "Паром перевернулся у порта в понедельник, водолазы подняли тела с затопленной палубы до наступления темноты.",
    ],
)
def test_other_scripts_are_matched(text):
    """Right-to-left, Han and Cyrillic text is matched like any other."""
    left, right = f"{ORCHARD}{text}", f"{text} {LIBRARY}"
    (match,) = align(left, right)
    assert text.rstrip(".。") in left[match.left.start : match.left.end]


def test_text_that_one_side_repeats_is_found_in_each_place():
    """A quotation that comes again at the end, or as a pull quote, is a match there, too; whichever document stands first."""
    quotation = "“Nobody told us that the harbour wall would be gone before winter,” said Jory Pask, who mends nets there."
    left = f"{quotation} {LIBRARY}"
    right = f"{ORCHARD}{quotation} {FERRY}“Nobody told us that the harbour wall would be gone before winter”"
    first, second = sorted(align(left, right), key=lambda match: match.right.start)
    assert (left[first.left.start : first.left.end], right[first.right.start : first.right.end]) == (quotation, quotation)
    assert (first.left.start, second.left.start) == (0, 0)
    assert right[second.right.start : second.right.end] == "“Nobody told us that the harbour wall would be gone before winter”"
    assert len(align(right, left)) == 2


def test_a_text_is_reported_in_a_few_places_however_often_it_is_repeated():
    """What repeats without end gives no endless list of matches."""
    sentence = "Divers recovered eleven bodies from the flooded car deck before dusk. "
    for times, places in ((2, 2), (3, 3), (4, 4), (10, 4)):
        right = "".join(f"{sentence}Then w{k} x{k} y{k} z{k} came. " for k in range(times))
        assert len(align(f"{ORCHARD}{sentence}{LIBRARY}", right)) == places
    endless = "".join(f"{sentence}Then w{k} x{k} y{k} z{k} came. " for k in range(400))
    assert len(align(f"{ORCHARD}{sentence}{LIBRARY}", endless)) <= 4


def test_options_raise_the_bar():
    """`min_words` and `min_similarity` leave out what is shorter or less alike."""
    sentence = "Divers recovered eleven bodies from the flooded car deck before dusk."
    assert align(f"{ORCHARD}{sentence}", f"{LIBRARY}{sentence}", min_words=12) == ()
    reworded = sentence.replace("eleven bodies", "the remains of twelve drowned people")
    assert len(align(f"{ORCHARD}{sentence}", f"{LIBRARY}{reworded}")) == 1
    assert align(f"{ORCHARD}{sentence}", f"{LIBRARY}{reworded}", min_similarity=1.0) == ()


def test_options_raise_the_bar_for_what_one_side_repeats():
    """A second place of a text has to be as alike as the first."""
    towed = "Divers recovered eleven bodies from the flooded car deck before dusk and towed the wreck into Alder harbour."
    again = towed.replace("bodies from", "drowned people out of").replace("before dusk", "after dark")
    left, right = f"{towed} {ORCHARD} {again}", f"{LIBRARY} {towed}"
    assert len(align(left, right)) == 2
    assert quotes(align(left, right, min_similarity=1.0), left, right) == [(towed, towed)]


def test_a_row_of_dots_costs_linear_work():
    """Leaders of a table of contents that no space follows end no clause, and are not tried again from each of their dots."""
    assert align(f"The ferry sank{'.' * 300_000}x", ORCHARD) == ()


def test_a_sentence_repeated_thousands_of_times_is_bounded():
    """Repetition costs linear work, not the square of it."""
    sentence = "The ferry Alma sank off Port Alder on Monday, killing 43 people. "
    (match,) = align(sentence * 3_000, sentence * 2_500)
    assert match.right.length == len(sentence) * 2_500 - 1


def test_lone_surrogates_and_control_characters_are_carried():
    """Nothing in a text is invalid."""
    text = "Divers \ud800recovered\x00 eleven bodies\ufffe from the flooded car deck before dusk."
    (match,) = align(f"{ORCHARD}{text}", f"{text}{LIBRARY}")
    assert match.similarity == 1.0


def test_a_paragraph_of_ones_own_between_copied_ones_ends_the_passage():
    """An outlet that puts its own reporting amid wire copy is not shown as having copied it."""
    before = (
        "The Aldercombe, with 212 people on board, was struck on its port side three miles off Gannet Head. "
        "Rescuers brought 187 people ashore before midnight, and the others were found at dawn by a trawler."
    )
    after = (
        "The coaster, the Brannock Star, was carrying gravel from the quarries on Tarrin to the mainland. "
        "Eight lifeboats, two helicopters and a dozen fishing boats took part in a search that lasted all night."
    )
    own = "Council leader Hanne Brisk told pupils gathered at the school gates that lessons would begin again after a minute of silence."
    left = Document(id="left", text=f"{before}\n\n{own}\n\n{after}")
    right = Document(id="right", text=f"{before.replace('three', 'about three')}\n\n{after.replace('Eight', 'In all, eight')}")
    matches = align_documents(left, right)
    assert matches
    assert not any("Hanne Brisk" in left.quote(match.left) for match in matches)
    assert all(
        any(words in left.quote(match.left) for match in matches) for words in ("187 people ashore", "dozen fishing boats")
    )


def test_a_sentence_that_was_moved_is_a_passage_of_its_own():
    """Edits keep the order of words, so a moved sentence inside a passage would be shown as dropped here and new there."""
    moved = "Police closed all the windows of a nearby school and told parents to stay away."
    rest = [
        "A lorry carrying four hundred beehives overturned on the coast road near Sillen early on Thursday.",
        "Its driver climbed out unhurt and was stung eleven times.",
        "Beekeepers from three villages came with smokers, sugar water and a tarpaulin.",
    ]
    left, right = " ".join([*rest, moved]), " ".join([moved, *rest])
    matches = align(left, right)
    assert sorted(quotes(matches, left, right)) == sorted([(" ".join(rest), " ".join(rest)), (moved, moved)])
    assert all(match.is_verbatim for match in matches)


def test_two_sentences_that_changed_places_are_aligned_with_themselves():
    """Of two sentences in other order each is shown with its own edits."""
    one = "Growers on the southern slopes lost half of their apricots to a frost in the second week of April."
    two = "Insurers will not pay, since a clause that nobody remembers excludes damage before the first of May."
    left, right = f"{one} {two}", f"{two} {one.replace('second', 'third')}"
    matches = align(left, right)
    assert sorted(a for a, _ in quotes(matches, left, right)) == sorted([one, two])
    assert all(match.similarity > 0.9 for match in matches)


def test_a_whole_quotation_of_common_words_is_found():
    """Six common words are nothing, but as a whole quotation on both sides they are one."""
    left, right = (
        f"{ORCHARD}“It is a good day for the valley,” the mayor said.",
        f"{FERRY}The mayor told us: “It is a good day for the valley.”",
    )
    (match,) = align(left, right)
    assert "It is a good day for the valley" in left[match.left.start : match.left.end]
    bare = left.replace("“", "").replace("”", "")
    assert align(bare, right.replace("“", "").replace("”", "")) == ()


def test_a_sentence_of_ones_own_ends_the_passage_where_copied_ones_changed_places_too():
    """Moving a copied paragraph does not make one's own sentence beside it part of the copy."""
    first = (
        "The Aldercombe, with 212 people on board, was struck on its port side three miles off Gannet Head. "
        "Rescuers brought 187 people ashore before midnight, and the others were found at dawn by a trawler."
    )
    second = (
        "The coaster, the Brannock Star, was carrying gravel from the quarries on Tarrin to the mainland. "
        "Eight lifeboats, two helicopters and a dozen fishing boats took part in a search that lasted all night."
    )
    own = "Council leader Hanne Brisk told pupils at the school gates that lessons would begin after a minute of silence."
    left = f"{first}\n\n{own}\n\n{second}"
    right = f"{second.replace('Eight', 'In all, eight')}\n\n{first.replace('three', 'about three')}"
    matches = align(left, right)
    found = [passage for passage, _ in quotes(matches, left, right)]
    assert not any("Hanne Brisk" in passage for passage in found)
    assert all(any(words in passage for passage in found) for words in ("187 people ashore", "dozen fishing boats"))


CHRONICLE = (
    "The quarry railway at Hollin Edge opened in 1871 and carried slate to the harbour for sixty years.",
    "Its first engine, built in a shed by the blacksmith Jory Pask, blew up on the second day.",
    "A strike in the winter of 1893 stopped every wagon for eleven weeks, and the company brought in soldiers.",
    "When the slate ran out, the directors sold the rails to a scrap dealer and kept the land.",
    "Walkers used the embankment as a path until brambles closed it in the nineteen-seventies.",
    "A group of volunteers has now cleared two miles of the embankment and found the old signal lamps.",
)


def test_a_condensed_passage_is_one_match():
    """A paragraph that retells a long article sentence by sentence is matched with all of what it retells."""
    own = (
        "{} Nobody in the valley remembers {} quite in the same manner as their grandparents did.",
        "People who bought {} cottages there soon complained about {}.",
        "Letters in the county archive mention {} pigeons, hymns, a {} choir and the price of candles.",
    )
    long = "\n\n".join(
        f"{sentence} {' '.join(line.format(f'no{k}x{n}', f'nay{k}x{n}') for n, line in enumerate(own))}"
        for k, sentence in enumerate(CHRONICLE)
    )
    retold = (
        "The quarry railway at Hollin Edge opened in 1871, taking slate to the harbour. "
        "Its first engine, built by the blacksmith Jory Pask, soon blew up. "
        "A strike in 1893 stopped every wagon for eleven weeks. "
        "The directors sold the rails to a scrap dealer when the slate ran out. "
        "Walkers used the embankment until brambles closed the path. "
        "Volunteers have cleared two miles of the embankment and found signal lamps."
    )
    left, right = f"{FERRY}\n\n{long}", f"{LIBRARY}\n\n{retold}\n\n{ORCHARD}"
    (match,) = align(left, right)
    assert right[match.right.start : match.right.end] == retold
    assert match.left.length >= 0.7 * len(long)


def test_two_sentences_from_two_places_are_two_matches():
    """What lies between two borrowed sentences is not highlighted with them."""
    one, other = CHRONICLE[1], CHRONICLE[4]
    left = f"{one}\n\n{ORCHARD}{FERRY}{LIBRARY}\n\n{other}"
    right = f"Rain fell. {one} {other} Nobody came."
    assert quotes(align(left, right), left, right) == [(one, one), (other, other)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ('"', '"'), ("‘", "’"), ("„", "“"), ("«", "»"), ("「", "」")],
)
def test_quoted_words_need_less_evidence_whatever_the_marks(opening, closing):
    """What counts as quoted is decided in `text/`, for matching as for everything else."""
    words = "there was no time to say anything more"
    left = f"{LIBRARY}He said: {opening}{words}{closing}."
    right = f"{FERRY}She wrote {opening}{words}{closing}, and left."
    (match,) = align(left, right)
    assert words in left[match.left.start : match.left.end]
    assert align(left.replace(opening, "").replace(closing, ""), right.replace(opening, "").replace(closing, "")) == ()


def test_a_chain_has_no_crumbs_of_the_next_sentence():
    """Two words after the stop on both sides belong to two other sentences."""
    left = (
        f"{ORCHARD}Growers who wait for rain and for better prices at the market in autumn have heard from their cousins of "
        "a glass roof over the flooded reading room. Mayors said that rain was near."
    )
    right = (
        f"{FERRY}Critics who had come by train and by bus from all corners of the country to see it for themselves mocked "
        "a glass roof over the flooded reading room. Mayors said that pumps are dear."
    )
    words = "a glass roof over the flooded reading room."
    assert quotes(align(left, right), left, right) == [(words, words)]


def test_a_passage_begins_beside_its_words_and_not_at_their_twin():
    """A headline with the words of the lead is no part of the lead's passage: of two places the nearer one is taken."""
    lead = "Harbour board expects to lose four million crowns on the new crane after the foundry in Esmere closed its gates."
    edited = lead.replace("foundry in Esmere", "Esmere foundry")
    left = f"Harbour board expects to lose millions on crane after foundry closed\n\n{lead}"
    right = f"Rain fell on the quays all week long.\n\n{edited}"
    assert quotes(align(left, right), left, right) == [(lead, edited)]


def test_ones_own_paragraph_between_copied_and_condensed_text_is_nobody_elses():
    """What a draft says itself must not count as reused because of what stands on either side of it."""
    copied = (
        "The Aldercombe, with 212 people aboard, was struck on its port side at 6:40 p.m., some three nautical miles off Gannet "
        "Head, and capsized within half an hour."
    )
    own = (
        "A baker on Quay Street told me that she had kept her ovens on all night so that the crews could have warm bread. "
        "Nobody paid, and nobody was asked to."
    )
    told = (
        "Rescuers brought 187 people ashore, and 43 of them were taken to hospital in Port Sorrel.",
        "Eight lifeboats, two helicopters and a dozen fishing boats took part in the search, which was to continue through the night.",
        "The captain of the ferry, Tomas Verrin, survived and was being questioned by police.",
    )
    condensed = (
        "By dawn eight lifeboats, helicopters and fishing boats had searched through the night; 187 people were brought ashore, "
        "dozens of them taken to hospital, and the captain, who survived, was being questioned by police."
    )
    left = f"{copied}\n\n{own}\n\n{condensed}"
    right = "\n\n".join([copied.replace("aboard", "on board").replace("some", "about"), *told])
    matches = align(left, right)
    assert len(matches) == 2
    assert not any("baker" in passage or "Nobody paid" in passage for passage, _ in quotes(matches, left, right))


def test_a_sentence_cut_out_of_one_passage_is_looked_for_elsewhere():
    """Two lists of the same few words make one reworded passage around a sentence that stands whole in another place."""
    sentence = (
        "Growers of the Tessel valley expect a meagre apple harvest after the late frost, and the press stays closed till May."
    )
    left = (
        "Rope quay deck sail deck jetty barley barley net quay copper gull mast locker copper net copper sail net. Engine engine mast "
        "rope sail pilot mast hawser pilot mast rope pilot jetty mast engine fender pilot oar anchor engine iron locker. "
        f"{sentence} Mast mast net deck iron fender deck net anchor deck. Engine rope rope gull locker jetty fender iron hawser jetty "
        "tide oar anchor hawser."
    )
    right = (
        f"{sentence}\n\nTürkiye’s envoy visited the naïve painter’s café on Monday and bought three landscapes for the waiting room.\n\n"
        "“We bought the rafts second-hand from a trawler that was broken up on the slipway beyond the quarry,” the owner wrote.\n\n"
        "Fender pilot locker engine deck iron quay fender locker tide quay engine iron.\n\nIron fender jetty pilot deck "
        "engine jetty engine deck jetty net kelp mast fender tide hawser barley sail mast.\n\nTide sail fender barley rope copper "
        "tide sail copper engine.\n\nCopper net kelp oar rope hawser quay rope fender tide fender."
    )
    matches = align_documents(Document(id="left", text=left), Document(id="right", text=right))
    assert any(left[each.left.start : each.left.end] == sentence == right[each.right.start : each.right.end] for each in matches)
