import threading
from collections.abc import Iterator

import pytest

from jobs import aws
from jobs.queue import Queue
from jobs.settings import Settings
from jobs.testing.contracts.queue import WAIT_SECONDS, QueueContract, messages, received_jobs
from stack.servers.ministack import MiniStack


class TestQueue(QueueContract):
    @pytest.fixture
    def queue(self, settings: Settings) -> Iterator[Queue]:
        sqs = aws.sqs(settings)
        queue = Queue(sqs, f"{settings.jobs_queue_name}-contract", f"{settings.jobs_queue_name}-contract-dead")
        queue.ensure()
        yield queue
        for url in sqs.list_queues(QueueNamePrefix=f"{settings.jobs_queue_name}-contract")["QueueUrls"]:
            sqs.delete_queue(QueueUrl=url)


@pytest.fixture
def fragile(settings: Settings, own_ministack: MiniStack) -> Queue:
    """A queue on a server that the test may kill."""
    queue = Queue.from_settings(settings.model_copy(update={"aws_endpoint_url": own_ministack.url}))
    queue.ensure()
    return queue


def test_a_queue_that_was_forgotten_is_made_again(fragile: Queue, own_ministack: MiniStack) -> None:
    fragile.send(messages(2))
    own_ministack.kill()
    own_ministack.start()
    assert fragile.depth() == 0
    sent = messages(3)
    assert fragile.send(sent) == []
    assert received_jobs(fragile, 3) == {message.job_id for message in sent}


def test_a_queue_that_is_down_takes_nothing(fragile: Queue, own_ministack: MiniStack) -> None:
    own_ministack.kill()
    sent = messages(25)
    assert sorted(message.job_id for message in fragile.send(sent)) == sorted(message.job_id for message in sent)


def test_a_message_of_a_killed_worker_comes_back(settings: Settings) -> None:
    queue = Queue(aws.sqs(settings), f"{settings.jobs_queue_name}-brief", "brief-dead", visibility_seconds=1)
    queue.ensure()
    queue.send(messages(1))
    (first,) = queue.receive(WAIT_SECONDS)
    (again,) = queue.receive(WAIT_SECONDS)
    assert again["MessageId"] == first["MessageId"]


def test_several_who_make_the_queue_at_once_make_one(settings: Settings) -> None:
    name = f"{settings.jobs_queue_name}-together"
    queues = [Queue(aws.sqs(settings), name, f"{name}-dead") for _ in range(4)]
    makers = [threading.Thread(target=queue.ensure) for queue in queues]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join(30)
    queues[0].send(messages(1))
    assert {queue.depth() for queue in queues} == {1}
