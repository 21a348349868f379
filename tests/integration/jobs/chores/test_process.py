"""`python -m jobs.chores` as the stack starts it: RQ's cron schedules, RQ's worker does."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from redis import Redis
from rq import Queue as RqQueue
from rq.registry import FailedJobRegistry

from jobs.chores.schedule import QUEUE, make_scheduler
from jobs.chores.tasks import CHORES
from jobs.models import Job
from jobs.settings import Settings
from stack.servers.valkey import Valkey

PROJECT = Path(__file__).parents[4]
WAIT_SECONDS = 60
NewJob = Callable[..., Job]
Reread = Callable[[Job], Job]


@dataclass(frozen=True)
class Chores:
    """The running process and what it logs."""

    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def chores(environment: dict[str, str], folder: Path) -> Iterator[Chores]:
    log = folder / "chores.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "jobs.chores"],
            cwd=PROJECT,
            env={"PATH": os.environ["PATH"], **environment},
            stderr=output,
        )
    try:
        yield Chores(process, log)
    finally:
        process.kill()
        process.wait(WAIT_SECONDS)


def wait_until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def test_the_cron_really_runs_the_relay_and_sigterm_ends_it(
    environment: dict[str, str], new_job: NewJob, reread: Reread, tmp_path: Path
) -> None:
    job = new_job()
    with chores(environment, tmp_path) as running:
        wait_until(lambda: reread(job).dispatched_at)
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(WAIT_SECONDS) == 0
    redis = Redis.from_url(environment["REDIS_URL"])
    assert len(FailedJobRegistry(queue=RqQueue(QUEUE, connection=redis))) == 0


def test_it_goes_on_after_redis_was_killed_and_came_back(
    environment: dict[str, str], new_job: NewJob, reread: Reread, own_valkey: Valkey, tmp_path: Path
) -> None:
    with chores(environment | {"REDIS_URL": own_valkey.url}, tmp_path) as running:
        first = new_job()
        wait_until(lambda: reread(first).dispatched_at)
        own_valkey.kill()
        own_valkey.start()
        second = new_job()
        wait_until(lambda: reread(second).dispatched_at)
        assert running.process.poll() is None


def test_it_starts_before_redis_does(
    environment: dict[str, str], new_job: NewJob, reread: Reread, own_valkey: Valkey, tmp_path: Path
) -> None:
    own_valkey.stop()
    with chores(environment | {"REDIS_URL": own_valkey.url}, tmp_path) as running:
        job = new_job()
        wait_until(lambda: "cannot do chores" in running.log.read_text())
        own_valkey.start()
        wait_until(lambda: reread(job).dispatched_at)


def test_missing_settings_end_it_with_one_line(environment: dict[str, str]) -> None:
    incomplete = {name: value for name, value in environment.items() if name != "REDIS_URL"}
    ended = subprocess.run(
        [sys.executable, "-m", "jobs.chores"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], **incomplete},
        capture_output=True,
        text=True,
        timeout=WAIT_SECONDS,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == ["Settings cannot be read from the environment: REDIS_URL is not set."]


def test_every_chore_is_scheduled(settings: Settings, redis_url: str) -> None:
    scheduler = make_scheduler(Redis.from_url(redis_url), settings)
    assert {job.name for job in scheduler.get_jobs()} == set(CHORES)
