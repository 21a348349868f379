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
from jobs.chores.mail import send_mails
from jobs.chores.relay import relay
from jobs.chores.roll_ups import roll_up
from jobs.chores.services import Services
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
    "exports": expire_exports,
    "deletion": delete_organizations,
    "billing": keep_billing,
    "roll_ups": roll_up,
}


def run(name: str) -> int:
    """Do one chore; return how much there was to do. Trouble that passes is logged: the next run comes soon."""
    try:
        return CHORES[name](_services())
    except TransientError as error:
        log.warning("a chore has to wait", extra={"action": "chore", "chore": name, "code": error.code}, exc_info=True)
        return 0


@cache
def _services() -> Services:
    """RQ hands over a name and nothing else, so the environment is read here, once."""
    return Services.from_settings(load_settings(os.environ, Part.CHORES))
