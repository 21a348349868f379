"""What is wrong with an architecture that was posted back, as far as the catalogue's digest tells. The rest the worker
finds: options that do not go together, slots, and what a template refuses."""

from collections.abc import Iterator
from difflib import get_close_matches

from jobs.catalogue import CatalogueDigest, catalogue_digest
from web.option_values import fault_of_value
from web.problems import Fault, InvalidFields
from web.schemas.architectures import PostedArchitecture, PostedComponent, PostedConnection
from web.schemas.regions import known_regions
from web.validation import FAULTS_SHOWN

PLACE = "/architecture"


def refuse_faulty(architecture: PostedArchitecture) -> None:
    """Raises InvalidFields: each fault with its place as a JSON pointer into the body."""
    catalogue = catalogue_digest()
    faults = [
        *_region(architecture),
        *_components(architecture, catalogue),
        *_connections(architecture, catalogue),
    ]
    if faults:
        raise InvalidFields(faults=faults[:FAULTS_SHOWN])


def _region(architecture: PostedArchitecture) -> Iterator[Fault]:
    if architecture.region not in known_regions():
        yield Fault(f"{PLACE}/region", "is not a region of AWS", "a region's name, such as eu-central-1")


def _components(architecture: PostedArchitecture, catalogue: CatalogueDigest) -> Iterator[Fault]:
    parts = {one.id: one for one in architecture.components}
    seen: dict[str, str] = {}
    for index, one in enumerate(architecture.components):
        place = f"{PLACE}/components/{index}"
        key = _logical(one.id)
        if key in seen:
            told = "is there twice" if seen[key] == one.id else f"cannot be told from {seen[key]} in CloudFormation"
            yield Fault(f"{place}/id", f"{one.id} {told}", "an id of its own")
        seen[key] = one.id
        if one.block not in catalogue.blocks:
            yield Fault(f"{place}/block", f"the catalogue has no block {one.block}", _nearest(one.block, catalogue))
            continue
        yield from _options(one, place, catalogue)
        yield from _network(one, place, parts, catalogue)


def _options(one: PostedComponent, place: str, catalogue: CatalogueDigest) -> Iterator[Fault]:
    known = catalogue.blocks[one.block].options
    for name, value in one.options.items():
        where = f"{place}/options/{_escaped(name)}"
        if name not in known:
            yield Fault(where, f"{one.block} has no option {name}", f"one of {', '.join(known) or 'none'}")
        elif fault := fault_of_value(value, known[name]):
            yield Fault(where, *fault)


def _network(
    one: PostedComponent, place: str, parts: dict[str, PostedComponent], catalogue: CatalogueDigest
) -> Iterator[Fault]:
    stands = catalogue.blocks[one.block].network
    where = f"{place}/network"
    if one.network is None:
        if stands == "needed":
            yield Fault(where, "is missing", f"the id of a network: {one.block} stands in subnets")
    elif stands in ("none", "is"):
        yield Fault(where, f"{one.block} does not live in a network", "no network")
    elif one.network not in parts:
        yield Fault(where, f"there is no component {one.network}", "the id of a network")
    elif (block := catalogue.blocks.get(parts[one.network].block)) and block.network != "is":
        yield Fault(where, f"{one.network} ({parts[one.network].block}) is not a network", "the id of a network")


def _connections(architecture: PostedArchitecture, catalogue: CatalogueDigest) -> Iterator[Fault]:
    parts = {one.id: one.block for one in architecture.components}
    seen: set[tuple[str, str]] = set()
    for index, edge in enumerate(architecture.connections):
        place = f"{PLACE}/connections/{index}"
        missing = [(end, at) for end, at in (("source", edge.source), ("target", edge.target)) if at not in parts]
        for end, at in missing:
            yield Fault(f"{place}/{end}", f"there is no component {at}", "the id of a component")
        if missing:
            continue
        if (edge.source, edge.target) in seen:
            yield Fault(place, f"{edge.source} to {edge.target} is there twice", "one connection in each direction")
        seen.add((edge.source, edge.target))
        yield from _kind(edge, place, parts, catalogue)


def _kind(edge: PostedConnection, place: str, parts: dict[str, str], catalogue: CatalogueDigest) -> Iterator[Fault]:
    source, target = parts[edge.source], parts[edge.target]
    if edge.source == edge.target:
        yield Fault(place, f"{edge.source} is connected to itself", "two components")
    elif {source, target} <= catalogue.blocks.keys() and (source, target) not in catalogue.connections:
        from_there = sorted(one for at, one in catalogue.connections if at == source)
        known = ", ".join(from_there[:30]) or "nothing"
        yield Fault(place, f"no connection is known from {source} to {target}", f"from {source} to: {known}")


def _nearest(name: str, catalogue: CatalogueDigest) -> str:
    close = get_close_matches(name, catalogue.blocks, n=5, cutoff=0.5)
    return f"a block of the catalogue, such as {', '.join(close or sorted(catalogue.blocks)[:5])}"


def _logical(snake: str) -> str:
    """As CloudFormation has it: letters and digits only."""
    return "".join(part[:1].upper() + part[1:] for part in snake.split("_"))


def _escaped(name: str) -> str:
    """A JSON pointer's token (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")[:200]
