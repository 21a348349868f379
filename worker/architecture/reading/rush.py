"""Reads that many come at once: `40,000 people come in the first five minutes`, `25,000 fans within ten minutes`."""

import re
from dataclasses import dataclass

from worker.architecture.reading.negation import is_excluded
from worker.architecture.reading.numbers import NUMBER, number_of
from worker.architecture.requirements import Quote

_COMERS = (
    r"(?:people|fans?|users?|customers?|visitors?|buyers?|shoppers?|students?|pupils|parents|members?|viewers?|players?|"
    r"citizens|applicants|guests|listeners|readers|men|clients?)"
)
_SPAN = (
    r"(?:\s+[\w'\u2019]+){0,5}?\s+(?:in|within|during|inside)\s+"
    r"(?:(?:about|only|just|less than|the|our|first|an?)\s+)*"
    r"(?:(?P<spelled_span>one|two|three|five|ten|fifteen|twenty|thirty|few|couple of)|(?P<span>\d{1,3}))?\s*"
    r"(?P<unit>seconds?|minutes?|mins?|hour)\b"
)
_RUSH = re.compile(rf"{NUMBER}\s+(?:[a-z]+\s+)?{_COMERS}{_SPAN}", re.IGNORECASE)
_SPELLED = {
    "one": 1,
    "two": 2,
    "three": 3,
    "few": 3,
    "couple of": 2,
    "five": 5,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}


@dataclass(frozen=True)
class Rush:
    """So many people come within so many seconds."""

    people: float
    seconds: float
    quote: Quote


def read_rush(text: str) -> Rush | None:
    """The rush that brings most people a second, or None."""
    rushes = [one for one in map(_rush, _RUSH.finditer(text)) if not is_excluded(text, one.quote)]
    return max(rushes, key=lambda one: one.people / one.seconds, default=None)


def _rush(match: re.Match[str]) -> Rush:
    spelled = match["spelled_span"]
    span = _SPELLED[spelled.lower()] if spelled else float(match["span"] or 1)
    unit = {"s": 1, "m": 60, "h": 3600}[match["unit"][0].lower()]
    return Rush(number_of(match), max(span, 1) * unit, Quote(text=match[0], start=match.start()))
