"""When a server that failed may be tried again."""

import time

LONGEST_SECONDS = 60.0


class Backoff:
    """Failures in a row, and the pause that they cost: 1, 2, 4 … 60 seconds. Not locked: its owner is."""

    def __init__(self, *, free: int = 0) -> None:
        """The first `free` failures cost nothing."""
        self._free = free
        self._failures = 0
        self._retry_at = 0.0

    @property
    def is_over(self) -> bool:
        """May it be tried now?"""
        return time.monotonic() >= self._retry_at

    def fail(self, *, at_least: float = 0.0) -> None:
        """It failed once more; `at_least` so many seconds pass before the next try."""
        self._failures += 1
        paid = self._failures - self._free
        pause = min(LONGEST_SECONDS, 2.0 ** min(paid - 1, 10)) if paid > 0 else 0.0
        self._retry_at = time.monotonic() + max(pause, at_least)

    def succeed(self) -> None:
        """It works: the next failure is the first again."""
        self._failures = 0
        self._retry_at = 0.0

    def stop(self) -> None:
        """There is no next try."""
        self._retry_at = float("inf")
