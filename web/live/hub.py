"""All sockets of this process behind one Redis subscription: an event is parsed and framed once, then offered."""

import json
import logging
import math
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from uuid import UUID

from web.live.frames import FAREWELL, PING, RESYNC, text_frame
from web.live.listener import Listener
from web.live.outbox import Outbox

logger = logging.getLogger(__name__)

PING_SECONDS = 20.0
"""Keeps proxies from closing idle sockets, and finds clients that went without a word."""


class Hub:
    """Who is connected, how many have left, and who listens to which job.

    Runs in one thread (greenlets), so needs no locks.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._listeners: dict[tuple[str, str], list[Listener]] = defaultdict(list)
        self._connected: OrderedDict[Outbox, float] = (
            OrderedDict()
        )  # when each was pinged or came, the longest ago first
        self._closing = False
        self.left = 0

    @property
    def connected(self) -> int:
        """Number of open sockets."""
        return len(self._connected)

    def connect(self, outbox: Outbox) -> None:
        """Count a socket in: it gets pings, resyncs and the farewell."""
        self._connected[outbox] = self._clock()
        if self._closing:
            outbox.offer(FAREWELL)

    def disconnect(self, outbox: Outbox) -> None:
        """Forget a socket. What it listened to is removed with `remove`."""
        if outbox in self._connected:
            del self._connected[outbox]
            self.left += 1

    def add(self, org_id: UUID, job_id: UUID, listener: Listener) -> None:
        """Send the job's events to ``listener`` from now on."""
        self._listeners[str(org_id), str(job_id)].append(listener)

    def remove(self, org_id: UUID, job_id: UUID, listener: Listener) -> None:
        """Send nothing more to ``listener``."""
        key = str(org_id), str(job_id)
        listeners = self._listeners[key]
        if listener in listeners:
            listeners.remove(listener)
        if not listeners:
            del self._listeners[key]

    def publish(self, org_id: str, payload: bytes) -> None:
        """Offer one event (JSON with `job_id` and `seq`) to everyone who listens to its job."""
        try:
            event = json.loads(payload)
            job_id, seq = str(event["job_id"]), int(event["seq"])
        except (ValueError, KeyError, TypeError):
            logger.warning("unreadable event", extra={"action": "live.unreadable_event", "org_id": org_id})
            return
        listeners = self._listeners.get((org_id, job_id))
        if listeners:
            frame = text_frame(payload)
            for listener in list(listeners):
                listener.deliver(seq, frame)

    def resync(self) -> None:
        """Tell everyone that events may have been missed; clients subscribe again with the last seq they have."""
        logger.warning("events may have been missed", extra={"action": "live.resync", "clients": self.connected})
        self.broadcast(RESYNC)

    def broadcast(self, frame: bytes) -> None:
        """Offer the frame to every socket."""
        for outbox in list(self._connected):
            outbox.offer(frame)

    def close(self) -> None:
        """Ask everyone, and whoever still comes, to connect again in a moment."""
        self._closing = True
        self.broadcast(FAREWELL)

    def drop_all(self, reason: str) -> None:
        """Cut off whoever is still here."""
        for outbox in list(self._connected):
            outbox.drop(reason)

    def ping(self, share: float = 1.0) -> None:
        """Drop or ping those whose last ping is `PING_SECONDS` ago: drop who was silent since then.

        Of all sockets such a share at most, so that those that came together are not pinged together for ever.
        """
        now = self._clock()
        for _ in range(math.ceil(share * len(self._connected))):
            outbox, pinged_at = next(iter(self._connected.items()))
            if now - pinged_at < PING_SECONDS:
                return
            self._connected[outbox] = now
            self._connected.move_to_end(outbox)
            if outbox.is_silent:
                outbox.drop("silent")
            else:
                outbox.heard = False
                outbox.offer(PING)
