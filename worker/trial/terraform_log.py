"""What `terraform apply -json`, `plan -json` and `destroy -json` tell, line by line."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

NOT_EMULATED = re.compile(
    r"api error UnknownError: UnknownError"
    r"|\bInvalidAction\b"
    r"|\bUnknownOperationException\b"
    r"|\bUnsupportedOperation\b"
    r"|\bNotImplemented(Exception)?\b"
    r"|StatusCode: 501\b"
    r"|Unsupported service:"
    r"|\bUnknown (\w+ )?action:"
    r"|Unrecognized resource types:"
    r"|deserialization failed, failed to decode response body"
    r"|Unknown API Gateway path:"
    r"|waiting for [^:]+: too many results: wanted 1, got \d"
    r"|No route for (GET|POST|PUT|PATCH|DELETE) /"
)
"""How MiniStack 1.5 says that it lacks a service or an action: it answers a lacking service with status 400 and no AWS
error code, which the provider calls UnknownError, a lacking action with InvalidAction. An answer that cannot be
read is its fault too, and so are several things where the provider waits for the one that it made: a filter by id that
it does not know."""


@dataclass(frozen=True)
class Fault:
    """An error about one resource, or about none (address "")."""

    address: str
    message: str

    @property
    def is_not_emulated(self) -> bool:
        return bool(NOT_EMULATED.search(self.message))


@dataclass
class Told:
    """Read from one run."""

    made: dict[str, float] = field(default_factory=dict)  # address → seconds
    started: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    actions: dict[str, str] = field(default_factory=dict)  # address → create, update, replace, delete
    destroyed: set[str] = field(default_factory=set)
    crashed: str = ""  # where the provider panicked

    @property
    def unfinished(self) -> set[str]:
        """Begun and neither made nor refused: the time ran out, or the provider crashed."""
        return self.started - set(self.made) - {fault.address for fault in self.faults}


def read_log(output: str) -> Told:
    """Lines that are no JSON are a crash of a provider, or a shell's words before it."""
    told = Told()
    for line in output.splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            if line.startswith("panic:") or "/internal/service/" in line:
                told.crashed = told.crashed or line.strip()
            continue
        if isinstance(event, dict):
            _take(told, event)
    return told


def _take(told: Told, event: dict[str, Any]) -> None:
    kind = event.get("type")
    if kind == "diagnostic" and event["diagnostic"]["severity"] == "error":
        about = event["diagnostic"]
        message = ". ".join(filter(None, (about["summary"], about.get("detail", ""))))
        told.faults.append(Fault(about.get("address", ""), " ".join(message.split())))
    elif kind == "planned_change":
        told.actions[event["change"]["resource"]["addr"]] = event["change"]["action"]
    elif kind == "apply_start" and event["hook"]["action"] != "delete":
        told.started.add(event["hook"]["resource"]["addr"])
    elif kind == "apply_complete":
        address = event["hook"]["resource"]["addr"]
        if event["hook"]["action"] == "delete":
            told.destroyed.add(address)
        else:
            told.made[address] = float(event["hook"].get("elapsed_seconds", 0))
