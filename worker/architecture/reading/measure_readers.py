"""The patterns of the numbers that matter, most particular first, and how each is brought to its unit."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from worker.architecture.reading.numbers import (
    DURATION,
    EACH_NUMBER,
    NUMBER,
    PERIOD,
    SIZE,
    gigabytes_of,
    is_article,
    minutes_of,
    number_of,
    period_of,
    times_per_month,
    unit_of,
)
from worker.architecture.requirements import Quantity


class Said(NamedTuple):
    """What a match says, in the unit that the quantity's name tells."""

    quantity: Quantity
    value: float
    sure: bool = True  # a guess gives way to what is sure of the same quantity


Read = Callable[[re.Match[str]], Said | None]


@dataclass(frozen=True)
class Reader:
    """A pattern and what its match says; None where it turns out to mean something else."""

    pattern: re.Pattern[str]
    read: Read


def _reader(body: str, read: Read) -> Reader:
    return Reader(re.compile(body, re.IGNORECASE), read)


# Up to three words between a number and what it counts: `50,000 daily active users`, `2M Lambda invocations/day`.
_ADJECTIVES = r"(?:[\s-]+(?!(?:per|and|or|with|in|to|of|for|is|at)\b)[^\W\d_][\w'-]*){0,3}?[\s-]+"
_REQUESTS = r"(?:requests?|reqs?|calls?|hits?|invocations?|page ?views?|queries|transactions?|visits?|lookups?)\b"
_EVENTS = (
    r"(?:events?|messages?|orders?|records?|jobs?|notifications?|readings?|data points?|payments?|bookings?|clicks?|"
    r"tasks?|emails?|reservations?|claims?|submissions?|trades?|votes?|bids?|shipments?|parcels?|deliveries|trips?|"
    r"rides?|applications|measurements?|samples?|alerts?|posts?|comments?|transfers)\b"
)
_FILES = (
    r"(?:files?|images?|uploads?|documents?|photos?|pictures?|videos?|pdfs?|invoices?|objects?|scans?|csvs?|"
    r"recordings?)\b"
)
_USERS = (
    r"(?:users?|dau|mau|customers?|visitors?|patients?|members?|subscribers?|students?|employees?|people|players?|"
    r"readers?|shoppers?|clients?)\b"
)
# Who uses most systems that are spoken of with them; a guess, since a team may be named beside its users.
_PEOPLE = (
    r"(?:staff|nurses|doctors|physicians|teachers|pupils|journalists|viewers|listeners|fans|guests|tenants|buyers|"
    r"sellers|merchants|traders|brokers|dealers|farmers|growers|technicians|couriers|riders|passengers|travell?ers|"
    r"commuters|citizens|residents|voters|donors|volunteers|athletes|runners|parents|pensioners|candidates|applicants|"
    r"policyholders|households|families|taxpayers|gamers|borrowers|attendees|colleagues|workers|advis[eo]rs|lawyers|"
    r"accountants|agents)\b"
)
_DEVICES = (
    r"(?:devices?|sensors?|meters?|vehicles?|cars?|trucks?|turbines?|machines?|trackers?|drivers?|scooters?|pumps?|"
    r"gateways?|thermostats?|stations?|probes?|wearables?|vans?|buses|bikes?|robots?|drones?|cameras?|vessels?|ships?|trains?|"
    r"locomotives?|lorries|tractors?|chargers?|terminals?|beacons?|tags)"
)
_TRAFFIC = r"(?:transfer|egress|outbound|traffic|bandwidth|downloads?|delivery)\b"
_ITEM = rf"(?:{_FILES}|payloads?|messages?|records?|events?|requests?|responses?|items?)\b"
_IS = (
    r"(?:\s*(?:is|of|at|be|below|under|over|<=?|≤|:|=|within|less than|at most|target|must|should|maximum|max|~)){0,3}"
    r"\s*"
)
SMALL_GB = 0.001
_OF_DATA = r"\s*(?:of\s+)?(?:\w+\s+){0,2}?(?:data|transactions?|orders?|writes|work)\b"
_RECOVER = (
    r"(?:recover(?:ed|s|y)?|restor(?:e|ed)|back (?:up|online|in service|running)|up again|running again|"
    r"fail(?:ing)? over)"
)
_WITHIN = r"[^.;\n\d]{0,30}?\b(?:within|in|after|under|less than|at most)\s+"
_AT_MOST = r"[^.;\n\d]{0,15}?\b(?:than|most|to|under|of|is|maximum|only)\s+"
_INTERVAL = r"(?P<interval>\d{1,3}\s?|)(?P<unit>seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|days?)\b"
_EVERY = rf"(?:\s*,?\s*{PERIOD})"


