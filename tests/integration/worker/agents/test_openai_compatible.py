"""The architect on a server that speaks as OpenAI does: one of our own that plays a script, or a real one."""

import os
import threading
from collections.abc import Iterator

import pytest

from tests.integration.worker.agents.small_model import WORDS, SmallModel, in_turn
from worker.agents.architect import Architect, Design, Listener
from worker.agents.audit import MemoryAudit
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_providers import choose_provider
from worker.agents.model_settings import ModelSettings
from worker.architecture.catalogue import load_catalogue
from worker.architecture.reading import read_requirements
from worker.architecture.validation import validate
from worker.errors import ModelUnavailable

REQUEST = "A static site with a CDN whose orders wait in a queue"
REAL_MODEL = "GROUNDPLAN_TEST_MODEL_URL"
"""Address of an OpenAI-compatible server with a real model, with its /v1; GROUNDPLAN_TEST_MODEL_ID names the model."""
SCRIPT = [
    ("plan_architecture", {}),
    ("add_component", {"id": "late", "block": "mainframe", "name": "Late", "because": "orders wait"}),
    ("add_component", {"id": "late", "block": "sqs_queue", "name": "Late", "because": "orders wait"}),
    ("Proposal", {"explanation": "Streamed."}),
]


def designed(url: str, model_id: str, said: list[str], *, seconds: float = 10) -> Design:
    settings = ModelSettings("openai", model_id, base_url=url, timeout_seconds=seconds)
    architect = Architect(choose_provider(settings), ToolServers((), timeout_seconds=1), load_catalogue())
    return architect.design(
        read_requirements(REQUEST),
        audit=MemoryAudit(),
        listener=Listener(on_text=said.append, on_tool=lambda _: None),
        cancel=threading.Event(),
    )


@pytest.fixture
def model() -> Iterator[SmallModel]:
    one = SmallModel()
    one.scripts = {"small": in_turn(SCRIPT)}
    one.start()
    yield one
    one.close()


def test_streams_calls_tools_mends_and_ends_in_a_proposal(model):
    said: list[str] = []
    design = designed(f"{model.url}/v1", "small", said)
    assert "".join(said) == WORDS * len(SCRIPT)
    assert design.explanation == "Streamed."
    assert design.architecture.component("late").block == "sqs_queue"
    assert design.warnings == ()
    assert (design.usage.input_tokens, design.usage.price_basis) == (10 * len(SCRIPT), "free")
    assert "no block 'mainframe'" in model.heard("small")[1]


def test_a_server_that_is_not_there_may_be_tried_again():
    with pytest.raises(ModelUnavailable, match="APIConnectionError"):
        designed("http://127.0.0.1:9/v1", "small", [], seconds=1)


@pytest.mark.skipif(REAL_MODEL not in os.environ, reason=f"{REAL_MODEL} names no server with a real model")
def test_a_real_model_comes_to_something_that_can_be_built_or_is_finished_for():
    design = designed(os.environ[REAL_MODEL], os.environ.get("GROUNDPLAN_TEST_MODEL_ID", "default"), [], seconds=120)
    validate(design.architecture, load_catalogue())
    assert design.architecture.components
    assert design.usage.turns > 0
