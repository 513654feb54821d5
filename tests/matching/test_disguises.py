"""Signs that readers don't see, or see as the same, neither shift nor hide a match.

Each property takes two texts with a known match, disguises one of them letter by letter while it keeps a map of offsets, and asks
for the same passages: the untouched side unchanged, the other side where the map says, to the letter.
"""

import unicodedata
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.matching import align_documents
from compare.model.documents import Document

PASSAGES = {
    "english": "Inspectors photographed rusted davits, perished gaskets and a bilge pump that had no impeller at all.",
    "french": "Près du phare délabré, les pêcheurs réparaient leurs filets où séchaient des algues étrangères à la côte.",
    "vietnamese": "Chiếc phà chở hàng trăm hành khách đã chìm ngoài khơi cảng biển trong đêm sương mù dày đặc.",
    "turkish": "Yoğun siste çarpışan feribotun yolcuları güçlükle kıyıya çıkarıldı, dokuzu hastanede öldü.",
    "russian": "Водолазы нашли чёрный ящик парома, который врезался в сухогруз, и подняли его на берег ещё до зари.",
    "hebrew": "הצוללנים מצאו את שברי המעבורת בקרקעית המפרץ והעלו אותם אל החוף לפני עלות השחר",
    "arabic": "عثر الغواصون على حطام العبارة في قاع الخليج ورفعوه إلى الشاطئ قبل طلوع الفجر",
    "hindi": "गोताखोरों ने खाड़ी की तलहटी में नौका का मलबा खोज निकाला और भोर से पहले किनारे पर रखा",
    "korean": "잠수부들은 만의 바닥에서 여객선의 잔해를 발견하고 새벽이 되기 전에 해안으로 끌어올렸다 경찰은 조사를 시작했다",
    "japanese": "ダイバーが湾の底でフェリーの残がいを見つけ、夜が明ける前に岸へ引きあげた。",
    "chinese": "潜水员在海湾底部发现了渡轮的残骸，并在黎明之前把它拖到了岸边。",
    "emoji": "Rescuers 🚢 towed the wreck 👩‍🚒 to Holm, where onlookers 🇩🇰 wept and sang 🎶 until the lamps went out.",
}
SPELLED = {name: text for name, text in PASSAGES.items() if name not in ("japanese", "chinese")}
"""Those with spaces between words."""

LEFT = "Growers fear a late frost.\n{}\nThe orchard café stays shut."
RIGHT = "Nobody asked Brønsted, who was asleep.\nTickets cost nine crowns. {}\nPolice spoke of a warm night."


def disguise(text, change):
    """Return the text with each character replaced by `change(k, character)`, and the new offset of every old one."""
    pieces = [change(k, letter) for k, letter in enumerate(text)]
    return "".join(pieces), [0, *accumulate(map(len, pieces))]


def places(left, right):
    found = align_documents(Document(id="left", text=left), Document(id="right", text=right))
    for match in found:
        assert "".join(left[e.left_start : e.left_end] for e in match.edits) == left[match.left.start : match.left.end]
        assert "".join(right[e.right_start : e.right_end] for e in match.edits) == right[match.right.start : match.right.end]
    return [((m.left.start, m.left.end), (m.right.start, m.right.end), m.similarity) for m in found]


def check_same(name, change, *, side):
    """Assert that a disguise of one side changes no passage but for the offsets that it moves."""
    texts = [form.format(unicodedata.normalize("NFC", PASSAGES[name])) for form in (LEFT, RIGHT)]
    known = places(*texts)
    assert len(known) == 1
    assert known[0][2] == 1.0
    (start, end), passage = known[0][side], unicodedata.normalize("NFC", PASSAGES[name])
    assert texts[side][start:end].strip("。") in passage + "\n"
    texts[side], moved = disguise(texts[side], change)
    expected = [list(known[0][:2]), known[0][2]]
    expected[0][side] = (moved[start], moved[end])
    found = places(*texts)
    assert [[list(each[:2]), each[2]] for each in found] == [expected], (name, texts[side])


SIDES = pytest.mark.parametrize("side", [0, 1], ids=["left", "right"])
EVERY = pytest.mark.parametrize("name", PASSAGES)
SPACED = pytest.mark.parametrize("name", SPELLED)


