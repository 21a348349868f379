"""How often somebody may ask: counted on Redis for all processes, in this process while Redis is away.

That holds nobody up where Redis is down, and still stops who hammers one process; what costs money is counted in
Postgres (`jobs/quotas.py`) and never goes by this.
"""

import logging
import math
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from redis.exceptions import RedisError

from jobs.redis_client import connect

log = logging.getLogger(__name__)

PREFIX = "groundplan:rate:"  # followed by the limit's name and the key
_SCRIPT = Path(__file__).with_suffix(".lua").read_text(encoding="utf-8")
_PAUSE_SECONDS = 5.0  # after a failure, so that a Redis that hangs costs few requests its timeout
_MOST_KEPT = 50_000  # keys in this process
_ROUNDING_SECONDS = 1e-5


@dataclass(frozen=True)
class RateLimit:
    """So many requests in so many seconds; all of them at once, or evenly."""

    name: str
    requests: int
    seconds: int = 60


@dataclass(frozen=True)
class Standing:
    """How one limit stands after a request.

    `seconds` is until it is as if nothing had been asked; where the request is not allowed, until one is.
    """

    limit: RateLimit
    allowed: bool
    remaining: int
    seconds: float


Asked = Sequence[tuple[RateLimit, str]]
"""Limits, and of whom each is."""


class RateLimits:
    """Safe to share between threads."""

    def __init__(self, redis_url: str = "") -> None:
        """Connect to nothing yet; without a URL only this process counts."""
        self._redis = connect(redis_url, "groundplan-rate-limits") if redis_url else None
        self._script = self._redis.register_script(_SCRIPT) if self._redis else None
        self._own = _InProcess()
        self._away_until = 0.0

    def take(self, asked: Asked) -> list[Standing]:
        """Count one request against each limit. One that does not allow it is not used up further."""
        if self._script is None or time.monotonic() < self._away_until:
            return self._own.take(asked)
        keys = [f"{PREFIX}{limit.name}:{key}" for limit, key in asked]
        arguments = [number for limit, _ in asked for number in (limit.requests, limit.seconds)]
        try:
            told = self._script(keys=keys, args=arguments)
        except RedisError as error:
            self._away_until = time.monotonic() + _PAUSE_SECONDS
            log.warning("counting in this process", extra={"action": "rate_limits.fall_back", "error": str(error)})
            return self._own.take(asked)
        pairs = zip(asked, told, strict=True)
        return [Standing(limit, bool(yes), int(left), float(seconds)) for (limit, _), (yes, left, seconds) in pairs]

    def close(self) -> None:
        """Close the connections."""
        if self._redis is not None:
            self._redis.close()


class _InProcess:
    """The script's algorithm in memory."""

    def __init__(self) -> None:
        self._full_at: dict[tuple[str, str], float] = {}
        self._lock = threading.Lock()

    def take(self, asked: Asked) -> list[Standing]:
        now = time.monotonic()
        with self._lock:
            if len(self._full_at) > _MOST_KEPT:
                self._full_at = {key: at for key, at in self._full_at.items() if at > now}
            return [self._take(limit, key, now) for limit, key in asked]

    def _take(self, limit: RateLimit, key: str, now: float) -> Standing:
        step = limit.seconds / limit.requests
        full_in = max(self._full_at.get((limit.name, key), 0.0) - now, 0.0) + step
        if full_in > limit.seconds + _ROUNDING_SECONDS:
            return Standing(limit, allowed=False, remaining=0, seconds=full_in - limit.seconds)
        self._full_at[limit.name, key] = now + full_in
        left = math.floor((limit.seconds - full_in) / step + 1e-4)
        return Standing(limit, allowed=True, remaining=max(left, 0), seconds=full_in)
