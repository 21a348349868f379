"""Sign-in from an OpenID Connect provider that stands where Google stands."""

import json
import sys
from urllib.error import URLError
from urllib.request import urlopen

from stack.servers.ports import HOST
from stack.servers.server import Server

PEOPLE = (
    {"sub": "ada", "name": "Ada Lovelace", "email": "ada@example.com"},
    {"sub": "grace", "name": "Grace Hopper", "email": "grace@example.com"},
)


class OidcProvider(Server):
    """It knows PEOPLE, and lets anyone else in by a name that they type."""

    name = "sign-in"

    @property
    def url(self) -> str:
        """The issuer."""
        return f"http://{HOST}:{self.port}"

    def command(self) -> list[str]:
        claims = (json.dumps({**person, "email_verified": True}) for person in PEOPLE)
        people = (part for one in claims for part in ("--user-claims", one))
        return [sys.executable, "-m", "oidc_provider_mock", "--host", HOST, "--port", str(self.port), *people]

    def is_ready(self) -> bool:
        url = f"{self.url}/.well-known/openid-configuration"
        try:
            with urlopen(url, timeout=2) as answer:  # noqa: S310 - the scheme is ours
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False
