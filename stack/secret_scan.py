"""`python -m stack.secret_scan`: no key, token or password in any file of the project. Fails where one is found.

It looks for what has a shape of its own: keys of clouds and services, private keys, tokens, passwords in URLs. It does
not guess by randomness: digests, ids and pins of packages would drown what matters. Written here, since detect-secrets
takes most of a minute of a processor for the same shapes, and this runs with every `make check`.
"""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from stack.layout import PROJECT

NOT_OURS = frozenset({"node_modules", "dist", "build", "out", "__pycache__", "test-results", ".terraform"})
WITHOUT_TEXT = frozenset({".ttf", ".png", ".svg", ".woff2", ".zip", ".gz", ".pyc"})
ALLOWED = "pragma: allowlist secret"
"""In a line whose secret is none."""
EXAMPLES = frozenset({b"password", b"secret", b"letmein", b"hunter2", b"app%40pw", b"nobody"})
"""What stands for a password in the URLs of tests and of texts."""
MADE_UP = frozenset(
    {
        "tests/unit/worker/architecture/reading/test_secrets.py",
        "tests/unit/worker/checks/examples/no_secrets_in_files.yaml",
    }
)
"""Tests of our own finding of secrets in requests and bundles."""

SHAPES = {
    "a private key": rb"-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY-----",
    "a key of AWS": rb"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])",
    "a token of GitHub": rb"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})",
    "a token of GitLab": rb"\bglpat-[A-Za-z0-9_-]{20,}",
    "a token of Slack": rb"\bxox[abeoprs]-[A-Za-z0-9-]{20,}|hooks\.slack\.com/services/T[A-Z0-9]{6,}/",
    "a key of Stripe": rb"\b(?:[sr]k_live_|whsec_)[A-Za-z0-9]{20,}",
    "a key of Google": rb"\bAIza[A-Za-z0-9_-]{35}|\bGOCSPX-[A-Za-z0-9_-]{20,}",
    "a key of a language model's": rb"\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}",
    "a token of a package registry": rb"\b(?:npm_[A-Za-z0-9]{36}|pypi-AgEI[A-Za-z0-9_-]{40,})",
    "an API key of ours": rb"\bgp_[A-Za-z0-9_-]{40,}",
    "a signed token": rb"\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}",
}
IN_URLS = re.compile(rb"\b[a-z][a-z0-9+]{1,20}://[^\s/:@\"'{}$<>]{1,60}:(?P<password>[^\s/:@\"'{}$<>]{1,80})@")
_SHAPES = [(name, re.compile(shape)) for name, shape in SHAPES.items()]


def files_under(root: Path) -> Iterator[Path]:
    """Every file that is the project's; what is installed, built or run stays out."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS and (name == ".ci" or name[0] != "."))
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix not in WITHOUT_TEXT and path.relative_to(root).as_posix() not in MADE_UP:
                yield path


def secrets_in(content: bytes) -> Iterator[tuple[int, str]]:
    """The line and the kind of each secret in ``content``."""
    for name, shape in _SHAPES:
        for match in shape.finditer(content):
            yield from _unless_allowed(content, match, name)
    for match in IN_URLS.finditer(content):
        if match["password"] not in EXAMPLES:
            yield from _unless_allowed(content, match, "a password in a URL")


def _unless_allowed(content: bytes, match: "re.Match[bytes]", name: str) -> Iterator[tuple[int, str]]:
    begin, end = content.rfind(b"\n", 0, match.start()) + 1, content.find(b"\n", match.end())
    if ALLOWED.encode() not in content[begin : end if end >= 0 else None]:
        yield content.count(b"\n", 0, match.start()) + 1, name


def scan(root: Path) -> list[str]:
    """Say where each secret is, and of what kind; never the secret itself."""
    return [
        f"{path.relative_to(root)}:{line}: {name}"
        for path in files_under(root)
        for line, name in secrets_in(path.read_bytes())
    ]


if __name__ == "__main__":
    told = scan(PROJECT)
    print("\n".join([*told, f"{len(told)} secrets found"]))
    sys.exit(1 if told else 0)
