"""`python -m stack.suites.browser RESULTS`: the browser tests, in a real Chromium, against a stack of their own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from stack.environment import Addresses
from stack.launcher import up
from stack.layout import PROJECT, Layout
from stack.suites.junit import write_skip
from stack.terminal import say_part

SETUP = PROJECT / "stack" / "setup"


def main(results: Path) -> int:
    """The exit status of Playwright; 0 with a skip in the results where there is no Chromium."""
    found = subprocess.run(["sh", str(SETUP / "chromium.sh")], stdout=subprocess.PIPE, text=True, check=False)
    if found.returncode != 0:
        write_skip(results, "browser", "no Chromium on this machine, and none could be installed")
        return 0
    with tempfile.TemporaryDirectory(prefix="groundplan-browser-") as folder:
        Path(folder).chmod(0o711)
        layout = Layout(Path(folder) / "local")
        launch = up(layout, os.environ, say_part)
        try:
            return _playwright(layout, launch.blueprint.addresses, found.stdout.strip(), results)
        finally:
            launch.stop_started()


def _playwright(layout: Layout, addresses: Addresses, chromium: str, results: Path) -> int:
    return subprocess.run(
        ["sh", str(SETUP / "node.sh"), "npm", "run", "--silent", "e2e", "--", "--reporter=list,junit"],
        cwd=PROJECT / "frontend",
        env={
            **os.environ,
            "GROUNDPLAN_WEB_URL": addresses.web_url,
            "GROUNDPLAN_SIGN_IN_URL": addresses.oidc_issuer,
            "GROUNDPLAN_AWS_URL": addresses.aws_endpoint or "",
            "GROUNDPLAN_LOCAL": str(layout.local),
            "CHROMIUM_PATH": chromium,
            "GROUNDPLAN_PYTHON": sys.executable,
            "MIGRATIONS_DATABASE_URL": addresses.owner_url,
            "PLAYWRIGHT_JUNIT_OUTPUT_FILE": str(results),
        },
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
