"""Figures of the list of jobs and of one job, with a million jobs in the database.

Two lines of load, by fifty clients on this machine, half of them with a session's cookie, half with an API key. The
first is what fifty open pages do, or fifty programs that follow a job: each asks, waits for half a second to a whole
one, and asks again. The second asks again at once: that says what the machine can do, and has no target, since with
fifty always waiting the time of an answer is fifty over the throughput. Limits of how often one may ask are raised (the
development profile's, a million a minute); nobody sends an entity tag, so that every answer is made. Times are wall
times: where others keep the processors busy meanwhile, they say little, and the ratios say more.
"""

import asyncio
import os
import secrets
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

from jobs.migrate import migrate
from jobs.settings import load_settings
from stack.layout import PROJECT, Layout
from stack.procfile import read_procfile
from stack.program import Program
from stack.servers.ports import free_port
from stack.servers.server import Server
from stack.servers.valkey import Valkey
from stack.testing.databases import create_database, urls_of
from stack.testing.servers import running, throwaway_postgres
from tests.bench.api.isolation import measure_isolation
from tests.bench.api.load import LISTS, ONE, Call, Caller, call_for
from tests.bench.api.tenants import Tenant, fill, tenants
from tests.bench.figure import Figure
from web.access_tokens import AccessClaims, soon
from web.cookies import SessionCookies

RANKS = (*range(1, 11), *range(15, 1000, 25))
"""Of the fifty organizations: the ten largest, and others of all sizes."""

PAUSE = (0.5, 1.0)
WARM_UP_SECONDS = 3.0
POLLING_SECONDS = 25.0
CLOSED_LOOP_SECONDS = 8.0
TARGET_MS = 25.0


def measure_api(directory: Path) -> Iterator[Figure]:
    """Fill a database of its own, and ask the real web process about it."""
    with (
        running(throwaway_postgres, directory / "postgres") as postgres,
        running(Valkey, directory / "valkey") as valkey,
    ):
        create_database(postgres, "bench")
        databases = urls_of(postgres, "bench")
        migrate(**vars(databases))
        fill(databases.owner_url)
        asking = tenants(databases.owner_url, RANKS)
        yield from measure_isolation(databases.app_url, databases.owner_url, asking[::5])
        environment = _environment(databases.app_url, valkey.url)
        web = Program("web", read_procfile(PROJECT / "Procfile")["web"], Layout(directory), free_port(), environment)
        web.start()
        try:
            yield from _measure_web(web, [web, postgres, valkey], _callers(asking, environment))
        finally:
            web.kill()


def _environment(database_url: str, redis_url: str) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "GROUNDPLAN_PROFILE": "development",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "SECRET_KEY": secrets.token_hex(32),
    }


def _callers(asking: Sequence[Tenant], environment: dict[str, str]) -> list[Caller]:
    """Every second one with a session, the others with an API key."""
    cookies = SessionCookies(load_settings(environment))
    callers = []
    for number, one in enumerate(asking):
        claims = AccessClaims(one.user_id, one.org_id, one.session_id, "owner", "enterprise", soon())
        cookie = f"Cookie: {cookies.access_name}={cookies.access_tokens.mint(claims)}"
        callers.append(Caller(cookie if number % 2 else f"Authorization: Bearer {one.api_key}", str(one.job_id)))
    return callers


def _measure_web(web: Program, servers: Sequence[Server], callers: Sequence[Caller]) -> Iterator[Figure]:
    asyncio.run(call_for(web.port, callers, WARM_UP_SECONDS, PAUSE))
    busy, own = _busy_seconds(), _processor_seconds(servers) + time.process_time()
    polling = asyncio.run(call_for(web.port, callers, POLLING_SECONDS, PAUSE))
    others = _busy_seconds() - busy - (_processor_seconds(servers) + time.process_time() - own)
    lists = [call for call in polling if call.kind != ONE]
    for name, calls in (("list of jobs", lists), ("one job", [call for call in polling if call.kind == ONE])):
        yield from _percentiles(f"{name}, {len(callers)} clients polling", calls, TARGET_MS)
    for kind in LISTS:
        calls = [call for call in lists if call.kind == kind]
        yield Figure(f"list of jobs, {kind}, p95", _milliseconds(calls)[94], TARGET_MS, "ms")
    yield Figure("processors that others kept busy meanwhile", max(others, 0) / POLLING_SECONDS, None, "")
    before = _processor_seconds(servers)
    closed = asyncio.run(call_for(web.port, callers, CLOSED_LOOP_SECONDS, (0, 0)))
    spent = _processor_seconds(servers) - before
    yield from _percentiles(f"list or job, {len(callers)} clients without a pause", closed, None)
    yield Figure("the same, answers a second", len(closed) / CLOSED_LOOP_SECONDS, None, "")
    yield Figure(
        "the same, processor time of web, Postgres and Redis an answer", spent / len(closed) * 1000, None, "ms"
    )


def _percentiles(name: str, calls: Sequence[Call], target: float | None) -> Iterator[Figure]:
    times = _milliseconds(calls)
    yield Figure(f"{name}, p50", times[49], target, "ms")
    yield Figure(f"{name}, p95", times[94], target, "ms")
    yield Figure(f"{name}, p99", times[98], None, "ms")


def _milliseconds(calls: Sequence[Call]) -> list[float]:
    """The ninety-nine cuts between hundredths."""
    return statistics.quantiles((call.seconds * 1000 for call in calls), n=100, method="inclusive")


def _busy_seconds() -> float:
    """What all processors have worked so far, for whomever."""
    times = psutil.cpu_times()
    return float(sum(times)) - times.idle - getattr(times, "iowait", 0.0)


def _processor_seconds(servers: Sequence[Server]) -> float:
    """What they and all their children have used so far."""
    spent = 0.0
    for server in servers:
        parent = psutil.Process(server.pid)
        for process in (parent, *parent.children(recursive=True)):
            spent += sum(process.cpu_times()[:4])
    return spent
