"""Waiting for a job: its steps are told as they come, and the wait is short enough for any client."""

from uuid import UUID

import anyio

from jobs import models
from jobs.errors import ProgressUnavailable
from jobs.events import Event, EventType
from jobs.states import TERMINAL, State
from web.job_rows import find_job
from web.mcp.calls import Call

LONGEST_SECONDS = 50.0
"""Many clients, and proxies between, give a call up after 60."""
HURRIED_SECONDS = 1.0
_SMALL_STEP = 0.002  # of what is left, for what happens within a stage: it grows and never is all
_NEARLY = 99.0


async def wait_for(call: Call, job_id: UUID, seconds: float) -> models.Job:
    """The job when it has ended, or as it is after `seconds`. Raises ResourceNotFound, Refused, DatabaseUnavailable."""
    seconds = min(seconds, HURRIED_SECONDS if call.hurried else LONGEST_SECONDS)
    with call.desk.followers.inbox(call.org_id, job_id) as inbox:
        row = await _row(call, job_id)
        if _has_ended(row):
            return row
        teller = Teller(call)
        with anyio.move_on_after(seconds):
            for event in await _before(call, job_id):
                await teller.tell(event)
            while not _is_end(news := await inbox.get()):
                if news is not None:
                    await teller.tell(news)
                elif _has_ended(row := await _row(call, job_id)):
                    return row
    return await _row(call, job_id)


class Teller:
    """Reports progress that only grows, as MCP wants it, though a job that is tried again begins anew."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._seq = 0
        self._percent = 0.0
        self._message = ""

    async def tell(self, event: Event) -> None:
        """Report the event if it is news."""
        if event.seq <= self._seq:
            return
        self._seq = event.seq
        percent, message = described(event)
        if message is None or (message == self._message and percent is None):
            return
        self._message = message
        a_little_more = self._percent + (100.0 - self._percent) * _SMALL_STEP
        self._percent = max(a_little_more, min(percent or 0.0, _NEARLY))
        await self._call.report_progress(self._percent, message)


def described(event: Event) -> tuple[float | None, str | None]:
    """How far the job is, in percent, where the event says it, and what it says; no message: nothing to tell."""
    data = event.data
    if event.type == EventType.STAGE:
        done = data["index"] - (0 if data["status"] == "finished" else 1)
        return 100.0 * done / data["of"], f"{data['title']} ({data['index']} of {data['of']}, {data['status']})"
    if event.type == EventType.TOOL and data.get("phase") == "before":
        return None, f"Asking {data.get('server') or 'its tools'}: {data['name']}"
    if event.type == EventType.STATE:
        return None, f"The job is {data['state']}"
    if event.type == EventType.FINDING:
        return None, f"Found: {data.get('message', '')}"[:300]
    return None, None


async def _before(call: Call, job_id: UUID) -> list[Event]:
    """What was told before this call. Progress is a courtesy: without Redis the wait goes on in silence."""
    try:
        return await call.run(call.services.progress.replay, call.org_id, job_id)
    except ProgressUnavailable:
        return []


async def _row(call: Call, job_id: UUID) -> models.Job:
    def read() -> models.Job:
        with call.services.database.tenant(call.org_id):
            return find_job(call.org_id, job_id)

    return await call.run(read)


def _has_ended(row: models.Job) -> bool:
    return row.state in TERMINAL


def _is_end(event: Event | None) -> bool:
    return event is not None and event.type == EventType.STATE and State(event.data["state"]) in TERMINAL
