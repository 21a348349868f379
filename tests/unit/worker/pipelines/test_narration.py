"""The agent's words, in pieces worth sending."""

from worker.agents.audit import ToolCall
from worker.pipelines.narration import Narration


def listen():
    events = []
    narration = Narration(lambda kind, data: events.append((kind, dict(data))))
    narration.flush()
    return events, narration, narration.listener()


def test_collects_small_pieces_until_they_are_worth_an_event():
    events, narration, listener = listen()
    for word in ["a"] * 50:
        listener.on_text(word)
    narration.flush()
    assert len(events) < 10
    assert "".join(data["text"] for _, data in events) == "a" * 50


def test_words_come_before_the_tool_call_that_follows_them():
    events, _, listener = listen()
    listener.on_text("I look.")
    listener.on_tool(ToolCall("look", "groundplan", "after", "success", seconds=0.123456))
    assert [kind for kind, _ in events] == ["delta", "tool"]
    assert events[1][1] == {
        "name": "look",
        "server": "groundplan",
        "phase": "after",
        "status": "success",
        "seconds": 0.1235,
    }
