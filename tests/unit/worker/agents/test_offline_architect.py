"""The offline architect as a Strands model provider: what it streams."""

import asyncio
import json

import pytest
from pydantic import BaseModel

from worker.agents.offline_architect import OfflineArchitect

USER = {"role": "user", "content": [{"text": "Design it."}]}


def turn(messages):
    async def collect():
        return [event async for event in OfflineArchitect().stream(messages, [{"name": "read_request"}])]

    return asyncio.run(collect())


def test_streams_a_message_that_ends_in_a_tool_call():
    events = turn([USER])
    assert "messageStart" in events[0]
    assert {"messageStop": {"stopReason": "tool_use"}} in events
    names = [
        event["contentBlockStart"]["start"].get("toolUse", {}).get("name")
        for event in events
        if "contentBlockStart" in event
    ]
    assert names == [None, "read_request"]


def test_tells_its_usage():
    usage = turn([USER])[-1]["metadata"]["usage"]
    assert usage["totalTokens"] == usage["inputTokens"] + usage["outputTokens"] > 0


def test_a_failed_reading_ends_the_conversation_in_words():
    result = {"toolUseId": "read", "status": "error", "content": [{"text": "no luck"}]}
    call = {"role": "assistant", "content": [{"toolUse": {"toolUseId": "read", "name": "read_request", "input": {}}}]}
    events = turn([USER, call, {"role": "user", "content": [{"toolResult": result}]}])
    text = "".join(event["contentBlockDelta"]["delta"]["text"] for event in events if "contentBlockDelta" in event)
    assert text == "I cannot read the request. no luck\n"
    assert {"messageStop": {"stopReason": "end_turn"}} in events


def test_long_inputs_come_in_several_deltas_that_make_one_json():
    from worker.agents.offline_architect import _pieces
    from worker.agents.offline_turns import Call, Turn

    async def collect():
        return [event async for event in _pieces(Turn("", (Call("a", "b", {"text": "x" * 2000}),)))]

    deltas = [
        event["contentBlockDelta"]["delta"]["toolUse"]["input"]
        for event in asyncio.run(collect())
        if "contentBlockDelta" in event
    ]
    assert len(deltas) > 3
    assert json.loads("".join(deltas)) == {"text": "x" * 2000}


def test_takes_no_configuration():
    OfflineArchitect().update_config()
    with pytest.raises(TypeError, match="temperature"):
        OfflineArchitect().update_config(temperature=1)


def test_points_to_the_agent_for_structured_output():
    with pytest.raises(NotImplementedError, match="structured_output_model=BaseModel"):
        OfflineArchitect().structured_output(BaseModel, [])
