"""Contradictions an editor can trust: the same thing, given with another value.

Only claims that already match are looked at, and only where details of one type stand in the same surroundings,
exclude each other, and neither value stands anywhere else in the other document.  Vaguer is no contradiction: "over 100" and
"more than 100", "44-day" and "six weeks", a rounded figure, a date without a year that was reused years later.
Fewer and right was preferred to more: one invented contradiction costs more trust than ten found ones earn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from compare.claims.statements import Statement, read_statement
from compare.model.claims import Attestation, Claim
from compare.model.segments import SegmentedDocument
from compare.model.spans import Passage
from compare.text.dates import DateMention
from compare.text.names import NameMention, is_same_name, known_names
from compare.text.normal import fold_word, stem_word
from compare.text.quantities import Quantity
from compare.text.words import Words

REACH = 4
"""Meaningful words before and after a detail that count as its surroundings."""
MIN_CONFIDENCE = 0.5
"""Confidence from which a partly stated claim is looked at."""
UBIQUITOUS = 0.3
"""A stem in more than this share of a story's claims (the ferry, the drill) tells nothing about surroundings."""


MAX_WORDS = 150
"""Longest claim that is aligned word by word: cost grows with the square."""
MIN_EQUAL_WORDS = 6
MIN_SHARED_EVENT = 3
MIN_SHARED_FIGURE = 2
MIN_SHARED_DENIAL = 4
GENERIC = frozenset(("peopl", "person", "victim", "casualti"))
"""Nouns that may stand for whoever else is counted."""
ROUND_TIME = 15
"""Minutes by which a time of day may have been rounded."""


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class _Step(NamedTuple):
    tag: str
    i1: int
    i2: int
    j1: int
    j2: int


@dataclass(frozen=True, slots=True)
class _Conflict:
    left: str
    right: str
    confidence: float
    note: str = ""

    def reason(self) -> str:
        return f"{self.left} here, {self.right} there{self.note}."

    def mirrored(self) -> _Conflict:
        return replace(self, left=self.right, right=self.left)


def find_contradictions(claims: Sequence[Claim], documents: Sequence[SegmentedDocument]) -> tuple[Claim, ...]:
    """Return `claims` with `contradicts` where another document gives the same thing differently; symmetric.

    Each claim that is stated or partly stated elsewhere is laid beside its best two pieces of evidence.
    """
    reader = _Reader(claims, documents)
    found: dict[tuple[str, str], tuple[_Conflict, Passage]] = {}
    for claim in claims:
        for other, attestation in claim.attestations.items():
            if not _is_worth_reading(attestation):
                continue
            for evidence in attestation.evidence[:2]:
                for partner in reader.claims_at(evidence):
                    conflict = reader.compare(claim, partner)
                    if conflict is None:
                        continue
                    _keep(found, (claim.id, other), conflict, partner.passage)
                    _keep(found, (partner.id, claim.document), conflict.mirrored(), claim.passage)
    return tuple(_with_conflicts(claim, found) for claim in claims)


def _is_worth_reading(attestation: Attestation) -> bool:
    return attestation.relation == "states" or (attestation.relation == "partly" and attestation.confidence >= MIN_CONFIDENCE)


def _keep(found: dict[tuple[str, str], tuple[_Conflict, Passage]], key: tuple[str, str], conflict: _Conflict, place: Passage) -> None:
    if key not in found or found[key][0].confidence < conflict.confidence:
        found[key] = (conflict, place)


def _with_conflicts(claim: Claim, found: dict[tuple[str, str], tuple[_Conflict, Passage]]) -> Claim:
    changed = dict(claim.attestations)
    for other, attestation in claim.attestations.items():
        if (claim.id, other) in found:
            conflict, place = found[claim.id, other]
            rest = tuple(each for each in attestation.evidence if not place.span.overlap(each)) if attestation.is_covered else ()
            changed[other] = replace(
                attestation, relation="contradicts", confidence=conflict.confidence, evidence=(place, *rest), reason=conflict.reason()
            )
    return claim if changed == claim.attestations else replace(claim, attestations=changed)


