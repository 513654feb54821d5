"""A number that was read: how wide it is meant, what it measures or counts, and how a report writes it."""

from __future__ import annotations

from dataclasses import dataclass

from compare.text.normal import fold_word, stem_word
from compare.text.numerals import Sense
from compare.text.quantity_forms import NO_PLURAL, STOP, THING
from compare.text.units import QuantityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity in a text.

    Args:
        start: Where it begins, approximator included.
        end: Where it ends, unit or counted thing included.
        low: Smallest value meant, in `unit`.
        high: Largest value meant, in `unit`.
        kind: What is measured; quantities of different kinds are never compared.
        unit: Base unit: `day`, `metre`, `kg`, `%`, `USD`; for a count the empty string.
        things: Stems of the words that name what is counted, in text order, at most four; the noun itself is
            last.
        value: Readable normal form: `"over 100 visit"`.
    """

    start: int
    end: int
    low: float
    high: float
    kind: QuantityKind
    unit: str
    things: tuple[str, ...]
    value: str

    def overlaps(self, other: Quantity) -> bool:
        """Whether one value can be meant by both; symmetric; quantities of different kinds or units never are one.

        >>> from compare.text.quantities import find_quantities
        >>> [war] = find_quantities("the 44-day war")
        >>> [fighting] = find_quantities("six weeks of fighting")
        >>> war.overlaps(fighting)
        True
        """
        return self.kind == other.kind and self.unit == other.unit and self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Reading:
    """A number that was read, before it is known what it measures."""

    text: str
    start: int
    end: int
    low: float
    high: float
    rounding: float
    sense: Sense

    def share(self, stop: int) -> Quantity:
        """Return it as a share of a hundred."""
        return self.make("share", "%", things=read_things(self.text, self.end, stop)[0])

    def make(
        self, kind: QuantityKind, unit: str, *, end: int | None = None, things: tuple[str, ...] = (), factor: float = 1.0,
        shift: float = 0.0, slack: float | None = None, shown: str | None = None,
    ) -> Quantity:  # fmt: skip
        """Widen the interval by what the words around and the rounding allow, and write the normal form."""
        slack = self.rounding if slack is None else slack
        low, high = self.low, self.high
        if self.sense == "over":
            high = max(1.5 * high, high + slack)
        elif self.sense in ("nearly", "up to"):
            low = (0.9 if self.sense == "nearly" else 0.5) * low - (slack if kind == "duration" else 0.0)
        elif self.sense == "about":
            low, high = 0.9 * low - slack, 1.1 * high + slack
        else:
            low, high = low - slack, high + slack
        low, high = sorted((low, high))  # below zero, one and a half times the figure is the smaller one
        number = _plain(self.low) if self.low == self.high else f"{_plain(self.low)}-{_plain(self.high)}"
        words = (self.sense if self.sense != "exact" else "", number, shown if shown is not None else unit)
        return Quantity(
            start=self.start, end=self.end if end is None else end, low=(low + shift) * factor, high=(high + shift) * factor,
            kind=kind, unit=unit, things=things, value=" ".join(filter(None, words)),
        )  # fmt: skip


def _plain(value: float) -> str:
    return (
        f"{value:.0f}"
        if value == int(value) or value >= 1e6
        else f"{value:.3f}".rstrip("0").rstrip(".")
        if value < 10
        else f"{value:.1f}"
    )


def write_singular(text: str, after: int, tail: int) -> str:
    """Return the counted noun, folded and without a plural s."""
    words = text[after:tail].split()
    word = fold_word(words[-1].lstrip("-")) if words else ""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def read_things(text: str, after: int, stop: int, *, is_tied: bool = False) -> tuple[tuple[str, ...], int]:
    """Return the stems of what is counted, and where its words end: adjectives up to the first plural noun or function word.

    Args:
        text: Any text.
        after: Where the number ends.
        stop: Where to stop.
        is_tied: Whether a hyphen ties the noun to the number: then it is one word.
    """
    stems: list[str] = []
    position = after
    while len(stems) < (1 if is_tied else 4) and (word := THING.match(text, position, stop)):
        written = word[1].partition("-")[0] if is_tied else word[1]
        form = fold_word(written.replace(".", ""))
        if (form in STOP and not written.isupper()) or (stems and " of " in text[position : word.start(1)]):
            break
        stems.append(stem_word(form))
        position = word.start(1) + len(written)
        if form in NO_PLURAL or (written.endswith("s") and not written.endswith(("ss", "us", "'s", "’s"))):
            break
    return tuple(stems), position
