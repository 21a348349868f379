"""Parameters for the options that environments differ in, and the groups that the console shows parameters in."""

from collections.abc import Mapping
from typing import Any

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.architecture.naming import logical_id
from worker.render.option_variables import OptionVariable, option_variables

GENERAL = ("Project", "Environment", "DeletionProtection")


def option_parameters(architecture: Architecture, catalogue: Catalogue) -> dict[str, Any]:
    """Logical id → parameter."""
    return {
        logical_id(f"{one.component}_{one.name}"): _parameter(one) for one in option_variables(architecture, catalogue)
    }


def interface(architecture: Architecture, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """`AWS::CloudFormation::Interface`: what is general first, then a group for each component."""
    groups = [("General", [name for name in GENERAL if name in parameters])]
    left = [name for name in parameters if name not in GENERAL]
    # Longest first: `CacheNodes` belongs to `cache_nodes` where there is one, not to `cache`.
    owners = sorted(architecture.components, key=lambda component: -len(logical_id(component.id)))
    owned = {name: next((c.id for c in owners if name.startswith(logical_id(c.id))), "") for name in left}
    for component in architecture.components:
        mine = [name for name in left if owned[name] == component.id]
        groups.append((" ".join(component.name.split()), mine))
    groups.append(("Others", [name for name in left if not owned[name]]))
    return {
        "AWS::CloudFormation::Interface": {
            "ParameterGroups": [{"Label": {"default": label}, "Parameters": names} for label, names in groups if names]
        }
    }


def _parameter(one: OptionVariable) -> dict[str, Any]:
    kind = "String" if one.option.type == "string" else "Number"
    parameter: dict[str, Any] = {"Type": kind, "Description": one.description, "Default": one.value}
    if one.option.choices:
        return parameter | {"AllowedValues": list(one.option.choices)}
    bounds = {"MinValue": one.option.minimum, "MaxValue": one.option.maximum}
    return parameter | {name: _whole(bound) for name, bound in bounds.items() if bound is not None}


def _whole(number: float) -> float:
    return int(number) if float(number).is_integer() else number
