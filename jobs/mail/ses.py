"""Sending through Amazon SES."""

from typing import TYPE_CHECKING, Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    PartialCredentialsError,
)

from jobs import aws
from jobs.mail.errors import MailDelayed, MailRefused, MailUncertain
from jobs.mail.message import Mail, compose
from jobs.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

_NOTHING_WENT_OUT = (EndpointConnectionError, ConnectTimeoutError, NoCredentialsError, PartialCredentialsError)
_REFUSED = {"MessageRejected", "BadRequestException", "ValidationException", "InvalidParameterValue"}
"""Faults of this mail. Others are of the account, its limits or its rights: they pass, or an operator mends them."""


class SesTransport:
    """One API call a mail."""

    def __init__(self, client: "SESV2Client", *, sender: str, configuration_set: str = "") -> None:
        self._client = client
        self._sender = sender
        self._configuration_set = configuration_set

    @classmethod
    def from_settings(cls, settings: Settings) -> "SesTransport":
        """Connects to nothing yet."""
        return cls(aws.ses(settings), sender=settings.mail_sender, configuration_set=settings.ses_configuration_set)

    def send(self, mail: Mail) -> None:
        """Hand one mail over. Raises MailRefused, MailDelayed, MailUncertain.

        As raw bytes, since SES's own form has no pictures in place. SES puts a Message-ID of its own over ours.
        """
        try:
            content = bytes(compose(mail, sender=self._sender))
        except ValueError as error:
            raise MailRefused("The address cannot be one.") from error
        more: Any = {"ConfigurationSetName": self._configuration_set} if self._configuration_set else {}
        try:
            self._client.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [mail.to]},
                Content={"Raw": {"Data": content}},
                **more,
            )
        except ClientError as error:
            raise _reason(error) from error
        except _NOTHING_WENT_OUT as error:
            raise MailDelayed("SES cannot be reached.") from error
        except BotoCoreError as error:
            raise MailUncertain("SES did not answer.") from error

    def close(self) -> None:
        """Nothing: connections to an API need no goodbye."""


def _reason(error: ClientError) -> MailRefused | MailDelayed | MailUncertain:
    """The code alone: SES's messages name addresses."""
    code = str(error.response.get("Error", {}).get("Code", ""))
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code in _REFUSED:
        return MailRefused(f"SES refused it: {code}.")
    if 500 <= status < 600 and status != 503:
        return MailUncertain(f"SES failed: {code}.")
    return MailDelayed(f"SES takes none now: {code}.")
