"""Who works off a queue of no-op tasks: each fills it, then a process of its own empties it, and is measured."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from jobs.identifiers import new_id
from jobs.messages import Message
from stack.layout import PROJECT
from tests.bench.queues.bed import SECONDS, Bed

HERE = Path(__file__).parent
PEERS = HERE / "peers"
VENV = PROJECT / ".venv-bench"


@dataclass(frozen=True)
class Result:
    """Of one run: how long from the first task to the last, and processor time, of the contender and of each server."""

    seconds: float
    processor: float
    servers: Mapping[str, float]


@dataclass(frozen=True)
class Load:
    """How many tasks by how many threads."""

    count: int
    threads: int


def run_ours(bed: Bed, load: Load) -> Result:
    """From the first job's start until the last one is succeeded in Postgres, as many as were submitted, each once."""
    job_ids = bed.fill(load.count)
    command = [sys.executable, "-m", "tests.bench.queues.noop_worker"]
    with _measured(bed, load, command, bed.queue_name, folder=PROJECT) as (told, servers):
        ended = bed.wait_for_ends(job_ids)
        bed.wait_until_empty()
    return Result(ended.timestamp() - told["first"], told["cpu"], servers)


def run_raw(bed: Bed, load: Load, *, at_once: int) -> Result:
    """What boto3 does without a job behind it, with messages like ours."""
    name = f"raw-{uuid4().hex[:8]}"
    _send(bed, name, [Message(job_id=new_id(), org_id=bed.org_id).to_json() for _ in range(load.count)])
    more = {"BENCH_AT_ONCE": str(at_once)}
    with _measured(bed, load, [sys.executable, str(PEERS / "raw_loop.py")], name, more) as (told, servers):
        pass
    return _between(told, servers)


def run_celery(bed: Bed, load: Load, *, backend: str | None) -> Result:
    """`backend`: where results go, as SQLAlchemy writes it; None where nobody wants them."""
    name = f"celery-{uuid4().hex[:8]}"
    more = {"BENCH_BACKEND": backend} if backend else {}
    options = ["--pool", "threads", "--concurrency", str(load.threads), "--loglevel", "warning"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    _fill(bed, load, "celery_tasks.py", name, more)
    command = [str(VENV / "bin/celery"), "-A", "celery_tasks", "worker", *options, *quiet]
    with _measured(bed, load, command, name, more) as (told, servers):
        pass
    return _between(told, servers)


def run_dramatiq(bed: Bed, load: Load) -> Result:
    """One process, as many threads."""
    name = f"dramatiq-{uuid4().hex[:8]}"
    _fill(bed, load, "dramatiq_tasks.py", name)
    command = [str(VENV / "bin/dramatiq"), "dramatiq_tasks", "--processes", "1", "--threads", str(load.threads)]
    with _measured(bed, load, command, name) as (told, servers):
        pass
    return _between(told, servers)


def _between(told: Mapping[str, float], servers: Mapping[str, float]) -> Result:
    return Result(told["last"] - told["first"], told["cpu"], servers)


def _fill(bed: Bed, load: Load, script: str, name: str, more: Mapping[str, str] | None = None) -> None:
    command = [str(VENV / "bin/python"), str(PEERS / script), str(new_id()), str(bed.org_id)]
    environment = _environment(bed, load, name, bed.directory / "unused", more)
    subprocess.run(command, env=environment, cwd=PEERS, check=True, timeout=SECONDS)


def _send(bed: Bed, name: str, bodies: list[str]) -> None:
    sqs = bed.sqs()
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    for start in range(0, len(bodies), 10):
        entries: list[Any] = [{"Id": str(n), "MessageBody": body} for n, body in enumerate(bodies[start : start + 10])]
        assert not sqs.send_message_batch(QueueUrl=url, Entries=entries).get("Failed")


@contextmanager
def _measured(
    bed: Bed, load: Load, command: list[str], queue: str, more: Mapping[str, str] | None = None, folder: Path = PEERS
) -> Iterator[tuple[dict[str, float], dict[str, float]]]:
    """Run it until it has told; what it used and what the servers used is there at once, the process until the end."""
    file = bed.directory / f"told-{uuid4().hex[:8]}.json"
    with (bed.directory / f"{queue}.log").open("ab") as log:
        before = bed.processor_seconds()
        process = subprocess.Popen(
            command, env=_environment(bed, load, queue, file, more), cwd=folder, stdout=log, stderr=log
        )
        try:
            deadline = time.monotonic() + SECONDS
            while not file.exists():
                assert process.poll() in {None, 0}, f"{command} ended: {Path(log.name).read_text()[-2000:]}"
                assert time.monotonic() < deadline, f"{command} did not end: {Path(log.name).read_text()[-2000:]}"
                time.sleep(0.1)
            servers = {name: spent - before[name] for name, spent in bed.processor_seconds().items()}
            yield json.loads(file.read_text(encoding="utf-8")), servers
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _environment(bed: Bed, load: Load, queue: str, file: Path, more: Mapping[str, str] | None) -> dict[str, str]:
    return {
        **bed.environment,
        "BENCH_COUNT": str(load.count),
        "BENCH_THREADS": str(load.threads),
        "BENCH_QUEUE": queue,
        "BENCH_RESULT": str(file),
        **(more or {}),
    }
