"""The states a job moves through and the modes it can run in."""

from enum import StrEnum


class State(StrEnum):
    """queued → running → succeeded | failed; cancelled from either of the first two; running → queued on a retry."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = frozenset({State.QUEUED, State.RUNNING})
TERMINAL = frozenset(State) - UNFINISHED


class Mode(StrEnum):
    """What a job is asked to do."""

    BRAINSTORM = "brainstorm"
    ANALYZE = "analyze"
    IMPLEMENT = "implement"
    VERIFY = "verify"


AVAILABLE_MODES = frozenset({Mode.ANALYZE, Mode.IMPLEMENT, Mode.VERIFY})
