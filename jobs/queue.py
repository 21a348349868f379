"""The job queue on SQS: delivery at least once, in batches, with a dead letter queue behind it."""

import json
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from jobs import aws
from jobs.errors import QueueUnavailable
from jobs.messages import Message
from jobs.settings import Settings
from jobs.tracing.context import HEADER as TRACEPARENT

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.literals import QueueAttributeNameType

log = logging.getLogger(__name__)

BATCH = 10  # messages a call, the most that SQS takes
_SENDERS = 8  # threads that send batches: with 8 ms to the service, 10 000 messages take 2.6 s instead of 14 s
_FEWEST_RECEIVES = 5
_SPARE_RECEIVES = 5
_MISSING = {"AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"}
_GONE = "ReceiptHandleIsInvalid"  # what the emulator says of a message that was deleted; AWS says nothing
_DEPTHS: tuple["QueueAttributeNameType", ...] = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)

_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class Depths:
    """About how many messages wait, are in somebody's hands, and are not to be received yet."""

    waiting: int
    in_flight: int
    delayed: int


class Queue:
    """Safe to share between threads. A queue that is missing when it is used is made again."""

    def __init__(
        self,
        sqs: "SQSClient",
        name: str,
        dead_letter_name: str,
        *,
        visibility_seconds: float = 30,
        max_receives: int = _FEWEST_RECEIVES,
    ) -> None:
        """`visibility_seconds`: how long a received message stays hidden unless a heartbeat extends it."""
        self._sqs = sqs
        self._name = name
        self._dead_letter_name = dead_letter_name
        self._visibility_seconds = ceil(visibility_seconds)
        self._max_receives = max(_FEWEST_RECEIVES, max_receives)
        self._urls: dict[str, str] = {}

    @classmethod
    def from_settings(cls, settings: Settings, *, polls: bool = True) -> "Queue":
        """The queue that the environment names; without `polls` for who only sends, and waits for it less.

        Messages may be received more often than jobs are attempted: while Postgres is away, nobody can claim.
        """
        return cls(
            aws.sqs(settings, polls=polls),
            settings.jobs_queue_name,
            settings.jobs_dead_letter_queue_name,
            visibility_seconds=settings.lease_seconds,
            max_receives=settings.max_attempts + _SPARE_RECEIVES,
        )

    def send(self, messages: Sequence[Message]) -> list[Message]:
        """Send all, ten a call, and return those that the queue did not take (all, when it is down)."""
        batches = [messages[start : start + BATCH] for start in range(0, len(messages), BATCH)]
        down = threading.Event()
        if len(batches) < 2:
            return [message for batch in batches for message in self._send_batch(batch, down)]
        with ThreadPoolExecutor(min(_SENDERS, len(batches)), "send") as pool:
            failed = pool.map(lambda batch: self._send_batch(batch, down), batches)
            return [message for batch in failed for message in batch]

    def receive(
        self, wait_seconds: float = aws.LONGEST_POLL_SECONDS, max_messages: int = BATCH
    ) -> list[dict[str, Any]]:
        """Wait for up to `max_messages`, in boto3's shape; they arrive as they are sent, without a polling delay.

        Raises QueueUnavailable.
        """
        return self._receive(self._name, wait_seconds, max_messages)

    def delete(self, receipt: str) -> None:
        """Acknowledge a message; one that is gone already is no error. Raises QueueUnavailable."""
        self._delete(self._name, receipt)

    def delete_many(self, receipts: Sequence[str]) -> list[str]:
        """Acknowledge up to ten messages in one call, and return those that the queue did not forget.

        One that is gone already is no error. Raises QueueUnavailable.
        """
        entries: list[Any] = [{"Id": str(n), "ReceiptHandle": receipt} for n, receipt in enumerate(receipts)]
        if not entries:
            return []
        answer = self._call(self._name, lambda url: self._sqs.delete_message_batch(QueueUrl=url, Entries=entries))
        faults = [fault for fault in answer.get("Failed", []) if fault.get("Code") != _GONE]
        return [receipts[int(fault["Id"])] for fault in faults]

    def change_visibility(self, receipt: str, seconds: float) -> None:
        """Hide a received message for so long from now; 0 shows it again at once. Raises QueueUnavailable."""
        hidden = ceil(seconds)
        self._call(
            self._name,
            lambda url: self._sqs.change_message_visibility(
                QueueUrl=url, ReceiptHandle=receipt, VisibilityTimeout=hidden
            ),
        )

    def receive_dead_letters(self, max_messages: int = BATCH) -> list[dict[str, Any]]:
        """Messages that were received too often, without waiting for any. Raises QueueUnavailable."""
        return self._receive(self._dead_letter_name, 0, max_messages)

    def show_dead_letter(self, receipt: str) -> None:
        """Let others receive a dead letter again; one that is gone is no error. Raises QueueUnavailable."""
        with _unless_gone():
            self._call(
                self._dead_letter_name,
                lambda url: self._sqs.change_message_visibility(
                    QueueUrl=url, ReceiptHandle=receipt, VisibilityTimeout=0
                ),
            )

    def delete_dead_letter(self, receipt: str) -> None:
        """Forget a dead letter. Raises QueueUnavailable."""
        self._delete(self._dead_letter_name, receipt)

    def depth(self) -> int:
        """About how many messages the queue holds: waiting, hidden and delayed. Raises QueueUnavailable."""
        return sum(vars(self.depths()).values())

    def depths(self) -> Depths:
        """The same, one by one. Raises QueueUnavailable."""
        return self._depths(self._name)

    def dead_letter_depths(self) -> Depths:
        """Of the dead letters. Raises QueueUnavailable."""
        return self._depths(self._dead_letter_name)

    def ensure(self) -> None:
        """Make both queues, or bring them to these settings. Raises QueueUnavailable."""
        with _translated():
            dead_letters = self._make(self._dead_letter_name, {"MessageRetentionPeriod": str(14 * 86400)})
            arn = self._sqs.get_queue_attributes(QueueUrl=dead_letters, AttributeNames=["QueueArn"])
            redrive = {"deadLetterTargetArn": arn["Attributes"]["QueueArn"], "maxReceiveCount": self._max_receives}
            attributes: dict[QueueAttributeNameType, str] = {
                "VisibilityTimeout": str(self._visibility_seconds),
                "RedrivePolicy": json.dumps(redrive),
                "ReceiveMessageWaitTimeSeconds": str(aws.LONGEST_POLL_SECONDS),
            }
            self._make(self._name, attributes)
        log.info("queues are ready", extra={"action": "ensure_queues", "queue": self._name})

    def _make(self, name: str, attributes: dict["QueueAttributeNameType", str]) -> str:
        try:
            url = self._sqs.get_queue_url(QueueName=name)["QueueUrl"]
            self._sqs.set_queue_attributes(QueueUrl=url, Attributes=attributes)
        except ClientError as error:
            if not _is_missing(error):
                raise
            url = self._sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
        self._urls[name] = url
        return url

    def _send_batch(self, batch: Sequence[Message], down: threading.Event) -> list[Message]:
        if down.is_set():
            return list(batch)
        entries: list[Any] = [
            {"Id": str(n), "MessageBody": message.to_json(), **_attributes(message)} for n, message in enumerate(batch)
        ]
        try:
            answer = self._call(self._name, lambda url: self._sqs.send_message_batch(QueueUrl=url, Entries=entries))
        except QueueUnavailable:
            down.set()
            log.warning("messages were not sent", extra={"action": "send", "count": len(batch)}, exc_info=True)
            return list(batch)
        return [batch[int(fault["Id"])] for fault in answer.get("Failed", [])]

    def _receive(self, name: str, wait_seconds: float, max_messages: int) -> list[dict[str, Any]]:
        wait = min(ceil(wait_seconds), aws.LONGEST_POLL_SECONDS)
        answer = self._call(
            name,
            lambda url: self._sqs.receive_message(
                QueueUrl=url,
                WaitTimeSeconds=wait,
                MaxNumberOfMessages=min(max_messages, BATCH),
                MessageSystemAttributeNames=["All"],
                MessageAttributeNames=[TRACEPARENT],
            ),
        )
        return [dict(message) for message in answer.get("Messages", [])]

    def _delete(self, name: str, receipt: str) -> None:
        with _unless_gone():
            self._call(name, lambda url: self._sqs.delete_message(QueueUrl=url, ReceiptHandle=receipt))

    def _depths(self, name: str) -> Depths:
        answer = self._call(
            name, lambda url: self._sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(_DEPTHS))
        )
        return Depths(*(int(answer["Attributes"].get(one, "0")) for one in _DEPTHS))

    def _call(self, name: str, operation: Callable[[str], _Answer]) -> _Answer:
        """Run an operation on a queue's URL; when the queue is gone, make it again and try once more."""
        with _translated():
            try:
                return operation(self._url(name))
            except ClientError as error:
                if not _is_missing(error):
                    raise
        log.warning("a queue is missing", extra={"action": "recreate_queue", "queue": name})
        self.ensure()
        with _translated():
            return operation(self._url(name))

    def _url(self, name: str) -> str:
        if name not in self._urls:
            self._urls[name] = self._sqs.get_queue_url(QueueName=name)["QueueUrl"]
        return self._urls[name]


def _attributes(message: Message) -> dict[str, Any]:
    if message.traceparent is None:
        return {}
    return {"MessageAttributes": {TRACEPARENT: {"DataType": "String", "StringValue": message.traceparent}}}


def _is_missing(error: ClientError) -> bool:
    return _code(error) in _MISSING


def _code(error: ClientError) -> str:
    return error.response.get("Error", {}).get("Code", "")


@contextmanager
def _unless_gone() -> Iterator[None]:
    try:
        yield
    except QueueUnavailable as error:
        if not isinstance(error.__cause__, ClientError) or _code(error.__cause__) != _GONE:
            raise


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise QueueUnavailable from error
