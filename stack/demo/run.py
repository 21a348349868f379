"""The demo, step by step."""

import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from rich.markup import escape
from rich.padding import Padding

from stack.demo.bundle import read_bundle, slug_of, write_bundle
from stack.demo.client import Client
from stack.demo.follow import Follower
from stack.demo.stages import watch
from stack.demo.summary import print_summary
from stack.errors import DemoFailed, StackError
from stack.launcher import Launch, check_alive, up
from stack.layout import Layout
from stack.servers.oidc import PEOPLE
from stack.terminal import console, say_part

BUNDLE = "bundle.zip"


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
    addresses = launch.blueprint.addresses
    key_name = f"demo {uuid4().hex[:8]}"
    with Client(addresses.web_url) as client:
        session = client.sign_in(PEOPLE[0]["sub"])
        client.create_api_key(key_name)
        architect = session["architect"]
        about = "" if architect["is_language_model"] else ", which is rules and no language model"
        console.print(f"\n  [dim]signed in as[/] {escape(session['user']['name'])}")
        console.print(f"  [dim]answered by[/] {escape(architect['name'])}[dim]{about}[/]")
        console.print(Padding(f"[bold]“{escape(request)}”[/]", (1, 2)))
        try:
            job = _carry_out(client, launch, request)
            files = read_bundle(b"".join(client.download(job["id"], BUNDLE)))
        finally:
            with suppress(StackError):  # the stack may be going down; a key of the demo opens nothing there
                client.revoke_api_key(key_name)
    folder = write_bundle(files, out, slug_of(job["result"]["title"]))
    print_summary(console, job, files, folder)


def _carry_out(client: Client, launch: Launch, request: str) -> dict[str, Any]:
    """Submit, watch, and return the job that succeeded. Raises DemoFailed with the job's own words when it did not."""
    job_id = client.submit(request)["id"]
    blueprint = launch.blueprint
    follower = Follower(client, blueprint.addresses.live_url, job_id, check=lambda: check_alive(blueprint))
    try:
        watch(follower.events(), console)
    except KeyboardInterrupt:
        client.cancel(job_id)
        raise
    job = client.job(job_id)
    console.print(f"  [dim]progress came over {follower.transport}[/]")
    if job["state"] != "succeeded":
        error = job["error"] or {"message": f"the job was {job['state']}", "code": job["state"]}
        raise DemoFailed(f"{error['message']} ({error['code']})")
    return job
