"""The MCP servers of a real worker, as Redis tells of them."""

import asyncio
import json
import time

import pytest

from jobs.tool_servers import ToolServerRecords
from worker.bootstrap import bootstrap


@pytest.fixture
def records(bed):
    records = ToolServerRecords(bed.settings.redis_url)
    yield records
    records.close()


def reference(records):
    return next((one for one in records.servers() if one.name == "aws-reference"), None)


def eventually(holds, seconds=30.0):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        time.sleep(0.1)


def test_a_worker_tells_how_its_servers_do_from_its_start_to_its_end(bed, records):
    worker = bootstrap(bed.environment)
    try:
        eventually(lambda: (found := reference(records)) is not None and found.state == "up")
        found = reference(records)
        assert found.offered >= len(found.allowed)
        assert (found.missing, found.unapproved) == ((), ())
        assert found.version != "unknown"
        assert {one.name: one.state for one in records.servers()}["aws-iac"] == "off"
    finally:
        worker.close()
    assert records.servers() == []


def test_a_second_worker_gives_the_first_ones_answers(bed, records):
    asked = {"toolUseId": "1", "name": "aws___list_regions", "input": {}}
    answers, rates = [], []
    for _ in range(2):
        worker = bootstrap(bed.environment)
        try:
            tool = next(one for one in worker.servers.tools() if one.tool_name == "aws___list_regions")
            answers.append(_call(tool, asked))
            rates.append(worker.servers.cache_hit_rate())
        finally:
            worker.close()
    assert answers[0] == answers[1]
    assert json.loads(answers[0]["content"][0]["text"])["content"]
    assert rates == [0.0, 1.0]
    counted = records.counts()["aws-reference"]
    assert (counted.hits, counted.misses) >= (1, 1)


def _call(tool, asked):
    return asyncio.run(tool.connection.call(asked, tool.mcp_tool.name, None))
