"""Spans of a trace, where `jobs.tracing.export` sends them somewhere; next to nothing where it does not."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from jobs.tracing.context import Trace, current, inside

Value = str | int | float | bool


class Span(Protocol):
    """A span that is under way."""

    @property
    def trace(self) -> Trace:
        """What its parts have as their parent."""

    def note(self, values: Mapping[str, Value]) -> None:
        """Say more of it: ids, names and numbers, never what people wrote."""

    def end(self, fault: str | None) -> None:
        """It is over; `fault` is the kind of an error, without its words."""


class Tracer(Protocol):
    """What makes spans."""

    def begin(self, name: str, kind: str, parent: Trace, values: Mapping[str, Value]) -> Span:
        """Begin one."""


_tracers: list[Tracer] = []
"""Of this process: one, or none where traces are off."""


def use(tracer: Tracer | None) -> None:
    """Send spans there from now on; None: nowhere."""
    _tracers[:] = [tracer] if tracer else []


def is_on() -> bool:
    """Do spans go anywhere?"""
    return bool(_tracers)


def begin(name: str, kind: str = "internal", **values: Value) -> Span | None:
    """A span of the current trace that its caller ends, and that has no parts; None as `span` has it."""
    parent = current() if _tracers else None
    return _tracers[0].begin(name, kind, parent, values) if parent is not None else None


@contextmanager
def span(name: str, kind: str = "internal", **values: Value) -> Iterator[Span | None]:
    """What is done in here is a span of the current trace; None where there is none, or nobody wants it.

    ``kind`` is internal, server, client, producer or consumer.
    """
    begun = begin(name, kind, **values)
    if begun is None:
        yield None
        return
    fault: str | None = None
    try:
        with inside(begun.trace):
            yield begun
    except BaseException as error:
        fault = type(error).__name__
        raise
    finally:
        begun.end(fault)
