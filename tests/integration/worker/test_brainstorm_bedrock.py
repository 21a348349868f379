"""A conversation on Bedrock, on the real servers: MiniStack streams what a small deterministic model says.

Between the worker and MiniStack stands a door that can be told to throttle or to hang up, as MiniStack does neither.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest
import requests
from strands import ModelRetryStrategy

from jobs.states import State
from stack.servers.ministack import MiniStack
from stack.servers.ports import free_port
from stack.testing.servers import temporary_directory
from worker.bootstrap import bootstrap

pytestmark = pytest.mark.filterwarnings("ignore:coroutine 'MCPClient.stop:RuntimeWarning")

WORKLOAD = (
    "A city runs 3,000 parking meters that report every 15 minutes whether their space is free; drivers look for a "
    "space on a website, and parking attendants get a message about meters that fall silent."
)
CALLS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("cost", "estimate_cost", {}),
    ("why not", "explain_choice", {"service": "Aurora"}),
    ("limits", "about_service", {"service": "SQS", "aspects": ["limits"]}),
    ("what changes", "what_changes_if", {"change": "move to Ireland"}),
    ("documentation", "aws___search_documentation", {"search_phrase": "Amazon SQS dead-letter queue", "limit": 3}),
    ("compare", "set_side_by_side", {"services": ["SQS", "Kinesis"]}),
    ("zone fails", "resilience", {}),
    ("summary", "read_sheet", {"part": "summary"}),
)
"""Words of the user → what the model calls; anything else asks what changed."""


class Served(ThreadingHTTPServer):
    """On a port of its own, in a thread of its own."""

    daemon_threads = True

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def answer(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Silent."""


class TalkingModel(Handler):
    """Calls one tool, then says how its answer begins. Its first comparison names no list, which is refused."""

    def do_POST(self) -> None:
        asked = json.loads(self.body())
        talks = "what_changed" in {one["function"]["name"] for one in asked.get("tools", ())}
        message = self._next(asked["messages"]) if talks else {"role": "assistant", "content": "I cannot design that."}
        usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
        answer = {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}], "usage": usage}
        self.answer(200, {"Content-Type": "application/json"}, json.dumps(answer).encode())

    def _next(self, messages: list[dict[str, Any]]) -> dict[str, Any]:
        last = max(index for index, one in enumerate(messages) if one["role"] == "user")
        words = str(messages[last]["content"]).lower()
        heard = [str(one["content"]) for one in messages[last:] if one["role"] == "tool"]
        name, given = next(((name, given) for cue, name, given in CALLS if cue in words), ("what_changed", {}))
        refused = name == "set_side_by_side" and len(heard) == 1
        if not heard or refused:
            wrong = name == "set_side_by_side" and not heard
            function = {"name": name, "arguments": json.dumps({"services": 7} if wrong else given)}
            call = {"id": f"call{last}_{len(heard)}", "type": "function", "function": function}
            return {"role": "assistant", "content": "I look at it. ", "tool_calls": [call]}
        said = f"{heard[-1][:300]} More at [a page](https://evil.example/?q=secret). Is that right?"
        return {"role": "assistant", "content": said}


class Door(Handler):
    """Hands calls on to MiniStack, but for those that it throttles, and while it is shut."""

    ministack: ClassVar[str] = ""
    throttled: ClassVar[int] = 0
    shut: ClassVar[bool] = False

    def do_POST(self) -> None:
        body, cls = self.body(), type(self)
        if cls.shut:
            self.close_connection = True
            return
        if cls.throttled:
            cls.throttled -= 1
            headers = {"Content-Type": "application/json", "x-amzn-ErrorType": "ThrottlingException"}
            self.answer(429, headers, b'{"message": "Too many requests, please wait before trying again."}')
            return
        headers = {name: self.headers[name] for name in self.headers if name.lower() not in ("host", "content-length")}
        answer = requests.post(cls.ministack + self.path, data=body, headers=headers, timeout=20)
        self.answer(answer.status_code, {"Content-Type": answer.headers["Content-Type"]}, answer.content)


