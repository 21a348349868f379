"""What a running job tells of itself, and what it hears at it: that it was cancelled, at the very next event."""

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from jobs.claims import Claim
from jobs.database import Database
from worker.heartbeat import keep
from worker.stop import Stop


class Publisher(Protocol):
    """The part of `jobs.progress.Progress` that reporting needs."""

    def publish(self, org_id: UUID, job_id: UUID, type: str, data: Mapping[str, Any], /) -> int:
        """Append an event and return its seq, 0 where it was lost."""


class Reporting:
    """Publishes a job's events, from any thread.

    Who cancels a job announces it in the job's stream. A seq that was left out is thus asked about at once, rather than
    at the next heartbeat: an answer that is written word by word stops at the word.
    """

    def __init__(self, progress: Publisher, database: Database, claim: Claim, stop: Stop) -> None:
        """Publish nothing yet."""
        self._progress = progress
        self._database = database
        self._claim = claim
        self._stop = stop
        self._last = 0

    def __call__(self, type_: str, data: Mapping[str, Any]) -> None:
        """Publish an event; the job is told to stop where it is not ours any more."""
        seq = self._progress.publish(self._claim.org_id, self._claim.job_id, type_, data)
        last, self._last = self._last, seq
        if last and seq and seq != last + 1:  # of two threads' events one may seem left out: then it is asked in vain
            keep(self._database, self._claim, self._stop)
