"""`python -m worker.poller`: the worker outside Lambda.

One thread long-polls for as many messages as threads are free. Those build the event that Lambda would get and call the
same handler, and what did not fail is deleted by one more. On SIGTERM nothing new is taken; running jobs may finish for
a few seconds, then they are queued again.
"""

import logging
import os
import signal
import sys
import threading
import time
from types import FrameType
from typing import Any
from uuid import UUID

from jobs import logs, watching
from jobs.claims_together import half_of
from jobs.errors import DatabaseUnavailable, GroundplanError, QueueUnavailable
from worker.acknowledging import Acknowledging
from worker.architecture.errors import EngineError
from worker.bootstrap import Worker
from worker.handover import Handover, Received
from worker.lambda_handler import handler, shared_worker

logger = logging.getLogger(__name__)

POLL_SECONDS = 2.0
"""A poll that outlives its worker strands the message that it gets, so none is as long as SQS allows."""
GATHER_SECONDS = 0.005
"""While others work, threads that have just become free wait so long until half are: they share a poll then."""
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0
NOBODY = UUID(int=0)
FINISH_SECONDS = 5.0
RELEASE_SECONDS = 10.0


class Poller:
    """One worker process: `concurrency` threads that work on a message each."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._stopping = threading.Event()
        self._handover = Handover()
        self._acknowledging = Acknowledging(worker.queue)
        self._threads = [threading.Thread(target=self._receive, name="receiver", daemon=True)] + [
            threading.Thread(target=self._work, name=f"poller-{number}", daemon=True)
            for number in range(worker.settings.worker_concurrency)
        ]

    def start(self) -> None:
        """Begin to take messages."""
        self._acknowledging.start()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Take no more messages. Returns at once; may be called from a signal handler."""
        self._stopping.set()

    def wait(self) -> bool:
        """Block until asked to stop, then until all is given back. False where a job would not end in time."""
        # A bounded wait lets Python run signal handlers in between.
        while not self._stopping.wait(1.0):
            pass
        self._join(FINISH_SECONDS)
        self._worker.runner.stop_all()
        ended = self._join(RELEASE_SECONDS)
        self._acknowledging.close(FINISH_SECONDS)
        return ended

    def _join(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _receive(self) -> None:
        """Poll for the threads that are free, and for no more: nothing waits behind a long job."""
        pauses = _Pauses(self._stopping)
        while wanted := self._wanted():
            try:
                messages = self._worker.queue.receive(wait_seconds=POLL_SECONDS, max_messages=wanted)
                if self._stopping.is_set():
                    self._give_back(messages)
                else:
                    self._worker.runner.expect(len(messages))
                    self._handover.give(messages)
            except QueueUnavailable:
                logger.warning("queue does not answer", extra={"action": "receive"}, exc_info=True)
                pauses.wait()
            except Exception:
                logger.exception("poll failed", extra={"action": "receive"})
                pauses.wait()
            else:
                pauses.reset()
        self._handover.close()

    def _wanted(self) -> int:
        return self._handover.wanted(self._stopping, half_of(self._worker.settings.worker_concurrency), GATHER_SECONDS)

    def _give_back(self, messages: list[Received]) -> None:
        """They came in the last poll; another worker shall have them at once."""
        for message in messages:
            self._worker.queue.change_visibility(message["ReceiptHandle"], 0)

    def _work(self) -> None:
        pauses = _Pauses(self._stopping)
        while (message := self._handover.take()) is not None:
            try:
                healthy = self._handle(message)
            except Exception:
                logger.exception("message was not handled", extra={"action": "work"})
                healthy = False
            if healthy:
                pauses.reset()
            else:
                # With Postgres down each message that is taken would come nearer to the dead letters.
                pauses.wait()

    def _handle(self, message: Received) -> bool:
        """False where a message could not be handled for reasons that the next one would meet as well."""
        if self._stopping.is_set():
            self._give_back([message])
            return True
        if handler(_event([message]))["batchItemFailures"]:
            return self._database_answers()
        self._acknowledging.add(message["ReceiptHandle"])
        return True

    def _database_answers(self) -> bool:
        """Tells an outage, which would fail the next message too, from a message that fails by itself."""
        try:
            with self._worker.database.tenant(NOBODY):
                return True
        except DatabaseUnavailable:
            return False


class _Pauses:
    """Longer ones each time, until something went well; none outlasts the wish to stop."""

    def __init__(self, stopping: threading.Event) -> None:
        self._stopping = stopping
        self._seconds = FIRST_PAUSE_SECONDS

    def wait(self) -> None:
        self._stopping.wait(self._seconds)
        self._seconds = min(2 * self._seconds, LONGEST_PAUSE_SECONDS)

    def reset(self) -> None:
        self._seconds = FIRST_PAUSE_SECONDS


def _event(messages: list[Received]) -> dict[str, Any]:
    """What Lambda's event source mapping would send for these messages."""
    return {
        "Records": [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": message.get("Attributes", {}),
                "messageAttributes": _attributes(message),
                "md5OfBody": message.get("MD5OfBody", ""),
                "eventSource": "aws:sqs",
                "eventSourceARN": "",
                "awsRegion": "",
            }
            for message in messages
        ]
    }


def _attributes(message: Received) -> dict[str, Any]:
    """boto3 begins the names with a capital, Lambda does not."""
    return {
        name: {"stringValue": one.get("StringValue"), "dataType": one.get("DataType")}
        for name, one in message.get("MessageAttributes", {}).items()
    }


def main() -> int:
    """The command. Ends the process with 0 after SIGTERM, 1 where a job would not end; 2 where it cannot start."""
    logs.configure("worker")
    try:
        worker = shared_worker()
    except (GroundplanError, EngineError) as error:
        logger.critical("worker cannot start", extra={"action": "start", "code": error.code, "reason": str(error)})
        return 2
    watching.begin("worker", worker.settings)
    poller = Poller(worker)

    def on_signal(number: int, _frame: FrameType | None) -> None:
        logger.info("worker is asked to stop", extra={"action": "stop", "signal": number})
        poller.stop()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    if worker.settings.worker_warm_up:
        threading.Thread(target=worker.warm_up, name="warm-up", daemon=True).start()
    poller.start()
    logger.info("worker started", extra={"action": "start", "threads": worker.settings.worker_concurrency})
    ended = poller.wait()
    worker.close()
    logger.info("worker stopped", extra={"action": "stop", "clean": ended})
    watching.end()
    # All is given back. Python's own end would wait for threads: for one that does not end, whose job is taken over
    # when its lease has run out, and for one that still loads what the first jobs need.
    logging.shutdown()
    os._exit(0 if ended else 1)


if __name__ == "__main__":
    sys.exit(main())
