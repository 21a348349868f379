"""The load a design is sized for: stated, else derived, else assumed, and always with the method."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from worker.architecture.model import Assumption
from worker.architecture.reading.family import is_spelled_out
from worker.architecture.reading.numbers import (
    DAYS_PER_MONTH,
    HOURS_PER_MONTH,
    PERIOD,
    period_of,
    times_per_month,
)
from worker.architecture.reading.rush import read_rush
from worker.architecture.requirements import Measure, Quantity, Requirements

TIMES = "\u00d7"
SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600
PEAK_FACTOR = 4  # the busiest minute of an ordinary day has about four times the average load
REQUESTS_PER_ACTIVE_DAY = 20
STREAM_FROM = 100  # events a second; from here on devices write to a stream, which hands over records in batches
CALL_KB = 10.0  # an ordinary answer of an API
EVENT_KB = 1.0  # where the request does not say
MONTHS_KEPT = 3  # of files, where the request does not say how long
SECONDS_BETWEEN_REQUESTS = 10  # of one of those who are there at once: they read before they press on
ACTIVE_DAYS_PER_MONTH = 5  # of a user who is not said to come daily
BUNDLED_FROM = 200  # events a second; one by one they would cost more than five hundred dollars a month
AT_ONCE = ("location_tracking", "geofencing", "maps", "live_updates")  # what waits for others would come too late
READINGS_A_MESSAGE = 25  # of up to 0.2 kB: a message of up to 5 kB is billed as one
READING_KB = 0.2
MONTHS_OF_FILES = 12  # what people put into a system and want to find again
REQUESTS_OF_A_RUSH = 10  # of one who comes when all come: look, choose, confirm
REQUESTS_PER_MONTH_ASSUMED = 1_000_000.0
_PAYLOAD_KB = {
    "web_application": 20.0,
    "static_site": 500.0,
    "http_api": 10.0,
    "file_processing": 1000.0,
    "data_lake": 5.0,
    "event_streaming": 1.0,
    "event_driven": 5.0,
    "machine_learning": 5.0,
    "generative_ai": 8.0,
    "device_platform": 1.0,
    "hybrid_network": 10.0,
    "batch_processing": 1000.0,
    "container_platform": 10.0,
    "named_services": 10.0,
}

_PEAK_AFTER = re.compile(
    r"[\s,(]*(?:at|in|during|on)\s+(?:the\s+)?(?:\w+\s+)?(?:peak|rush|busiest|burst)", re.IGNORECASE
)
_PEAK_BEFORE = re.compile(
    r"\b(?:peak(?:s|ing)?|bursts?|spikes?|up)\s+(?:load\s+)?(?:at|of|to|is|with|about|around|roughly|\s)*$",
    re.IGNORECASE,
)
_COUNTS = {2: "two", 5: "five"}

_CALLS = {
    "calls_per_month": "requests_per_month",
    "calls_gb_per_month": "transfer_gb_per_month",
    "calls_rps": "peak_rps",
}
"""What people ask of an API: all requests, unless those of the family come from things with another entrance."""

_PASSERS_BY = re.compile(r"\b(?:visitors?|readers?|viewers?|shoppers?|people)\b", re.IGNORECASE)
"""They look without signing in."""

_TOLD_WHERE_USED = {*_CALLS, "accounts", "event_gb_per_month", "delivered_gb_per_month"}
"""The component that is sized by it tells it; elsewhere it would say nothing."""

_FILE_STORES = {"s3_bucket", "fsx_windows"}

_RECORDS_A_RUN = {"event_streaming": 100, "device_platform": 1, "event_driven": 1, "data_lake": 1000}
"""Where events are what the system works on: how many of them one run takes."""


@dataclass(frozen=True)
class Load:
    """Quantities by name. `reasons` says of each how it came about."""

    values: dict[str, float]
    reasons: dict[str, str]
    stated: frozenset[str]

    def value(self, name: str) -> float | None:
        """None where nothing is known of the quantity."""
        return self.values.get(self._known(name))

    def reason(self, name: str) -> str:
        """How the value came about. Raises KeyError where there is none."""
        return self.reasons[self._known(name)]

    def _known(self, name: str) -> str:
        return name if name in self.values else _CALLS.get(name, name)

    def assumptions(self) -> tuple[Assumption, ...]:
        """What was not stated, with the method."""
        return tuple(
            Assumption(
                subject=name, value=f"{value:,.6g}" if value < 1000 else f"{value:,.0f}", reason=self.reasons[name]
            )
            for name, value in self.values.items()
            if name not in self.stated and name not in _TOLD_WHERE_USED
        )


def _is_assumed(quantity: Quantity, requirements: Requirements) -> bool:
    told = any(one.subject == quantity for one in requirements.assumptions)
    return told and quantity not in requirements.chosen


class _Builder:
    def __init__(self, requirements: Requirements) -> None:
        self.requirements = requirements
        self.values: dict[str, float] = {}
        self.reasons: dict[str, str] = {}
        self.stated: set[str] = set()
        for measure in requirements.measures:
            if measure.quantity not in self.values:
                self.values[measure.quantity] = measure.value
                chosen = "it was assumed" if _is_assumed(measure.quantity, requirements) else "you chose it"
                said = f"the request says “{measure.quote.text}”" if measure.quote.text else chosen
                self.reasons[measure.quantity] = said
                self.stated.add(measure.quantity)

    def stated_measure(self, name: Quantity) -> Measure | None:
        """The first one that the request states, with its words."""
        return next((measure for measure in self.requirements.measures if measure.quantity == name), None)

    def derive(self, name: str, source: str, method: Callable[[float], float], reason: str) -> None:
        if name not in self.values and source in self.values:
            self.values[name] = method(self.values[source])
            self.reasons[name] = reason.format(source=self.values[source])

    def assume(self, name: str, value: float, reason: str) -> None:
        if name not in self.values:
            self.values[name], self.reasons[name] = value, reason


def load_of(requirements: Requirements) -> Load:
    """Derive every quantity that sizing and cost use. Nothing the request states is changed."""
    builder = _Builder(requirements)
    _requests(builder)
    _events_and_files(builder)
    _bytes(builder, requirements.family)
    if requirements.family == "device_platform":
        _calls(builder)
    return Load(builder.values, builder.reasons, frozenset(builder.stated))


def _requests(builder: _Builder) -> None:
    builder.derive(
        "requests_per_month",
        "requests_per_second",
        lambda rps: rps / PEAK_FACTOR * SECONDS_PER_MONTH,
        "{source:g} requests/s are taken as the peak; the average over 730 hours is a quarter of it",
    )
    _at_once(builder)
    _rush(builder)
    _events_of_rate(builder)
    _rate_of_devices(builder)
    batch = _records_a_run(builder)
    if batch:
        # Before the users: what they look at is not what the system works through.
        builder.derive(
            "requests_per_month",
            "events_per_month",
            lambda events: events / batch,
            f"{{source:,.0f}} events, {batch} of them worked through at a time",
        )
    users = _people(builder)
    if users:
        _asked_by(users, "requests_per_month", builder)
        if not _PASSERS_BY.search(users.quote.text):
            builder.derive("accounts", "users", lambda count: count, builder.reasons["users"])
    if not batch and builder.requirements.family != "file_processing":
        # Who calls an API sends the event and asks for it once more; people look at pages around it.
        asked = 2 if builder.requirements.family == "http_api" else 5
        builder.derive(
            "requests_per_month",
            "events_per_month",
            lambda events: events * asked,
            f"{_COUNTS[asked]} requests for each of {{source:,.0f}} events",
        )
    builder.assume("requests_per_month", REQUESTS_PER_MONTH_ASSUMED, "the request gives no load; a modest one is taken")
    builder.derive("peak_rps", "requests_per_second", lambda rps: rps, "the stated {source:g} requests/s are the peak")
    builder.derive(
        "peak_rps",
        "requests_per_month",
        lambda month: round(month / SECONDS_PER_MONTH * PEAK_FACTOR, 2),
        f"{{source:,.0f}} requests a month, {PEAK_FACTOR} times the average at the peak",
    )


def _at_once(builder: _Builder) -> None:
    """How many are there at the busiest moment says what the peak is, and not how many there are a month."""
    builder.derive(
        "peak_rps",
        "concurrent_users",
        lambda count: round(count / SECONDS_BETWEEN_REQUESTS, 2),
        f"{{source:,.0f}} people at once, a request of each every {SECONDS_BETWEEN_REQUESTS} seconds",
    )
    builder.derive(
        "users",
        "concurrent_users",
        lambda count: count,
        "{source:,.0f} people at once; how many there are in all is not told, so as many come every day",
    )


def _rush(builder: _Builder) -> None:
    """Who comes in the first minutes of a sale says how far it must grow; the month is quiet beside it."""
    if rush := read_rush(builder.requirements.request):
        builder.assume(
            "rush_rps",
            round(rush.people * REQUESTS_OF_A_RUSH / rush.seconds, 2),
            f"the request says “{rush.quote.text}”: {REQUESTS_OF_A_RUSH} requests of each in {rush.seconds:g} seconds",
        )


def _calls(builder: _Builder) -> None:
    """Devices send to a gateway; the API is for the people who look at them."""
    users = _people(builder)
    if users:
        _asked_by(users, "calls_per_month", builder)
    builder.assume(
        "calls_per_month", REQUESTS_PER_MONTH_ASSUMED, "what people ask of the API is not told; a modest load"
    )
    calls = builder.values["calls_per_month"]
    method = f"{calls:,.0f} calls of the API a month"
    builder.assume(
        "calls_rps",
        round(calls / SECONDS_PER_MONTH * PEAK_FACTOR, 2),
        f"{method}, {PEAK_FACTOR} times that at the peak",
    )
    builder.assume("calls_gb_per_month", round(calls * CALL_KB / 1e6, 1), f"{method} {TIMES} {CALL_KB:g} kB sent back")


def _asked_by(users: Measure, name: str, builder: _Builder) -> None:
    days = _active_days(users)
    builder.derive(
        name,
        "users",
        lambda count: count * REQUESTS_PER_ACTIVE_DAY * days,
        f"{{source:,.0f}} users {TIMES} {REQUESTS_PER_ACTIVE_DAY} requests a day {TIMES} {days:.0f} days a month",
    )


def _records_a_run(builder: _Builder) -> int:
    """How many events one run works through; 0 where events are not what the system works on."""
    family = builder.requirements.family
    if family == "device_platform" and builder.values.get("events_per_second", 0) >= STREAM_FROM:
        family = "event_streaming"
    return _RECORDS_A_RUN.get(family, 0)


def _events_of_rate(builder: _Builder) -> None:
    rate = builder.stated_measure("events_per_second")
    if rate and _is_peak(builder.requirements.request, rate):
        builder.derive(
            "events_per_month",
            "events_per_second",
            lambda peak: peak / PEAK_FACTOR * SECONDS_PER_MONTH,
            "{source:g} events/s are said to be the peak; the average over 730 hours is a quarter of it",
        )
    builder.derive(
        "events_per_month",
        "events_per_second",
        lambda steady: steady * SECONDS_PER_MONTH,
        "{source:g} events/s all month",
    )


def _rate_of_devices(builder: _Builder) -> None:
    """`12,000 sensors every 2 seconds` send all month; from a rate on they write to a stream."""
    requirements = builder.requirements
    if is_spelled_out(requirements.request, requirements.services):
        return
    if requirements.family == "device_platform" and builder.stated_measure("events_per_month"):
        builder.derive(
            "events_per_second",
            "events_per_month",
            lambda events: round(events / SECONDS_PER_MONTH, 2),
            "{source:,.0f} events a month, evenly",
        )
    if builder.requirements.family != "device_platform" or builder.values.get("events_per_second", 0) < STREAM_FROM:
        return
    if not _bundles(builder):
        builder.derive(
            "messages_per_month",
            "events_per_month",
            lambda events: events,
            "a message for each of {source:,.0f} events",
        )
    else:
        builder.derive(
            "messages_per_month",
            "events_per_month",
            lambda events: events / READINGS_A_MESSAGE,
            f"{{source:,.0f}} readings, {READINGS_A_MESSAGE} of them in a message of up to 5 kB: the device or a "
            f"gateway at the place bundles them; one by one they cost {READINGS_A_MESSAGE} times as much",
        )


def _bundles(builder: _Builder) -> bool:
    """Small readings in such numbers that nobody sends each by itself; a request that names its parts has decided."""
    return (
        builder.requirements.family == "device_platform"
        and builder.values.get("events_per_second", 0) >= BUNDLED_FROM
        and "payload_kb" not in builder.stated
        and not any(map(builder.requirements.has, AT_ONCE))
        and not is_spelled_out(builder.requirements.request, builder.requirements.services)
    )


def _is_peak(text: str, measure: Measure) -> bool:
    """Do the words around the number say that it is the most there is? (`at peak`, `bursts of`, `up to`)."""
    start, end = measure.quote.start, measure.quote.start + len(measure.quote.text)
    return bool(_PEAK_AFTER.match(text[end:]) or _PEAK_BEFORE.search(text[:start]))


def _people(builder: _Builder) -> Measure | None:
    return builder.stated_measure("users") or builder.stated_measure("concurrent_users")


def _active_days(users: Measure) -> float:
    """`visitors a day` come every day, `a week` four times a month, `a month` once."""
    if users.quantity == "concurrent_users":
        return DAYS_PER_MONTH
    words = users.quote.text.lower()
    said = re.search(rf"{PERIOD}$", words)
    if "dau" in words.split() or "daily" in words or "concurrent" in words:
        return DAYS_PER_MONTH
    period = period_of(said) if said else None
    return min(times_per_month(period), DAYS_PER_MONTH) if period else ACTIVE_DAYS_PER_MONTH


def _events_and_files(builder: _Builder) -> None:
    builder.derive(
        "events_per_month", "files_per_month", lambda files: files, "one event for each of {source:,.0f} files"
    )
    if builder.requirements.family == "file_processing":
        builder.derive(
            "files_per_month", "events_per_month", lambda events: events, "one file for each of {source:,.0f} events"
        )
        builder.assume("files_per_month", 100_000, "the request gives no number of files; a modest one is taken")
    builder.derive(
        "events_per_month", "files_per_month", lambda files: files, "one event for each of {source:,.0f} files"
    )
    builder.derive(
        "events_per_month",
        "requests_per_month",
        lambda month: month / 10,
        "one event for every ten of {source:,.0f} requests",
    )


def _bytes(builder: _Builder, family: str) -> None:
    if "storage_gb" in builder.stated and not _keeps_objects(builder.requirements):
        builder.derive(
            "database_gb", "storage_gb", lambda size: size, "the stated {source:g} GB are data: no files are spoken of"
        )
    size = _PAYLOAD_KB[family]
    builder.assume("payload_kb", size, "an ordinary size of one answer, page or file of this kind of system")
    payload = builder.values["payload_kb"]
    if family == "file_processing":
        builder.derive(
            "storage_gb",
            "files_per_month",
            lambda files: files * payload / 1e6 * MONTHS_KEPT,
            f"{{source:,.0f}} files a month of {payload:,.6g} kB, kept for {MONTHS_KEPT} months",
        )
    _kept_files(builder, family)
    event_kb = payload if "payload_kb" in builder.stated else READING_KB if _bundles(builder) else EVENT_KB
    if _bundles(builder):
        payload = READING_KB
    _arriving(builder)
    builder.derive(
        "delivered_gb_per_month",
        "events_per_month",
        lambda events: round(events * math.ceil(event_kb / 5) * 5 / 1e6, 3),
        f"{{source:,.0f}} events a month of {event_kb:,.6g} kB",
    )
    builder.derive(
        "event_gb_per_month",
        "events_per_month",
        lambda events: round(events * event_kb / 1e6, 3),
        f"{{source:,.0f}} events a month of {event_kb:,.6g} kB",
    )
    if family in ("device_platform", "event_streaming", "data_lake") and "retention_days" in builder.stated:
        months = builder.values["retention_days"] / 30.4
        builder.derive(
            "storage_gb",
            "events_per_month",
            lambda events: round(events * payload / 1e6 * months, 1),
            f"{{source:,.0f}} events a month of {payload:,.6g} kB, kept for {months:.3g} months",
        )
    answers = payload if "payload_kb" not in builder.stated or family in ("http_api", "static_site") else size
    if "files_per_month" in builder.stated and family != "static_site":
        answers = min(answers, size)  # what is said to be so large is kept, and is no answer
    answers = min(answers, 500)
    builder.derive(
        "transfer_gb_per_month",
        "requests_per_month",
        lambda month: round(month * answers / 1e6, 1),
        f"{{source:,.0f}} requests {TIMES} {answers:g} kB sent back",
    )


def _kept_files(builder: _Builder, family: str) -> None:
    """`25 MB each, 300 a day` fills a store month by month."""
    if family in ("file_processing", "batch_processing") or not {"files_per_month", "payload_kb"} <= builder.stated:
        return
    each = builder.values["payload_kb"]
    kept = builder.values.get("retention_days", 0) / 30.4
    months, told = (kept, "as long as they are kept") if kept >= 1 else (MONTHS_OF_FILES, "after the first year")
    builder.derive(
        "storage_gb",
        "files_per_month",
        lambda files: round(files * each / 1e6 * months, 1),
        f"{{source:,.0f}} files a month of {each:,.6g} kB for {months:.3g} months, {told}",
    )


def _arriving(builder: _Builder) -> None:
    """`2 TB a month` says what arrives, whatever the number of events."""
    size = builder.stated_measure("storage_gb")
    if size and re.search(PERIOD, size.quote.text, re.IGNORECASE):
        for name in ("event_gb_per_month", "delivered_gb_per_month"):
            builder.assume(name, size.value, f"the request says “{size.quote.text}”")


def _keeps_objects(requirements: Requirements) -> bool:
    return requirements.has("object_storage") or any(
        s.block in _FILE_STORES and not s.excluded for s in requirements.services
    )