class _Reader:
    """Reads each claim once and lays two beside each other."""

    def __init__(self, claims: Sequence[Claim], documents: Sequence[SegmentedDocument]) -> None:
        self._documents = {each.document.id: each for each in documents}
        self._names = {
            each.document.id: known_names(each.document.text, [sentence.span for sentence in each.body]) for each in documents
        }
        self._claims: dict[str, list[Claim]] = {each.document.id: [] for each in documents}
        for claim in claims:
            self._claims[claim.document].append(claim)
        self._read: dict[str, Statement] = {}
        self._compared: dict[tuple[str, str], _Conflict | None] = {}
        self._common: frozenset[str] | None = None

    def claims_at(self, place: Passage) -> Iterator[Claim]:
        """Yield the claims of which most lies in `place`."""
        for claim in self._claims.get(place.document, ()):
            if 2 * claim.span.overlap(place) > claim.end - claim.start:
                yield claim

    def statement(self, claim: Claim) -> Statement:
        if claim.id not in self._read:
            document = self._documents[claim.document].document
            self._read[claim.id] = read_statement(claim, document.text, document.day, self._names[claim.document])
        return self._read[claim.id]

    def all_of(self, document: str) -> Iterator[Statement]:
        return (self.statement(claim) for claim in self._claims[document])

    @property
    def common(self) -> frozenset[str]:
        """Stems that are in so many claims of the story that sharing them tells nothing."""
        if self._common is None:
            everything = [statement for document in self._claims for statement in self.all_of(document)]
            counts = Counter(stem for statement in everything for stem in set(statement.words.stems))
            limit = max(4.0, UBIQUITOUS * len(everything))
            self._common = frozenset(stem for stem, n in counts.items() if n > limit)
        return self._common

    def compare(self, claim: Claim, partner: Claim) -> _Conflict | None:
        """Return how two claims of different documents exclude each other, if they do."""
        key = (claim.id, partner.id)
        if key not in self._compared:
            mirror = self._compared.get((partner.id, claim.id))
            self._compared[key] = mirror.mirrored() if mirror else self._look(self.statement(claim), self.statement(partner))
        return self._compared[key]

    def _look(self, left: Statement, right: Statement) -> _Conflict | None:
        for look in (self._numbers, self._dates, self._times, self._names_in_one_role, self._negations, self._quoted_words):
            conflict = look(left, right)
            if conflict is not None:
                return conflict
        return None

    def _numbers(self, left: Statement, right: Statement) -> _Conflict | None:
        best: tuple[float, _Conflict] | None = None
        for a in left.quantities:
            for b in right.quantities:
                if a.kind != b.kind or a.unit != b.unit or a.overlaps(b):
                    continue
                if any(a.overlaps(each) for each in right.quantities) or any(b.overlaps(each) for each in left.quantities):
                    continue
                score = self._same_thing(left, a, right, b)
                if score and (best is None or score > best[0]):
                    if self._is_elsewhere(a, right.claim.document) or self._is_elsewhere(b, left.claim.document):
                        continue
                    best = (score, _Conflict(_words(left, a, self._text(left)), _words(right, b, self._text(right)), score))
        return best[1] if best else None

    def _same_thing(self, left: Statement, a: Quantity, right: Statement, b: Quantity) -> float:
        """Return how surely two quantities measure one thing, in [0, 1]; 0.0 if nothing speaks for it."""
        near_left = left.around(a.start, a.end, reach=REACH, ignored=self.common)
        near_right = right.around(b.start, b.end, reach=REACH, ignored=self.common)
        heads = frozenset((*a.things[-1:], *b.things[-1:]))
        shared = (near_left & near_right) - heads
        same_head = bool(a.things and b.things and a.things[-1] == b.things[-1])
        union = (near_left | near_right) - heads
        likeness = len(shared) / len(union) if union else 0.0
        if same_head and len(shared) >= 2:
            return min(0.9, 0.6 + likeness)
        if len(shared) >= 3 and (a.kind != "count" or _may_count_one_thing(a, b)):
            return min(0.8, 0.4 + likeness)
        if _is_near_miss(a, b) and len(self._content(left) & self._content(right)) >= MIN_SHARED_FIGURE:
            return 0.6
        return 0.0

    def _content(self, statement: Statement) -> frozenset[str]:
        return statement.content(statement.claim.start, statement.claim.end, ignored=self.common)

    def _is_elsewhere(self, quantity: Quantity, document: str) -> bool:
        return any(
            quantity.overlaps(each) and (not quantity.things or not each.things or set(quantity.things) & set(each.things))
            for statement in self.all_of(document)
            for each in statement.quantities
        )

    def _text(self, statement: Statement) -> str:
        return self._documents[statement.claim.document].document.text

    def _dates(self, left: Statement, right: Statement) -> _Conflict | None:
        named_left, named_right = _firm_dates(left), _firm_dates(right)
        if any(a.agrees(b) for a in left.dates for b in right.dates):
            return None
        for a in named_left:
            for b in named_right:
                if a.precision != b.precision or (bool(a.weekday >= 0) != bool(b.weekday >= 0) and _days_between(a, b) < 2):
                    continue
                score = self._same_event(left, a, right, b)
                if score and not self._has_date(a, right.claim.document) and not self._has_date(b, left.claim.document):
                    return _Conflict(_words(left, a, self._text(left)), _words(right, b, self._text(right)), score)
        return None

    def _has_date(self, mention: DateMention, document: str) -> bool:
        return any(
            mention.agrees(each) and mention.precision == each.precision
            for statement in self.all_of(document)
            for each in statement.dates
        )

    def _times(self, left: Statement, right: Statement) -> _Conflict | None:
        for a in left.times:
            for b in right.times:
                if a.zone != b.zone or abs(a.minute - b.minute) <= ROUND_TIME:
                    continue
                if any(abs(a.minute - each.minute) <= ROUND_TIME for each in right.times):
                    continue
                if any(abs(b.minute - each.minute) <= ROUND_TIME for each in left.times):
                    continue
                if score := self._same_event(left, a, right, b):
                    return _Conflict(a.value, b.value, score)
        return None

    def _same_event(self, left: Statement, a: _Placed, right: Statement, b: _Placed) -> float:
        """Return how surely two dates or times tell when one thing happened, in [0, 1]; 0.0 if too little is shared."""
        near_left = left.around(a.start, a.end, reach=REACH, ignored=self.common) - left.content(a.start, a.end)
        near_right = right.around(b.start, b.end, reach=REACH, ignored=self.common) - right.content(b.start, b.end)
        shared, union = near_left & near_right, near_left | near_right
        if len(shared) < MIN_SHARED_EVENT or len(shared) < 0.3 * len(union):
            return 0.0
        return min(0.85, 0.5 + len(shared) / len(union))

    def _names_in_one_role(self, left: Statement, right: Statement) -> _Conflict | None:
        steps = _align(left.words, right.words)
        same = sum(step.i2 - step.i1 for step in steps if step.tag == "equal")
        if same < MIN_EQUAL_WORDS or same < 0.8 * max(len(left.words), len(right.words)):
            return None
        for step in steps:
            if step.tag != "replace":
                continue
            a = next((name for name in left.names if _covers(left.words, step.i1, step.i2, name)), None)
            b = next((name for name in right.names if _covers(right.words, step.j1, step.j2, name)), None)
            if a is None or b is None or is_same_name(a.value, b.value) or set(a.words) & set(b.words):
                continue
            if set(a.words) & self._forms(right.claim.document) or set(b.words) & self._forms(left.claim.document):
                continue
            return _Conflict(_words(left, a, self._text(left)), _words(right, b, self._text(right)), 0.7)
        return None

    def _forms(self, document: str) -> frozenset[str]:
        return frozenset(form for statement in self.all_of(document) for form in statement.words.forms)

    def _negations(self, left: Statement, right: Statement) -> _Conflict | None:
        if bool(left.denials) == bool(right.denials):
            return None
        ignored = frozenset(stem_word(fold_word(word)) for word in (*left.denials, *right.denials))
        a = left.content(left.claim.start, left.claim.end, ignored=ignored)
        b = right.content(right.claim.start, right.claim.end, ignored=ignored)
        shared = len(a & b)
        if shared < MIN_SHARED_DENIAL or shared < 0.75 * len(a | b):
            return None
        word = (left.denials or right.denials)[0]
        sides = (f"Denied (“{word}”)", "asserted") if left.denials else ("Asserted", f"denied (“{word}”)")
        return _Conflict(*sides, 0.65)

    def _quoted_words(self, left: Statement, right: Statement) -> _Conflict | None:
        for a in left.quotations:
            for b in right.quotations:
                steps = _align(a, b)
                same = sum(step.i2 - step.i1 for step in steps if step.tag == "equal")
                if same < MIN_EQUAL_WORDS or same < 0.8 * max(len(a), len(b)):
                    continue
                changed = [step for step in steps if step.tag != "equal"]
                if len(changed) != 1 or changed[0].tag != "replace" or changed[0].i2 - changed[0].i1 > 2 or changed[0].j2 - changed[0].j1 > 2:
                    continue
                step = changed[0]
                if "".join(a.forms[step.i1 : step.i2]) == "".join(b.forms[step.j1 : step.j2]):
                    continue
                if any(is_same_name(x, y) for x in a.forms[step.i1 : step.i2] for y in b.forms[step.j1 : step.j2]):
                    continue
                here = self._text(left)[a.starts[step.i1] : a.ends[step.i2 - 1]]
                there = self._text(right)[b.starts[step.j1] : b.ends[step.j2 - 1]]
                return _Conflict(f"“{here}”", f"“{there}”", 0.65, note=" in an otherwise equal quotation")
        return None


