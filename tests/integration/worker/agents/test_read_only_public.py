"""Read-only on servers of others: `make setup` installs them, and each layer by itself stops what would act.

server-everything has tools that change its state, run long, show its environment and fetch an address; aws-iac has one
that asks an account. With every layer taken away each of them runs, or the rest would prove nothing.
"""

import asyncio
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from strands import Agent
from strands.hooks import HookProvider
from strands.types.tools import AgentTool

from tests.integration.worker.agents.test_read_only import (
    ACTING,
    AnythingGoes,
    Caller,
    Nobody,
    Unwritable,
    unguarded,
)
from worker.agents.audit import AuditedGuard, MemoryAudit
from worker.agents.guard import Guard
from worker.agents.mcp_clients import ToolServers
from worker.agents.mcp_install import Environment
from worker.agents.mcp_servers_file import ServerConfig
from worker.trial.account import Account, Credentials, new_accounts
from worker.trial.emulator_process import find_emulator, own_emulator

pytestmark = pytest.mark.filterwarnings("ignore:coroutine 'MCPClient.stop:RuntimeWarning")
EVERYTHING = Path(__file__).parent / "public_servers/node_modules/.bin/mcp-server-everything"


@dataclass(frozen=True)
class Public:
    """`acts` holds the tools that must not run, with arguments that make them; `reads` one that may."""

    command: str
    reads: str
    acts: Mapping[str, Mapping[str, Any]]

    def config(self, allowed: Sequence[str], env: Mapping[str, str] | None = None) -> ServerConfig:
        return ServerConfig(
            name="public",
            command=self.command,
            allowed_tools=list(allowed),
            readonly_because="a test takes this layer away",
            startup_timeout_seconds=60,
            env={"FASTMCP_LOG_LEVEL": "ERROR", **(env or {})},
        )


PUBLIC = {
    "server-everything": Public(
        str(EVERYTHING),
        "get-tiny-image",
        {
            "get-env": {},
            "trigger-long-running-operation": {"duration": 0, "steps": 1},
        },
    ),
    "aws-iac": Public(
        str(Environment("aws-iac").programs / "awslabs.aws-iac-mcp-server"),
        "cdk_best_practices",
        {
            "troubleshoot_cloudformation_deployment": {
                "stack_name": "s",
                "region": "us-east-1",
                "include_cloudtrail": False,
            }
        },
    ),
}
SAYS_IT_WRITES = ["gzip-file-as-resource", "toggle-simulated-logging", "toggle-subscriber-updates"]
"""Tools of server-everything that the list leaves out even where it names them: they say that they change things."""


