"""What must be seen at the target of an edge: counted before something is done, and waited for afterwards."""

import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from worker.trial.probes.parts import Parts

POLL_SECONDS = 0.4
PATIENCE_SECONDS = 20.0


class Invocations:
    """Runs of a function, by the START lines in its log group."""

    def __init__(self, parts: Parts, component: str) -> None:
        function = parts.values("aws_lambda_function", component)
        logging = (function.get("logging_config") or [{}])[0]
        self._logs = parts.client("logs")
        self._group = logging.get("log_group") or f"/aws/lambda/{function['function_name']}"
        self._before = self._count()

    def seen(self) -> str:
        """In words, or empty."""
        more = self._count() - self._before
        return f"the function ran {'once' if more == 1 else f'{more} times'}" if more > 0 else ""

    def _count(self) -> int:
        try:
            pages = self._logs.get_paginator("filter_log_events").paginate(logGroupName=self._group)
            return sum(_is_start(event) for page in pages for event in page["events"])
        except ClientError as error:
            if error.response["Error"]["Code"] == "ResourceNotFoundException":
                return 0
            raise


class Messages:
    """Messages that a queue has taken: still in it, or handed on to the function that works on it."""

    def __init__(self, parts: Parts, component: str) -> None:
        self._sqs = parts.client("sqs")
        self._url = parts.values("aws_sqs_queue", component)["url"]
        self._behind = [Invocations(parts, one) for one in _consumers(parts, component)]
        self._before = self._count()

    def seen(self) -> str:
        """In words, or empty."""
        if self._count() > self._before:
            return "the queue holds the message"
        return next((f"the queue handed it on: {told}" for one in self._behind if (told := one.seen())), "")

    def _count(self) -> int:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        told = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=names)["Attributes"]
        return sum(int(told.get(name, 0)) for name in names)


OBSERVATIONS: dict[str, Callable[[Parts, str], Any]] = {"invoked": Invocations, "received": Messages}


def wait_for(watch: Any, parts: Parts, patience_seconds: float = PATIENCE_SECONDS) -> str:
    """What was seen, or empty once the patience is over."""
    deadline = time.monotonic() + patience_seconds
    while time.monotonic() < deadline and not parts.stop.is_set():
        told: str = watch.seen()
        if told:
            return told
        time.sleep(POLL_SECONDS)
    return ""


def _is_start(event: dict[str, Any]) -> bool:
    message = str(event.get("message", ""))
    return message.startswith("START ") or '"platform.start"' in message


def _consumers(parts: Parts, queue: str) -> list[str]:
    """Ids of the functions that work on the queue."""
    architecture = parts.site.bundle.architecture
    return [
        edge.target
        for edge in architecture.connections
        if edge.source == queue and architecture.component(edge.target).block == "lambda_function"
    ]
