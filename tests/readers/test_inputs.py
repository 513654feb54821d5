"""What can be named: files, folders, globs, stdin, open files; and what is said when nothing can be read."""

import io
import os
import sys
from pathlib import Path

import pytest

from compare.errors import InputError, ReadError
from compare.options import ReadOptions
from compare.readers import ReadWarning, load_documents, read_documents

FERRY = "Ferries to the outer islands resumed on Monday."
STRIKE = "The crews had been on strike for three days."


def write(path, text=FERRY):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def test_a_folder_is_read_with_its_subfolders_by_name(here, load):
    """Order is that of names at each level, hidden files are none of the story."""
    for name in ("b.txt", "a/z.txt", "c.md", ".hidden.txt", ".git/x.txt"):
        write(f"story/{name}", name)
    documents, notices = load("story")
    assert [document.path for document in documents.values()] == ["story/a/z.txt", "story/b.txt", "story/c.md"]
    assert notices == []


def test_paths_are_kept_as_the_caller_named_them(here, load):
    """No absolute path comes into a result."""
    write("story/a.txt")
    assert load(Path("story/a.txt"))[0]["a"].path == "story/a.txt"
    assert load("./story")[0]["a"].path == "story/a.txt"


def test_documents_come_in_the_order_in_which_they_are_named(here, load):
    """The caller's order is the order of columns."""
    write("b.txt", STRIKE)
    write("a.txt")
    assert list(load(["b.txt", "a.txt"])[0]) == ["b", "a"]


def test_a_glob_names_files(here, load):
    """Windows shells leave globs to the program; a recursive one names each file once."""
    write("x/a.txt")
    write("x/y/b.txt", STRIKE)
    write("x/c.md", "Talks go on.")
    assert list(load("x/*.txt")[0]) == ["a"]
    documents, notices = load("**/*.txt")
    assert list(documents) == ["a", "b"]
    assert notices == []


def test_a_file_name_with_brackets_is_no_glob(here, load):
    """What exists is meant literally."""
    write("[1].txt")
    assert list(load("[1].txt")[0]) == ["[1]"]


def test_other_files_of_a_folder_are_counted_in_one_notice(here, load):
    """They are left out, not forgotten; the story's own metadata files are expected there."""
    for name in ("a.txt", "b.pdf", "c.pdf", "d.json", "gold.toml"):
        write(f"story/{name}")
    assert load("story")[1] == ["story: 3 files of other kinds are left out (.pdf 2, .json 1)."]


def test_a_named_file_of_unknown_suffix_is_read_as_text(here, load):
    """The caller knows that it is an article."""
    write("wire.story")
    assert load("wire.story")[0]["wire"].text == FERRY


def test_the_same_file_twice_is_read_once_with_a_notice(here, load):
    """A glob, a folder and a link may all lead to one file."""
    write("a.txt")
    os.symlink("a.txt", "b.txt")
    documents, notices = load(["a.txt", "./a.txt"])
    assert list(documents) == ["a"]
    assert notices == ["a.txt: is named twice and is read once."]
    assert load(["a.txt", "b.txt"])[1] == ["b.txt: is the same file as a.txt and is read once."]
    assert load([".", "a.txt", "b.txt"])[1] == ["3 files are named more than once and read once: b.txt, a.txt, b.txt."]


def test_links_to_folders_are_not_followed(here, load):
    """A link to the folder above would never end."""
    write("story/a.txt")
    os.symlink("..", "story/loop")
    documents, notices = load("story")
    assert list(documents) == ["a"]
    assert notices == ["story/loop: is a link to a folder and is not followed. Hint: name that folder itself."]


def test_a_broken_link_costs_only_itself(here, load):
    """The file is gone, the notice says where it was."""
    write("story/a.txt")
    os.symlink("gone.txt", "story/b.txt")
    assert "story/b.txt: cannot be opened: No such file or directory. Left out." in load("story")[1]


def test_a_pipe_in_a_folder_is_not_waited_for(here, load):
    """Only regular files of a folder are read: a pipe would block for ever."""
    write("story/a.txt")
    os.mkfifo("story/b.txt")
    assert list(load("story")[0]) == ["a"]


