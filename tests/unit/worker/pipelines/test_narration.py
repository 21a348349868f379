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


def test_the_first_words_of_an_answer_begin_it_anew_and_so_do_those_that_are_left_of_it():
    events = []
    narration = Narration(lambda type_, data: events.append((type_, data)), anew=True)
    hears = narration.listener()
    hears.on_text("Two zones are ")
    hears.on_text("eno")
    narration.begin_anew("Two ")
    hears.on_text("regions.")
    narration.flush()
    assert [data for _, data in events] == [
        {"text": "Two zones are ", "anew": True},
        {"text": "Two ", "anew": True},
        {"text": "regions."},
    ]
