"""Handing a mail to SES, and what became of it."""

import logging
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from uuid import UUID

from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError

from jobs.chores.services import Services

log = logging.getLogger(__name__)

_REFUSED_FOR_NOW = {"TooManyRequestsException", "Throttling", "ThrottlingException", "LimitExceededException"}


class Outcome(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    LATER = "later"
    """Nothing went out, and trying again can help."""
    REFUSED = "refused"
    """It stays refused, as an address that cannot be."""


@dataclass(frozen=True)
class Mail:
    """One mail; the last line of `text` is a link of ours."""

    to: str
    subject: str
    text: str


def deliver(services: Services, mail: Mail, about: UUID) -> Outcome:
    """Send a mail; `about` is the id of what it tells of, for the log, which names no address.

    Whoever calls stamps its row first, in a transaction of its own, and takes the stamp back only for LATER: what fails
    in the middle is not sent again, because it may have gone out.
    """
    try:
        _send(services, mail)
    except (ClientError, EndpointConnectionError, ConnectTimeoutError) as error:
        outcome = Outcome.LATER if _may_pass(error) else Outcome.REFUSED
        log.warning(
            "mail was refused", extra={"action": "mail", "about": about, "outcome": outcome, "error": str(error)}
        )
        return outcome
    log.info("mail was sent", extra={"action": "mail", "about": about})
    return Outcome.SENT


def on_one_line(text: str, longest: int = 78) -> str:
    """Text that somebody wrote, as it may stand in a subject."""
    shown = " ".join(text.split())
    return f"{shown[: longest - 1]}…" if len(shown) > longest else shown


def _may_pass(error: Exception) -> bool:
    if not isinstance(error, ClientError):
        return True
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status == 429 or error.response.get("Error", {}).get("Code") in _REFUSED_FOR_NOW


def _send(services: Services, mail: Mail) -> None:
    services.ses.send_email(
        FromEmailAddress=services.settings.mail_sender,
        Destination={"ToAddresses": [mail.to]},
        Content={
            "Simple": {
                "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
                "Body": {
                    "Text": {"Data": mail.text, "Charset": "UTF-8"},
                    "Html": {"Data": _html(mail.text), "Charset": "UTF-8"},
                },
            }
        },
    )


def _html(text: str) -> str:
    """The text as paragraphs; the last line, which is ours, as a link."""
    *paragraphs, link = [escape(part) for part in text.strip().split("\n\n")]
    body = "".join(f"<p>{part}</p>" for part in paragraphs)
    return f'<!doctype html><html lang="en"><body>{body}<p><a href="{link}">{link}</a></p></body></html>'
