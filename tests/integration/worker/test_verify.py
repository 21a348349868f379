"""A verify job on the real servers: the bundle of an earlier job is fetched, tried, and comes back with its receipt."""

import io
import json
import zipfile
from uuid import uuid4

import pytest

from jobs.dispatch import dispatch
from jobs.states import Mode, State
from jobs.submission import NewJob, submit
from worker.bootstrap import bootstrap

pytestmark = pytest.mark.filterwarnings("ignore:coroutine 'MCPClient.stop:RuntimeWarning")

REQUEST = "A queue whose messages a function works on"


@pytest.fixture
def worker(bed, monkeypatch):
    """A worker whose PATH has no terraform: CloudFormation alone is tried, which takes seconds."""
    one = bootstrap(bed.environment | {"PATH": "/nowhere"})
    monkeypatch.setattr("worker.lambda_handler._worker", one)
    yield one
    one.close()


def verify(bed, job_id):
    new = NewJob(mode=Mode.VERIFY, request=REQUEST, options={"based_on": str(job_id)}, max_attempts=1)
    jobs = submit(bed.database, org_id=bed.org_id, user_id=bed.user_id, jobs=[new])
    dispatch(bed.database, bed.queue, jobs)
    bed.deliver(bed.receive())
    return bed.job(jobs[0].id)


def test_the_bundle_of_a_job_is_tried_and_comes_back_with_its_receipt(bed, worker):
    made = bed.submit(REQUEST)
    bed.deliver(bed.receive())
    job = verify(bed, made)
    assert job.error is None
    assert job.state == State.SUCCEEDED
    receipt = job.result["receipt"]
    assert receipt["verdict"] == "partly"
    assert receipt["counts"]["proven"] > 3
    assert any("terraform is not on PATH" in reason for reason in receipt["reasons"])

    artifacts = {one.name: one for one in bed.artifacts(job.id)}
    names = set(zipfile.ZipFile(io.BytesIO(bed.read(artifacts["bundle.zip"]))).namelist())
    assert {"receipt.json", "receipt.md", "README.md", "terraform/versions.tf"} <= names
    listed = json.loads(bed.read(artifacts["MANIFEST.json"]))["files"]
    assert set(listed) == names - {"MANIFEST.json"}
    assert "receipt.json" not in {one.name for one in bed.artifacts(made)}


def test_a_job_that_is_not_there_cannot_be_tried(bed, worker):
    job = verify(bed, uuid4())
    assert job.state == State.FAILED
    assert job.error["code"] == "not_found"


def test_an_unfinished_job_cannot_be_tried(bed, worker):
    waiting = bed.submit(REQUEST, send=False)
    job = verify(bed, waiting)
    assert job.state == State.FAILED
    assert "queued" in job.error["message"]
