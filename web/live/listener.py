"""One client's interest in one job: nothing missed, nothing twice, in order."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from web.live.outbox import Outbox

PENDING_EVENTS = 5000
"""Live events held while the replay is being written; a client that needs more is too slow."""


@dataclass(eq=False)
class Listener:
    """Takes live events from the moment it exists; holds them back until the replay has been sent."""

    outbox: Outbox
    last_seq: int
    _pending: list[tuple[int, bytes]] | None = field(default_factory=list)

    def deliver(self, seq: int, frame: bytes) -> None:
        """Pass on one live event unless the client has it already."""
        if self._pending is None:
            if self._is_news(seq):
                self.outbox.offer(frame)
            return
        self._pending.append((seq, frame))
        if len(self._pending) > PENDING_EVENTS:
            self._pending.clear()
            self.outbox.drop("too slow")

    def catch_up(self, replayed: Iterable[tuple[int, bytes]]) -> None:
        """Send the replayed events, then what came in meanwhile, then go live."""
        self._send(replayed)
        while self._pending:
            held, self._pending = self._pending, []
            self._send(held)
        self._pending = None

    def _send(self, events: Iterable[tuple[int, bytes]]) -> None:
        self.outbox.send_patiently([frame for seq, frame in events if self._is_news(seq)])

    def _is_news(self, seq: int) -> bool:
        if seq <= self.last_seq:
            return False
        self.last_seq = seq
        return True
