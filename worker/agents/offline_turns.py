"""What the offline architect says and does next. It follows from the conversation alone."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from strands.types.content import Messages
from strands.types.tools import ToolResult

from worker.agents.evidence import AVAILABILITY, SEARCH, answer_of
from worker.agents.proposal import FINAL
from worker.agents.tools import PLAN, READ
from worker.architecture.block import Block
from worker.architecture.catalogue import load_catalogue

INTRODUCTION = (
    "I am Groundplan's offline architect: rules and a catalogue, not a language model. I read the request first.\n"
)
MAX_SEARCHES = 6
MAX_TYPES = 100
"""As many names as AWS Knowledge takes in one question."""


@dataclass(frozen=True)
class Call:
    """A tool to call. Ids are unique in a conversation and the same in every run."""

    id: str
    name: str
    input: dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """One message: some words, then tool calls. None of the latter ends the run."""

    text: str
    calls: tuple[Call, ...] = ()


def next_turn(messages: Messages, tools: frozenset[str]) -> Turn:
    """Read, plan, look things up, propose. `tools` are the names that may be called."""
    heard = _answers(messages)
    if READ not in heard:
        return Turn(INTRODUCTION, (Call("read", READ, {}),))
    for name, fault in ((READ, "I cannot read the request."), (PLAN, "I cannot plan this.")):
        if name in heard and heard[name][0]["status"] != "success":
            return Turn(f"{fault} {_text(heard[name][0])}\n")
    if PLAN not in heard:
        return Turn(_about_request(heard[READ][0]), (Call("plan", PLAN, {}),))
    architecture = json.loads(_text(heard[PLAN][0]))
    asked = _research(architecture, tools)
    if asked and SEARCH not in _short(heard) and AVAILABILITY not in _short(heard):
        return Turn(_about_plan(architecture), asked)
    if FINAL in heard:
        return Turn(f"The plan was refused, and I have no other. {_text(heard[FINAL][-1])}\n")
    proposal = {"explanation": _explanation(architecture)}
    return Turn(_about_findings(heard, bool(asked)), (Call("propose", FINAL, proposal),))


def _answers(messages: Messages) -> dict[str, list[ToolResult]]:
    """Tool name → its results so far, in order."""
    names: dict[str, str] = {}
    heard: dict[str, list[ToolResult]] = {}
    for message in messages:
        for block in message["content"]:
            if "toolUse" in block:
                names[block["toolUse"]["toolUseId"]] = block["toolUse"]["name"]
            elif "toolResult" in block:
                result = block["toolResult"]
                heard.setdefault(names.get(result["toolUseId"], ""), []).append(result)
    return heard


def _short(names: Iterable[str]) -> set[str]:
    """The names without the prefix that the pool may have put before them."""
    return {known for known in (SEARCH, AVAILABILITY) for name in names if name.endswith(known)}


def _research(architecture: dict[str, Any], tools: frozenset[str]) -> tuple[Call, ...]:
    blocks = _blocks(architecture)
    types = sorted({kind for block in blocks for kind in block.resources.get("cloudformation", ())})
    calls = [
        Call(
            "regions", name, {"regions": [architecture["region"]], "resource_type": "cfn", "filters": types[:MAX_TYPES]}
        )
        for name in sorted(tools)
        if name.endswith(AVAILABILITY) and types
    ]
    for name in (name for name in sorted(tools) if name.endswith(SEARCH)):
        calls += [
            Call(f"search_{block.name}", name, {"search_phrase": block.title, "limit": 3})
            for block in blocks[:MAX_SEARCHES]
        ]
    return tuple(calls)


def _blocks(architecture: dict[str, Any]) -> list[Block]:
    catalogue = load_catalogue()
    names = dict.fromkeys(component["block"] for component in architecture["components"])
    return [catalogue.block(name) for name in names]


def _about_request(result: ToolResult) -> str:
    read = json.loads(_text(result))
    family = str(read["family"]).replace("_", " ")
    capabilities = ", ".join(str(one["name"]).replace("_", " ") for one in read["capabilities"])
    text = f"The request is for: {read['purpose']}.\nThis belongs to the family {family}."
    if capabilities:
        text += f" It asks for {capabilities}."
    return f"{text} I plan it from the catalogue.\n"


def _about_plan(architecture: dict[str, Any]) -> str:
    parts, edges = len(architecture["components"]), len(architecture["connections"])
    names = ", ".join(component["name"] for component in architecture["components"])
    return (
        f"The plan has {parts} components and {edges} connections: {names}. "
        f"I look up whether all of it exists in {architecture['region']}, and where it is documented.\n"
    )


def _about_findings(heard: dict[str, list[ToolResult]], asked: bool) -> str:
    if not asked:
        return "No server with AWS knowledge is at hand, so neither regions nor documentation were looked up.\n"
    faults = [one for name in heard for one in heard[name] if _short([name]) and one["status"] != "success"]
    if faults:
        return f"Not everything could be looked up: {_text(faults[0])}\n"
    missing = sorted(_missing(heard))
    if missing:
        return f"Not available in this region: {', '.join(missing)}.\n"
    return "Everything in the plan exists in this region. I propose it.\n"


def _missing(heard: dict[str, list[ToolResult]]) -> set[str]:
    found: set[str] = set()
    for name, results in heard.items():
        if not name.endswith(AVAILABILITY):
            continue
        for content in map(answer_of, results):
            regions = content.get("regions", {}) if isinstance(content, dict) else {}
            for statuses in regions.values() if isinstance(regions, dict) else ():
                if isinstance(statuses, dict):
                    found |= {str(kind) for kind, status in statuses.items() if status == "isNotAvailableIn"}
    return found


def _explanation(architecture: dict[str, Any]) -> str:
    assumptions = "; ".join(f"{one['subject']}: {one['value']}" for one in architecture["assumptions"][:10])
    text = architecture["summary"] or architecture["title"]
    return (f"{text} Assumed: {assumptions}." if assumptions else text)[:4000]


def _text(result: ToolResult) -> str:
    return "".join(block["text"] for block in result["content"] if "text" in block)
