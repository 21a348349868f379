"""What RQ calls: one function for every chore, by the chore's name."""

import logging
import os
from collections.abc import Callable
from functools import cache

from jobs.chores.batch_zips import make_zips
from jobs.chores.batches import advance_batches
from jobs.chores.billing import keep_billing
from jobs.chores.dead_letters import fail_dead_letters
from jobs.chores.deletion import delete_organizations
from jobs.chores.expiry import expire
from jobs.chores.exports import expire_exports
from jobs.chores.heartbeats import run_once
from jobs.chores.mail import send_mails
from jobs.chores.orphans import sweep
from jobs.chores.relay import relay
from jobs.chores.retention import remove_old_files
from jobs.chores.roll_ups import roll_up
from jobs.chores.services import Services
from jobs.chores.timetable import TIMETABLE
from jobs.chores.webhooks import tidy_webhooks
from jobs.errors import TransientError
from jobs.settings import Part, load_settings

log = logging.getLogger(__name__)

CHORES: dict[str, Callable[[Services], int]] = {
    "relay": relay,
    "dead_letters": fail_dead_letters,
    "mail": send_mails,
    "batches": advance_batches,
    "batch_zips": make_zips,
    "expiry": expire,
    "retention": remove_old_files,
    "orphans": sweep,
    "exports": expire_exports,
    "deletion": delete_organizations,
    "billing": keep_billing,
    "roll_ups": roll_up,
    "webhooks": tidy_webhooks,
}


def run(name: str) -> int:
    """Do one chore, unless somebody did within its interval; return how much there was to do.

    Trouble that passes is logged: the next run comes soon.
    """
    services = _services()
    interval = TIMETABLE[name].interval(services.settings.chores_interval_seconds)
    try:
        return run_once(services.database, name, interval, lambda: CHORES[name](services)) or 0
    except TransientError as error:
        log.warning("a chore has to wait", extra={"action": "chore", "chore": name, "code": error.code}, exc_info=True)
        return 0


@cache
def _services() -> Services:
    """RQ hands over a name and nothing else, so the environment is read here, once."""
    return Services.from_settings(load_settings(os.environ, Part.CHORES))
