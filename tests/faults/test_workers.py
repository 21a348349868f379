"""Workers are killed, told to stop, or live in another time: each accepted job ends once, with its bundle."""

from pathlib import Path

import psutil
import pytest

from groundplan import Job
from stack.program import Program
from tests.faults.platform import SMALL_REQUEST, Groundplan

STAGES = ["understand", "design", "render", "check", "bundle"]
FIVE_MINUTES_LATER = """
import datetime
import time_machine
time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes={minutes}), tick=True).start()
"""


def kill_children(worker: Program) -> int:
    """The knowledge servers, which the worker speaks to over their standard input; how many they were."""
    children = psutil.Process(worker.pid).children(recursive=True)
    for child in children:
        child.kill()
    return len(children)


def is_at_work(job: Job) -> bool:
    return job.state == "running" and job.stage is not None


@pytest.mark.parametrize("stage", STAGES)
def test_a_job_whose_worker_is_killed_in_any_stage_finishes_on_another_once(groundplan: Groundplan, stage: str) -> None:
    """Stages are short: the kill comes in the one that is named, or in the next."""
    first = groundplan.start_worker()
    job_id = groundplan.submit()
    groundplan.wait(job_id, lambda job: is_at_work(job) and STAGES.index(str(job.stage)) >= STAGES.index(stage))
    first.kill()
    groundplan.start_worker()
    assert groundplan.account_for(job_id).succeeded == 1
    assert groundplan.client.jobs.get(job_id).attempt <= 2


def test_a_deploy_in_the_middle_of_many_jobs_loses_none_and_uses_up_no_attempt_of_a_finished_one(
    groundplan: Groundplan,
) -> None:
    first = groundplan.start_worker()
    job_ids = [groundplan.submit(SMALL_REQUEST) for _ in range(6)]
    groundplan.wait(job_ids[0], is_at_work)
    groundplan.start_worker()
    first.stop()
    assert groundplan.account_for(*job_ids).succeeded == 6


@pytest.mark.parametrize("minutes", [5, -5])
def test_a_worker_whose_clock_is_wrong_by_five_minutes_takes_no_job_twice(
    groundplan: Groundplan, tmp_path: Path, minutes: int
) -> None:
    (tmp_path / "sitecustomize.py").write_text(FIVE_MINUTES_LATER.format(minutes=minutes))
    groundplan.start_worker({"PYTHONPATH": str(tmp_path)})
    groundplan.start_worker()
    assert groundplan.account_for(*[groundplan.submit(SMALL_REQUEST) for _ in range(6)]).succeeded == 6


def test_a_knowledge_server_that_is_killed_in_the_middle_costs_no_job(groundplan: Groundplan) -> None:
    worker = groundplan.start_worker()
    job_ids = [groundplan.submit(SMALL_REQUEST) for _ in range(3)]
    groundplan.wait(job_ids[0], is_at_work)
    assert kill_children(worker) > 0
    assert groundplan.account_for(*job_ids).succeeded == 3
