"""Single jobs go first: between its stages, a batch's item waits for those that run in the same process.

They share one interpreter, so that beside an item a job of the same length takes twice as long.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from worker.stop import Stop

MOST_SECONDS = 15.0
"""An item waits no longer in all, or a process that always has a single job would never end a batch."""

_LOOK_SECONDS = 0.25


class GivingWay:
    """What runs in one process; for several threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._single = 0

    @contextmanager
    def going_first(self) -> Iterator[None]:
        """While a single job runs."""
        with self._changed:
            self._single += 1
        try:
            yield
        finally:
            with self._changed:
                self._single -= 1
                self._changed.notify_all()

    def wait(self, stop: Stop, seconds: float) -> float:
        """Wait until no single job runs, at most so long; return how much of that is left. Raises what `stop` does."""
        until = time.monotonic() + seconds
        with self._changed:
            while self._single and time.monotonic() < until:
                stop.check()
                self._changed.wait(min(_LOOK_SECONDS, max(0.0, until - time.monotonic())))
        return max(0.0, until - time.monotonic()) if seconds else 0.0