def _rate(per_second: Quantity, per_month: Quantity) -> Read:
    def read(match: re.Match[str]) -> Said | None:
        if is_article(match):
            return None
        period = period_of(match) or "month"
        value = number_of(match)
        if period == "second":
            return Said(per_second, value)
        if period == "minute":
            return Said(per_second, value / 60)
        return Said(per_month, value * times_per_month(period))

    return read


def _files_of_each(match: re.Match[str]) -> Said:
    """`300 cameras that each upload 4 images per hour`."""
    times = times_per_month(period_of(match) or "month")
    return Said("files_per_month", number_of(match) * number_of(match, "_each") * times)


def _of_each(match: re.Match[str]) -> Said:
    """`20,000 vans, 5 events per second each`: the rate of one, times their number."""
    period = period_of(match) or "month"
    value = number_of(match) * number_of(match, "_each")
    if period in ("second", "minute"):
        return Said("events_per_second", value if period == "second" else value / 60)
    return Said("events_per_month", value * times_per_month(period))


def _of_devices(match: re.Match[str]) -> Said | None:
    """`20,000 meters publish readings every 15 minutes`: a message a device each time."""
    if is_article(match):
        return None
    times = times_per_month(unit_of(match)) / float(match["interval"] or 1)
    return Said("events_per_month", number_of(match) * times)


_COUNTED = re.compile(rf"{NUMBER}{_ADJECTIVES}{_DEVICES}\b(?=(?:[^.;:]|\.\d){{0,80}}$)", re.IGNORECASE)


def _of_devices_before(match: re.Match[str]) -> Said | None:
    """`150,000 vehicles sending a 1 KB message every 10 seconds`: their number stands before another number."""
    before = match.string[max(0, match.start() - 120) : match.start()]
    counted = [one for one in _COUNTED.finditer(before) if not is_article(one)]
    if not counted:
        return None
    times = times_per_month(unit_of(match)) / float(match["interval"] or 1)
    return Said("events_per_month", number_of(counted[-1]) * times)


def _monthly(quantity: Quantity) -> Read:
    return lambda match: Said(quantity, number_of(match) * times_per_month(period_of(match) or "month"))


def _number(quantity: Quantity) -> Read:
    return lambda match: None if is_article(match) else Said(quantity, number_of(match))


FEWEST_PEOPLE = 10
"""Fewer are rather machines (`three brokers`, `2 workers`) or those who build it."""


_AT_ONCE = (
    r"(?:at once|at the same (?:time|moment)|at (?:any )?(?:one|a|any) (?:time|moment)|simultaneously|concurrently|"
    r"in parallel)"
)
_CONCURRENT = r"(?:concurrent(?:ly)?|simultaneous(?:ly)?)"


def _guess(quantity: Quantity) -> Read:
    def read(match: re.Match[str]) -> Said | None:
        value = number_of(match)
        return None if is_article(match) or value < FEWEST_PEOPLE else Said(quantity, value, sure=False)

    return read


def _minutes(quantity: Quantity) -> Read:
    return lambda match: Said(quantity, minutes_of(match, number_of(match)))


def _days(match: re.Match[str]) -> Said:
    return Said("retention_days", minutes_of(match, number_of(match)) / 1440)


