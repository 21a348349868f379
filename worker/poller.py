"""`python -m worker.poller`: the worker outside Lambda.

Threads long-poll one message each, build the event that Lambda would get, call the same handler and delete what did not
fail. On SIGTERM nothing new is taken; running jobs may finish for a few seconds, then they are queued again.
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

from jobs import logs
from jobs.errors import DatabaseUnavailable, GroundplanError, QueueUnavailable
from jobs.queue import Queue
from worker.architecture.errors import EngineError
from worker.bootstrap import Worker
from worker.lambda_handler import handler, shared_worker

logger = logging.getLogger(__name__)

POLL_SECONDS = 2.0
"""A poll that outlives its worker strands the message that it gets, so none is as long as SQS allows."""
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0
NOBODY = UUID(int=0)
FINISH_SECONDS = 5.0
RELEASE_SECONDS = 10.0


class Poller:
    """One worker process: `concurrency` threads that take a message at a time."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._poll, name=f"poller-{number}", daemon=True)
            for number in range(worker.settings.worker_concurrency)
        ]

    def start(self) -> None:
        """Begin to take messages."""
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
        return self._join(RELEASE_SECONDS)

    def _join(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _poll(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self._stopping.is_set():
            try:
                healthy = self._take_one(self._worker.queue)
            except QueueUnavailable:
                logger.warning("queue does not answer", extra={"action": "receive"}, exc_info=True)
                healthy = False
            except Exception:
                logger.exception("poll failed", extra={"action": "receive"})
                healthy = False
            if healthy:
                pause = FIRST_PAUSE_SECONDS
                continue
            # With Postgres down each receive would bring a good message nearer to the dead letters.
            self._stopping.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    def _take_one(self, queue: Queue) -> bool:
        """False where a message could not be handled for reasons that the next one would meet as well."""
        messages = queue.receive(wait_seconds=POLL_SECONDS, max_messages=1)
        if not messages:
            return True
        if self._stopping.is_set():
            # It came in the last poll; another worker shall have it at once.
            queue.change_visibility(messages[0]["ReceiptHandle"], 0)
            return True
        failed = {one["itemIdentifier"] for one in handler(_event(messages))["batchItemFailures"]}
        for message in messages:
            if message["MessageId"] not in failed:
                queue.delete(message["ReceiptHandle"])
        return not failed or self._database_answers()

    def _database_answers(self) -> bool:
        """Tells an outage, which would fail the next message too, from a message that fails by itself."""
        try:
            with self._worker.database.tenant(NOBODY):
                return True
        except DatabaseUnavailable:
            return False


def _event(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """What Lambda's event source mapping would send for these messages."""
    return {
        "Records": [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": message.get("Attributes", {}),
                "messageAttributes": {},
                "md5OfBody": message.get("MD5OfBody", ""),
                "eventSource": "aws:sqs",
                "eventSourceARN": "",
                "awsRegion": "",
            }
            for message in messages
        ]
    }


def main() -> int:
    """The command. Exit code 0 after SIGTERM, 1 where a job would not end, 2 where the worker cannot start."""
    logs.configure("worker")
    try:
        worker = shared_worker()
    except (GroundplanError, EngineError) as error:
        logger.critical("worker cannot start", extra={"action": "start", "code": error.code, "reason": str(error)})
        return 2
    poller = Poller(worker)

    def on_signal(number: int, _frame: FrameType | None) -> None:
        logger.info("worker is asked to stop", extra={"action": "stop", "signal": number})
        poller.stop()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    threading.Thread(target=worker.warm_up, name="warm-up", daemon=True).start()
    poller.start()
    logger.info("worker started", extra={"action": "start", "threads": worker.settings.worker_concurrency})
    ended = poller.wait()
    worker.close()
    logger.info("worker stopped", extra={"action": "stop", "clean": ended})
    if not ended:
        # A thread that does not end would hold the interpreter; its lease runs out and the job is taken over.
        os._exit(1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
