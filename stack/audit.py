"""`python -m stack.audit`: known vulnerabilities of every package that we install, by pip-audit and npm audit.

Both ask for advisories over the network. Where these cannot be had, nothing was audited, and that is what is said: the
status is then 0, or 1 with `--required`, for where a skip may not pass.
"""

import json
import subprocess
import sys
from collections.abc import Sequence

import requests

from stack.layout import PROJECT

PIP_AUDIT = "pip-audit==2.9.0"
LOCKS = ("requirements.txt", "requirements-dev.txt", "stack/requirements.txt", "stack/ministack.txt")
ADVISORIES = "https://api.osv.dev/v1/vulns/OSV-2020-111"
"""One of those that pip-audit asks for, which is there to stay."""
SECONDS = 10


def main(arguments: Sequence[str]) -> int:
    """0 when nothing is known against any package, or nothing could be asked and that may be."""
    skipped = int("--required" in arguments)
    return max(skipped if status is None else status for status in (_python(), _node()))


def _python() -> int | None:
    if not _is_there():
        _tell_skipped("pip-audit", f"{ADVISORIES} cannot be reached")
        return None
    return max(map(_pip_audit, LOCKS))


def _node() -> int | None:
    """npm ends with 1 for a finding and for an advisory service that does not answer; only a report tells which."""
    status, text = _npm_audit()
    report = json.loads(text or "{}")
    if "auditReportVersion" not in report:
        _tell_skipped("npm audit", "the registry gives no advisories")
        return None
    for name, package in report["vulnerabilities"].items():
        print(f"npm audit: {name} {package['range']}: {package['severity']}")
    print(f"npm audit: {len(report['vulnerabilities'])} packages with known vulnerabilities")
    return status


def _tell_skipped(name: str, reason: str) -> None:
    print(f"{name}: SKIPPED, nothing was audited: {reason}")


def _is_there() -> bool:
    try:
        return requests.get(ADVISORIES, timeout=SECONDS).ok
    except requests.RequestException:
        return False


def _pip_audit(lock: str) -> int:
    uv = str(PROJECT / ".venv" / "bin" / "uv")
    options = ("--require-hashes", "--disable-pip", "--vulnerability-service", "osv", "--requirement", lock)
    return subprocess.run((uv, "tool", "run", PIP_AUDIT, *options), cwd=PROJECT, check=False).returncode


def _npm_audit() -> tuple[int, str]:
    node = str(PROJECT / "stack" / "setup" / "node.sh")
    command = ("sh", node, "npm", "audit", "--json", "--loglevel=silent")
    ended = subprocess.run(command, cwd=PROJECT / "frontend", stdout=subprocess.PIPE, text=True, check=False)
    return ended.returncode, ended.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
