from collections.abc import Callable
from typing import Any

from jobs.audit import record_tool_call
from jobs.claims import claim
from jobs.database import Database
from jobs.models import Job, ToolCall


def test_a_tool_call_is_recorded_before_and_after(database: Database, new_job: Callable[..., Job]) -> None:
    job = new_job()
    held: Any = claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
    record_tool_call(database, held, "lookup", "reference", "before", {"service": "sqs"}, "started")
    record_tool_call(database, held, "lookup", "reference", "after", {"service": "sqs"}, "failed", "timed out", 1.5)
    with database.tenant(job.org_id):
        before, after = ToolCall.select().order_by(ToolCall.id)
    assert (before.job_id, before.attempt, before.name, before.server) == (job.id, 1, "lookup", "reference")
    assert (before.phase, before.input, before.status, before.error) == ("before", {"service": "sqs"}, "started", None)
    assert (after.phase, after.status, after.error, after.seconds) == ("after", "failed", "timed out", 1.5)
