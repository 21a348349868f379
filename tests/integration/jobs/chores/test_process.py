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
from typing import Any

from redis import Redis
from rq import Queue as RqQueue
from rq.cron import CronScheduler
from rq.registry import FailedJobRegistry

from jobs.chores.schedule import QUEUE, make_scheduler
from jobs.chores.tasks import CHORES
from jobs.chores.timetable import TIMETABLE
from jobs.models import Job
from jobs.settings import Settings
from stack.servers.valkey import Valkey

PROJECT = Path(__file__).parents[4]
WAIT_SECONDS = 60
NewJob = Callable[..., Job]
Reread = Callable[[Job], Job]
Sql = Callable[..., list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Chores:
    """The running process and what it logs."""

    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def chores(environment: dict[str, str], folder: Path) -> Iterator[Chores]:
    folder.mkdir(exist_ok=True)
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


def test_two_of_them_do_each_chore_once_an_interval_and_one_goes_on_when_the_other_is_killed(
    environment: dict[str, str], new_job: NewJob, reread: Reread, as_superuser: Sql, tmp_path: Path
) -> None:
    def runs() -> tuple[int, float]:
        """Of the relay, whose interval is a second, with the time by the database's clock."""
        rows = as_superuser("SELECT runs, extract(epoch FROM now()) FROM chore WHERE name = 'relay'")
        return (rows[0][0], float(rows[0][1])) if rows else (0, 0.0)

    redis = Redis.from_url(environment["REDIS_URL"])
    with chores(environment, tmp_path / "1") as first, chores(environment, tmp_path / "2") as second:
        both = {first.process.pid, second.process.pid}
        wait_until(lambda: both <= {one.pid for one in CronScheduler.all(redis)})
        count, at = runs()
        job = new_job()
        wait_until(lambda: reread(job).dispatched_at and runs()[0] > count + 2)
        later, then = runs()
        assert later - count <= (then - at) / 0.8 + 1, "a run too soon is left out"
        first.process.kill()
        second_job = new_job()
        wait_until(lambda: reread(second_job).dispatched_at)
        begun = "SELECT name FROM chore WHERE begun_at IS NOT NULL"
        wait_until(lambda: {name for (name,) in as_superuser(begun)} == set(TIMETABLE))
        second.process.send_signal(signal.SIGTERM)
        assert second.process.wait(WAIT_SECONDS) == 0
    assert as_superuser("SELECT name, fault FROM chore WHERE fault IS NOT NULL") == []
    assert len(FailedJobRegistry(queue=RqQueue(QUEUE, connection=redis))) == 0


def test_it_starts_before_redis_does_and_goes_on_after_redis_was_killed_and_came_back(
    environment: dict[str, str], new_job: NewJob, reread: Reread, own_valkey: Valkey, tmp_path: Path
) -> None:
    own_valkey.stop()
    with chores(environment | {"REDIS_URL": own_valkey.url}, tmp_path) as running:
        first = new_job()
        wait_until(lambda: "cannot do chores" in running.log.read_text())
        own_valkey.start()
        wait_until(lambda: reread(first).dispatched_at)
        own_valkey.kill()
        own_valkey.start()
        second = new_job()
        wait_until(lambda: reread(second).dispatched_at)
        assert running.process.poll() is None


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


def test_every_chore_that_no_thread_does_is_scheduled(settings: Settings, redis_url: str) -> None:
    scheduler = make_scheduler(Redis.from_url(redis_url), settings)
    assert {job.name for job in scheduler.get_jobs()} == set(CHORES)
