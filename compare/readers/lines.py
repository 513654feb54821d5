r"""From chunks of bytes to lines: UTF-8 whatever the file is in, cut at `\n` only, none longer than a limit.

A file in UTF-16, or in an encoding that its first chunk gives away, is turned into UTF-8 chunk by chunk, so that the
rest of the room sees UTF-8.  A line that is none costs itself a guess.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain

from compare.readers.contents import refuse_binary
from compare.readers.encoding import decode_text, find_encoding, guessed, replaced
from compare.readers.records import LostLine

_MAX_NUL_SHARE = 1 / 3
"""Above it a file is in UTF-16 without a mark, or no text; below, NULs are damage that costs the lines it is in."""


class Lines:
    """The lines of one file, in batches.

    Attributes:
        problems: What a reader must know about the file; complete when all lines were taken.
        newline: What the lines are cut at, known when the first was taken.
    """

    def __init__(self, chunks: Iterator[bytes], limit: int) -> None:
        self.problems: list[str] = []
        self._limit = limit
        self.newline = "\n"
        self._guess = ""
        head = next(chunks, b"")
        self._chunks: Iterator[bytes] = chain((head,), chunks)
        encoding, mark, problems = find_encoding(head)
        if not mark:
            refuse_binary(head if head.count(0) > _MAX_NUL_SHARE * len(head) else head.replace(b"\0", b""))
        self.problems += problems
        if encoding != "utf-8":
            self._chunks = _as_utf8(self._chunks, encoding, len(mark), self.problems)
        elif mark:
            self._chunks = chain((head[len(mark) :],), chunks)

    def batches(self) -> Iterator[tuple[int, list[bytes | None]]]:
        """Yield lists of lines without their ends, with the number of the first; None stands for one that is too long."""
        first = next(self._chunks, b"")
        newline = b"\r" if b"\n" not in first and b"\r" in first[:-1] else b"\n"
        self.newline = newline.decode()
        number, held, size = 1, [b""], 0
        for chunk in chain((first,), self._chunks):
            lines: list[bytes | None] = chunk.split(newline)  # type: ignore[assignment]
            if len(lines) > 1:
                lines[0] = b"".join([*held, lines[0] or b""]) if size + len(lines[0] or b"") <= self._limit else None
                last = lines.pop() or b""
                if len(chunk) > self._limit:
                    lines = [line if line is not None and len(line) <= self._limit else None for line in lines]
                yield number, lines
                number += len(lines)
                held, size = [last], len(last)
            else:
                size += len(chunk)
                held = [*held, chunk] if size <= self._limit else []
        if size:
            yield number, [b"".join(held) if size <= self._limit else None]

    def too_long(self, number: int) -> LostLine:
        """Say what became of a line that is None."""
        reason = f"must have at most {self._limit:,} bytes. It has more. Hint: raise the 'read.max_bytes' option."
        return LostLine(line=number, reason=reason)

    def decode(self, line: bytes) -> tuple[str, tuple[str, ...]]:
        """Return the text of a line that is not UTF-8, and what was done to it; the first guess holds for the whole file."""
        self._guess = self._guess or find_encoding(line)[0]
        if self._guess != "utf-8":
            text = line.decode(self._guess, errors="replace")
            return text, (guessed(self._guess), *replaced(text.count("\ufffd"), self._guess))
        self._guess = ""
        return decode_text(line)


def _as_utf8(chunks: Iterable[bytes], encoding: str, skip: int, problems: list[str]) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    n_replaced = 0
    for chunk in chunks:
        text = decoder.decode(chunk[skip:])
        skip = 0
        n_replaced += text.count("\ufffd")
        yield text.encode(errors="replace")
    text = decoder.decode(b"", final=True)
    problems += replaced(n_replaced + text.count("\ufffd"), encoding)
    yield text.encode(errors="replace")
