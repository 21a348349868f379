"""All sockets of this process behind one Redis subscription: an event is parsed and framed once, then offered."""

import json
import logging
from collections import OrderedDict, defaultdict
from uuid import UUID

from web.live.frames import FAREWELL, PING, RESYNC, text_frame
from web.live.listener import Listener
from web.live.outbox import Outbox

logger = logging.getLogger(__name__)


class Hub:
    """Who is connected, how many have left, and who listens to which job.

    Runs in one thread (greenlets), so needs no locks.
    """

    def __init__(self) -> None:
        self._listeners: dict[tuple[str, str], list[Listener]] = defaultdict(list)
        self._connected: OrderedDict[Outbox, None] = OrderedDict()
        self._owed = 0.0
        self._closing = False
        self.left = 0

    @property
    def connected(self) -> int:
        """Number of open sockets."""
        return len(self._connected)

    def connect(self, outbox: Outbox) -> None:
        """Count a socket in: it gets pings, resyncs and the farewell."""
        self._connected[outbox] = None
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
        """Drop or ping a share of the sockets, those that were pinged longest ago: drop who was silent since then.

        What is less than a socket is owed to the next call: ten calls with a tenth come to each socket once.
        """
        self._owed += share * len(self._connected)
        while self._owed >= 1 and self._connected:
            self._owed -= 1
            outbox = next(iter(self._connected))
            self._connected.move_to_end(outbox)
            if outbox.is_silent:
                outbox.drop("silent")
            else:
                outbox.heard = False
                outbox.offer(PING)
