"""How a running job is told to end: cancelled, taken over, out of time, or the worker shuts down."""

import threading

from jobs.errors import GroundplanError


class Stop:
    """Set once, from any thread; asked at every step. `event` is for code that can wait on one, such as the agent."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self._lock = threading.Lock()
        self._reason: GroundplanError | None = None

    def request(self, reason: GroundplanError) -> None:
        """End the job for this reason. Only the first counts."""
        with self._lock:
            if self._reason is None:
                self._reason = reason
        self.event.set()

    def check(self) -> None:
        """Raises the reason, if there is one."""
        if self._reason is not None:
            raise self._reason
