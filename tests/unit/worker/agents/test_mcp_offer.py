"""What of a server's tools may be shown."""

import pytest
from mcp.types import Tool, ToolAnnotations

from worker.agents.mcp_offer import Offer
from worker.agents.mcp_servers_file import ServerConfig

CONFIG = ServerConfig(name="s", command="x", readonly_because="x", allowed_tools=["look", "find", "wipe"])


def tool(name, **hints):
    return Tool(name=name, input_schema={"type": "object"}, annotations=ToolAnnotations(**hints) if hints else None)


def names(offer):
    return [one.name for one in offer.tools]


def test_the_list_decides_and_what_lacks_is_told_with_its_reason():
    offer = Offer.of(CONFIG, "1", [tool("wipe", destructive_hint=True), tool("other"), tool("look")])
    assert names(offer) == ["look"]
    assert offer.offered == 3
    assert offer.missing == (
        ("find", "the server does not offer it"),
        ("wipe", "the server says that it changes things"),
    )


def test_another_process_filters_what_it_is_told_by_its_own_list():
    text = Offer.of(CONFIG, "1", [tool("look"), tool("find", read_only_hint=True)]).to_json()
    again = Offer.from_json(CONFIG, text)
    assert (again.version, names(again)) == ("1", ["look", "find"])
    assert names(Offer.from_json(CONFIG.model_copy(update={"allowed_tools": ["find"]}), text)) == ["find"]
    changed = text.replace('"readOnlyHint": true', '"readOnlyHint": false')
    assert names(Offer.from_json(CONFIG, changed)) == ["look"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1, "offered": "x", "tools": []}', '{"tools": [1]}'])
def test_what_cannot_be_read_is_no_offer(text):
    assert Offer.from_json(CONFIG, text) is None
