"""Handing a mail over, and what became of it."""

import logging
from enum import StrEnum

from jobs.chores.services import Services
from jobs.mail.errors import MailDelayed, MailRefused, MailUncertain
from jobs.mail.message import Mail

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    REFUSED = "refused"
    """It stays refused, as an address that cannot be."""
    UNKNOWN = "unknown"
    """It may have gone out, so it is not sent again."""
    LATER = "later"
    """Nothing went out, and trying again can help."""
    UNWANTED = "unwanted"
    """Its reader chose to get none of these."""
    SUPPRESSED = "suppressed"
    """Mail came back from the address before, or its owner called it spam."""
    TOO_LATE = "too_late"
    """For a day it could not be sent: nobody waits for it any more."""
    GONE = "gone"
    """What it tells of, or who it is for, is not there any more."""


def deliver(services: Services, mail: Mail) -> Outcome:
    """Send a mail. The log names the event that it is about, never an address.

    Whoever calls stamps its row first, in a transaction of its own, and takes the stamp back only for LATER: what fails
    in the middle is not sent again, because it may have gone out.
    """
    facts = {"action": "mail", "kind": mail.kind, "about": str(mail.id)}
    try:
        services.mail.send(mail)
    except MailDelayed as error:
        outcome, reason = Outcome.LATER, error.message
    except MailRefused as error:
        outcome, reason = Outcome.REFUSED, error.message
    except MailUncertain as error:
        outcome, reason = Outcome.UNKNOWN, error.message
    else:
        log.info("mail was sent", extra=facts)
        return Outcome.SENT
    log.warning("mail was not sent", extra={**facts, "outcome": outcome, "error": reason})
    return outcome
