"""How long processes take to start: a bare Python with three libraries, the worker's handler, the worker, the web tier.

Processor seconds, since a start mostly computes, and the lowest of some runs: other people's work on the machine then
counts little. The worker's cold start is everything until it can take a job; only servers are missing.
"""

import json
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from stack.layout import PROJECT
from tests.bench.figure import Figure

RUNS = 3
BARE = "import boto3, pydantic, peewee"
HANDLER = "import worker.lambda_handler"
READY = "from worker.lambda_handler import shared_worker; shared_worker(); import os; os._exit(0)"
WEB = "import web.app"
NOWHERE = "127.0.0.1:9"
ENVIRONMENT = {
    "GROUNDPLAN_PROFILE": "development",
    "DATABASE_URL": f"postgresql://nobody@{NOWHERE}/nothing",
    "REDIS_URL": f"redis://{NOWHERE}/0",
    "AWS_ENDPOINT_URL": f"http://{NOWHERE}",
    "AWS_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
}


def measure_start(directory: Path) -> Iterator[Figure]:
    """Seconds, and as multiples of the bare one in the same run."""
    servers = directory / "mcp_servers.yaml"  # what a server's process computes is not the worker's start
    servers.write_text("servers: {}\n", encoding="utf-8")
    programs = (BARE, HANDLER, READY, WEB)
    seconds = {program: [_processor_seconds(program, servers) for _ in range(RUNS)] for program in programs}
    bare, handler, ready, web = (min(seconds[program]) for program in programs)
    yield Figure("start: three libraries by themselves, the reference", bare, None, "s of a processor")
    yield Figure("start: the worker's handler is imported", handler, 1.2, "s of a processor")
    yield Figure("start: the worker is ready for a job", ready, 3, "s of a processor")
    yield Figure("start: the web tier is imported", web, None, "s of a processor")
    yield Figure("start: the handler, times the reference", handler / bare, None, "times")
    yield Figure("start: the worker, times the reference", ready / bare, None, "times")
    spread = max(seconds[READY]) / statistics.median(seconds[READY])
    yield Figure("start: the slowest worker over the median one", spread, None, "times")


def _processor_seconds(program: str, servers: Path) -> float:
    """Of one process from its beginning to its end, and of what it waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    finished = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env={**ENVIRONMENT, "MCP_SERVERS_FILE": str(servers)},
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode != 0:
        raise RuntimeError(f"{json.dumps(program)} did not start:\n{finished.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
