"""Celery on SQS with as much off as its manual says: a no-op task whose result is ignored, or kept in Postgres."""

import os
import sys

import boto3
import tally
from celery import Celery

BACKEND = os.environ.get("BENCH_BACKEND")

_endpoint = os.environ["AWS_ENDPOINT_URL"].removeprefix("http://")
_key, _secret = os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]
app = Celery("bench", broker=f"sqs://{_key}:{_secret}@{_endpoint}", backend=BACKEND)
app.conf.update(
    task_default_queue=tally.QUEUE,
    task_ignore_result=BACKEND is None,
    worker_enable_remote_control=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "region": os.environ["AWS_DEFAULT_REGION"],
        "is_secure": False,
        "wait_time_seconds": 2,
    },
)


@app.task(name="noop")
def noop(job_id: str, org_id: str) -> None:
    """Nothing."""
    tally.count()


if __name__ == "__main__":
    boto3.client("sqs").create_queue(QueueName=tally.QUEUE)
    for _ in range(tally.COUNT):
        noop.delay(*sys.argv[1:])
