"""The link that ends mails of one kind without signing in: who and which kind, with an HMAC.

Its key is a row in the database: what it guards lies there too, so that neither tier needs a secret more. A link
stays good: mails are read years later, and unsubscribing must work then.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from uuid import UUID

from jobs.database import active_database
from jobs.notifications import Kind

_FORM = re.compile(r"(?P<user>[0-9a-f]{32})\.(?P<kind>[a-z_]{1,40})\.(?P<mac>[0-9a-f]{64})")


@dataclass(frozen=True)
class Unsubscription:
    """Whom a link is for, and from which mails."""

    user_id: UUID
    kind: Kind


def read_key() -> bytes:
    """Inside a transaction of either role: the key of all links."""
    (key,) = active_database.execute_sql("SELECT key FROM mail_key").fetchone()
    return bytes.fromhex(key)


def sign(wanted: Unsubscription, key: bytes) -> str:
    """Return the token of a link."""
    named = f"{wanted.user_id.hex}.{wanted.kind}"
    return f"{named}.{_mac(named, key)}"


def read_token(token: str, key: bytes) -> Unsubscription | None:
    """Return what a token of ours says, None for any other."""
    match = _FORM.fullmatch(token)
    if match is None or match["kind"] not in set(Kind):
        return None
    named = f"{match['user']}.{match['kind']}"
    if not hmac.compare_digest(match["mac"], _mac(named, key)):
        return None
    return Unsubscription(UUID(hex=match["user"]), Kind(match["kind"]))


def _mac(named: str, key: bytes) -> str:
    return hmac.new(key, f"unsubscribe.{named}".encode(), hashlib.sha256).hexdigest()
