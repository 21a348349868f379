"""The same agents on Bedrock: streaming, tools and structured output, with a small deterministic model behind it.

MiniStack hands ConverseStream on to an OpenAI-compatible server; ours plays a model that designs, and makes mistakes.
"""

import io
import json
import threading
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from jobs.agent_limits import Limits
from jobs.states import State
from stack.servers.ministack import REGION, MiniStack
from stack.servers.ports import free_port
from stack.testing.servers import temporary_directory
from tests.integration.worker.agents.small_model import WORDS, Call, Gate, Heard, SmallModel, in_turn
from worker.agents.architect import Architect, Design, Listener
from worker.agents.audit import MemoryAudit
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_choice import Models
from worker.agents.model_providers import Provider, choose_provider, offline_provider
from worker.agents.model_settings import ModelSettings
from worker.agents.talk.designs import Designs
from worker.agents.talk.listening import listen
from worker.agents.talk.state import Said, Talk
from worker.agents.talk.talker import Talker
from worker.architecture.catalogue import load_catalogue
from worker.architecture.reading import read_requirements
from worker.pipelines.analyze import Analyze
from worker.pipelines.implement import Implement
from worker.pipelines.run import Run
from worker.stop import Stop

REQUEST = "A static site with a CDN for about five hundred readers, whose orders wait until someone has packed them"
READERS = "about five hundred readers"
QUEUE = {"id": "orders", "name": "Orders", "because": "orders wait until someone has packed them"}
DESIGNS: list[Call] = [
    ("read_request", {}),
    ("amend_requirements", {"measures": [{"quantity": "users", "value": 500, "quote": READERS}]}),
    ("plan_architecture", {}),
    ("add_component", {**QUEUE, "block": "mainframe"}),
    ("add_component", {**QUEUE, "block": "sqs_queue", "options": {"visibility_timeout_seconds": 77}}),
    ("check_architecture", {}),
    ("Proposal", {"explanation": "A small model made this."}),
]
GOES_IN_CIRCLES: list[Call] = [*DESIGNS[:5], ("remove_component", {"component": "ghost", "because": "it haunts"})]


def talks(heard: Heard) -> Call | str:
    """Looks at the design, then answers with its first sentence and asks."""
    return f"{heard[0][:200]} Is that right?" if heard else ("what_changed", {})


class Bedrock:
    """A MiniStack whose Bedrock is the small model, behind a gate."""

    def __init__(self, url: str, model: SmallModel) -> None:
        self.model = model
        self.gate = Gate(url)

    def provider(self, model_id: str, *, endpoint: str = "") -> Provider:
        address = endpoint or self.gate.url
        return choose_provider(ModelSettings("bedrock", model_id, region=REGION, endpoint_url=address))

    def architect(self, model_id: str, limits: Limits | None = None) -> Architect:
        return Architect(self.provider(model_id), ToolServers((), timeout_seconds=1), load_catalogue(), limits)


@pytest.fixture(scope="module")
def served() -> Iterator[Bedrock]:
    model = SmallModel()
    model.scripts = {
        "designs-v1:0": in_turn(DESIGNS),
        "circles-v1:0": in_turn(GOES_IN_CIRCLES),
        "talks-v1:0": talks,
    }
    model.start()

    class WithBedrock(MiniStack):
        def environment(self) -> Mapping[str, str]:
            return {**super().environment(), "MINISTACK_BEDROCK_PROXY_URL": model.url}

    with temporary_directory() as directory:
        server = WithBedrock(directory, free_port())
        server.start()
        one = Bedrock(server.url, model)
        one.gate.start()
        yield one
        one.gate.close()
        server.kill()
    model.close()


@pytest.fixture
def bedrock(served: Bedrock, monkeypatch: pytest.MonkeyPatch) -> Bedrock:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    served.gate.paths.clear()
    served.model.prompts.clear()
    return served