@pytest.mark.parametrize("stream", [io.StringIO(FERRY), io.BytesIO(FERRY.encode()), io.BytesIO(b"\xef\xbb\xbf" + FERRY.encode())])
def test_open_files_are_read(load, stream):
    """Text and bytes, with or without a byte order mark."""
    assert load(stream)[0]["input"].text == FERRY


def test_an_open_file_gets_its_id_and_format_from_its_name(here, load):
    """The name of the file tells as much as if it had been named itself."""
    Path("news.jsonl").write_text('{"text": "Ferries resumed."}\n')
    with open("news.jsonl", "rb") as stream:
        assert list(load([stream])[0]) == ["news:1"]


def test_a_closed_file_is_an_error(load):
    """It cannot be read any more."""
    stream = io.StringIO(FERRY)
    stream.close()
    with pytest.raises(ReadError, match=r"input: cannot be read: .*closed"):
        load(stream)


def test_a_file_object_of_something_else_is_an_error(load):
    """Only bytes and text are articles."""

    class Odd:
        def read(self, n):
            return [1, 2]

    with pytest.raises(ReadError, match=r"must hold bytes or text. Got list instead"):
        load(Odd())


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (FERRY, ["stdin"]),
        ('{"text": "Ferries resumed."}\n{"id": "b", "text": "Talks go on."}\n', ["stdin:1", "b"]),
        ("{'quoted': as in a script}", ["stdin"]),
        ("<3 the ferries", ["stdin"]),
    ],
)
def test_stdin_is_recognised_by_its_content(load, monkeypatch, content, ids):
    """JSON lines and plain text need no name."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert list(load("-")[0]) == ids


def test_stdin_that_is_closed_is_an_error(load, monkeypatch):
    """A program without a terminal has none."""
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(ReadError, match=r"-: is not open"):
        load("-")


@pytest.mark.parametrize("nothing", [[], ()])
def test_no_path_is_an_error(load, nothing):
    """There is nothing to compare."""
    with pytest.raises(InputError, match=r"At least one article must be named. Got none"):
        load(nothing)


def test_paths_that_do_not_exist_are_all_named(here, load):
    """One look at the message is enough to correct them; a near name is offered."""
    write("gazette.txt")
    with pytest.raises(InputError, match=r"'gazete.txt' does not exist. Did you mean 'gazette.txt'\? 'x/\*.md' matches no file"):
        load(["gazette.txt", "gazete.txt", "x/*.md"])


@pytest.mark.parametrize("path", ["a\0b", "a\0*", "x" * 5_000, "", FERRY * 100])
def test_impossible_paths_are_errors(load, path):
    """Whatever a string holds, it is a path that does not exist."""
    with pytest.raises(InputError, match=r"does not exist|matches no file"):
        load(path)


def test_an_address_is_not_fetched(load):
    """No network unless asked."""
    with pytest.raises(InputError, match=r"nothing is fetched from the web"):
        load("https://gazette.example/ferries")


def test_a_source_of_another_type_is_an_error(load):
    """Numbers are no paths."""
    with pytest.raises(InputError, match=r"must be a path or an open file. Got 3 instead"):
        load([3])


def test_an_empty_folder_is_an_error(here, load):
    """It is named, with what would be read."""
    Path("story").mkdir()
    with pytest.raises(ReadError, match=r"story: must hold articles. It holds no file. Hint: .txt, .md"):
        load("story")
    write("story/a.pdf")
    with pytest.raises(ReadError, match=r"It holds 1 file of other kinds \(.pdf 1\)"):
        load("story")


def test_an_empty_folder_beside_a_good_file_is_a_notice(here, load):
    """Nothing of it can be lost."""
    Path("story").mkdir()
    write("a.txt")
    assert load(["story", "a.txt"])[1][0].startswith("story: must hold articles. It holds no file.")


@pytest.mark.parametrize("content", ["", " \n\t\n", "\ufeff"])
def test_an_empty_file_is_left_out(here, load, content):
    """It is named; alone it is an error."""
    write("story/a.txt")
    write("story/b.txt", content)
    documents, notices = load("story")
    assert list(documents) == ["a"]
    assert notices == ["story/b.txt: is empty. Left out."]
    with pytest.raises(ReadError, match=r"story/b.txt: is empty"):
        load("story/b.txt")


def test_several_unreadable_files_are_named_with_their_reasons(here, load):
    """Nothing is left to compare."""
    write("a.txt", "")
    Path("b.txt").write_bytes(b"\x00\x01")
    with pytest.raises(InputError, match=r"None of 2 files or folders can be read. a.txt: is empty. b.txt: must be text."):
        load(["a.txt", "b.txt"])


def test_a_folder_that_cannot_be_opened_is_named(here, load, monkeypatch):
    """Its neighbours are read; named alone it is an error."""
    write("story/a.txt")
    write("story/closed/b.txt")
    real = os.scandir

    def guarded(path):
        if os.path.basename(path) == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", guarded)
    documents, notices = load("story")
    assert list(documents) == ["a"]
    assert notices == ["story/closed: is a folder that cannot be opened: Permission denied. Left out."]
    with pytest.raises(ReadError, match=r"story/closed: is a folder that cannot be opened: Permission denied"):
        load("story/closed")


def test_a_file_that_cannot_be_opened_is_named(here, load, monkeypatch):
    """A right that is missing costs one file."""
    write("a.txt")
    write("b.txt")
    real = open

    def guarded(path, *args, **kwargs):
        if path == "b.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **kwargs)

    monkeypatch.setattr("builtins.open", guarded)
    assert load(["a.txt", "b.txt"])[1] == ["b.txt: cannot be opened: Permission denied. Left out."]


def test_a_file_above_the_limit_is_refused_unread(here, load):
    """The notice names limit, size and option."""
    write("a.txt", "Short.")
    write("b.txt", FERRY)
    reason = r"b.txt: must have at most 20 bytes. It has 47. Hint: raise the 'read.max_bytes' option."
    assert load(["a.txt", "b.txt"], options=ReadOptions(max_bytes=20))[1] == [f"{reason} Left out."]


@pytest.mark.parametrize("stream", [io.StringIO(FERRY), io.BytesIO(FERRY.encode())])
def test_an_open_file_above_the_limit_is_refused(load, stream):
    """Its size is known only by reading, so no more than the limit is read."""
    with pytest.raises(ReadError, match=r"must have at most 20"):
        load(stream, options=ReadOptions(max_bytes=20))


def test_documents_beyond_the_limit_are_counted(here, load):
    """The first are read; files and records alike are counted."""
    for n in range(5):
        write(f"story/{n}.txt", f"Ferry number {n} resumed.")
    write("more.jsonl", '{"text": "Ferries resumed."}\n' * 3)
    documents, notices = load("story", options=ReadOptions(max_documents=3))
    assert list(documents) == ["0", "1", "2"]
    assert notices == [
        "At most 3 documents can be read; 2 further files or records left out. Hint: raise the 'read.max_documents' option."
    ]
    assert "1 further file or record left out" in load("more.jsonl", options=ReadOptions(max_documents=2))[1][-1]


def test_file_names_that_are_no_text_are_shown(here, load):
    """A name in an unknown encoding is as good as any, and can be written into a report."""
    try:
        (here / os.fsdecode(b"gaz\xff.txt")).write_text(FERRY)
    except (OSError, UnicodeError):
        pytest.skip("this file system stores only names that are Unicode")
    document = next(iter(load(here)[0].values()))
    assert document.id.encode("utf-8") == b"gaz?"


def test_read_documents_warns_of_every_notice(here):
    """The library says in a notebook what the command says on stderr."""
    write("a.txt")
    write("b.txt", "")
    with pytest.warns(ReadWarning, match=r"b.txt: is empty. Left out."):
        assert len(read_documents(["a.txt", "b.txt"])) == 1


def test_equal_input_gives_equal_output(here):
    """Reading depends on nothing but files and options."""
    write("story/a.txt")
    write("story/b.txt")
    assert load_documents("story") == load_documents("story")
