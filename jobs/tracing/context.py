"""The ids of what is being done: written into every line of the log, and passed on as W3C's `traceparent`.

Costs no library, and works whether or not traces are sent anywhere.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

HEADER = "traceparent"
_PARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})")


@dataclass(frozen=True)
class Trace:
    """Where in which trace we are."""

    trace_id: str  # 32 hexadecimal digits
    span_id: str  # 16
    sampled: bool = True

    @property
    def traceparent(self) -> str:
        """As https://www.w3.org/TR/trace-context writes it."""
        return f"00-{self.trace_id}-{self.span_id}-{'01' if self.sampled else '00'}"

    @classmethod
    def of(cls, traceparent: str | None) -> "Trace | None":
        """Read a header or an attribute; None for what is none."""
        match = _PARENT.fullmatch(traceparent or "")
        return cls(match[1], match[2], bool(int(match[3], 16) & 1)) if match else None

    @classmethod
    def new(cls, about: UUID | None = None) -> "Trace":
        """A trace that begins here; for a job whose origin is not known, one that its id leads to."""
        return cls(about.hex if about else secrets.token_hex(16), secrets.token_hex(8))


@dataclass
class Scope:
    """One request or one job. `facts` stand in each line of the log."""

    trace: Trace
    facts: dict[str, str] = field(default_factory=dict)


_scope: ContextVar[Scope | None] = ContextVar("groundplan_scope", default=None)


@contextmanager
def scope(trace: Trace, **facts: str) -> Iterator[Scope]:
    """Everything in here belongs to ``trace`` and to what these ids name."""
    mine = Scope(trace, {"trace_id": trace.trace_id, **facts})
    token = _scope.set(mine)
    try:
        yield mine
    finally:
        _scope.reset(token)


def current() -> Trace | None:
    """Return where we are; None outside of any request and job."""
    mine = _scope.get()
    return mine.trace if mine else None


def facts() -> dict[str, str]:
    """Return the ids for a line of the log."""
    mine = _scope.get()
    return mine.facts if mine else {}


def add_facts(**more: str) -> None:
    """Say more of what is being done, as soon as it is known."""
    mine = _scope.get()
    if mine is not None:
        mine.facts.update(more)


@contextmanager
def inside(trace: Trace) -> Iterator[None]:
    """For a part of it: what it calls has ``trace`` as its parent."""
    mine = _scope.get()
    token = _scope.set(Scope(trace, mine.facts if mine else {"trace_id": trace.trace_id}))
    try:
        yield
    finally:
        _scope.reset(token)