class Insistent(Caller):
    """Calls what it was told to, with arguments that the server takes."""

    def __init__(self, calls: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(list(calls))
        self._calls = calls

    async def stream(self, *given: Any, **more: Any) -> Any:
        name = self._names[0] if self._names else ""
        async for event in super().stream(*given, **more):
            delta = event.get("contentBlockDelta")
            if delta:
                delta["delta"]["toolUse"]["input"] = json.dumps(self._calls[name])
            yield event


@dataclass
class Bench:
    """A public server that runs with every one of its tools on the list, and pins that approve of all."""

    public: Public
    pool: ToolServers

    @cached_property
    def tools(self) -> list[AgentTool]:
        return list(self.pool.tools())

    @property
    def calls(self) -> dict[str, Mapping[str, Any]]:
        names = {name: {"name": "prod"} for name in ACTING}
        return {**names, **self.public.acts, self.public.reads: {}}

    def call_all(self, tools: Sequence[AgentTool], *hooks: HookProvider) -> None:
        agent = Agent(model=Insistent(self.calls), tools=list(tools), callback_handler=None, hooks=list(hooks))
        asyncio.run(agent.invoke_async("go"))


def pool_of(config: ServerConfig, **more: Any) -> ToolServers:
    pool = ToolServers([config], timeout_seconds=30, pins=AnythingGoes(), **more)
    pool.start()
    return pool


@pytest.fixture(scope="module", params=PUBLIC)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    public = PUBLIC[request.param]
    if not Path(public.command).exists():
        pytest.skip(f"{request.param} is not installed: `make public-servers`")
    pool = pool_of(public.config([*public.acts, public.reads]))
    yield Bench(public, pool)
    pool.close()


def ended(audit: MemoryAudit, status: str) -> set[str]:
    return {call.name for call in audit.calls if call.phase == "after" and call.status == status}


def test_with_every_layer_taken_away_the_servers_tools_run(bench: Bench) -> None:
    """Those of aws-iac then ask an account, which answers without one that there are no credentials."""
    audit = MemoryAudit()
    bench.call_all(bench.tools, unguarded(bench.tools, audit))
    assert bench.public.reads in ended(audit, "success")
    ran = {call.name for call in audit.calls if call.phase == "after" and "Unknown tool" not in str(call.error)}
    assert set(bench.public.acts) <= ran


def test_the_list_alone_stops_them(bench: Bench) -> None:
    audit = MemoryAudit()
    shown = [tool for tool in bench.tools if tool.tool_name == bench.public.reads]
    bench.call_all(shown, unguarded(shown, audit))
    assert ended(audit, "success") == {bench.public.reads}
    told = {call.error for call in audit.calls if call.phase == "after" and call.name != bench.public.reads}
    assert all("Unknown tool" in str(error) for error in told)


def test_the_guard_alone_stops_them(bench: Bench) -> None:
    """It knows the list by itself, whatever was shown."""
    audit, pins = MemoryAudit(), AnythingGoes()
    listed = [tool for tool in bench.tools if tool.tool_name == bench.public.reads]
    bench.call_all(bench.tools, AuditedGuard(Guard(listed, final="", pins=pins), audit, lambda _: None))
    assert ended(audit, "refused") == {*ACTING, *bench.public.acts}
    assert ended(audit, "success") == {bench.public.reads}


def test_pins_alone_stop_them(bench: Bench) -> None:
    class OnlyReading:
        def fault(self, server: str, definition: Any) -> str | None:
            return None if definition["name"] == bench.public.reads else "never approved"

    audit = MemoryAudit()
    guard = Guard(bench.tools, final="", pins=OnlyReading())
    bench.call_all(bench.tools, AuditedGuard(guard, audit, lambda _: None))
    assert ended(audit, "refused") == {*ACTING, *bench.public.acts}
    assert ended(audit, "success") == {bench.public.reads}


def test_an_audit_that_cannot_be_written_alone_stops_them(bench: Bench) -> None:
    with pytest.raises(Exception, match="the disk is full"):
        bench.call_all(bench.tools, AuditedGuard(Nobody(bench.tools, final=""), Unwritable(), lambda _: None))


def test_a_tool_that_says_that_it_changes_things_is_not_shown_even_where_the_list_names_it() -> None:
    public = PUBLIC["server-everything"]
    if not EVERYTHING.exists():
        pytest.skip("server-everything is not installed: `make public-servers`")
    pool = pool_of(public.config([*SAYS_IT_WRITES, public.reads]))
    try:
        assert [tool.tool_name for tool in pool.tools()] == [public.reads]
        assert [name for name, _ in pool.connections[0].offer.missing] == SAYS_IT_WRITES
    finally:
        pool.close()


def test_iam_alone_stops_the_tool_of_aws_iac_that_asks_an_account(tmp_path: Path) -> None:
    """Given the session of a role with the worker's denial it learns nothing; given the owner's keys it would."""
    public, program = PUBLIC["aws-iac"], find_emulator(os.environ)
    if program is None or not Path(public.command).exists():
        pytest.skip("needs MiniStack, which enforces IAM, and aws-iac: `make ministack public-servers`")
    with own_emulator(program, "us-east-1") as emulator:
        (account,) = new_accounts(emulator, "us-east-1", 1)
        account.client("cloudformation").create_stack(StackName="s", TemplateBody=json.dumps(_TEMPLATE))
        troubled = _asked(public, account, Credentials(account.id))
        assert "CREATE_COMPLETE" in troubled
        refused = _asked(public, account, _role_session(account))
        assert "explicit deny" in refused
        assert "CREATE_COMPLETE" not in refused


_TEMPLATE = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}
_DENIAL = {"Effect": "Deny", "NotAction": ["sqs:ReceiveMessage", "s3:PutObject"], "Resource": "*"}


def _role_session(account: Account) -> Credentials:
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    iam = account.client("iam")
    role = iam.create_role(RoleName="worker", AssumeRolePolicyDocument=_policy(trust))["Role"]["Arn"]
    everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    iam.put_role_policy(RoleName="worker", PolicyName="worker", PolicyDocument=_policy(everything, _DENIAL))
    keys = account.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    return Credentials(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])


def _policy(*statements: Mapping[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def _asked(public: Public, account: Account, keys: Credentials) -> str:
    """What the server's own tool answers with these keys, through nothing but the connection."""
    env = {
        "AWS_ENDPOINT_URL": account.emulator.url,
        "AWS_ACCESS_KEY_ID": keys.access_key,
        "AWS_SECRET_ACCESS_KEY": keys.secret_key,
        **({"AWS_SESSION_TOKEN": keys.token} if keys.token else {}),
        **({"AWS_CA_BUNDLE": str(account.emulator.authority)} if account.emulator.authority else {}),
    }
    (name,) = public.acts
    pool = pool_of(public.config([name], env))
    try:
        pool.tools()
        call: Callable[..., Any] = pool.connections[0].call
        use = {"toolUseId": "1", "name": name, "input": dict(public.acts[name])}
        answer = asyncio.run(call(use, name, None))
        text: str = answer["content"][0]["text"]
        return text
    finally:
        pool.close()
