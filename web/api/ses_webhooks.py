"""Amazon SES tells of mails that came back or were called spam, by Amazon SNS. A message is proved by its signature."""

import logging

from flask import Blueprint, Response, request

from jobs.errors import TransientError
from jobs.mail.feedback import take_in
from jobs.mail.sns import SnsMessage, SnsRefused, SnsVerifier
from jobs.outside.errors import OutsideRefused, OutsideUnavailable
from web.problems import Forbidden, ResourceNotFound
from web.request_bodies import read_body
from web.services import services
from web.strict_json import parse_object

logger = logging.getLogger(__name__)

BODY_BYTES = 512 * 1024
"""SNS's messages have 256 KB at most; as JSON within JSON, quotes take two bytes."""

ses_webhooks = Blueprint("ses_webhooks", __name__)


@ses_webhooks.post("/webhooks/ses")
def take_message() -> Response:
    """Answer 200 to what was taken, or came before; SNS sends again what is answered otherwise.

    No session and no key: who asks is proved by the signature alone. While the certificate or the database cannot be
    had nothing is written, the answer is 503, and the message comes again.
    """
    verifier = services().sns
    if verifier is None:
        raise ResourceNotFound
    fields = parse_object(read_body(request, BODY_BYTES))
    try:
        message = verifier.verify(fields)
        outcome = _act_on(verifier, message)
    except (SnsRefused, OutsideRefused) as error:
        logger.warning("message refused", extra={"action": "mail.feedback_refused", "reason": error.message})
        raise Forbidden("This is no message of the topic that we listen to.") from error
    except OutsideUnavailable as error:
        raise SnsUnavailable from error
    about = {"action": "mail.feedback", "message_id": message.id, "type": message.type}
    logger.info("message taken", extra=about | outcome)
    return Response(status=200)


class SnsUnavailable(TransientError):
    """Amazon SNS does not answer."""

    code = "sns_unavailable"


def _act_on(verifier: SnsVerifier, message: SnsMessage) -> dict[str, object]:
    if message.type == "SubscriptionConfirmation":
        verifier.confirm(message)
        return {"outcome": "confirmed"}
    if message.type == "Notification":
        return {"outcome": "taken", "addresses": take_in(services().database, message)}
    return {"outcome": "ignored"}
