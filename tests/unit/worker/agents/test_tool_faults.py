"""An error is an error, whatever the status says."""

import json

import pytest

from worker.agents.tool_faults import fault_in


def result(text, status="success"):
    return {"toolUseId": "1", "status": status, "content": [{"text": text}]}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"error": "no such page"}, "no such page"),
        ({"errors": ["a", "b"]}, "['a', 'b']"),
        ({"isError": True, "message": "broken"}, "broken"),
        ({"status": "failed", "message": "broken"}, "broken"),
        ({"content": {"error": "deep"}}, "deep"),
        ({"content": [{"status": "error", "content": "gone"}]}, "gone"),
        ([{"error": "a"}, {"error": "b"}], "a"),
    ],
)
def test_finds_the_error_in_a_body_that_claims_success(body, fault):
    assert fault_in(result(json.dumps(body))) == fault


@pytest.mark.parametrize(
    "text",
    [
        "plain words with error in them",
        "{not json",
        "[]",
        "{}",
        '{"error": null}',
        '{"content": [{"error": "a"}, {"ok": 1}]}',
    ],
)
def test_takes_an_answer_for_an_answer(text):
    assert fault_in(result(text)) is None


def test_gives_the_words_of_an_error_status():
    assert fault_in(result("it broke", status="error")) == "it broke"
    assert "did not say why" in str(fault_in({"toolUseId": "1", "status": "error", "content": []}))


def test_looks_into_json_blocks_too():
    assert fault_in({"toolUseId": "1", "status": "success", "content": [{"json": {"error": "x"}}]}) == "x"
