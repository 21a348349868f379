"""Keeps a claimed job ours while it runs, and learns when it is not any more."""

import logging
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from jobs.claims import Claim, extend
from jobs.database import Database
from jobs.errors import JobCancelled, TransientError
from jobs.usage import Usage
from worker.errors import DeadlineExceeded
from worker.late_threads import LateThreads
from worker.stop import Stop

logger = logging.getLogger(__name__)

NOTICE_SECONDS = 1.0
"""How soon a cancelled job is noticed. The message's visibility is extended less often."""
GRACE_SECONDS = 30.0
"""How long after its deadline a job that does not end keeps its lease; then another worker may take it."""


def keep(database: Database, claim: Claim, stop: Stop, used: Usage | None = None) -> bool:
    """Extend the lease, and note what was used so far. False: the job is not ours any more, and was told to stop."""
    try:
        if extend(database, claim, used):
            return True
    except TransientError:
        # The lease still runs; if it ends before Postgres is back, the final write is fenced anyway.
        extra = {"action": "heartbeat", "job_id": claim.job_id, "attempt": claim.attempt}
        logger.warning("lease was not extended", extra=extra, exc_info=True)
        return True
    stop.request(JobCancelled("The job was cancelled, or another worker has taken it over."))
    return False


def beat_seconds(interval_seconds: float) -> float:
    """From the claim to the first beat, and from each to the next."""
    return min(interval_seconds, NOTICE_SECONDS)


class Heartbeat:
    """For the life of one claim: extends the lease and the message's visibility, and watches the deadline.

    Its thread is one of `threads`, which start it when the first beat is due.
    """

    def __init__(  # noqa: PLR0913 - each is a part or a limit of its own, and named at the call
        self,
        database: Database,
        claim: Claim,
        stop: Stop,
        *,
        threads: LateThreads,
        extend_visibility: Callable[[], None],
        interval_seconds: float,
        deadline_seconds: float,
        used: Callable[[], Usage | None] = lambda: None,
    ) -> None:
        self._database = database
        self._claim = claim
        self._stop = stop
        self._extend_visibility = extend_visibility
        self._interval = interval_seconds
        self._deadline_seconds = deadline_seconds
        self._used = used
        self._threads = threads
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        self._began = time.monotonic()
        self._thread = self._threads.add(self._beat, f"heartbeat-{self._claim.job_id}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._ended.set()
        self._threads.end(self._thread)

    def _beat(self) -> None:
        started = extended = self._began
        while not self._ended.is_set():
            now = time.monotonic()
            if now - started >= self._deadline_seconds:
                self._stop.request(DeadlineExceeded(_too_long(self._deadline_seconds)))
            if now - started >= self._deadline_seconds + GRACE_SECONDS:
                logger.error("job ignores its deadline", extra=self._extra("heartbeat"))
                return
            if not keep(self._database, self._claim, self._stop, self._used()):
                return
            if now - extended >= self._interval:
                extended = now
                self._show_life()
            self._ended.wait(beat_seconds(self._interval))

    def _show_life(self) -> None:
        try:
            self._extend_visibility()
        except TransientError:
            # Should the message show again, whoever gets it finds the job claimed.
            logger.warning("message was not extended", extra=self._extra("heartbeat"), exc_info=True)

    def _extra(self, action: str) -> dict[str, object]:
        return {"action": action, "job_id": self._claim.job_id, "attempt": self._claim.attempt}


def _too_long(seconds: float) -> str:
    return f"The job took longer than {seconds:g} s and was stopped. Try a smaller request, or submit it again."
