"""Workers are killed, told to stop, or live in another time: each accepted job ends once, with its bundle."""

from pathlib import Path

import psutil

from groundplan import Job
from stack.program import Program
from tests.faults.platform import SMALL_REQUEST, Groundplan

STAGES = ["understand", "design", "render", "check", "bundle"]
ANOTHER_TIME = """
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


def test_jobs_whose_workers_are_killed_one_in_each_stage_finish_on_the_next_worker_once(groundplan: Groundplan) -> None:
    """Stages are short: a kill comes in the one that is meant, or in the next."""
    groundplan.have_no_worker()
    worker = groundplan.start_worker()
    for reached in range(len(STAGES)):
        job_id = groundplan.submit()
        groundplan.wait(job_id, lambda job: is_at_work(job) and STAGES.index(str(job.stage)) >= reached)  # noqa: B023
        worker.kill()
        worker = groundplan.start_worker()
        assert groundplan.account_for(job_id).succeeded == 1
        assert groundplan.client.jobs.get(job_id).attempt <= 2


def test_a_deploy_in_the_middle_of_many_jobs_loses_none_and_uses_up_no_attempt_of_a_finished_one(
    groundplan: Groundplan,
) -> None:
    groundplan.have_no_worker()
    first = groundplan.start_worker()
    job_ids = [groundplan.submit(SMALL_REQUEST) for _ in range(6)]
    groundplan.wait(job_ids[0], is_at_work)
    groundplan.start_worker()
    first.stop()
    assert groundplan.account_for(*job_ids).succeeded == 6


def test_workers_whose_clocks_are_wrong_by_five_minutes_take_no_job_twice(
    groundplan: Groundplan, tmp_path: Path
) -> None:
    groundplan.have_no_worker()
    for minutes in (5, -5):
        folder = tmp_path / str(minutes)
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(ANOTHER_TIME.format(minutes=minutes))
        groundplan.start_worker({"PYTHONPATH": str(folder)})
    assert groundplan.account_for(*[groundplan.submit(SMALL_REQUEST) for _ in range(6)]).succeeded == 6


def test_a_knowledge_server_that_is_killed_in_the_middle_costs_no_job(groundplan: Groundplan) -> None:
    worker = groundplan.have_worker()
    job_ids = [groundplan.submit(SMALL_REQUEST) for _ in range(3)]
    groundplan.wait(job_ids[0], is_at_work)
    assert kill_children(worker) > 0
    assert groundplan.account_for(*job_ids).succeeded == 3
