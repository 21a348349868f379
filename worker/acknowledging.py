"""Deletes the messages that are done with: as many in a call as come together."""

import logging
import queue
import threading
import time
from typing import Protocol

from jobs.errors import QueueUnavailable
from jobs.queue import BATCH

logger = logging.getLogger(__name__)

GATHER_SECONDS = 0.05
"""How long the first one waits for others. Nobody waits for it: its job has ended."""


class Deleting(Protocol):
    """The part of `jobs.queue.Queue` that this needs."""

    def delete_many(self, receipts: list[str], /) -> list[str]:
        """Delete up to ten, and return those that were not."""


class Acknowledging:
    """A thread of its own, so that nobody who works waits for it.

    A message that it cannot delete comes again, and whoever gets it finds that its job has ended.
    """

    def __init__(self, jobs: Deleting) -> None:
        self._queue = jobs
        self._receipts: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="acknowledging", daemon=True)

    def start(self) -> None:
        """Begin to delete."""
        self._thread.start()

    def add(self, receipt: str) -> None:
        """This message is done with. Returns at once."""
        self._receipts.put(receipt)

    def close(self, seconds: float) -> None:
        """Wait until all are deleted, at most so long."""
        self._receipts.put(None)
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while receipts := self._together():
            self._delete([receipt for receipt in receipts if receipt is not None])
            if receipts[-1] is None:
                return

    def _together(self) -> list[str | None]:
        """What is there, up to a call's worth, and at least one; nothing follows a None."""
        receipts = [self._receipts.get()]
        if receipts[0] is not None and self._receipts.qsize() < BATCH - 1:
            time.sleep(GATHER_SECONDS)
        while receipts[-1] is not None and len(receipts) < BATCH and not self._receipts.empty():
            receipts.append(self._receipts.get())
        return receipts

    def _delete(self, receipts: list[str]) -> None:
        try:
            left = self._queue.delete_many(receipts)
        except QueueUnavailable:
            logger.warning("messages were not deleted", extra=_about(len(receipts)), exc_info=True)
        except Exception:
            logger.exception("messages were not deleted", extra=_about(len(receipts)))
        else:
            if left:
                logger.warning("messages were not deleted", extra=_about(len(left)))


def _about(count: int) -> dict[str, object]:
    return {"action": "acknowledge", "count": count}
