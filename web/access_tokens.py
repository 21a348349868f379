"""Access tokens: short JWTs that say who a browser is, where it works, and in which login session.

What a token says of role and tier is for display: what somebody may do is asked of the database on every request.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from joserfc.jws import JWSRegistry

from web.token_keys import TokenKey

ALGORITHM = "HS256"
TYPE = "at+jwt"
AUDIENCE = "groundplan"
LIVES_SECONDS = 600
LONGEST = 2000
"""Characters; ours have about 500."""


@dataclass(frozen=True)
class AccessClaims:
    """What a token says, once its signature and its times are right."""

    user_id: UUID
    org_id: UUID
    session_id: UUID
    role: str
    tier: str
    expires_at: datetime


def soon() -> datetime:
    """Return when a token that is made now is to be renewed."""
    return datetime.fromtimestamp(int(time.time()) + LIVES_SECONDS, UTC)


class AccessTokens:
    """Makes tokens with the newest key and reads those of all. One algorithm; a token brings no key of its own."""

    def __init__(self, keys: Sequence[TokenKey], issuer: str) -> None:
        self._newest = keys[0].kid
        self._keys = {key.kid: OctKey.import_key(key.access) for key in keys}
        self._registry = JWSRegistry(algorithms=[ALGORITHM])
        self._issuer = issuer
        self._rules = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": AUDIENCE},
            exp={"essential": True},
            iat={"essential": True},
        )

    def mint(self, claims: AccessClaims) -> str:
        """Return a token that says ``claims``."""
        times = {"iat": int(time.time()), "exp": int(claims.expires_at.timestamp())}
        ids = {"user_id": claims.user_id, "org_id": claims.org_id, "sid": claims.session_id}
        who = {name: str(value) for name, value in ids.items()} | {"role": claims.role, "tier": claims.tier}
        header = {"alg": ALGORITHM, "kid": self._newest, "typ": TYPE}
        everything = {"iss": self._issuer, "aud": AUDIENCE, **times, **who}
        return jwt.encode(header, everything, self._keys[self._newest], registry=self._registry)

    def read(self, text: str) -> AccessClaims | None:
        """Return what the token says, or None unless it is ours and its time has neither passed nor still to come."""
        if len(text) > LONGEST:
            return None
        try:
            token = jwt.decode(text, self._key_of, registry=self._registry)
            self._rules.validate(token.claims)
            return _claims(token.claims)
        except (JoseError, KeyError, ValueError, TypeError):
            return None

    def _key_of(self, token: Any) -> OctKey:
        header = token.headers()
        if set(header) != {"alg", "kid", "typ"} or header["typ"] != TYPE or header["alg"] != ALGORITHM:
            raise ValueError("the header is not one of ours")
        return self._keys[header["kid"]]


def _claims(claims: dict[str, Any]) -> AccessClaims:
    user_id, org_id, session_id = (UUID(str(claims[name])) for name in ("user_id", "org_id", "sid"))
    until = datetime.fromtimestamp(claims["exp"], UTC)
    return AccessClaims(user_id, org_id, session_id, str(claims["role"]), str(claims["tier"]), until)
