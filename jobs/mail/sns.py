"""Is a message of Amazon SNS's what it says it is? Only of the one topic that we were told, signed by AWS, and new.

Anybody with an AWS account can have messages signed by AWS, of topics of their own: so the topic is looked at first,
and nothing in a message leads to an address outside of its own region's SNS.
Source: "Verifying the signatures of Amazon SNS messages", Amazon SNS developer guide.
"""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from jobs.errors import PermanentError
from jobs.mail.topic import TOPIC_ARN

OLDEST = timedelta(days=7)
"""For longer than that SNS repeats nothing; ids of messages are kept for longer."""
FUTURE = timedelta(minutes=10)
"""How far our clock may be behind."""
_VERSION = "2"
"""SHA-256. Topics begin with version 1, which is SHA-1: docs/mail.md says how to change that."""
_SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
    "UnsubscribeConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}
_OPTIONAL = {"Subject"}
_CERTIFICATE_PATH = re.compile(r"/SimpleNotificationService-[0-9a-f]{16,64}\.pem")
_CERTIFICATES_KEPT = 8
_SMALLEST_KEY_BITS = 2048

Fetch = Callable[[str], bytes]
"""GET a URL and return what it answers with 200. Raises OutsideUnavailable, OutsideRefused."""


class SnsRefused(PermanentError):
    """This is no message of our topic's."""

    code = "sns_refused"


@dataclass(frozen=True)
class SnsMessage:
    """One that was verified."""

    type: str
    id: str
    message: str
    subscribe_url: str = ""


class SnsVerifier:
    """Keeps the certificates that it has fetched. Safe to share between threads."""

    def __init__(self, topic_arn: str, fetch: Fetch) -> None:
        """Raises ValueError where `topic_arn` is none."""
        match = TOPIC_ARN.fullmatch(topic_arn)
        if match is None:
            raise ValueError("is no ARN of an SNS topic")
        suffix = ".cn" if match["partition"] == "aws-cn" else ""
        self._topic_arn = topic_arn
        self._host = f"sns.{match['region']}.amazonaws.com{suffix}"
        self._fetch = fetch
        self._certificates: dict[str, x509.Certificate] = {}
        self._lock = Lock()

    def verify(self, fields: Mapping[str, object], at: datetime | None = None) -> SnsMessage:
        """Return the message. Raises SnsRefused, and OutsideUnavailable where the certificate cannot be had now."""
        texts = {name: value for name, value in fields.items() if isinstance(value, str)}
        if texts.get("TopicArn") != self._topic_arn:
            raise SnsRefused("It is of another topic.")
        signed = _SIGNED.get(texts.get("Type", ""))
        if signed is None or any(name not in texts for name in signed if name not in _OPTIONAL):
            raise SnsRefused("It has not the fields of an SNS message.")
        now = at or datetime.now(UTC)
        _refuse_old(texts["Timestamp"], now)
        self._verify_signature(texts, "".join(f"{name}\n{texts[name]}\n" for name in signed if name in texts), now)
        return SnsMessage(texts["Type"], texts["MessageId"], texts["Message"], texts.get("SubscribeURL", ""))

    def confirm(self, message: SnsMessage) -> None:
        """Visit the address that makes the subscription real. Raises SnsRefused, OutsideUnavailable, OutsideRefused."""
        parts = urlsplit(message.subscribe_url)
        confirms = "Action=ConfirmSubscription" in parts.query.split("&")
        if not self._is_sns(message.subscribe_url) or parts.path != "/" or not confirms:
            raise SnsRefused("The address to confirm at is not SNS's.")
        self._fetch(message.subscribe_url)

    def _verify_signature(self, texts: Mapping[str, str], signed: str, at: datetime) -> None:
        if texts.get("SignatureVersion") != _VERSION:
            raise SnsRefused("It is not signed with SHA-256: set the topic's SignatureVersion to 2.")
        try:
            signature = base64.b64decode(texts.get("Signature", ""), validate=True)
        except (binascii.Error, ValueError) as error:
            raise SnsRefused("Its signature cannot be read.") from error
        key = self._key(texts.get("SigningCertURL", ""), at)
        try:
            key.verify(signature, signed.encode(), PKCS1v15(), SHA256())
        except InvalidSignature as error:
            raise SnsRefused("Its signature is not good.") from error

    def _key(self, url: str, at: datetime) -> RSAPublicKey:
        parts = urlsplit(url)
        if not self._is_sns(url) or parts.query or not _CERTIFICATE_PATH.fullmatch(parts.path):
            raise SnsRefused("Its certificate is not SNS's.")
        certificate = self._certificate(url)
        if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
            raise SnsRefused("Its certificate is over, or not yet good.")
        key = certificate.public_key()
        if not isinstance(key, RSAPublicKey) or key.key_size < _SMALLEST_KEY_BITS:
            raise SnsRefused("Its certificate's key is none that we take.")
        return key

    def _certificate(self, url: str) -> x509.Certificate:
        with self._lock:
            kept = self._certificates.get(url)
        if kept is not None:
            return kept
        try:
            certificate = x509.load_pem_x509_certificate(self._fetch(url))
        except ValueError as error:
            raise SnsRefused("Its certificate cannot be read.") from error
        with self._lock:
            if len(self._certificates) >= _CERTIFICATES_KEPT:
                self._certificates.clear()
            self._certificates[url] = certificate
        return certificate

    def _is_sns(self, url: str) -> bool:
        """https, SNS's own host of the topic's region, and no port or user in it, however it is written."""
        return url.isascii() and url.startswith(f"https://{self._host}/") and "\\" not in url and "#" not in url


def _refuse_old(timestamp: str, at: datetime) -> None:
    try:
        written = datetime.fromisoformat(timestamp)
    except ValueError as error:
        raise SnsRefused("Its time cannot be read.") from error
    if written.tzinfo is None or not at - OLDEST <= written <= at + FUTURE:
        raise SnsRefused("It is too old, or of the future.")
