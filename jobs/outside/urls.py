"""Which URLs of a user's are taken: those that every parser reads alike, and that name a host of the internet."""

import re
from dataclasses import dataclass

from jobs.outside.errors import OutsideRefused

URL_LENGTH = 2000
PORTS = frozenset({443, 8443})
NAMES_OF_NETWORKS = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "onion")
"""Last labels that no public name has: they are asked of the network that one is in."""

_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<rest>[/?#].*)?")
_PLAIN = re.compile(r"[!-~]+")
_AUTHORITY = re.compile(r"(?P<host>[^:]+)(?::(?P<port>[0-9]{1,5}))?")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


@dataclass(frozen=True)
class OutsideUrl:
    """A URL that may be asked; that its host has a public address is found when it is."""

    host: str
    port: int
    target: str  # path and query

    def __str__(self) -> str:
        port = "" if self.port == 443 else f":{self.port}"
        return f"https://{self.host}{port}{self.target}"


def read_url(text: str) -> OutsideUrl:
    """Return what ``text`` names. Raises OutsideRefused, which says what is wrong with it; asks nobody."""
    if len(text) > URL_LENGTH:
        raise OutsideRefused(f"The URL has {len(text):,} characters; at most {URL_LENGTH:,} are taken.")
    if not _PLAIN.fullmatch(text) or "\\" in text:
        raise OutsideRefused(
            "The URL has blanks, control characters, backslashes or letters beyond ASCII;"
            " write an international name as xn--…."
        )
    match = _URL.fullmatch(text)
    if match is None or match["scheme"].lower() != "https":
        raise OutsideRefused("The URL must begin with https://.")
    if "@" in match["authority"]:
        raise OutsideRefused("The URL has a user name or password in it; leave them out.")
    host, port = _host_and_port(match["authority"])
    target = (match["rest"] or "").partition("#")[0]
    return OutsideUrl(host, port, target if target.startswith("/") else f"/{target}")


def _host_and_port(authority: str) -> tuple[str, int]:
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        raise OutsideRefused("The URL must name a host, such as hooks.example.com; IP addresses are not taken.")
    port = int(match["port"] or 443)
    if port not in PORTS:
        raise OutsideRefused(f"The URL's port is {port}; {' and '.join(map(str, sorted(PORTS)))} are taken.")
    host = match["host"].lower()
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise OutsideRefused("The URL's host is no name of the internet.")
    # The last label of a name has a letter first; numbers in any notation (0x7f.1, 2130706433) are addresses.
    if len(labels) < 2 or not labels[-1][0].isalpha() or labels[-1] in NAMES_OF_NETWORKS:
        raise OutsideRefused("The URL must name a public host, such as hooks.example.com; IP addresses are not taken.")
    return host, port
