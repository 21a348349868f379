"""The ways for a mail to go out, and what became of it."""

from typing import Protocol

from jobs.mail.message import Mail
from jobs.mail.ses import SesTransport
from jobs.mail.smtp import SmtpTransport
from jobs.mail.smtp_server import read_server
from jobs.settings import Settings


class Transport(Protocol):
    """Something that takes mails. Safe to use from one thread at a time."""

    def send(self, mail: Mail) -> None:
        """Hand one mail over. Raises MailRefused, MailDelayed, MailUncertain."""

    def close(self) -> None:
        """Hang up, until the next mail."""


def transport_of(settings: Settings) -> Transport:
    """SES, or the SMTP server of MAIL_URL. Connects to nothing yet."""
    if settings.mail_url:
        return SmtpTransport(read_server(settings.mail_url), sender=settings.mail_sender)
    return SesTransport.from_settings(settings)
