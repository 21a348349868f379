"""The two servers that are measured: the live process as the Procfile says it, and the broadcaster."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import psutil

from jobs.progress import CHANNELS
from stack.layout import PROJECT, Layout
from stack.procfile import read_procfile
from stack.program import Program
from stack.servers.ports import free_port


def environment_of(app_url: str, redis_url: str) -> dict[str, str]:
    """What the live process needs."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "GROUNDPLAN_PROFILE": "development",
        "DATABASE_URL": app_url,
        "REDIS_URL": redis_url,
        "SECRET_KEY": secrets.token_hex(32),
    }


def live_process(directory: Path, environment: Mapping[str, str]) -> Program:
    """Ours; not started."""
    return Program("live", read_procfile(PROJECT / "Procfile")["live"], Layout(directory), free_port(), environment)


def broadcaster(directory: Path, redis_url: str, org_id: UUID) -> Program:
    """The bound, for one organization; not started."""
    port = free_port()
    command = ["python", "-m", "tests.bench.live.broadcaster", str(port), redis_url, f"{CHANNELS}{org_id}"]
    return Program("broadcaster", command, Layout(directory), port, {})


def serving(program: Program) -> psutil.Process:
    """The process that holds the sockets: gunicorn's worker, or the program itself."""
    process = psutil.Process(program.pid)
    children = process.children()
    return children[0] if children else process


@contextmanager
def stopped(process: psutil.Process) -> Iterator[None]:
    """It computes nothing meanwhile."""
    process.suspend()
    try:
        yield
    finally:
        process.resume()
