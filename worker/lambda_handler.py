"""The worker's entry point on Lambda: an SQS event, with partial batch failures. The poller calls the same handler.

What the worker is made of is imported when it is made: agents and MCP take seconds, and an event without a record, or a
process that only asks for the handler, needs none of it.
"""

import logging
import os
import threading
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from jobs import logs, watching
from jobs.errors import InvalidRequest
from jobs.messages import Message
from worker.following import follow

if TYPE_CHECKING:
    from worker.bootstrap import Worker

logger = logging.getLogger(__name__)

POISON_SECONDS = 0
"""A message that cannot be read never gets better: it goes its way to the dead letters without a pause."""

_lock = threading.Lock()
_worker: "Worker | None" = None


def handler(event: dict[str, Any], context: LambdaContext | None = None) -> dict[str, Any]:
    """Work on every record; name those that must be delivered again. One bad record never repeats its neighbours."""
    if not event.get("Records"):
        return {"batchItemFailures": []}
    # A processor keeps state of its batch, and the poller calls from several threads.
    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    try:
        return dict(process_partial_response(event, _handle, processor, context))
    finally:
        watching.flush()


def shared_worker() -> "Worker":
    """The worker of this process, made when it is first asked for and kept for as long as the container lives."""
    global _worker  # noqa: PLW0603 - Lambda keeps a container's modules, and only those, between events
    with _lock:
        if _worker is None:
            on_lambda = "AWS_LAMBDA_FUNCTION_NAME" in os.environ
            if on_lambda:
                logs.configure("worker")
            from worker.bootstrap import bootstrap

            _worker = bootstrap()
            if on_lambda:
                watching.begin("worker", _worker.settings)
        return _worker


def _handle(record: SQSRecord) -> None:
    worker = shared_worker()
    from worker.job_runner import TryAgain

    about = {"action": "receive", "message_id": record.message_id}
    try:
        message = Message.parse(record.body)
    except InvalidRequest:
        logger.exception("poison message", extra=about)
        worker.queue.change_visibility(record.receipt_handle, POISON_SECONDS)
        raise
    with follow(message, record):
        try:
            worker.runner.run(message, record.receipt_handle)
        except TryAgain:
            raise
        except Exception:
            # Powertools turns what is raised into a batch item failure, without a word about it.
            logger.exception("message was not handled", extra=about)
            raise
