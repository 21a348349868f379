"""`make bench`: the figures of this machine, each as a ratio of its target; measured in one run, asserted nowhere.

`python -m tests.bench api engine` measures some parts alone. What is over its target is red, and the exit status 1: on
a machine that is busy with something else that says nothing.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from groundplan import Job
from stack.demo.client import client_of
from stack.demo.follow import Follower
from stack.launcher import Launch, check_alive, up
from stack.layout import PROJECT, Layout
from tests.bench.api.measure import measure_api
from tests.bench.batches import measure_batches
from tests.bench.engine import measure_engine
from tests.bench.figure import Figure
from tests.bench.live.measure import measure_live
from tests.bench.queues.measure import measure_queue
from tests.bench.reference import measure_reference
from tests.bench.start import measure_start
from tests.bench.talk import measure_talk
from tests.bench.tokens import measure_tokens

JOBS = 30
WARM_UP_JOBS = 3
REQUESTS = (
    "A web application on containers for an online shop, with a Postgres database and a CDN in front",
    "A serverless HTTP API for taking notes, with sign-in and DynamoDB",
    "A static website with a CDN",
    "Resize pictures when they are uploaded, and keep what was done in a table",
)

console = Console(highlight=False)


def main(names: Sequence[str]) -> int:
    """Measure all parts, or those of these names; 1 where a figure is over its target, 2 for a name that is none."""
    if unknown := set(names) - set(PARTS):
        console.print(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
        return 2
    with temporary_directory() as directory:
        figures = [figure for name in names or PARTS for figure in PARTS[name](directory)]
    table = Table(box=None, pad_edge=False)
    for heading in ("figure", "measured", "target", "of target"):
        table.add_column(heading, justify="left" if heading == "figure" else "right")
    for figure in figures:
        table.add_row(*_cells(figure), style="bold red" if figure.is_over else None)
    console.print(table)
    over = [figure.name for figure in figures if figure.is_over]
    if over:
        console.print(f"\nOver the target: {'; '.join(over)}.", style="bold red")
    return 1 if over else 0


def _cells(figure: Figure) -> tuple[str, str, str, str]:
    measured = f"{figure.measured:.3g} {figure.unit}"
    if figure.target is None:
        return figure.name, measured, "-", "-"
    over = " over" if figure.is_over else ""
    of_target = f"{figure.measured / figure.target:.2f}" if figure.target else "-"
    return figure.name, measured, f"{figure.target:.3g} {figure.unit}", of_target + over


def measure_jobs(directory: Path) -> list[Figure]:
    """One job after the other through the public API, on a stack of its own."""
    layout = Layout(directory / "local")
    first, launch = _timed_up(layout)
    try:
        times = _run_jobs(launch)
    finally:
        launch.stop_started()
    second, launch = _timed_up(layout)
    launch.stop_started()
    waits = [_seconds(job.created_at, job.started_at) for job in times]
    wholes = [_seconds(job.created_at, job.finished_at) for job in times]
    return [
        Figure("accepted to running, p50", statistics.median(waits) * 1000, 60, "ms"),
        Figure("request to bundle on a warm worker, p50", statistics.median(wholes), 4, "s"),
        Figure("request to bundle on a warm worker, p95", statistics.quantiles(wholes, n=20)[-1], 4, "s"),
        Figure("first start of the stack", first, 15, "s"),
        Figure("second start of the stack", second, 15, "s"),
    ]


def measure_demo(directory: Path) -> list[Figure]:
    """`make demo` in a fresh clone, with whatever the package managers have in their caches, and once more."""
    clone = directory / "clone"
    subprocess.run(["git", "clone", "--quiet", str(PROJECT), str(clone)], check=True)
    figures = []
    for name, target in (("make demo in a fresh clone", 90), ("make demo once more", 15)):
        began = time.monotonic()
        finished = subprocess.run(
            ["make", "demo"],
            cwd=clone,
            env={**os.environ, "MAKEFLAGS": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        if finished.returncode != 0:
            console.print(finished.stdout, finished.stderr, markup=False)
        figures.append(Figure(name, time.monotonic() - began, target, "s"))
    return figures


def _timed_up(layout: Layout) -> tuple[float, Launch]:
    began = time.monotonic()
    launch = up(layout, os.environ, lambda _part, _started: None)
    return time.monotonic() - began, launch


def _run_jobs(launch: Launch) -> list[Job]:
    blueprint = launch.blueprint
    jobs = []
    with client_of("ada", blueprint.addresses.web_url, "bench") as client:
        for number in range(WARM_UP_JOBS + JOBS):
            job_id = str(client.jobs.submit(REQUESTS[number % len(REQUESTS)]).id)
            follower = Follower(client, blueprint.addresses.live_url, job_id, check=lambda: check_alive(blueprint))
            for _ in follower.events():
                pass
            jobs.append(client.jobs.get(job_id))
    return jobs[WARM_UP_JOBS:]


def _seconds(start: datetime, end: datetime | None) -> float:
    assert end is not None, "the job has ended"
    return (end - start).total_seconds()


@contextmanager
def temporary_directory() -> Iterator[Path]:
    directory = Path(tempfile.mkdtemp(prefix="groundplan-bench-"))
    directory.chmod(0o711)
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


PARTS: dict[str, Callable[[Path], Iterable[Figure]]] = {
    "engine": lambda _: measure_engine(),
    "talk": lambda _: measure_talk(),
    "tokens": lambda _: measure_tokens(),
    "reference": measure_reference,
    "start": measure_start,
    "api": measure_api,
    "jobs": measure_jobs,
    "batches": measure_batches,
    "live": measure_live,
    "queue": measure_queue,
    "demo": measure_demo,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
