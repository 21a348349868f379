"""Dramatiq on SQS: a no-op actor, with the middleware that comes with it."""

import sys

import boto3
import dramatiq
import tally
from dramatiq_sqs import SQSBroker

broker = SQSBroker()
dramatiq.set_broker(broker)


@dramatiq.actor(queue_name=tally.QUEUE)
def noop(job_id: str, org_id: str) -> None:
    """Nothing."""
    tally.count()


if __name__ == "__main__":
    boto3.client("sqs").create_queue(QueueName=tally.QUEUE)
    for _ in range(tally.COUNT):
        noop.send(*sys.argv[1:])