def tried(test):
    """Try each script a few times; the scripts together are many trials."""
    return settings(max_examples=12)(given(data=st.data())(test))


def draw(data):
    """Return which side is disguised, and the dice."""
    return data.draw(st.integers(0, 1)), data.draw(st.randoms(use_true_random=False))


@EVERY
@tried
def test_decomposed_letters_are_the_letters(name, data):
    """NFD or NFC, or a mixture of both in one text, makes no difference."""
    side, chance = draw(data)
    check_same(name, lambda _, c: unicodedata.normalize("NFD", c) if chance.random() < 0.8 else c, side=side)


@SPACED
@tried
def test_spaces_of_any_kind_are_spaces(name, data):
    """No-break, narrow, thin and ideographic spaces, tabs and line ends stand for a space."""
    side, chance = draw(data)
    check_same(name, lambda _, c: chance.choice(" \u00a0\u202f\u2009\u3000\t") if c == " " else c, side=side)


@EVERY
@SIDES
def test_line_ends_of_any_kind_are_line_ends(name, side):
    """CRLF moves offsets and nothing else."""
    check_same(name, lambda _, c: "\r\n" if c == "\n" else c, side=side)


@SPACED
@tried
def test_a_wrapped_text_is_the_same_text(name, data):
    """A line end between any two words of the passage changes nothing."""
    side, chance = draw(data)
    check_same(name, lambda _, c: chance.choice([" ", "\n", "\r\n"]) if c == " " else c, side=side)


@SPACED
@tried
def test_invisible_signs_inside_words_are_not_seen(name, data):
    """Soft hyphens, zero-width joiners and word joiners stand anywhere inside a word."""
    side, chance = draw(data)
    text = (LEFT, RIGHT)[side].format(unicodedata.normalize("NFC", PASSAGES[name]))

    def hide(k, c):
        between_letters = k + 1 < len(text) and c.isalpha() and text[k + 1].isalpha()
        return c + chance.choice(["", "\u00ad", "\u200b", "\u200d", "\u2060"]) if between_letters else c

    check_same(name, hide, side=side)


@SPACED
@tried
def test_invisible_signs_between_words_are_not_seen(name, data):
    """Direction marks, embeddings, isolates, zero-width spaces and byte order marks are no words and part none."""
    side, chance = draw(data)
    check_same(
        name,
        lambda _, c: (
            chance.choice([" ", " \u200f", "\u200e ", " \u202b", "\u202c ", " \u2067", " \ufeff", "\u200b "]) if c == " " else c
        ),
        side=side,
    )


@pytest.mark.parametrize("name", ["english", "french", "russian", "turkish", "emoji"])
@tried
def test_accents_that_are_added_hide_no_word(name, data):
    """Combining marks on any letters: stress marks of a textbook, or somebody's decoration."""
    side, chance = draw(data)
    check_same(name, lambda _, c: c + "\u0301" * chance.randint(0, 3) if c.isalpha() else c, side=side)


@pytest.mark.parametrize(("name", "marks"), [("hebrew", "\u05b0\u05b8\u05bc"), ("arabic", "\u064e\u064f\u0651\u0652")])
@tried
def test_vowel_signs_hide_no_word(name, marks, data):
    """A pointed text is the unpointed one."""
    side, chance = draw(data)
    check_same(name, lambda _, c: c + chance.choice(["", *marks]) if c.isalpha() and not c.isascii() else c, side=side)


@EVERY
@tried
def test_emoji_between_words_are_no_words(name, data):
    """Pictures, with their joiners, skin tones and flags, stand between words without parting the passage."""
    side, chance = draw(data)
    pictures = ["", "", "🚢 ", "👩‍🚒 ", "🇩🇰 ", "👍🏽 ", "❤️ "]
    check_same(name, lambda _, c: c + chance.choice(pictures) if c == " " else c, side=side)


@EVERY
@SIDES
def test_characters_beyond_the_first_plane_count_once(name, side):
    """Offsets count code points: a letter outside the first 65,536 in front of the passage moves it by one."""
    check_same(name, lambda k, c: "𝕏🚢" + c if k == 0 else c, side=side)
