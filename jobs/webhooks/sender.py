"""Sends what is due: one thread claims and writes, a pool of threads asks, so that a slow endpoint holds up few."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Self

from jobs.database import Database
from jobs.webhooks.asking import Post, Try, send
from jobs.webhooks.claims import Claim, claim_due
from jobs.webhooks.outcomes import record

log = logging.getLogger(__name__)

AT_ONCE = 32


class Sender:
    """Use it as a context; leaving it waits for what is being asked, and writes that down."""

    def __init__(self, database: Database, post: Post, web_url: str, at_once: int = AT_ONCE) -> None:
        self._database, self._post, self._web_url = database, post, web_url
        self._at_once = at_once
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="webhook")
        self._asked: dict[Future[Try], Claim] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True)
        self.settle()

    def run(self, stopping: threading.Event, interval_seconds: float, beat: Callable[[int], None]) -> None:
        """Send until the process ends; without anything to do, look again after the interval.

        `beat` is told after each round how many attempts were made. Raises TransientError.
        """
        while not stopping.is_set():
            self.begin()
            if not self._asked:
                beat(0)
                stopping.wait(interval_seconds)
                continue
            wait(self._asked, interval_seconds, FIRST_COMPLETED)
            beat(self.settle())

    def send_due(self) -> int:
        """Send what is due until nothing is; return how many attempts that were. Raises DatabaseUnavailable."""
        count = 0
        while self.begin() or self._asked:
            wait(self._asked, return_when=FIRST_COMPLETED)
            count += self.settle()
        return count

    def begin(self) -> int:
        """Claim as much as there is room for, and let it be asked; return how many that were."""
        free = self._at_once - len(self._asked)
        claims = claim_due(self._database, free, self._at_once // 2)
        for claim in claims:
            self._asked[self._pool.submit(send, claim, self._post, self._web_url)] = claim
        return len(claims)

    def settle(self) -> int:
        """Write down what has come back; return how many that were.

        What cannot be written is sent again, under the same id, when its lease is over. Raises DatabaseUnavailable.
        """
        done = [future for future in self._asked if future.done()]
        for future in done:
            claim = self._asked.pop(future)
            fault = future.exception()
            if fault is not None:  # a fault of ours; the lease keeps it from being tried at once
                log.error("a webhook broke", extra={"action": "webhook.broke"}, exc_info=fault)
                continue
            record(self._database, claim, future.result())
        return len(done)
