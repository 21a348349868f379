"""What the file of MCP servers may say, and what it must not."""

import sys

import pytest

from worker.agents.mcp_servers_file import ROOT, load_servers
from worker.errors import ToolServersMisconfigured

GOOD = """
servers:
  one:
    command: ${PYTHON}
    args: [-m, "${env:MODULE}", --readonly]
    readonly: --readonly
    allowed_tools: [look, find]
"""


@pytest.fixture
def load(tmp_path):
    def load(text, **environ):
        path = tmp_path / "servers.yaml"
        path.write_text(text)
        return load_servers(path, environ)

    return load


def test_fills_in_the_interpreter_and_the_environment(load):
    (server,) = load(GOOD, MODULE="worker.reference")
    assert (server.command, server.args) == (sys.executable, ["-m", "worker.reference", "--readonly"])


def test_the_file_that_ships_is_good():
    (server,) = load_servers(ROOT / "mcp_servers.yaml", {})
    assert "--readonly" in server.args


def test_no_servers_at_all_is_allowed(load):
    assert load("servers: {}") == load("servers:") == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[]", "the only key is servers"),
        ("servers: []", "the only key is servers"),
        ("servers: {}\nextra: 1", "the only key is servers"),
        ("servers: {a: 1}", "'a' is not a map"),
        ("servers: {a: {url: http://x, readonly_because: x, allowed_tools: [t], nmae: 1}}", "nmae: Extra inputs"),
        ("servers: {a: {url: http://x, readonly_because: x, allowed_tools: []}}", "allowed_tools: List should have"),
        ("servers: {a: {url: http://x, readonly_because: x, allowed_tools: ['get.*']}}", "allowed_tools.0"),
        ("servers: {a: {url: http://x, readonly_because: x}}", "allowed_tools: Field required"),
        ("servers: {a: {url: ftp://x, readonly_because: x, allowed_tools: [t]}}", "url: String should match"),
        ("servers: {a: {readonly_because: x, allowed_tools: [t]}}", "needs either command or url"),
        ("servers: {a: {command: x, url: http://x, readonly_because: x, allowed_tools: [t]}}", "either command or url"),
        ("servers: {a: {url: http://x, allowed_tools: [t]}}", "needs either readonly or readonly_because"),
        ("servers: {a: {command: x, readonly: --ro, allowed_tools: [t]}}", "would not be read-only"),
        ("servers: {a: {url: http://x, readonly_because: x, allowed_tools: [t], args: [x]}}", "belong to a command"),
        ("servers: {a: {command: x, readonly_because: x, allowed_tools: [t], headers: {a: b}}}", "belong to a url"),
        ("servers: {a: {command: '${env:NO}', readonly_because: x, allowed_tools: [t]}}", "${env:NO} is not known"),
        ("servers: {a: {command: x, readonly_because: x, allowed_tools: [t], timeout_seconds: 0}}", "timeout_seconds"),
        ("servers: {a: [", "cannot be read"),
    ],
)
def test_refuses_what_it_does_not_know(load, text, fault):
    with pytest.raises(ToolServersMisconfigured) as refused:
        load(text)
    assert fault in str(refused.value)


def test_refuses_two_tools_of_one_name_unless_a_prefix_tells_them_apart(load):
    one = "{url: http://x, readonly_because: x, allowed_tools: [look]}"
    with pytest.raises(ToolServersMisconfigured, match="more than one tool is called look"):
        load(f"servers: {{a: {one}, b: {one}}}")
    prefixed = one.replace("{url", "{prefix: b, url")
    assert [server.tool_name("look") for server in load(f"servers: {{a: {one}, b: {prefixed}}}")] == ["look", "b_look"]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ToolServersMisconfigured, match=r"absent\.yaml cannot be read"):
        load_servers(tmp_path / "absent.yaml")


def test_secrets_stay_out_of_what_is_printed(load):
    text = (
        "servers: {a: {url: http://x, readonly_because: x, allowed_tools: [t], headers: {authorization: '${env:KEY}'}}}"
    )
    (server,) = load(text, KEY="hush")
    assert server.headers == {"authorization": "hush"}
    assert "hush" not in repr(server)
