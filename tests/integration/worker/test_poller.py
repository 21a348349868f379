"""The worker as a process of its own, as the stack runs it."""

import os
import signal
import subprocess
import sys

import pytest

from jobs.states import TERMINAL, State
from worker.agents.mcp_servers_file import ROOT

REQUEST = "A static site with a CDN"


@pytest.fixture
def run_worker(bed, tmp_path):
    """Starts worker processes on the module's queue; they end with the test."""
    processes = []

    def run(**environment):
        log = (tmp_path / f"worker-{len(processes)}.log").open("w")
        variables = {**os.environ, **bed.environment, "PYTHONPATH": str(ROOT), **environment}
        command = [sys.executable, "-m", "worker.poller"]
        processes.append(subprocess.Popen(command, env=variables, stderr=log, cwd=tmp_path))
        log.close()
        return processes[-1]

    yield run
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.wait(10)


@pytest.fixture(autouse=True)
def file_of_servers(bed):
    bed.environment["MCP_SERVERS_FILE"] = str(ROOT / "mcp_servers.yaml")


def test_takes_several_jobs_and_stops_cleanly_when_asked(bed, run_worker):
    process = run_worker()
    jobs = [bed.submit(REQUEST) for _ in range(3)]
    for job_id in jobs:
        assert bed.wait_for_end(job_id, 120).state == State.SUCCEEDED
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0


def test_a_job_of_a_worker_that_was_killed_finishes_on_another_once(bed, run_worker):
    first = run_worker()
    job_id = bed.submit(REQUEST)
    bed.wait_until(lambda: bed.job(job_id).stage is not None, 60)
    first.kill()
    assert bed.job(job_id).state not in TERMINAL
    run_worker()
    job = bed.wait_for_end(job_id, 120)
    assert (job.state, job.attempt) == (State.SUCCEEDED, 2)
    names = [one.name for one in bed.artifacts(job_id)]
    assert len(names) == len(set(names))
    assert {one.attempt for one in bed.artifacts(job_id)} == {2}


def test_a_job_that_runs_when_the_worker_is_asked_to_stop_is_not_lost(bed, run_worker):
    first = run_worker()
    job_id = bed.submit(REQUEST)
    bed.wait_until(lambda: bed.job(job_id).state == State.RUNNING, 60)
    first.send_signal(signal.SIGTERM)
    assert first.wait(25) == 0
    assert bed.job(job_id).state in {State.QUEUED, State.SUCCEEDED}
    run_worker()
    assert bed.wait_for_end(job_id, 120).state == State.SUCCEEDED


def test_a_worker_that_is_not_configured_says_so_and_does_not_start(bed, run_worker, tmp_path):
    process = run_worker(MODEL_PROVIDER="oracle")
    assert process.wait(20) == 2
    assert "MODEL_PROVIDER=oracle is unknown" in (tmp_path / "worker-0.log").read_text()
