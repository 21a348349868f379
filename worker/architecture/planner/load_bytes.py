"""Bytes: what is kept, what arrives, and what is sent back."""

import math
import re

from worker.architecture.planner.load_builder import TIMES, Builder
from worker.architecture.planner.load_events import bundles
from worker.architecture.reading.numbers import PERIOD
from worker.architecture.requirements import Requirements

EVENT_KB = 1.0  # where the request does not say
MONTHS_KEPT = 3  # of files, where the request does not say how long
READING_KB = 0.2
MONTHS_OF_FILES = 12  # what people put into a system and want to find again
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
_FILE_STORES = {"s3_bucket", "fsx_windows"}


def add_bytes(builder: Builder, family: str) -> None:
    """Sizes of what one request, event and file is, and what they come to."""
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
    event_kb = payload if "payload_kb" in builder.stated else READING_KB if bundles(builder) else EVENT_KB
    if bundles(builder):
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


def _kept_files(builder: Builder, family: str) -> None:
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


def _arriving(builder: Builder) -> None:
    """`2 TB a month` says what arrives, whatever the number of events."""
    size = builder.stated_measure("storage_gb")
    if size and re.search(PERIOD, size.quote.text, re.IGNORECASE):
        for name in ("event_gb_per_month", "delivered_gb_per_month"):
            builder.assume(name, size.value, f"the request says “{size.quote.text}”")


def _keeps_objects(requirements: Requirements) -> bool:
    return requirements.has("object_storage") or any(
        s.block in _FILE_STORES and not s.excluded for s in requirements.services
    )
