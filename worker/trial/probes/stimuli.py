"""What is done at the source of an edge. Each says in words what it did."""

import json
import secrets
from collections.abc import Callable, Mapping
from urllib.error import HTTPError
from urllib.request import Request

from worker.trial.account import opener
from worker.trial.probes.events import event_for
from worker.trial.probes.items import item_of
from worker.trial.probes.parts import NotTried, Parts, Unmet

Stimulus = Callable[[Parts, str], str]
HTTP_SECONDS = 20.0
KEY = "trial/probe.txt"


def put_object(parts: Parts, component: str) -> str:
    attributes = parts.values("aws_s3_bucket", component)
    if attributes.get("object_lock_enabled"):
        raise NotTried("what is put in a locked bucket could not be removed again")
    bucket = attributes["bucket"]
    key = _key_that_is_notified(parts, component)
    parts.client("s3").put_object(Bucket=bucket, Key=key, Body=b"a trial")
    return f"put object {key}"


def send_message(parts: Parts, component: str) -> str:
    queue = parts.values("aws_sqs_queue", component)
    fifo = {"MessageGroupId": "trial", "MessageDeduplicationId": _once()} if queue.get("fifo_queue") else {}
    parts.client("sqs").send_message(QueueUrl=queue["url"], MessageBody='{"trial": true}', **fifo)
    return "sent a message"


def publish(parts: Parts, component: str) -> str:
    topic = parts.values("aws_sns_topic", component)
    fifo = {"MessageGroupId": "trial", "MessageDeduplicationId": _once()} if topic.get("fifo_topic") else {}
    parts.client("sns").publish(TopicArn=topic["arn"], Message='{"trial": true}', **fifo)
    return "published a message"


def put_event(parts: Parts, component: str) -> str:
    rule = parts.values("aws_cloudwatch_event_rule", component)
    if not rule.get("event_pattern"):
        raise NotTried("the rule fires by the clock, which a trial does not wait for")
    event = event_for(json.loads(rule["event_pattern"]))
    if event is None:
        raise NotTried("no event can be made that its pattern surely matches")
    entry = {**event, "EventBusName": rule.get("event_bus_name") or "default"}
    answer = parts.client("events").put_events(Entries=[entry])
    if answer.get("FailedEntryCount"):
        raise Unmet(f"the bus refused the event: {answer['Entries'][0].get('ErrorMessage', '')}")
    return f"put an event of {entry['Source']}"


def put_item(parts: Parts, component: str) -> str:
    table = parts.values("aws_dynamodb_table", component)
    # A stream has no record of an item that is put as it was.
    parts.client("dynamodb").put_item(TableName=table["name"], Item={"trial_run": {"S": _once()}, **item_of(table)})
    return "put an item"


def put_record(parts: Parts, component: str) -> str:
    stream = parts.values("aws_kinesis_stream", component)
    parts.client("kinesis").put_record(StreamName=stream["name"], Data=b'{"trial": true}', PartitionKey="trial")
    return "put a record"


def start_execution(parts: Parts, component: str) -> str:
    machine = parts.values("aws_sfn_state_machine", component)
    method = "start_sync_execution" if machine.get("type") == "EXPRESS" else "start_execution"
    getattr(parts.client("stepfunctions"), method)(stateMachineArn=machine["arn"], input='{"trial": true}')
    return "started an execution"


def call_http(parts: Parts, component: str) -> str:
    api = parts.values("aws_apigatewayv2_api", component)
    route = next((one for one in parts.of_type("aws_apigatewayv2_route") if one["api_id"] == api["id"]), None)
    if route is None:
        raise NotTried("the API has no route here")
    method, _, path = str(route["route_key"]).partition(" ")
    refused = route.get("authorization_type") not in (None, "", "NONE")
    host = f"{api['id']}.execute-api.127.0.0.1"
    return _called(parts, "GET" if method in ("$default", "ANY") else method, path or "/", host, refused=refused)


def call_rest(parts: Parts, component: str) -> str:
    api = parts.values("aws_api_gateway_rest_api", component)
    stage = parts.values("aws_api_gateway_stage", component)["stage_name"]
    ours = [one for one in parts.of_type("aws_api_gateway_method") if one["rest_api_id"] == api["id"]]
    method = next((one for one in ours if one["http_method"] != "OPTIONS"), None)
    if method is None:
        raise NotTried("the API has no method here")
    if method.get("api_key_required"):
        raise NotTried("the API wants a key")
    verb = "GET" if method["http_method"] == "ANY" else method["http_method"]
    refused = method.get("authorization") not in (None, "", "NONE")
    paths = {one["id"]: one["path"] for one in parts.of_type("aws_api_gateway_resource")}
    path = str(paths.get(method["resource_id"], "/")).replace("{proxy+}", "trial").replace("{", "").replace("}", "")
    return _called(parts, verb, f"/_aws/execute-api/{api['id']}/{stage}{path}", "", refused=refused)


def call_balancer(parts: Parts, component: str) -> str:
    balancer = parts.values("aws_lb", component)
    return _called(parts, "GET", f"/_alb/{balancer['name']}/", "", refused=False)


def _called(parts: Parts, method: str, path: str, host: str, *, refused: bool) -> str:
    """Raises Unmet for an answer that no working API gives."""
    scope = f"{parts.account.id}/20260101/{parts.account.region}/execute-api/aws4_request"
    # The emulator looks for the API in the account that this header names; nothing is signed.
    about = f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=none"
    headers = {"Authorization": about} | ({"Host": host} if host else {})
    request = Request(f"{parts.account.emulator.url}{path}", method=method, headers=headers)  # noqa: S310 - http, ours
    if method in ("POST", "PUT", "PATCH"):
        request.data = b"{}"
    try:
        with opener(request.full_url, parts.account.emulator.authority).open(request, timeout=HTTP_SECONDS) as answer:
            status = answer.status
    except HTTPError as error:
        status = error.code
        error.close()
    if refused and status in (401, 403):
        raise NotTried(f"{method} was answered {status}: the API wants a signed-in caller, which a trial has not")
    if status >= 400:
        raise Unmet(f"{method} was answered {status}")
    return f"called {method}, answered {status}"


def _once() -> str:
    """Another one each time: several edges of one component are tried one after the other."""
    return secrets.token_hex(8)


def _key_that_is_notified(parts: Parts, component: str) -> str:
    for one in parts.of_type("aws_s3_bucket_notification"):
        if one["bucket"] != parts.values("aws_s3_bucket", component)["id"]:
            continue
        for kind in ("lambda_function", "queue", "topic"):
            for entry in one.get(kind) or []:
                return f"{entry.get('filter_prefix') or 'trial/'}probe{entry.get('filter_suffix') or '.txt'}"
    return KEY


STIMULI: Mapping[str, Stimulus] = {
    one.__name__: one
    for one in (
        put_object,
        send_message,
        publish,
        put_event,
        put_item,
        put_record,
        start_execution,
        call_http,
        call_rest,
        call_balancer,
    )
}


def stimulus_named(name: str) -> Stimulus:
    """Raises KeyError: the catalogue's form names only these."""
    return STIMULI[name]