def _gigabytes(quantity: Quantity, factor: float = 1) -> Read:
    return lambda match: Said(quantity, gigabytes_of(match, number_of(match)) * factor)


def _gigabytes_monthly(quantity: Quantity) -> Read:
    def read(match: re.Match[str]) -> Said:
        return Said(quantity, gigabytes_of(match, number_of(match)) * times_per_month(period_of(match) or "month"))

    return read


def _bare_size(match: re.Match[str]) -> Said | None:
    # Memory of a machine and network speed are sizes too, but not of what is stored.
    if re.match(r"\s*(?:of\s+)?(?:ram|memory|ps\b|/s|nodes?|instances?)", match.string[match.end() :], re.IGNORECASE):
        return None
    size = gigabytes_of(match, number_of(match))
    # Nobody plans a store of kilobytes: it is the size of one of them.
    return Said("payload_kb", size * 1e6) if size < SMALL_GB else Said("storage_gb", size)


def _latency(match: re.Match[str]) -> Said:
    return Said("latency_ms", number_of(match) * (1 if match["unit"].lower().startswith("m") else 1000))


def _nines(match: re.Match[str]) -> Said:
    count = {"two": 2, "three": 3, "four": 4, "five": 5}.get(match["nines"].lower()) or int(match["nines"])
    return Said("availability_percent", 100 - 10.0 ** (2 - count))


def _percent(match: re.Match[str]) -> Said:
    return Said("availability_percent", float(match["percent"]))


_BUDGET_CUE = re.compile(
    r"\b(?:budgets?|under|below|less than|(?:no|not) more than|at most|max(?:imum)?|up to|capped at|cap|within|limit|"
    r"cheaper than|exceed(?:ing)?|afford)\b[^.;\n]{0,25}$",
    re.IGNORECASE,
)
_BUDGET_AFTER = re.compile(r"^[^.;\n]{0,20}\b(?:budget|limit|cap|at most|max)\b", re.IGNORECASE)
_SPENT_CUE = re.compile(
    r"\b(?:current(?:ly)?|costing|costs? us|cost(?:s|ed)?|pay(?:s|ing)?|paid|spend(?:ing|s)?|spent|bill|salary|revenue|"
    r"fees?|plus|earn(?:s|ing)?|price[ds]?|charge[ds]?)\b[^;\n]{0,45}$",
    re.IGNORECASE,
)


def _budget(match: re.Match[str]) -> Said | None:
    """Money a month is a budget, unless the words before say it is spent today; money alone needs a word for it."""
    before, after = match.string[max(0, match.start() - 60) : match.start()], match.string[match.end() :][:40]
    period = period_of(match)
    if period in ("second", "minute", "hour") or is_article(match):  # `200 $ a month` has its number before the sign
        return None
    told = bool(_BUDGET_CUE.search(before) or _BUDGET_AFTER.match(after))
    if not told and (period is None or _SPENT_CUE.search(before)):
        return None
    return Said("budget_usd_per_month", number_of(match) * times_per_month(period or "month"), sure=told)