def _may_count_one_thing(a: Quantity, b: Quantity) -> bool:
    """Whether two counts with different nouns may be of the same: one of them says only "people", or nothing."""
    return not a.things or not b.things or a.things[-1] in GENERIC or b.things[-1] in GENERIC


def _is_near_miss(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are large, exact, and so close that they hardly measure different things: 143 and 145.5 million."""
    small, large = sorted(((a.low + a.high) / 2, (b.low + b.high) / 2))
    narrow = all(each.high - each.low <= 0.05 * each.high for each in (a, b))
    return narrow and small >= 1_000 and small >= 0.8 * large


def _firm_dates(statement: Statement) -> tuple[DateMention, ...]:
    """Dates that the text names itself: no "last year", no "three weeks ago"."""
    return tuple(each for each in statement.dates if each.monthday or each.weekday >= 0 or each.is_absolute)


def _days_between(a: DateMention, b: DateMention) -> int:
    if a.first is None or b.first is None:
        return 0
    return abs((a.first - b.first).days)


def _covers(words: Words, first: int, last: int, name: NameMention) -> bool:
    """Whether the words `first` to `last` all lie in `name`."""
    return name.start <= words.starts[first] and words.ends[last - 1] <= name.end + 2


def _align(left: Words, right: Words) -> tuple[_Step, ...]:
    """Return steps from the stems of `left` to those of `right`; nothing for sentences beyond any journalist."""
    if max(len(left), len(right)) > MAX_WORDS:
        return ()
    from difflib import SequenceMatcher

    return tuple(_Step(*step) for step in SequenceMatcher(None, left.stems, right.stems, autojunk=False).get_opcodes())


def _words(statement: Statement, detail: _Placed, text: str) -> str:
    return " ".join(text[detail.start : detail.end].split())
