"""What clients are told of the tools."""

from pathlib import Path

import pytest

from web.guards import Guard
from web.mcp.server import TOOLS

DOCUMENT = Path(__file__).parents[4] / "docs" / "mcp-server.md"


@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
def test_a_tool_is_described_and_refuses_unknown_arguments(tool):
    listed = tool.as_listed()
    assert len(listed.description) > 40
    assert listed.input_schema["type"] == "object"
    assert listed.input_schema["additionalProperties"] is False
    assert listed.output_schema["type"] == "object"


@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
def test_only_what_reads_says_that_it_reads(tool):
    hints = tool.as_listed().annotations
    assert hints.read_only_hint == (tool.guard is Guard.READ)
    assert hints.open_world_hint is False


def test_every_tool_is_documented_with_its_scope():
    text = DOCUMENT.read_text()
    for name, tool in TOOLS.items():
        (line,) = [line for line in text.splitlines() if line.startswith(f"| `{name}` |")]
        assert line.endswith(f"| {tool.guard} |")
