"""Figures of batches: 10,000 items accepted, what that costs the web process, and what it costs another's job."""

import json
import os
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from groundplan import Client
from stack.demo.client import client_of
from stack.launcher import up
from stack.layout import Layout
from tests.bench.figure import Figure

ITEMS = 10_000
SINGLE_JOBS = 7
SECONDS = 60
REQUESTS = (
    "A web application on containers for an online shop, with a Postgres database and a CDN in front",
    "A serverless HTTP API for taking notes, with sign-in and DynamoDB",
    "A static website with a CDN",
    "Resize pictures when they are uploaded, and keep what was done in a table",
)
MEBIBYTE = 1024 * 1024


def measure_batches(directory: Path) -> Iterator[Figure]:
    """On a stack of its own: one organization submits the batch, another asks for single jobs before and meanwhile."""
    launch = up(Layout(directory / "batches"), os.environ, lambda _part, _started: None)
    try:
        web_url = launch.blueprint.addresses.web_url
        (web,) = (program for program in launch.blueprint.programs if program.name == "web")
        with client_of("ada", web_url, "bench") as ada, client_of("grace", web_url, "bench") as grace:
            _single(grace)
            idle = _single(grace)
            with _growth(web.pid or 0) as grown:
                began = time.perf_counter()
                path = _submit(ada)
                seconds = time.perf_counter() - began
            yield Figure("10,000 items of a batch accepted", seconds, 3, "s")
            yield Figure("the web process grows by", grown[0] / MEBIBYTE, 100, "MiB")
            busy = _single(grace)
            yield Figure("a single job beside another's batch, times idle", busy / idle, 2, "")
            _post(ada, f"{path}/cancel", b"")
    finally:
        launch.stop_started()


def _single(client: Client) -> float:
    """Median seconds from a job's submission to its end, one after the other; a first one is not counted."""
    times = []
    for number in range(SINGLE_JOBS):
        job = client.jobs.submit(REQUESTS[number % len(REQUESTS)])
        while job.finished_at is None:
            time.sleep(0.05)
            job = client.jobs.get(job.id)
        times.append((job.finished_at - job.created_at).total_seconds())
    return statistics.median(times[1:])


def _submit(client: Client) -> str:
    items = ({"reference": f"item {n}", "request": f"{REQUESTS[n % 4]}, number {n}"} for n in range(ITEMS))
    body = "".join(json.dumps(item) + "\n" for item in items).encode()
    return _post(client, "/api/v1/batches", body).headers["Location"]


def _post(client: Client, path: str, body: bytes) -> httpx.Response:
    headers = {"Authorization": f"Bearer {client.api_key}", "Content-Type": "application/x-ndjson"}
    answer = httpx.post(client.url + path, content=body, headers=headers, timeout=SECONDS, trust_env=False)
    answer.raise_for_status()
    return answer


@contextmanager
def _growth(pid: int) -> Iterator[list[float]]:
    """By how many bytes the process and its children grow meanwhile, at the most."""
    parent = psutil.Process(pid)
    family = [parent, *parent.children(recursive=True)]
    before = _held(family)
    grown, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            grown[0] = max(grown[0], _held(family) - before)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield grown
    finally:
        over.set()
        watching.join()


def _held(family: list[psutil.Process]) -> float:
    return float(sum(one.memory_info().rss for one in family))
