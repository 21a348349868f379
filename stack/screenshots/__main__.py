"""`python -m stack.screenshots FOLDER`: every page of a stack of its own, in light and dark, wide and narrow."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from stack.launcher import up
from stack.layout import PROJECT, Layout
from stack.terminal import say_part

SETUP = PROJECT / "stack" / "setup"
SCRIPT = PROJECT / "stack" / "screenshots" / "take.mjs"


def main(folder: Path) -> int:
    """The exit status of the browser's script; 1 where there is no browser."""
    found = subprocess.run(["sh", str(SETUP / "chromium.sh")], stdout=subprocess.PIPE, text=True, check=False)
    if found.returncode != 0:
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="groundplan-screenshots-") as local:
        Path(local).chmod(0o711)
        launch = up(Layout(Path(local) / "local"), os.environ, say_part)
        try:
            addresses = launch.blueprint.addresses
            node = ["sh", str(SETUP / "node.sh"), "node"]
            command = [*node, str(SCRIPT), addresses.web_url, str(folder), found.stdout.strip()]
            operator = {"GROUNDPLAN_PYTHON": sys.executable, "MIGRATIONS_DATABASE_URL": addresses.owner_url}
            environment = {**os.environ, **operator}
            return subprocess.run(command, cwd=PROJECT / "frontend", env=environment, check=False).returncode
        finally:
            launch.stop_started()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
