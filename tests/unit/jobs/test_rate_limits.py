import pytest

from jobs import rate_limits
from jobs.rate_limits import RateLimit, RateLimits
from jobs.testing.contracts.rate_limits import HOURLY, RateLimitsContract


class TestRateLimitsInOneProcess(RateLimitsContract):
    @pytest.fixture
    def limits(self) -> RateLimits:
        return RateLimits()


def test_what_is_full_again_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits, "_MOST_KEPT", 3)
    limits = RateLimits()
    soon = RateLimit("soon", 1_000_000, 1)
    for key in ("a", "b", "c"):
        limits.take([(soon, key)])
    limits.take([(HOURLY, "d")])
    limits.take([(HOURLY, "e")])
    assert set(limits._own._full_at) == {("hourly", "d"), ("hourly", "e")}
    assert limits.take([(HOURLY, "d")])[0].remaining == 8


def test_a_redis_that_is_away_is_not_asked_for_every_request(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    limits = RateLimits("redis://127.0.0.1:9/0")
    for _ in range(10):
        assert limits.take([(HOURLY, "a")])[0].allowed
    assert not limits.take([(HOURLY, "a")])[0].allowed, "it counts all the same"
    assert [record.message for record in caplog.records] == ["counting in this process"]
    limits.close()
