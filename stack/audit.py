"""`python -m stack.audit`: known vulnerabilities of every package that we install, by pip-audit and npm audit.

Both ask for advisories over the network. Where that cannot be reached, nothing was audited, and that is what is said: the
status is then 0, or 1 with `--required`, for where a skip may not pass.
"""

import subprocess
import sys
from collections.abc import Sequence

import requests

from stack.layout import PROJECT

PIP_AUDIT = "pip-audit==2.9.0"
LOCKS = ("requirements.txt", "requirements-dev.txt", "stack/requirements.txt", "stack/ministack.txt")
ADVISORIES = {
    "pip-audit": "https://api.osv.dev/v1/vulns/OSV-2020-111",
    "npm audit": "https://registry.npmjs.org/-/ping",
}
SECONDS = 10


def main(arguments: Sequence[str]) -> int:
    """0 when nothing is known against any package, or nothing could be asked and that may be."""
    statuses = [_audit(name, "--required" in arguments) for name in ADVISORIES]
    return max(statuses)


def _audit(name: str, required: bool) -> int:
    if not _is_there(ADVISORIES[name]):
        print(f"{name}: SKIPPED, nothing was audited: {ADVISORIES[name]} cannot be reached")
        return int(required)
    print(f"{name}:", flush=True)
    return _npm_audit() if name == "npm audit" else max(map(_pip_audit, LOCKS))


def _is_there(url: str) -> bool:
    try:
        return requests.get(url, timeout=SECONDS).ok
    except requests.RequestException:
        return False


def _pip_audit(lock: str) -> int:
    uv = str(PROJECT / ".venv" / "bin" / "uv")
    options = ("--require-hashes", "--disable-pip", "--vulnerability-service", "osv", "--requirement", lock)
    return subprocess.run((uv, "tool", "run", PIP_AUDIT, *options), cwd=PROJECT, check=False).returncode


def _npm_audit() -> int:
    node = str(PROJECT / "stack" / "setup" / "node.sh")
    return subprocess.run(("sh", node, "npm", "audit"), cwd=PROJECT / "frontend", check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
