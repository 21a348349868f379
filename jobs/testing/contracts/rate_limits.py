"""What both ways of counting requests do, on Redis and in one process. Provide the fixture `limits`."""

# ruff: noqa: S101 - these are tests

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from jobs.rate_limits import RateLimit, RateLimits

HOURLY = RateLimit("hourly", 10, 3600)


class RateLimitsContract:
    def test_a_limit_lets_in_as_many_as_it_says(self, limits: RateLimits) -> None:
        key = uuid4().hex
        standings = [limits.take([(HOURLY, key)])[0] for _ in range(12)]
        assert [one.allowed for one in standings] == [True] * 10 + [False] * 2
        assert [one.remaining for one in standings] == [*range(9, -1, -1), 0, 0]
        assert 355 < standings[0].seconds <= 360, "one tenth of an hour until it is as if nothing had been asked"
        assert 355 < standings[-1].seconds <= 360, "and so long until the next is let in"

    def test_requests_at_once_get_no_more(self, limits: RateLimits) -> None:
        key = uuid4().hex
        with ThreadPoolExecutor(8) as pool:
            standings = list(pool.map(lambda _: limits.take([(HOURLY, key)])[0], range(40)))
        assert sum(one.allowed for one in standings) == 10

    def test_keys_and_limits_are_counted_apart_and_in_one_go(self, limits: RateLimits) -> None:
        one, other = uuid4().hex, uuid4().hex
        strict = RateLimit("strict", 1, 3600)
        assert [each.allowed for each in limits.take([(HOURLY, one), (strict, one)])] == [True, True]
        assert [each.allowed for each in limits.take([(HOURLY, one), (strict, one)])] == [True, False]
        assert [each.remaining for each in limits.take([(HOURLY, one), (strict, other)])] == [7, 0]

    def test_places_come_back_evenly(self, limits: RateLimits) -> None:
        key = uuid4().hex
        quick = RateLimit("quick", 20, 1)
        while limits.take([(quick, key)])[0].allowed:
            pass
        refused = limits.take([(quick, key)])[0]
        assert 0 < refused.seconds <= 0.05
        time.sleep(refused.seconds)
        assert limits.take([(quick, key)])[0].allowed
