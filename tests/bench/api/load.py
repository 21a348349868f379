"""Clients that ask the API over HTTP, in one thread, with as little work as can be: they share the machine with it."""

import asyncio
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from stack.servers.ports import HOST

LISTS = {
    "first page": "",
    "next page": "?cursor={cursor}",
    "by mode": "?mode=analyze",
    "by a mode that few have": "?mode=verify",
    "by state": "?state=failed",
    "by mode and state": "?mode=implement&state=cancelled",
}
ONE = "one job"
WEIGHTS = {"first page": 4, ONE: 6}
"""How often each is asked, where it is not once: pages ask again for the list, and for the job that is open."""


@dataclass(frozen=True)
class Caller:
    """A client: what says who it is, and the job that it looks at."""

    header: str
    job_id: str


@dataclass(frozen=True)
class Call:
    """One answer: what was asked for, and how long it took."""

    kind: str
    seconds: float


async def call_for(port: int, callers: Sequence[Caller], seconds: float, pause: tuple[float, float]) -> list[Call]:
    """Let all ask for so long, each waiting between its questions for a time of chance within `pause`.

    Raises AssertionError for an answer that is not 200.
    """
    calls: list[Call] = []
    until = time.perf_counter() + seconds
    chances = (random.Random(number) for number in range(len(callers)))  # noqa: S311 - the same in every run
    clients = (
        _ask(port, caller, chance, until, pause, calls) for caller, chance in zip(callers, chances, strict=False)
    )
    await asyncio.gather(*clients)
    return calls


async def _ask(
    port: int, caller: Caller, chance: random.Random, until: float, pause: tuple[float, float], calls: list[Call]
) -> None:
    connection = await asyncio.open_connection(HOST, port)
    first = json.loads(await _get(connection, "/api/v1/jobs", caller.header))
    paths = {kind: "/api/v1/jobs" + query.format(**_cursor(first)) for kind, query in LISTS.items()}
    paths[ONE] = f"/api/v1/jobs/{caller.job_id}"
    weights = [WEIGHTS.get(kind, 1) for kind in paths]
    await asyncio.sleep(chance.uniform(0, pause[1]))
    while time.perf_counter() < until:
        (kind,) = chance.choices(list(paths), weights)
        began = time.perf_counter()
        await _get(connection, paths[kind], caller.header)
        calls.append(Call(kind, time.perf_counter() - began))
        if pause[1]:
            await asyncio.sleep(chance.uniform(*pause))
    connection[1].close()


def _cursor(page: dict[str, dict[str, str]]) -> dict[str, str]:
    return {"cursor": page["meta"]["next_cursor"]}


async def _get(connection: tuple[asyncio.StreamReader, asyncio.StreamWriter], path: str, header: str) -> bytes:
    reader, writer = connection
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n{header}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.partition("content-length:")[2].partition("\r\n")[0])
    body = await reader.readexactly(length)
    assert head.startswith("http/1.1 200 "), (path, head, body)
    return body
