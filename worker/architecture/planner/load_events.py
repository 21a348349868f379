"""Events: their rate, the messages that devices send them in, and files, of which each is one."""

import re

from worker.architecture.planner.load_builder import PEAK_FACTOR, SECONDS_PER_MONTH, Builder
from worker.architecture.reading.family import is_spelled_out
from worker.architecture.requirements import Measure

STREAM_FROM = 100  # events a second; from here on devices write to a stream, which hands over records in batches
BUNDLED_FROM = 200  # events a second; one by one they would cost more than five hundred dollars a month
AT_ONCE = ("location_tracking", "geofencing", "maps", "live_updates")  # what waits for others would come too late
READINGS_A_MESSAGE = 25  # of up to 0.2 kB: a message of up to 5 kB is billed as one
_PEAK_AFTER = re.compile(
    r"[\s,(]*(?:at|in|during|on)\s+(?:the\s+)?(?:\w+\s+)?(?:peak|rush|busiest|burst)", re.IGNORECASE
)
_PEAK_BEFORE = re.compile(
    r"\b(?:peak(?:s|ing)?|bursts?|spikes?|up)\s+(?:load\s+)?(?:at|of|to|is|with|about|around|roughly|\s)*$",
    re.IGNORECASE,
)


def events_of_rate(builder: Builder) -> None:
    """A month of a stated rate, which is the average unless it is said to be the peak."""
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


def rate_of_devices(builder: Builder) -> None:
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
    if not bundles(builder):
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


def bundles(builder: Builder) -> bool:
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


def add_events_and_files(builder: Builder) -> None:
    """Each follows from the other, or from the requests."""
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
