"""An architecture as one CloudFormation template."""

from functools import lru_cache
from typing import Any

import yaml

from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import InvalidArchitecture, RenderError
from worker.architecture.model import PROJECT_PATTERN, Architecture
from worker.architecture.naming import logical_id
from worker.render import cloudformation_yaml
from worker.render.cloudformation_dialect import plain
from worker.render.cloudformation_iam import render_roles
from worker.render.cloudformation_parameters import interface, option_parameters
from worker.render.cloudformation_security_groups import render_group, render_rules
from worker.render.context import component_context
from worker.render.dependency_cycles import refuse_cycles
from worker.render.outputs import outputs
from worker.render.templates import CLOUDFORMATION, templates_of
from worker.render.wiring import Edge, Wiring, wire

SECTIONS = ("Parameters", "Conditions", "Resources", "Outputs")


def render_cloudformation(architecture: Architecture, catalogue: Catalogue) -> dict[str, bytes]:
    """`template.yaml`, relative to `cloudformation/`. The architecture must be valid.

    Raises RenderError or CatalogueError where a catalogue file is at fault, InvalidArchitecture where two components
    would make a resource of the same name, or resources wait for each other.
    """
    wiring = wire(architecture, catalogue, CLOUDFORMATION)
    sections: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS}
    for component in architecture.components:
        block = catalogue.block(component.block)
        _add(sections, {"Resources": render_roles(component, block, wiring)}, component.id)
        _add(sections, {"Resources": render_group(component, block, wiring)}, component.id)
        context = component_context(component, architecture, catalogue, wiring, CLOUDFORMATION)
        path = f"blocks/{block.name}/{CLOUDFORMATION.template}"
        text = templates_of(catalogue.folder, CLOUDFORMATION).render_file(path, context)
        _add(sections, _parsed(text, path), component.id)
    for edge in wiring.edges:
        _add(sections, {"Resources": _edge(edge, catalogue)}, edge.id)
    _add(sections, {"Resources": render_rules(wiring)}, "security groups")
    refuse_cycles(sections["Resources"], architecture)
    _add(sections, {"Outputs": _outputs(architecture, catalogue, wiring)}, "outputs")
    return {"template.yaml": cloudformation_yaml.dump(_template(architecture, catalogue, sections)).encode()}


def _add(sections: dict[str, dict[str, Any]], more: dict[str, Any], owner: str) -> None:
    for name, entries in more.items():
        if name not in sections:
            raise RenderError(f"a template has no section {name!r}", place=owner)
        for key, value in (entries or {}).items():
            if sections[name].get(key, value) != value:
                raise InvalidArchitecture(f"another component also makes {key}; rename one", place=owner)
            sections[name][key] = value


def _parsed(text: str, place: str) -> dict[str, Any]:
    """Not to be changed: options of one design have most fragments in common."""
    try:
        content = _loaded(text)
    except yaml.YAMLError as error:
        raise RenderError(str(error), place=place) from error
    if not isinstance(content, dict):
        raise RenderError("is not a map", place=place)
    return content


@lru_cache(maxsize=4096)
def _loaded(text: str) -> Any:
    return cloudformation_yaml.load(text)


def _edge(edge: Edge, catalogue: Catalogue) -> dict[str, Any]:
    text = edge.kind.cloudformation
    text = templates_of(catalogue.folder, CLOUDFORMATION).render_text(text, edge.scope, place=edge.place)
    return _parsed(text, edge.place) if text.strip() else {}


def _outputs(architecture: Architecture, catalogue: Catalogue, wiring: Wiring) -> dict[str, Any]:
    return {
        logical_id(name): {"Description": description, "Value": plain(value)}
        for name, description, value in outputs(architecture, catalogue, wiring, CLOUDFORMATION)
    }


def _template(architecture: Architecture, catalogue: Catalogue, sections: dict[str, dict[str, Any]]) -> dict[str, Any]:
    used = repr(sections)
    parameters = {
        name: parameter
        for name, parameter in _parameters(architecture).items()
        if f"${{{name}}}" in used or f"{{'Ref': '{name}'}}" in used
    }
    sections["Parameters"] = parameters | option_parameters(architecture, catalogue) | sections["Parameters"]
    head = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": " ".join(architecture.title.split())[:1000],
    }
    metadata = {"Metadata": interface(architecture, sections["Parameters"])} if sections["Parameters"] else {}
    return head | metadata | {name: section for name, section in sections.items() if section}


def _parameters(architecture: Architecture) -> dict[str, Any]:
    return {
        "Project": {
            "Type": "String",
            "Description": "First part of every name",
            "Default": architecture.project,
            "AllowedPattern": PROJECT_PATTERN,
            "ConstraintDescription": "Lower-case letters, digits and hyphens, 2 to 20 characters, a letter first.",
        },
        "Environment": {
            "Type": "String",
            "Description": "production, staging",
            "Default": architecture.environment,
            "AllowedPattern": "^[a-z][a-z0-9]{0,11}$",
            "ConstraintDescription": "Lower-case letters and digits, at most 12 characters, a letter first.",
        },
    }
