"""Which SMTP server MAIL_URL names."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class SmtpServer:
    """Where, and as whom. `tls_at_once` is smtps://; else STARTTLS comes before anything else."""

    host: str
    port: int
    tls_at_once: bool
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def is_here(self) -> bool:
        """On this machine's loopback, where a connection may be plain."""
        return self.host in _LOOPBACK


def read_server(url: str) -> SmtpServer:
    """Return what MAIL_URL names. Raises ValueError, which says what is wrong and does not repeat the URL."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS:
        raise ValueError("begins with smtp:// or smtps://")
    if not parts.hostname or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise ValueError("names a host, as in smtp://user:password@mail.example.com:587, and nothing after the port")
    if bool(parts.username) != bool(parts.password):
        raise ValueError("has a user name and a password, or neither")
    try:
        port = parts.port or _PORTS[parts.scheme]
    except ValueError as error:
        raise ValueError("has a port from 1 to 65535") from error
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return SmtpServer(parts.hostname, port, parts.scheme == "smtps", user, password)
