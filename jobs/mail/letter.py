"""What a mail says, without its form: the templates make HTML and text of the same letter."""

from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["good", "bad", "warn", "plain"]


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; `url` is of ours."""

    label: str
    url: str


@dataclass(frozen=True)
class Row:
    """A line of a table: what it is about, and its cells. A marked one is the one that is recommended."""

    title: str
    cells: tuple[str, ...]
    marked: bool = False


@dataclass(frozen=True)
class Table:
    """A few rows under their heads; `heads` has one more than each row has cells."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """A heading with a paragraph or points under it."""

    title: str
    text: str = ""
    points: tuple[str, ...] = ()
    tone: Tone = "plain"


@dataclass(frozen=True)
class Diagram:
    """A picture in place, by the name that it is attached under."""

    name: str
    described: str


@dataclass(frozen=True)
class Letter:
    """One mail's words, from top to bottom."""

    subject: str
    badge: str
    tone: Tone
    heading: str
    lead: str
    button: Link
    why: str
    facts: tuple[tuple[str, str], ...] = ()
    table: Table | None = None
    diagram: Diagram | None = None
    sections: tuple[Section, ...] = field(default=())


def count(number: int, thing: str) -> str:
    """Say `1 job`, `2 jobs`, `1,200 jobs`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def dollars(amount: float) -> str:
    """Whole dollars from a hundred on, cents below."""
    return f"${amount:,.0f}" if amount >= 100 else f"${amount:,.2f}"


def duration(seconds: float) -> str:
    """Say `8 s`, `3 min 5 s`, `2 h 10 min`."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s" if whole % 60 else f"{whole // 60} min"
    minutes = whole % 3600 // 60
    return f"{whole // 3600} h {minutes} min" if minutes else f"{whole // 3600} h"
