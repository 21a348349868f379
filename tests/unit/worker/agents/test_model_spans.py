import asyncio
import threading
from dataclasses import dataclass, field

import pytest

from jobs.agent_limits import Limits
from jobs.states import Mode
from jobs.tracing import spans
from jobs.tracing.context import Trace, scope
from tests.unit.worker.agents.conftest import ScriptedModel
from worker.agents.audit import MemoryAudit
from worker.agents.guarded_agent import Surroundings, assemble, follow
from worker.agents.limits import Meter
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_prices import Price
from worker.errors import LimitReached

CLICK = Trace.new()


@dataclass
class Recorded:
    """A span that is kept here instead of sent."""

    name: str
    parent: str
    told: dict = field(default_factory=dict)
    trace: Trace = field(default_factory=Trace.new)
    ended: bool = False
    fault: str | None = None

    def note(self, values):
        self.told |= values

    def end(self, fault):
        assert not self.ended
        self.ended, self.fault = True, fault


@pytest.fixture
def recorded():
    kept = []

    class Recorder:
        def begin(self, name, kind, parent, values):
            kept.append(Recorded(f"{kind} {name}", parent.span_id, dict(values)))
            return kept[-1]

    spans.use(Recorder())
    yield kept
    spans.use(None)


def run(model, **limits):
    called = []
    meter = Meter(Limits(**limits), Price(3, 15, "a test's"))
    nothing = Surroundings(
        ToolServers((), timeout_seconds=1), Mode.IMPLEMENT, MemoryAudit(), called.append, Silent(), meter
    )
    agent = assemble(model, [], nothing, marks_outside_text=False)
    with scope(CLICK):
        asyncio.run(follow(agent, "A bakery.", meter, len, cancel=threading.Event(), fault_of=lambda error: error))


class Silent:
    def register_hooks(self, registry, **_):
        """Keeps nothing."""


def test_a_run_is_a_span_of_the_job_and_each_call_of_the_model_is_one_in_it(recorded):
    run(ScriptedModel([("nothing_like_it", {}), None], tokens=100))

    agent, first, second = recorded
    assert (agent.name, agent.parent) == ("internal invoke_agent", CLICK.span_id)
    assert first.name.startswith("client chat")
    assert {first.parent, second.parent} == {agent.trace.span_id}
    assert (first.told["gen_ai.response.finish_reasons"], second.told["gen_ai.response.finish_reasons"]) == (
        "tool_use",
        "end_turn",
    )
    assert first.told["gen_ai.usage.input_tokens"] == 100
    assert agent.told["gen_ai.usage.input_tokens"] == 200
    assert agent.told["turns"] == 2
    assert all(one.ended and one.fault is None for one in recorded)
    assert "bakery" not in str(recorded)


def test_a_call_that_failed_says_which_kind_of_fault_and_not_its_words(recorded):
    with pytest.raises(ValueError, match="of a bakery"):
        run(ScriptedModel([ValueError("of a bakery")]))

    agent, call = recorded
    assert (agent.fault, call.fault) == ("ValueError", "ValueError")
    assert "bakery" not in str(recorded)


def test_a_call_that_took_too_long_has_an_end(recorded):
    with pytest.raises(LimitReached):
        run(ScriptedModel([], seconds=5), seconds=0.05)

    agent, call = recorded
    assert agent.ended
    assert (call.ended, call.fault) == (True, "CutOff")


def test_where_no_traces_are_wanted_nothing_is_made():
    run(ScriptedModel([]))
