"""Between who receives messages and who works on them: no more are taken than there are threads that are free."""

import threading
from collections import deque
from collections.abc import Sequence
from typing import Any

Received = dict[str, Any]
"""A message in boto3's shape."""

_LOOK_SECONDS = 0.5


class Handover:
    """One thread gives, others take."""

    def __init__(self) -> None:
        lock = threading.Lock()
        self._freed = threading.Condition(lock)
        self._given = threading.Condition(lock)
        self._free = 0
        self._messages: deque[Received] = deque()
        self._closed = False

    def wanted(self, stopping: threading.Event, all_of_them: int = 1, patience_seconds: float = 0.0) -> int:
        """Block until threads are free that nothing was given to, and return how many; 0 once `stopping` is set.

        The first one waits for others until it is `all_of_them`, at most for `patience_seconds`.
        """
        with self._freed:
            while not self._free and not stopping.is_set():
                self._freed.wait(_LOOK_SECONDS)
            self._freed.wait_for(lambda: self._free >= all_of_them or stopping.is_set(), patience_seconds)
            return 0 if stopping.is_set() else self._free

    def give(self, messages: Sequence[Received]) -> None:
        """At most as many as are wanted."""
        with self._given:
            self._messages.extend(messages)
            self._free -= len(messages)
            self._given.notify(len(messages))

    def take(self) -> Received | None:
        """The caller is free: block until it is given something. None once nothing more comes."""
        with self._given:
            self._free += 1
            self._freed.notify()
            while not self._messages:
                if self._closed:
                    return None
                self._given.wait()
            return self._messages.popleft()

    def close(self) -> None:
        """Nothing more will be given."""
        with self._given:
            self._closed = True
            self._given.notify_all()
