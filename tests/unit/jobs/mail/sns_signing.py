"""A stand-in for Amazon SNS: signs messages with a real key, whose certificate it hands out."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding

TOPIC = "arn:aws:sns:eu-central-1:123456789012:groundplan-mail"
HOST = "https://sns.eu-central-1.amazonaws.com"
CERTIFICATE_URL = f"{HOST}/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem"
_SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}


class SigningSns:
    """`fetch` answers as SNS would, and keeps what was asked."""

    def __init__(self, *, bits: int = 2048, valid: timedelta = timedelta(days=1)) -> None:
        self.asked: list[str] = []
        self._key = generate_private_key(65537, bits)
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sns.amazonaws.com")])
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(self._key.public_key())
        builder = builder.serial_number(1).not_valid_before(now - timedelta(days=2)).not_valid_after(now + valid)
        self._certificate = builder.sign(self._key, SHA256()).public_bytes(Encoding.PEM)

    def fetch(self, url: str) -> bytes:
        self.asked.append(url)
        return self._certificate

    def sign(self, message: str, *, version: str = "2", kind: str = "Notification", **changed: Any) -> dict[str, Any]:
        """A whole message; what is `changed` is signed with it."""
        fields: dict[str, Any] = {
            "Type": kind,
            "MessageId": str(uuid4()),
            "TopicArn": TOPIC,
            "Message": message,
            "Timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "SignatureVersion": version,
            "SigningCertURL": CERTIFICATE_URL,
            **changed,
        }
        text = "".join(f"{name}\n{fields[name]}\n" for name in _SIGNED[kind] if name in fields)
        algorithm = SHA1() if version == "1" else SHA256()  # noqa: S303 - what SNS signs with in version 1
        fields["Signature"] = base64.b64encode(self._key.sign(text.encode(), PKCS1v15(), algorithm)).decode()
        return fields
