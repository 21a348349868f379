from jobs.dispatch import send
from jobs.identifiers import new_id
from jobs.messages import Message
from jobs.models import Job
from jobs.testing.queue import InMemoryQueue


class ForgetfulQueue(InMemoryQueue):
    """Does not take the first message of a call."""

    def send(self, messages: list[Message]) -> list[Message]:
        return [*messages[:1], *super().send(messages[1:])]


def test_only_jobs_whose_message_was_taken_count_as_sent() -> None:
    jobs = [Job(org_id=new_id(), created_by=new_id(), request="a") for _ in range(3)]
    queue = ForgetfulQueue()
    assert [job.id for job in send(queue, jobs)] == [job.id for job in jobs[1:]]
    assert queue.depth() == 2
