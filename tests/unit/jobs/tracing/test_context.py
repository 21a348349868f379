import io
import json
import logging
from uuid import UUID

import pytest

from jobs.logs import JsonLines
from jobs.tracing.context import Trace, add_facts, current, scope

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_a_traceparent_is_read_and_written_as_w3c_has_it():
    trace = Trace.of(PARENT)
    assert trace == Trace("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", sampled=True)
    assert trace.traceparent == PARENT
    assert Trace.of(PARENT[:-2] + "00").sampled is False


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "nonsense",
        PARENT.upper(),
        PARENT + "-00",
        PARENT + "\n",
        "ff" + PARENT[2:],
        f"00-{'0' * 32}-b7ad6b7169203331-01",
        f"00-0af7651916cd43dd8448eb211c80319c-{'0' * 16}-01",
    ],
)
def test_what_is_none_is_none(text):
    assert Trace.of(text) is None


def test_a_trace_of_a_job_whose_origin_is_lost_can_be_found_by_its_id():
    job_id = UUID("01890000-0000-7000-8000-000000000001")
    assert Trace.new(job_id).trace_id == job_id.hex
    assert Trace.of(Trace.new(job_id).traceparent) is not None
    assert Trace.new() != Trace.new()


def test_every_line_of_the_log_carries_the_ids_of_what_is_done_and_keeps_its_own(monkeypatch):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines("worker"))
    logger = logging.getLogger("jobs.test")
    monkeypatch.setattr(logger, "handlers", [handler])
    monkeypatch.setattr(logger, "propagate", False)
    monkeypatch.setattr(logger, "level", logging.INFO)

    with scope(Trace.of(PARENT), request_id="r-1"):
        add_facts(org_id="o-1")
        logger.info("one")
        logger.info("two", extra={"request_id": "another"})
    logger.info("three")

    one, two, three = map(json.loads, stream.getvalue().splitlines())
    assert (one["trace_id"], one["request_id"], one["org_id"]) == (PARENT[3:35], "r-1", "o-1")
    assert two["request_id"] == "another"
    assert not {"trace_id", "request_id", "org_id"} & set(three)
    assert current() is None
