"""Nothing secret stands in a file that people will commit."""

import re
from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context

# Each begins with letters of its own and only then looks behind them: the search leaps from one place to the next.
# Text that a person wrote is repeated in these; a secret in it is reported as well, but the rest is generated.
PATTERNS = {
    "an AWS access key id": re.compile(r"A[KS]IA(?<=\b....)[0-9A-Z]{16}\b"),
    "a private key": re.compile(r"-----BEGIN (?:RSA |EC |OPENSSH |DSA |PGP )?PRIVATE KEY"),
    "a GitHub token": re.compile(r"gh[pousr]_(?<=\b....)[A-Za-z0-9]{36,}\b"),
    "a Slack token": re.compile(r"xox[abprs]-(?<=\b.....)[0-9A-Za-z-]{10,}"),
    "a JSON Web Token": re.compile(r"eyJ(?<=\b...)[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}"),
    "a password in a URL": re.compile(r"://(?<=[A-Za-z0-9+.-]...)[^\s/:@'\"${}]{1,64}:[^\s/@'\"${}]{3,64}@"),
}
PASSWORDS = tuple(
    re.compile(word + r"""\b["']?\s*[:=]\s*"(?!\$|\{\{)[^"\s$]{6,}\"""")
    for word in ("password", "passwd", "secret_?access_?key", "api_?key", "auth_?token")
)
"""For text in lower case."""


class NoSecretsInFiles(Check):
    """Looks at every text file of the bundle."""

    id = "no_secrets_in_files"
    severity = "high"
    sentence = "No file holds a password, key or token."
    source = "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_identities_secrets.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for name, text in context.texts.items():
            for what, offset in secrets_in(text):
                yield Finding(file=name, message=f"{what} stands in line {text.count(chr(10), 0, offset) + 1}")


def secrets_in(text: str) -> Iterator[tuple[str, int]]:
    """What each kind of secret is, and where the first of it begins."""
    for what, pattern in PATTERNS.items():
        if match := pattern.search(text):
            yield what, match.start()
    lower = text.lower()
    places = [match.start() for pattern in PASSWORDS if (match := pattern.search(lower))]
    if places:
        yield "a password", min(places)
