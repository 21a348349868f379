"""Groundplan from a program: submit requests, follow them, fetch what was made.

    import groundplan

    with groundplan.Client() as client:  # GROUNDPLAN_URL and GROUNDPLAN_API_KEY, or what `groundplan login` kept
        job = client.jobs.submit("A photo sharing API for 10,000 users in Frankfurt")
        job = client.jobs.wait(job.id)
        client.jobs.download(job.id).unpack("photos/")

The `groundplan` command is made of the same (`groundplan --help`).
"""

from groundplan.client import Client
from groundplan.errors import (
    Forbidden,
    GroundplanError,
    JobEnded,
    LimitReached,
    NotFound,
    NotGenuine,
    NotSignedIn,
    Refused,
    Unavailable,
)
from groundplan.models import Batch, BatchItem, Event, Job, Session, Usage

__all__ = [
    "Batch",
    "BatchItem",
    "Client",
    "Event",
    "Forbidden",
    "GroundplanError",
    "Job",
    "JobEnded",
    "LimitReached",
    "NotFound",
    "NotGenuine",
    "NotSignedIn",
    "Refused",
    "Session",
    "Unavailable",
    "Usage",
]
