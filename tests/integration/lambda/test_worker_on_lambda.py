"""The packaged worker as a real Lambda function behind the queue: one job runs through it from start to end."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from jobs.artifacts import Artifacts
from jobs.database import Database
from jobs.dispatch import dispatch
from jobs.models import Artifact, Job
from jobs.queue import Queue
from jobs.settings import Settings
from jobs.states import TERMINAL, State
from jobs.submission import NewJob, submit
from stack.lambda_package import build
from web.accounts import Account, Person, account_of

FUNCTION = "groundplan-worker"
SECONDS = 120  # the cold start unpacks 60 MB
ROLE = "arn:aws:iam::000000000000:role/groundplan-worker"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("package") / "worker.zip"
    build(file, for_this_python=True)
    return file


@pytest.fixture(scope="module")
def function(package: Path, settings: Settings, environment: dict[str, str]) -> Iterator[str]:
    """The function with its event source mapping; MiniStack runs the zip in a process of its own."""
    boto3.client("s3").upload_file(str(package), settings.artifacts_bucket, "worker.zip")
    functions = boto3.client("lambda")
    # Lambda sets its own AWS_ variables; a function may not.
    variables = {
        name: value for name, value in environment.items() if not name.startswith("AWS_") or name == "AWS_ENDPOINT_URL"
    }
    functions.create_function(
        FunctionName=FUNCTION,
        Runtime=f"python{sys.version_info.major}.{sys.version_info.minor}",
        Handler="start.handler",
        Role=ROLE,
        Timeout=60,
        MemorySize=2048,
        Code={"S3Bucket": settings.artifacts_bucket, "S3Key": "worker.zip"},
        Environment={"Variables": variables},
    )
    queue = boto3.client("sqs").get_queue_url(QueueName=settings.jobs_queue_name)["QueueUrl"]
    arn = boto3.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"][
        "QueueArn"
    ]
    mapping = functions.create_event_source_mapping(
        FunctionName=FUNCTION,
        EventSourceArn=arn,
        BatchSize=10,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        ScalingConfig={"MaximumConcurrency": 2},
    )
    yield FUNCTION
    functions.delete_event_source_mapping(UUID=mapping["UUID"])
    functions.delete_function(FunctionName=FUNCTION)


@pytest.fixture(scope="module")
def database(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database_url)
    yield database
    database.close()


@pytest.fixture(scope="module")
def account(database: Database) -> Account:
    return account_of(database, Person("https://provider.example", "lambda", "lambda@example.com", "Lambda"))


def submitted(database: Database, queue: Queue, account: Account, request: str) -> Job:
    jobs = submit(database, org_id=account.org_id, user_id=account.user_id, jobs=[NewJob(request=request)])
    dispatch(database, queue, jobs)
    return jobs[0]


def ended(database: Database, account: Account, job: Job) -> Job:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        with database.tenant(account.org_id):
            row = Job.get_by_id(job.id)
        if row.state in TERMINAL:
            return row
        time.sleep(0.2)
    pytest.fail(f"the job is still {row.state} after {SECONDS} s")


def test_a_job_runs_through_the_function_to_its_bundle(
    function: str, settings: Settings, database: Database, account: Account
) -> None:
    job = submitted(database, Queue.from_settings(settings), account, "A serverless HTTP API for notes with DynamoDB")
    done = ended(database, account, job)
    assert (done.state, done.error, done.attempt) == (State.SUCCEEDED, None, 1)
    assert done.result["checks"]["failed"] == 0
    with database.tenant(account.org_id):
        bundle = Artifact.get(Artifact.job_id == job.id, Artifact.name == "bundle.zip")
    assert len(b"".join(Artifacts.from_settings(settings).open(bundle.key))) == bundle.size


def test_a_message_that_cannot_be_read_does_not_stop_its_neighbour(
    function: str, settings: Settings, database: Database, account: Account
) -> None:
    sqs: Any = boto3.client("sqs")
    sqs.send_message(QueueUrl=sqs.get_queue_url(QueueName=settings.jobs_queue_name)["QueueUrl"], MessageBody="poison")
    job = submitted(database, Queue.from_settings(settings), account, "A static website with a CDN")
    assert ended(database, account, job).state == State.SUCCEEDED
