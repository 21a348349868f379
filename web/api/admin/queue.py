"""The queue, the workers, and how jobs end."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Response

from jobs.errors import QueueUnavailable
from jobs.queue import Depths
from jobs.support import queue_state
from web.api.admin.desk import blueprint, staff_database
from web.api.tool_servers import seen_by_workers
from web.envelope import answer, page
from web.responses import LISTING
from web.schemas.admin.queue import (
    WINDOW_HOURS,
    JobRate,
    MessageCounts,
    QueueState,
    RatesQuery,
    RunningJob,
    WaitingJobs,
    WorkerState,
)
from web.schemas.envelope import Answer, Page
from web.schemas.tool_servers import ToolServer
from web.services import services

queue = blueprint("queue", "")


@queue.get("/queue", responses={200: Answer[QueueState], **LISTING})
def show_queue() -> Response:
    """Show what waits: messages as the queue counts them, and queued jobs by mode and tier."""
    jobs = [WaitingJobs.model_validate(row) for row in queue_state.waiting(staff_database())]
    waits = [one.oldest_since for one in jobs if one.oldest_since]
    oldest = (datetime.now(UTC) - min(waits)).total_seconds() if waits else None
    messages = services().queue
    return answer(
        QueueState(
            messages=_counted(messages.depths),
            dead_messages=_counted(messages.dead_letter_depths),
            oldest_seconds=round(oldest, 1) if oldest is not None else None,
            jobs=jobs,
        )
    )


@queue.get("/workers", responses={200: Page[WorkerState], **LISTING})
def list_workers() -> Response:
    """List the workers, each with the jobs in its hands."""
    held: dict[str, list[RunningJob]] = defaultdict(list)
    for row in queue_state.running(staff_database()):
        held[row["worker"]].append(RunningJob.model_validate(row))
    reported = {one.worker: one.seen_at for one in services().tool_servers.servers()}
    names = sorted({*held, *reported})
    return page(WorkerState(worker=name, reported_at=reported.get(name), jobs=held[name]) for name in names)


@queue.get("/mcp-servers", responses={200: Page[ToolServer], **LISTING})
def list_mcp_servers() -> Response:
    """List every MCP server as every worker sees it, by name; empty while no worker runs."""
    return page(seen_by_workers(services().tool_servers))


@queue.get("/job-rates", responses={200: Page[JobRate], **LISTING})
def list_job_rates(query: RatesQuery) -> Response:
    """List how jobs ended, by hour and mode, the newest first; hours in which none ended are left out."""
    hours = queue_state.ended(staff_database(), datetime.now(UTC), WINDOW_HOURS[query.window])
    return page(JobRate.model_validate(one, from_attributes=True) for one in hours)


def _counted(depths: Callable[[], Depths]) -> MessageCounts | None:
    try:
        return MessageCounts.model_validate(depths(), from_attributes=True)
    except QueueUnavailable:
        return None
