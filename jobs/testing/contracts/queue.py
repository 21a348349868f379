"""What a job queue does. Provide the fixture `queue`: empty, five receives before a message is a dead letter."""

# ruff: noqa: S101 - these are tests

import threading
from uuid import UUID

from jobs.identifiers import new_id
from jobs.messages import Message
from jobs.queue import Queue
from jobs.testing.queue import InMemoryQueue

AnyQueue = Queue | InMemoryQueue
WAIT_SECONDS = 10


def messages(count: int) -> list[Message]:
    org_id = new_id()
    return [Message(job_id=new_id(), org_id=org_id) for _ in range(count)]


def received_jobs(queue: AnyQueue, count: int) -> set[UUID]:
    """Receive and acknowledge until that many jobs came, or nothing more comes."""
    jobs: set[UUID] = set()
    while len(jobs) < count:
        taken = queue.receive(WAIT_SECONDS)
        if not taken:
            break
        for message in taken:
            jobs.add(Message.parse(message["Body"]).job_id)
            queue.delete(message["ReceiptHandle"])
    return jobs


class QueueContract:
    def test_a_sent_message_arrives_in_the_shape_of_boto3(self, queue: AnyQueue) -> None:
        (message,) = messages(1)
        assert queue.send([message]) == []
        (received,) = queue.receive(WAIT_SECONDS)
        assert Message.parse(received["Body"]) == message
        assert received["MessageId"]
        assert received["ReceiptHandle"]
        assert received["Attributes"]["ApproximateReceiveCount"] == "1"

    def test_the_trace_of_a_message_travels_beside_its_body(self, queue: AnyQueue) -> None:
        traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        (message,) = messages(1)
        queue.send([message.model_copy(update={"traceparent": traceparent})])
        (received,) = queue.receive(WAIT_SECONDS)
        assert received["MessageAttributes"]["traceparent"]["StringValue"] == traceparent
        assert Message.parse(received["Body"]) == message

    def test_more_messages_than_fit_into_one_call_all_arrive(self, queue: AnyQueue) -> None:
        sent = messages(37)
        assert queue.send(sent) == []
        assert received_jobs(queue, 37) == {message.job_id for message in sent}

    def test_at_most_as_many_arrive_as_were_asked_for(self, queue: AnyQueue) -> None:
        queue.send(messages(3))
        assert len(queue.receive(WAIT_SECONDS, 1)) == 1

    def test_an_empty_queue_answers_with_nothing(self, queue: AnyQueue) -> None:
        assert queue.receive(0) == []

    def test_sending_nothing_is_no_error(self, queue: AnyQueue) -> None:
        assert queue.send([]) == []

    def test_a_received_message_is_hidden_until_it_is_shown_again(self, queue: AnyQueue) -> None:
        queue.send(messages(1))
        (received,) = queue.receive(WAIT_SECONDS)
        assert queue.receive(0) == []
        queue.change_visibility(received["ReceiptHandle"], 0)
        (again,) = queue.receive(WAIT_SECONDS)
        assert again["Body"] == received["Body"]
        assert again["Attributes"]["ApproximateReceiveCount"] == "2"

    def test_an_acknowledged_message_is_gone_and_may_be_acknowledged_twice(self, queue: AnyQueue) -> None:
        queue.send(messages(1))
        (received,) = queue.receive(WAIT_SECONDS)
        queue.delete(received["ReceiptHandle"])
        queue.delete(received["ReceiptHandle"])
        assert queue.depth() == 0

    def test_several_are_acknowledged_in_one_call_and_those_that_are_gone_are_no_error(self, queue: AnyQueue) -> None:
        queue.send(messages(3))
        receipts: list[str] = []
        while len(receipts) < 3:
            receipts += [received["ReceiptHandle"] for received in queue.receive(WAIT_SECONDS)]
        queue.delete(receipts[0])
        assert queue.delete_many(receipts[:2]) == []
        assert queue.depth() == 1
        assert queue.delete_many(receipts[2:]) == []
        assert queue.delete_many([]) == []
        assert queue.depth() == 0

    def test_the_depth_counts_hidden_messages_too(self, queue: AnyQueue) -> None:
        queue.send(messages(3))
        queue.receive(WAIT_SECONDS, 1)
        assert queue.depth() == 3

    def test_a_waiting_receive_gets_what_is_sent_meanwhile(self, queue: AnyQueue) -> None:
        arrived: list[dict[str, object]] = []
        waiting = threading.Thread(target=lambda: arrived.extend(queue.receive(WAIT_SECONDS)))
        waiting.start()
        queue.send(messages(1))
        waiting.join(2 * WAIT_SECONDS)
        assert len(arrived) == 1

    def test_a_message_that_is_received_too_often_becomes_a_dead_letter(self, queue: AnyQueue) -> None:
        (message,) = messages(1)
        queue.send([message])
        for _ in range(5):
            (received,) = queue.receive(WAIT_SECONDS)
            queue.change_visibility(received["ReceiptHandle"], 0)
        assert queue.receive(0) == []
        (letter,) = queue.receive_dead_letters()
        assert Message.parse(letter["Body"]) == message
        queue.delete_dead_letter(letter["ReceiptHandle"])
        assert queue.receive_dead_letters() == []

    def test_making_a_queue_that_is_there_keeps_its_messages(self, queue: AnyQueue) -> None:
        queue.send(messages(1))
        queue.ensure()
        assert queue.depth() == 1
