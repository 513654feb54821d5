"""The text of a document is what stands in the file: decoding, newlines, front matter, and what is refused."""

import codecs
import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.errors import InputError, ReadError
from compare.options import ReadOptions
from compare.readers import load_documents

FRENCH = "Les autorités ont déclaré que l’opération, menée à l’été, s’était achevée. Les élèves sont rentrés chez eux."
RUSSIAN = "Паромное сообщение с островами возобновилось в понедельник, сообщили в порту."
POLISH = "Władze portu ogłosiły, że promy wróciły w poniedziałek, a żeglarze zakończyli strajk później."


def read(load, content: bytes, name="a.txt"):
    Path(name).write_bytes(content)
    documents, notices = load(name)
    return next(iter(documents.values())), notices


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\n\n\r\n"])
def test_newlines_stay_as_they_are(here, load, newline):
    """Offsets count the characters of the file, so none is changed."""
    text = f" Ferries resumed.{newline}Talks go on.{newline}"
    assert read(load, text.encode())[0].text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_obeyed_and_taken_off(here, load, mark, encoding):
    """It says for certain what the bytes are, and is no character of the text."""
    document, notices = read(load, mark + RUSSIAN.encode(encoding))
    assert document.text == RUSSIAN
    assert notices == []


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, "渡轮周一恢复通航。", "عادت العبارات يوم الاثنين.", "Cafe\u0301 🚢"])
def test_utf8_needs_no_guess(here, load, text):
    """Right-to-left, ideographs, combining marks and emoji come through as they are."""
    document, notices = read(load, text.encode())
    assert document.text == text
    assert notices == []


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
        ("渡轮周一恢复通航，港口方面表示。" * 3, "gb18030"),
    ],
)
def test_other_encodings_are_guessed_from_the_letters_and_said_so(here, load, text, encoding):
    """A guess is right for a paragraph of text, and is never silent."""
    document, notices = read(load, text.encode(encoding))
    assert document.text == text
    assert len(notices) == 1
    assert "is a guess from its letters" in notices[0]


@pytest.mark.parametrize(
    "words", ["The minister’s “plan”", "It cost £3", "Señor Núñez", "the naïve façade", "São Paulo", "It is 20°C"]
)
def test_a_few_foreign_letters_in_an_english_article_are_western(here, load, words):
    """A name or a pound sign is too little for a detector, and English comes in Windows-1252."""
    text = f"Ferries to the outer islands resumed on Monday. {words}. " + "The crews had been on strike for three days. " * 3
    assert read(load, text.encode("cp1252"))[0].text == text


def test_letters_far_behind_in_a_large_file_are_guessed_too(here, load):
    """The detector sees the part of the file that is not ASCII."""
    text = "Ferries resumed. " * 60_000 + FRENCH
    assert read(load, text.encode("cp1252"))[0].text == text


def test_damaged_utf8_keeps_its_other_letters(here, load):
    """One broken byte does not make another encoding of the file."""
    document, notices = read(load, FRENCH.encode() + b"\xff caf\xe9")
    assert document.text == FRENCH + "\ufffd caf\ufffd"
    assert notices == ["a.txt: 2 characters could not be read as UTF-8 and stand as \ufffd."]


def test_replacement_characters_of_the_file_itself_are_not_counted(here, load):
    """Only our own repairs are reported."""
    assert read(load, "caf\ufffd".encode())[1] == []


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00", "a JPEG image"),
        (b"GIF89a\x01\x00\x01\x00", "a GIF image"),
        (b"PK\x03\x04\x14\x00word/document.xml", r"a Word document \(docx\)"),
        (b"PK\x03\x04\x14\x00notes.txt", "a zip archive"),
        (b"{\\rtf1\\ansi Ferries}", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "an old Office document"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP image"),
        (b"\x00\x00\x00\x18ftypmp42", "a film"),
        (b"Ferries\x00resumed", r"NUL bytes \(1, the first at byte 7\)"),
        ("Ferries".encode("utf-16-le"), "save it as UTF-8"),
        (bytes(range(1, 32)) * 4, "control characters"),
    ],
)
def test_what_is_no_text_is_refused_by_name(here, load, content, what):
    """The reason says what it looks like, whatever its suffix."""
    with pytest.raises(ReadError, match=rf"a.txt: must be text. .*{what}"):
        read(load, content)


@pytest.mark.parametrize("text", ["GIF8 is no format.", "PAR1 of the road is closed.", "ID3 tags are short.", "PK resumed."])
def test_an_article_that_begins_like_a_signature_is_text(here, load, text):
    """Letters alone make no image."""
    assert read(load, text.encode())[0].text == text


def test_a_few_control_characters_are_kept(here, load):
    """A form feed or a stray control from an export is no reason to lose an article."""
    text = "Ferries resumed on Monday.\f" * 20 + "\x01"
    assert read(load, text.encode())[0].text == text


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt"])
def test_gzip_is_unpacked(here, load, name):
    """By its content, whatever its name."""
    document, _ = read(load, gzip.compress(FRENCH.encode()), name)
    assert (document.id, document.text) == ("a", FRENCH)


