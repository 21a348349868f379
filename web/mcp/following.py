"""Jobs' events for those who wait: one Redis subscription a process, and no thread for a follower."""

import asyncio
import json
import logging
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from pydantic import ValidationError

from jobs.events import Event
from jobs.progress import Resync, Subscription
from web.mcp.faults import Refused

logger = logging.getLogger(__name__)

WAITS_AN_ORGANIZATION = 100
"""At once, in one process: more are refused, so that one organization cannot take the others' places."""
PENDING_EVENTS = 1000
"""Of one follower. Who falls behind so far loses events, not the job's end: that is read from Postgres."""

Inbox = asyncio.Queue[Event | None]
"""None: events may have been missed, look at the job again."""


class Followers:
    """Who waits for which job. `start` belongs into the running event loop."""

    def __init__(self, redis_url: str) -> None:
        """Connect to nothing yet."""
        self._subscription = Subscription(redis_url)
        self._inboxes: dict[tuple[str, str], list[Inbox]] = defaultdict(list)
        self._waits: Counter[UUID] = Counter()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def waiting(self) -> int:
        """Number of calls that wait."""
        return self._waits.total()

    def start(self) -> None:
        """Begin to pass on events."""
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._listen, name="mcp-events", daemon=True).start()

    def close(self) -> None:
        """Pass on nothing more; the thread ends within a second or two."""
        self._subscription.close()

    @contextmanager
    def inbox(self, org_id: UUID, job_id: UUID) -> Iterator[Inbox]:
        """The job's events from now on. Raises Refused when too many of the organization wait."""
        if self._waits[org_id] >= WAITS_AN_ORGANIZATION:
            told = f"{WAITS_AN_ORGANIZATION} calls of the organization wait for jobs already; that is the most at once."
            raise Refused("too_many_waits", told)
        inbox: Inbox = asyncio.Queue(PENDING_EVENTS)
        key = str(org_id), str(job_id)
        self._waits[org_id] += 1
        self._inboxes[key].append(inbox)
        try:
            yield inbox
        finally:
            self._waits[org_id] -= 1
            if not self._waits[org_id]:
                del self._waits[org_id]
            self._inboxes[key].remove(inbox)
            if not self._inboxes[key]:
                del self._inboxes[key]

    def _listen(self) -> None:
        """Runs in the thread. Most events are of jobs that nobody here follows: the loop does not hear of them."""
        for item in self._subscription:
            if isinstance(item, Resync):
                self._call(self._resync)
                continue
            org_id, payload = item
            try:
                key = org_id, str(json.loads(payload)["job_id"])
                if key in self._inboxes:
                    self._call(self._deliver, key, Event.parse(payload))
            except (ValidationError, ValueError, KeyError, TypeError):
                logger.warning("unreadable event", extra={"action": "mcp.unreadable_event", "org_id": org_id})

    def _call(self, act, *arguments) -> None:  # type: ignore[no-untyped-def]  # as call_soon_threadsafe
        try:
            self._loop.call_soon_threadsafe(act, *arguments)  # type: ignore[union-attr]  # the thread runs after start
        except RuntimeError:  # the loop has ended, and everyone who waited with it
            self.close()

    def _deliver(self, key: tuple[str, str], event: Event) -> None:
        for inbox in self._inboxes.get(key, ()):
            _put(inbox, event)

    def _resync(self) -> None:
        for inboxes in self._inboxes.values():
            for inbox in inboxes:
                _put(inbox, None)


def _put(inbox: Inbox, item: Event | None) -> None:
    if inbox.full():
        inbox.get_nowait()
    inbox.put_nowait(item)
