"""Changes to an architecture, as data: what a review proposes, what an instruction means, what a version differs by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import Field

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import InvalidArchitecture
from worker.architecture.model import Architecture, Component, ComponentId, Connection, Frozen, OptionValue
from worker.architecture.options import fault_of
from worker.architecture.validation import SUBNETS, validate


class AddComponent(Frozen):
    """One more component. Nothing happens where the same one (id, block, options, network) is there already."""

    kind: Literal["add_component"] = "add_component"
    component: Component


class RemoveComponent(Frozen):
    """A component goes, and with it every connection that it has."""

    kind: Literal["remove_component"] = "remove_component"
    component: ComponentId


class ReplaceBlock(Frozen):
    """Another block does the work. Id, name and connections stay, and the options that the new block takes too."""

    kind: Literal["replace_block"] = "replace_block"
    component: ComponentId
    block: str
    options: dict[str, OptionValue] = Field(default_factory=dict, description="On top of those that are kept.")
    network: ComponentId | None = Field(default=None, description="Where the new block needs one and the old had none.")


class SetOption(Frozen):
    """An option gets a value."""

    kind: Literal["set_option"] = "set_option"
    component: ComponentId
    option: str
    value: OptionValue


class SetNetwork(Frozen):
    """A component moves into a network, or out of one."""

    kind: Literal["set_network"] = "set_network"
    component: ComponentId
    network: ComponentId | None


class AddConnection(Frozen):
    """One more edge. Nothing happens where it is there already."""

    kind: Literal["add_connection"] = "add_connection"
    source: ComponentId
    target: ComponentId
    because: str = ""


class RemoveConnection(Frozen):
    """An edge goes."""

    kind: Literal["remove_connection"] = "remove_connection"
    source: ComponentId
    target: ComponentId


class SetRegion(Frozen):
    """The whole architecture moves to another region."""

    kind: Literal["set_region"] = "set_region"
    region: str


class SetEnvironment(Frozen):
    """The architecture is for another environment."""

    kind: Literal["set_environment"] = "set_environment"
    environment: str


Change = Annotated[
    AddComponent
    | RemoveComponent
    | ReplaceBlock
    | SetOption
    | SetNetwork
    | AddConnection
    | RemoveConnection
    | SetRegion
    | SetEnvironment,
    Field(discriminator="kind"),
]


def apply_changes(architecture: Architecture, changes: Sequence[Change], catalogue: Catalogue) -> Architecture:
    """A new architecture, validated once all changes are made; the given one is untouched.

    Raises what `carry_out` raises, and whatever `validate` raises for the result.
    """
    made = carry_out(architecture, changes, catalogue)
    validate(made, catalogue)
    return made


def carry_out(architecture: Architecture, changes: Sequence[Change], catalogue: Catalogue) -> Architecture:
    """As `apply_changes`, without looking whether the result fits the catalogue.

    Raises InvalidArchitecture for a change that names what is not there, with the place `changes[i]`.
    """
    draft = _Draft(architecture, catalogue)
    for index, change in enumerate(changes):
        _APPLY[type(change)](draft, change, f"changes[{index}]")
    # Not model_copy: it would take a region or an environment that is none.
    return Architecture.model_validate(
        {
            **{name: getattr(architecture, name) for name in Architecture.model_fields},
            **draft.facts,
            "components": tuple(draft.components.values()),
            "connections": tuple(draft.connections.values()),
        }
    )


def describe(change: Change) -> str:
    """The change as a sentence part: `set orders.multi_az to true`."""
    return _DESCRIBE[type(change)](change)


@dataclass
class _Draft:
    """An architecture under change."""

    architecture: Architecture
    catalogue: Catalogue
    components: dict[str, Component] = field(init=False)
    connections: dict[tuple[str, str], Connection] = field(init=False)
    facts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.components = {component.id: component for component in self.architecture.components}
        self.connections = {(edge.source, edge.target): edge for edge in self.architecture.connections}

    def component(self, component_id: str, place: str) -> Component:
        try:
            return self.components[component_id]
        except KeyError:
            raise InvalidArchitecture(f"there is no component {component_id!r} to change", place=place) from None

    def update(self, component: Component, **values: Any) -> None:
        self.components[component.id] = component.model_copy(update=values)


def _add_component(draft: _Draft, change: AddComponent, place: str) -> None:
    new = change.component
    known = draft.components.get(new.id)
    if known and (known.block, known.options, known.network) != (new.block, new.options, new.network):
        raise InvalidArchitecture(f"there is already another component {new.id!r} ({known.block})", place=place)
    if not known:
        draft.components[new.id] = new


def _remove_component(draft: _Draft, change: RemoveComponent, place: str) -> None:
    gone = draft.component(change.component, place).id
    del draft.components[gone]
    draft.connections = {ends: edge for ends, edge in draft.connections.items() if gone not in ends}


def _replace_block(draft: _Draft, change: ReplaceBlock, place: str) -> None:
    old = draft.component(change.component, place)
    block = draft.catalogue.block(change.block, place=place)
    kept = {name: value for name, value in old.options.items() if _takes(block, name, value)}
    network = (change.network or old.network) if block.placement in SUBNETS or block.security_group else None
    draft.update(old, block=change.block, options={**kept, **change.options}, network=network)


def _takes(block: Block, name: str, value: OptionValue) -> bool:
    return name in block.options and not fault_of(value, block.options[name])


def _set_option(draft: _Draft, change: SetOption, place: str) -> None:
    component = draft.component(change.component, place)
    draft.update(component, options={**component.options, change.option: change.value})


def _set_network(draft: _Draft, change: SetNetwork, place: str) -> None:
    draft.update(draft.component(change.component, place), network=change.network)


def _add_connection(draft: _Draft, change: AddConnection, place: str) -> None:
    ends = (draft.component(change.source, place).id, draft.component(change.target, place).id)
    draft.connections.setdefault(ends, Connection(source=ends[0], target=ends[1], because=change.because))


def _remove_connection(draft: _Draft, change: RemoveConnection, place: str) -> None:
    if (change.source, change.target) not in draft.connections:
        message = f"there is no connection from {change.source!r} to {change.target!r} to remove"
        raise InvalidArchitecture(message, place=place)
    del draft.connections[change.source, change.target]


def _set_region(draft: _Draft, change: SetRegion, _place: str) -> None:
    draft.facts["region"] = change.region


def _set_environment(draft: _Draft, change: SetEnvironment, _place: str) -> None:
    draft.facts["environment"] = change.environment


def _shown(value: OptionValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) or "nothing" if isinstance(value, list) else str(value)


_APPLY: Mapping[type, Callable[[_Draft, Any, str], None]] = {
    AddComponent: _add_component,
    RemoveComponent: _remove_component,
    ReplaceBlock: _replace_block,
    SetOption: _set_option,
    SetNetwork: _set_network,
    AddConnection: _add_connection,
    RemoveConnection: _remove_connection,
    SetRegion: _set_region,
    SetEnvironment: _set_environment,
}

_DESCRIBE: Mapping[type, Callable[[Any], str]] = {
    AddComponent: lambda c: f"add {c.component.name} ({c.component.id}, {c.component.block})",
    RemoveComponent: lambda c: f"remove {c.component} with its connections",
    ReplaceBlock: lambda c: f"make {c.component} a {c.block}",
    SetOption: lambda c: f"set {c.component}.{c.option} to {_shown(c.value)}",
    SetNetwork: lambda c: (
        f"move {c.component} into {c.network}" if c.network else f"take {c.component} out of its network"
    ),
    AddConnection: lambda c: f"connect {c.source} to {c.target}",
    RemoveConnection: lambda c: f"disconnect {c.source} from {c.target}",
    SetRegion: lambda c: f"move everything to {c.region}",
    SetEnvironment: lambda c: f"make it for {c.environment}",
}
