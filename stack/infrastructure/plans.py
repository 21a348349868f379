"""What Terraform would make: the plans of `terraform test`, with an emulated provider and no account."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stack.errors import NotInstalled, StackError

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Resource:
    """One planned resource; `values` is what is known before an apply, `later` what is known then only."""

    address: str
    type: str
    name: str
    values: Values
    later: Values

    def has(self, attribute: str) -> bool:
        """Is the attribute given, whatever it will be?"""
        return bool(self.values.get(attribute) or self.later.get(attribute))


@dataclass(frozen=True)
class Plan:
    """One run of a test file."""

    run: str
    resources: tuple[Resource, ...]
    outputs: Values

    def of_type(self, *types: str) -> list[Resource]:
        return [resource for resource in self.resources if resource.type in types]


def plans_of(folder: Path, file: str, environment: str = "production") -> dict[str, Plan]:
    """Run one test file of an initialized configuration, and return the plan of each of its runs by its name.

    `environment` is one of environments/*.tfvars.

    Raises NotInstalled without terraform, StackError with what it said where a run or an assertion failed.
    """
    program = shutil.which("terraform")
    if program is None:
        raise NotInstalled("terraform is not on PATH")
    values = f"-var-file=environments/{environment}.tfvars"
    command = [program, f"-chdir={folder}", "test", "-json", "-verbose", f"-filter={file}", values]
    variables = {**os.environ, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1", "GOGC": "400"}
    finished = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    messages = list(_messages(finished.stdout))
    if finished.returncode != 0:
        said = [_diagnostic(message) for message in messages if message["type"] == "diagnostic"]
        raise StackError("terraform test: " + ("\n".join(said) or finished.stderr.strip()))
    return {
        message["@testrun"]: _plan(message["@testrun"], message["test_plan"])
        for message in messages
        if message["type"] == "test_plan"
    }


def _messages(printed: str) -> Iterator[dict[str, Any]]:
    for line in printed.splitlines():
        # A plan ends with the provider's whole schema, 13 MB of it.
        head, schemas, _ = line.partition(',"provider_schemas":')
        yield json.loads(head + '},"type":"test_plan"}' if schemas else line)


def _diagnostic(message: Mapping[str, Any]) -> str:
    about = message["diagnostic"]
    return f"{about.get('summary', '')}: {about.get('detail', '')}".strip()


def _plan(run: str, plan: Mapping[str, Any]) -> Plan:
    resources = tuple(
        Resource(one["address"], one["type"], one["name"], one["change"]["after"] or {}, one["change"]["after_unknown"])
        for one in plan.get("resource_changes", [])
        if one["mode"] == "managed"
    )
    outputs = {name: change.get("after") for name, change in plan.get("output_changes", {}).items()}
    return Plan(run, resources, outputs)
