"""Signatures as the Standard Webhooks have them, so that their libraries check ours: HMAC-SHA-256 of id, time and body.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

from jobs.derived_secrets import derived_secret

PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """A random secret, as it is shown."""
    return _shown(secrets.token_bytes(_BYTES))


def repeatable_secret(secret_key: str, *about: object) -> str:
    """The secret that belongs to ``about``: repeating a request can show it again unstored."""
    return _shown(derived_secret(secret_key, "webhook-secret", *about))


def signature_headers(shown: Sequence[str], message_id: str, seconds: int, body: bytes) -> dict[str, str]:
    """The three headers; a signature by each of the secrets, so that one can be changed without losing anything."""
    signed = b".".join([message_id.encode(), str(seconds).encode(), body])
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(f"v1,{_signature(secret, signed)}" for secret in shown),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def _shown(key: bytes) -> str:
    return PREFIX + base64.b64encode(key).decode()
