"""A message is followed from the queue to its job's end: by ids in the log, by a span, and by what is counted."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from jobs.claims import Claim
from jobs.messages import Message
from jobs.metrics.catalogue import JOB_SECONDS, JOBS_DUPLICATE, JOBS_ENDED, JOBS_FAILED, QUEUE_WAIT
from jobs.metrics.recorder import count, observe
from jobs.tracing.context import HEADER, Trace, scope
from jobs.tracing.spans import Span, span

_began: ContextVar[tuple[float, Span | None]] = ContextVar("groundplan_job_began")


@contextmanager
def follow(message: Message, record: SQSRecord) -> Iterator[None]:
    """What is done in here is the job of ``message``."""
    attributes = record.raw_event
    _count_wait(attributes.get("attributes", {}).get("SentTimestamp", ""))
    told = attributes.get("messageAttributes", {}).get(HEADER, {}).get("stringValue")
    ids = {"job_id": str(message.job_id), "org_id": str(message.org_id)}
    with scope(Trace.of(told) or Trace.new(message.job_id), **ids), span("job", "consumer", **ids) as under_way:
        token = _began.set((time.monotonic(), under_way))
        try:
            yield
        finally:
            _began.reset(token)


def ended(held: Claim, outcome: str) -> None:
    """An attempt came to this end: succeeded, failed, retried or abandoned."""
    began, under_way = _began.get((time.monotonic(), None))
    mode = str(held.mode)
    count(JOBS_ENDED, mode, outcome)
    observe(JOB_SECONDS, mode, outcome, seconds=time.monotonic() - began)
    if outcome == "failed":
        count(JOBS_FAILED, mode)
    if under_way is not None:
        under_way.note({"mode": mode, "outcome": outcome, "attempt": held.attempt})


def duplicate() -> None:
    """A message had nothing for us to do."""
    count(JOBS_DUPLICATE)


def _count_wait(sent_milliseconds: str) -> None:
    if sent_milliseconds.isdigit():
        observe(QUEUE_WAIT, seconds=max(0.0, time.time() - int(sent_milliseconds) / 1000))
