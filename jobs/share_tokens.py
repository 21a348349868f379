"""The secret in a link to a job's result: `gps_<secret>`. Only the SHA-256 of it is stored.

It is derived from the link's id, so that those who may make links are shown it again for as long as the key is the
same. Links that were made with another key go on working: what is stored finds them.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from uuid import UUID

from jobs.derived_secrets import derived_secret

_FORM = re.compile(r"gps_(?P<secret>[A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class ShareToken:
    """The secret part, 256 bits."""

    secret: str

    def __str__(self) -> str:
        return f"gps_{self.secret}"

    @property
    def sha256(self) -> str:
        """What is stored. The secret has 256 bits that nobody can guess, so a slow hash would add nothing."""
        return hashlib.sha256(str(self).encode()).hexdigest()


def token_of(link_id: UUID, secret_key: str) -> ShareToken:
    """Return the token that belongs to a link."""
    secret = derived_secret(secret_key, "share-link", link_id)
    return ShareToken(base64.urlsafe_b64encode(secret).rstrip(b"=").decode())


def parse_token(text: str) -> ShareToken | None:
    """Return what ``text`` holds, or None if it is none of ours."""
    match = _FORM.fullmatch(text)
    return ShareToken(match["secret"]) if match else None
