"""Tools that submit, follow and end jobs, and compare what an analyze job found."""

from typing import Any
from uuid import UUID

from jobs import models
from jobs.errors import Conflict
from jobs.states import Mode, State
from web.guards import Guard
from web.job_faults import refuse_contradictory
from web.job_rows import find_job, page_of_jobs
from web.job_submission import fingerprint_of, revision_of, stop, store, submission_of
from web.mcp import schemas
from web.mcp.calls import Call
from web.mcp.options import table_of
from web.mcp.tools import Tool
from web.mcp.waiting import wait_for
from web.schemas.jobs import JobFilter, ListedJob, NewJob
from web.schemas.revisions import NewRevision

SHOWN_OF_REQUEST = 500
SHOWN_OF_TITLE = 120
_SUMMARISED = ("title", "summary", "region", "monthly_usd", "checks", "recommendation", "notes", "verdict")
_AFTERWARDS = {
    Mode.IMPLEMENT: "list_bundle_files shows the files; get_bundle_link gives all of them as one zip.",
    Mode.ANALYZE: "compare_options shows the options; submit_job with mode implement and one's name makes its bundle.",
    Mode.BRAINSTORM: "ask with the conversation's id and no message gives the answer.",
    Mode.VERIFY: "list_bundle_files shows the receipt.",
}


async def submit_job(call: Call, given: schemas.SubmitJob) -> schemas.JobReport:
    """Store and send a job."""
    body = NewJob.model_validate(given.model_dump(exclude={"idempotency_key"}))
    refuse_contradictory(body)
    new = submission_of(body, call.services.settings.max_attempts)
    row = await call.run(store, call.services, call.identity, new, given.idempotency_key, fingerprint_of(body))
    return report(call, row)


async def revise_bundle(call: Call, given: schemas.ReviseBundle) -> schemas.JobReport:
    """Store and send the job of the next version."""
    body = NewRevision(instruction=given.instruction)
    new, fingerprint = await call.run(revision_of, call.services, call.org_id, given.job_id, body)
    row = await call.run(store, call.services, call.identity, new, given.idempotency_key, fingerprint)
    return report(call, row)


async def get_job(call: Call, given: schemas.OneJob) -> schemas.JobReport:
    """The job as it is."""
    return report(call, await call.run(_read, call, given.job_id))


async def wait_for_job(call: Call, given: schemas.WaitForJob) -> schemas.JobReport:
    """The job when it has ended, or as it is when the time is over."""
    return report(call, await wait_for(call, given.job_id, given.seconds))


async def cancel_job(call: Call, given: schemas.OneJob) -> schemas.JobReport:
    """End the job."""
    return report(call, await call.run(stop, call.services, call.org_id, given.job_id))


async def list_jobs(call: Call, given: schemas.ListJobs) -> schemas.JobList:
    """A page of jobs."""
    wanted = JobFilter.model_validate(given.model_dump())
    rows, cursor = await call.run(page_of_jobs, call.services.database, call.org_id, wanted)
    return schemas.JobList(jobs=[_line(row) for row in rows], next_cursor=cursor)


async def compare_options(call: Call, given: schemas.OneJob) -> schemas.OptionTable:
    """The table of an analyze job."""
    row = await call.run(_read, call, given.job_id)
    if row.mode != Mode.ANALYZE or row.state != State.SUCCEEDED:
        raise Conflict(f"Only an analyze job that has succeeded has options; this is {row.mode}, {row.state}.")
    return table_of(row.id, row.result, next_step=_AFTERWARDS[Mode.ANALYZE])


def report(call: Call, row: models.Job) -> schemas.JobReport:
    """Show a row to an assistant: short, and with what to do next."""
    same = ("id", "mode", "state", "stage", "created_at", "finished_at", "error")
    told = {
        "request": row.request[:SHOWN_OF_REQUEST],
        "summary": _summary(row),
        "page": f"{call.services.settings.web_url}/jobs/{row.id}",
        "next_step": _next_step(row),
    }
    return schemas.JobReport.model_validate({name: getattr(row, name) for name in same} | told)


