"""What a job's agent may do, and who finishes what it could not."""

import asyncio

import pytest

from jobs.agent_limits import Limits
from jobs.errors import MissingSettings
from jobs.usage import Usage
from worker.agents.model_prices import price_of
from worker.agents.model_providers import offline_provider
from worker.errors import LimitReached, ModelNotConfigured

REQUEST = "A serverless HTTP API for todo lists that keeps its items in DynamoDB, in Frankfurt"
ENDLESS = [("list_blocks", {})] * 100


def test_limits_have_defaults_and_are_read_by_their_names():
    assert Limits.from_environment({}) == Limits()
    assert Limits.from_environment({"AGENT_MAX_TURNS": "3", "AGENT_MAX_USD": "0.5"}) == Limits(turns=3, usd=0.5)


@pytest.mark.parametrize("text", ["0", "-1", "many", "nan", "inf", "1.5"])
def test_a_limit_that_is_none_is_refused(text):
    with pytest.raises(MissingSettings, match="AGENT_MAX_TURNS"):
        Limits.from_environment({"AGENT_MAX_TURNS": text})


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        (Limits(turns=3), "turns"),
        (Limits(tool_calls=2), "tool_calls"),
        (Limits(tokens=250), "tokens"),
        (Limits(usd=0.01), "usd"),
        (Limits(seconds=0.2), "seconds"),
    ],
)
def test_at_a_limit_the_offline_architect_finishes_and_says_so(bench, scripted, limits, name):
    model = scripted(ENDLESS, tokens=100, seconds=0.05)
    one = bench(model, is_language_model=True, limits=limits, price=price_of("openai", "unheard-of", {}))
    design = one.design(REQUEST)
    assert {"lambda_function", "dynamodb_table"} <= {part.block for part in design.architecture.components}
    assert design.architect == offline_provider().name
    assert design.usage.limit_reached == name
    (warned,) = design.warnings
    assert warned.check == "limits"
    assert f"AGENT_MAX_{name.upper()}" in warned.text
    assert "offline architect" in warned.text


def test_what_the_engine_refuses_too_often_is_finished_by_the_offline_architect(bench, scripted):
    model = scripted([("describe_block", {"name": "mainframe"})] * 100)
    design = bench(model, is_language_model=True, limits=Limits(refusals=3)).design(REQUEST)
    assert len(model.heard) == 3
    assert design.usage.limit_reached == "refusals"
    assert "AGENT_MAX_REFUSALS" in design.warnings[0].text


def test_a_model_that_sits_still_is_ended_by_the_clock(bench, scripted):
    async def never():
        await asyncio.sleep(60)

    one = bench(scripted(ENDLESS, before=never), is_language_model=True, limits=Limits(seconds=0.2))
    assert one.design(REQUEST).usage.limit_reached == "seconds"


def test_a_model_that_comes_to_nothing_is_finished_for(bench, scripted):
    design = bench(scripted([None]), is_language_model=True).design(REQUEST)
    assert [one.check for one in design.warnings] == ["model"]
    assert design.architecture.components


def test_where_rules_come_to_a_limit_there_is_nobody_to_finish(bench, scripted):
    with pytest.raises(LimitReached):
        bench(scripted(ENDLESS), limits=Limits(turns=2)).design(REQUEST)


def test_a_cancelled_run_is_not_finished_by_anyone(bench, scripted):
    one = bench(scripted(ENDLESS), is_language_model=True, limits=Limits(turns=2))
    one.cancel.set()
    with pytest.raises(Exception, match="stopped early"):
        one.design(REQUEST)


def test_what_a_model_used_is_counted_and_priced(bench, scripted):
    steps = [("plan_architecture", {}), ("Proposal", {})]
    price = price_of("bedrock", "eu.anthropic.claude-sonnet-4-20250514-v1:0", {})
    usage = bench(scripted(steps, tokens=1000), is_language_model=True, price=price).design(REQUEST).usage
    assert (usage.turns, usage.tool_calls, usage.input_tokens, usage.output_tokens) == (2, 2, 2000, 200)
    assert usage.estimated_usd == pytest.approx(2000 * 3e-6 + 200 * 15e-6)
    assert usage.price_basis == "recorded"
    assert usage.seconds > 0


def test_the_usage_of_both_is_added():
    both = Usage(turns=3, estimated_usd=0.5, price_basis="recorded", limit_reached="turns") + Usage(turns=4)
    assert (both.turns, both.estimated_usd, both.price_basis, both.limit_reached) == (7, 0.5, "recorded", "turns")


def test_a_price_is_set_or_recorded_or_taken_for_the_dearest():
    given = {"MODEL_USD_PER_MILLION_INPUT_TOKENS": "1", "MODEL_USD_PER_MILLION_OUTPUT_TOKENS": "2"}
    assert price_of("openai", "gpt-4o", given).of(1_000_000, 1_000_000) == 3
    assert price_of("openai", "gpt-4o-mini-2024", {}).of(1_000_000, 0) == 0.15
    assert price_of("openai", "nobody-knows-it", {}).basis == "assumed"
    assert price_of("openai", "nobody-knows-it", {}).of(0, 1_000_000) == 75
    assert price_of("ollama", "anything", {}).of(10**9, 10**9) == 0


@pytest.mark.parametrize(
    "given", [{"MODEL_USD_PER_MILLION_INPUT_TOKENS": "1"}, {"MODEL_USD_PER_MILLION_INPUT_TOKENS": "x"}]
)
def test_half_a_price_is_refused(given):
    with pytest.raises(ModelNotConfigured):
        price_of("openai", "gpt-4o", given)
