"""How one MCP server does: for the health that owners and admins see, and for the words of a fault."""

import threading
from datetime import UTC, datetime
from enum import StrEnum

LONGEST_FAULT = 500


class State(StrEnum):
    """`absent` is a server that is used where it can be reached or is installed, and neither is so."""

    OFF = "off"
    STARTING = "starting"
    INSTALLING = "installing"
    UP = "up"
    DOWN = "down"
    ABSENT = "absent"
    STOPPED = "stopped"


class Record:
    """Written by the connection, read by whoever reports. Safe for several threads."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.state = State.STARTING
        self.since = datetime.now(UTC)
        self.fault: str | None = None
        self.last_error: str | None = None
        self.last_error_at: datetime | None = None
        self.starts = 0
        self.calls = 0
        self.hits = 0
        self.misses = 0

    @property
    def was_up(self) -> bool:
        return self.starts > 0

    @property
    def restarts(self) -> int:
        return max(0, self.starts - 1)

    def move(self, state: State, fault: str | None = None) -> None:
        """It is in this state from now on, for this reason."""
        with self.lock:
            if state is not self.state:
                self.since = datetime.now(UTC)
            self.state, self.fault = state, fault
            if state in (State.DOWN, State.ABSENT) and fault is not None:
                self.last_error, self.last_error_at = fault[:LONGEST_FAULT], datetime.now(UTC)

    def started(self) -> None:
        """It has come up."""
        self.move(State.UP)
        with self.lock:
            self.starts += 1

    def count_call(self) -> None:
        """A tool was called, whether or not its answer was at hand."""
        with self.lock:
            self.calls += 1

    def count(self, *, hit: bool) -> None:
        """An answer was at hand, or had to be asked for."""
        with self.lock:
            self.hits += hit
            self.misses += not hit
