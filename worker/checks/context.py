"""What checks look at: the architecture, the files, and both dialects taken apart into resources."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lark.exceptions import LarkError
from yaml import YAMLError

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.architecture.naming import logical_id
from worker.checks import parsing
from worker.checks.check import Skipped
from worker.checks.lint import Linter, lint_here

TEMPLATE = "cloudformation/template.yaml"


@dataclass(frozen=True)
class Resource:
    """A resource of either dialect. `owner` is the id of the component or connection that it was made for, or ""."""

    type: str
    name: str
    properties: Mapping[str, Any]
    owner: str
    file: str
    outer: Mapping[str, Any]

    @cached_property
    def text(self) -> str:
        """Everything it says, to search for names in."""
        return str(self.outer)

    def has(self, *path: str) -> bool:
        """Is there anything at this path of the properties?"""
        return self.at(*path) not in (None, "", [], {})

    def at(self, *path: str) -> Any:
        """The value at the path. A list with one block inside counts as that block, as HCL writes nested blocks."""
        value: Any = self.properties
        for key in path:
            if isinstance(value, list) and len(value) == 1:
                value = value[0]
            if not isinstance(value, Mapping):
                return None
            value = value.get(key)
        return value


@dataclass(frozen=True)
class TerraformCommand:
    """Where terraform is, and where its providers are kept (None: it asks the network)."""

    executable: Path
    plugin_folder: Path | None = None
    timeout_seconds: float = 120


class Context:
    """Read-only view that all checks of one run share. Parsing happens once, when it is first needed."""

    def __init__(
        self,
        architecture: Architecture,
        catalogue: Catalogue,
        files: Mapping[str, bytes],
        terraform_command: TerraformCommand | None = None,
        lint: Linter = lint_here,
    ) -> None:
        self.architecture = architecture
        self.catalogue = catalogue
        self.files = files
        self.terraform_command = terraform_command
        self.lint = lint

    @cached_property
    def texts(self) -> dict[str, str]:
        """Every file that is UTF-8 text."""
        found = {}
        for name, content in self.files.items():
            try:
                found[name] = content.decode("utf-8")
            except UnicodeDecodeError:
                continue
        return found

    @cached_property
    def template(self) -> dict[str, Any]:
        """The CloudFormation template in long form. Raises Skipped where there is none that can be read."""
        try:
            content = parsing.cloudformation(self.texts.get(TEMPLATE, ""))
        except YAMLError as error:
            raise Skipped(f"{TEMPLATE} is not YAML") from error
        if not isinstance(content, dict):
            raise Skipped(f"there is no {TEMPLATE}")
        return content

    @cached_property
    def cloudformation(self) -> tuple[Resource, ...]:
        """The resources of the template."""
        return tuple(
            Resource(
                type=str(body.get("Type", "")),
                name=name,
                properties=body.get("Properties") or {},
                owner=self._owner(name, self._logical_ids),
                file=TEMPLATE,
                outer=body,
            )
            for name, body in (self.template.get("Resources") or {}).items()
            if isinstance(body, Mapping)
        )

    @cached_property
    def terraform_files(self) -> dict[str, str]:
        """The .tf files."""
        return {
            name: text for name, text in self.texts.items() if name.startswith("terraform/") and name.endswith(".tf")
        }

    @cached_property
    def hcl(self) -> dict[str, dict[str, Any]]:
        """Each .tf file, parsed. Raises Skipped where one cannot be."""
        if not self.terraform_files:
            raise Skipped("there are no Terraform files")
        try:
            return {name: parsing.terraform(text) for name, text in self.terraform_files.items()}
        except LarkError as error:
            raise Skipped("the Terraform files cannot be parsed") from error

    @cached_property
    def terraform(self) -> tuple[Resource, ...]:
        """The resources and data sources of all .tf files; a data source's type begins with `data.`."""
        return tuple(resource for name in self.terraform_files for resource in self._terraform_of(name, self.hcl[name]))

    def owners(self, component_id: str) -> frozenset[str]:
        """The component's id, and those of the connections that go out from it: its alarms belong to those."""
        return self._owners.get(component_id) or frozenset((component_id,))

    def resources(self, *types: str) -> Iterator[Resource]:
        """Resources of these types, of both dialects."""
        return (resource for resource in (*self.terraform, *self.cloudformation) if resource.type in types)

    def terraform_beside(self, resource: Resource, kind: str) -> list[Resource]:
        """Terraform resources of this type that refer to `resource`, as S3's settings do."""
        address = re.compile(rf"\b{re.escape(resource.type)}\.{re.escape(resource.name)}\b")
        return [other for other in self.terraform if other.type == kind and address.search(str(other.properties))]

    def _terraform_of(self, file: str, content: Mapping[str, Any]) -> Iterator[Resource]:
        for section, prefix in (("resource", ""), ("data", "data.")):
            for entry in content.get(section, []):
                for kind, named in entry.items():
                    for name, body in named.items():
                        owner = self._owner(name, self._snake_ids)
                        yield Resource(f"{prefix}{kind}", name, body, owner, file, body)

    def _owner(self, name: str, ids: Mapping[str, str]) -> str:
        fitting = [shape for shape in ids if name.startswith(shape)]
        return ids[max(fitting, key=len)] if fitting else ""

    @cached_property
    def _owners(self) -> dict[str, frozenset[str]]:
        owners: dict[str, set[str]] = {}
        for edge in self.architecture.connections:
            owners.setdefault(edge.source, {edge.source}).add(edge.id)
        return {component_id: frozenset(ids) for component_id, ids in owners.items()}

    @cached_property
    def _ids(self) -> list[str]:
        architecture = self.architecture
        return [*(part.id for part in architecture.components), *(edge.id for edge in architecture.connections)]

    @cached_property
    def _logical_ids(self) -> dict[str, str]:
        return {logical_id(name): name for name in self._ids}

    @cached_property
    def _snake_ids(self) -> dict[str, str]:
        return {name: name for name in self._ids}
