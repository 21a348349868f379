"""The security summary of a design: who may do what, what the internet reaches, what is encrypted and logged."""

from collections.abc import Iterator
from dataclasses import dataclass

from worker.architecture.block import Statement
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component
from worker.architecture.options import is_entry, placement_of


@dataclass(frozen=True)
class Permission:
    """A row of the IAM table."""

    component: str
    role: str
    actions: tuple[str, ...]
    on: str
    because: str


@dataclass(frozen=True)
class Opening:
    """A port that one component opens for another."""

    client: str
    server: str
    port: str


@dataclass(frozen=True)
class Security:
    """What the README says on security. All of it comes from the catalogue's facts."""

    permissions: tuple[Permission, ...]
    openings: tuple[Opening, ...]
    entrances: tuple[str, ...]
    private: tuple[str, ...]
    managed_policies: tuple[tuple[str, str], ...]


def security_of(architecture: Architecture, catalogue: Catalogue) -> Security:
    """Gather it for every component and connection."""
    components = architecture.components
    placed = {c.id: placement_of(c, catalogue) for c in components}
    return Security(
        permissions=(*_own(architecture, catalogue), *_granted(architecture, catalogue)),
        openings=tuple(_openings(architecture, catalogue)),
        entrances=tuple(c.name for c in components if is_entry(c, catalogue)),
        private=tuple(c.name for c in components if placed[c.id] in ("private_subnets", "data_subnets")),
        managed_policies=tuple(
            (c.name, policy.path)
            for c in components
            for role in catalogue.block(c.block).roles.values()
            for policy in role.managed
            if not policy.when
        ),
    )


def _own(architecture: Architecture, catalogue: Catalogue) -> Iterator[Permission]:
    for component in architecture.components:
        for name, role in catalogue.block(component.block).roles.items():
            for statement in role.own:
                yield _permission(component, name, statement, "its own resources")


def _granted(architecture: Architecture, catalogue: Catalogue) -> Iterator[Permission]:
    for connection in architecture.connections:
        ends = {
            "source": architecture.component(connection.source),
            "target": architecture.component(connection.target),
        }
        for grant in catalogue.connection(ends["source"].block, ends["target"].block).iam:
            end, _, name = grant.role.partition(".")
            holder, other = ends[end], ends["target" if end == "source" else "source"]
            first = next(iter(catalogue.block(holder.block).roles), "")
            yield _permission(holder, name or first, grant, other.name)


def _permission(component: Component, role: str, statement: Statement, on: str) -> Permission:
    shown = "every resource" if "*" in statement.resources else on
    return Permission(component.name, role, tuple(statement.actions), shown, statement.because)


def _openings(architecture: Architecture, catalogue: Catalogue) -> Iterator[Opening]:
    for connection in architecture.connections:
        source, target = architecture.component(connection.source), architecture.component(connection.target)
        for port in catalogue.connection(source.block, target.block).ports:
            server, client = (target, source) if port.to == "target" else (source, target)
            yield Opening(client.name, server.name, _port(port.port, server, catalogue))


def _port(port: int | str, server: Component, catalogue: Catalogue) -> str:
    text = str(port)
    if not text.startswith("${"):
        return text
    option = text.rstrip("}").rsplit(".", 1)[-1]
    known = catalogue.block(server.block).options.get(option)
    value = server.options.get(option, known.default if known else "")
    return str(value) or option
