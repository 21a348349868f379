"""What SES answers says if a mail is refused, delayed, or may have gone out; nothing of it names an address."""

from email import message_from_bytes
from email.policy import default
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ReadTimeoutError,
)

from jobs import aws
from jobs.mail.errors import MailDelayed, MailRefused, MailUncertain
from jobs.mail.message import Mail
from jobs.mail.ses import SesTransport
from jobs.settings import Settings

ADDRESS = "ada@example.com"


class Ses:
    """Keeps what it is asked, or fails."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[dict[str, Any]] = []
        self._error = error

    def send_email(self, **asked: Any) -> None:
        self.asked.append(asked)
        if self._error is not None:
            raise self._error


def answered(code: str, status: int) -> ClientError:
    about: Any = {"Error": {"Code": code, "Message": ADDRESS}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(about, "SendEmail")


def send(ses: Any, to: str = ADDRESS, **more: Any) -> None:
    mail = Mail(id=uuid4(), kind="quota", to=to, subject="Near", text="Hello.", html="<p>Hello.</p>")
    SesTransport(ses, sender="us@example.com", **more).send(mail)


def test_a_mail_goes_as_the_whole_message_with_the_configuration_set_where_there_is_one() -> None:
    ses = Ses()
    send(ses)
    send(ses, configuration_set="ours")
    message = message_from_bytes(ses.asked[0]["Content"]["Raw"]["Data"], policy=default)
    assert (message["To"], ses.asked[0]["Destination"]) == (ADDRESS, {"ToAddresses": [ADDRESS]})
    assert [asked.get("ConfigurationSetName") for asked in ses.asked] == [None, "ours"]


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (answered("MessageRejected", 400), MailRefused),
        (answered("BadRequestException", 400), MailRefused),
        (answered("TooManyRequestsException", 429), MailDelayed),
        (answered("SendingPausedException", 400), MailDelayed),
        (answered("AccountSuspendedException", 400), MailDelayed),
        (answered("AccessDeniedException", 403), MailDelayed),
        (answered("ServiceUnavailable", 503), MailDelayed),
        (answered("InternalFailure", 500), MailUncertain),
        (EndpointConnectionError(endpoint_url="x"), MailDelayed),
        (ConnectTimeoutError(endpoint_url="x"), MailDelayed),
        (NoCredentialsError(), MailDelayed),
        (ReadTimeoutError(endpoint_url="x"), MailUncertain),
    ],
    ids=str,
)
def test_what_fails_says_whether_to_try_again(error: Exception, raised: type[Exception]) -> None:
    with pytest.raises(raised) as told:
        send(Ses(error))
    assert ADDRESS not in str(told.value)


def test_an_address_that_cannot_be_is_not_asked_about() -> None:
    ses = Ses()
    with pytest.raises(MailRefused):
        send(ses, to="ada@example.com\r\nBcc: eve@example.com")
    assert ses.asked == []


def test_ses_is_asked_once_since_what_was_not_answered_may_have_gone_out() -> None:
    client: Any = aws.ses(Settings(aws_region="eu-central-1"))
    assert client.meta.config.retries["total_max_attempts"] == 1
