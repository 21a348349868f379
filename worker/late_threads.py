"""A thread for what goes on for some time, and none for what is over before: to start one costs as much as a claim."""

import logging
import threading
import time
from collections.abc import Callable
from itertools import takewhile

logger = logging.getLogger(__name__)


class LateThread:
    """One that may never start."""

    def __init__(self, work: Callable[[], None], name: str, due: float) -> None:
        """`due` is when it starts, by the monotonic clock."""
        self.due = due
        self.thread: threading.Thread | None = None
        self._work = work
        self._name = name

    def start(self) -> None:
        """Raises RuntimeError where the system has no thread left."""
        thread = threading.Thread(target=self._work, name=self._name, daemon=True)
        thread.start()
        self.thread = thread


class LateThreads:
    """Safe for several threads. One of its own starts the others, and ends when nobody waits for it."""

    def __init__(self, after_seconds: float) -> None:
        """`after_seconds`: how long something goes on without a thread."""
        self._after_seconds = after_seconds
        self._lock = threading.Lock()
        self._waiting: dict[LateThread, None] = {}  # in the order in which they are due
        self._runs = False

    def add(self, work: Callable[[], None], name: str) -> LateThread:
        """`work` will be done by a thread of its own, unless it is ended before. Raises RuntimeError, as `start`."""
        late = LateThread(work, name, time.monotonic() + self._after_seconds)
        with self._lock:
            if not self._runs:
                threading.Thread(target=self._run, name="late-threads", daemon=True).start()
                self._runs = True
            self._waiting[late] = None
        return late

    def end(self, late: LateThread) -> None:
        """It does not start any more; or, where it did, wait for its end, which is for the caller to bring about."""
        with self._lock:
            self._waiting.pop(late, None)
            thread = late.thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        pause: float | None = self._after_seconds
        while pause is not None:
            time.sleep(pause)
            pause = self._start_those_due()

    def _start_those_due(self) -> float | None:
        """Return in how many seconds the next one is due; None where there is none, and nobody looks any more."""
        with self._lock:
            now = time.monotonic()
            for late in list(takewhile(lambda one: one.due <= now, self._waiting)):
                del self._waiting[late]
                self._start(late)
            following = next(iter(self._waiting), None)
            self._runs = following is not None
            return max(0.0, following.due - now) if following else None

    def _start(self, late: LateThread) -> None:
        try:
            late.start()
        except RuntimeError:
            logger.exception("a thread was not started, and will be tried again", extra={"action": "late_thread"})
            late.due = time.monotonic() + self._after_seconds
            self._waiting[late] = None
