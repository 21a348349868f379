"""The numbers of a business as its people give them: `9,000 appointments a week`, `25 MB each, 300 a day`."""

import re

from worker.architecture.reading.measure_readers import Read, Reader, Said
from worker.architecture.reading.numbers import (
    NUMBER,
    PERIOD,
    SIZE,
    gigabytes_of,
    is_article,
    minutes_of,
    number_of,
    period_of,
    times_per_month,
)

LARGEST_FILE_GB = 100.0
"""What weighs more is not one document, but all of them."""
_DOCUMENTS = (
    r"(?:files?|documents?|scans?|letters?|contracts?|records?|photos?|pictures?|images?|videos?|recordings?|archives?|"
    r"drawings?|x-?rays?|invoices?|papers?|data|shared drive|file server|footage|maps)"
)
_KEPT = (
    r"(?:files?|documents?|photos?|pictures?|images?|videos?|scans?|recordings?|x-?rays?|letters|drawings|contracts|"
    r"ultrasounds|footage|certificates|forms)\b"
)
_DONE = (
    r"(?:appointments?|rentals?|tickets?|registrations?|enrol?ments?|enquir(?:y|ies)|inquir(?:y|ies)|inspections?|"
    r"treatments?|prescriptions?|repairs?|lessons?|sales|purchases?|checkouts?|loans?|policies|contracts?|quotes?|"
    r"matches|tests?|viewings?|visits? by carers|pickups?|stops?|meals?|donations?|permits?|referrals?|complaints?|"
    r"admissions?|stays?|overnight stays|tours?|returns?|bookings?|orders?|cases|calls from customers|phone calls)\b"
)
_ABOUT = (
    r"(?:(?:is|are|has|have|of|about|around|roughly|maybe|some|comes? to|weighs?|takes?|up|now|all in all)\s+){0,4}"
)
_EVERY = rf"\s*,?\s*{PERIOD}"
_EACH_BEFORE = re.compile(
    rf"{SIZE}\s*(?:each|apiece)[\s,;]*(?:(?:and|about|around|roughly|maybe|some)\s+)*$", re.IGNORECASE
)
_OF_ONE_BEFORE = re.compile(
    rf"\b(?:each|every|one|an?)\s+(?P<thing>\w+)\s+{_ABOUT}[\d.,]+\s?{SIZE}[^.\d]{{0,25}}$", re.IGNORECASE
)
_RATE_BEFORE = re.compile(rf"{NUMBER}\s+(?:[\w-]+\s+){{1,3}}?{PERIOD}[^.;\d]{{0,30}}$", re.IGNORECASE)


def _documents(match: re.Match[str]) -> Said | None:
    """`Documents are 6 TB`: all of them, where no single one is as large."""
    size = gigabytes_of(match, number_of(match))
    return Said("storage_gb", size) if size >= LARGEST_FILE_GB else None


def _of_one(match: re.Match[str]) -> Said | None:
    """`Each wedding is about 40 GB`."""
    return Said("payload_kb", gigabytes_of(match, number_of(match)) * 1e6)


def _files(match: re.Match[str]) -> Said | None:
    """`25 MB each, 300 a day`, and `each wedding is 40 GB, 15 weddings a month`."""
    before = match.string[max(0, match.start() - 80) : match.start()]
    one = _OF_ONE_BEFORE.search(before)
    thing = (match["thing"] or "").lower()
    same = one is not None and thing != "" and thing.startswith(one["thing"].lower()[:4])
    if is_article(match) or not (same or _EACH_BEFORE.search(before)):
        return None
    return Said("files_per_month", number_of(match) * times_per_month(period_of(match) or "month"))


def _kept(match: re.Match[str]) -> Said | None:
    """`300 x-rays a day`."""
    if is_article(match):
        return None
    return Said("files_per_month", number_of(match) * times_per_month(period_of(match) or "month"))


def _files_of_each(match: re.Match[str]) -> Said | None:
    """`1,200 rentals a day, 8 photos each`, `… 8 photos of 3 MB each`."""
    rate = _RATE_BEFORE.search(match.string[max(0, match.start() - 80) : match.start()])
    if rate is None or is_article(match) or is_article(rate):
        return None
    return Said("files_per_month", number_of(match) * number_of(rate) * times_per_month(period_of(rate) or "month"))


def _done(match: re.Match[str]) -> Said | None:
    """`9,000 appointments a week`."""
    if is_article(match):
        return None
    return Said("events_per_month", number_of(match) * times_per_month(period_of(match) or "month"))


def _days(match: re.Match[str]) -> Said:
    return Said("retention_days", minutes_of(match, number_of(match)) / 1440)


def _reader(body: str, read: Read) -> Reader:
    return Reader(re.compile(body, re.IGNORECASE), read)


BUSINESS_READERS: tuple[Reader, ...] = (
    _reader(rf"\b{_DOCUMENTS}\s+{_ABOUT}{NUMBER}\s?{SIZE}(?!\s*(?:each|apiece|per|a\b|/))", _documents),
    _reader(rf"\b(?:each|every)\s+\w+\s+{_ABOUT}{NUMBER}\s?{SIZE}", _of_one),
    _reader(rf"{NUMBER}(?:\s+(?!(?:of|and)\b)(?P<thing>[^\W\d_]+))?{_EVERY}", _files),
    _reader(rf"{NUMBER}\s+(?:[a-z-]+\s+)?{_KEPT}(?=\s+(?:each|of\s|per\s+\w+|with\s))", _files_of_each),
    _reader(
        rf"\b(?:look|looks|looking|see|show|shows|compare|go|dashboard|history|charts?|curves?)\b[^.;\n\d]{{0,40}}?"
        rf"\b(?:last|past|back)\s+{NUMBER}\s+(?P<duration>weeks|months|years)\b",
        _days,
    ),
    _reader(
        rf"\b(?:only|just) need\s+(?:the (?:last|past)\s+)?{NUMBER}\s+(?P<duration>days?|weeks?|months?|years?)\b",
        _days,
    ),
)
"""Before those of `measure_readers`, which take the same words for something smaller."""

PLAIN_BUSINESS_READERS: tuple[Reader, ...] = (
    _reader(rf"{NUMBER}\s+(?:[a-z-]+\s+){{0,2}}?{_KEPT}{_EVERY}", _kept),
    _reader(rf"{NUMBER}\s+(?:[a-z-]+\s+){{0,2}}?{_DONE}{_EVERY}", _done),
)
"""After those of `measure_readers`, for the things that these do not know."""
