"""Figures of the reference server: how long a warm start takes, and a call."""

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mcp import Client
from mcp.client.stdio import StdioServerParameters

from stack.layout import PROJECT
from tests.bench.figure import Figure
from worker.architecture.catalogue import load_catalogue
from worker.reference.build import build
from worker.reference.index import Index, index_path

STARTS = 5
CALLS = 400
ARGUMENTS = ["-m", "worker.reference", "--cache"]
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}},
}
REGIONS = ("us-east-1", "eu-west-1", "eu-central-1", "ap-southeast-2")


def measure_reference(directory: Path) -> list[Figure]:
    """CPU from the start to the first answer with the index built, and wall time of a call, one client over stdio."""
    cache = directory / "reference"
    build(index_path(cache))
    start = statistics.median(_start(cache) for _ in range(STARTS))
    calls = asyncio.run(_calls(cache))
    return [
        Figure("reference server, warm start, CPU", start, 1, "s"),
        Figure("reference server, a call, p50", statistics.median(calls), 30, "ms"),
        Figure("reference server, a call, p95", statistics.quantiles(calls, n=20)[-1], 30, "ms"),
    ]


def _start(cache: Path) -> float:
    arguments = [sys.executable, *ARGUMENTS, str(cache)]
    with subprocess.Popen(
        arguments, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(HELLO).encode() + b"\n")
        server.stdin.flush()
        server.stdout.readline()
        spent = _cpu_seconds(server.pid)
        server.stdin.close()
    return spent


def _cpu_seconds(pid: int) -> float:
    """User and system time of a process so far, as `ps` tells on Linux and macOS: [[days-]hours:]minutes:seconds."""
    proc = Path(f"/proc/{pid}/stat")
    if proc.exists():
        fields = proc.read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    said = subprocess.run(["ps", "-o", "time=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout
    minutes, _, seconds = said.strip().rpartition(":")
    return int(minutes.rpartition(":")[2]) * 60 + float(seconds)


async def _calls(cache: Path) -> list[float]:
    times = []
    server = StdioServerParameters(command=sys.executable, args=[*ARGUMENTS, str(cache)], cwd=str(PROJECT))
    async with Client(server) as client:
        for tool, arguments in _questions(Index(index_path(cache))):
            began = time.monotonic()
            result = await client.call_tool(tool, arguments)
            times.append((time.monotonic() - began) * 1000)
            assert not result.is_error, (tool, arguments, result.content)
    return times


def _questions(index: Index) -> Iterator[tuple[str, dict[str, Any]]]:
    """All tools in turn, about services picked by a seed; of pages a guide and the operation that comes first."""
    chance = random.Random(4)  # noqa: S311 - the same questions in every run
    blocks = list(load_catalogue().blocks.values())
    for _ in range(CALLS // 9):
        one, other = chance.sample(blocks, 2)
        region = chance.choice(REGIONS)
        types = one.resources["cloudformation"]
        yield "aws___search_documentation", {"search_phrase": one.summary[:200]}
        yield "aws___read_documentation", {"requests": [{"url": one.documentation}]}
        for page in index.search(one.title, ("operation",), 1):
            yield "aws___read_documentation", {"requests": [{"url": page.url}]}
        yield (
            "aws___get_regional_availability",
            {"regions": [region], "resource_type": "cfn", "filters": types[:100]},
        )
        yield "describe_service", {"service": one.title, "region": region}
        yield "compare_services", {"services": [one.title, other.title], "region": region}
        yield "get_quota", {"service": one.title}
        yield "get_price", {"service": one.title, "region": region, "usage": {}}
        yield "list_patterns", {"need": one.summary}
