"""`submit` and `revise`: a request becomes a job; with --follow one stays until it has ended."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import click

from groundplan.client import Client
from groundplan.command.downloading import fetch
from groundplan.command.job_text import job_text
from groundplan.command.options import job_argument, resolve_job, spoken
from groundplan.command.progress import watch
from groundplan.command.terminal import Terminal
from groundplan.jobs import Options, succeeded
from groundplan.models import Job

follow_option = click.option("--follow", "-f", is_flag=True, help="Stay, and show the progress, until it has ended.")
out_option = click.option(
    "--out",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    help="Follow it, and unpack the bundle into this folder.",
)


@click.command()
@click.argument("words", metavar="REQUEST")
@click.option(
    "--mode",
    type=click.Choice(["implement", "analyze"]),
    default="implement",
    show_default=True,
    help="A bundle, or three options compared.",
)
@click.option("--region", help="An AWS region, such as eu-central-1.  [default: what the request says]")
@click.option("--environment", help="`production`, `staging` …; part of names.")
@click.option(
    "--option",
    type=click.Choice(["cost-optimised", "balanced", "resilient"]),
    help="Which of the options that analyze compares.",
)
@click.option(
    "--pin", "pins", multiple=True, metavar="WORDS", help='Goes before the request: "must use Aurora". May be repeated.'
)
@click.option(
    "--assume",
    multiple=True,
    metavar="SUBJECT=VALUE",
    help="In the place of an assumption: users=50000. May be repeated.",
)
@click.option("--notify", is_flag=True, help="Send a mail when it has ended.")
@click.option(
    "--key",
    "idempotency_key",
    metavar="TEXT",
    help="An idempotency key of yours: repeating the command makes no second job.",
)
@follow_option
@out_option
@spoken
def submit(
    terminal: Terminal, words: str, assume: Sequence[str], *, follow: bool, out: Path | None, **given: Any
) -> None:
    """Submit a request in plain English.

    "-" in the place of REQUEST reads it from standard input.

    \b
      groundplan submit "A photo sharing API for 10,000 users in Frankfurt" --out photos
      groundplan submit --mode analyze --pin "must use Aurora" - < request.txt
    """
    request = sys.stdin.read() if words == "-" else words
    with terminal.connect() as client:
        job = client.jobs.submit(request, idempotency_key=given.pop("idempotency_key"), **_options(given, assume))
        _go_on(terminal, client, job, follow=follow, out=out)


@click.command()
@job_argument
@click.argument("instruction")
@follow_option
@out_option
@spoken
def revise(terminal: Terminal, job_id: str, instruction: str, *, follow: bool, out: Path | None) -> None:
    """Make the next version of a finished bundle.

    \b
      groundplan revise last "drop Redis, and make it highly available" --follow
    """
    with terminal.connect() as client:
        job = client.jobs.revise(resolve_job(client, job_id), instruction)
        _go_on(terminal, client, job, follow=follow, out=out)


@click.command()
@job_argument
@out_option
@spoken
def follow(terminal: Terminal, job_id: str, out: Path | None) -> None:
    """Follow a job until it has ended."""
    with terminal.connect() as client:
        _go_on(terminal, client, client.jobs.get(resolve_job(client, job_id)), follow=True, out=out)


def _options(given: dict[str, Any], assume: Sequence[str]) -> Options:
    """What was said; what was not, the request decides."""
    said = {name: value for name, value in given.items() if value}
    if assume:
        said["assumptions"] = dict(_pair(text) for text in assume)
    return cast(Options, said)  # click has checked each by its own option


def _pair(text: str) -> tuple[str, str]:
    subject, sign, value = text.partition("=")
    if not sign or not subject.strip():
        raise click.BadParameter(
            f"{text!r} is not of the form SUBJECT=VALUE, such as users=50000", param_hint="--assume"
        )
    return subject.strip(), value.strip()


def _go_on(terminal: Terminal, client: Client, job: Job, *, follow: bool, out: Path | None) -> None:
    if not (follow or out):
        terminal.answer(job, str(job.id))
        terminal.remark(f"  [dim]{job.state}; `groundplan follow {job.id}` shows how it goes[/]")
        return
    _watch(terminal, client, job)
    ended = succeeded(client.jobs.get(job.id))
    terminal.answer(ended, job_text(ended))
    if out:
        fetch(terminal, client, ended, out)


def _watch(terminal: Terminal, client: Client, job: Job) -> None:
    events = client.jobs.follow(job.id)
    try:
        if terminal.quiet or terminal.as_json:
            for _ in events:
                pass
        else:
            watch(events, terminal.aside)
    except KeyboardInterrupt:
        again, end = f"`groundplan follow {job.id}`", f"`groundplan cancel {job.id}`"
        terminal.remark(f"\n  [dim]the job goes on: {again} looks again, {end} ends it[/]")
        raise
