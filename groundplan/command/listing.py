"""`list`, `status`, `cancel`, `open`."""

from itertools import islice

import click

from groundplan.command.job_text import job_table, job_text
from groundplan.command.options import job_argument, resolve_job, spoken
from groundplan.command.terminal import Terminal

STATES = ("queued", "running", "succeeded", "failed", "cancelled")
MODES = ("brainstorm", "analyze", "implement", "verify")


@click.command("list")
@click.option("--state", type=click.Choice(STATES), help="Only jobs in this state.")
@click.option("--mode", type=click.Choice(MODES), help="Only jobs of this mode.")
@click.option("--limit", "-n", type=click.IntRange(1), default=20, show_default=True, help="So many at most.")
@spoken
def list_jobs(terminal: Terminal, state: str | None, mode: str | None, limit: int) -> None:
    """List jobs, newest first."""
    with terminal.connect() as client:
        jobs = list(islice(client.jobs.list(state=state, mode=mode), limit))
    if terminal.as_json:
        terminal.lines(jobs)
    elif jobs:
        terminal.out.print(job_table(jobs))
    else:
        terminal.remark("  [dim]no jobs; `groundplan submit` makes one[/]")


@click.command()
@job_argument
@spoken
def status(terminal: Terminal, job_id: str) -> None:
    """Show one job: what it made, or why not."""
    with terminal.connect() as client:
        job = client.jobs.get(resolve_job(client, job_id))
    terminal.answer(job, job_text(job))


@click.command()
@job_argument
@spoken
def cancel(terminal: Terminal, job_id: str) -> None:
    """Cancel a job that is queued or running."""
    with terminal.connect() as client:
        job = client.jobs.cancel(resolve_job(client, job_id))
    terminal.answer(job, f"{job.id} is {job.state}")


@click.command("open")
@job_argument
@spoken
def open_job(terminal: Terminal, job_id: str) -> None:
    """Open a job's page in the browser."""
    with terminal.connect() as client:
        url = f"{client.url}/jobs/{resolve_job(client, job_id)}"
    click.launch(url)
    terminal.answer({"url": url}, url)
