"""What this process stands on, each asked how long it takes to answer; in two seconds, whatever hangs.

Anybody may ask, so the answer of a moment ago is given again: no stream of questions reaches what stands behind us.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from jobs.errors import ProgressUnavailable
from web.services import Services

PATIENCE_SECONDS = 2.0
FRESH_SECONDS = 2.0
_THREADS = 8


@dataclass(frozen=True)
class Dependency:
    """One of them. What is not `needed` costs something while it is away, and no request: jobs wait as rows."""

    name: str
    needed: bool
    answers: bool
    milliseconds: float | None
    """Until it answered; None where it did not."""


class Dependencies:
    """Safe for several threads; one of them asks, and the others wait for what it learns."""

    def __init__(self, questions: dict[str, tuple[bool, Callable[[], object]]]) -> None:
        """`questions` raise where there is no answer, by name; with each, whether requests need it."""
        self._questions = questions
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._asked: dict[str, Future[float]] = {}
        self._found: list[Dependency] = []
        self._found_at = float("-inf")

    def states(self) -> list[Dependency]:
        """Return how all stand."""
        with self._lock:
            if time.monotonic() - self._found_at > FRESH_SECONDS:
                self._found = self._ask()
                self._found_at = time.monotonic()
            return self._found

    def _ask(self) -> list[Dependency]:
        # Made here, after a fork. A question that still hangs is not asked a second time.
        pool = self._pool = self._pool or ThreadPoolExecutor(_THREADS, "dependencies")
        for name, (_, question) in self._questions.items():
            hanging = self._asked.get(name)
            if hanging is None or hanging.done():
                self._asked[name] = pool.submit(_seconds, question)
        wait(self._asked.values(), timeout=PATIENCE_SECONDS)
        return [self._state(name, needed=needed) for name, (needed, _) in self._questions.items()]

    def _state(self, name: str, *, needed: bool) -> Dependency:
        asked = self._asked[name]
        if not asked.done() or asked.exception() is not None:
            return Dependency(name, needed, answers=False, milliseconds=None)
        return Dependency(name, needed, answers=True, milliseconds=round(1000 * asked.result(), 1))


def dependencies_of(parts: Services, ask_database: Callable[[], object]) -> Dependencies:
    """Return what the web tier stands on."""

    def ask_redis() -> None:
        if not parts.progress.is_reachable():
            raise ProgressUnavailable

    def ask_queue() -> None:
        parts.queue.depths()

    def ask_store() -> None:
        parts.artifacts.ask()

    return Dependencies(
        {
            "database": (True, ask_database),
            "redis": (False, ask_redis),
            "queue": (False, ask_queue),
            "artifacts": (False, ask_store),
        }
    )


def _seconds(question: Callable[[], object]) -> float:
    began = time.perf_counter()
    question()
    return time.perf_counter() - began
