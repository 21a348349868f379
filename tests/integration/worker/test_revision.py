"""A revision through the real queue, store and worker: version 2 keeps version 1, and tells what differs."""

import io
import json
import zipfile

import pytest

from jobs.dispatch import dispatch
from jobs.models import Artifact
from jobs.states import Mode, State
from jobs.submission import NewJob, submit
from worker.bootstrap import bootstrap

pytestmark = pytest.mark.filterwarnings("ignore:coroutine 'MCPClient.stop:RuntimeWarning")

REQUEST = "A queue whose messages a function works on, in a development environment"


@pytest.fixture
def worker(bed, monkeypatch):
    one = bootstrap(bed.environment)
    monkeypatch.setattr("worker.lambda_handler._worker", one)
    yield one
    one.close()


def run(bed, **job):
    """Submit the job, let the worker take it from the queue, and show how it ended."""
    jobs = submit(bed.database, org_id=bed.org_id, user_id=bed.user_id, jobs=[NewJob(**job)])
    dispatch(bed.database, bed.queue, jobs)
    assert bed.deliver(bed.receive()) == []
    return bed.job(jobs[0].id)


def revise(bed, parent, plan, **how):
    return run(bed, request=parent.request, options={"based_on": str(parent.id), **how}, revises=plan)


def files_of(bed, job):
    packed = next(one for one in bed.artifacts(job.id) if one.name == "bundle.zip")
    with zipfile.ZipFile(io.BytesIO(bed.read(packed))) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def test_version_two_keeps_version_one_and_version_three_keeps_both(bed, worker):
    first = run(bed, request=REQUEST)
    second = revise(bed, first, first.id, instruction="add an SNS topic")
    assert second.error is None
    assert second.options["version"] == second.result["revision"]["version"] == 2
    changes = second.result["revision"]["changes"]
    assert [(one["kind"], one["after"]) for one in changes["components"] if one["kind"] == "added"] == [
        ("added", "Amazon SNS topic")
    ]
    assert changes["effects_method"] == "schemas"

    kept, made = files_of(bed, first), files_of(bed, second)
    assert made["versions/1/architecture.json"] == kept["versions/1/architecture.json"]
    assert made["CHANGES.md"].startswith(b"# Version 2: add an SNS topic")
    assert [one.name for one in bed.artifacts(first.id)]  # the first job's own bundle stays where it was
    assert b"aws_sns_topic" not in b"".join(kept.values())

    third = revise(bed, second, first.id, assumptions={"worker.memory_mb": "1024"})
    chain = json.loads(files_of(bed, third)["versions/versions.json"])
    assert [(one["number"], one["instruction"]) for one in chain] == [
        (1, ""),
        (2, "add an SNS topic"),
        (3, "worker.memory_mb = 1024"),
    ]


def test_two_revisions_of_one_version_have_chains_and_numbers_of_their_own(bed, worker):
    first = run(bed, request=REQUEST)
    revise(bed, first, first.id, instruction="add an SNS topic")
    other = revise(bed, first, first.id, instruction="add a DynamoDB table")
    files = files_of(bed, other)
    assert [one["number"] for one in json.loads(files["versions/versions.json"])] == [1, 3]
    assert b"aws_sns_topic" not in files["CHANGES.md"]
    assert files["versions/3/architecture.json"] == files["architecture.json"]


def test_words_that_mean_nothing_fail_the_job_with_the_words_and_what_can_be_said(bed, worker):
    first = run(bed, request=REQUEST)
    failed = revise(bed, first, first.id, instruction="frobnicate it")
    assert failed.state == State.FAILED
    assert "frobnicate" in failed.error["message"]
    assert "drop Redis" in failed.error["message"]
    assert bed.rows(Artifact, failed.id) == []


def test_an_architecture_without_a_parent_is_made_as_it_is(bed, worker):
    parts = [{"id": "jobs", "block": "sqs_queue", "name": "Work to do"}]
    job = run(
        bed, request="Orders", options={"architecture": {"title": "Orders", "project": "orders", "components": parts}}
    )
    assert job.error is None
    assert [one["name"] for one in job.result["components"]] == ["Work to do"]
    assert job.result["revision"]["version"] == 1


def test_what_only_the_catalogue_knows_fails_the_job_with_its_place(bed, worker):
    parts = [
        {"id": "api", "block": "lambda_function", "name": "API"},
        {"id": "table", "block": "dynamodb_table", "name": "Data"},
    ]
    edited = {
        "title": "T",
        "project": "p1",
        "components": parts,
        "connections": [{"source": "table", "target": "table"}],
    }
    job = run(bed, request="T", options={"architecture": edited})
    assert job.state == State.FAILED
    assert job.error["message"].startswith("connections[0]: 'table' is connected to itself")


def test_assumptions_of_a_new_request_go_before_its_text(bed, worker):
    job = run(bed, request=REQUEST, options={"assumptions": {"region": "eu-west-1", "messages": "1"}})
    assert job.state == State.FAILED
    assert "there is no such assumption" in job.error["message"]
    job = run(bed, request=REQUEST, options={"assumptions": {"region": "eu-west-1", "events_per_month": "7000000"}})
    assert job.error is None
    assert job.result["region"] == "eu-west-1"
    assert json.loads(files_of(bed, job)["requirements.json"])["chosen"]["events_per_month"] == "7000000"


def test_a_trial_of_a_revision_says_why_nothing_was_planned_without_terraform(bed, monkeypatch):
    one = bootstrap(bed.environment | {"PATH": "/nowhere"})
    monkeypatch.setattr("worker.lambda_handler._worker", one)
    try:
        first = run(bed, request=REQUEST)
        second = revise(bed, first, first.id, instruction="add an SNS topic")
        tried = run(bed, request=REQUEST, mode=Mode.VERIFY, options={"based_on": str(second.id)})
    finally:
        one.close()
    assert tried.error is None
    steps = {step["name"]: step for step in tried.result["receipt"]["steps"]}
    assert steps["transition"]["status"] == "skipped"
    assert tried.result["receipt"]["transition"] is None
    assert tried.result["revision"]["version"] == 2
    assert tried.result["revision"]["changes"]["effects_method"] == "schemas"