def designed(architect: Architect, audit: MemoryAudit, said: list[str]) -> Design:
    return architect.design(
        read_requirements(REQUEST),
        audit=audit,
        listener=Listener(on_text=said.append, on_tool=lambda _: None),
        cancel=threading.Event(),
    )


def test_a_model_designs_through_tools_and_mends_what_was_refused_also_when_it_is_throttled(bedrock):
    bedrock.gate.throttles = 2  # as often as botocore tries by itself
    audit, said = MemoryAudit(), []
    architect = bedrock.architect("designs-v1:0")
    design = designed(architect, audit, said)
    assert architect.terms().provider.is_language_model
    assert bedrock.gate.throttles == 0
    assert {path.rsplit("/", 1)[-1] for path in bedrock.gate.paths} == {"converse-stream"}
    assert design.explanation == "A small model made this."
    assert {"cloudfront_distribution", "sqs_queue"} <= {one.block for one in design.architecture.components}
    assert design.architecture.component("orders").options == {"visibility_timeout_seconds": 77}
    assert design.requirements is not None
    assert design.requirements.measure("users") == 500
    assert "".join(said) == WORDS * len(DESIGNS)
    assert design.usage.input_tokens == 10 * len(DESIGNS)
    assert design.warnings == ()
    after = [(call.name, call.status) for call in audit.calls if call.phase == "after"]
    assert after == [(name, "error" if given.get("block") == "mainframe" else "success") for name, given in DESIGNS]
    refusal = bedrock.model.heard("designs-v1:0")[3]
    assert "UnknownBlock" in refusal
    assert "component orders.block: the catalogue has no block 'mainframe'" in refusal
    assert "The draft is as it was." in refusal


def test_the_change_and_the_amendment_are_in_the_bundle(bedrock, bed, use):
    bed.models = Models(bedrock.provider("designs-v1:0"))
    use(Implement(bedrock.architect("designs-v1:0"), load_catalogue()))
    job_id = bed.submit(REQUEST)
    assert bed.deliver(bed.receive()) == []
    job = bed.job(job_id)
    assert job.error is None
    assert job.state == State.SUCCEEDED
    assert job.result["architect"] == "Amazon Bedrock designs-v1:0"
    assert job.result["usage"]["input_tokens"] == 10 * len(DESIGNS)
    assert job.result["checks"]["failed"] == 0
    assert not [one.data for one in bed.events(job_id) if one.type == "finding"]
    content = next(bed.read(one) for one in bed.artifacts(job_id) if one.name == "bundle.zip")
    bundle = zipfile.ZipFile(io.BytesIO(content))
    terraform = "".join(bundle.read(name).decode() for name in bundle.namelist() if name.endswith(".tf"))
    assert 'resource "aws_sqs_queue" "orders"' in terraform
    assert "77" in terraform
    assert "AWS::SQS::Queue" in bundle.read("cloudformation/template.yaml").decode()
    known = json.loads(bundle.read("requirements.json"))
    assert [(one["value"], one["quote"]["text"]) for one in known["measures"] if one["quantity"] == "users"] == [
        (500.0, READERS)
    ]
    assert "orders wait until someone has packed them" in bundle.read("README.md").decode()
    assert f"A language model read it in “{READERS}”" in bundle.read("requirements.json").decode()
    words = "".join(one.data["text"] for one in bed.events(job_id) if one.type == "delta")
    assert words == WORDS * len(DESIGNS)
    assert {one.name for one in bed.tool_calls(job_id)} == {name for name, _ in DESIGNS}


def test_when_its_tries_are_used_up_the_offline_architect_finishes_the_job_and_says_so(bedrock, bed, use):
    provider = bedrock.provider("circles-v1:0")
    bed.models = Models(provider, limits=Limits(refusals=3))
    use(Implement(bedrock.architect("circles-v1:0"), load_catalogue()))
    job_id = bed.submit(REQUEST)
    assert bed.deliver(bed.receive()) == []
    job = bed.job(job_id)
    assert job.state == State.SUCCEEDED
    assert job.result["architect"] == offline_provider().name
    assert job.result["usage"]["limit_reached"] == "refusals"
    said = next(note for note in job.result["notes"] if "AGENT_MAX_REFUSALS" in note)
    assert "3 refused changes and proposals" in said
    assert "offline architect" in said
    assert "went on from the model's draft, with 1 of its changes" in said
    assert "orders" in {one["id"] for one in job.result["components"]}
    assert [one.data["check"] for one in bed.events(job_id) if one.type == "finding"] == ["limits"]


