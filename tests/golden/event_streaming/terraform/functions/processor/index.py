"""Starter code of processor. It logs what it gets and answers; put your own work in place of `work`."""

import json
import logging
import os
from base64 import b64decode

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
        if source == "aws:kinesis":
            try:
                work("record", b64decode(record["kinesis"]["data"]).decode())
            except Exception:
                logger.exception("failed", extra={"sequence_number": record["kinesis"]["sequenceNumber"]})
                # A stream is in order: Lambda goes on from the first failure.
                return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": failed}
