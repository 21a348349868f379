"""Requests: how often people, and what works through events, ask of a system."""

import re

from worker.architecture.planner.load_builder import PEAK_FACTOR, SECONDS_PER_MONTH, TIMES, Builder
from worker.architecture.planner.load_events import STREAM_FROM, events_of_rate, rate_of_devices
from worker.architecture.reading.numbers import DAYS_PER_MONTH, PERIOD, period_of, times_per_month
from worker.architecture.reading.rush import read_rush
from worker.architecture.requirements import Measure

REQUESTS_PER_ACTIVE_DAY = 20
CALL_KB = 10.0  # an ordinary answer of an API
SECONDS_BETWEEN_REQUESTS = 10  # of one of those who are there at once: they read before they press on
ACTIVE_DAYS_PER_MONTH = 5  # of a user who is not said to come daily
REQUESTS_OF_A_RUSH = 10  # of one who comes when all come: look, choose, confirm
REQUESTS_PER_MONTH_ASSUMED = 1_000_000.0
_COUNTS = {2: "two", 5: "five"}
_PASSERS_BY = re.compile(r"\b(?:visitors?|readers?|viewers?|shoppers?|people)\b", re.IGNORECASE)
"""They look without signing in."""
_RECORDS_A_RUN = {"event_streaming": 100, "device_platform": 1, "event_driven": 1, "data_lake": 1000}
"""Where events are what the system works on: how many of them one run takes."""


def add_requests(builder: Builder) -> None:
    """A month, and a second at the peak, of the system's own entrance."""
    builder.derive(
        "requests_per_month",
        "requests_per_second",
        lambda rps: rps / PEAK_FACTOR * SECONDS_PER_MONTH,
        "{source:g} requests/s are taken as the peak; the average over 730 hours is a quarter of it",
    )
    _at_once(builder)
    _rush(builder)
    events_of_rate(builder)
    rate_of_devices(builder)
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


def _at_once(builder: Builder) -> None:
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


def _rush(builder: Builder) -> None:
    """Who comes in the first minutes of a sale says how far it must grow; the month is quiet beside it."""
    if rush := read_rush(builder.requirements.request):
        builder.assume(
            "rush_rps",
            round(rush.people * REQUESTS_OF_A_RUSH / rush.seconds, 2),
            f"the request says “{rush.quote.text}”: {REQUESTS_OF_A_RUSH} requests of each in {rush.seconds:g} seconds",
        )


def add_calls(builder: Builder) -> None:
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


def _asked_by(users: Measure, name: str, builder: Builder) -> None:
    days = _active_days(users)
    builder.derive(
        name,
        "users",
        lambda count: count * REQUESTS_PER_ACTIVE_DAY * days,
        f"{{source:,.0f}} users {TIMES} {REQUESTS_PER_ACTIVE_DAY} requests a day {TIMES} {days:.0f} days a month",
    )


def _records_a_run(builder: Builder) -> int:
    """How many events one run works through; 0 where events are not what the system works on."""
    family = builder.requirements.family
    if family == "device_platform" and builder.values.get("events_per_second", 0) >= STREAM_FROM:
        family = "event_streaming"
    return _RECORDS_A_RUN.get(family, 0)


def _people(builder: Builder) -> Measure | None:
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
