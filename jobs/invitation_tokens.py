"""The secret in the link of an invitation: `gpi_<organization>_<secret>`. Only the SHA-256 of it is stored.

The organization is inside so that row-level security can be set before the invitation is looked up.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from uuid import UUID

_FORM = re.compile(r"gpi_(?P<org>[0-9a-f]{32})_(?P<secret>[0-9a-f]{64})")


@dataclass(frozen=True)
class InvitationToken:
    """A link's parts."""

    org_id: UUID
    secret: str

    def __str__(self) -> str:
        return f"gpi_{self.org_id.hex}_{self.secret}"

    @property
    def sha256(self) -> str:
        """What is stored. The secret has 256 random bits, so a slow hash would add nothing."""
        return hashlib.sha256(str(self).encode()).hexdigest()


def new_token(org_id: UUID) -> InvitationToken:
    """Return a new random one."""
    return InvitationToken(org_id, secrets.token_hex(32))


def parse_token(text: str) -> InvitationToken | None:
    """Return the parts of ``text``, or None if it is none of ours."""
    match = _FORM.fullmatch(text)
    return InvitationToken(UUID(hex=match["org"]), match["secret"]) if match else None
