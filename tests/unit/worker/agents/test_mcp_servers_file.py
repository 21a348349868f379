"""What the file of MCP servers may say, and what it must not."""

import re
import sys

import pytest

from worker.agents.mcp_servers_file import ENVIRONMENTS, ROOT, ServerConfig, load_servers
from worker.errors import ToolServersMisconfigured

GOOD = """
servers:
  one:
    command: ${PYTHON}
    args: [-m, "${MODULE}", --readonly]
    readonly: --readonly
    allowed_tools: [look, find]
"""
REMOTE = "transport: streamable-http, url: http://x, readonly_because: x"


@pytest.fixture
def load(tmp_path):
    def load(text, **environ):
        path = tmp_path / "servers.yaml"
        path.write_text(text)
        return load_servers(path, environ)

    return load


@pytest.fixture
def faults(load):
    """Line → its faults, in the file's order."""

    def faults(text, **environ):
        with pytest.raises(ToolServersMisconfigured) as refused:
            load(text, **environ)
        lines = str(refused.value).splitlines()
        assert all("servers.yaml:" in line for line in lines), lines
        found = {}
        for line in lines:
            number, fault = re.search(r"servers\.yaml:(\d+):\d+: (.*)", line).groups()
            found.setdefault(int(number), []).append(fault)
        return found

    return faults


def test_fills_in_the_interpreter_and_the_environment(load):
    (server,) = load(GOOD, MODULE="worker.reference")
    assert (server.command, server.args) == (sys.executable, ["-m", "worker.reference", "--readonly"])


def test_a_default_stands_in_for_a_missing_variable_and_what_is_empty_then_is_left_out(load):
    text = GOOD.replace("readonly: --", "env: {A: '${A:-1}', B: '${B:-}', C: ''}\n    readonly: --")
    (server,) = load(text, MODULE="m", B="")
    assert server.env == {"A": "1", "C": ""}


def test_the_file_that_ships_is_good():
    servers = {server.name: server for server in load_servers(ROOT / "mcp_servers.yaml", {})}
    assert {name: server.enabled for name, server in servers.items()} == {
        "aws-reference": True,
        "aws-knowledge": "auto",
        "aws-iac": False,
        "aws-documentation": False,
        "aws-pricing": False,
    }
    assert "--readonly" in servers["aws-reference"].args
    assert servers["aws-iac"].cache_seconds == 0, "its tools take a user's template"


@pytest.mark.parametrize("name", ["aws-iac", "aws-documentation", "aws-pricing"])
def test_a_server_of_the_file_that_ships_is_turned_on_by_one_word(load, name):
    text = (ROOT / "mcp_servers.yaml").read_text()
    before, after = text.split(f"  {name}:\n")
    (server,) = (
        one
        for one in load(f"{before}  {name}:\n{after.replace('enabled: false', 'enabled: true', 1)}")
        if one.name == name
    )
    assert server.enabled is True


def test_what_is_installed_on_demand_is_pinned_with_hashes():
    for file in ENVIRONMENTS.glob("*.in"):
        pinned = file.with_suffix(".txt").read_text()
        wanted = file.read_text().splitlines()[-1].replace(".", "-")
        assert re.search(rf"^{wanted}==\S+ \\\n    --hash=sha256:", pinned, re.M), file


def test_no_servers_at_all_is_allowed(load):
    assert load("servers: {}") == load("servers:") == ()


