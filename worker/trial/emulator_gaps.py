"""What is known of the emulator's gaps: `emulator_gaps.yaml`, filled by trying each block."""

import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field

from worker.architecture.model import Frozen

FILE = Path(__file__).with_suffix(".yaml")


class TerraformGaps(Frozen):
    """By resource type of the AWS provider."""

    not_emulated: Mapping[str, str] = Field(description="Pattern of types → what the emulator lacks.")
    forgets: Mapping[str, Mapping[str, str]] = Field(
        description="Type → attribute (`rule.days` in a block) → why a second plan differs in it: not the bundle."
    )

    wanders: Mapping[str, Mapping[str, str]] = Field(
        description="Type → attribute → why it is answered otherwise after the apply, and what has its value differs."
    )

    undeleted: Mapping[str, Mapping[str, str]] = Field(
        description="Type → attribute that some of them have → why Terraform waits for their end in vain."
    )

    def undeleted_because(self, type_: str, values: Mapping[str, Any]) -> str:
        """Why Terraform cannot delete this one here; empty where it can."""
        return next((why for name, why in self.undeleted.get(type_, {}).items() if values.get(name)), "")

    def forgotten(self, type_: str) -> frozenset[str]:
        """Attributes of the type that are not kept."""
        return frozenset({**self.forgets.get("*", {}), **self.forgets.get(type_, {})})

    def forgets_it(self, type_: str, path: str) -> bool:
        """Is this attribute of the type not kept, or the block that it is in? `rule.days` is in `rule`."""
        known, parts = self.forgotten(type_), path.split(".")
        return any(".".join(parts[:depth]) in known for depth in range(1, len(parts) + 1))

    def lack_of(self, type_: str) -> str:
        """Why this type cannot be tried; empty where it can."""
        return next((why for pattern, why in self.not_emulated.items() if fnmatchcase(type_, pattern)), "")


class CloudFormationGaps(Frozen):
    """Types that CloudFormation lacks are asked of the emulator itself, by ValidateTemplate."""

    not_emulated: Mapping[str, str] = Field(description="Pattern of types that are accepted, and cannot be made → why.")
    faults: Mapping[str, str] = Field(description="Pattern of a reason → which fault of the emulator it is.")
    unanswered: Mapping[str, tuple[str, ...]] = Field(description="Type → attributes that AWS has and it does not.")

    def lacking(self, types: Iterable[str]) -> set[str]:
        """Those of the types that cannot be made."""
        return {one for one in types if any(fnmatchcase(one, pattern) for pattern in self.not_emulated)}

    def fault_of(self, reason: str) -> str:
        """Which fault of the emulator's own this is; empty: none that is known."""
        return next((why for pattern, why in self.faults.items() if re.search(pattern, reason)), "")


class EmulatorGaps(Frozen):
    """Holds for one version of the emulator."""

    emulator: str
    version: str
    measured: str = Field(description="ISO date.")
    public_parameters: tuple[str, ...] = Field(min_length=1, description="Those under /aws/service that it has.")
    terraform: TerraformGaps
    cloudformation: CloudFormationGaps


@cache
def load_gaps() -> EmulatorGaps:
    """Raises pydantic.ValidationError where the file is not of this form."""
    return EmulatorGaps.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
