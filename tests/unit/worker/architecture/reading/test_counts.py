"""How many of a service is read from the words before it."""

import pytest

from worker.architecture.reading import read_requirements


def counts(text):
    return {service.block: service.count for service in read_requirements(text).services}


@pytest.mark.parametrize(
    ("text", "block", "count"),
    [
        ("three SQS queues behind one topic", "sqs_queue", 3),
        ("a topic and 2 encrypted SQS queues", "sqs_queue", 2),
        ("two AWS Lambda functions", "lambda_function", 2),
        ("an SQS queue", "sqs_queue", 1),
        ("across three availability zones, SQS queues", "sqs_queue", 1),
        ("5 million SQS messages", "sqs_queue", 1),
        ("two regions with DynamoDB tables", "dynamodb_table", 1),
        ("20 SQS queues", "sqs_queue", 1),
        ("one SNS topic. Later the SNS topic fans out to four SQS queues", "sqs_queue", 4),
    ],
)
def test_a_number_before_a_plural_counts(text, block, count):
    assert counts(text)[block] == count
