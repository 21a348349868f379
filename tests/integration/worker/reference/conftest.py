"""The server as a process of its own, over both transports."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from mcp.client.stdio import StdioServerParameters

from worker.reference.build import build
from worker.reference.index import index_path

PROJECT = Path(__file__).parents[4]
MODULE = ["-m", "worker.reference"]
START_SECONDS = 30


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the whole index in it."""
    folder = tmp_path_factory.mktemp("reference")
    build(index_path(folder))
    return folder


@pytest.fixture
def over_stdio(cache: Path) -> StdioServerParameters:
    return StdioServerParameters(command=sys.executable, args=[*MODULE, "--cache", str(cache)], cwd=str(PROJECT))


@pytest.fixture(scope="session")
def over_http(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address. The server's own words are in the log that a failure shows."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("log") / "http"
    arguments = [sys.executable, *MODULE, "--cache", str(cache), "--http", f"127.0.0.1:{port}"]
    with log.open("w") as errors, subprocess.Popen(arguments, cwd=PROJECT, stdout=errors, stderr=errors) as server:
        try:
            wait_for(port, server, log)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            server.terminate()


def wait_for(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until it listens."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"it does not listen after {START_SECONDS} s: {log.read_text()}")
