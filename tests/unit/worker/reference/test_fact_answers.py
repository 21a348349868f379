"""What our own tools answer, for every service of the catalogue."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp.server.mcpserver.exceptions import ToolError

from worker.architecture.catalogue import load_catalogue
from worker.reference.knowledge import Knowledge

Ask = Callable[..., Any]
BLOCKS = load_catalogue().blocks
FIELDS = {"service", "kind", "name", "value", "unit", "text", "source"}


def check_shape(answer: Any) -> None:
    assert set(answer) == {"services", "facts", "notes"}
    for fact in answer["facts"]:
        assert set(fact) >= FIELDS, fact
        assert fact["text"], fact
        assert set(fact["source"]) == {"name", "version", "url", "date"}, fact
        assert fact["source"]["url"].startswith(("https://", "groundplan://")), fact
        assert fact["source"]["date"] or fact["source"]["version"], fact


def of_kind(answer: Any, kind: str) -> list[Any]:
    return [fact for fact in answer["facts"] if fact["kind"] == kind]


def test_describes_every_service_by_its_title_and_every_name(ask: Ask) -> None:
    for block in BLOCKS.values():
        answer = ask("describe_service", service=block.title, region="eu-west-1")
        check_shape(answer)
        assert answer["services"][0]["id"] == block.name
        assert len(of_kind(answer, "quota")) == len(block.quotas)


def test_knows_every_service_by_every_name_of_its_block(whole_cache: Path) -> None:
    knowledge = Knowledge(whole_cache)
    for block in BLOCKS.values():
        for name in (block.name, *block.names):
            subject = knowledge.subject(name)
            meant = [subject.block["id"] if subject.block else "", *subject.others]
            assert any(block.name in text for text in meant), name


def test_gives_every_services_quotas_and_prices(ask: Ask) -> None:
    for block in BLOCKS.values():
        quotas, prices = ask("get_quota", service=block.title), ask("get_price", service=block.title, usage={})
        check_shape(quotas)
        check_shape(prices)
        assert {fact["text"] for fact in of_kind(quotas, "quota")} == set(block.quotas)
        assert bool(of_kind(prices, "price")) == bool(block.prices), block.name
        assert of_kind(prices, "monthly_cost")[0]["name"] == "total"


@pytest.mark.parametrize(
    "name", ["aws_sqs_queue", "AWS::SQS::Queue", "Amazon Simple Queue Service", "SQS queues", "sqs"]
)
def test_knows_a_service_by_any_name(ask: Ask, name: str) -> None:
    answer = ask("describe_service", service=name)
    assert "sqs_queue" in str(answer["services"]) + str(answer["notes"])


def test_describes_what_only_botocore_knows_and_says_so(ask: Ask) -> None:
    answer = ask("describe_service", service="Amazon Braket", region="us-east-1")
    check_shape(answer)
    assert "not in the catalogue" in answer["notes"][0]
    assert answer["facts"][0]["source"]["name"] == "botocore"


def test_tells_a_name_of_several_services(ask: Ask) -> None:
    assert "REST API" in ask("describe_service", service="api gateway")["notes"][0]


def test_says_where_a_service_is_missing_and_what(ask: Ask) -> None:
    block = next(block for block in BLOCKS.values() if "me-central-1" in block.not_in)
    (fact,) = of_kind(ask("describe_service", service=block.title, region="me-central-1"), "region")
    assert fact["value"] is False
    assert "not available in me-central-1" in fact["text"]


def test_says_where_nothing_is_known_of_a_region(ask: Ask) -> None:
    (fact,) = of_kind(ask("describe_service", service="SQS", region="me-south-1"), "region")
    assert fact["value"] is None
    assert "not known" in fact["text"]


def test_reads_number_and_adjustability_of_a_quota(ask: Ask) -> None:
    fact = ask("get_quota", service="event bus", quota="rules a bus")["facts"][0]
    assert (fact["value"], fact["unit"], fact["details"]["adjustable"]) == (300, "rules", True)


@pytest.mark.parametrize(
    ("service", "words", "text"),
    [
        ("SQS", "message size", "1 MiB a message."),
        ("Lambda", "timeout", "15 minutes a run."),
        ("Amazon API Gateway HTTP API", "maximum payload", "10 MB payload."),
        ("SQS", "how long are messages kept, retention", "14 days of retention."),
    ],
)
def test_finds_the_quota_that_is_asked_for_in_other_words(ask: Ask, service: str, words: str, text: str) -> None:
    assert text in {fact["text"] for fact in ask("get_quota", service=service, quota=words)["facts"][:2]}


def test_gives_all_quotas_where_none_speaks_of_what_was_asked(ask: Ask) -> None:
    answer = ask("get_quota", service="lambda", quota="unicorns")
    assert len(of_kind(answer, "quota")) == len(BLOCKS["lambda_function"].quotas)
    assert "No quota speaks of 'unicorns'" in " ".join(answer["notes"])


def test_compares_the_same_facts_beside_each_other(ask: Ask) -> None:
    answer = ask("compare_services", services=["SQS", "SNS", "Kinesis"], region="eu-central-1")
    check_shape(answer)
    names = [fact["name"] for fact in answer["facts"][:6]]
    assert names == ["summary"] * 3 + ["category"] * 3
    assert {fact["service"] for fact in of_kind(answer, "price")} == {"sqs_queue", "sns_topic", "kinesis_stream"}
    assert {fact["region"] for fact in of_kind(answer, "region")} == {"eu-central-1"}


def test_prices_a_month_of_a_usage_with_its_ends(ask: Ask) -> None:
    answer = ask("get_price", service="sqs", usage={"messages_per_month": 50_000_000})
    total = of_kind(answer, "monthly_cost")[0]
    assert total["value"] == pytest.approx((150_000_000 - 1_000_000) / 1e6 * 0.4)
    assert total["details"]["low_usd"] < total["value"] < total["details"]["high_usd"]


def test_an_estimated_price_says_so(ask: Ask) -> None:
    details = [fact["details"]["basis"] for fact in ask("get_price", service="rds", region="ca-west-1")["facts"]]
    assert "estimated" in details


def test_finds_the_pattern_of_a_need(ask: Ask) -> None:
    answer = ask("list_patterns", need="resize images when they are uploaded")
    check_shape(answer)
    assert answer["facts"][0]["name"] == "file_processing"
    assert {"role", "service", "documentation"} <= set(answer["facts"][0]["details"]["parts"][0])


def test_finds_the_patterns_of_a_service(ask: Ask) -> None:
    assert "device_platform" in {fact["name"] for fact in ask("list_patterns", service="IoT Core")["facts"]}


def test_a_pattern_is_a_skill_that_a_search_finds(ask: Ask) -> None:
    rows = ask("aws___search_documentation", search_phrase="static website", topics=["agent_skills"])["result"]
    assert "## Parts" in ask("aws___retrieve_skill", skill_name=rows[0]["skill_name"])


@pytest.mark.parametrize(
    ("tool", "arguments", "fault"),
    [
        ("describe_service", {"service": "step fuctions"}, "no service is called.*Step Functions state machine"),
        ("describe_service", {"service": "x" * 201}, "at most 200"),
        ("describe_service", {"service": "sqs", "region": "frankfurt"}, "no such region.*eu-central-1"),
        ("compare_services", {"services": ["sqs"]}, "1 services; it compares 2 to 6"),
        ("compare_services", {"services": ["sqs", "amazon sqs"]}, "all of these names mean"),
        ("compare_services", {"services": ["sqs", "braket"]}, "not in the catalogue"),
        ("get_quota", {"service": "braket"}, "no quotas offline"),
        ("get_price", {"service": "braket"}, "no prices offline"),
        ("get_price", {"service": "sqs", "region": "eu-west-9"}, "no such region: 'eu-west-9'; nearest: eu-west"),
        ("get_price", {"service": "sqs", "usage": {"messages": 1}}, "no option 'messages'; usage takes messages_per"),
        ("get_price", {"service": "sqs", "usage": {"messages_per_month": -1}}, "messages_per_month"),
        ("aws___retrieve_skill", {"skill_name": "poetry"}, "no skill is called 'poetry'; there is"),
        ("aws___retrieve_skill", {"skill_name": "http_api", "file": "x.md"}, "only SKILL.md"),
    ],
)
def test_says_what_is_wrong_with_a_question(ask: Ask, tool: str, arguments: dict[str, Any], fault: str) -> None:
    with pytest.raises(ToolError, match=fault):
        ask(tool, **arguments)