def test_a_server_that_is_off_needs_none_of_its_variables(load):
    (server,) = load(GOOD.replace("command", "enabled: false\n    command"))
    assert server.enabled is False


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[]", "the only key at the top is servers"),
        ("servers: []", "the only key at the top is servers"),
        ("servers: {}\nextra: 1", "the only key at the top is servers"),
        ("servers: {a: 1}", "'a' is not a map"),
        (f"servers: {{a: {{{REMOTE}, allowed_tools: [t], mdoes: [x]}}}}", "unknown key 'mdoes'; did you mean modes?"),
        (f"servers: {{a: {{{REMOTE}, allowed_tools: [t], zzz: 1}}}}", "unknown key 'zzz'; the keys are enabled, tran"),
        (f"servers: {{a: {{{REMOTE}, allowed_tools: []}}}}", "allowed_tools: [] is not taken; it takes exact names"),
        (f"servers: {{a: {{{REMOTE}, allowed_tools: ['get.*']}}}}", "'get.*' is not taken; it takes exact names"),
        (f"servers: {{a: {{{REMOTE}}}}}", "the key allowed_tools is missing"),
        (f"servers: {{a: {{{REMOTE}, allowed_tools: [t], enabled: maybe}}}}", "'maybe' is not taken; it takes true, "),
        (f"servers: {{a: {{{REMOTE}, allowed_tools: [t], modes: [verify]}}}}", "it takes some of brainstorm, analyze"),
        (
            "servers: {a: {url: http://x, readonly_because: x, allowed_tools: [t], transport: sse}}",
            "it takes stdio or streamable-http",
        ),
        (f"servers: {{'a b': {{{REMOTE}, allowed_tools: [t]}}}}", "the name 'a b' is not taken"),
        (f"servers: {{a: {{{REMOTE}, allowed_tools: [t], allowed_tools: [u]}}}}", "stands here a second time"),
        (f"servers: {{a: &x {{{REMOTE}, allowed_tools: [t]}}, b: *x}}", "aliases are not taken"),
        ("servers: {a: !!python/name:os.system {}}", "os.system is not taken"),
        ("servers: {a: {url: http://x, readonly_because: x, allowed_tools: [t]}}", "transport stdio needs command"),
        (
            f"servers: {{a: {{{REMOTE}, allowed_tools: [t], args: [x]}}}}",
            "args does not belong to transport streamable",
        ),
        ("servers: {a: {command: x, allowed_tools: [t]}}", "needs either readonly"),
        ("servers: {a: {command: x, readonly: --ro, allowed_tools: [t]}}", "would not be read-only"),
        ("servers: {a: {command: '${NO}', readonly_because: x, allowed_tools: [t]}}", "${NO} is not set"),
        ("servers: {a: {command: x, readonly_because: x, allowed_tools: [t], approval: first-seen}}", "over https"),
        ("servers: {a: {command: x, install: y, readonly_because: x, allowed_tools: [t]}}", "there is aws-documentati"),
        (
            "servers: {a: {command: x, readonly_because: x, allowed_tools: [t], timeout_seconds: 0}}",
            "timeout_seconds: 0",
        ),
        ("servers: {a: [", "this is not YAML"),
    ],
)
def test_refuses_what_it_does_not_know_and_says_what_is_allowed(faults, text, fault):
    assert fault in str(faults(text))


def test_tells_every_fault_of_the_file_at_once_each_with_its_line(faults):
    found = faults(
        """servers:
  first:
    command: ${NOWHERE}
    enabled: perhaps
    tiemout_seconds: 3
    readonly: --never
    allowed_tools:
      - good
      - not good
  second:
    transport: streamable-http
    url: ftp://example
    readonly_because: it only reads
    allowed_tools: [other]
"""
    )
    assert list(found) == [3, 4, 5, 6, 9, 12]
    assert "${NOWHERE} is not set" in found[3][0]
    assert "did you mean timeout_seconds?" in found[5][0]


def test_refuses_two_tools_of_one_name_in_one_mode_unless_a_prefix_tells_them_apart(load, faults):
    one = f"{{{REMOTE}, allowed_tools: [look], modes: [analyze]}}"
    assert "a has a tool called look" in faults(f"servers:\n  a: {one}\n  b: {one}")[3][0]
    prefixed = one.replace("{transport", "{prefix: b, transport")
    assert [server.tool_name("look") for server in load(f"servers: {{a: {one}, b: {prefixed}}}")] == ["look", "b_look"]
    assert len(load(f"servers: {{a: {one}, b: {one.replace('analyze', 'brainstorm')}}}")) == 2


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ToolServersMisconfigured, match=r"absent\.yaml cannot be read"):
        load_servers(tmp_path / "absent.yaml")


def test_secrets_stay_out_of_what_is_printed(load, faults):
    text = f"servers: {{a: {{{REMOTE}, allowed_tools: [t], headers: {{authorization: '${{KEY}}'}}}}}}"
    (server,) = load(text, KEY="hush")
    assert server.headers == {"authorization": "hush"}
    assert "hush" not in repr(server)
    assert "hush" not in str(faults(text.replace("'${KEY}'", "[hush]")))


def test_the_fingerprint_follows_what_decides_the_answers():
    def fingerprint(**more):
        return ServerConfig(
            **{"name": "a", "command": "x", "readonly_because": "x", "allowed_tools": ["t"]} | more
        ).fingerprint

    assert fingerprint() == fingerprint(allowed_tools=["u"], timeout_seconds=3.0)
    assert len({fingerprint(), fingerprint(command="y"), fingerprint(args=["z"]), fingerprint(env={"A": "b"})}) == 4


def test_a_server_serves_its_modes_while_it_is_on():
    about = {"name": "a", "command": "x", "readonly_because": "x", "allowed_tools": ["t"], "modes": ["analyze"]}
    assert ServerConfig(**about).serves(["analyze"])
    assert ServerConfig(**about).serves(None)
    assert not ServerConfig(**about).serves(["implement"])
    assert not ServerConfig(**about, enabled=False).serves(None)
