"""What cannot be processed is kept for a person to look at."""

from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context


class QueuesHaveDeadLetterQueues(Check):
    """Each queue names one, except the dead letter queues themselves."""

    id = "queues_have_dead_letter_queues"
    severity = "medium"
    sentence = "Every queue has a dead letter queue."
    source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for kind, key, outside in (
            ("aws_sqs_queue", "redrive_policy", "aws_sqs_queue_redrive_policy"),
            ("AWS::SQS::Queue", "RedrivePolicy", ""),
        ):
            queues = list(context.resources(kind))
            policies = [str(queue.at(key)) for queue in queues if queue.has(key)]
            policies += [str(policy.properties) for policy in context.resources(outside)]
            for queue in queues:
                if queue.has(key) or any(_names(policy, queue.name) for policy in policies):
                    continue
                yield Finding(
                    component=queue.owner, file=queue.file, message=f"queue {queue.name} has no dead letter queue"
                )


def _names(policy: str, queue: str) -> bool:
    return f".{queue}." in policy or f"'{queue}'" in policy
