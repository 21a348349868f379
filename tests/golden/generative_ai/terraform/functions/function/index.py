"""Starter code of function. It logs what it gets and answers; put your own work in place of `work`."""

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
    if "requestContext" in event:
        return answer(event)
    work("task", event)
    return {"handled": True}


def answer(event):
    """An HTTP request, in the form that API Gateway and load balancers share."""
    method = event.get("httpMethod") or event["requestContext"].get("http", {}).get("method", "GET")
    path = event.get("rawPath") or event.get("path", "/")
    work("request", {"method": method, "path": path})
    body = {"method": method, "path": path, "settings": sorted(SETTINGS)}
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body),
    }
