"""The IAM summary: every role of the design, who assumes it, what it may do and why, as the files have it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.render.hcl import literal
from worker.render.templates import TERRAFORM
from worker.render.wiring import PolicyStatement, Wiring, wire


@dataclass(frozen=True)
class Statement:
    """One statement. `resources` are expressions of the Terraform module."""

    sid: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: str
    because: str


@dataclass(frozen=True)
class RoleSummary:
    """One role."""

    component: str
    name: str
    role: str
    principal: str
    managed: tuple[str, ...]
    statements: tuple[Statement, ...]


def roles_of(architecture: Architecture, catalogue: Catalogue) -> tuple[RoleSummary, ...]:
    """Every role that is made. Raises what wiring raises."""
    return tuple(_roles(architecture, catalogue, wire(architecture, catalogue, TERRAFORM)))


def render_permissions(roles: tuple[RoleSummary, ...]) -> bytes:
    """`iam.json`."""
    return json.dumps({"roles": [asdict(role) for role in roles]}, indent=2, ensure_ascii=False).encode() + b"\n"


def _roles(architecture: Architecture, catalogue: Catalogue, wiring: Wiring) -> Iterator[RoleSummary]:
    for component in architecture.components:
        for name, role in catalogue.block(component.block).roles.items():
            if hasattr(wiring.ends[component.id].roles, name):
                yield RoleSummary(
                    component=component.id,
                    name=component.name,
                    role=name,
                    principal=role.principal,
                    managed=tuple(wiring.managed.get((component.id, name), ())),
                    statements=tuple(map(_statement, wiring.statements.get((component.id, name), ()))),
                )


def _statement(statement: PolicyStatement) -> Statement:
    return Statement(
        sid=statement.sid,
        actions=tuple(statement.actions),
        resources=tuple(literal(resource).strip('"') for resource in statement.resources),
        conditions=literal(statement.conditions) if statement.conditions else "",
        because=statement.because,
    )
