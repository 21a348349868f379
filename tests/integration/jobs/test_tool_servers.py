from collections.abc import Iterator

import pytest
from redis import Redis

from jobs.errors import ToolServersUnavailable
from jobs.testing.contracts.tool_servers import ToolServerRecordsContract, health
from jobs.tool_servers import ToolServerRecords


@pytest.fixture
def records(redis_url: str) -> Iterator[ToolServerRecords]:
    Redis.from_url(redis_url).flushdb()
    records = ToolServerRecords(redis_url)
    yield records
    records.close()


class TestToolServerRecords(ToolServerRecordsContract):
    """Everything that the contract says."""


def test_everything_expires(records: ToolServerRecords, redis_url: str) -> None:
    records.keep("one", "answer", 60)
    records.report("w", [health("w", "alpha")], {})
    redis = Redis.from_url(redis_url)
    lasting = {key for key in redis.scan_iter() if redis.ttl(key) < 0}
    # The list of workers is swept at every report instead.
    assert lasting == {b"groundplan:tools:workers"}


def test_what_another_version_wrote_is_left_out(records: ToolServerRecords, redis_url: str) -> None:
    known = health("w", "alpha")
    records.report("w", [known], {})
    Redis.from_url(redis_url).append("groundplan:tools:health:w", '\n{"name": "of another form"}')
    assert records.servers() == [known]


def test_without_redis_lookups_miss_without_asking_each_time_and_reading_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    records = ToolServerRecords("redis://127.0.0.1:9/0")
    assert records.answer("one") is None
    for _ in range(50):
        assert records.answer("one") is None
        records.keep("one", "answer", 60)
    assert not records.report("w", [], {})
    assert 1 <= len(caplog.records) < 20, "it was asked again and again"
    with pytest.raises(ToolServersUnavailable):
        records.servers()
    with pytest.raises(ToolServersUnavailable):
        records.counts()


def test_without_redis_nobody_knows_what_was_first_seen() -> None:
    assert ToolServerRecords("redis://127.0.0.1:9/0").first_seen("alpha", "look", "a") is None
