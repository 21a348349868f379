"""One trace from a browser's click to a worker's tool, over the queue, as an OpenTelemetry collector gets it."""

import json
import logging
from itertools import pairwise

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from jobs.chores.relay import relay
from jobs.database import Database
from jobs.logs import JsonLines
from jobs.states import Mode
from jobs.testing.queue import InMemoryQueue
from jobs.tracing import export
from jobs.tracing.spans import span
from tests.integration.web.receiver import receiver
from web.app import create_app
from web.services import connect
from worker import lambda_handler
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_choice import Models
from worker.agents.model_providers import offline_provider
from worker.bootstrap import Worker
from worker.job_runner import JobRunner
from worker.pipelines.run import File
from worker.poller import _event

JOB = {"mode": "implement", "request": "A static site for a bakery."}
TRACE, CLICK = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
HEADERS = {"traceparent": f"00-{TRACE}-{CLICK}-01", "X-Request-ID": "request-0001"}


class Small:
    """A pipeline with one call of a tool."""

    def run(self, run):
        with span("tool server", "client", server="aws-reference", tool="describe"):
            logging.getLogger("worker.test").warning("inside the job")
        run.deliver([File("README.md", b"# done")])
        return {"title": "done"}

    def warm_up(self):
        """Nothing is slow here."""


@pytest.fixture
def work(services, settings, monkeypatch):
    """Take a message and handle it as the poller does, until a job is done."""
    pipelines, database = {Mode.IMPLEMENT: Small()}, Database(settings.database_url)
    runner = JobRunner(
        settings,
        database=database,
        queue=services.queue,
        progress=services.progress,
        artifacts=services.artifacts,
        pipelines=pipelines,
        models=Models(offline_provider()),
        worker="test",
    )
    servers = ToolServers((), timeout_seconds=1)
    worker = Worker(settings, database, services.queue, services.progress, servers, pipelines, runner)
    monkeypatch.setattr(lambda_handler, "_worker", worker)

    def handle():
        messages = services.queue.receive(wait_seconds=10, max_messages=1)
        assert lambda_handler.handler(_event(messages)) == {"batchItemFailures": []}
        for message in messages:
            services.queue.delete(message["ReceiptHandle"])

    yield handle
    database.close()


def spans_of(collector):
    found = {}
    for path, _, body in list(collector.posted):
        assert path == "/v1/traces"
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            service = next(one.value.string_value for one in resource.resource.attributes if one.key == "service.name")
            for scope in resource.scope_spans:
                found |= {(service, one.name): one for one in scope.spans}
    return found


def test_a_click_and_the_job_that_it_began_are_one_trace(app, ada, settings, work, caplog, monkeypatch):
    monkeypatch.setattr(export, "_FLUSH_MILLISECONDS", 30_000)  # a busy machine takes its time
    caplog.handler.setFormatter(JsonLines("test"))
    with receiver() as collector:
        traced = settings.model_copy(update={"otel_exporter_otlp_endpoint": f"http://{collector.address}"})
        export.begin("web", traced)
        try:
            submitted = ada.post("/api/v1/jobs", json=JOB, headers=HEADERS)
            export.end()
            export.begin("worker", traced)
            work()
        finally:
            export.end()
        spans = spans_of(collector)

    job_id = submitted.json["data"]["id"]
    web, job, tool = (
        spans["groundplan-web", "POST /api/v1/jobs"],
        spans["groundplan-worker", "job"],
        spans["groundplan-worker", "tool server"],
    )
    assert {one.trace_id.hex() for one in (web, job, tool)} == {TRACE}
    assert web.parent_span_id.hex() == CLICK
    assert all(child.parent_span_id == parent.span_id for parent, child in pairwise((web, job, tool)))
    kept, done = spans["groundplan-web", "INSERT job"], spans["groundplan-worker", "WITH job"]
    assert (kept.parent_span_id, done.trace_id) == (web.span_id, web.trace_id)
    told = {one.key: one.value.string_value for one in job.attributes}
    assert (told["job_id"], told["org_id"]) == (job_id, str(ada.account.org_id))
    assert (told["mode"], told["outcome"]) == ("implement", "succeeded")
    assert "bakery" not in "".join(map(str, spans.values()))

    lines = [json.loads(line) for line in caplog.text.splitlines() if line.startswith("{")]
    (inside,) = [line for line in lines if line["message"] == "inside the job"]
    assert (inside["trace_id"], inside["job_id"], inside["org_id"]) == (TRACE, job_id, str(ada.account.org_id))


def test_without_a_collector_the_ids_still_go_all_the_way(app, ada, services, caplog):
    caplog.handler.setFormatter(JsonLines("test"))
    with caplog.at_level(logging.INFO):
        ada.post("/api/v1/jobs", json=JOB, headers=HEADERS)
    (message,) = services.queue.receive(wait_seconds=10, max_messages=1)
    services.queue.delete(message["ReceiptHandle"])
    assert message["MessageAttributes"]["traceparent"]["StringValue"] == HEADERS["traceparent"]
    (line,) = [line for line in map(json.loads, caplog.text.splitlines()) if line.get("action") == "web.request"]
    assert (line["trace_id"], line["request_id"]) == (TRACE, "request-0001")


def test_a_job_that_the_relay_sends_later_is_of_the_same_trace(settings, chores, new_account, signed_in_client):
    parts = connect(settings)
    down = InMemoryQueue()
    down.is_down = True
    object.__setattr__(parts, "queue", down)
    account = new_account()
    client = signed_in_client(create_app(parts), parts.database, account)
    job_id = client.post("/api/v1/jobs", json=JOB, headers=HEADERS).json["data"]["id"]

    found = None
    for _ in range(30):
        relay(chores)
        for message in chores.queue.receive(wait_seconds=1):
            chores.queue.delete(message["ReceiptHandle"])
            if job_id in message["Body"]:
                found = message
        if found:
            break

    assert found is not None
    assert found["MessageAttributes"]["traceparent"]["StringValue"] == HEADERS["traceparent"]
    parts.database.close()
