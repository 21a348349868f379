import pytest

from jobs.errors import QueueUnavailable
from jobs.identifiers import new_id
from jobs.messages import Message
from jobs.testing.contracts.queue import QueueContract
from jobs.testing.queue import InMemoryQueue


class TestInMemoryQueue(QueueContract):
    @pytest.fixture
    def queue(self) -> InMemoryQueue:
        return InMemoryQueue()


def test_a_hidden_message_comes_back_when_its_time_is_over() -> None:
    queue = InMemoryQueue(visibility_seconds=0.01)
    queue.send([Message(job_id=new_id(), org_id=new_id())])
    (first,) = queue.receive(0)
    (again,) = queue.receive(5)
    assert again["MessageId"] == first["MessageId"]
    assert again["ReceiptHandle"] != first["ReceiptHandle"]


def test_while_it_is_down_it_takes_nothing_and_cannot_be_read() -> None:
    queue = InMemoryQueue()
    message = Message(job_id=new_id(), org_id=new_id())
    queue.is_down = True
    assert queue.send([message]) == [message]
    with pytest.raises(QueueUnavailable):
        queue.receive(0)
    with pytest.raises(QueueUnavailable):
        queue.depth()


def test_a_wiped_queue_has_forgotten_everything() -> None:
    queue = InMemoryQueue()
    queue.send([Message(job_id=new_id(), org_id=new_id())])
    queue.wipe()
    assert queue.depth() == 0
