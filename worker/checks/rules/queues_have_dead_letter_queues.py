"""What cannot be processed is kept for a person to look at."""

import re
from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context

DEAD_LETTERS = re.compile(
    r"redrive_policy|dead_letter|deadLetterTargetArn|RedrivePolicy|DeadLetter|on_failure|OnFailure"
)


class QueuesHaveDeadLetterQueues(Check):
    """Each queue names one, except those that are named as one: by a queue, rule, schedule or function."""

    id = "queues_have_dead_letter_queues"
    severity = "medium"
    sentence = "Every queue has a dead letter queue."
    source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for kind, key, resources in (
            ("aws_sqs_queue", "redrive_policy", context.terraform),
            ("AWS::SQS::Queue", "RedrivePolicy", context.cloudformation),
        ):
            sending = [resource.text for resource in resources if DEAD_LETTERS.search(resource.text)]
            for queue in context.resources(kind):
                if queue.has(key) or any(_names(text, queue.name) for text in sending):
                    continue
                message = f"queue {queue.name} has no dead letter queue"
                yield Finding(component=queue.owner, file=queue.file, message=message)


def _names(text: str, queue: str) -> bool:
    return f".{queue}." in text or f"'{queue}'" in text
