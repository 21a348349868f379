"""What workers keep about MCP servers on Redis: answers that may be given again, and how each server does.

Both are public knowledge about servers, not about tenants: the keys hold no organization and no words of a question,
only digests. It is a courtesy, as progress is: trouble with Redis is logged and costs a lookup, never a job.
"""

import logging
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from redis.exceptions import RedisError

from jobs.errors import ToolServersUnavailable
from jobs.redis_client import connect

log = logging.getLogger(__name__)

REPORT_SECONDS = 60
"""A worker that reports nothing for so long is not shown any more."""
COUNT_DAYS = 7
_PREFIX = "groundplan:tools"
_WORKERS = f"{_PREFIX}:workers"
_PAUSE_SECONDS = 1.0  # after a failure, so that a Redis that hangs costs a job little


class ServerHealth(BaseModel):
    """One server as one worker sees it. Times are UTC; `calls`, `hits`, `misses` are of this worker since its start.

    `changed` are those of `unapproved` that a person approved once, and that say something else now.
    """

    model_config = ConfigDict(frozen=True)

    worker: str
    name: str
    transport: str
    enabled: str
    state: str
    since: datetime
    version: str
    allowed: tuple[str, ...]
    offered: int
    missing: tuple[str, ...]
    unapproved: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    last_error: str | None
    last_error_at: datetime | None
    restarts: int
    calls: int = 0
    hits: int
    misses: int
    seen_at: datetime


class LookupCounts(BaseModel):
    """How often an answer was at hand, over all workers and the last days."""

    hits: int = 0
    misses: int = 0


class ToolServerRecords:
    """Safe to share between threads."""

    def __init__(self, redis_url: str) -> None:
        """Connect to nothing yet."""
        self._redis = connect(redis_url, "groundplan-tools")
        self._silent_until = 0.0

    def answer(self, key: str) -> str | None:
        """What was kept under the key; None too where Redis does not answer."""
        if time.monotonic() < self._silent_until:
            return None
        try:
            kept: Any = self._redis.get(f"{_PREFIX}:answer:{key}")
        except RedisError as error:
            self._fall_silent(error)
            return None
        return kept.decode() if kept is not None else None

    def keep(self, key: str, answer: str, seconds: float) -> None:
        """Keep an answer for so long."""
        if time.monotonic() < self._silent_until:
            return
        try:
            self._redis.set(f"{_PREFIX}:answer:{key}", answer, px=max(1, int(seconds * 1000)))
        except RedisError as error:
            self._fall_silent(error)

    def first_seen(self, server: str, tool: str, sha256: str) -> str | None:
        """The digest under which the tool was first seen, this one where it is new; None where Redis does not answer.

        Kept without end: a tool that could be forgotten could come back with other words.
        """
        try:
            before: Any = self._redis.set(f"{_PREFIX}:first:{server}:{tool}", sha256, nx=True, get=True)
        except RedisError as error:
            self._fall_silent(error)
            return None
        return before.decode() if before is not None else sha256

    def report(self, worker: str, servers: Iterable[ServerHealth], counts: Mapping[str, LookupCounts]) -> bool:
        """Say how the servers of a worker do, and add to the counts. False where that was lost."""
        if time.monotonic() < self._silent_until:
            return False
        rows = "\n".join(server.model_dump_json() for server in servers)
        day = _counts_key(datetime.now(UTC))
        now = time.time()
        try:
            with self._redis.pipeline(transaction=False) as pipe:
                pipe.set(f"{_PREFIX}:health:{worker}", rows, ex=REPORT_SECONDS)
                pipe.zadd(_WORKERS, {worker: now})
                pipe.zremrangebyscore(_WORKERS, "-inf", now - REPORT_SECONDS)
                for server, count in counts.items():
                    pipe.hincrby(day, f"{server}:hits", count.hits)
                    pipe.hincrby(day, f"{server}:misses", count.misses)
                pipe.expire(day, timedelta(days=COUNT_DAYS + 1))
                pipe.execute()
        except RedisError as error:
            self._fall_silent(error)
            return False
        return True

    def forget(self, worker: str) -> None:
        """The worker has ended."""
        try:
            self._redis.delete(f"{_PREFIX}:health:{worker}")
            self._redis.zrem(_WORKERS, worker)
        except RedisError as error:
            self._fall_silent(error)

    def servers(self) -> list[ServerHealth]:
        """Every server as every living worker sees it, by name and worker. Raises ToolServersUnavailable."""
        try:
            workers: Any = self._redis.zrangebyscore(_WORKERS, time.time() - REPORT_SECONDS, "+inf")
            reports: list[Any] = [self._redis.get(f"{_PREFIX}:health:{worker.decode()}") for worker in workers]
        except RedisError as error:
            raise ToolServersUnavailable from error
        rows = [row for report in reports if report for row in report.decode().splitlines()]
        return sorted(filter(None, map(_parsed, rows)), key=lambda one: (one.name, one.worker))

    def counts(self) -> dict[str, LookupCounts]:
        """Server → how often answers were at hand in the last days, today among them. Raises ToolServersUnavailable."""
        today = datetime.now(UTC)
        totals: dict[str, dict[str, int]] = {}
        try:
            for back in range(COUNT_DAYS):
                counted: Any = self._redis.hgetall(_counts_key(today - timedelta(days=back)))
                for field, number in counted.items():
                    server, kind = field.decode().rsplit(":", 1)
                    of_server = totals.setdefault(server, {"hits": 0, "misses": 0})
                    of_server[kind] += int(number)
        except RedisError as error:
            raise ToolServersUnavailable from error
        return {server: LookupCounts(**counted) for server, counted in totals.items()}

    def close(self) -> None:
        """Close the connections."""
        self._redis.close()

    def _fall_silent(self, error: RedisError) -> None:
        self._silent_until = time.monotonic() + _PAUSE_SECONDS
        log.warning("records of tool servers do without redis", extra={"action": "tool_records", "error": str(error)})


def _counts_key(day: datetime) -> str:
    return f"{_PREFIX}:counts:{day:%Y-%m-%d}"


def _parsed(row: str) -> ServerHealth | None:
    """None for what a worker of another version wrote in another form."""
    try:
        return ServerHealth.model_validate_json(row)
    except ValidationError:
        log.warning("a report of a tool server cannot be read", extra={"action": "tool_records"})
        return None
