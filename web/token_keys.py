"""The keys behind access and refresh tokens. The newest signs; older ones are believed until they are taken out.

Each configured secret gives one key for each purpose, and its `kid`, so that neither can be mixed up.
"""

import hashlib
import hmac
from dataclasses import dataclass

from jobs.settings import Settings


@dataclass(frozen=True)
class TokenKey:
    """One secret's keys."""

    kid: str
    access: bytes
    refresh: bytes


def token_keys(settings: Settings) -> tuple[TokenKey, ...]:
    """Return the keys that ``settings`` names, the newest first; without any, one that is made of SECRET_KEY."""
    return tuple(_key(secret) for secret in settings.token_keys.split() or [f"made of {settings.secret_key}"])


def _key(secret: str) -> TokenKey:
    access, refresh, kid = (_derived(secret, purpose) for purpose in ("access", "refresh", "kid"))
    return TokenKey(kid.hex()[:16], access, refresh)


def _derived(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), f"groundplan {purpose} token".encode(), hashlib.sha256)
