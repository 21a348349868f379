"""The demo, step by step."""

import time
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from rich.markup import escape
from rich.padding import Padding

import groundplan
from groundplan.bundles import free_folder, slug_of, write_files
from groundplan.command.progress import watch
from groundplan.jobs import succeeded
from stack.demo.client import client_of
from stack.demo.follow import Follower
from stack.demo.summary import print_summary
from stack.errors import DemoFailed
from stack.launcher import Launch, check_alive, up
from stack.layout import Layout
from stack.servers.oidc import PEOPLE
from stack.terminal import console, say_part


def run_demo(layout: Layout, environ: Mapping[str, str], request: str, out: Path) -> None:
    """Leaves the bundle under `out`, and the stack as it was found. Raises StackError."""
    began = time.monotonic()
    console.print("\n[bold]Groundplan[/] [dim]starting what is not running yet[/]")
    launch = up(layout, environ, say_part)
    try:
        _demonstrate(launch, request, out)
        console.print(f"\n  [dim]{time.monotonic() - began:.0f} s in all[/]")
    finally:
        if launch.started:
            console.print("  [dim]stopping what was started[/]")
            launch.stop_started()


def _demonstrate(launch: Launch, request: str, out: Path) -> None:
    web_url = launch.blueprint.addresses.web_url
    try:
        with client_of(PEOPLE[0]["sub"], web_url, f"demo {uuid4().hex[:8]}") as client:
            _introduce(client.session(), request)
            job = _carry_out(client, launch, request)
            files = client.jobs.download(job.id).files
    except groundplan.GroundplanError as error:
        raise DemoFailed(str(error)) from error
    folder = write_files(files, free_folder(out, slug_of(job.title), files))
    print_summary(console, job, files, folder)


def _introduce(session: groundplan.Session, request: str) -> None:
    architect = session.architect
    about = "" if architect.is_language_model else ", which is rules and no language model"
    console.print(f"\n  [dim]signed in as[/] {escape(session.user.name)}")
    console.print(f"  [dim]answered by[/] {escape(architect.name)}[dim]{about}[/]")
    console.print(Padding(f"[bold]“{escape(request)}”[/]", (1, 2)))


def _carry_out(client: groundplan.Client, launch: Launch, request: str) -> groundplan.Job:
    """Submit, watch, and return the job that succeeded. Raises JobEnded with its own words when it did not."""
    job_id = str(client.jobs.submit(request).id)
    blueprint = launch.blueprint
    follower = Follower(client, blueprint.addresses.live_url, job_id, check=lambda: check_alive(blueprint))
    try:
        watch(follower.events(), console)
    except KeyboardInterrupt:
        client.jobs.cancel(job_id)
        raise
    console.print(f"  [dim]progress came over {follower.transport}[/]")
    return succeeded(client.jobs.get(job_id))