@pytest.fixture
def door() -> Iterator[str]:
    """The address where Bedrock is asked."""
    model, door = Served(TalkingModel), Served(Door)

    class WithBedrock(MiniStack):
        def environment(self) -> Mapping[str, str]:
            return {**super().environment(), "MINISTACK_BEDROCK_PROXY_URL": model.url}

    with temporary_directory() as directory:
        server = WithBedrock(directory, free_port())
        server.start()
        Door.ministack, Door.throttled, Door.shut = server.url, 0, False
        yield door.url
        server.kill()
    for one in (model, door):
        one.shutdown()
        one.server_close()


@pytest.fixture
def worker(bed, door, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setattr(ModelRetryStrategy, "_calculate_delay", lambda *_: 0)
    bedrock = {"MODEL_PROVIDER": "bedrock", "MODEL_ID": "small.model-v1:0", "BEDROCK_ENDPOINT_URL": door}
    worker = bootstrap({**bed.environment, **bedrock})
    worker.servers.tools()
    monkeypatch.setattr("worker.lambda_handler._worker", worker)
    yield worker
    worker.close()


def test_a_ten_turn_conversation_on_bedrock_ends_in_a_bundle(bed, worker, talk):
    first, job = talk.say(WORKLOAD)
    assert job.result["architect"] == "Amazon Bedrock small.model-v1:0"
    assert first.text.startswith("I look at it.")
    assert "I propose" in first.text
    assert "evil.example" not in first.text
    assert first.citations
    assert first.choices  # it ended with a question, and the sheet has one open
    said = [one.data for one in bed.events(job.id) if one.type == "delta"]
    assert said[0]["anew"]
    assert "".join(one["text"] for one in said).strip() == first.text
    assert [(one.name, one.phase, one.status) for one in bed.tool_calls(job.id)][-1][:2] == ("what_changed", "after")

    cost, _ = talk.say("What would that cost?")
    assert "a month" in cost.text
    against, _ = talk.say("Why not Aurora?")
    assert "Aurora" in against.text
    limits, _ = talk.say("And the limits of SQS?")
    assert any("SQS" in one["title"] for one in limits.citations)
    found, job = talk.say("What does the documentation say of dead-letter queues?")
    assert found.citations
    assert "aws___search_documentation" in {one.name for one in bed.tool_calls(job.id)}

    compared, job = talk.say("compare SQS and Kinesis")
    assert "Side by side" in compared.text
    after = [(one.name, one.status) for one in bed.tool_calls(job.id) if one.phase == "after"]
    assert after == [("set_side_by_side", "error"), ("set_side_by_side", "success")]

    Door.throttled = 2  # botocore tries twice by itself, the agent once more
    lost, job = talk.say("What happens when a zone fails?")
    assert Door.throttled == 0
    assert job.attempt == 1
    assert lost.text.count("I look at it.") == 1
    assert "If a zone fails" in lost.text

    Door.shut = True
    moved, job = talk.say("Run it in eu-west-1.")
    assert "The offline architect, rules and no language model, answers instead." in moved.text
    assert "us-east-1 → eu-west-1" in moved.text
    assert "Offline architect" in job.result["architect"]
    Door.shut = False

    told, _ = talk.say("There are 4,000 parking meters, not 3,000.")
    assert "4,000 parking meters" in talk.sheet().request
    assert "What changed" in told.text
    end, job = talk.say("A summary, please.")
    assert "parking" in end.text
    assert job.result["architect"].startswith("Amazon Bedrock")

    sheet = talk.sheet()
    made_by = bed.submit(sheet.request, region=sheet.region, assumptions=sheet.assumptions, pins=sheet.pins)
    assert bed.deliver(bed.receive()) == []
    made = bed.job(made_by)
    assert (made.state, made.error) == (State.SUCCEEDED, None)
    assert made.result["region"] == "eu-west-1"
    files = {one.name: one for one in bed.artifacts(made_by)}
    assert "4,000" in bed.read(files["requirements.json"]).decode()
