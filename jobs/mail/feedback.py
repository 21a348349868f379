"""What SES tells of mails that came back or were called spam.

Source: "Contents of event data that Amazon SES publishes to Amazon SNS" and "Amazon SNS notification contents", Amazon
SES developer guide: `notificationType` in the older form, `eventType` where a configuration set publishes.
"""

import json
from collections.abc import Iterator
from typing import Any

from jobs.database import Database, active_database
from jobs.mail.sns import SnsMessage
from jobs.mail_suppression import Reason, suppress

_LONGEST_ADDRESS = 320  # characters
_NOT_SPAM = "not-spam"


def take_in(database: Database, message: SnsMessage) -> int:
    """Return how many addresses get no more mail. A message that came before changes nothing, whoever repeats it."""
    reported = list(reports(message.message))
    with database.chores():
        statement = "INSERT INTO mail_event (message_id) VALUES (%s) ON CONFLICT DO NOTHING"
        if not active_database.execute_sql(statement, (message.id,)).rowcount:
            return 0
        for address, reason in reported:
            suppress(address, reason)
    return len(reported)


def reports(text: str) -> Iterator[tuple[str, Reason]]:
    """The addresses that a notification of SES's rules out: of hard bounces and complaints, of nothing else."""
    try:
        event = json.loads(text)
    except ValueError:
        return  # SNS's own words, as after subscribing
    if not isinstance(event, dict):
        return
    kind = event.get("notificationType") or event.get("eventType")
    if kind == "Bounce":
        bounce = _mapping(event.get("bounce"))
        if bounce.get("bounceType") == "Permanent":
            yield from ((address, Reason.BOUNCE) for address in _addresses(bounce.get("bouncedRecipients")))
    elif kind == "Complaint":
        complaint = _mapping(event.get("complaint"))
        if complaint.get("complaintFeedbackType") != _NOT_SPAM:
            yield from ((address, Reason.COMPLAINT) for address in _addresses(complaint.get("complainedRecipients")))


def _addresses(recipients: Any) -> Iterator[str]:
    for recipient in recipients if isinstance(recipients, list) else []:
        address = _mapping(recipient).get("emailAddress")
        if isinstance(address, str) and "@" in address and len(address) <= _LONGEST_ADDRESS:
            yield address.strip().strip("<>")


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