def test_where_nobody_answers_the_job_is_tried_again_and_then_fails_with_the_reason(bedrock, bed, use):
    dead = bedrock.provider("designs-v1:0", endpoint=f"http://127.0.0.1:{free_port()}")
    bed.models = Models(dead)
    use(Implement(Architect(dead, ToolServers((), timeout_seconds=1), load_catalogue()), load_catalogue()))
    job_id = bed.submit(REQUEST, max_attempts=2)
    for _ in range(2):
        bed.deliver(bed.receive())
    job = bed.job(job_id)
    assert job.state == State.FAILED
    assert bed.states(job_id) == ["running", "queued", "running", "failed"]
    assert job.error["code"] == "model_unavailable"
    assert "EndpointConnectionError" in job.error["message"]
    assert bed.artifacts(job_id) == []


def test_analyze_makes_the_models_changes_in_every_option(bedrock):
    files: dict[str, bytes] = {}
    run = Run(
        request=REQUEST,
        region=None,
        environment=None,
        report=lambda *_: None,
        note_stage=lambda _: None,
        deliver=lambda made: files.update({one.name: one.content for one in made}),
        audit=MemoryAudit(),
        stop=Stop(),
    )
    result: dict[str, Any] = Analyze(bedrock.architect("designs-v1:0"), load_catalogue()).run(run)
    assert result["architect"] == "Amazon Bedrock designs-v1:0"
    assert [one["name"] for one in result["options"]] == ["cost-optimised", "balanced", "resilient"]
    for name in ("cost-optimised", "balanced", "resilient"):
        own = [content for file, content in files.items() if file.startswith(f"options/{name}/terraform/")]
        assert b'resource "aws_sqs_queue" "orders"' in b"".join(own), name
    assert json.loads(files["requirements.json"])["measures"][0]["value"] == 500
    assert not any("could not be carried over" in note for note in result["notes"])


def test_analyze_is_finished_by_the_offline_architect_where_the_models_tries_are_used_up(bedrock):
    notes: list[str] = []
    run = Run(
        request=REQUEST,
        region=None,
        environment=None,
        report=lambda kind, data: notes.append(data["message"]) if kind == "finding" else None,
        note_stage=lambda _: None,
        deliver=lambda _: None,
        audit=MemoryAudit(),
        stop=Stop(),
    )
    result = Analyze(bedrock.architect("circles-v1:0", Limits(refusals=2)), load_catalogue()).run(run)
    assert result["architect"] == offline_provider().name
    assert any("AGENT_MAX_REFUSALS" in one for one in notes)
    assert all(one["checks"]["failed"] == 0 for one in result["options"])


def test_a_model_talks_with_the_same_sheet_tools_guard_and_audit(bedrock):
    designs = Designs(load_catalogue())
    talker = Talker(bedrock.provider("talks-v1:0"), ToolServers((), timeout_seconds=1), designs)
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
    assert reply.text.startswith(WORDS.strip())
    assert "I propose" in reply.text
    assert [one.label for one in reply.choices] == ["1,000", "10,000", "100,000", "1 million"]
    assert any("docs.aws.amazon.com" in one.url for one in reply.citations)
    assert [(call.name, call.status) for call in audit.calls if call.phase == "after"] == [("what_changed", "success")]
    prompts = bedrock.model.prompts["talks-v1:0"]
    assert [one["role"] for one in prompts[0]] == ["system", "user", "assistant", "user"]
    assert "relational database" in str(prompts[0][0]["content"])
