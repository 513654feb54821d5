"""Furniture: what stands in an article's text and is no part of its story.

Headers, bylines, captions, credits, rules and the title line are recognised by their form and their place, by
rules that no single outlet owns.  What might be a sentence of the story is body: a claim that is lost is worse
than a byline that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from compare.model.segments import Role, Segment
from compare.model.spans import Span
from compare.text.bylines import is_outlet, read_byline
from compare.text.furniture_forms import (
    CAPTION_HEAD,
    CAPTION_TAIL,
    CREDIT,
    DATELINE,
    FINAL,
    HEADER,
    RULE,
    SEPARATOR,
    TRAILING_RULE,
)
from compare.text.paragraphs import split_paragraphs
from compare.text.sentences import split_sentences
from compare.text.timestamps import Timestamp, read_day, read_timestamp

_LONGEST = 500
"""Longest paragraph that can be furniture as a whole, in characters; captions of agencies reach 400."""

_LONGEST_TITLE = 150
_TITLE_LINES = 2
"""At most so many lines without a final stop stand over a story; more are a list."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDescription:
    """What a text says about itself, outside its story.

    Args:
        title: The headline; None if unknown.
        published: Day or moment that a header or timestamp gives; None if unknown.
        byline: Names of the authors; None if unknown.
        title_span: Where the title stands.
        published_span: Where the date stands.
        byline_span: Where the byline stands, `By` included.
    """

    title: str | None = None
    published: date | datetime | None = None
    byline: str | None = None
    title_span: Span | None = None
    published_span: Span | None = None
    byline_span: Span | None = None


def find_furniture(text: str, paragraphs: Sequence[Span]) -> tuple[Segment, ...]:
    r"""Return the furniture: in text order, disjoint, each inside one paragraph.

    A piece may be less than its paragraph: a header that runs into the first sentence, a dateline before it.
    Cost is linear.

    >>> text = "Ferry strike ends\n\nBy Ana Kovac\n\nPORT LEE (AP) - Crews went back to work on Friday."
    >>> [(s.role, text[s.start:s.end]) for s in find_furniture(text, split_paragraphs(text))]
    [('headline', 'Ferry strike ends'), ('byline', 'By Ana Kovac'), ('dateline', 'PORT LEE (AP) -')]
    """
    found: list[Segment] = []
    lines: list[Span] = []  # without a final stop, before the story: its title, perhaps
    n_body = 0
    listing = False  # under a bare `Read more:`
    end = 0
    last_story = _last_story(text, paragraphs)
    for index, paragraph in enumerate(paragraphs):
        start = paragraph.start
        before_story = n_body == 0
        if before_story:
            start = _read_header(text, paragraph, found, index == 0)
            if start >= paragraph.end:
                continue
        tail = TRAILING_RULE.search(text, max(start, paragraph.end - 80), paragraph.end)
        stop = paragraph.end if tail is None else tail.start()
        line = text[start : min(stop, start + _LONGEST + 1)].rstrip()
        edge = before_story or index > last_story or n_body <= 1
        outside = before_story or index == len(paragraphs) - 1
        role = _role_of(text[start : paragraph.end], edge=edge, outside=outside) if paragraph.end - start <= _LONGEST else None
        listing = (role == "credit" and line.endswith((":", "："))) or (
            listing and role is None and not text[end:start].count("\n") > 1 and _is_title_like(line)
        )
        end = paragraph.end
        if role is None and listing:
            role = "credit"
        if role is not None:
            found.append(Segment(start, paragraph.end, role))
            continue
        prefix = DATELINE.match(text, start, min(paragraph.end, start + 120)) if n_body < 3 or line[:1] == "(" else None
        if prefix is not None and prefix.end() < paragraph.end:
            found.append(Segment(start, start + len(prefix.group().rstrip()), "dateline"))
        elif before_story and _is_title_like(line):
            lines.append(Span(start, paragraph.end))
            continue
        n_body += 1
        if tail is not None:
            found.append(Segment(tail.start(), tail.end(), "rule"))
    if n_body:
        found += _read_titles(text, lines)
    return tuple(sorted(found))


def _last_story(text: str, paragraphs: Sequence[Span]) -> int:
    """Return the index of the last paragraph that must be story: the last long one with a final stop."""
    for index in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[index]
        if paragraph.length > 80 and _role_of(text[paragraph.start : paragraph.start + _LONGEST + 1]) is None:
            return index
    return -1


def _read_header(text: str, paragraph: Span, found: list[Segment], is_first: bool) -> int:
    """Append a header that runs into what follows (`date 2021-09-21 The ...`); return where the rest begins."""
    header = HEADER.match(text, paragraph.start, min(paragraph.end, paragraph.start + 80)) if is_first else None
    if header is None:
        return paragraph.start
    behind = SEPARATOR.match(text, header.end(), paragraph.end)
    rest = behind.end() if behind else header.end()
    if rest < paragraph.end and text[rest].islower():
        return paragraph.start  # `2021-09-21 was a Tuesday`
    found.append(Segment(paragraph.start, paragraph.start + len(text[paragraph.start : rest].rstrip()), "dateline"))
    return rest