def _summary(row: models.Job) -> dict[str, Any] | None:
    if not row.result:
        return None
    version = {"version": row.options["version"]} if "version" in row.options else {}
    return {name: row.result[name] for name in _SUMMARISED if name in row.result} | version


def _next_step(row: models.Job) -> str:
    if row.state == State.SUCCEEDED:
        return _AFTERWARDS[Mode(row.mode)]
    if row.state == State.FAILED:
        return "Read the error; submit_job again with a request that takes it into account."
    if row.state == State.CANCELLED:
        return "Nothing was made. submit_job begins anew."
    return "wait_for_job, again and again until the state is succeeded, failed or cancelled."


def _read(call: Call, job_id: UUID) -> models.Job:
    with call.services.database.tenant(call.org_id):
        return find_job(call.org_id, job_id)


def _line(job: ListedJob) -> schemas.JobLine:
    title = (job.result or {}).get("title") or job.request[:SHOWN_OF_TITLE]
    return schemas.JobLine(id=job.id, mode=job.mode, state=job.state, title=title, created_at=job.created_at)


JOB_TOOLS: tuple[Tool[Any], ...] = (
    Tool(
        "submit_job",
        "Design an AWS architecture",
        "Start designing an AWS architecture from a request in plain English. mode `implement` makes a bundle: "
        "Terraform, CloudFormation, a diagram, a cost estimate, a Well-Architected review and documents, each checked. "
        "mode `analyze` compares three options on cost, availability, security and effort. Nothing is deployed and no "
        "AWS account is touched. It returns at once with the job's id; then call wait_for_job. Takes seconds to a "
        "minute.",
        schemas.SubmitJob,
        schemas.JobReport,
        submit_job,
        guard=Guard.SUBMIT,
    ),
    Tool(
        "get_job",
        "Look at a job",
        "The state of a job right now: queued, running, succeeded, failed or cancelled, with a summary of what was "
        "made or the reason why it failed. To wait for its end use wait_for_job instead of calling this repeatedly.",
        schemas.OneJob,
        schemas.JobReport,
        get_job,
    ),
    Tool(
        "wait_for_job",
        "Wait for a job",
        "Wait until a job ends, 50 seconds at most, and return it. Reports progress (percent and the stage) to clients "
        "that ask for it. If the state is still queued or running, call it again.",
        schemas.WaitForJob,
        schemas.JobReport,
        wait_for_job,
    ),
    Tool(
        "list_jobs",
        "List jobs",
        "The organization's jobs, newest first, by state and mode. Answers of conversations are listed only with mode "
        "`brainstorm`.",
        schemas.ListJobs,
        schemas.JobList,
        list_jobs,
    ),
    Tool(
        "compare_options",
        "Compare the options of an analyze job",
        "The options that an analyze job found, side by side: cost a month, availability, recovery, effort, score, "
        "what each gains and gives up, and which is recommended and why.",
        schemas.OneJob,
        schemas.OptionTable,
        compare_options,
    ),
    Tool(
        "revise_bundle",
        "Change a bundle",
        "Make the next version of a succeeded implement job's bundle from an instruction in words. A new job; the "
        "version before stays as it is. Its bundle holds CHANGES.md, which says what differs and what deploying it "
        "over the version before would replace. Then call wait_for_job.",
        schemas.ReviseBundle,
        schemas.JobReport,
        revise_bundle,
        guard=Guard.SUBMIT,
    ),
    Tool(
        "cancel_job",
        "Cancel a job",
        "Stop a job that is queued or running. What it would have made is lost.",
        schemas.OneJob,
        schemas.JobReport,
        cancel_job,
        guard=Guard.SUBMIT,
        destructive=True,
    ),
)
