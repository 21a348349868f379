"""What stands in which Availability Zone of a network: a component has one card, however many copies of it run."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from worker.architecture.block import Block, Standing
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component, OptionValue
from worker.architecture.options import effective_options

ONLY = "only here"
"""Of a single copy: its zone takes it along."""
_TIERS = ("public_subnets", "private_subnets", "data_subnets")
_NAT_ICON = Path(__file__).parent / "frame_icons" / "nat_gateway.svg"


@dataclass(frozen=True)
class Resident:
    """What runs in one zone: `key` of a component, or "" of what belongs to the network; `role` may be empty."""

    key: str
    name: str
    role: str
    icon: Path


@dataclass(frozen=True)
class Subnet:
    """One subnet of a zone and what runs in it. `style` is that of the frame of all subnets of its kind."""

    style: str
    title: str
    residents: tuple[Resident, ...]


@dataclass(frozen=True)
class Zone:
    """One Availability Zone of a network. It has a number: which of an account's names it gets, only AWS tells."""

    title: str
    subnets: tuple[Subnet, ...]


def zones_of(network: Component, inside: Mapping[str, tuple[Component, ...]], catalogue: Catalogue) -> tuple[Zone, ...]:
    """The zones of a network with their subnets; `inside` has its components by kind of subnet.

    A kind of subnet in which nothing runs in any zone is left out.
    """
    options = effective_options(network, catalogue.block(network.block))
    count = options.get("availability_zones")
    if not isinstance(count, int):
        return ()
    tiers = {tier: [_residents(one, count, catalogue) for one in inside.get(tier, ())] for tier in _TIERS}
    tiers["public_subnets"].append(_ways_out(options, count))
    used = {tier: rows for tier, rows in tiers.items() if any(chain.from_iterable(rows))}
    return tuple(
        Zone(f"Availability Zone {number + 1}", tuple(_subnet(tier, rows, number) for tier, rows in used.items()))
        for number in range(count)
    )


def inside_of(
    network: str, paths: Mapping[str, tuple[str, ...]], architecture: Architecture
) -> dict[str, tuple[Component, ...]]:
    """Components by the kind of subnet that they stand in; `paths` are the chains of frames by component."""
    return {
        tier: tuple(c for c in architecture.components if paths.get(c.id, ())[-2:] == (network, tier))
        for tier in _TIERS
    }


def roles_by_zone(block: Block, options: Mapping[str, OptionValue], zones: int) -> tuple[str | None, ...]:
    """For each zone what of the component runs there (`writer, 2 readers`), or None where nothing does."""
    standing = next((one for one in block.standing if one.holds(options)), None)
    if standing is None:
        return ("",) * zones
    copies = _copies(standing, options)
    if not copies:
        return (None,) * zones
    first = options.get(standing.zone, 1)
    start = first - 1 if isinstance(first, int) else 0
    here = [[copy for turn, copy in enumerate(copies) if (start + turn) % zones == zone] for zone in range(zones)]
    if len(copies) == 1:
        return tuple(ONLY if present else None for present in here)
    return tuple(_told(present, standing) if present else None for present in here)


def _subnet(tier: str, rows: list[tuple[Resident | None, ...]], zone: int) -> Subnet:
    title = tier.removesuffix("s").replace("_", " ").capitalize()
    return Subnet(tier, title, tuple(one for row in rows if (one := row[zone])))


def _copies(standing: Standing, options: Mapping[str, OptionValue]) -> list[str]:
    numbers = {role: options.get(option) for option, role in standing.counted.items()}
    counted = [[role] * number for role, number in numbers.items() if isinstance(number, int)]
    copies = [*standing.roles, *chain.from_iterable(counted)]
    return [standing.first or copies[0], *copies[1:]] if copies else []


def _told(copies: list[str], standing: Standing) -> str:
    """`primary`, `1 task`, `writer, 2 readers`: what has a role of its own needs no number."""
    own = {standing.first, *standing.roles}
    return ", ".join(
        role if role in own and number == 1 else f"{number} {role}{'' if number == 1 else 's'}"
        for role, number in Counter(copies).items()
        if role
    )


def _residents(component: Component, zones: int, catalogue: Catalogue) -> tuple[Resident | None, ...]:
    block = catalogue.block(component.block)
    icon = catalogue.folder / "blocks" / block.name / "icon.svg"
    roles = roles_by_zone(block, effective_options(component, block), zones)
    return tuple(None if role is None else Resident(component.id, component.name, role, icon) for role in roles)


def _ways_out(options: Mapping[str, OptionValue], zones: int) -> tuple[Resident | None, ...]:
    """The network's own NAT gateways: one for all zones, or one in each."""
    gateway = Resident("", "NAT gateway", "", _NAT_ICON)
    only = Resident("", "NAT gateway", ONLY if zones > 1 else "", _NAT_ICON)
    ways = options.get("nat_gateways")
    if ways == "per_az":
        return (gateway,) * zones
    return tuple(only if ways == "single" and number == 0 else None for number in range(zones))
