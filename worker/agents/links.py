"""Addresses in what a model says. A link or an image can carry what was said to whoever wrote the address.

Only AWS's own pages, and hosts that the user named, stay; of every other address the words stay and the link goes.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from worker.agents.hidden_text import without_hidden

TRUSTED_HOSTS = frozenset(
    {
        "aws.amazon.com",
        "docs.aws.amazon.com",
        "docs.amplify.aws",
        "ui.docs.amplify.aws",
        "repost.aws",
        "calculator.aws",
        "registry.terraform.io",
        "developer.hashicorp.com",
        "constructs.dev",
        "serverlessland.com",
        "strandsagents.com",
        "modelcontextprotocol.io",
        "eur-lex.europa.eu",
        "www.aicpa-cima.com",
        "www.ecfr.gov",
        "www.fedramp.gov",
        "www.iso.org",
        "www.pcisecuritystandards.org",
    }
)
"""Where AWS Knowledge's answers and our own lead to; none of them shows its visitors' requests to others."""
OWN_SCHEME = "groundplan"
"""Of the pages that only our reference server has: no browser follows it anywhere."""
REMOVED = "[link removed]"
MAX_WORD_CHARACTERS = 2_000

_ADDRESS = re.compile(
    r"(?i)(?:\b[a-z][a-z0-9+.-]{1,30}:)?(?://|\\\\|/\\)[^\s<>\"'`)\]}]+|\b(?:data|javascript|mailto):[^\s<>\"'`)\]}]+"
)
_MARKDOWN = re.compile(r"!?\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_REFERENCE = re.compile(r"(?m)^[ \t]{0,3}\[([^\]]+)\]:[ \t]*<?(\S+?)>?(?:[ \t].*)?$")
_HTML = re.compile(
    r"<\s*/?\s*(?:a|img|iframe|script|link|form|object|embed|svg|style|meta|base|video|audio|source)\b[^>]*>?", re.I
)


def addresses_in(text: str) -> list[str]:
    """Every address with a host, or with a scheme that acts; also those written with percent signs."""
    plain = without_hidden(text)
    found = [match[0] for match in _ADDRESS.finditer(plain)]
    decoded = unquote(plain)
    return found + ([match[0] for match in _ADDRESS.finditer(decoded)] if decoded != plain else [])


def is_trusted(address: str, also: Iterable[str] = ()) -> bool:
    """Is it an https (or http) address on a host that is listed, or one of `also`, or a page of our own server?"""
    try:
        parts = urlsplit(address if "//" in address.split("?", maxsplit=1)[0] else f"//{address}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if parts.scheme == OWN_SCHEME:
        return True
    if parts.scheme not in ("https", "http", "") or parts.username is not None or "\\" in address:
        return False
    return (host in TRUSTED_HOSTS and port in (None, 443, 80)) or (host != "" and host in also)


def hosts_in(text: str) -> frozenset[str]:
    """The hosts of the addresses that somebody wrote."""
    hosts = set()
    for address in addresses_in(text):
        try:
            hosts.add((urlsplit(address).hostname or "").rstrip("."))
        except ValueError:
            continue
    return frozenset(hosts - {""})


def without_strange_links(text: str, also: Iterable[str] = ()) -> str:
    """The text with links and images to other hosts taken out, and markup that could load something."""
    known = frozenset(also)

    def checked(match: re.Match[str]) -> str:
        return match[0] if not match[0].startswith("!") and is_trusted(match[2], known) else f"{match[1]} {REMOVED}"

    text = _MARKDOWN.sub(checked, without_hidden(text))
    text = _REFERENCE.sub(lambda match: match[0] if is_trusted(match[2], known) else f"{match[1]} {REMOVED}", text)
    text = _HTML.sub("", text)
    return _ADDRESS.sub(lambda match: match[0] if is_trusted(match[0], known) else REMOVED, text)


class LinkFilter:
    """The same for text that comes in pieces: holds back what may still become a link. For one thread."""

    def __init__(self, also: Iterable[str] = ()) -> None:
        self._also = frozenset(also)
        self._held = ""

    def feed(self, piece: str) -> str:
        """What can be said by now."""
        self._held += piece
        cut = self._safe_end()
        said, self._held = self._held[:cut], self._held[cut:]
        return without_strange_links(said, self._also)

    def flush(self) -> str:
        """The rest."""
        said, self._held = self._held, ""
        return without_strange_links(said, self._also)

    def _safe_end(self) -> int:
        """After the last white space that stands in no open bracket, tag or line that begins with a bracket."""
        text = self._held
        if len(text) > MAX_WORD_CHARACTERS:
            return len(text)
        starts = [text.rfind(sign) for sign in "[<!"]
        opened = [one for one in starts if one >= 0 and not _is_closed(text, one)]
        end = max(text.rfind(sign) for sign in " \n\t") + 1
        whole = [match for pattern in (_MARKDOWN, _HTML) for match in pattern.finditer(text)]
        end = max([end, *(match.end() for match in whole if match.start() < end < match.end())])
        return min([end, *opened])


def _is_closed(text: str, start: int) -> bool:
    if text[start] == "<":
        return ">" in text[start:]
    rest = text[start:]
    if rest.startswith("!") and not rest.startswith("!["):
        return len(rest) > 1
    close = rest.find("]")
    if close < 0:
        return "\n" in rest
    after = rest[close + 1 :]
    return (after != "" and after[0] not in "(:") or ")" in after or "\n" in after
