"""What is taken from the answers of tools, and what is not."""

import json
from types import SimpleNamespace

import pytest

from worker.agents.evidence import Evidence, Reference


def heard(name, content, status="success"):
    evidence = Evidence()
    result = {"toolUseId": "1", "status": status, "content": [{"text": json.dumps({"content": content})}]}
    evidence.after(SimpleNamespace(tool_use={"name": name}, result=result))
    return evidence


def test_takes_the_best_page_of_a_search_as_a_reference():
    rows = [
        {"title": "Lambda", "url": "https://docs.aws.amazon.com/a", "context": ""},
        {"title": "Other", "url": "https://docs.aws.amazon.com/b"},
    ]
    assert heard("aws___search_documentation", {"result": rows}).references == [
        Reference("Lambda", "https://docs.aws.amazon.com/a")
    ]


def test_takes_what_is_missing_in_a_region():
    regions = {"eu-west-1": {"AWS::A::B": "isNotAvailableIn", "AWS::C::D": "isAvailableIn"}}
    assert heard("aws___get_regional_availability", {"regions": regions}).unavailable == {"eu-west-1": {"AWS::A::B"}}


def test_knows_the_tools_by_their_prefixed_names_too():
    rows = [{"title": "Lambda", "url": "https://docs.aws.amazon.com/a"}]
    assert heard("knowledge_aws___search_documentation", {"result": rows}).references


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        "x",
        {"result": "x"},
        {"result": [1]},
        {"result": [{"title": 1, "url": "https://docs.aws.amazon.com/a"}]},
        {"result": [{"title": "x", "url": "javascript:alert(1)"}]},
    ],
)
def test_takes_nothing_of_another_shape(content):
    assert heard("aws___search_documentation", content).references == []


def test_remembers_why_a_tool_failed():
    assert list(heard("aws___search_documentation", {}, status="error").faults) == ["aws___search_documentation"]


def test_what_the_engine_refuses_a_model_is_no_fault_of_the_evidence():
    assert heard("add_component", {}, status="error").faults == {}


def test_takes_no_page_of_a_host_that_is_not_awss():
    rows = [{"title": "Lambda", "url": "https://docs.aws.amazon.com.evil.example/?q=secret"}]
    assert heard("aws___search_documentation", {"result": rows}).references == []
