"""What a webhook can be told of, and the words in which it is."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class WebhookEvent(StrEnum):
    """What an endpoint chooses from; triggers of the database write these names."""

    JOB_SUCCEEDED = "job.succeeded"
    JOB_FAILED = "job.failed"
    JOB_CANCELLED = "job.cancelled"
    BATCH_FINISHED = "batch.finished"
    EXPORT_READY = "export.ready"


TEST = "webhook.test"
"""What somebody asked to be sent, whatever the endpoint chose."""

_PLACES = {
    "job_id": ("/api/v1/jobs/{}", "/jobs/{}"),
    "batch_id": ("/api/v1/batches/{}", None),
    "export_id": ("/api/v1/organization/export", "/settings"),
}
"""By the id that an event is about: where the API has it, and which page shows it."""


def message_id(delivery_id: UUID) -> str:
    """The `webhook-id`: the same however often a delivery is tried."""
    return f"msg_{delivery_id.hex}"


def body_of(event: str, at: datetime, org_id: UUID, data: Mapping[str, Any], web_url: str) -> bytes:
    """The body of a request: ids, how things stand, and where to read the rest. Nothing of a design."""
    said = {"organization_id": str(org_id), **data, "links": _links(data, web_url)}
    timestamp = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"type": event, "timestamp": timestamp, "data": said}, separators=(",", ":")).encode()


def _links(data: Mapping[str, Any], web_url: str) -> dict[str, str]:
    for name, places in _PLACES.items():
        if name in data:
            named = dict(zip(("api", "page"), places, strict=True))
            return {kind: web_url + place.format(data[name]) for kind, place in named.items() if place}
    return {}
