"""What the records of tool servers do. Provide the fixture `records`."""

# ruff: noqa: S101 - these are tests

import time
from datetime import UTC, datetime

from jobs.testing.tool_servers import InMemoryToolServerRecords
from jobs.tool_servers import LookupCounts, ServerHealth, ToolServerRecords

AnyRecords = ToolServerRecords | InMemoryToolServerRecords


def health(worker: str, name: str, **more: object) -> ServerHealth:
    """A server that is up."""
    now = datetime.now(UTC)
    about: dict[str, object] = {
        "worker": worker,
        "name": name,
        "transport": "stdio",
        "enabled": "true",
        "state": "up",
        "since": now,
        "version": "1.0",
        "allowed": ("look",),
        "offered": 3,
        "missing": (),
        "last_error": None,
        "last_error_at": None,
        "restarts": 0,
        "hits": 0,
        "misses": 0,
        "seen_at": now,
    }
    return ServerHealth.model_validate(about | more)


class ToolServerRecordsContract:
    def test_an_answer_is_found_again_until_its_time_is_over(self, records: AnyRecords) -> None:
        assert records.answer("one") is None
        records.keep("one", "für dich", 60)
        records.keep("two", "short", 0.05)
        assert records.answer("one") == "für dich"
        time.sleep(0.1)
        assert records.answer("two") is None

    def test_what_was_first_seen_of_a_tool_stays(self, records: AnyRecords) -> None:
        assert [records.first_seen("alpha", "look", digest) for digest in ("a", "b", "a")] == ["a", "a", "a"]
        assert records.first_seen("alpha", "read", "b") == "b"

    def test_the_servers_of_all_workers_are_listed_by_name(self, records: AnyRecords) -> None:
        b, a = health("w2", "beta", last_error="it\ncrashed"), health("w1", "alpha")
        assert records.report("w2", [b], {})
        assert records.report("w1", [a], {})
        assert records.servers() == [a, b]
        newer = health("w1", "alpha", restarts=1)
        records.report("w1", [newer], {})
        assert records.servers() == [newer, b]

    def test_a_worker_that_ended_is_listed_no_more(self, records: AnyRecords) -> None:
        records.report("w1", [health("w1", "alpha")], {})
        records.forget("w1")
        assert records.servers() == []

    def test_counts_of_all_workers_add_up(self, records: AnyRecords) -> None:
        assert records.counts() == {}
        records.report("w1", [], {"alpha": LookupCounts(hits=3, misses=1)})
        records.report("w2", [], {"alpha": LookupCounts(hits=4, misses=2), "b:c": LookupCounts(misses=1)})
        assert records.counts() == {"alpha": LookupCounts(hits=7, misses=3), "b:c": LookupCounts(hits=0, misses=1)}
