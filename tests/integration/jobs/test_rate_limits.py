from collections.abc import Iterator
from uuid import uuid4

import pytest
from redis import Redis

from jobs.rate_limits import PREFIX, RateLimits
from jobs.testing.contracts.rate_limits import HOURLY, RateLimitsContract


@pytest.fixture
def limits(redis_url: str) -> Iterator[RateLimits]:
    limits = RateLimits(redis_url)
    yield limits
    limits.close()


class TestRateLimitsOnRedis(RateLimitsContract):
    """Everything that the contract says."""


def test_all_processes_count_together_and_nothing_stays(limits: RateLimits, redis_url: str) -> None:
    key, another = uuid4().hex, RateLimits(redis_url)
    for process in (limits, another):
        assert sum(process.take([(HOURLY, key)])[0].allowed for _ in range(5)) == 5
    assert not another.take([(HOURLY, key)])[0].allowed
    assert 0 < Redis.from_url(redis_url).ttl(f"{PREFIX}{HOURLY.name}:{key}") <= 3600
    another.close()