def test_a_gzip_bomb_is_refused_at_the_limit(here):
    """What comes out is counted, not what goes in."""
    Path("a.txt.gz").write_bytes(gzip.compress(b"a" * 5_000_000))
    with pytest.raises(ReadError, match=r"must have at most 1,000,000 bytes. It has more"):
        load_documents("a.txt.gz", options=ReadOptions(max_bytes=1_000_000))


def test_broken_gzip_is_refused(here, load):
    """Half an archive would be half an article."""
    with pytest.raises(ReadError, match=r"a.txt.gz: is gzip that cannot be unpacked"):
        read(load, gzip.compress(FRENCH.encode())[:-9], "a.txt.gz")


def test_a_line_of_twenty_megabytes_is_read(here, load):
    """No step looks at a long line more than a few times."""
    text = "Ferries resumed. " * 1_200_000
    assert read(load, text.encode())[0].text == text


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_front_matter_is_metadata_and_no_text(here, load, name):
    """Offsets count what follows it; what is no field of a document is kept in `meta`."""
    head = '---\ntitle: "Ferries: all is well"\noutlet: Harbour Gazette\ndate: 2021-09-07\n'
    content = head + "tags: [sea, strike]\nauthor:\n  - B. Tide\n---\n\nFerries resumed.\n"
    document, notices = read(load, content.encode(), name)
    assert document.text == "\nFerries resumed.\n"
    assert (document.title, document.outlet, str(document.published)) == ("Ferries: all is well", "Harbour Gazette", "2021-09-07")
    assert document.meta == {"tags": ["sea", "strike"], "author": ["B. Tide"]}
    assert notices == []


def test_toml_front_matter_is_read(here, load):
    """Between `+++` lines dates are dates."""
    document, _ = read(load, b'+++\r\ntitle = "Ferries resume"\r\ndate = 2021-09-07\r\n+++\r\nFerries resumed.', "a.md")
    assert (document.title, str(document.published), document.text) == ("Ferries resume", "2021-09-07", "Ferries resumed.")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Ferries resume\n\nFerries resumed.\n",
        "---\n\nFerries resumed.\n\n---\n",
        "---\nQ: Will ferries sail?\nA: They will.\n---\nThe minister left.\n",
        "--- title: Ferries ---\n",
        "---",
        "+++\ntitle = 1\n",
        "Ferries resumed.\n---\ntitle: x\n---\n",
    ],
)
def test_what_only_resembles_front_matter_is_text(here, load, text):
    """A rule above a paragraph, an interview, a block that is not closed: nothing is lost."""
    assert read(load, text.encode(), "a.md")[0].text == text


def test_broken_toml_front_matter_is_text_with_a_notice(here, load):
    """Nobody loses the article by a missing quotation mark."""
    text = "+++\ntitle = Ferries\n+++\nFerries resumed."
    document, notices = read(load, text.encode(), "a.md")
    assert document.text == text
    assert "has front matter that is no TOML and is read as text" in notices[0]


def test_front_matter_alone_is_refused(here, load):
    """Metadata are no article."""
    with pytest.raises(ReadError, match=r"holds front matter but no text"):
        read(load, b"---\ntitle: Ferries resume\n---\n", "a.md")


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "jsonl", "odd"])
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", errors="surrogatepass")))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_a_document_or_a_reason(tmp_path_factory, suffix, content):
    """No content of a file raises anything but the error that names it; what is read can be written."""
    path = tmp_path_factory.mktemp("any") / f"a.{suffix}"
    path.write_bytes(content)
    try:
        documents, notices = load_documents(path)
    except InputError as error:
        documents, notices, reason = (), (), str(error)
    else:
        reason = ""
    assert documents or f"a.{suffix}: " in reason
    for document in documents:
        assert document.text.strip()
        assert "\0" not in document.text
        document.text.encode("utf-8")
        document.id.encode("utf-8")
    for notice in notices:
        str(notice).encode("utf-8")


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip()))
@settings(max_examples=100, deadline=None)
def test_every_text_comes_back_character_by_character(tmp_path_factory, text):
    """UTF-8 in, the same code points out."""
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    documents, _ = load_documents(path)
    assert documents[0].text == text


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf\n", b"---\ntitle: Ferries\n---\n"])
def test_an_empty_file_is_a_document_where_that_is_wanted(here, content):
    """Two files are a pair even if nothing stands in one of them."""
    Path("blank.txt").write_bytes(content)
    [document], [notice] = load_documents("blank.txt", keep_empty=True)
    assert (document.id, document.text) == ("blank", "")
    assert notice.source == "blank.txt"
    with pytest.raises(ReadError, match=r"blank.txt: (is empty|holds front matter but no text)"):
        load_documents("blank.txt")
