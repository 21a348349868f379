"""The same architect on Bedrock: streaming, tools and structured output, with a small deterministic model behind it.

MiniStack hands ConverseStream on to an OpenAI-compatible server; ours plays a model that mends a mistake.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from stack.servers.ministack import REGION, MiniStack
from stack.servers.ports import free_port
from stack.testing.servers import temporary_directory
from worker.agents.architect import Architect, Listener
from worker.agents.audit import MemoryAudit
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_providers import choose_provider
from worker.agents.model_settings import ModelSettings
from worker.agents.talk.designs import Designs
from worker.agents.talk.listening import listen
from worker.agents.talk.state import Said, Talk
from worker.agents.talk.talker import Talker
from worker.architecture.catalogue import load_catalogue
from worker.architecture.reading import read_requirements


class SmallModel(BaseHTTPRequestHandler):
    """Reads, plans, adds a block that does not exist, and mends it when that is refused."""

    refusals: ClassVar[list[str]] = []
    prompts: ClassVar[list[list[dict[str, Any]]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        names = {one["function"]["name"] for one in body.get("tools", ())}
        talks = "what_changed" in names
        answer = json.dumps((self._reply if talks else self._completion)(body["messages"])).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Silent."""

    def _completion(self, messages: list[dict[str, Any]]) -> dict[str, Any]:
        heard = [str(one["content"]) for one in messages if one["role"] == "tool"]
        name, arguments = self._next(heard)
        call = {
            "id": f"call{len(heard)}",
            "type": "function",
            "function": {"name": name, "arguments": json.dumps(arguments)},
        }
        message = {"role": "assistant", "content": "I go on.", "tool_calls": [call]}
        usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
        return {"choices": [{"index": 0, "message": message, "finish_reason": "tool_calls"}], "usage": usage}

    def _reply(self, messages: list[dict[str, Any]]) -> dict[str, Any]:
        """In a conversation: looks at the design, then answers with its first sentence and asks."""
        self.prompts.append(messages)
        heard = [str(one["content"]) for one in messages if one["role"] == "tool"]
        usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
        if not heard:
            call = {"id": "call0", "type": "function", "function": {"name": "what_changed", "arguments": "{}"}}
            message = {"role": "assistant", "content": "I look at it. ", "tool_calls": [call]}
            return {"choices": [{"index": 0, "message": message, "finish_reason": "tool_calls"}], "usage": usage}
        message = {"role": "assistant", "content": f"{heard[0][:200]} Is that right?"}
        return {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}], "usage": usage}

    def _next(self, heard: list[str]) -> tuple[str, dict[str, Any]]:
        if len(heard) < 2:
            return ("read_request", "plan_architecture")[len(heard)], {}
        part = {"id": "jobs", "block": "mainframe", "name": "Jobs", "because": "jobs"}
        if len(heard) == 2:
            return "add_component", part
        if len(heard) == 3:
            self.refusals.append(heard[2])
            return "add_component", {**part, "block": "sqs_queue"}
        return "Proposal", {"explanation": "A small model made this."}


@pytest.fixture
def bedrock() -> Iterator[str]:
    """The address of a MiniStack whose Bedrock is the small model."""
    model = ThreadingHTTPServer(("127.0.0.1", 0), SmallModel)
    threading.Thread(target=model.serve_forever, daemon=True).start()

    class WithBedrock(MiniStack):
        def environment(self) -> Mapping[str, str]:
            proxy = f"http://127.0.0.1:{model.server_port}"
            return {**super().environment(), "MINISTACK_BEDROCK_PROXY_URL": proxy}

    with temporary_directory() as directory:
        server = WithBedrock(directory, free_port())
        server.start()
        yield server.url
        server.kill()
    model.shutdown()
    model.server_close()


def test_a_bedrock_model_designs_with_the_same_tools_guard_and_audit(bedrock, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    settings = ModelSettings(provider="bedrock", model_id="small.model-v1:0", region=REGION, endpoint_url=bedrock)
    architect = Architect(choose_provider(settings), ToolServers((), timeout_seconds=1), load_catalogue())
    audit, said = MemoryAudit(), []
    design = architect.design(
        read_requirements("A static site with a CDN"),
        audit=audit,
        listener=Listener(on_text=said.append, on_tool=lambda _: None),
        cancel=threading.Event(),
    )
    assert architect.terms().provider.is_language_model
    assert design.explanation == "A small model made this."
    assert {"cloudfront_distribution", "sqs_queue"} <= {one.block for one in design.architecture.components}
    assert "I go on." in "".join(said)
    assert "no block 'mainframe'" in SmallModel.refusals[0]
    after = [(call.name, call.status) for call in audit.calls if call.phase == "after"]
    assert after == [
        ("read_request", "success"),
        ("plan_architecture", "success"),
        ("add_component", "error"),
        ("add_component", "success"),
        ("Proposal", "success"),
    ]


def test_a_bedrock_model_talks_with_the_same_sheet_tools_guard_and_audit(bedrock, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    settings = ModelSettings(provider="bedrock", model_id="small.model-v1:0", region=REGION, endpoint_url=bedrock)
    designs = Designs(load_catalogue())
    talker = Talker(choose_provider(settings), ToolServers((), timeout_seconds=1), designs)
    audit, said = MemoryAudit(), []
    before = Talk((Said("user", "hello"), Said("assistant", "Hello. What do you want to build?")))
    words = "A booking site for dentists with a relational database"
    heard = listen(words, before, designs)
    reply = talker.reply(
        words,
        before,
        heard,
        audit=audit,
        listener=Listener(on_text=said.append, on_tool=lambda _: None),
        cancel=threading.Event(),
    )
    assert heard.sheet.understood
    assert reply.text == "".join(said).strip()
    assert reply.text.startswith("I look at it.")
    assert "I propose" in reply.text
    assert [one.label for one in reply.choices] == ["1,000", "10,000", "100,000", "1 million"]
    assert any("docs.aws.amazon.com" in one.url for one in reply.citations)
    assert [(call.name, call.status) for call in audit.calls if call.phase == "after"] == [("what_changed", "success")]
    roles = [one["role"] for one in SmallModel.prompts[0]]
    assert roles == ["system", "user", "assistant", "user"]
    assert "relational database" in str(SmallModel.prompts[0][0]["content"])
