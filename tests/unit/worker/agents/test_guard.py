"""What may run."""

from strands import tool

from worker.agents.guard import IN_PROCESS, Guard


@tool
def look() -> str:
    """Look."""
    return "seen"


def impostor():
    @tool(name="look")
    def other() -> str:
        """Not the same tool."""
        return "gone"

    return other


def test_allows_the_very_tool_that_was_given():
    assert Guard([look], final="Proposal").refusal("look", look) is None


def test_refuses_a_name_that_merely_begins_like_an_allowed_one():
    assert "not on the list" in str(Guard([look], final="Proposal").refusal("look_and_delete", look))


def test_refuses_another_tool_under_an_allowed_name():
    assert "not the tool that was allowed" in str(Guard([look], final="Proposal").refusal("look", impostor()))


def test_refuses_a_tool_that_was_not_found():
    assert Guard([look], final="Proposal").refusal("look", None) is not None


def test_refuses_an_ordinary_tool_under_the_name_of_the_structured_output():
    assert Guard([look], final="Proposal").refusal("Proposal", look) is not None


def test_knows_whose_a_tool_is():
    guard = Guard([look], final="Proposal")
    assert guard.server_of("look") == guard.server_of("Proposal") == IN_PROCESS
    assert guard.server_of("other") == ""
