"""Refresh tokens: for whom, for which session, a secret, and a tag that tells ours from made-up ones.

A token is good once: each has a successor, which can be computed only with our key. So an answer that was lost can be
given again, and a token that was followed by its successor and comes again tells of a copy.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from web.token_keys import TokenKey

_SECRET_BYTES = 32
_TAG_BYTES = 16
_BYTES = 16 + 16 + _SECRET_BYTES + _TAG_BYTES
_CHARACTERS = 108
"""80 bytes in base64."""


@dataclass(frozen=True)
class RefreshToken:
    """A token's parts."""

    user_id: UUID
    session_id: UUID
    secret: bytes

    @property
    def sha256(self) -> str:
        """What is stored; the secret is random, so a slow hash would add nothing."""
        return hashlib.sha256(self.secret).hexdigest()

    @property
    def body(self) -> bytes:
        """All but the tag."""
        return self.user_id.bytes + self.session_id.bytes + self.secret


class RefreshTokens:
    """Makes and reads tokens."""

    def __init__(self, keys: Sequence[TokenKey]) -> None:
        self._keys = tuple(key.refresh for key in keys)

    def first(self, user_id: UUID, session_id: UUID) -> RefreshToken:
        """Return a session's first token."""
        return RefreshToken(user_id, session_id, secrets.token_bytes(_SECRET_BYTES))

    def successor(self, token: RefreshToken) -> RefreshToken:
        """Return the token that comes after ``token``: always the same one."""
        return replace(token, secret=hmac.digest(self._keys[0], b"after" + token.body, hashlib.sha256))

    def text(self, token: RefreshToken) -> str:
        """Return what goes into the cookie."""
        return urlsafe_b64encode(token.body + _tag(self._keys[0], token.body)).decode()

    def parse(self, text: str) -> RefreshToken | None:
        """Return the token, or None if it was never one of ours."""
        if len(text) != _CHARACTERS:
            return None
        try:
            raw = urlsafe_b64decode(text)
        except (NotBase64, ValueError):
            return None
        body, tag = raw[:-_TAG_BYTES], raw[-_TAG_BYTES:]
        if len(raw) != _BYTES or not any(hmac.compare_digest(_tag(key, body), tag) for key in self._keys):
            return None
        return RefreshToken(UUID(bytes=body[:16]), UUID(bytes=body[16:32]), body[32:])


def _tag(key: bytes, body: bytes) -> bytes:
    return hmac.digest(key, b"tag" + body, hashlib.sha256)[:_TAG_BYTES]
