"""The job queue in memory."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from jobs.errors import QueueUnavailable
from jobs.messages import Message


@dataclass
class _Held:
    body: str
    number: int
    visible_at: float = 0.0
    receives: int = 0
    receipt: str = field(default="")
    traceparent: str | None = None


class InMemoryQueue:
    """Behaves as `jobs.queue.Queue`; set `is_down` to see what happens while it cannot be reached."""

    def __init__(self, *, visibility_seconds: float = 30, max_receives: int = 5) -> None:
        self.is_down = False
        self._visibility_seconds = visibility_seconds
        self._max_receives = max_receives
        self._numbers = count(1)
        self._arrival = threading.Condition()
        self._held: list[_Held] = []
        self._dead: list[_Held] = []

    def send(self, messages: Sequence[Message]) -> list[Message]:
        """Take all, or none while the queue is down."""
        if self.is_down:
            return list(messages)
        with self._arrival:
            self._held += [
                _Held(message.to_json(), next(self._numbers), traceparent=message.traceparent) for message in messages
            ]
            self._arrival.notify_all()
        return []

    def send_text(self, body: str) -> None:
        """Put something into the queue that need not be a message of ours."""
        with self._arrival:
            self._held.append(_Held(body, next(self._numbers)))
            self._arrival.notify_all()

    def receive(self, wait_seconds: float = 20, max_messages: int = 10) -> list[dict[str, Any]]:
        """Wait for messages that are visible, and hide those that it returns."""
        self._check()
        deadline = time.monotonic() + wait_seconds
        with self._arrival:
            while True:
                if taken := self._take(max_messages):
                    return [_as_boto(held) for held in taken]
                remaining = self._next_visible(deadline) - time.monotonic()
                if time.monotonic() >= deadline:
                    return []
                self._arrival.wait(max(0.0, remaining))

    def delete(self, receipt: str) -> None:
        """Acknowledge."""
        self._check()
        with self._arrival:
            self._held = [held for held in self._held if held.receipt != receipt]

    def delete_many(self, receipts: Sequence[str]) -> list[str]:
        """Acknowledge several."""
        for receipt in receipts:
            self.delete(receipt)
        return []

    def change_visibility(self, receipt: str, seconds: float) -> None:
        """Hide a received message for so long from now."""
        self._check()
        with self._arrival:
            for held in self._held:
                if held.receipt == receipt:
                    held.visible_at = time.monotonic() + seconds
            self._arrival.notify_all()

    def receive_dead_letters(self, max_messages: int = 10) -> list[dict[str, Any]]:
        """Messages that were received too often."""
        self._check()
        with self._arrival:
            self._bury()
            now = time.monotonic()
            letters = [held for held in self._dead if held.visible_at <= now][:max_messages]
            return [_as_boto(self._received(held, now)) for held in letters]

    def delete_dead_letter(self, receipt: str) -> None:
        """Forget a dead letter."""
        self._check()
        with self._arrival:
            self._dead = [held for held in self._dead if held.receipt != receipt]

    def depth(self) -> int:
        """How many messages are held, hidden ones too."""
        self._check()
        with self._arrival:
            return len(self._held)

    def ensure(self) -> None:
        """There is nothing to make."""
        self._check()

    def wipe(self) -> None:
        """Forget everything, as an emulator does that is killed."""
        with self._arrival:
            self._held, self._dead = [], []

    def _check(self) -> None:
        if self.is_down:
            raise QueueUnavailable

    def _take(self, max_messages: int) -> list[_Held]:
        self._bury()
        now = time.monotonic()
        visible = [held for held in self._held if held.visible_at <= now]
        return [self._received(held, now) for held in visible[:max_messages]]

    def _bury(self) -> None:
        """Move what is visible and was received too often to the dead letters."""
        now = time.monotonic()
        worn = [held for held in self._held if held.visible_at <= now and held.receives >= self._max_receives]
        self._held = [held for held in self._held if held not in worn]
        self._dead += worn

    def _received(self, held: _Held, now: float) -> _Held:
        held.receives += 1
        held.receipt = f"{held.number}/{held.receives}"
        held.visible_at = now + self._visibility_seconds
        return held

    def _next_visible(self, deadline: float) -> float:
        return min([deadline, *(held.visible_at for held in self._held)])


def _as_boto(held: _Held) -> dict[str, Any]:
    trace = {"traceparent": {"StringValue": held.traceparent, "DataType": "String"}} if held.traceparent else {}
    return {
        "MessageId": str(held.number),
        "ReceiptHandle": held.receipt,
        "Body": held.body,
        "Attributes": {"ApproximateReceiveCount": str(held.receives)},
        **({"MessageAttributes": trace} if trace else {}),
    }
