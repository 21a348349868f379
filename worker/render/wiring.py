"""What the edges of an architecture mean, in one dialect: permissions, ports, variables and slot entries.

Everything comes from the connection files; nothing here knows a service.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from worker.architecture.block import Block, Statement
from worker.architecture.catalogue import Catalogue
from worker.architecture.connection_kind import ConnectionKind, End
from worker.architecture.errors import CatalogueError, InvalidArchitecture
from worker.architecture.model import Architecture, Component
from worker.architecture.naming import logical_id, slug
from worker.architecture.options import effective_options
from worker.render.dialect import Dialect
from worker.render.references import resolve
from worker.render.templates import Templates, templates_of
from worker.render.values import Verbatim, as_variable


@dataclass(frozen=True)
class PolicyStatement:
    """An IAM statement whose strings are of the dialect."""

    sid: str
    actions: list[str]
    resources: list[Any]
    conditions: dict[str, dict[str, list[Any]]]
    because: str


@dataclass(frozen=True)
class OpenPort:
    """`client` may reach `server` on the port. Both are component ids."""

    edge: str
    client: str
    server: str
    port: int
    protocol: str
    description: str


@dataclass(frozen=True)
class Edge:
    """A connection of the architecture with what its templates see."""

    id: str
    kind: ConnectionKind
    scope: Mapping[str, Any]
    place: str


@dataclass(frozen=True)
class Wiring:
    """By component id; `managed` (paths of AWS policies) and `statements` by component id and role."""

    ends: dict[str, SimpleNamespace]
    edges: list[Edge]
    managed: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    statements: dict[tuple[str, str], list[PolicyStatement]] = field(default_factory=lambda: defaultdict(list))
    environment: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    slots: dict[str, dict[str, list[Any]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    ports: list[OpenPort] = field(default_factory=list)


def wire(architecture: Architecture, catalogue: Catalogue, dialect: Dialect) -> Wiring:
    """Raises CatalogueError or RenderError where a connection file is at fault."""
    beside = _beside(architecture)
    ends = {c.id: _end(c, architecture, catalogue, dialect, beside[c.id]) for c in architecture.components}
    for component in architecture.components:
        ends[component.id].network = ends[component.network] if component.network else None
    templates = templates_of(catalogue.folder, dialect)
    wiring = Wiring(ends, list(_edges(architecture, catalogue, ends, dialect)))
    for component in architecture.components:
        _add_own_statements(component, catalogue, wiring, dialect, templates)
    for edge in wiring.edges:
        _add_grants(edge, catalogue, wiring, dialect, templates)
    for component in architecture.components:
        _drop_unused_roles(component, catalogue, wiring)
    for component_id, role in wiring.statements:
        setattr(ends[component_id].policies, role, dialect.policy(component_id, role))
    for edge in wiring.edges:
        _add_ports(edge, wiring, dialect, templates)
        _add_variables(edge, wiring, dialect, templates)
        _add_entries(edge, catalogue, wiring, dialect, templates)
    return wiring


def _beside(architecture: Architecture) -> dict[str, SimpleNamespace]:
    """By component id, the blocks that connections join to it."""
    block = {component.id: Verbatim(component.block) for component in architecture.components}
    found = {component_id: SimpleNamespace(sources=[], targets=[]) for component_id in block}
    for connection in architecture.connections:
        found[connection.source].targets.append(block[connection.target])
        found[connection.target].sources.append(block[connection.source])
    return found


def _end(
    component: Component, architecture: Architecture, catalogue: Catalogue, dialect: Dialect, beside: SimpleNamespace
) -> SimpleNamespace:
    """What templates and references know of a component. `network` and `policies` are filled in later."""
    block, short = catalogue.block(component.block), slug(component.id)
    guarded = block.security_group and component.network is not None
    options = effective_options(component, block)
    attributes = {n: dialect.attribute(a.chosen(options), component.id, short) for n, a in block.attributes.items()}
    known: dict[str, Any] = {
        "id": Verbatim(component.id),
        "Id": Verbatim(logical_id(component.id)),
        "slug": Verbatim(short),
        "name": component.name,
        "block": Verbatim(component.block),
        "options": SimpleNamespace(**_with_variables(options, component, block, dialect)),
        "known_name": dialect.known_name(short),
        "display_name": dialect.display_name(short),
        "security_group": dialect.security_group(component.id) if guarded else None,
        "network": component.network,
        "policies": SimpleNamespace(),
        "beside": beside,
        "language": dialect.name,
    }
    if taken := sorted(attributes.keys() & (known.keys() | {"roles"})):
        raise CatalogueError(f"the renderer's own names cannot be attributes: {taken}", place=f"blocks/{block.name}")
    end = SimpleNamespace(**known, **attributes)
    templates = templates_of(catalogue.folder, dialect)
    place = f"blocks/{block.name}/block.yaml roles"
    scope = {**vars(end), "architecture": architecture}
    made = [n for n, role in block.roles.items() if templates.holds(role.when, scope, place=place)]
    end.roles = SimpleNamespace(**{name: dialect.role_arn(component.id, name) for name in made})
    return end


def _with_variables(options: Mapping[str, Any], component: Component, block: Block, dialect: Dialect) -> dict[str, Any]:
    """The options; those that environments differ in are printed as variables."""
    return {
        name: as_variable(value, dialect.variable(component.id, name)) if block.options[name].variable else value
        for name, value in options.items()
    }


def _edges(
    architecture: Architecture, catalogue: Catalogue, ends: Mapping[str, SimpleNamespace], dialect: Dialect
) -> Iterator[Edge]:
    for connection in architecture.connections:
        source, target = ends[connection.source], ends[connection.target]
        names = SimpleNamespace(
            id=Verbatim(connection.id), Id=Verbatim(logical_id(connection.id)), slug=Verbatim(slug(connection.id))
        )
        scope = {"source": source, "target": target, "edge": names, **dialect.builtins}
        kind = catalogue.connection(source.block, target.block)
        yield Edge(connection.id, kind, scope, f"connections/{source.block}-{target.block}.yaml")


def _add_own_statements(
    component: Component, catalogue: Catalogue, wiring: Wiring, dialect: Dialect, templates: Templates
) -> None:
    end, block = wiring.ends[component.id], catalogue.block(component.block)
    scope = {"self": end, **dialect.builtins}
    place = f"blocks/{block.name}/block.yaml roles"
    for role in vars(end.roles):
        attached = block.roles[role].managed
        wiring.managed[component.id, role] = [
            m.path for m in attached if templates.holds(m.when, vars(end), place=place)
        ]
        own = [s for s in block.roles[role].own if templates.holds(s.when, vars(end), place=place)]
        counted: dict[str, int] = defaultdict(int)
        for statement in own:
            service = statement.actions[0].partition(":")[0].title().replace("-", "")
            made = _statement(statement, _numbered(f"Own{service}", counted), scope, dialect, place)
            wiring.statements[component.id, role].append(made)


def _drop_unused_roles(component: Component, catalogue: Catalogue, wiring: Wiring) -> None:
    roles = wiring.ends[component.id].roles
    for name in list(vars(roles)):
        granted = wiring.statements.get((component.id, name)) or wiring.managed[component.id, name]
        if catalogue.block(component.block).roles[name].on_demand and not granted:
            delattr(roles, name)


def _add_grants(edge: Edge, catalogue: Catalogue, wiring: Wiring, dialect: Dialect, templates: Templates) -> None:
    counted: dict[str, int] = defaultdict(int)
    for grant in edge.kind.iam:
        if not templates.holds(grant.when, edge.scope, place=edge.place):
            continue
        side, _, named = grant.role.partition(".")
        end = edge.scope.get(side)
        if end is None or not vars(end.roles) or (named and not hasattr(end.roles, named)):
            raise CatalogueError(f"there is no role {grant.role!r}", place=edge.place)
        key = end.id, named or next(iter(catalogue.block(end.block).roles))
        taken = {one.sid for one in wiring.statements[key]}
        sid = _numbered(edge.scope["edge"].Id, counted)
        while sid in taken:  # the second statement for `files` would be named as the first for `files_2`
            sid = _numbered(edge.scope["edge"].Id, counted)
        wiring.statements[key].append(_statement(grant, sid, edge.scope, dialect, edge.place))


def _numbered(name: str, counted: dict[str, int]) -> str:
    counted[name] += 1
    return f"{name}{counted[name] if counted[name] > 1 else ''}"


def _statement(
    statement: Statement, sid: str, scope: Mapping[str, Any], dialect: Dialect, place: str
) -> PolicyStatement:
    return PolicyStatement(
        sid=sid,
        actions=sorted(statement.actions),
        resources=resolve(statement.resources, scope, dialect, place=place),
        conditions=resolve(statement.conditions, scope, dialect, place=place),
        because=statement.because,
    )


def _add_ports(edge: Edge, wiring: Wiring, dialect: Dialect, templates: Templates) -> None:
    for opened in edge.kind.ports:
        if not templates.holds(opened.when, edge.scope, place=edge.place):
            continue
        server = edge.scope[opened.to]
        client = edge.scope[_other(opened.to)]
        if server.security_group is None or client.security_group is None or server.network is not client.network:
            raise InvalidArchitecture(f"{client.id} and {server.id} must be in one network", place=edge.id)
        port = resolve(opened.port, edge.scope, dialect, place=edge.place)
        description = f"{client.id} to {server.id}: {edge.kind.label}"
        wiring.ports.append(OpenPort(edge.id, client.id, server.id, int(port), opened.protocol, description))


def _other(side: End) -> End:
    return "source" if side == "target" else "target"


def _add_variables(edge: Edge, wiring: Wiring, dialect: Dialect, templates: Templates) -> None:
    ids = {"{SOURCE}": edge.scope["source"].id.upper(), "{TARGET}": edge.scope["target"].id.upper()}
    for variable in edge.kind.environment:
        if not templates.holds(variable.when, edge.scope, place=edge.place):
            continue
        name = variable.name
        for placeholder, capitals in ids.items():
            name = name.replace(placeholder, capitals)
        value = resolve(variable.value, edge.scope, dialect, place=edge.place)
        known = wiring.environment[edge.scope[variable.on].id].setdefault(name, value)
        if known != value:
            raise InvalidArchitecture(f"two connections set the variable {name} to different values", place=edge.id)


def _add_entries(edge: Edge, catalogue: Catalogue, wiring: Wiring, dialect: Dialect, templates: Templates) -> None:
    for entry in edge.kind.slots:
        if not templates.holds(entry.when, edge.scope, place=edge.place):
            continue
        end = edge.scope[entry.on]
        if entry.slot not in catalogue.block(end.block).slots:
            raise CatalogueError(f"{end.block} has no slot {entry.slot!r}", place=edge.place)
        wiring.slots[end.id][entry.slot].append(resolve(entry.value, edge.scope, dialect, place=edge.place))
