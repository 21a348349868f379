"""Starter code of consumer. It logs what it gets and answers; put your own work in place of `work`."""

import json
import logging
import os

logger = logging.getLogger()

# Where its neighbours are: every variable that the deployment set for this function.
SETTINGS = {name: value for name, value in os.environ.items() if name.endswith(("_NAME", "_URL", "_ARN", "_HOST"))}


def work(kind, item):
    """Your code goes here. Raise an exception where the item must be tried again."""
    logger.info("worked", extra={"kind": kind, "item": item})


def handler(event, context):
    """Called by Lambda for each event."""
    if "Records" in event:
        return handle_records(event["Records"])
    work("task", event)
    return {"handled": True}


def handle_records(records):
    """A batch. What failed is reported, so that only that is tried again."""
    failed = []
    for record in records:
        source = record.get("eventSource") or record.get("EventSource")
        if source == "aws:sqs":
            try:
                work("message", record["body"])
            except Exception:
                logger.exception("failed", extra={"message_id": record["messageId"]})
                failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
