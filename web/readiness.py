"""Does what every request needs answer? And do the chores run, which requests can do without for a while?"""

import time
from uuid import UUID

from jobs.chores.heartbeats import late_ones, tell_of_late_ones
from jobs.chores.timetable import NEVER_LATE_BEFORE_SECONDS
from jobs.errors import GroundplanError
from jobs.models import Organization
from web.problems import Fault
from web.services import Services, services

NOBODY = UUID(int=0)


def faults() -> list[Fault]:
    """Return what does not answer. Redis and the queue are left out: requests are accepted without them."""
    try:
        ask_database(services())
    except GroundplanError as error:
        return [Fault("database", error.message, "answers")]
    return []


def ask_database(parts: Services) -> None:
    """Ask for something that costs nothing. Raises DatabaseUnavailable."""
    with parts.database.tenant(NOBODY):
        Organization.select().exists()


def late_chores() -> list[str]:
    """Return which chores are late, and log it as an error, once among all processes.

    Not in the first minute of this process: where everything starts at once, the chores have just begun.
    """
    parts = services()
    with parts.database.tenant(NOBODY):
        late = late_ones()
        if late and time.monotonic() - parts.began_at > NEVER_LATE_BEFORE_SECONDS:
            tell_of_late_ones()
    return late
