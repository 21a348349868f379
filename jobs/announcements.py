"""Telling who watches a job that its state has changed."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from uuid import UUID

from jobs.events import EventType
from jobs.models import Job


class Publisher(Protocol):
    """The part of `jobs.progress.Progress` that announcing needs."""

    def publish(self, org_id: UUID, job_id: UUID, type: EventType | str, data: Mapping[str, Any], /) -> object:
        """Append an event and tell who listens."""


def announce(progress: Publisher, jobs: Iterable[Job]) -> None:
    """Publish the state that each of these rows is in; call it after the commit that put them there."""
    for job in jobs:
        data: dict[str, Any] = {"state": job.state, "attempt": job.attempt}
        if job.error is not None:
            data["error"] = job.error
        progress.publish(job.org_id, job.id, EventType.STATE, data)
