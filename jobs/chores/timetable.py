"""Every chore with how often it runs and what it does: for the schedule, for staff, and for docs/operations.md."""

from collections.abc import Mapping
from dataclasses import dataclass

LATE_AFTER_INTERVALS = 3
NEVER_LATE_BEFORE_SECONDS = 60.0
"""A chore may have to wait for others that take their time: one process does one after the other."""


@dataclass(frozen=True)
class Chore:
    """How often a chore runs: every so many seconds, or as many times `CHORES_INTERVAL_SECONDS`.

    RQ calls it, or a thread of its own goes round without an end, and says so that often.
    """

    does: str
    seconds: int = 0
    ticks: int = 0
    by_thread: bool = False

    def interval(self, tick_seconds: float) -> int:
        """In whole seconds, as RQ has it."""
        return self.seconds or self.ticks * max(1, round(tick_seconds))


TIMETABLE: Mapping[str, Chore] = {
    "relay": Chore("Sends jobs that the queue does not know of, and takes back those of dead workers.", ticks=1),
    "mail": Chore("Sends mails, and those again that could not be handed over.", ticks=1),
    "webhook_sending": Chore("Sends messages to webhooks, those that are due.", ticks=1, by_thread=True),
    "batches": Chore("Lets items of batches go, and ends cancelled batches.", ticks=1),
    "batch_zips": Chore("Packs the bundles of batches into zips, a slice at a time.", ticks=2),
    "dead_letters": Chore("Sends jobs again whose messages were received too often, or fails them.", ticks=5),
    "roll_ups": Chore("Sums up usage by organization and day.", seconds=60),
    "deletion": Chore("Removes organizations whose time is over, with all of theirs.", seconds=60),
    "billing": Chore("Asks Stripe for what its events may not have told.", seconds=300),
    "export_making": Chore("Makes exports, one after the other.", seconds=1800, by_thread=True),
    "exports": Chore("Removes exports whose week is over.", seconds=300),
    "webhooks": Chore("Forgets old messages to webhooks, and says when none are sent.", seconds=300),
    "orphans": Chore("Removes files that nothing points at, and says of files that are gone.", seconds=300),
    "retention": Chore("Removes files for which the plan's days are over.", seconds=3600),
    "expiry": Chore("Forgets old sign-ins, invitations, idempotency keys and deleted conversations.", seconds=3600),
}


def late_after(interval_seconds: float) -> float:
    """Without a good end for so many seconds, a chore is late."""
    return max(LATE_AFTER_INTERVALS * interval_seconds, NEVER_LATE_BEFORE_SECONDS)
