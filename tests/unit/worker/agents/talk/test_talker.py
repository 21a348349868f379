"""One turn: what is streamed, cited and offered, with rules and with a model that plays a script."""

import json
import threading

import pytest
from strands import ModelRetryStrategy
from strands.models import Model
from strands.types.exceptions import ModelThrottledException

from jobs.agent_limits import Limits
from worker.agents.architect import Listener
from worker.agents.audit import MemoryAudit
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_prices import FREE
from worker.agents.model_providers import Provider, offline_provider
from worker.agents.talk.state import Talk
from worker.agents.talk.talker import Talker


class Speaks(Model):
    """Calls the tools of its script one after another, then says its last words."""

    def __init__(self, steps, words):
        self.steps, self.words, self.prompts = list(steps), words, []

    def update_config(self, **_):
        """Nothing to configure."""

    def get_config(self):
        return {}

    def structured_output(self, *_, **__):
        raise NotImplementedError

    async def stream(self, messages, tool_specs=None, system_prompt=None, **_):
        self.prompts.append(system_prompt)
        yield {"messageStart": {"role": "assistant"}}
        if self.steps:
            name, arguments = self.steps.pop(0)
            yield {"contentBlockStart": {"start": {"toolUse": {"toolUseId": f"call{len(self.prompts)}", "name": name}}}}
            yield {"contentBlockDelta": {"delta": {"toolUse": {"input": json.dumps(arguments)}}}}
            yield {"contentBlockStop": {}}
            yield {"messageStop": {"stopReason": "tool_use"}}
            return
        yield {"contentBlockDelta": {"delta": {"text": self.words}}}
        yield {"contentBlockStop": {}}
        yield {"messageStop": {"stopReason": "end_turn"}}


@pytest.fixture
def speak(designs, hears):
    """One turn without servers: the reply, the pieces and the audit."""

    def speak(message, talk=None, *, provider=None, limits=None, cancel=None, on_text=None, **more):
        talk = talk or Talk()
        talker = Talker(provider or offline_provider(), ToolServers((), timeout_seconds=1), designs, limits)
        pieces, audit = [], MemoryAudit()
        reply = talker.reply(
            message,
            talk,
            hears(message, talk),
            audit=audit,
            listener=Listener(on_text or pieces.append, lambda _: None),
            cancel=cancel or threading.Event(),
            **more,
        )
        return reply, pieces, [(one.name, one.status) for one in audit.calls if one.phase == "after"]

    return speak


def model(*steps, words="That is all."):
    played = Speaks(steps, words)
    return played, Provider("a small model", is_language_model=True, make=lambda: played, price=FREE)


def test_the_words_come_in_pieces_that_make_the_answer(speak):
    reply, pieces, calls = speak("A booking site for dentists with a relational database")
    assert "".join(pieces).strip() == reply.text
    assert len(pieces) > 10
    assert calls == [("what_changed", "success")]
    assert reply.citations
    assert reply.choices


def test_the_first_words_come_before_anything_is_looked_up(speak):
    reply, pieces, _ = speak("What is SQS?")
    assert pieces[0].startswith("I look up Amazon SQS queue")
    assert "Keeps messages" in reply.text


def test_it_says_what_it_is(speak):
    reply, _, _ = speak("Are you a language model?")
    assert "not a language model" in reply.text


def test_without_a_knowledge_server_a_search_says_so(speak):
    reply, _, calls = speak("How do I configure cross-account access for an AWS account?")
    assert "No knowledge server could be asked" in reply.text
    assert calls == []


def test_stop_ends_it_at_the_next_piece(speak):
    cancel, heard = threading.Event(), []

    def on_text(piece):
        heard.append(piece)
        cancel.set()

    reply, _, _ = speak("A booking site for dentists", cancel=cancel, on_text=on_text)
    assert len(heard) <= 2
    assert reply.text == "".join(heard).strip()


def test_a_language_model_sees_the_sheet_and_has_the_same_tools(speak):
    played, provider = model(("what_changed", {}), words="I propose something small. Is that right?")
    reply, _, calls = speak("A booking site for dentists with a relational database", provider=provider)
    assert calls == [("what_changed", "success")]
    assert "relational database" in played.prompts[0]
    assert reply.text == "I propose something small. Is that right?"
    assert [one.label for one in reply.choices] == ["1,000", "10,000", "100,000", "1 million"]


def test_a_tool_that_is_not_there_is_refused(speak):
    _, provider = model(("delete_bucket", {"name": "all"}))
    reply, _, calls = speak("A booking site for dentists", provider=provider)
    assert calls == [("delete_bucket", "refused")]
    assert reply.text == "That is all."


def test_at_a_limit_the_offline_architect_answers(speak):
    _, provider = model(("show_design", {}), ("show_design", {}), ("show_design", {}))
    reply, _, _ = speak("A booking site for dentists", provider=provider, limits=Limits(turns=2))
    assert "limit of 2 turns" in reply.text
    assert "The offline architect" in reply.text
    assert "I propose" in reply.text


def test_a_link_that_a_model_makes_up_is_taken_out(speak):
    _, provider = model(words="See [this](https://evil.example/?q=secret) and https://docs.aws.amazon.com/sqs/")
    reply, _, _ = speak("A booking site for dentists", provider=provider)
    assert "evil.example" not in reply.text
    assert "docs.aws.amazon.com" in reply.text


def test_words_of_a_call_that_was_throttled_half_way_are_said_once(speak, monkeypatch):
    monkeypatch.setattr(ModelRetryStrategy, "_calculate_delay", lambda *_: 0)
    played, provider = model(("what_changed", {}), words="It costs little.")
    stream, calls = played.stream, []

    async def breaks_off(messages, *given, **more):
        calls.append(len(messages))
        if len(calls) == 2:
            yield {"messageStart": {"role": "assistant"}}
            yield {"contentBlockDelta": {"delta": {"text": "It costs li"}}}
            raise ModelThrottledException("slow down")
        async for event in stream(messages, *given, **more):
            yield event

    played.stream = breaks_off
    anew = []
    reply, pieces, _ = speak("A shop for tea", provider=provider, on_anew=anew.append)
    assert len(calls) == 3
    assert pieces.count("It costs ") == 2
    assert anew == [""]
    assert reply.text == "It costs little."


def test_a_model_that_is_away_leaves_the_turn_to_the_offline_architect(speak):
    played, provider = model()

    async def fails(*_, **__):
        raise ConnectionError("no route")
        yield

    played.stream = fails
    reply, _, calls = speak("A booking site for dentists with a relational database", provider=provider)
    assert "The offline architect, rules and no language model, answers instead." in reply.text
    assert "I propose" in reply.text
    assert "Offline architect" in reply.architect
    assert calls == [("what_changed", "success")]