def _role_of(line: str, *, edge: bool = False, outside: bool = False) -> Role | None:
    """Return the role of a whole paragraph; None if it may be story.

    Args:
        line: The paragraph.
        edge: Whether it stands before, right under or behind the story, where bylines stand.
        outside: Whether it stands before the story or is the last paragraph, where dates stand.
    """
    if len(line) > _LONGEST:
        return None
    if RULE.fullmatch(line):
        return "rule"
    if edge and read_byline(line) is not None:
        return "byline"
    stamp = read_timestamp(line)
    if stamp is not None and (outside or stamp.label != "bare"):
        return "dateline"  # a bare date amid the story heads an entry of a timeline
    if outside and _has_stamp(line):
        return "dateline"
    if CREDIT.match(line) and line.count(". ") <= 3:
        return "credit"
    if (CAPTION_HEAD.match(line) or CAPTION_TAIL.search(line)) and line.count(". ") <= 8:
        return "caption"
    return None


def _has_stamp(line: str) -> bool:
    """Whether a short line is a timestamp and an outlet's name with a bar between: `The Gazette | Updated: 7 May 2021`."""
    parts = [part.strip() for part in re.split(r"\s[|•·]\s?", line)] if len(line) <= 120 else []
    others = [part for part in parts if read_timestamp(part) is None]
    return 0 < len(others) < len(parts) and all(len(part.split()) <= 4 and part[:1].isupper() for part in others)


def _is_title_like(line: str) -> bool:
    """Whether a line could be a title: short, without a stop at its end or inside."""
    return (
        len(line) <= _LONGEST_TITLE
        and not FINAL.search(line)
        and any(c.isalpha() for c in line)
        and len(split_sentences(line)) == 1
    )


def _read_titles(text: str, lines: list[Span]) -> list[Segment]:
    """Return the headline and the kicker among the lines over a story.

    Of two lines the shorter one is the headline, as a standfirst is longer; but a section's name (one or two
    words) is a kicker.
    """
    if len(lines) == 2:
        name, outlet = (text[line.start : line.end] for line in lines)
        if read_byline(f"By {name}") is not None and is_outlet(outlet):
            return [Segment(lines[0].start, lines[0].end, "byline"), Segment(lines[1].start, lines[1].end, "credit")]
    titles: list[Span] = []
    repeated: list[Span] = []
    for line in lines:
        known = any(_wording(text, line) == _wording(text, title) for title in titles)
        (repeated if known else titles).append(line)
    long = [line for line in titles if len(_WORD.findall(text[line.start : line.end])) >= 3 or not text[line.start].isascii()]
    if len(titles) > _TITLE_LINES + 1 or len(long) > _TITLE_LINES:
        titles = titles[:1]
        long = [line for line in long if line in titles]
    headline = min(long, key=lambda line: (line.length, line.start)) if long else None
    roles = [Segment(line.start, line.end, "headline" if line == headline else "kicker") for line in titles]
    if headline is not None:
        wording = _wording(text, headline)
        roles += [Segment(line.start, line.end, "headline" if _wording(text, line) == wording else "kicker") for line in repeated]
    else:
        roles += [Segment(line.start, line.end, "kicker") for line in repeated]
    return roles


def _wording(text: str, line: Span) -> list[str]:
    return _WORD.findall(text[line.start : line.end].replace("’", "'").casefold())


def describe_text(text: str) -> TextDescription:
    r"""Return what the head of a text says about it; a date counts only if it is given as a header or timestamp.

    >>> described = describe_text(" date 2021-09-07 By Ana Kovac\n\nThe drills began in May 2020.")
    >>> described.published, described.byline, described.title
    (datetime.date(2021, 9, 7), 'Ana Kovac', None)
    """
    head = text[:20_000]
    paragraphs = split_paragraphs(head)
    furniture = find_furniture(head, paragraphs)
    ends = {s.end for s in furniture}
    story_end = next((p.end for p in paragraphs if p.end not in ends), len(head))  # of the first paragraph of the story
    title = next((s for s in furniture if s.role == "headline"), None)
    byline = next((s for s in furniture if s.role == "byline"), None)
    stamps = [(stamp, s) for s in furniture if s.role in ("dateline", "byline") and (stamp := _stamp(head[s.start : s.end]))]
    stamps = [
        (stamp, s)
        for stamp, s in stamps
        if stamp.value is not None and (stamp.label == "published" or (stamp.label == "bare" and s.start < story_end))
    ]
    published, place = None, None
    if stamps:
        stamp, segment = min(stamps, key=lambda pair: (pair[0].label != "published", pair[1]))
        published, place = stamp.value, segment.span
        for other, where in stamps:
            if isinstance(other.value, datetime) and not isinstance(published, datetime) and other.value.date() == published:
                published, place = other.value, where.span  # the same day, told to the minute
    return TextDescription(
        title=head[title.start : title.end] if title else None,
        published=published,
        byline=read_byline(head[byline.start : byline.end]) or head[byline.start : byline.end] if byline else None,
        title_span=title.span if title else None,
        published_span=place,
        byline_span=byline.span if byline else None,
    )


def _stamp(piece: str) -> Timestamp | None:
    for part in (piece, *re.split(r"\s[|•·]\s?", piece)):
        stamp = read_timestamp(part)
        if stamp is not None:
            return stamp
    day = read_day(piece)
    return None if day is None else Timestamp(value=day, label="bare")
