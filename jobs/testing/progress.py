"""Progress in memory."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from jobs.errors import ProgressUnavailable
from jobs.events import Event, EventType
from jobs.progress import News


class InMemoryProgress:
    """Behaves as `jobs.progress.Progress`; set `is_down` to see what happens while it cannot be reached."""

    def __init__(self) -> None:
        self.is_down = False
        self._lock = threading.Lock()
        self._events: dict[tuple[UUID, UUID], list[Event]] = defaultdict(list)
        self._traces: dict[UUID, str] = {}

    def publish(self, org_id: UUID, job_id: UUID, type: EventType | str, data: Mapping[str, Any]) -> int:
        """Append an event and return its seq; while it is down, the event is lost, and that is 0."""
        if self.is_down:
            return 0
        with self._lock:
            events = self._events[org_id, job_id]
            seq = events[-1].seq + 1 if events else 1
            event = Event(job_id=job_id, seq=seq, at=datetime.now(UTC), type=EventType(type), data=data)
            events.append(Event.parse(event.to_json()))
            return seq

    def publish_many(self, news: Sequence[News]) -> None:
        """The same of several jobs."""
        for one in news:
            self.publish(*one)

    def replay(self, org_id: UUID, job_id: UUID, after: int = 0) -> list[Event]:
        """The events with a seq above `after`, in order."""
        if self.is_down:
            raise ProgressUnavailable
        with self._lock:
            return [event for event in self._events[org_id, job_id] if event.seq > after]

    def keep_traces(self, job_ids: Iterable[UUID], traceparent: str) -> None:
        """Remember; while it is down, that is lost."""
        if not self.is_down:
            self._traces.update(dict.fromkeys(job_ids, traceparent))

    def traces_of(self, job_ids: Sequence[UUID]) -> dict[UUID, str]:
        """What was remembered."""
        return {} if self.is_down else {one: self._traces[one] for one in job_ids if one in self._traces}

    def is_reachable(self) -> bool:
        """Whether it is up."""
        return not self.is_down

    def close(self) -> None:
        """There is nothing to close."""
