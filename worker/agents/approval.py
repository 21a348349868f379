"""`python -m worker.agents.approval [SERVER …]`: what the MCP servers' tools say now against what was approved."""

import argparse
import difflib
import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from worker.agents.hidden_text import hidden_in, orders_in
from worker.agents.mcp_clients import ToolServers
from worker.agents.mcp_servers_file import ROOT, load_servers
from worker.agents.pins import Definition, Pin, Pins, definition_of, hash_of, load_pins, write_pins
from worker.errors import ToolServersMisconfigured

EPILOG = """\
Starts the servers of mcp_servers.yaml and shows each allowed tool that is new or changed, with hidden characters and
passages that read like orders to a model. With --accept the tools shown become the approved ones. A tool that is not
approved is neither shown to a model nor called.

exit codes: 0 everything is as approved, or was accepted; 1 something differs; 2 wrong arguments or configuration
"""

FILE_HELP = "default: mcp_servers.yaml of Groundplan; its lock lies beside it"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.CRITICAL)
    try:
        pins = load_pins(options.servers_file)
        offered, faults = offered_tools(options.servers_file, frozenset(options.servers))
    except ToolServersMisconfigured as error:
        _say(error.message)
        return 2
    for name, fault in faults.items():
        _say(f"{name}: cannot be asked: {fault}")
    lines = list(differences(pins, offered))
    for line in lines:
        _say(line)
    if options.accept:
        lock = write_pins(accepted(pins, offered), options.servers_file)
        _say(f"Accepted: {sum(map(len, offered.values()))} tools are in {lock}.")
        return 0
    if not lines and not faults:
        _say("Every tool is as it was approved.")
    return 1 if lines or faults else 0


def offered_tools(file: Path, chosen: frozenset[str]) -> tuple[dict[str, list[Definition]], dict[str, str]]:
    """Server → its allowed tools, as it describes them now; and server → why it could not be asked."""
    known = load_servers(file, os.environ)
    unknown = chosen - {one.name for one in known}
    if unknown:
        raise ToolServersMisconfigured(f"{file} has no server {', '.join(sorted(unknown))}")
    # One that is off is asked where it is named: its tools can be approved before it is turned on.
    named = [one.model_copy(update={"enabled": True}) for one in known if one.name in chosen]
    configs = named if chosen else [one for one in known if one.enabled is not False]
    servers = ToolServers(configs, timeout_seconds=15)
    servers.start()
    try:
        servers.pin_faults()  # waits until all have started
        offered = {
            one.config.name: [definition_of(tool) for tool in one.offer.tools]
            for one in servers.connections
            if one.offer.tools
        }
        return offered, servers.faults()
    finally:
        servers.close()


def differences(pins: Pins, offered: Mapping[str, Sequence[Definition]]) -> Iterator[str]:
    """Lines on every tool that is new, changed or gone; a tool that is as it was approved has none."""
    for server, definitions in offered.items():
        approved = pins.approved.get(server, {})
        for definition in definitions:
            former = approved.get(definition["name"])
            if former is None or former.sha256 != hash_of(definition):
                yield f"\n{server}: {definition['name']} is {'new' if former is None else 'changed'}"
                yield from _changed_lines(former.definition if former else {}, definition)
                yield from _warnings(definition)
        for name in sorted(approved.keys() - {one["name"] for one in definitions}):
            yield f"\n{server}: {name} is gone"


def accepted(pins: Pins, offered: Mapping[str, Sequence[Definition]]) -> Pins:
    """The pins, with those of every server that was asked replaced by what it offers."""
    new = {server: {one["name"]: Pin(hash_of(one), one) for one in tools} for server, tools in offered.items()}
    return Pins({**pins.approved, **new})


def _changed_lines(former: Definition, now: Definition) -> Iterator[str]:
    before, after = (_shown(one).splitlines() if one else [] for one in (former, now))
    yield from (f"  {line}" for line in list(difflib.unified_diff(before, after, lineterm="", n=1))[2:])


def _shown(definition: Definition) -> str:
    text: str = yaml.safe_dump(dict(definition), sort_keys=True, width=110, allow_unicode=False)
    return text


def _warnings(definition: Definition) -> Iterator[str]:
    text = "\n".join(_strings(definition))
    for name in hidden_in(text):
        yield f"  ! hidden character: {name}"
    for passage in orders_in(text):
        yield f"  ! reads like an order: {json.dumps(passage)}"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield str(key)
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m worker.agents.approval",
        description="Look at the tools of the MCP servers and approve them.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    file = ROOT / (os.environ.get("MCP_SERVERS_FILE") or "mcp_servers.yaml")
    parser.add_argument(
        "servers", nargs="*", metavar="SERVER", help="only these, also where they are off (default: all that are on)"
    )
    parser.add_argument("--accept", action="store_true", help="approve what is shown")
    parser.add_argument(
        "--servers-file",
        type=Path,
        default=file,
        help="default: mcp_servers.yaml of Groundplan; its lock lies beside it",
    )
    return parser


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