READERS: tuple[Reader, ...] = (
    _reader(rf"(?:US\$|\$\s?|USD\s|€\s?|EUR\s|£\s?|GBP\s){NUMBER}(?:\s*(?:USD|EUR|dollars?))?{_EVERY}?", _budget),
    _reader(rf"{NUMBER}\s?(?:USD|US dollars?|dollars?|bucks|quid|EUR|euros?|GBP|pounds?)\b{_EVERY}?", _budget),
    _reader(rf"{NUMBER}\s?(?:US\$|\$|€|£){_EVERY}?", _budget),
    _reader(rf"\b(?:RTO|recovery time objective)(?:\s*\(RTO\))?{_IS}{NUMBER}[\s-]*{DURATION}", _minutes("rto_minutes")),
    _reader(
        rf"\b(?:RPO|recovery point objective)(?:\s*\(RPO\))?{_IS}{NUMBER}[\s-]*{DURATION}", _minutes("rpo_minutes")
    ),
    _reader(
        rf"\b{_RECOVER}\b(?!\s+from\s+glacier){_WITHIN}{NUMBER}[\s-]*{DURATION}"
        r"(?!\s+of\s+(?:data|retention))",
        _minutes("rto_minutes"),
    ),
    _reader(
        rf"\b(?:los(?:e|es|ing|s)|data loss)\b{_AT_MOST}{NUMBER}[\s-]*{DURATION}(?:{_OF_DATA})?",
        _minutes("rpo_minutes"),
    ),
    _reader(rf"{NUMBER}[\s-]*{DURATION}\s+(?:of\s+)?(?:data\s+)?(?:loss|lost)\b", _minutes("rpo_minutes")),
    _reader(rf"{NUMBER}[\s-]*{DURATION}\s+(?:RTO|recovery time)", _minutes("rto_minutes")),
    _reader(rf"{NUMBER}[\s-]*{DURATION}\s+(?:RPO|recovery point)", _minutes("rpo_minutes")),
    _reader(r"\b(?P<percent>99(?:\.\d{1,6})?)\s?(?:%|percent\b)(?!\s*(?:of|percentile))", _percent),
    _reader(r"\b(?P<nines>two|three|four|five|[2-5])[\s-]nines\b", _nines),
    _reader(
        rf"(?:latency|latencies|response times?|respond(?:s|ing)?|p\d\d(?:\.\d+)?|answers?)[^.;\n\d]{{0,30}}?"
        rf"{NUMBER}\s*"
        r"(?P<unit>ms|milliseconds?|millis|seconds?|s)\b",
        _latency,
    ),
    _reader(rf"{NUMBER}\s*(?P<unit>ms|milliseconds?|millis)\b", _latency),
    _reader(
        rf"(?:retain(?:ed|ing|s)?|retention|ke(?:ep|eping|pt)|stor(?:e|ed|ing)|archiv(?:e|ed|ing)|delete[ds]?|expire[ds]?)"
        rf"\b[^.;\n\d]{{0,40}}?{NUMBER}[\s-]*(?P<duration>days?|weeks?|months?|years?|yrs?)\b"
        r"(?!\s*(?:per|of experience))",
        _days,
    ),
    _reader(
        rf"{NUMBER}[\s-]*(?P<duration>days?|weeks?|months?|years?)[\s-]+(?:\w+\s+){{0,2}}?(?:retention|archive)\b",
        _days,
    ),
    _reader(
        rf"{NUMBER}\s?{SIZE}{_EVERY}\s+(?:of\s+)?(?:\w+\s+){{0,2}}?{_TRAFFIC}",
        _gigabytes_monthly("transfer_gb_per_month"),
    ),
    _reader(
        rf"{NUMBER}\s?{SIZE}\s+(?:of\s+)?(?:\w+\s+){{0,2}}?{_TRAFFIC}{_EVERY}?",
        _gigabytes_monthly("transfer_gb_per_month"),
    ),
    _reader(rf"{_TRAFFIC}{_IS}{NUMBER}\s?{SIZE}{_EVERY}?", _gigabytes_monthly("transfer_gb_per_month")),
    _reader(rf"{NUMBER}\s?{SIZE}\s*(?:/|per|each|a)?\s*{_ITEM}", _gigabytes("payload_kb", 1e6)),
    _reader(rf"{NUMBER}\s?{SIZE}\s+(?:each|apiece|on average)\b", _gigabytes("payload_kb", 1e6)),
    _reader(
        rf"(?:payloads?|{_FILES}|messages?|bod(?:y|ies)|average size|size)\s*(?:size)?"
        r"(?:\s+(?:is|are|of|up|to|about|around|"
        rf"at most|under|below|max(?:imum)?))*\s*{NUMBER}\s?{SIZE}(?!\s+of\b)",
        _gigabytes("payload_kb", 1e6),
    ),
    # Data that keeps coming: a month of it is what the first bill stores.
    _reader(rf"{NUMBER}\s?{SIZE}(?:\s+of\s+(?:[\w-]+\s+){{1,4}}?|\s+){_EVERY}", _gigabytes_monthly("storage_gb")),
    _reader(rf"{NUMBER}\s?{SIZE}(?:{_EVERY})", _gigabytes_monthly("storage_gb")),
    _reader(rf"{NUMBER}\s?{SIZE}", _bare_size),
    _reader(rf"{NUMBER}\s?(?:rps|qps|tps|req/s|requests?/s|r/s)\b", _number("requests_per_second")),
    _reader(rf"{NUMBER}{_ADJECTIVES}{_REQUESTS}{_EVERY}?", _rate("requests_per_second", "requests_per_month")),
    _reader(
        rf"{NUMBER}{_ADJECTIVES}{_DEVICES}\b[^.;:]{{0,60}}?{EACH_NUMBER}{_ADJECTIVES}{_EVENTS}{_EVERY}"
        r"\s+(?:each|apiece|per \w+)\b",
        _of_each,
    ),
    _reader(
        rf"{NUMBER}{_ADJECTIVES}{_DEVICES}\b[^.;:]{{0,40}}?\beach\b[^.;:\d]{{0,40}}?{EACH_NUMBER}{_ADJECTIVES}{_EVENTS}{_EVERY}",
        _of_each,
    ),
    _reader(
        rf"{NUMBER}{_ADJECTIVES}{_DEVICES}\b[^.;:]{{0,40}}?\beach\b[^.;:\d]{{0,40}}?{EACH_NUMBER}{_ADJECTIVES}{_FILES}{_EVERY}",
        _files_of_each,
    ),
    _reader(rf"{NUMBER}{_ADJECTIVES}{_FILES}{_EVERY}", _monthly("files_per_month")),
    _reader(rf"{NUMBER}{_ADJECTIVES}{_EVENTS}{_EVERY}", _rate("events_per_second", "events_per_month")),
    _reader(
        rf"{NUMBER}{_ADJECTIVES}{_DEVICES}\b[^.;:]{{0,80}}?\s(?:every|each)\s{_INTERVAL}",
        _of_devices,
    ),
    _reader(rf"\b(?:every|each)\s{_INTERVAL}", _of_devices_before),
    _reader(
        rf"{NUMBER}\s(?:[a-z-]+\s){{0,2}}?[a-z-]+s\b[^.;:\d]{{0,40}}?{EACH_NUMBER}{_ADJECTIVES}(?:{_USERS}|{_PEOPLE})"
        r"\s+(?:each|apiece|per\s(?!second|minute|hour|day|week|month|year)\w+)\b",
        lambda match: Said("users", number_of(match) * number_of(match, "_each")),
    ),
    _reader(
        rf"{NUMBER}[\s-]+(?:[a-z]+[\s-]+){{0,2}}?{_CONCURRENT}"
        rf"(?:{_ADJECTIVES}(?:{_USERS}|{_PEOPLE})|(?=\s*(?:[,.;:)]|$|(?:during|at|in|on|when|per)\b)))",
        _number("concurrent_users"),
    ),
    _reader(
        rf"{NUMBER}{_ADJECTIVES}(?:{_USERS}|{_PEOPLE})(?!\s*(?:per|an?|each|every|/)\b)[^.;:\d]{{0,30}}?\b{_AT_ONCE}\b",
        _number("concurrent_users"),
    ),
    _reader(rf"{NUMBER}{_ADJECTIVES}{_USERS}{_EVERY}?", _number("users")),
    _reader(rf"{NUMBER}{_ADJECTIVES}{_DEVICES}\b", _number("devices")),
    _reader(rf"{NUMBER}{_ADJECTIVES}{_PEOPLE}{_EVERY}?", _guess("users")),
)
