"""The text of an API key: `gp_<organization>_<secret>`. Only the SHA-256 of it is stored.

The organization is inside so that row-level security can be set before the key is looked up.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from uuid import UUID

from jobs.derived_secrets import derived_secret

_FORM = re.compile(r"gp_(?P<org>[0-9a-f]{32})_(?P<secret>[0-9a-f]{48})")
PREFIX_LENGTH = 8


@dataclass(frozen=True)
class Token:
    """A key's parts."""

    org_id: UUID
    secret: str

    def __str__(self) -> str:
        return f"gp_{self.org_id.hex}_{self.secret}"

    @property
    def prefix(self) -> str:
        """How the secret begins, shown to people."""
        return self.secret[:PREFIX_LENGTH]

    @property
    def sha256(self) -> str:
        """What is stored. The secret has 192 random bits, so a slow hash would add nothing."""
        return hashlib.sha256(str(self).encode()).hexdigest()


def parse_token(text: str) -> Token | None:
    """Return the parts of ``text``, or None if it is not an API key."""
    match = _FORM.fullmatch(text)
    return Token(UUID(hex=match["org"]), match["secret"]) if match else None


def new_token(org_id: UUID) -> Token:
    """Return a new random key."""
    return Token(org_id, secrets.token_hex(24))


def repeatable_token(org_id: UUID, user_id: UUID, idempotency_key: str, secret_key: str) -> Token:
    """Return the key that belongs to ``idempotency_key``: repeating the request can show it again unstored."""
    return Token(org_id, derived_secret(secret_key, "api-key", org_id, user_id, idempotency_key).hex()[:48])
