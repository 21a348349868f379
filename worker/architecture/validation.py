"""An architecture fits the catalogue: everything that would make rendering or deploying fail is found here first."""

from collections import Counter
from collections.abc import Iterable

from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import InvalidArchitecture, InvalidOption
from worker.architecture.model import Architecture, Component, Connection
from worker.architecture.naming import logical_id
from worker.architecture.options import DYNAMIC_REFERENCE, check_options

MOST_COMPONENTS = 500
"""As many resources as a CloudFormation template may have; an architecture of more is several."""
MOST_CONNECTIONS = 2000
ZONES = "availability_zones"
FEWER_ZONES = {"us-west-1": 2}
"""Regions that give an account fewer Availability Zones than the three that a network may have.

Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
"""
"""Option of a network: how many Availability Zones have subnets."""
SUBNETS = ("public_subnets", "private_subnets", "data_subnets")


def validate(architecture: Architecture, catalogue: Catalogue) -> None:
    """Raises the first fault found, as an EngineError whose `place` is a path into the architecture.

    UnknownBlock, InvalidOption, MissingConnection, or InvalidArchitecture for ids, networks and edges.
    """
    _check_size(architecture)
    _check_ids(architecture)
    for index, component in enumerate(architecture.components):
        place = f"components[{index}]"
        block = catalogue.block(component.block, place=f"{place}.block")
        check_options(component, block, place=place)
        if DYNAMIC_REFERENCE in component.name:
            raise InvalidOption(
                f"holds {DYNAMIC_REFERENCE!r}, which CloudFormation would resolve", place=f"{place}.name"
            )
        _check_network(component, architecture, catalogue, place=f"{place}.network")
        _check_zones(component, architecture, place=place)
    for index, connection in enumerate(architecture.connections):
        _check_connection(connection, architecture, catalogue, place=f"connections[{index}]")
    _check_alone(architecture, catalogue)
    _check_slots(architecture, catalogue)


def _check_size(architecture: Architecture) -> None:
    for name, most in (("components", MOST_COMPONENTS), ("connections", MOST_CONNECTIONS)):
        if (count := len(getattr(architecture, name))) > most:
            message = f"there are {count:,} {name}; {most:,} are the most: split the architecture into several"
            raise InvalidArchitecture(message, place=name)


def _check_ids(architecture: Architecture) -> None:
    _check_distinct(((logical_id(c.id), c.id) for c in architecture.components), "components", "id")
    _check_distinct(((logical_id(c.id), c.id) for c in architecture.connections), "connections", "edge")


def _check_distinct(pairs: Iterable[tuple[str, str]], where: str, noun: str) -> None:
    seen: dict[str, str] = {}
    for index, (key, shown) in enumerate(pairs):
        if key in seen:
            known = "is there twice" if seen[key] == shown else f"cannot be told from {seen[key]!r} in CloudFormation"
            raise InvalidArchitecture(f"{noun} {shown!r} {known}", place=f"{where}[{index}]")
        seen[key] = shown


def _check_network(component: Component, architecture: Architecture, catalogue: Catalogue, *, place: str) -> None:
    block = catalogue.block(component.block)
    if component.network is None:
        if block.placement in SUBNETS:
            raise InvalidArchitecture(f"{block.name} stands in subnets and needs a network", place=place)
        return
    if block.placement not in SUBNETS and not block.security_group:
        raise InvalidArchitecture(f"{block.name} does not live in a network", place=place)
    try:
        network = architecture.component(component.network)
    except KeyError:
        raise InvalidArchitecture(f"there is no component {component.network!r}", place=place) from None
    if catalogue.block(network.block, place=place).placement != "network":
        raise InvalidArchitecture(f"{network.id!r} ({network.block}) is not a network", place=place)
    zones = network.options.get(ZONES, catalogue.block(network.block).options[ZONES].default)
    wanted = min(block.zones, most_zones(architecture.region))
    if isinstance(zones, int) and zones < wanted:
        fault = f"{block.title} takes no fewer than {wanted} Availability Zones"
        raise InvalidArchitecture(f"{fault}; set {ZONES} of {network.id!r} to {wanted}", place=place)


def most_zones(region: str) -> int:
    """How many Availability Zones a network may have there."""
    return FEWER_ZONES.get(region, 3)


def _check_zones(component: Component, architecture: Architecture, *, place: str) -> None:
    zones, most = component.options.get(ZONES), most_zones(architecture.region)
    if isinstance(zones, int) and zones > most:
        fault = f"{architecture.region} gives an account {most} Availability Zones, not {zones}"
        raise InvalidArchitecture(
            f"{fault}; set {ZONES} of {component.id!r} to {most}", place=f"{place}.options.{ZONES}"
        )


def _check_connection(connection: Connection, architecture: Architecture, catalogue: Catalogue, *, place: str) -> None:
    if connection.source == connection.target:
        raise InvalidArchitecture(f"{connection.source!r} is connected to itself", place=place)
    source = _end(connection.source, architecture, place=f"{place}.source")
    target = _end(connection.target, architecture, place=f"{place}.target")
    kind = catalogue.connection(source.block, target.block, place=place)
    always = any(not port.when for port in kind.ports)
    if always and (source.network is None or source.network != target.network):
        message = f"{source.id!r} must be in the network of {target.id!r} ({target.network}) to reach its port"
        raise InvalidArchitecture(message, place=place)


def _end(component_id: str, architecture: Architecture, *, place: str) -> Component:
    try:
        return architecture.component(component_id)
    except KeyError:
        raise InvalidArchitecture(f"there is no component {component_id!r}", place=place) from None


def _check_alone(architecture: Architecture, catalogue: Catalogue) -> None:
    counted: Counter[tuple[str, str]] = Counter()
    for index, connection in enumerate(architecture.connections):
        ends = (architecture.component(connection.source).block, architecture.component(connection.target).block)
        word = catalogue.connection(*ends).alone
        counted[connection.source, word] += 1
        if word and counted[connection.source, word] > 1:
            message = f"{connection.source!r} can have only one connection of the kind {word!r}"
            raise InvalidArchitecture(message, place=f"connections[{index}]")


def _check_slots(architecture: Architecture, catalogue: Catalogue) -> None:
    entries = _count_entries(architecture, catalogue)
    for index, component in enumerate(architecture.components):
        block, place = catalogue.block(component.block), f"components[{index}]"
        filled = {slot for slot in block.slots if entries[component.id, slot]}
        for slot, limit in block.slot_limits.items():
            if entries[component.id, slot] > limit:
                raise InvalidArchitecture(f"{component.id!r} takes at most {limit} of its {slot}", place=place)
        if block.needed_slots and not filled & {*block.needed_slots}:
            needed = " or ".join(block.needed_slots)
            raise InvalidArchitecture(f"{component.id!r} needs a connection that brings {needed}", place=place)
        for rivals in block.rival_slots:
            if len(filled & {*rivals}) > 1:
                raise InvalidArchitecture(f"{component.id!r} takes only one of {', '.join(rivals)}", place=place)


def _count_entries(architecture: Architecture, catalogue: Catalogue) -> Counter[tuple[str, str]]:
    """How many entries the connections bring, by component id and slot; a `when` is taken to hold."""
    counted: Counter[tuple[str, str]] = Counter()
    for connection in architecture.connections:
        source, target = architecture.component(connection.source), architecture.component(connection.target)
        for entry in catalogue.connection(source.block, target.block).slots:
            counted[connection.source if entry.on == "source" else connection.target, entry.slot] += 1
    return counted
