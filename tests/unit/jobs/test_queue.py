"""The real queue, against moto: the same code without a socket."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from jobs import aws
from jobs.queue import Queue
from jobs.settings import Settings
from jobs.testing.contracts.queue import QueueContract, messages


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[Queue]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with mock_aws():
        queue = Queue(aws.sqs(Settings(aws_region="eu-central-1")), "jobs", "jobs-dead", max_receives=5)
        queue.ensure()
        yield queue


class TestQueueOnMoto(QueueContract):
    """Everything that the contract says."""


def test_a_queue_that_disappeared_is_made_again(queue: Queue) -> None:
    sqs = aws.sqs(Settings(aws_region="eu-central-1"))
    for url in sqs.list_queues()["QueueUrls"]:
        sqs.delete_queue(QueueUrl=url)
    sent = messages(2)
    assert queue.send(sent) == []
    assert queue.depth() == 2
    assert queue.receive_dead_letters() == []
